"""What was measured in a photo, carried over from arrays and plain words into the model."""

from dataclasses import asdict

from skintrack.analysis import ALGORITHM
from skintrack.analysis.findings import METRICS, Finding
from skintrack.analysis.skin_grid import pack
from skintrack.model import (
    CaptureConditions,
    Measurement,
    Metric,
    PhotoAnalysis,
    Point,
    RegionName,
    SkinPrint,
    View,
)
from skintrack.workflows.issue_list import issues_from
from skintrack.workflows.issue_words import issue_from
from skintrack.workflows.measure_photo import Measured
from skintrack.workflows.photo_notes import PairNotes
from skintrack.workflows.region_finder import similarity_of


def usable(measurements: tuple[Measurement, ...]) -> frozenset[Metric]:
    """Return the metrics that have a value somewhere."""
    return frozenset(each.metric for each in measurements if each.value is not None)


def as_model(found: Measured, sha256: str, notes: PairNotes) -> PhotoAnalysis:
    """Carry arrays and plain words over into the model."""
    measured = found.measurement
    measurements = tuple(
        Measurement(Metric(metric), RegionName(region), value)
        for region, values in measured.values.items()
        for metric, value in values.items()
    )
    return PhotoAnalysis(
        algorithm=ALGORITHM,
        sha256=sha256,
        view=View(measured.view),
        to_canonical=similarity_of(measured.similarity) if found.has_face else None,
        outlines={
            RegionName(name): tuple(Point(float(x), float(y)) for x, y in outline)
            for name, outline in measured.outlines.items()
        },
        measurements=measurements,
        valid_fraction={RegionName(name): share for name, share in measured.valid_fraction.items()},
        usable_for=usable(measurements),
        issues=issues_from(measured.findings, notes),
        conditions=CaptureConditions(**asdict(measured.conditions)),
        reference=found.reference,
        card=found.card,
        skin_print=None if measured.grid is None else SkinPrint(pack(measured.grid)),
        to_region=found.to_region,
        region_conditions=None
        if found.region_conditions is None
        else CaptureConditions(**asdict(found.region_conditions)),
    )


def nothing_found(sha256: str, finding: Finding) -> PhotoAnalysis:
    """Return the analysis of a photo without a face and without a drawn region."""
    return PhotoAnalysis(
        algorithm=ALGORITHM,
        sha256=sha256,
        view=View.UNKNOWN,
        to_canonical=None,
        outlines={},
        measurements=tuple(Measurement(Metric(name), RegionName.FACE, None) for name in METRICS),
        valid_fraction={},
        usable_for=frozenset(),
        issues=(issue_from(finding),),
    )
