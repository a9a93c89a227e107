"""``skintrack trend``: scores over time."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from skintrack.cli.arguments import Commands, add_course, add_json, add_library, add_view
from skintrack.cli.host import Host, chosen_course, open_library
from skintrack.cli.library_work import analyse_pending
from skintrack.cli.outcome import Outcome
from skintrack.cli.words import VERDICTS, plain
from skintrack.model import Series, SeriesPoint, TreatmentSession, TrendLine, View

if TYPE_CHECKING:
    from skintrack.workflows.build_series import CourseTrend


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("trend", help="scores over time")
    add_library(parser)
    add_view(parser, "the view (default: front)")
    parser.add_argument(
        "--output", metavar="PNG|SVG", type=chart_file, help="save the chart as a picture"
    )
    add_course(parser)
    add_json(parser)
    parser.set_defaults(run=run, blank={"series": []})


def chart_file(text: str) -> Path:
    """Read the name of a chart's file."""
    path = Path(text)
    if path.suffix.lower() not in (".png", ".svg"):
        raise argparse.ArgumentTypeError(f"'{text}' must end in .png or .svg")
    return path


def run(options: argparse.Namespace, host: Host) -> Outcome:
    """Analyse what is new, then tell each series."""
    from skintrack.workflows import build_series

    with open_library(options.library) as library:
        course = chosen_course(library, options.course)
        course_id = course.id if course else None
        failures = analyse_pending(library, course_id, host)
        view = View(options.view) if options.view else None
        trend = build_series.run(library, course_id=course_id, view=view)
    document = trend_document(trend)
    lines = [sentence(series) for series in trend.series]
    if options.output is not None:
        save_chart(trend, options.output)
        document["output"] = str(options.output)
        lines.append(f"Saved {options.output}")
    is_complete = not host.terminal.cancelled()
    return Outcome(tuple(lines), document, failures, is_complete)


def save_chart(trend: "CourseTrend", output: Path) -> None:
    """Save the chart of a trend."""
    from skintrack import charts

    charts.save_trend(trend.series, trend.sessions, output)


def trend_document(trend: "CourseTrend") -> dict[str, object]:
    """Write a trend as JSON."""
    return {
        "course": trend.course.name,
        "view": trend.view,
        "sessions": [session_document(session) for session in trend.sessions],
        "series": [series_document(series) for series in trend.series],
    }


def session_document(session: TreatmentSession) -> dict[str, object]:
    """Write a session as JSON."""
    return {
        "date": session.date.isoformat(),
        "depth_mm": session.depth_mm,
        "device": session.device,
        "provider": session.provider,
        "notes": session.notes,
    }


def series_document(series: Series) -> dict[str, object]:
    """Write a series as JSON."""
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
        "line": line_document(series.line),
        "points": [point_document(point) for point in series.points],
    }


def line_document(line: TrendLine | None) -> dict[str, object] | None:
    """Write a trend line as JSON."""
    if line is None:
        return None
    return {
        "slope_per_week": line.slope_per_week,
        "kendall_tau": line.kendall_tau,
        "p_value": line.p_value,
    }


def point_document(point: SeriesPoint) -> dict[str, object]:
    """Write a point as JSON."""
    return {
        "photo_id": point.photo_id,
        "captured_at": point.captured_at.isoformat(),
        "value": point.value,
        "phase": point.phase.phase,
        "session_number": point.phase.session_number,
        "days_since": point.phase.days_since,
        "is_included": point.is_included,
        "excluded_reason": point.excluded_reason,
    }


def sentence(series: Series) -> str:
    """Say where a series stands."""
    start = f"{plain(series.region).capitalize()}, {plain(series.metric)}"
    if series.verdict is None:
        return f"{start}: fewer than two photos that can be compared"
    if series.change is None or series.baseline is None:
        return f"{start}: {VERDICTS[series.verdict]}"
    band = "" if series.noise is None else f" ± {series.noise:.2f}"
    return (
        f"{start}: {series.change:+.2f}{band} from {series.baseline:.2f}: "
        f"{VERDICTS[series.verdict]}"
    )
