"""A series read back from the data of a report: the very one that was written."""

from skintrack.model import (
    Metric,
    NoiseSource,
    Phase,
    PhotoId,
    RegionName,
    Series,
    SeriesPoint,
    TrendLine,
    Verdict,
    View,
    VisitPhase,
)
from skintrack.workflows.report_fields import Fields


def read_series(fields: Fields) -> Series:
    """Return a series; ``FieldError`` where a field makes no sense."""
    photo_id = fields.text("baseline_photo_id")
    return Series(
        metric=fields.needed("metric", fields.choice("metric", Metric)),
        region=fields.needed("region", fields.choice("region", RegionName)),
        view=fields.needed("view", fields.choice("view", View)),
        points=tuple(_point(each) for each in fields.parts("points")),
        baseline_photo_id=None if photo_id is None else PhotoId(photo_id),
        baseline=fields.number("baseline"),
        change=fields.number("change"),
        noise=fields.number("noise"),
        noise_source=fields.choice("noise_source", NoiseSource),
        verdict=fields.choice("verdict", Verdict),
        line=_line(fields.part("line")),
        algorithm=fields.text("algorithm") or "",
    )


def _point(fields: Fields) -> SeriesPoint:
    return SeriesPoint(
        photo_id=PhotoId(fields.needed("photo_id", fields.text("photo_id"))),
        captured_at=fields.needed("captured_at", fields.moment("captured_at")),
        value=fields.number("value"),
        phase=VisitPhase(
            fields.needed("phase", fields.choice("phase", Phase)),
            fields.whole("session_number"),
            fields.whole("days_since"),
        ),
        is_included=fields.truth("is_included"),
        excluded_reason=fields.text("excluded_reason"),
        noise=fields.number("noise"),
        is_outdated=fields.truth("is_outdated"),
    )


def _line(fields: Fields) -> TrendLine | None:
    slope = fields.number("slope_per_week")
    if slope is None:
        return None
    return TrendLine(
        slope,
        fields.number("intercept") or 0.0,
        fields.number("kendall_tau") or 0.0,
        fields.number("p_value") or 0.0,
        fields.number("slope_low_per_week"),
        fields.number("slope_high_per_week"),
    )
