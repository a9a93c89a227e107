"""Crops of a pinned spot, all at one scale and upright on the face."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skintrack.analysis.crop import crop_round, way_round
from skintrack.imaging.decode import decode_bytes
from skintrack.model import Photo, Point, Similarity

_PREVIEW_PX = 2048
_ENOUGH = 0.95  # of the sharpness that is wanted


@dataclass(frozen=True)
class CropWish:
    """A crop that is wanted.

    Attributes
    ----------
    photo : Photo
    place : Point
        In its pixels.
    frame : Similarity
        From its pixels to the frame that the photos share: the crop is upright in it.
    width : float
        Of the crop, in the frame's pixels.
    size_px : int
        Of the crop.
    """

    photo: Photo
    place: Point
    frame: Similarity
    width: float
    size_px: int

    @property
    def turn(self) -> complex:
        """Scale and turn from the photo to the crop."""
        return complex(self.frame.a, self.frame.b) * self.size_px / self.width


def make_crop(
    wish: CropWish,
    preview: Callable[[Photo, int], bytes | None],
    original: Callable[[Photo], bytes],
) -> NDArray[np.uint8]:
    """Return a crop, from the preview where that is sharp enough.

    Raises
    ------
    PhotoError
        If the original is needed and cannot be read.
    """
    photo = wish.photo
    scale = min(_PREVIEW_PX / max(photo.width, photo.height), 1.0)
    data = preview(photo, _PREVIEW_PX) if scale >= _ENOUGH * abs(wish.turn) else None
    if data is None:
        data = original(photo)
    image = decode_bytes(data, photo.original_name).image
    copy_scale = image.shape[1] / photo.width
    way = way_round((wish.place.x, wish.place.y), wish.turn, wish.size_px, copy_scale)
    return crop_round(image, way, wish.size_px)
