"""A photo as a report prints it: how it is made, and what it depends on.

A print is kept in the library once it was made, with the small one of every photo made where the
photo is measured: a report then opens no photo, and needs neither numpy nor OpenCV for them.
"""

import math
from typing import TYPE_CHECKING

from skintrack import __version__
from skintrack.errors import EnvironmentalError, PhotoError, StorageError
from skintrack.model import Photo, PhotoAnalysis, Similarity

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    from numpy.typing import NDArray

    from skintrack.library import Library
    from skintrack.library.prints import KeptPrint
    from skintrack.workflows.print_frame import PhotoCopy

SMALL_HEIGHT_PX = 393
"""28 mm wide at 300 dpi."""

LARGE_HEIGHT_PX = 1100
"""78 mm wide at 300 dpi."""

_FRAME_WIDTH_PX, _FRAME_HEIGHT_PX = 640, 760  # of analysis.canonical_frame, without numpy
_PREVIEW_EDGE_PX = 2048
_SMALL_PX = 500  # prints up to this height may come from a coarser copy of the photo
_ENOUGH = 0.95  # of the pixels that are wanted
_PRINTING = f"1/{__version__}"  # raised whenever the same photo gives another print


def form_of(photo: Photo, place: Similarity | None) -> str:
    """Return all that the whole print of a photo depends on besides its height."""
    where = "whole" if place is None else f"{place.a!r},{place.b!r},{place.tx!r},{place.ty!r}"
    return f"{_PRINTING}/{photo.sha256}/{where}"


def print_scale(photo: Photo, place: Similarity | None, height_px: int, zoom: float = 1.0) -> float:
    """Return how many pixels of the print one of the photo makes."""
    if place is None:
        width_px = round(height_px * _FRAME_WIDTH_PX / _FRAME_HEIGHT_PX)
        return min(width_px / photo.width, height_px / photo.height)
    return math.hypot(place.a, place.b) * zoom * height_px / _FRAME_HEIGHT_PX


def read_for_print(library: "Library", photo: Photo, scale: float, height_px: int) -> bytes | None:
    """Return the photo's preview where that has pixels enough, else the original."""
    preview_scale = min(_PREVIEW_EDGE_PX / max(photo.width, photo.height), 1.0)
    is_enough = scale <= preview_scale / _ENOUGH
    is_small = height_px <= _SMALL_PX
    if is_enough and (is_small or preview_scale < 1):
        preview = library.photos.preview(photo, _PREVIEW_EDGE_PX)
        if preview is not None:
            return preview
    try:
        return library.photos.read_original(photo)
    except PhotoError:
        return library.photos.preview(photo, _PREVIEW_EDGE_PX) if is_small else None


def copy_for_print(data: bytes, photo: Photo, scale: float, height_px: int) -> "PhotoCopy":
    """Return the photo decoded no larger than a print needs it.

    Raises
    ------
    PhotoError
        If the bytes cannot be read as a photo.
    """
    from skintrack.imaging.scaled import decode_no_smaller
    from skintrack.workflows.print_frame import FINE, PhotoCopy

    shorter = round(min(photo.width, photo.height) * scale)
    least = round(shorter / FINE) if height_px <= _SMALL_PX else shorter
    image = decode_no_smaller(data, photo.original_name, max(least, 1))
    return PhotoCopy(image, image.shape[1] / photo.width)


def framed(copy: "PhotoCopy", place: Similarity | None, height_px: int) -> "NDArray[np.uint8]":
    """Return a photo in the common frame, or all of it where its place there is not known."""
    from skintrack.workflows.print_frame import frame_matrix, print_width, whole

    if place is None:
        return whole(copy.image, height_px)
    matrix = frame_matrix(place, height_px / _FRAME_HEIGHT_PX)
    return copy.warped(matrix, (print_width(height_px), height_px))


def print_of(data: bytes, photo: Photo, place: Similarity | None, height_px: int) -> bytes:
    """Return the whole print of a photo as JPEG, without metadata.

    Raises
    ------
    PhotoError
        If the bytes cannot be read as a photo.
    """
    from skintrack.imaging.export import encode_print

    copy = copy_for_print(data, photo, print_scale(photo, place, height_px), height_px)
    return encode_print(framed(copy, place, height_px))


def keep_small_print(library: "Library", photo: Photo, analysis: PhotoAnalysis) -> None:
    """Make and keep the small print of a photo that was just measured.

    A photo that cannot be printed is left: whoever wants its print says why there is none.
    """
    from skintrack.library.prints import KeptPrint

    place, height_px = analysis.to_frame, SMALL_HEIGHT_PX
    form = form_of(photo, place)
    if library.prints.get(photo.id, height_px, form) is not None:
        return
    try:
        data = read_for_print(library, photo, print_scale(photo, place, height_px), height_px)
        if data is None:
            return
        jpeg = print_of(data, photo, place, height_px)
    except EnvironmentalError:
        return
    keep_prints(library, [KeptPrint(photo.id, height_px, form, jpeg)])


def keep_prints(library: "Library", prints: "Iterable[KeptPrint]") -> None:
    """Keep prints; where the disk is full the next report makes them again."""
    made = list(prints)
    if not made:
        return
    try:
        library.prints.keep(made, large_px=LARGE_HEIGHT_PX)
    except StorageError:
        return
