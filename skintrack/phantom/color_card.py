"""A printed colour card held beside the face: lit by the same light, shot by the same camera."""

from dataclasses import dataclass

import cv2
import numpy as np

from skintrack.model import card as layout
from skintrack.phantom.lighting import Light, ambient_light, shine
from skintrack.phantom.maps import Map, as_map
from skintrack.phantom.pose import PICTURE_HEIGHT, PICTURE_WIDTH, Pose

_TEXTURE_PX_PER_MM = 8
_OVERSAMPLING = 2
_PAPER, _BLACK_INK = 0.86, 0.035  # reflectance of matt paper and of printer's black
_PATCH_ERROR, _TONE_ERROR, _CAST_ERROR = 0.02, 0.06, 0.02  # log10, share, log10: a home printer
_SRGB_KNEE = 0.04045
_SHEEN = 0.02


@dataclass(frozen=True)
class HeldCard:
    """A card in the scene.

    ``number`` decides the markers and the errors of the print: colours of a home printer differ
    from the nominal ones, and from print to print. ``centre_mm`` is the card's middle in the camera
    frame, from the point that the head turns round. ``yaw_deg``, ``pitch_deg`` and ``roll_deg``
    turn it away from the camera, as they turn the head in ``Pose``.
    """

    number: int = 0
    centre_mm: tuple[float, float, float] = (104.0, 88.0, 40.0)
    yaw_deg: float = 0.0
    pitch_deg: float = 0.0
    roll_deg: float = 0.0
    has_print_errors: bool = True


def lay_card(radiance: Map, card: HeldCard, pose: Pose, light: Light) -> Map:
    """Draw a card over a linear picture (H, W, 3), in place.

    Returns
    -------
    ndarray, shape (H, W)
        How much of each pixel the card covers, 0 to 1.
    """
    corners = _corners_px(card, pose)
    low = np.clip(np.floor(corners.min(axis=0)) - 2, 0, (PICTURE_WIDTH, PICTURE_HEIGHT)).astype(int)
    high = np.clip(np.ceil(corners.max(axis=0)) + 2, 0, (PICTURE_WIDTH, PICTURE_HEIGHT)).astype(int)
    covered = np.zeros(radiance.shape[:2], np.float32)
    size = int(high[0] - low[0]), int(high[1] - low[1])
    if min(size) <= 0:
        return covered
    part = slice(int(low[1]), int(high[1])), slice(int(low[0]), int(high[0]))
    texture = _texture(card)
    picture, share = _warped(texture, corners - low, size)
    lit = picture * _arriving(card, light) + np.float32(_sheen(card, light)) * share[..., None]
    lit *= np.array(light.colour, np.float32)
    columns = np.arange(part[1].start, part[1].stop, dtype=np.float32) / PICTURE_WIDTH - 0.5
    lit *= np.exp2(np.float32(light.unevenness) * columns)[None, :, None]
    radiance[part] = radiance[part] * (1.0 - share[..., None]) + lit
    covered[part] = share
    return covered


def _corners_px(card: HeldCard, pose: Pose) -> Map:
    """Return the picture positions (4, 2) of the card's corners, clockwise from its upper left."""
    half = np.array([layout.WIDTH_MM, layout.HEIGHT_MM]) / 2
    flat = np.array([[-1, -1, 0], [1, -1, 0], [1, 1, 0], [-1, 1, 0]]) * [half[0], half[1], 0]
    places = flat @ _turn(card).T + np.array(card.centre_mm)
    scale = pose.focal_px / (pose.depth_mm - places[:, 2:])
    return np.asarray(pose.centre_px + places[:, :2] * scale)


def _turn(card: HeldCard) -> Map:
    return Pose(yaw_deg=card.yaw_deg, pitch_deg=card.pitch_deg, roll_deg=card.roll_deg).rotation


def _arriving(card: HeldCard, light: Light) -> np.float32:
    """Return the light that falls on the card's plane: paper scatters evenly (Lambert)."""
    normal = as_map(_turn(card)[:, 2])
    facing = max(float(normal @ light.unit_direction()), 0.0)
    around = float(ambient_light(normal[None, None], np.array([0.0, 0.0, 1.0]))[0, 0])
    return np.float32(light.key * facing + light.fill * around)


def _sheen(card: HeldCard, light: Light) -> float:
    normal = as_map(_turn(card)[:, 2])[None, None]
    to_camera = np.array([0.0, 0.0, 1.0])
    return float(_SHEEN * light.key * shine(normal, light.unit_direction(), to_camera, 12.0)[0, 0])


def _warped(texture: Map, corners: Map, size: tuple[int, int]) -> tuple[Map, Map]:
    """Return the card's reflectance as seen (premultiplied) and its share of each pixel."""
    height, width = texture.shape[:2]
    source = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32) - 0.5
    aim = ((corners + 0.5) * _OVERSAMPLING - 0.5).astype(np.float32)
    matrix = cv2.getPerspectiveTransform(source, aim)
    fine = size[0] * _OVERSAMPLING, size[1] * _OVERSAMPLING
    layers = np.concatenate([texture, np.ones((height, width, 1), np.float32)], axis=-1)
    seen = cv2.resize(cv2.warpPerspective(layers, matrix, fine), size, interpolation=cv2.INTER_AREA)
    return as_map(seen[..., :3]), as_map(seen[..., 3])


def _texture(card: HeldCard) -> Map:
    """Return the printed card as linear reflectance, (rows, columns, 3)."""
    errors = np.random.default_rng([card.number, 31])
    page = np.full(
        (
            round(layout.HEIGHT_MM * _TEXTURE_PX_PER_MM),
            round(layout.WIDTH_MM * _TEXTURE_PX_PER_MM),
            3,
        ),
        _PAPER,
        np.float32,
    )
    tone = 1.0 + _TONE_ERROR * errors.standard_normal(3) * card.has_print_errors
    cast = _CAST_ERROR * errors.standard_normal(3) * card.has_print_errors
    field = layout.Box(
        layout.FIELD_LEFT_MM, layout.FIELD_TOP_MM, layout.FIELD_WIDTH_MM, layout.FIELD_HEIGHT_MM
    )
    inks = [(field, layout.FIELD_SRGB), *((patch.box, patch.srgb) for patch in layout.patches())]
    for box, srgb in inks:
        own = _PATCH_ERROR * errors.standard_normal(3) * card.has_print_errors
        density = np.log10(_reflectance(srgb) / _PAPER) * tone + cast + own
        page[_pixels(box)] = np.minimum(_PAPER * 10.0**density, _PAPER)
    dictionary = cv2.aruco.getPredefinedDictionary(getattr(cv2.aruco, layout.MARKER_DICTIONARY))
    side = round(layout.MARKER_MM * _TEXTURE_PX_PER_MM)
    for marker, (left, top) in zip(
        layout.marker_ids(card.number), layout.MARKER_CORNERS_MM, strict=True
    ):
        bits = cv2.aruco.generateImageMarker(dictionary, marker, layout.MARKER_BITS)
        drawn = cv2.resize(bits, (side, side), interpolation=cv2.INTER_NEAREST) > 0
        box = layout.Box(left, top, layout.MARKER_MM, layout.MARKER_MM)
        page[_pixels(box)] = np.where(drawn[..., None], _PAPER, _BLACK_INK)
    for mm in range(layout.RULER_MM + 1):
        tick = layout.Box(layout.RULER_LEFT_MM + mm, layout.RULER_TOP_MM, 0.25, 3.0 + (mm % 5 == 0))
        page[_pixels(tick)] = _BLACK_INK
    return page


def _pixels(box: layout.Box) -> tuple[slice, slice]:
    left, top, right, bottom = (
        round(edge * _TEXTURE_PX_PER_MM)
        for edge in (box.left, box.top, box.left + box.width, box.top + box.height)
    )
    return slice(top, bottom), slice(left, right)


def _reflectance(srgb: tuple[int, int, int]) -> Map:
    level = np.array(srgb, np.float64) / 255
    linear = np.where(level <= _SRGB_KNEE, level / 12.92, ((level + 0.055) / 1.055) ** 2.4)
    return np.asarray(_BLACK_INK + (_PAPER - _BLACK_INK) * linear)
