"""Measure what a photo shows: a face, a region that the user outlined, or both."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from skintrack.analysis.color_card import find_card
from skintrack.analysis.conditions import Conditions
from skintrack.analysis.drawn_region import PlacedRegion, measure_region
from skintrack.analysis.face_mesh import FaceMesh
from skintrack.analysis.findings import ALL_METRICS, Finding
from skintrack.analysis.measure import DRAWN, PhotoMeasurement, measure_drawn, measure_face
from skintrack.analysis.registration import NotRegistered
from skintrack.analysis.untreated_skin import with_untreated
from skintrack.analysis.whole_face import with_card
from skintrack.model import CardReading, Outline, Reference, Similarity
from skintrack.workflows.region_finder import (
    RegionInPhoto,
    face_frame_of,
    place_region,
    similarity_of,
    untreated_on_face,
)


@dataclass(frozen=True)
class Measured:
    """What was measured, and in which frames."""

    measurement: PhotoMeasurement
    has_face: bool
    to_region: Similarity | None = None
    region_conditions: Conditions | None = None
    reference: Reference = Reference.FACE
    card: CardReading | None = None


def measure_photo(
    image: NDArray[np.uint8],
    sha256: str,
    find_mesh: Callable[[], FaceMesh | None],
    *,
    region: RegionInPhoto | None = None,
    outline: Outline | None = None,
    baseline_card: CardReading | None = None,
    is_face_given: bool = False,
) -> Measured | Finding:
    """Measure a photo.

    Parameters
    ----------
    image : ndarray of uint8, shape (H, W, 3)
        sRGB, upright.
    sha256 : str
        Of the photo's file.
    find_mesh : callable
        Looks for a face in this picture.
    region : RegionInPhoto, optional
        The region of the photo's view.
    outline : tuple of Point, optional
        Skin outlined on this photo alone; it goes before the region's.
    baseline_card : CardReading, optional
        Of the photo to compare with.
    is_face_given : bool
        The user said by hand where the face is.

    Returns
    -------
    Measured or Finding
        The finding says why there is nothing to measure.
    """
    is_outlined = region is not None and region.reference.skin is not None and outline is None
    placed = None
    if region is not None and is_outlined and not _is_face_view(region):
        placed = place_region(image, sha256, region)
    # Where skin without a face was outlined and is found again, no face is looked for.
    mesh = find_mesh() if is_face_given or not isinstance(placed, PlacedRegion) else None
    frame = None if mesh is None else face_frame_of(mesh, image.shape)
    if region is not None and is_outlined and _is_face_view(region):
        placed = place_region(image, sha256, region, frame)
    # On a close-up, what looks like a face that the edge cuts off is one more close-up.
    if mesh is not None and (placed is None or frame is not None or _is_face_view(region)):
        face = _measure_face(image, mesh, region, baseline_card)
        face = _with_findings(face, [Finding("face_points_given")] if is_face_given else [])
        return _with_region(face, image, placed)
    if isinstance(placed, PlacedRegion):
        found = measure_region(image, placed)
        return Measured(
            found,
            has_face=False,
            to_region=similarity_of(placed.to_frame),
            region_conditions=found.conditions,
            reference=_reference(found),
        )
    if outline is not None:
        return Measured(measure_drawn(image, np.array(outline, float)), has_face=False)
    if placed is not None:
        return _why_not(placed)
    return Finding("face_points_unclear" if is_face_given else "no_face", ALL_METRICS)


def _is_face_view(region: RegionInPhoto | None) -> bool:
    return region is not None and region.reference.face_frame is not None


def _measure_face(
    image: NDArray[np.uint8],
    mesh: FaceMesh,
    region: RegionInPhoto | None,
    baseline_card: CardReading | None,
) -> Measured:
    measured, card = with_card(measure_face(image, mesh), find_card(image), baseline_card)
    patch = None if region is None or card is not None else untreated_on_face(region.reference)
    if patch is None:
        return Measured(measured, has_face=True, card=card)
    measured, is_seen = with_untreated(measured, image, patch)
    reference = Reference.UNTREATED if is_seen else Reference.FACE
    return Measured(measured, has_face=True, reference=reference, card=card)


def _with_region(
    face: Measured, image: NDArray[np.uint8], placed: PlacedRegion | NotRegistered | None
) -> Measured:
    """Add what was measured in a region drawn on a photo of a face."""
    if placed is None:
        return face
    one = face.measurement
    if isinstance(placed, NotRegistered):
        return _with_findings(face, _of_region([_why_not(placed)]))
    other = measure_region(image, placed)
    reference = _reference(other)
    both = replace(
        one,
        outlines=one.outlines | other.outlines,
        values=one.values | other.values,
        valid_fraction=one.valid_fraction | other.valid_fraction,
        findings=(*one.findings, *_of_region(other.findings)),
    )
    return replace(
        face,
        measurement=both,
        to_region=similarity_of(placed.to_frame),
        region_conditions=other.conditions,
        reference=reference if face.reference is Reference.FACE else face.reference,
    )


def _with_findings(measured: Measured, findings: Iterable[Finding]) -> Measured:
    one = measured.measurement
    return replace(measured, measurement=replace(one, findings=(*one.findings, *findings)))


def _of_region(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings of the region, said of nothing else."""
    return [replace(each, regions=frozenset({DRAWN})) for each in findings]


def _reference(found: PhotoMeasurement) -> Reference:
    is_untreated = found.conditions.control_log_luminance is not None
    return Reference.UNTREATED if is_untreated else Reference.FACE


def _why_not(placed: NotRegistered) -> Finding:
    if placed.reason == "outside":
        return Finding("region_outside", ALL_METRICS, figure=placed.figure)
    if placed.reason == "anchors_coincide":
        return Finding("anchors_coincide", ALL_METRICS, figure=placed.figure)
    return Finding("not_registered", ALL_METRICS, figure=placed.figure)
