"""A later photo on the scale of an earlier one, and what keeps the two from being compared."""

import math
from dataclasses import asdict, replace

import numpy as np

from skintrack.analysis.canonical_frame import transform_points
from skintrack.analysis.color import FloatImage
from skintrack.analysis.comparability import compare_conditions, grain_beyond_sharpness
from skintrack.analysis.conditions import Conditions
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
    Similarity,
)
from skintrack.workflows.pair_relation import RelatedPhoto
from skintrack.workflows.references import by_the_same_card, reference_differences
from skintrack.workflows.related_regions import relate_regions, share_region, untreated_light

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
    related = relate(one, other)
    keeps_redness = Reference.UNTREATED in (before.reference, after.reference)
    of_face = tuple(
        each
        if each.metric is Metric.REDNESS and each.region is RegionName.FACE and keeps_redness
        else Measurement(
            each.metric, each.region, related.values[each.region.value].get(each.metric.value)
        )
        for each in after.measurements
        if each.region is not RegionName.DRAWN
    )
    measurements = (*of_face, *region.measurements)
    return RelatedPhoto(
        replace(after, measurements=measurements),
        (*findings, *related.findings),
        {
            RegionName(name): _with_conditions(mismatch, before, after)
            for name, mismatch in related.mismatch.items()
        },
    )


def _with_conditions(mismatch: Mismatch, before: PhotoAnalysis, after: PhotoAnalysis) -> Mismatch:
    """Add what is known of both photos on their own; what could not be read adds nothing."""
    first, second = before.conditions, after.conditions
    sharpness = grain = distance = turn = 0.0
    if first.sharpness is not None and second.sharpness is not None:
        sharpness = second.sharpness - first.sharpness
    if first.grain is not None and second.grain is not None:
        grain = grain_beyond_sharpness(second.grain - first.grain, sharpness)
    if first.eye_distance_px and second.eye_distance_px:
        distance = math.log(second.eye_distance_px / first.eye_distance_px)
    if first.yaw_deg is not None and second.yaw_deg is not None:
        nod = (second.pitch_deg or 0.0) - (first.pitch_deg or 0.0)
        turn = math.hypot(second.yaw_deg - first.yaw_deg, nod)
    return replace(mismatch, sharpness=sharpness, grain=grain, distance=distance, turn_deg=turn)


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
    return PairSide(values, grid, _region_cells(analysis, analysis.to_canonical))


def _region_cells(analysis: PhotoAnalysis, place: Similarity) -> dict[str, FloatImage]:
    matrix = np.array([[place.a, -place.b, place.tx], [place.b, place.a, place.ty]])
    cells = {
        name.value: cell_shares(fill(transform_points(np.array(outline), matrix)))
        for name, outline in analysis.outlines.items()
        if name is not RegionName.DRAWN
    }
    if cells:
        cells[RegionName.FACE.value] = np.max(list(cells.values()), axis=0)
    return cells
