"""Shrink an image while its rows are still being decoded: the whole of it is never there."""

import cv2
import numpy as np
import numpy.typing as npt

from skintrack.imaging.thumbnails import Image, Reduction, resized


class Shrinking:
    """What ``thumbnails.shrunk`` makes of an image, bit for bit, from its rows.

    Parameters
    ----------
    height, width : int
        Of the whole image.
    longest_edge_px : int
        That of the result, at most.
    """

    def __init__(self, height: int, width: int, longest_edge_px: int) -> None:
        self._plan = Reduction.of(height, width, longest_edge_px)
        step = self._plan.step
        self._image = np.empty((height // step, width // step, 3), np.uint8)
        self._done = 0
        self._rest: npt.NDArray[np.uint8] | None = None

    def add(self, rows: Image) -> None:
        """Take the next rows, uint8 RGB, from above; as many as there are."""
        if self._rest is not None:
            rows = np.concatenate([self._rest, rows])
        step = self._plan.step
        count = rows.shape[0] // step
        whole, rest = rows[: count * step], rows[count * step :]
        self._rest = rest.copy() if rest.shape[0] else None
        if count:
            self._image[self._done : self._done + count] = self._plan.reduced(whole)
            self._done += count

    def result(self) -> Image:
        """Return the small image, once all rows are there."""
        if self._done != self._image.shape[0]:
            raise cv2.error("rows are missing")
        return resized(self._image, self._plan.height, self._plan.width)
