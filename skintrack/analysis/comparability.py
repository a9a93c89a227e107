"""Tell whether two photos can be compared, for which metric, and if not, why.

Texture is read from shading, so it needs the same light, distance and sharpness; redness relative
to the face is steadier. Thresholds and their basis: ``docs/measurement.md``.
"""

import math
from dataclasses import dataclass

from skintrack.analysis.conditions import Conditions
from skintrack.analysis.findings import ALL_METRICS, COLOR_METRICS, SURFACE_METRICS, Finding

_NONE: frozenset[str] = frozenset()
_SKIN_SHARE = 0.92
_DISTANCE = ((0.7, 1.3), (0.5, 2.0))  # eye distance against the baseline: surface, all


@dataclass(frozen=True)
class _Limit:
    """When a difference of one condition is a remark, and when it withholds."""

    field: str
    code: str
    surface: float
    everything: float


_LIMITS = (
    _Limit("sharpness", "sharpness_differs", 0.60, 1.2),
    _Limit("left_right_light", "light_side_differs", 0.085, 0.30),
    _Limit("up_down_light", "light_height_differs", 0.12, 0.40),
    _Limit("yaw_deg", "turn_differs", 10.0, 15.0),
    _Limit("pitch_deg", "nod_differs", 12.0, 20.0),
    _Limit("smile", "expression_differs", 0.15, 0.30),
    _Limit("mouth_open", "expression_differs", 0.12, 0.30),
)
# Grain follows sharpness with this slope; what it leaves is noise (over) or smoothing (under).
_GRAIN_SLOPE, _GRAIN_OVER, _GRAIN_UNDER = 2.2, 0.85, -0.75
_COLOR_REMARK, _COLOR_REFUSE = 0.06, 0.20  # log10 R/G of the whole face
_EXPOSURE_REMARK, _EXPOSURE_REFUSE = 0.35, 0.70  # log10 luminance of the face: 1.2, 2.3 stops


def compare_conditions(
    before: Conditions, after: Conditions, *, same_view: bool
) -> tuple[Finding, ...]:
    """Return what keeps two photos from being compared.

    Parameters
    ----------
    before, after : Conditions
        Of the baseline and of the later photo.
    same_view : bool
        Whether both show the same side.
    """
    if not same_view:
        return (Finding("view_differs", ALL_METRICS),)
    findings = [
        *_distance(before, after),
        *_skin(before, after),
        *_color(before, after),
        *_exposure(before, after),
        *_grain(before, after),
    ]
    if before.sharpness is None or after.sharpness is None:
        findings.append(Finding("sharpness_not_known", SURFACE_METRICS))
    for limit in _LIMITS:
        difference = _difference(before, after, limit.field)
        if difference is None:
            continue
        withheld = _NONE
        if abs(difference) > limit.surface:
            withheld = ALL_METRICS if abs(difference) > limit.everything else SURFACE_METRICS
        if withheld and all(finding.code != limit.code for finding in findings):
            findings.append(Finding(limit.code, withheld, figure=difference))
    return tuple(findings)


def _difference(before: Conditions, after: Conditions, field: str) -> float | None:
    one: float | None = getattr(before, field)
    other: float | None = getattr(after, field)
    return None if one is None or other is None else other - one


def _distance(before: Conditions, after: Conditions) -> list[Finding]:
    if not before.eye_distance_px or not after.eye_distance_px:
        return []
    ratio = after.eye_distance_px / before.eye_distance_px
    if before.face_share and after.face_share:
        # Another camera has other pixels, a cropped photo another share: far in both is far.
        share = after.face_share / before.face_share
        ratio = min(ratio, share, key=lambda each: abs(math.log(each)))
    for limits, withheld in zip(_DISTANCE[::-1], (ALL_METRICS, SURFACE_METRICS), strict=True):
        if not limits[0] <= ratio <= limits[1]:
            return [Finding("distance_differs", withheld, figure=ratio)]
    return []


def _skin(before: Conditions, after: Conditions) -> list[Finding]:
    """Judge drawn regions; two faces are compared on the skin that both show (``pair``)."""
    if before.yaw_deg is not None or not before.skin_fraction or after.skin_fraction is None:
        return []
    ratio = after.skin_fraction / before.skin_fraction
    if _SKIN_SHARE <= ratio <= 1 / _SKIN_SHARE:
        return []
    return [Finding("skin_share_differs", COLOR_METRICS, figure=ratio)]


def grain_beyond_sharpness(grain: float, sharpness: float) -> float:
    """Return the difference of grain that a difference of sharpness does not explain, ln."""
    return grain - _GRAIN_SLOPE * sharpness


def _grain(before: Conditions, after: Conditions) -> list[Finding]:
    grain = _difference(before, after, "grain")
    sharpness = _difference(before, after, "sharpness")
    if grain is None or sharpness is None:
        return []
    rest = grain_beyond_sharpness(grain, sharpness)
    if _GRAIN_UNDER <= rest <= _GRAIN_OVER:
        return []
    return [Finding("noise_differs", SURFACE_METRICS, figure=rest)]


def _color(before: Conditions, after: Conditions) -> list[Finding]:
    difference = _difference(before, after, "face_log_red_green")
    if difference is None or abs(difference) <= _COLOR_REMARK:
        return []
    withheld = frozenset({"redness"}) if abs(difference) > _COLOR_REFUSE else _NONE
    return [Finding("light_color_differs", withheld, figure=difference)]


def _exposure(before: Conditions, after: Conditions) -> list[Finding]:
    difference = _difference(before, after, "face_log_luminance")
    if difference is None or abs(difference) <= _EXPOSURE_REMARK:
        return []
    withheld = ALL_METRICS if abs(difference) > _EXPOSURE_REFUSE else _NONE
    return [Finding("exposure_differs", withheld, figure=difference)]
