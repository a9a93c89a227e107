"""A series as JSON: one form for ``trend --json`` and for the data inside a report."""

from collections.abc import Iterable, Mapping

from skintrack.model import BaselineIndex, Series, SeriesPoint, TrendLine


def series_document(series: Series) -> dict[str, object]:
    """Write a series as JSON."""
    return with_points(series, (point_document(series, point) for point in series.points))


def with_points(series: Series, points: Iterable[Mapping[str, object]]) -> dict[str, object]:
    """Write a series as JSON, its points as they were written before."""
    return {
        "metric": series.metric,
        "region": series.region,
        "view": series.view,
        "algorithm": series.algorithm,
        "baseline": series.baseline,
        "baseline_photo_id": series.baseline_photo_id,
        "change": series.change,
        "noise": series.noise,
        "noise_source": series.noise_source,
        "verdict": series.verdict,
        **index_document(series.index),
        "formula": series.formula,
        "line": line_document(series.line),
        "points": list(points),
    }


def index_document(index: BaselineIndex | None) -> dict[str, float | None]:
    """Write an index with its noise as JSON."""
    return {
        "index": None if index is None else index.value,
        "index_low": None if index is None else index.low,
        "index_high": None if index is None else index.high,
    }


def line_document(line: TrendLine | None) -> dict[str, object] | None:
    """Write a trend line as JSON."""
    if line is None:
        return None
    return {
        "slope_per_week": line.slope_per_week,
        "intercept": line.intercept,
        "slope_low_per_week": line.slope_low_per_week,
        "slope_high_per_week": line.slope_high_per_week,
        "kendall_tau": line.kendall_tau,
        "p_value": line.p_value,
    }


def point_document(series: Series, point: SeriesPoint) -> dict[str, object]:
    """Write a point as JSON; the baseline photo has an index and no noise."""
    interval = index_document(series.index_interval_of(point))
    return point_with(point, {**interval, "index": series.index_of(point)})


def point_with(point: SeriesPoint, index: Mapping[str, object]) -> dict[str, object]:
    """Write a point as JSON, its index as it was worked out before."""
    return {
        "photo_id": point.photo_id,
        "captured_at": point.captured_at.isoformat(),
        "value": point.value,
        "noise": point.noise,
        "index": index["index"],
        "index_low": index["index_low"],
        "index_high": index["index_high"],
        "phase": point.phase.phase,
        "session_number": point.phase.session_number,
        "days_since": point.phase.days_since,
        "is_included": point.is_included,
        "excluded_reason": point.excluded_reason,
    }
