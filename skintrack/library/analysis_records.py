"""Analyses and outlines as rows of the database, and back.

Apart from the other records: a library is opened, and its course shown, without them.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from skintrack.errors import InternalError
from skintrack.library.card_records import card_of
from skintrack.library.database import Row
from skintrack.library.records import now, said_if_damaged
from skintrack.model.face_point import FacePoint
from skintrack.model.measurement import (
    CaptureConditions,
    Measurement,
    Metric,
    PackedMeasurements,
    PhotoAnalysis,
    Point,
    QualityIssue,
    Reference,
    RegionName,
    Similarity,
)
from skintrack.model.photo import PhotoId, View
from skintrack.model.phrase import Phrase
from skintrack.model.region import AnchorPair, Anchors, Region
from skintrack.model.skin_print import NOT_READ, SkinPrint

# Looked up, for a course of thousands of photos has a hundred thousand measurements.
_METRICS = {each.value: each for each in Metric}
_REGIONS = {each.value: each for each in RegionName}


def outline_json(outline: tuple[Point, ...]) -> str:
    """Write an outline as JSON."""
    return _json([[point.x, point.y] for point in outline])


@said_if_damaged
def outline_of(text: str) -> tuple[Point, ...]:
    """Read an outline from JSON."""
    return tuple(Point(x, y) for x, y in json.loads(text))


def anchors_json(pairs: tuple[AnchorPair, ...]) -> str:
    """Write anchor pairs as JSON: the point on the region's photo first."""
    return _json([[[*pair.on_region_photo], [*pair.on_photo]] for pair in pairs])


@said_if_damaged
def anchors_of(row: Row) -> Anchors:
    """Read a row of ``photo_anchors``."""
    pairs = tuple(AnchorPair(Point(*one), Point(*two)) for one, two in json.loads(row["pairs"]))
    return Anchors(PhotoId(row["region_photo_id"]), pairs)


@said_if_damaged
def region_of(row: Row) -> Region:
    """Read a row of ``region``."""
    skin, untreated = (
        None if text is None else outline_of(text) for text in (row["skin"], row["untreated"])
    )
    return Region(PhotoId(row["photo_id"]), int(row["revision"]), skin, untreated)


def analysis_columns(analysis: PhotoAnalysis) -> dict[str, str | int | bytes | None]:
    """Return the columns of ``analysis``, without the photo's id."""
    similarity = analysis.to_canonical
    return {
        "algorithm": analysis.algorithm,
        "sha256": analysis.sha256,
        "view": analysis.view.value,
        "to_canonical": None if similarity is None else _json(asdict(similarity)),
        "outlines": _json(
            {
                region.value: [[point.x, point.y] for point in outline]
                for region, outline in analysis.outlines.items()
            }
        ),
        "valid_fraction": _json(
            {region.value: share for region, share in analysis.valid_fraction.items()}
        ),
        "usable_for": _json(sorted(analysis.usable_for)),
        "issues": _json([_issue_json(issue) for issue in analysis.issues]),
        "conditions": _json(asdict(analysis.conditions)),
        "reference": analysis.reference.value,
        "card": None if analysis.card is None else _json(asdict(analysis.card)),
        "skin_print": None if analysis.skin_print is None else analysis.skin_print.packed,
        "to_region": None if analysis.to_region is None else _json(asdict(analysis.to_region)),
        "region_revision": analysis.region_revision,
        "region_conditions": None
        if analysis.region_conditions is None
        else _json(asdict(analysis.region_conditions)),
        "analysed_at": now().isoformat(),
    }


Places = dict[tuple[Metric, RegionName], int]


class SharedValues:
    """Values that are equal in many analyses, each read and kept only once."""

    def __init__(self) -> None:
        self._metrics: dict[str, frozenset[Metric]] = {}
        self._issues: dict[str, tuple[QualityIssue, ...]] = {}
        self._places: dict[tuple[tuple[Metric, RegionName], ...], Places] = {}

    @said_if_damaged
    def measurements(self, rows: Iterable[Row]) -> PackedMeasurements:
        """Read the rows of ``measurement`` of one photo."""
        found = {(_METRICS[metric], _REGIONS[region]): value for _, metric, region, value in rows}
        asked = tuple(found)
        if asked not in self._places:
            self._places[asked] = {place: position for position, place in enumerate(asked)}
        return PackedMeasurements(self._places[asked], found.values())

    def metrics(self, text: str) -> frozenset[Metric]:
        """Read names of metrics from JSON."""
        if text not in self._metrics:
            self._metrics[text] = frozenset(Metric(name) for name in json.loads(text))
        return self._metrics[text]

    def issues(self, text: str) -> tuple[QualityIssue, ...]:
        """Read issues from JSON."""
        if text not in self._issues:
            self._issues[text] = tuple(_issue_of(issue) for issue in json.loads(text))
        return self._issues[text]


def outlines_of(text: str) -> dict[RegionName, tuple[Point, ...]]:
    """Read outlines from JSON."""
    return {
        RegionName(region): tuple(Point(x, y) for x, y in outline)
        for region, outline in json.loads(text).items()
    }


@said_if_damaged
def analysis_of(
    row: Row, measurements: Sequence[Measurement], shared: SharedValues | None = None
) -> PhotoAnalysis:
    """Read a row of ``analysis``, with the photo's face points, and its rows of ``measurement``.

    Who reads many gives all of them the same ``shared``; the skin is left behind then (``1`` in
    place of the print).
    """
    shared = shared or SharedValues()
    similarity = row["to_canonical"]
    analysis = PhotoAnalysis(
        algorithm=row["algorithm"],
        sha256=row["sha256"],
        view=View(row["view"]),
        to_canonical=None if similarity is None else Similarity(**json.loads(similarity)),
        outlines=outlines_of(row["outlines"]),
        measurements=measurements,
        valid_fraction={
            RegionName(region): share for region, share in json.loads(row["valid_fraction"]).items()
        },
        usable_for=shared.metrics(row["usable_for"]),
        issues=shared.issues(row["issues"]),
        conditions=CaptureConditions(**json.loads(row["conditions"])),
        reference=Reference(row["reference"]),
        card=None if row["card"] is None else card_of(json.loads(row["card"])),
        skin_print=_print_of(row["skin_print"]),
        to_region=None if row["to_region"] is None else Similarity(**json.loads(row["to_region"])),
        region_revision=row["region_revision"],
        region_conditions=None
        if row["region_conditions"] is None
        else CaptureConditions(**json.loads(row["region_conditions"])),
        face_points=face_points_of(row["face_points"]),
    )
    # It is no argument: a copy with other values must never have this number.
    object.__setattr__(analysis, "number", row["number"])
    return analysis


def _print_of(stored: bytes | int | None) -> SkinPrint | None:
    if stored is None:
        return None
    return NOT_READ if isinstance(stored, int) else SkinPrint(stored)


@said_if_damaged
def face_points_of(text: str | None) -> dict[FacePoint, Point]:
    """Read points of a face from JSON; none where nothing is stored."""
    stored = {} if text is None else json.loads(text)
    return {FacePoint(name): Point(x, y) for name, (x, y) in stored.items()}


@said_if_damaged
def measurement_of(row: Row) -> Measurement:
    """Read a row of ``measurement``."""
    return Measurement(_METRICS[row["metric"]], _REGIONS[row["region"]], row["value"])


def _json(value: object) -> str:
    """Write JSON; a NaN would be a bug of the analysis and is refused."""
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    except ValueError as error:
        raise InternalError(f"An analysis holds a number that is none: {error}") from error


def _issue_json(issue: QualityIssue) -> dict[str, object]:
    """Write the sentences with their templates, so that they can be said in any language."""
    return {
        "code": issue.code,
        "message": _said_json(issue.message),
        "metrics": sorted(issue.metrics),
        "regions": sorted(issue.regions),
        "advice": _said_json(issue.advice),
    }


def _said_json(text: str) -> object:
    return text.stored() if isinstance(text, Phrase) else text


def _issue_of(stored: dict[str, Any]) -> QualityIssue:
    return QualityIssue(
        code=str(stored["code"]),
        message=Phrase.restored(stored["message"]),
        metrics=frozenset(Metric(name) for name in stored["metrics"]),
        regions=frozenset(RegionName(name) for name in stored["regions"]),
        advice=Phrase.restored(stored.get("advice", "")),  # analyses of the first version have none
    )
