"""Find the printed colour card in a photo and read its colours.

The card's corners are ArUco markers (Garrido-Jurado et al. 2014, Pattern Recognition 47), found by
OpenCV. A photo without a card costs one pass over a strided copy of about 800 pixels in length;
only where a marker shows is the picture looked at in full.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from skintrack.analysis.card_patches import read_patches
from skintrack.analysis.findings import Finding
from skintrack.model import card as layout
from skintrack.model.card_reading import CardReading

Corners = NDArray[np.float64]

_SEARCH_SIDE_PX, _CLOSER_SIDE_PX = 800, 2200
_QUICK_WINDOWS, _THOROUGH_WINDOWS = (5, 5, 10), (3, 23, 10)  # adaptive threshold: from, to, step
_CONTRAST, _LIMITS_OF_CONTRAST = 0.06, (3.0, 14.0)
_LEAST_PERIMETER, _MOST_PERIMETER = 0.04, 1.5  # of the picture's longer side
_CORNERS = 4
_FEWEST_FOR_A_WORD = 2
_BITS_MISREAD = 2  # of the 24 of a frame
_MIN_PX_PER_MM = 1.2
_MOST_TILT_DEG = 55.0
_MOST_MISFIT_MM, _MOST_MISFIT_PX = 0.6, 3.0
_SINGULAR = 1e-9
_FOCAL = 0.85  # focal length over the picture's longer side: phones have 0.7 to 1.2
_FOLLOWED, _FARTHEST = 0.7, 2.5  # share of the gradient, and card heights
_SHEET_PX_PER_MM = (2.0, 5.0)
_REFINE_ROUNDS, _REFINE_ENOUGH_PX = 30, 0.01


@dataclass(frozen=True)
class CardSearch:
    """What became of the search for a card.

    Attributes
    ----------
    reading : CardReading or None
    finding : Finding or None
        Why a card that is there cannot be used; both are None where no card shows.
    tint_slope : ndarray, shape (2, 3), or None
        How the colour of the light changes over the card, see ``CardColors``.
    """

    reading: CardReading | None = None
    finding: Finding | None = None
    tint_slope: NDArray[np.float64] | None = None


def tint_at(search: CardSearch, place: Corners) -> NDArray[np.float64]:
    """Return how the colour of the light at a place differs from that on the card.

    The gradient over the card is followed beyond its edge, seven tenths of the way: the farther
    from the card, the less it knows.

    Parameters
    ----------
    search : CardSearch
        With a reading.
    place : ndarray, shape (2,)
        In photo pixels.

    Returns
    -------
    ndarray, shape (3,)
        log10 of each channel, against their mean.
    """
    if search.reading is None or search.tint_slope is None:
        return np.zeros(3)
    outline = _outline_mm().astype(np.float32)
    corners = np.array(search.reading.corners, np.float32)
    to_card = np.asarray(cv2.getPerspectiveTransform(corners, outline), np.float64)
    away_mm = _moved(to_card, place[None])[0] - outline.mean(axis=0)
    away = np.clip(away_mm / layout.HEIGHT_MM, -_FARTHEST, _FARTHEST)
    return np.asarray(_FOLLOWED * (away @ search.tint_slope))


def _outline_mm() -> Corners:
    width, height = layout.WIDTH_MM, layout.HEIGHT_MM
    return np.array([[0, 0], [width, 0], [width, height], [0, height]])


def marker_bits(marker: int) -> tuple[tuple[bool, ...], ...]:
    """Return the pattern of a marker with its black frame, row by row; True is white."""
    bits = cv2.aruco.generateImageMarker(_dictionary(), marker, layout.MARKER_BITS)
    return tuple(tuple(bool(bit) for bit in row) for row in bits)


def _dictionary() -> cv2.aruco.Dictionary:
    return cv2.aruco.getPredefinedDictionary(getattr(cv2.aruco, layout.MARKER_DICTIONARY))


def find_card(image: NDArray[np.uint8]) -> CardSearch:
    """Look for a colour card.

    Parameters
    ----------
    image : ndarray of uint8, shape (H, W, 3)
        sRGB, upright; the card may be turned by any angle.
    """
    seen, frames = _markers(image, _SEARCH_SIDE_PX, _QUICK_WINDOWS)
    if not seen:
        return CardSearch(finding=_if_mirrored(image) if frames >= _CORNERS else None)
    if _number(seen) is None:
        seen, _ = _markers(image, _CLOSER_SIDE_PX, _THOROUGH_WINDOWS)
    number = _number(seen)
    if number is None:
        return CardSearch(finding=_unread(seen))
    return _read(image, number, [corners for _, corners in sorted(seen, key=_marker_id)])


def _if_mirrored(image: NDArray[np.uint8]) -> Finding | None:
    """Say that a card was found in the mirror: then left and right of the face are swapped too."""
    seen, _ = _markers(image[:, ::-1], _SEARCH_SIDE_PX, _QUICK_WINDOWS)
    return Finding("photo_mirrored") if _number(seen) is not None else None


def _unread(seen: list[tuple[int, Corners]]) -> Finding | None:
    """Say why no card can be read from these markers; a single one may be chance."""
    if len(seen) < _FEWEST_FOR_A_WORD:
        return None
    if len(seen) > _CORNERS:
        return Finding("several_cards", figure=float(len(seen)))
    side_px = float(np.median([np.hypot(*(quad[1] - quad[0])) for _, quad in seen]))
    if side_px < _MIN_PX_PER_MM * layout.MARKER_MM:
        return Finding("card_too_small", figure=side_px / layout.MARKER_MM)
    return Finding("card_covered", figure=float(len(seen)))


def _marker_id(marker: tuple[int, Corners]) -> int:
    return marker[0]


def _number(seen: list[tuple[int, Corners]]) -> int | None:
    """Return the card's number, or None unless each corner was seen once and all agree."""
    ids = sorted(marker for marker, _ in seen)
    if len(ids) != _CORNERS:
        return None
    return layout.number_of_markers((ids[0], ids[1], ids[2], ids[3]))


def _markers(
    image: NDArray[np.uint8], side_px: int, windows: tuple[int, int, int]
) -> tuple[list[tuple[int, Corners]], int]:
    """Look for markers in a smaller picture.

    Returns
    -------
    markers : list of tuple
        Id and corners (4, 2), in photo pixels.
    frames : int
        How many squares with a black frame are there that are no markers.
    """
    step = max(1, round(max(image.shape[:2]) / side_px))
    green = np.ascontiguousarray(image[::step, ::step, 1])
    settings = cv2.aruco.DetectorParameters()
    settings.adaptiveThreshWinSizeMin = windows[0]
    settings.adaptiveThreshWinSizeMax = windows[1]
    settings.adaptiveThreshWinSizeStep = windows[2]
    # Ink stands out by more than the weave of clothes and hair; in a dark photo by less.
    bright = float(np.percentile(green[::4, ::4], 95))
    settings.adaptiveThreshConstant = float(np.clip(_CONTRAST * bright, *_LIMITS_OF_CONTRAST))
    settings.minMarkerPerimeterRate = _LEAST_PERIMETER
    settings.maxMarkerPerimeterRate = _MOST_PERIMETER
    settings.errorCorrectionRate = 0.0  # a wrong serial is worse than none
    # Bits are read from their middles: blur and the edge of a neighbour do not reach there.
    settings.perspectiveRemovePixelPerCell = 8
    settings.perspectiveRemoveIgnoredMarginPerCell = 0.3
    detector = cv2.aruco.ArucoDetector(_dictionary(), settings)
    corners, ids, others = detector.detectMarkers(green)
    frames = sum(_is_framed(green, np.asarray(quad, np.float32).reshape(4, 2)) for quad in others)
    if not corners:
        return [], frames
    markers = [
        (int(marker), _refined(image, np.asarray(quad, np.float64).reshape(4, 2) * step, step))
        for marker, quad in zip(np.ravel(ids), corners, strict=True)
    ]
    return markers, frames


def _is_framed(green: NDArray[np.uint8], quad: NDArray[np.float32]) -> bool:
    """Whether a square has the black frame of a marker, whatever is inside."""
    side = layout.MARKER_BITS
    square = np.array([[0, 0], [side, 0], [side, side], [0, side]], np.float32)
    square -= np.float32(0.5)  # bit (0, 0) has its middle there
    to_square = cv2.getPerspectiveTransform(quad, square)
    bits = cv2.warpPerspective(green, to_square, (side, side))
    inside = bits[1:-1, 1:-1]
    middle = (int(inside.max()) + int(bits.min())) / 2
    dark = int((bits < middle).sum()) - int((inside < middle).sum())
    return dark >= side * side - inside.size - _BITS_MISREAD


def _refined(image: NDArray[np.uint8], quad: Corners, step: int) -> Corners:
    """Return marker corners to a fraction of a pixel of the full picture (Foerstner's operator)."""
    side = float(np.hypot(*(quad[1] - quad[0])))
    reach = int(np.clip(side / layout.MARKER_BITS * 0.7, 2, 2 + 3 * step))
    margin = 3 * reach + 4
    left, top = np.maximum(np.floor(quad.min(axis=0)).astype(int) - margin, 0)
    right, bottom = np.ceil(quad.max(axis=0)).astype(int) + margin
    part = np.ascontiguousarray(image[top:bottom, left:right, 1])
    found = (quad - (left, top)).astype(np.float32).reshape(-1, 1, 2)
    until = cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER
    rule = (until, _REFINE_ROUNDS, _REFINE_ENOUGH_PX)
    moved = cv2.cornerSubPix(part, found, (reach, reach), (-1, -1), rule)
    return np.asarray(moved.reshape(4, 2) + np.array([left, top]), np.float64)


def _read(image: NDArray[np.uint8], number: int, quads: list[Corners]) -> CardSearch:
    """Read a card whose four markers were found, given clockwise from the upper left."""
    on_card = np.concatenate([_marker_corners_mm(corner) for corner in range(_CORNERS)])
    in_photo = np.concatenate(quads)
    to_photo = _homography(on_card, in_photo, image.shape)
    if to_photo is None:
        return CardSearch(finding=Finding("card_bent"))
    px_per_mm, tilt_deg = _scale_and_tilt(to_photo, image.shape)
    if px_per_mm < _MIN_PX_PER_MM:
        return CardSearch(finding=Finding("card_too_small", figure=px_per_mm))
    if tilt_deg > _MOST_TILT_DEG:
        return CardSearch(finding=Finding("card_turned_away", figure=tilt_deg))
    scale = float(np.clip(px_per_mm, *_SHEET_PX_PER_MM))
    colors = read_patches(_flat(image, to_photo, scale), scale)
    reading = CardReading(
        serial=layout.serial_of(number),
        patches=colors.patches,
        corners=tuple((float(x), float(y)) for x, y in _moved(to_photo, _outline_mm())),
        px_per_mm=px_per_mm,
        tilt_deg=tilt_deg,
        evenness=colors.evenness,
        glare_fraction=colors.glare_fraction,
    )
    if colors.finding is not None:
        return CardSearch(finding=colors.finding)
    return CardSearch(reading=reading, tint_slope=colors.tint_slope)


def _marker_corners_mm(corner: int) -> Corners:
    left, top = layout.MARKER_CORNERS_MM[corner]
    side = layout.MARKER_MM
    return np.array(
        [[left, top], [left + side, top], [left + side, top + side], [left, top + side]]
    )


def _moved(matrix: NDArray[np.float64], points: Corners) -> Corners:
    moved = np.column_stack([points, np.ones(len(points))]) @ matrix.T
    return np.asarray(moved[:, :2] / moved[:, 2:])


def _homography(
    on_card: Corners, in_photo: Corners, shape: tuple[int, ...]
) -> NDArray[np.float64] | None:
    """Return the plane's way into the photo, or None where the card is no plane."""
    found, _ = cv2.findHomography(on_card, in_photo)
    matrix = np.asarray(found, np.float64)
    if matrix.shape != (3, 3) or abs(np.linalg.det(matrix)) < _SINGULAR:
        return None
    back = np.asarray(np.linalg.inv(matrix), np.float64)
    misfit_mm = np.hypot(*(_moved(back, in_photo) - on_card).T).max()
    px_per_mm, _ = _scale_and_tilt(matrix, shape)
    # A blurred, bright photo eats into the black squares by a pixel or two.
    return None if misfit_mm > max(_MOST_MISFIT_MM, _MOST_MISFIT_PX / px_per_mm) else matrix


def _scale_and_tilt(to_photo: NDArray[np.float64], shape: tuple[int, ...]) -> tuple[float, float]:
    """Return px per mm at the card's middle, and its turn away from the line of sight.

    The plane's pose from its homography (Zhang 2000, IEEE PAMI 22:1330), for a lens as phones have
    it; the scale hardly depends on the lens.
    """
    height, width = shape[:2]
    focal_px = _FOCAL * max(height, width)
    from_pixels = np.array([[1, 0, -(width - 1) / 2], [0, 1, -(height - 1) / 2], [0, 0, focal_px]])
    plane = from_pixels @ to_photo
    plane *= 2 / (np.linalg.norm(plane[:, 0]) + np.linalg.norm(plane[:, 1]))
    sight = plane @ np.array([layout.WIDTH_MM / 2, layout.HEIGHT_MM / 2, 1.0])
    facing = abs(float(np.cross(plane[:, 0], plane[:, 1]) @ sight)) / float(np.linalg.norm(sight))
    return focal_px / abs(float(sight[2])), float(np.degrees(np.arccos(np.clip(facing, 0, 1))))


def _flat(
    image: NDArray[np.uint8], to_photo: NDArray[np.float64], scale: float
) -> NDArray[np.uint8]:
    """Return the card as seen from straight ahead, with ``scale`` pixels per mm."""
    size = round(layout.WIDTH_MM * scale), round(layout.HEIGHT_MM * scale)
    to_mm = np.array([[1 / scale, 0, 0.5 / scale], [0, 1 / scale, 0.5 / scale], [0, 0, 1]])
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    flat = cv2.warpPerspective(
        image, to_photo @ to_mm, size, flags=flags, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(flat, np.uint8)
