"""A drawn region of a later photo on the scale of an earlier one."""

from dataclasses import dataclass, replace

import numpy as np

from skintrack.analysis.findings import ALL_METRICS, REDNESS, SURFACE_METRICS, Finding
from skintrack.model import CaptureConditions, Measurement, Metric, PhotoAnalysis, RegionName

_SHARPNESS_LIMIT = 0.35  # ln RMS of the fine band on the control skin
_LIGHT_LIMIT = 0.20  # log10 luminance of the untreated patch against the rest
_DRAWN = frozenset({RegionName.DRAWN.value})
_BOTH = _DRAWN | {RegionName.FACE.value}
_NO_SIDES = frozenset({"light_side_differs", "light_height_differs"})


@dataclass(frozen=True)
class RelatedRegion:
    """The drawn region of the later photo, and what must be withheld.

    ``measurements`` are those of the drawn region, texture and relief as the camera and the focus
    of the earlier photo would have shown them.
    """

    measurements: tuple[Measurement, ...]
    findings: tuple[Finding, ...]


def relate_regions(before: PhotoAnalysis, after: PhotoAnalysis) -> RelatedRegion:
    """Bring the drawn region of the later photo to the scale of the earlier one.

    Focus, noise and distance change the fine structure of all skin of a photo alike, so what the
    control skin shows more or less is taken away: texture as a difference of logarithms, relief
    as a ratio.
    """
    drawn = tuple(each for each in after.measurements if each.region is RegionName.DRAWN)
    findings = _untreated_light(before, after)
    if not drawn or before.to_region is None or after.to_region is None:
        return RelatedRegion(drawn, findings)
    if before.region_revision != after.region_revision:
        return RelatedRegion(drawn, (Finding("region_differs", ALL_METRICS, _DRAWN), *findings))
    one, other = before.conditions, after.conditions
    differs = _difference(one.control_texture, other.control_texture)
    raised = _log_ratio(one.control_relief, other.control_relief)
    if differs is None or raised is None or before.reference is not after.reference:
        return RelatedRegion(
            drawn, (*findings, Finding("control_differs", SURFACE_METRICS, _DRAWN))
        )
    if abs(differs) > _SHARPNESS_LIMIT:
        findings += (Finding("sharpness_differs", SURFACE_METRICS, _DRAWN, differs),)
    return RelatedRegion(tuple(_corrected(each, differs, raised) for each in drawn), findings)


def shares_region(before: PhotoAnalysis, after: PhotoAnalysis) -> bool:
    """Whether both photos are measured in the frame of one drawn region, without a face."""
    pair = (before, after)
    return all(each.to_region is not None and each.to_canonical is None for each in pair)


def without_sides(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return findings in which light has no patient's left and right: skin in close-up has none.

    The sharpness of drawn regions is judged on their control skin, by ``relate_regions``.
    """
    kept = [each for each in findings if each.code != "sharpness_not_known"]
    return tuple(
        Finding("light_direction_differs", each.withholds, each.regions, each.figure)
        if each.code in _NO_SIDES
        else each
        for each in kept
    )


def _corrected(each: Measurement, differs: float, raised: float) -> Measurement:
    if each.value is None:
        return each
    if each.metric is Metric.TEXTURE:
        return replace(each, value=each.value - differs)
    if each.metric is Metric.RELIEF:
        return replace(each, value=each.value * float(np.exp(-raised)))
    return each


def _untreated_light(before: PhotoAnalysis, after: PhotoAnalysis) -> tuple[Finding, ...]:
    """Return whether the untreated skin stands in other light, beside the rest, than it did."""
    one, other = (_beside(each.conditions) for each in (before, after))
    differs = _difference(one, other)
    if differs is None or abs(differs) <= _LIGHT_LIMIT:
        return ()
    return (Finding("untreated_light_differs", frozenset({REDNESS}), _BOTH, differs),)


def _beside(conditions: CaptureConditions) -> float | None:
    return _difference(conditions.face_log_luminance, conditions.control_log_luminance)


def _difference(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else other - one


def _log_ratio(one: float | None, other: float | None) -> float | None:
    return None if not one or not other else float(np.log(other / one))
