"""Measure skin that the user outlined, where there is no face to give frame and reference.

The frame is that of the outline on the photo it was drawn on: its longer side is 300 px, and later
photos are brought into it by registration, so that all are measured at the same size.

Control skin stands in for what a face offers otherwise. It is the untreated patch where one was
marked, else the skin in a seam round the outline. Redness is measured against an untreated patch
only; how fine structure follows focus, noise and distance is read on either.
"""

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from skintrack.analysis import redness, texture
from skintrack.analysis.canonical_frame import (
    HEIGHT_PX,
    WIDTH_PX,
    inside_photo,
    transform_points,
    warp_linear,
)
from skintrack.analysis.color import FloatImage, log_channels, luminance
from skintrack.analysis.conditions import Conditions, read_conditions
from skintrack.analysis.findings import (
    ALL_METRICS,
    COLOR_METRICS,
    METRICS,
    REDNESS,
    RELIEF,
    SURFACE_METRICS,
    TEXTURE,
    Finding,
)
from skintrack.analysis.hairs import find_hairs
from skintrack.analysis.measure import DRAWN, PhotoMeasurement
from skintrack.analysis.quality import assess_drawn
from skintrack.analysis.regions import fill
from skintrack.analysis.skin_mask import SkinMask, find_skin
from skintrack.analysis.untreated_skin import Patch, read_patch

Mask = NDArray[np.bool_]

SIDE_PX = 300.0
_MIDDLE = (WIDTH_PX / 2, HEIGHT_PX / 2)
_SEAM_PX = (6, 45)  # from and to, outside the outline
_LIKE_SKIN = (12.0, 12.0)  # 100 log10 R/G and B/G against the region's own: a wall is no skin
_MIN_PIXELS = 400
_LEAST_SHOWN = 0.85  # of the outline; the rest may lie beyond the photo's edge
_MIN_SEAM_PIXELS = 4000
_LEAST_SIDE_PX = {REDNESS: 120.0, RELIEF: 160.0, TEXTURE: 200.0}


@dataclass(frozen=True)
class PlacedRegion:
    """A region and where a photo shows it.

    Attributes
    ----------
    to_frame : ndarray, shape (2, 3)
        From pixels of this photo into the region's frame.
    outline : ndarray, shape (N, 2)
        In the region's frame.
    untreated : ndarray, shape (M, 2), or None
        Untreated skin, in the region's frame; it may lie beyond the 640 x 760 of the canvas.
    """

    to_frame: NDArray[np.float64]
    outline: NDArray[np.float64]
    untreated: NDArray[np.float64] | None = None


def frame_of(outline: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the way into the region's frame from the photo it was drawn on, shape (2, 3)."""
    low, high = outline.min(axis=0), outline.max(axis=0)
    scale = SIDE_PX / max(float((high - low).max()), 1.0)
    return np.column_stack([np.eye(2) * scale, np.array(_MIDDLE) - scale * (low + high) / 2])


def measure_region(image: NDArray[np.uint8], placed: PlacedRegion) -> PhotoMeasurement:
    """Measure a region in one photo.

    Texture and relief are given as the photo shows them; ``control_texture`` and
    ``control_relief`` of the conditions say how the control skin looks beside them, and a pair is
    compared by the difference.

    Parameters
    ----------
    image : ndarray of uint8, shape (H, W, 3)
        sRGB, upright.
    placed : PlacedRegion
    """
    core, seam, part = _masks(placed.outline)
    inside = inside_photo(image.shape, placed.to_frame)[part]
    linear = warp_linear(image, placed.to_frame, part)
    skin = _Skin.read(linear, (core | seam) & inside)
    patch = None
    if placed.untreated is not None:
        patch = read_patch(image, placed.to_frame, placed.untreated)
    shares = {DRAWN: _share(skin.mask.skin, core)}
    shown = _share(inside, core)
    conditions = _conditions(skin, core & inside, placed)
    conditions = _with_control(conditions, skin, seam, patch)
    findings = _findings(conditions, shares, placed, patch)
    if shown < _LEAST_SHOWN:
        findings += (Finding("region_outside", ALL_METRICS, figure=shown),)
    values = {DRAWN: _values(skin, core, patch)}
    withheld = {
        metric: None if any(each.withholds_value(metric, DRAWN) for each in findings) else value
        for metric, value in values[DRAWN].items()
    }
    back = np.asarray(cv2.invertAffineTransform(placed.to_frame), np.float64)
    return PhotoMeasurement(
        view="unknown",
        similarity=placed.to_frame,
        outlines={DRAWN: transform_points(placed.outline, back)},
        values={DRAWN: withheld},
        valid_fraction=shares,
        conditions=conditions,
        findings=findings,
    )


@dataclass(frozen=True)
class _Skin:
    """The part of the frame round the region, what of it is skin, and its fine structure."""

    log_rgb: FloatImage
    log_luminance: FloatImage
    mask: SkinMask
    fine: FloatImage
    coarse: FloatImage

    @classmethod
    def read(cls, linear: FloatImage, outline: Mask) -> "_Skin":
        log_luminance = log_channels(luminance(linear))
        mask = find_skin(linear, log_luminance, outline)
        bare = ~find_hairs(log_luminance)
        mask = replace(mask, skin=mask.skin & bare, color_skin=mask.color_skin & bare)
        log_rgb = log_channels(linear)
        log_red = np.ascontiguousarray(log_rgb[..., 0])
        fine = texture.fine_band(log_red, mask.skin)
        return cls(log_rgb, log_luminance, mask, fine, texture.relief_band(log_red, mask.skin))

    def ratios(self, where: Mask) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return 100 log10 R/G and 100 log10 B/G of some pixels."""
        red, green, blue = (self.log_rgb[..., channel][where] for channel in range(3))
        return 100 * (red - green), 100 * (blue - green)


def _masks(outline: NDArray[np.float64]) -> tuple[Mask, Mask, tuple[slice, slice]]:
    """Return the region and the seam round it, cut to the part of the frame that holds them."""
    core = fill(outline)
    away = cv2.distanceTransform((~core).astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_5)
    seam = (away > _SEAM_PX[0]) & (away <= _SEAM_PX[1])
    both = core | seam
    rows, columns = np.flatnonzero(both.any(axis=1)), np.flatnonzero(both.any(axis=0))
    part = (slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1))
    return core[part], seam[part], part


def _share(mask: Mask, region: Mask) -> float:
    total = int(region.sum())
    return float((mask & region).sum() / total) if total else 0.0


def _conditions(skin: _Skin, core: Mask, placed: PlacedRegion) -> Conditions:
    """Return the conditions; light from the side and from above as the region's halves show it."""
    whole = skin.mask
    mask = SkinMask(core, whole.skin & core, whole.color_skin & core, whole.clipped & core)
    rows, columns = np.arange(core.shape[0])[:, None], np.arange(core.shape[1])[None, :]
    middle = [float(np.flatnonzero(core.any(axis=axis)).mean()) for axis in (1, 0)]
    halves = {
        "left_cheek": columns >= middle[1],
        "right_cheek": columns < middle[1],
        "forehead": rows < middle[0],
        "chin": rows >= middle[0],
    }
    halves = {name: half & mask.color_skin for name, half in halves.items()}
    conditions = read_conditions(skin.log_rgb, skin.log_luminance, mask, halves)
    scale = float(np.hypot(placed.to_frame[0, 0], placed.to_frame[1, 0]))
    return replace(conditions, eye_distance_px=SIDE_PX / scale)


def _with_control(
    conditions: Conditions, skin: _Skin, seam: Mask, patch: Patch | None
) -> Conditions:
    if patch is not None:
        return replace(
            conditions,
            control_texture=patch.texture,
            control_relief=patch.relief,
            control_log_luminance=patch.log_luminance,
        )
    if conditions.face_log_red_green is None or conditions.face_log_blue_green is None:
        return conditions
    like = seam & skin.mask.skin
    red, blue = skin.ratios(like)
    is_skin = (np.abs(red - 100 * conditions.face_log_red_green) < _LIKE_SKIN[0]) & (
        np.abs(blue - 100 * conditions.face_log_blue_green) < _LIKE_SKIN[1]
    )
    around = np.zeros_like(like)
    around[like] = is_skin
    if around.sum() < _MIN_SEAM_PIXELS:
        return conditions
    if not texture.is_there(skin.fine, around):
        return conditions
    return replace(
        conditions,
        control_texture=texture.fine_texture(skin.fine, around),
        control_relief=texture.relief(skin.coarse, around),
    )


def _values(skin: _Skin, core: Mask, patch: Patch | None) -> dict[str, float | None]:
    values: dict[str, float | None] = dict.fromkeys(METRICS)
    colored, surface = core & skin.mask.color_skin, core & skin.mask.skin
    if colored.sum() >= _MIN_PIXELS:
        spots = redness.spot_band(skin.log_rgb, skin.mask.color_skin)
        values["redness_spots"] = redness.spot_redness(spots, colored)
        if patch is not None and patch.is_seen:
            level = redness.mean_without_extremes(skin.ratios(colored)[0])
            values["redness"] = level - patch.erythema_index
    if surface.sum() >= _MIN_PIXELS and texture.is_there(skin.fine, surface):
        values["texture"] = texture.fine_texture(skin.fine, surface)
        values["relief"] = texture.relief(skin.coarse, surface)
    return values


def _findings(
    conditions: Conditions,
    shares: dict[str, float],
    placed: PlacedRegion,
    patch: Patch | None,
) -> tuple[Finding, ...]:
    answered = {"no_face"}  # none is looked for where skin was outlined
    if placed.untreated is not None:
        answered.add("redness_needs_reference")
    if conditions.control_texture is not None:
        answered.add("drawn_sharpness_unknown")
    findings = [each for each in assess_drawn(conditions, shares) if each.code not in answered]
    if patch is not None and not patch.is_seen:
        where = frozenset({DRAWN})
        findings.append(Finding("untreated_not_seen", frozenset({REDNESS}), where, patch.share))
    side_px = conditions.eye_distance_px or 0.0
    withheld = frozenset(name for name, least in _LEAST_SIDE_PX.items() if side_px < least)
    if REDNESS in withheld:
        withheld |= COLOR_METRICS | SURFACE_METRICS
    elif TEXTURE in withheld:
        withheld |= {TEXTURE}
    if withheld:
        findings.append(Finding("drawn_too_small", withheld, figure=side_px))
    return tuple(findings)
