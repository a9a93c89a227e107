"""``skintrack report``: the PDF for the practitioner."""

import argparse

from skintrack.cli.arguments import (
    Commands,
    add_course,
    add_json,
    add_library,
    add_recompute,
    day,
    given_path,
)
from skintrack.cli.host import Host, chosen_course, open_library
from skintrack.cli.library_work import analyse_pending
from skintrack.cli.outcome import Outcome


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("report", help="write the progress report as PDF")
    add_library(parser)
    parser.add_argument("--output", metavar="PDF", type=given_path, required=True, help="the file")
    parser.add_argument("--from", metavar="DATE", dest="date_from", type=day, help="first day")
    parser.add_argument("--to", metavar="DATE", dest="date_to", type=day, help="last day")
    parser.add_argument("--paper", choices=["a4", "letter"], default="a4", help="paper size")
    add_course(parser)
    add_recompute(parser)
    add_json(parser)
    blank: dict[str, object] = {"path": None, "pages": None, "photos": None, "report_id": None}
    parser.set_defaults(run=run, blank=blank, misuse=misuse)


def misuse(options: argparse.Namespace) -> str | None:
    """Say that a period ends before it begins."""
    first, last = options.date_from, options.date_to
    if first is None or last is None or first <= last:
        return None
    return f"--from {first} is after --to {last}"


def run(options: argparse.Namespace, host: Host) -> Outcome:
    """Analyse what is new, then write the report."""
    from skintrack.model import Paper, ReportChoices
    from skintrack.workflows import make_report
    from skintrack.workflows.safe_file import refuse_harmful_output

    refuse_harmful_output(options.output)
    with open_library(options.library) as library:
        course_id = chosen_course(library, options.course).id
        failures = analyse_pending(
            library, course_id, host, jobs=options.jobs, anew=options.recompute
        )
        result = make_report.run(
            library,
            options.output,
            ReportChoices(
                course_id=course_id,
                date_from=options.date_from,
                date_to=options.date_to,
                paper=Paper(options.paper),
            ),
            progress=host.terminal.progress,
            cancelled=host.terminal.cancelled,
        )
    return Outcome(
        lines=(f"Wrote {result.path}: {result.page_count} pages, {result.photo_count} photos.",),
        document={
            "path": str(result.path),
            "pages": result.page_count,
            "photos": result.photo_count,
            "report_id": result.report_id,
        },
        failures=failures,
        is_complete=not host.terminal.cancelled(),
    )
