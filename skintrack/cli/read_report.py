"""``skintrack read-report``: what a report says, and adding to a course what it lacks of it."""

import argparse
import getpass
from datetime import datetime
from typing import TYPE_CHECKING

from skintrack.cli.arguments import Commands, add_course, add_json, add_library
from skintrack.cli.credentials import open_library
from skintrack.cli.given import given_path
from skintrack.cli.host import Host, chosen_course
from skintrack.cli.outcome import Outcome

if TYPE_CHECKING:
    from skintrack.workflows.read_report import ReadReport

_BLANK: dict[str, object] = {"report_id": None, "series": [], "added": None}


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("read-report", help="read a report back, from PDF or its data")
    parser.add_argument("file", metavar="FILE", type=given_path, help="the PDF or its data file")
    add_library(parser)
    parser.add_argument(
        "--add", action="store_true", help="add to the library's course what it lacks of the report"
    )
    add_course(parser)
    passwords = parser.add_mutually_exclusive_group()
    passwords.add_argument(
        "--password", action="store_true", help="ask for the password of a locked PDF"
    )
    passwords.add_argument(
        "--password-file",
        metavar="F",
        type=given_path,
        help="read the password of a locked PDF from the first line of a file",
    )
    add_json(parser)
    parser.set_defaults(run=run, needs_library=False, blank=dict(_BLANK), misuse=misuse)


def misuse(options: argparse.Namespace) -> str | None:
    """Say that adding needs a place."""
    if options.add and options.library is None:
        return "--add needs --library DIR"
    return None


def run(options: argparse.Namespace, host: Host) -> Outcome:
    """Read the report; add it where that is wanted."""
    from skintrack.workflows import read_report

    report = read_report.run(options.file, _password(options))
    document = report_document(report)
    lines = list(_lines(report))
    if options.add:
        line, document["added"] = _add(options, host, report)
        lines.append(line)
    return Outcome(tuple(lines), document)


def report_document(report: "ReadReport") -> dict[str, object]:
    """Write a report as JSON; the series as ``trend --json`` has them."""
    from skintrack.workflows.series_document import series_document

    return {
        "report_id": report.report_id,
        "day": report.day.isoformat(),
        "app_version": report.app_version,
        "algorithm": report.algorithm,
        "main_view": report.main_view.value,
        "course": report.course.name,
        "sessions": len(report.sessions),
        "diary_days": len(report.diary),
        "ratings": len(report.ratings),
        "photos": len(report.photos),
        "series": [series_document(series) for series in report.series],
        "added": None,
    }


def _lines(report: "ReadReport") -> "list[str]":
    from skintrack.workflows.report_digest import digest_of

    digest = digest_of(report)
    return [
        f"Report {report.report_id} of {report.day}: {digest.course}, {digest.period}",
        f"{len(report.sessions)} sessions, {len(report.photos)} photos (not in the file).",
        *(f"{row.place}: {row.change}, index {row.index}: {row.verdict}" for row in digest.rows),
    ]


def _add(
    options: argparse.Namespace, host: Host, report: "ReadReport"
) -> tuple[str, dict[str, object]]:
    from skintrack.workflows import import_report, report_additions

    today = datetime.now().astimezone().date()
    with open_library(options, host) as library:
        match = report_additions.matching_course(library, report)
        course = (
            match if match and options.course is None else chosen_course(library, options.course)
        )
        wanted = report_additions.additions_of(library, report, course.id, today)
        import_report.run(library, report, course.id, today)
    counts: dict[str, object] = {
        "course": course.name,
        "sessions": len(wanted.sessions),
        "diary_days": len(wanted.diary),
        "ratings": len(wanted.ratings),
        "plan": list(wanted.plan),
        "already_here": wanted.same,
        "kept": wanted.kept,
    }
    line = (
        f"Added to {course.name}: {len(wanted.sessions)} sessions, {len(wanted.diary)} diary days, "
        f"{len(wanted.ratings)} ratings. Already there: {wanted.same}, kept: {wanted.kept}."
    )
    return line, counts


def _password(options: argparse.Namespace) -> str | None:
    if options.password_file is not None:
        lines = options.password_file.read_text(encoding="utf-8").splitlines()
        return lines[0] if lines else ""
    return getpass.getpass("Password of the PDF: ") if options.password else None
