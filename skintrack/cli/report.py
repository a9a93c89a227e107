"""``skintrack report``: the PDF for the practitioner, or its pages as pictures."""

import argparse
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from skintrack.cli.arguments import Commands, add_course, add_json, add_library, add_recompute
from skintrack.cli.credentials import open_library
from skintrack.cli.given import given_path
from skintrack.cli.host import Host, chosen_course
from skintrack.cli.library_work import analyse_pending
from skintrack.cli.outcome import Outcome
from skintrack.cli.report_options import add_choices, choices_misuse, chosen
from skintrack.model import ReportChoices

if TYPE_CHECKING:
    from skintrack.library import Library
    from skintrack.workflows.report_inside import Layout

_BLANK: dict[str, object] = {
    "path": None,
    "pages": None,
    "photos": None,
    "report_id": None,
    "pictures": [],
    "inside": None,
}


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("report", help="write the progress report as PDF")
    add_library(parser)
    parser.add_argument("--output", metavar="PDF", type=given_path, help="the file")
    parser.add_argument(
        "--png",
        metavar="FOLDER",
        type=given_path,
        help="write pages as pictures into a folder, or one page into a file that ends in .png",
    )
    parser.add_argument(
        "--page",
        metavar="N",
        action="append",
        type=_page,
        default=[],
        help="with --png: only this page; repeat for more",
    )
    add_choices(parser)
    add_course(parser)
    add_recompute(parser)
    add_json(parser)
    parser.set_defaults(run=run, blank=dict(_BLANK), misuse=misuse)


def misuse(options: argparse.Namespace) -> str | None:
    """Say what is missing, or does not go together."""
    if options.output is None and options.png is None:
        return "say where the report goes: --output PDF, or --png FOLDER for its pages"
    if options.page and options.png is None:
        return "--page needs --png FOLDER"
    if options.png is not None and (options.password or options.password_file):
        return "a picture cannot be locked: leave out the password, or --png"
    return choices_misuse(options)


def run(options: argparse.Namespace, host: Host) -> Outcome:
    """Analyse what is new, then write the report."""
    from skintrack.workflows.safe_file import refuse_harmful_output

    for output in filter(None, (options.output, options.png)):
        refuse_harmful_output(output)
    with open_library(options, host) as library:
        course_id = chosen_course(library, options.course).id
        # Before minutes of measuring: what cannot be done is said at once.
        choices = chosen(options, library, course_id)
        failures = analyse_pending(
            library, course_id, host, jobs=options.jobs, anew=options.recompute
        )
        written = _Written(library, choices, host)
        if options.output is not None:
            written.write_pdf(options.output)
        if options.png is not None:
            written.write_pictures(options.png, frozenset(options.page))
        lines, document = written.told()
    return Outcome(
        lines=lines,
        document=document,
        failures=failures,
        is_complete=not host.terminal.cancelled(),
    )


class _Written:
    """Writes what was asked for, and tells of it."""

    def __init__(self, library: "Library", choices: ReportChoices, host: Host) -> None:
        self._library = library
        self._choices = replace(choices, report_day=datetime.now().astimezone().date())
        self._host = host
        self._document = dict(_BLANK)
        self._lines: list[str] = []
        self._layout: Layout | None = None

    def write_pdf(self, output: Path) -> None:
        """Write the report."""
        from skintrack.workflows import make_report
        from skintrack.workflows.report_inside import Layout

        terminal = self._host.terminal
        result = make_report.run(
            self._library,
            output,
            self._choices,
            progress=terminal.progress,
            cancelled=terminal.cancelled,
        )
        self._document.update(path=str(result.path), report_id=result.report_id)
        size = output.stat().st_size
        note = result.letters_note
        self._layout = Layout(result.page_count, result.photo_count, size, note)
        pages, photos = result.page_count, result.photo_count
        self._lines.append(f"Wrote {result.path}: {pages} pages, {photos} photos.")

    def write_pictures(self, folder: Path, wanted: frozenset[int]) -> None:
        """Write pages as PNG into a folder, all of them where none is wanted by number."""
        from skintrack.workflows import report_pages
        from skintrack.workflows.report_inside import Layout

        cancelled = self._host.terminal.cancelled
        result = report_pages.run(self._library, folder, self._choices, wanted, cancelled=cancelled)
        paths = [str(path) for path in result.paths]
        self._layout = self._layout or Layout(result.page_count, result.photo_count)
        self._document.update(pictures=paths, report_id=result.report_id)
        self._lines += [f"Wrote {path}" for path in paths]

    def told(self) -> tuple[tuple[str, ...], dict[str, object]]:
        """Return the lines and the document of what was written, with what is inside."""
        from skintrack.workflows import report_inside
        from skintrack.workflows.report_inside_words import inside_words

        layout, choices = self._layout, self._choices
        if layout is None or choices.course_id is None or choices.report_day is None:
            return tuple(self._lines), self._document
        stock = report_inside.stock_of(self._library, choices.course_id)
        inside = report_inside.list_inside(stock, choices, choices.report_day)
        words = inside_words(inside, layout)
        self._document.update(
            pages=layout.page_count,
            photos=layout.photo_count,
            inside=report_inside.inside_document(inside, layout),
        )
        lines = [
            *self._lines,
            *("Inside:", *(f"  {line}" for line in words.inside)),
            *("Not inside:", *(f"  {line}" for line in words.not_inside)),
        ]
        return tuple(lines), self._document


def _page(text: str) -> int:
    """Read the number of a page."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is no page; the first is 1")
    return int(text)
