"""A photo as its decoder stored it, and what is made of its rows: all of it, or something small.

Rows come strip by strip, already in sRGB: what a decoder needs itself is most of the memory then.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from skintrack.imaging.orientation import LYING
from skintrack.imaging.room import Room, empty_image
from skintrack.imaging.shrinking import Shrinking


@dataclass(frozen=True)
class StoredPhoto:
    """A photo whose strips can be taken once.

    Parameters
    ----------
    height, width : int
        As stored.
    orientation : int
        What makes it upright (EXIF).
    strips : iterator of ndarray
        uint8 RGB in sRGB, from above.
    """

    height: int
    width: int
    orientation: int
    strips: Iterator[npt.NDArray[np.uint8]]

    @property
    def upright_size(self) -> tuple[int, int]:
        """Height and width of the photo once it is turned."""
        if self.orientation in LYING:
            return self.width, self.height
        return self.height, self.width

    def whole(self, room: Room) -> npt.NDArray[np.uint8]:
        """Return all of it, not turned; the room is left free where it is still to be turned."""
        room = room if self.orientation == 1 else None
        image, top = empty_image(self.height, self.width, room), 0
        for strip in self.strips:
            image[top : top + strip.shape[0]] = strip
            top += strip.shape[0]
        return image

    def shrunk(self, longest_edge_px: int) -> npt.NDArray[np.uint8]:
        """Return what ``thumbnails.shrunk`` makes of it, not turned; the whole is never there."""
        small = Shrinking(self.height, self.width, longest_edge_px)
        for strip in self.strips:
            small.add(strip)
        return small.result()
