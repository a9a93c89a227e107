"""A later photo on the scale of an earlier one, and what keeps the two from being compared."""

import math
from dataclasses import asdict, replace

import numpy as np
from numpy.typing import NDArray

from skintrack.analysis.canonical_frame import EYE_DISTANCE_PX, transform_points
from skintrack.analysis.color import FloatImage
from skintrack.analysis.comparability import compare_conditions, grain_beyond_sharpness
from skintrack.analysis.conditions import Conditions
from skintrack.analysis.drift import without_drift
from skintrack.analysis.findings import Finding
from skintrack.analysis.noise import Mismatch
from skintrack.analysis.pair import PairSide, relate
from skintrack.analysis.regions import fill
from skintrack.analysis.skin_grid import cell_shares, unpack
from skintrack.errors import LibraryError
from skintrack.model import (
    Measurement,
    Metric,
    PhotoAnalysis,
    Reference,
    RegionName,
)
from skintrack.workflows.pair_relation import RelatedPhoto
from skintrack.workflows.references import by_the_same_card, reference_differences
from skintrack.workflows.related_regions import relate_regions, share_region, untreated_light

_LEAST_WIDTH = 0.1
_OF_FACE = frozenset(region.value for region in RegionName if region is not RegionName.DRAWN)


class Sides:
    """What the arithmetic needs of photos; that of the earlier one is found once for many pairs."""

    def __init__(self) -> None:
        self._earlier: tuple[PhotoAnalysis, PairSide | None] | None = None

    def of_pair(
        self, before: PhotoAnalysis, after: PhotoAnalysis
    ) -> tuple[PairSide | None, PairSide | None]:
        """Return both sides; None for a photo without a face."""
        if self._earlier is None or self._earlier[0] is not before:
            self._earlier = before, _side(before)
        return self._earlier[1], _side(after)


def relate_photos(
    before: PhotoAnalysis,
    after: PhotoAnalysis,
    *,
    same_view: bool | None = None,
    sides: Sides | None = None,
) -> RelatedPhoto:
    """Bring the later photo to the scale of the earlier one; no picture is opened.

    Parameters
    ----------
    before, after : PhotoAnalysis
        Of the earlier and the later photo: both with a face, or both without.
    same_view : bool, optional
        Whether both show the same side, as the user says; without it, as the face mesh says.
    sides : Sides, optional
        Shared by pairs that have the earlier photo in common.
    """
    after = by_the_same_card(before, after)
    region = relate_regions(before, after)
    conditions = compare_conditions(
        Conditions(**asdict(before.conditions)),
        Conditions(**asdict(after.conditions)),
        same_view=before.view is after.view if same_view is None else same_view,
    )
    if share_region(before, after):
        has_faces = before.to_canonical is not None and after.to_canonical is not None
        conditions = tuple(_of_face(each) for each in conditions) if has_faces else ()
    findings = (
        *conditions,
        *reference_differences(before, after),
        *untreated_light(before.conditions, after.conditions, RegionName.FACE),
        *region.findings,
    )
    one, other = (sides or Sides()).of_pair(before, after)
    if one is None or other is None:
        others = tuple(each for each in after.measurements if each.region is not RegionName.DRAWN)
        measurements = (*others, *region.measurements)
        return RelatedPhoto(replace(after, measurements=measurements), findings, {})
    related, conditions_differ = relate(one, other), _by_conditions(before, after)
    mismatch = {name: replace(each, **conditions_differ) for name, each in related.mismatch.items()}
    values = {
        name: _without_drift(one.values.get(name, {}), measured, mismatch.get(name))
        for name, measured in related.values.items()
    }
    keeps_redness = Reference.UNTREATED in (before.reference, after.reference)
    of_face = tuple(
        each
        if each.metric is Metric.REDNESS and each.region is RegionName.FACE and keeps_redness
        else Measurement(each.metric, each.region, values[each.region.value].get(each.metric.value))
        for each in after.measurements
        if each.region is not RegionName.DRAWN
    )
    measurements = (*of_face, *region.measurements)
    return RelatedPhoto(
        replace(after, measurements=measurements),
        (*findings, *related.findings),
        {RegionName(name): each for name, each in mismatch.items()},
    )


def _without_drift(
    earlier: dict[str, float | None], later: dict[str, float | None], mismatch: Mismatch | None
) -> dict[str, float | None]:
    """Return the later values of a region without drift; those that only one photo has stay."""
    if mismatch is None:
        return later
    values = dict(later)
    for metric, after in later.items():
        before = earlier.get(metric)
        if before is not None and after is not None:
            values[metric] = without_drift(metric, before, after, mismatch)
    return values


def _by_conditions(before: PhotoAnalysis, after: PhotoAnalysis) -> dict[str, float]:
    """Return what both photos on their own tell of the mismatch; what is not known adds nothing."""
    first, second = before.conditions, after.conditions
    known = {"deformation": _deformation(before, after)}
    if first.sharpness is not None and second.sharpness is not None:
        known["sharpness"] = second.sharpness - first.sharpness
    if first.grain is not None and second.grain is not None:
        grain, sharpness = second.grain - first.grain, known.get("sharpness", 0.0)
        known["grain"] = grain_beyond_sharpness(grain, sharpness)
    if first.eye_distance_px and second.eye_distance_px:
        known["distance"] = math.log(second.eye_distance_px / first.eye_distance_px)
        smaller = min(first.eye_distance_px, second.eye_distance_px)
        known["coarseness"] = max(math.log(EYE_DISTANCE_PX / smaller), 0.0)
    if first.yaw_deg is not None and second.yaw_deg is not None:
        known["foreshortening"] = _narrowed(second.yaw_deg) - _narrowed(first.yaw_deg)
    if first.face_log_luminance is not None and second.face_log_luminance is not None:
        known["exposure"] = second.face_log_luminance - first.face_log_luminance
    return known


def _narrowed(yaw_deg: float) -> float:
    """Return ln of how much narrower a turned face shows."""
    return math.log(max(math.cos(math.radians(yaw_deg)), _LEAST_WIDTH))


def _deformation(before: PhotoAnalysis, after: PhotoAnalysis) -> float:
    """Return how far the outlines of the face moved against each other, RMS in the frame, in px."""
    earlier, later = _outlines_in_frame(before), _outlines_in_frame(after)
    moved_by_name = [
        later[name] - earlier[name]
        for name in earlier
        if name in later and later[name].shape == earlier[name].shape
    ]
    if not moved_by_name:
        return 0.0
    moved = np.concatenate(moved_by_name)
    rest = moved - np.median(moved, axis=0)
    return float(np.sqrt(np.mean(np.sum(rest**2, axis=1))))


def _of_face(finding: Finding) -> Finding:
    """Say a finding of the face's regions; the drawn one is judged by itself."""
    return finding if finding.regions else replace(finding, regions=_OF_FACE)


def _side(analysis: PhotoAnalysis) -> PairSide | None:
    """Return what the arithmetic needs of a photo, or None where it shows no face."""
    if analysis.skin_print is None or analysis.to_canonical is None:
        return None
    values: dict[str, dict[str, float | None]] = {}
    for each in analysis.measurements:
        values.setdefault(each.region.value, {})[each.metric.value] = each.value
    try:
        grid = unpack(analysis.skin_print.packed)
    except ValueError as error:
        raise LibraryError("The stored measurements are damaged. Measure again.") from error
    return PairSide(values, grid, _region_cells(analysis))


def _outlines_in_frame(analysis: PhotoAnalysis) -> dict[str, NDArray[np.float64]]:
    place = analysis.to_canonical
    if place is None:
        return {}
    matrix = np.array([[place.a, -place.b, place.tx], [place.b, place.a, place.ty]])
    return {
        name.value: transform_points(np.array(outline), matrix)
        for name, outline in analysis.outlines.items()
        if name is not RegionName.DRAWN
    }


def _region_cells(analysis: PhotoAnalysis) -> dict[str, FloatImage]:
    outlines = _outlines_in_frame(analysis)
    cells = {name: cell_shares(fill(outline)) for name, outline in outlines.items()}
    if cells:
        cells[RegionName.FACE.value] = np.max(list(cells.values()), axis=0)
    return cells
