"""What a print must not show: eyes behind a band, or everything but the measured skin.

Nothing is shown on a guess. A photo whose face is not known, is doubtful, or is seen elsewhere by
a second look, stays out, and its frame says why.
"""

from collections.abc import Iterable
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from skintrack.analysis.canonical_frame import EYES_MIDDLE, HEIGHT_PX
from skintrack.analysis.eye_band import Box, eye_band, mouth_box
from skintrack.analysis.face_detector import FaceBox
from skintrack.analysis.given_face import read_mean_face
from skintrack.model import PhotoAnalysis, RegionName
from skintrack.reports.picture_words import EYES_IN_DOUBT, NO_REGION, REGION_IN_DOUBT
from skintrack.resources import asset
from skintrack.workflows.face_finders import FaceFinders
from skintrack.workflows.print_frame import (
    SURROUND,
    PhotoCopy,
    SkinSheet,
    frame_matrix,
    outline_in,
    print_width,
)
from skintrack.workflows.print_permission import NotSafeError, shown_regions

Pixels = NDArray[np.uint8]
Matrix = NDArray[np.float64]

BAND_LEVEL = 150
_OWN_FACE_PX = 190.0  # from the eyes: a face found nearer is the patient's own
_ROUNDED = 0.3  # of the shorter side of a region
_WIDER = 1.5  # than the box that was found of another person's face


def cover_eyes(framed: Pixels, analysis: PhotoAnalysis, finders: FaceFinders) -> Pixels:
    """Return a print with an opaque band over the eyes, and other people's faces covered whole.

    Parameters
    ----------
    framed : ndarray of uint8, shape (H, W, 3)
        The whole canonical frame of a face.
    analysis : PhotoAnalysis
        Of the photo.
    finders : FaceFinders

    Raises
    ------
    NotSafeError
        If a second look finds the eyes of the face outside the band.
    """
    covered = framed.copy()
    height, width = framed.shape[:2]
    factor = height / HEIGHT_PX
    band = _band_of(analysis)
    for face in _faces_in(framed, finders):
        seen = [(x, y) for x, y in face.eyes if 0 <= x < width and 0 <= y < height]
        if all(band.holds(x / factor, y / factor) for x, y in seen):
            continue
        away = np.hypot(face.x / factor - EYES_MIDDLE[0], face.y / factor - EYES_MIDDLE[1])
        if away < _OWN_FACE_PX:
            raise NotSafeError(EYES_IN_DOUBT)
        half = face.size * _WIDER / 2
        _fill(covered, Box(face.x - half, face.y - half, face.x + half, face.y + half))
    _fill(covered, _moved(band, factor))
    return covered


def only_regions(
    photo: PhotoCopy,
    analysis: PhotoAnalysis,
    sheet: SkinSheet,
    height_px: int,
    finders: FaceFinders,
) -> Pixels:
    """Return a print that shows the measured skin on neutral grey, and nothing else.

    Parameters
    ----------
    photo : PhotoCopy
    analysis : PhotoAnalysis
        Of the photo.
    sheet : SkinSheet
        What to show, and where.
    height_px : int
        Of the print.
    finders : FaceFinders

    Raises
    ------
    NotSafeError
        If outlined skin shows eyes or a mouth and it is not known where.
    """
    place = analysis.to_frame
    if place is None:
        raise NotSafeError(NO_REGION)
    size_px = sheet.tile_px(height_px)
    printed = np.full((height_px, print_width(height_px), 3), SURROUND, np.uint8)
    shown = shown_regions(analysis, [tile.region for tile in sheet.tiles])
    for number, tile in enumerate(sheet.tiles):
        if tile.region not in shown:
            continue
        scale, left, top = sheet.from_frame(tile, height_px)
        matrix = frame_matrix(place, scale, left, top)
        mask = _mask(outline_in(analysis, tile.region, matrix), size_px)
        framed = photo.warped(matrix, size_px)
        if tile.region is RegionName.DRAWN:  # whatever was outlined by hand
            for box in _eyes_and_mouth(analysis):
                _fill(mask, _moved(box, scale, left, top), 0)
            if analysis.to_canonical is None and _shows_eyes(mask, _faces_in(framed, finders)):
                raise NotSafeError(REGION_IN_DOUBT)
        seen = np.asarray(mask[:, :, None], np.float32) / 255
        start = number * size_px[0]
        printed[:, start : start + size_px[0]] = np.round(framed * seen + SURROUND * (1 - seen))
    return printed


def _mask(outline: Matrix, size_px: tuple[int, int]) -> Pixels:
    """Return how much of each pixel may be seen, 0 to 255: an outline, its corners rounded off."""
    mask = np.zeros(size_px[::-1], np.uint8)
    cv2.fillPoly(mask, [np.round(outline).astype(np.int32)], 255)
    radius = float(np.ptp(outline, axis=0).min()) * _ROUNDED / 2
    # Opened by a disc, so that nothing beyond the outline comes in; the blur stays inside as well.
    core = (_depth(mask) > radius).astype(np.uint8)
    rounded = np.where(_depth(1 - core) < radius - 1, 255, 0).astype(np.uint8)
    soft = cv2.GaussianBlur(rounded, (0, 0), 0.8)
    return np.asarray(np.minimum(soft, mask), np.uint8)


def _depth(mask: Pixels) -> NDArray[np.float32]:
    """Return how far each pixel of a mask lies from its edge; the picture's edge is none."""
    return np.asarray(cv2.distanceTransform(mask, cv2.DIST_L2, cv2.DIST_MASK_PRECISE), np.float32)


def _eyes_and_mouth(analysis: PhotoAnalysis) -> tuple[Box, ...]:
    """Return what hides eyes and mouth, in the canonical frame; nothing without a face."""
    if analysis.to_canonical is None:
        return ()
    return _band_of(analysis), _mouth_of(analysis)


def _shows_eyes(mask: Pixels, faces: Iterable[FaceBox]) -> bool:
    """Whether one of the eyes that a quick look finds lies in what may be seen."""
    height, width = mask.shape
    eyes = [eye for face in faces for eye in face.eyes]
    return any(mask[int(y), int(x)] > 0 for x, y in eyes if 0 <= x < width and 0 <= y < height)


def _band_of(analysis: PhotoAnalysis) -> Box:
    """Return what hides the eyes of a face, in the canonical frame."""
    seen = analysis.conditions
    return eye_band(_mean_face(), seen.yaw_deg, seen.pitch_deg)


def _mouth_of(analysis: PhotoAnalysis) -> Box:
    seen = analysis.conditions
    return mouth_box(_mean_face(), seen.yaw_deg, seen.pitch_deg)


def _faces_in(image: Pixels, finders: FaceFinders) -> list[FaceBox]:
    """Return the faces that a quick look finds; none without the face models."""
    with finders.lend() as finder:
        return [] if finder is None else finder.detect(image)


def _moved(box: Box, scale: float, left: float = 0.0, top: float = 0.0) -> Box:
    return Box(
        box.left * scale + left,
        box.top * scale + top,
        box.right * scale + left,
        box.bottom * scale + top,
    )


def _fill(image: Pixels, box: Box, level: int = BAND_LEVEL) -> None:
    """Fill a box, outward to whole pixels."""
    left, top = (max(int(np.floor(edge)), 0) for edge in (box.left, box.top))
    right, bottom = (max(int(np.ceil(edge)), -1) for edge in (box.right, box.bottom))
    image[top : bottom + 1, left : right + 1] = level


@cache
def _mean_face() -> NDArray[np.float64]:
    return read_mean_face(asset("face/mean_face.csv").read_text(encoding="utf-8"))
