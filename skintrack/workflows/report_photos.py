"""Photos as a report prints them: turned and scaled to the common frame, without metadata."""

from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray

from skintrack.analysis.canonical_frame import HEIGHT_PX, WIDTH_PX, warp_for_display
from skintrack.errors import PhotoError
from skintrack.imaging.decode import decode_bytes
from skintrack.imaging.export import encode_jpeg
from skintrack.model import Photo, PhotoAnalysis, Similarity
from skintrack.model.display import day_text, view_name
from skintrack.model.phrase import Phrase
from skintrack.reports import FILE_MISSING, Picture

if TYPE_CHECKING:
    from skintrack.library import Library

_PREVIEW_EDGE_PX = 2048
_QUALITY = 85
_SURROUND = 214  # the neutral grey round the photos of the report


def print_small(
    library: "Library", photo: Photo, analysis: PhotoAnalysis | None, height_px: int, label: str
) -> Picture:
    """Return a print for the photo record, from the preview where there is one."""
    preview = library.photos.preview(photo, _PREVIEW_EDGE_PX)
    if preview is None:
        return print_large(library, photo, analysis, height_px, label)
    image = decode_bytes(preview, photo.original_name).image
    return _print(image, photo, analysis, height_px, label)


def print_large(
    library: "Library", photo: Photo, analysis: PhotoAnalysis | None, height_px: int, label: str
) -> Picture:
    """Return a print from the original; where that cannot be read, a frame that says so."""
    try:
        data = library.photos.read_original(photo)
        image = decode_bytes(data, photo.original_name).image
    except PhotoError:
        return Picture(None, "", FILE_MISSING)
    return _print(image, photo, analysis, height_px, label)


def _print(
    image: NDArray[np.uint8],
    photo: Photo,
    analysis: PhotoAnalysis | None,
    height_px: int,
    label: str,
) -> Picture:
    place = analysis.to_frame if analysis else None
    if place is None:
        framed, how = _whole(image, height_px), Phrase("The whole photo, not aligned.")
    else:
        matrix = _scaled(place, image.shape[1] / photo.width)
        framed = warp_for_display(image, matrix, height_px)
        how = Phrase("Turned and scaled to the common frame.")
    taken = photo.captured_at
    day = Phrase("without a date") if taken is None else day_text(taken.date())
    alt = Phrase(
        "{view} view, {day}, {phase}. {how}",
        view=view_name(photo.view),
        day=day,
        phase=label,
        how=how,
    )
    return Picture(encode_jpeg(framed, _QUALITY), alt)


def _scaled(place: Similarity, factor: float) -> NDArray[np.float64]:
    """Return a similarity of the original for a copy shrunk by ``factor``, shape (2, 3)."""
    turn = np.array([[place.a, -place.b], [place.b, place.a]])
    # The centre of the first pixel is (0, 0), so a pixel's edge moves with the scale.
    edge = np.full(2, 0.5 / factor - 0.5)
    shift = np.array([place.tx, place.ty]) + turn @ edge
    return np.column_stack([turn / factor, shift])


def _whole(image: NDArray[np.uint8], height_px: int) -> NDArray[np.uint8]:
    """Return a whole photo inside a frame of the common shape, on neutral grey."""
    width_px = round(height_px * WIDTH_PX / HEIGHT_PX)
    factor = min(width_px / image.shape[1], height_px / image.shape[0])
    size = (max(1, round(image.shape[1] * factor)), max(1, round(image.shape[0] * factor)))
    small = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
    canvas = np.full((height_px, width_px, 3), _SURROUND, np.uint8)
    top, left = (height_px - size[1]) // 2, (width_px - size[0]) // 2
    canvas[top : top + size[1], left : left + size[0]] = small
    return canvas
