"""The numbers of a report with where they come from, as JSON and as rows of a table."""

from collections.abc import Mapping
from typing import NamedTuple

from skintrack.model import Metric, PhotoAnalysis, RegionName, Series, SeriesPoint
from skintrack.model.display import raw_unit
from skintrack.reports import ReportMaterial
from skintrack.workflows import save_trend
from skintrack.workflows import series_document as plain

COLUMNS = (
    *save_trend.COLUMNS,
    *("is_baseline", "noise_source", "valid_fraction", "issues", "reference", "region_revision"),
    "sha256",
)


class Numbers(NamedTuple):
    """All values of a report, each worked out once for both of its forms.

    Attributes
    ----------
    series : list of dict
        The series as ``trend --json`` has them, each point with where its value comes from.
    rows : list of dict
        Each photo of each series as a row of ``measurements.csv``.
    """

    series: list[dict[str, object]]
    rows: list[dict[str, object]]


def numbers_of(material: ReportMaterial) -> Numbers:
    """Return all values of a report, the series of its pages first."""
    numbers = Numbers([], [])
    for series in (*material.series, *material.other_series):
        points = []
        for point in series.points:
            row = save_trend.point_row(series, point)
            provenance = _provenance(series, point, material)
            is_told = row["noise"] is not None
            points.append(_point(series, point, row, provenance, material))
            numbers.rows.append(
                {
                    **row,
                    "is_baseline": point.photo_id == series.baseline_photo_id,
                    "noise_source": series.noise_source if is_told else None,
                    **provenance,
                }
            )
        told = plain.with_points(series, points)
        numbers.series.append({**told, "unit": str(raw_unit(series.metric))})
    return numbers


def quality_document(analysis: PhotoAnalysis | None) -> dict[str, object] | None:
    """Return what a photo can be used for and what limits it; None where it is not measured."""
    if analysis is None:
        return None
    return {
        "algorithm": analysis.algorithm,
        "usable_for": [metric.value for metric in Metric if metric in analysis.usable_for],
        "issues": [
            {
                "code": issue.code,
                "message": str(issue.message),
                "advice": str(issue.advice) or None,
                "metrics": [each.value for each in Metric if each in issue.metrics],
                "regions": [each.value for each in RegionName if each in issue.regions],
            }
            for issue in analysis.issues
        ],
    }


def _point(
    series: Series,
    point: SeriesPoint,
    row: Mapping[str, object],
    provenance: Mapping[str, object],
    material: ReportMaterial,
) -> dict[str, object]:
    analysis = material.analyses.get(point.photo_id)
    measured = None if analysis is None else analysis.value(series.metric, series.region)
    return {
        **plain.point_with(point, row),
        "change": row["change"],
        "verdict": row["verdict"],
        "is_outdated": point.is_outdated,
        **provenance,
        "issues": str(provenance["issues"]).split(),
        "algorithm": None if analysis is None else analysis.algorithm,
        "measured_value": measured,
    }


def _provenance(series: Series, point: SeriesPoint, material: ReportMaterial) -> dict[str, object]:
    analysis = material.analyses.get(point.photo_id)
    if analysis is None:
        empty = dict.fromkeys(("valid_fraction", "reference", "region_revision", "sha256"))
        return {**empty, "issues": ""}
    codes = (
        issue.code
        for issue in analysis.issues
        if series.metric in issue.metrics and (not issue.regions or series.region in issue.regions)
    )
    return {
        "valid_fraction": analysis.valid_fraction.get(series.region),
        "reference": analysis.reference_of(series.metric, series.region),
        "region_revision": analysis.region_revision,
        "sha256": analysis.sha256,
        "issues": " ".join(dict.fromkeys(codes)),
    }
