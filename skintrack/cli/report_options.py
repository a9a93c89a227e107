"""What ``skintrack report`` can be told to put in or leave out, and what that means."""

import argparse
import getpass
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from skintrack.cli.arguments import day
from skintrack.cli.given import given_path
from skintrack.errors import InputError
from skintrack.model import (
    CourseId,
    Paper,
    PhotoId,
    PhotoPrivacy,
    ReportChoices,
    ReportSection,
    View,
)
from skintrack.model.catalogue import LANGUAGES

if TYPE_CHECKING:
    from skintrack.library import Library

_PHOTOS = {
    "shown": PhotoPrivacy.SHOWN,
    "eyes-covered": PhotoPrivacy.EYES_COVERED,
    "region": PhotoPrivacy.REGION_ONLY,
    "none": PhotoPrivacy.NONE,
}
_SECTIONS = {section.value.replace("_", "-"): section for section in ReportSection}


def add_choices(parser: argparse.ArgumentParser) -> None:
    """Add the options of a report."""
    parser.add_argument("--from", metavar="DATE", dest="date_from", type=day, help="first day")
    parser.add_argument("--to", metavar="DATE", dest="date_to", type=day, help="last day")
    papers = [paper.value for paper in Paper]
    parser.add_argument("--paper", choices=papers, default="a4", help="paper size")
    parser.add_argument("--language", choices=LANGUAGES, default="en", help="of the report")
    _add_photo_choices(parser)
    parts = parser.add_mutually_exclusive_group()
    parts.add_argument(
        "--section",
        action="append",
        choices=_SECTIONS,
        default=[],
        help="only this part, besides the summary and the method; repeat for more",
    )
    parts.add_argument(
        "--without",
        action="append",
        choices=_SECTIONS,
        default=[],
        help="all parts but this one; repeat for more",
    )
    parser.add_argument("--code", metavar="TEXT", type=_code, help="stands for every name")
    _add_password(parser)
    parser.add_argument("--no-data", action="store_true", help="attach no numbers as JSON and CSV")
    parser.add_argument("--fhir", action="store_true", help="attach the numbers as FHIR too")


def _add_photo_choices(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--view",
        metavar="VIEW",
        action="append",
        choices=[view.value for view in View],
        default=[],
        help="show photos of this view only; repeat for more",
    )
    parser.add_argument(
        "--leave-out",
        metavar="PHOTO",
        action="append",
        type=given_path,
        default=[],
        help="do not show this photo (its id, or the file it was imported from); the numbers "
        "count it all the same; repeat for more",
    )
    parser.add_argument(
        "--pair",
        metavar=("BEFORE", "AFTER"),
        nargs=2,
        type=given_path,
        help="the photos of page 1 (default: chosen by comparability)",
    )
    parser.add_argument("--photos", choices=_PHOTOS, default="shown", help="how photos are shown")


def _add_password(parser: argparse.ArgumentParser) -> None:
    """Add a password that is asked for or read from a file; a command line can be read by all."""
    passwords = parser.add_mutually_exclusive_group()
    passwords.add_argument(
        "--password", action="store_true", help="ask for a password that opens the PDF"
    )
    passwords.add_argument(
        "--password-file",
        metavar="F",
        type=given_path,
        help="read the password that opens the PDF from the first line of a file",
    )


def choices_misuse(options: argparse.Namespace) -> str | None:
    """Say what does not go together."""
    first, last = options.date_from, options.date_to
    if first is not None and last is not None and first > last:
        return f"--from {first} is after --to {last}"
    if options.photos == "none" and (options.pair or options.leave_out or options.view):
        return "--photos none leaves nothing for --pair, --leave-out and --view to choose"
    return None


def chosen(options: argparse.Namespace, library: "Library", course_id: CourseId) -> ReportChoices:
    """Return what the options say; asks for the password.

    Raises
    ------
    InputError
        If a photo is not in the library, or the two passwords differ.
    """
    pair: tuple[PhotoId, PhotoId] | None = None
    if options.pair is not None:
        before, after = (_photo_at(library, path) for path in options.pair)
        pair = (before, after)
    sections = frozenset(_SECTIONS[name] for name in options.section) or frozenset(ReportSection)
    choices = ReportChoices(
        course_id=course_id,
        date_from=options.date_from,
        date_to=options.date_to,
        views=frozenset(View(view) for view in options.view),
        left_out_photos=frozenset(_photo_at(library, path) for path in options.leave_out),
        pair=pair,
        sections=sections - {_SECTIONS[name] for name in options.without},
        paper=Paper(options.paper),
        language=options.language,
        photos=_PHOTOS[options.photos],
        code=options.code,
        has_data=not options.no_data,
        has_fhir=options.fhir,
    )
    return replace(choices, password=_password(options))


def _photo_at(library: "Library", path: Path) -> PhotoId:
    # Not at the top: most reports name no photo, and need nothing of that command.
    from skintrack.cli.photo import find_photo

    return find_photo(library, path).id


def _password(options: argparse.Namespace) -> str | None:
    if options.password_file is not None:
        return _first_line(options.password_file)
    if not options.password:
        return None
    first = getpass.getpass("Password for the PDF: ")
    if getpass.getpass("Once more: ") != first:
        raise InputError("The two passwords differ.", "passwords_differ")
    return first


def _first_line(file: Path) -> str:
    """Return the password in a file; an editor's mark at its beginning is no part of it."""
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        text = f"“{file.name}” is no text in UTF-8. Write the password into a plain text file."
        raise InputError(text, "password_file") from error
    return lines[0] if lines else ""


def _code(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("the code is empty")
    return text.strip()
