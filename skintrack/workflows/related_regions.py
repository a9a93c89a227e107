"""A drawn region of a later photo on the scale of an earlier one."""

from dataclasses import asdict, dataclass, replace

import numpy as np

from skintrack.analysis.comparability import compare_conditions
from skintrack.analysis.conditions import Conditions
from skintrack.analysis.findings import ALL_METRICS, REDNESS, SURFACE_METRICS, Finding
from skintrack.model import CaptureConditions, Measurement, Metric, PhotoAnalysis, RegionName

_LIGHT_LIMIT = 0.20  # log10 luminance of the untreated patch against the rest
_DRAWN = frozenset({RegionName.DRAWN.value})


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
    one, other = before.region_conditions, after.region_conditions
    if not drawn or one is None or other is None:
        return RelatedRegion(drawn, ())
    if before.region_revision != after.region_revision:
        return RelatedRegion(drawn, (Finding("region_differs", ALL_METRICS, _DRAWN),))
    findings = (*_conditions(one, other), *untreated_light(one, other, RegionName.DRAWN))
    differs = _difference(one.control_texture, other.control_texture)
    raised = _log_ratio(one.control_relief, other.control_relief)
    if differs is None or raised is None or before.reference is not after.reference:
        unknown = Finding("control_differs", SURFACE_METRICS, _DRAWN)
        return RelatedRegion(drawn, (*findings, unknown))
    return RelatedRegion(tuple(_corrected(each, differs, raised) for each in drawn), findings)


def share_region(before: PhotoAnalysis, after: PhotoAnalysis) -> bool:
    """Whether both photos are measured in the frame of a drawn region."""
    return before.region_conditions is not None and after.region_conditions is not None


def _conditions(before: CaptureConditions, after: CaptureConditions) -> tuple[Finding, ...]:
    """Compare how the region was taken; focus and noise are read on the control skin."""
    one, other = (
        Conditions(**asdict(replace(each, sharpness=each.control_texture)))
        for each in (before, after)
    )
    return tuple(
        found
        for each in compare_conditions(one, other, same_view=True)
        if (found := _of_region(each)) is not None
    )


def _of_region(finding: Finding) -> Finding | None:
    """Say a finding of the region; skin in close-up has no patient's left and right."""
    if finding.code == "sharpness_not_known":
        return None  # ``control_differs`` says it
    if finding.code in {"light_side_differs", "light_height_differs"}:
        return Finding("light_direction_differs", finding.withholds, _DRAWN, finding.figure)
    if finding.code == "distance_differs":
        return Finding("region_size_differs", finding.withholds, _DRAWN, finding.figure)
    return replace(finding, regions=_DRAWN)


def untreated_light(
    before: CaptureConditions, after: CaptureConditions, region: RegionName
) -> tuple[Finding, ...]:
    """Return whether the untreated skin stands in other light, beside the rest, than it did."""
    differs = _difference(_beside(before), _beside(after))
    if differs is None or abs(differs) <= _LIGHT_LIMIT:
        return ()
    where = frozenset({region.value})
    return (Finding("untreated_light_differs", frozenset({REDNESS}), where, differs),)


def _corrected(each: Measurement, differs: float, raised: float) -> Measurement:
    if each.value is None:
        return each
    if each.metric is Metric.TEXTURE:
        return replace(each, value=each.value - differs)
    if each.metric is Metric.RELIEF:
        return replace(each, value=each.value * float(np.exp(-raised)))
    return each


def _beside(conditions: CaptureConditions) -> float | None:
    return _difference(conditions.face_log_luminance, conditions.control_log_luminance)


def _difference(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else other - one


def _log_ratio(one: float | None, other: float | None) -> float | None:
    return None if not one or not other else float(np.log(other / one))
