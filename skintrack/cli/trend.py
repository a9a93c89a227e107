"""``skintrack trend``: scores over time."""

import argparse
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from skintrack.cli.arguments import (
    Commands,
    add_course,
    add_json,
    add_library,
    add_recompute,
    add_view,
    file_ending_in,
)
from skintrack.cli.credentials import open_library
from skintrack.cli.host import Host, chosen_course
from skintrack.cli.library_work import analyse_pending
from skintrack.cli.outcome import Outcome
from skintrack.model import Series, TreatmentSession, View
from skintrack.model.display import (
    change_text,
    even_decimals,
    metric_name,
    region_name,
    verdict_text,
)
from skintrack.model.index_text import index_text
from skintrack.workflows.series_document import series_document

if TYPE_CHECKING:
    from skintrack.workflows.build_series import CourseTrend

NOTHING_MEASURED = "No photo of this view has been measured and dated yet."


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("trend", help="scores over time")
    add_library(parser)
    add_view(parser, "the view (default: front, or where there is none the one with most photos)")
    parser.add_argument(
        "--output",
        metavar="PNG|SVG",
        type=file_ending_in(".png", ".svg"),
        help="save the chart as a picture",
    )
    add_course(parser)
    add_recompute(parser)
    add_json(parser)
    parser.set_defaults(run=run, blank={"series": []})


def run(options: argparse.Namespace, host: Host) -> Outcome:
    """Analyse what is new, then tell each series."""
    from skintrack.workflows import build_series
    from skintrack.workflows.safe_file import refuse_harmful_output

    if options.output is not None:
        refuse_harmful_output(options.output)
    with open_library(options, host) as library:
        course_id = chosen_course(library, options.course).id
        failures = analyse_pending(
            library, course_id, host, jobs=options.jobs, anew=options.recompute
        )
        view = View(options.view) if options.view else None
        trend = build_series.run(library, course_id=course_id, view=view)
    document = trend_document(trend)
    lines = sentences(trend.series) or [NOTHING_MEASURED]
    is_complete = not host.terminal.cancelled()
    if options.output is not None and is_complete:
        save_chart(trend, options.output)
        document["output"] = str(options.output)
        lines.append(f"Saved {options.output}")
    return Outcome(tuple(lines), document, failures, is_complete)


def save_chart(trend: "CourseTrend", output: Path) -> None:
    """Save all series of a trend as small multiples."""
    from skintrack import charts
    from skintrack.treatment import healing_windows, held_sessions
    from skintrack.workflows.safe_file import write_safely

    held = held_sessions(trend.sessions, datetime.now().astimezone().date())
    figure = charts.draw_all_series(trend.series, healing_windows(held), theme=charts.PRINT)
    is_svg = output.suffix.lower() == ".svg"
    data = charts.figure_svg(figure) if is_svg else charts.figure_png(figure)
    write_safely(output, data)


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


def sentences(series: Sequence[Series]) -> list[str]:
    """Say where each series stands; the numbers of a metric have like decimals."""
    decimals = even_decimals(series)
    return [_sentence(one, decimals[one.metric]) for one in series]


def _sentence(series: Series, decimals: int) -> str:
    start = f"{region_name(series.region)}, {metric_name(series.metric).lower()}"
    if series.change is None:
        reasons = [point.excluded_reason for point in series.points if point.excluded_reason]
        return f"{start}: {reasons[-1] if reasons else verdict_text(series.verdict)}"
    index = f", index {index_text(series.index)}" if series.index is not None else ""
    return f"{start}: {change_text(series, decimals)}{index}: {verdict_text(series.verdict)}"
