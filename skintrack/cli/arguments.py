"""Arguments that several commands share, and how their text is read."""

import argparse
import math
import os
from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Protocol, TypeVar

from skintrack.cli.given import ENVIRONMENT_NAME, given_path
from skintrack.model import View
from skintrack.model.limits import DEEPEST_MM, is_believable_year, is_in_future, is_possible_depth

MOST_JOBS = 64

Day = TypeVar("Day", bound=date)


class Commands(Protocol):
    """What argparse returns for adding commands to; its own class has no public name."""

    def add_parser(self, *args: Any, **kwargs: Any) -> argparse.ArgumentParser:
        """Add one command."""


def add_library(parser: argparse.ArgumentParser) -> None:
    """Add ``--library DIR``, and what opens it where it is encrypted."""
    add_folder(parser)
    add_credential(parser)


def add_credential(parser: argparse.ArgumentParser) -> None:
    """Add what opens an encrypted library or backup."""
    either = parser.add_mutually_exclusive_group()
    add_passphrase(
        either,
        "where the passphrase of an encrypted library stands (or set "
        f"{ENVIRONMENT_NAME}; else it is asked for)",
    )
    either.add_argument(
        "--recovery-key-file",
        metavar="F",
        type=given_path,
        help="where its recovery key stands, instead of the passphrase",
    )


class Options(Protocol):
    """What options can be added to: a parser, or a group of it."""

    def add_argument(self, *names: str, **facts: Any) -> argparse.Action:
        """Add one option."""


def add_passphrase(parser: Options, help_text: str) -> None:
    """Add ``--passphrase-file F``."""
    parser.add_argument("--passphrase-file", metavar="F", type=given_path, help=help_text)


def add_folder(parser: argparse.ArgumentParser) -> None:
    """Add ``--library DIR``; whether it is required is checked after parsing.

    It may also stand before the command, so a missing one must not overwrite that one.
    """
    parser.add_argument(
        "--library",
        metavar="DIR",
        type=given_path,
        default=argparse.SUPPRESS,
        help="the library's folder",
    )
    parser.set_defaults(needs_library=True)


def add_json(parser: argparse.ArgumentParser) -> None:
    """Add ``--json``."""
    parser.add_argument(
        "--json", action="store_true", help="write one JSON object to standard output"
    )


def add_jobs(parser: argparse.ArgumentParser) -> None:
    """Add ``--jobs N``."""
    parser.add_argument(
        "--jobs",
        metavar="N",
        type=job_count,
        default=default_jobs(),
        help="photos worked on at the same time (default: %(default)s)",
    )


def add_recompute(parser: argparse.ArgumentParser) -> None:
    """Add ``--recompute``, with ``--jobs N``."""
    parser.add_argument(
        "--recompute",
        action="store_true",
        help="first measure all photos of the course again, also those that are up to date",
    )
    add_jobs(parser)


def add_view(
    parser: argparse.ArgumentParser, help_text: str, views: Iterable[View] = tuple(View)
) -> None:
    """Add ``--view VIEW``."""
    names = [view.value for view in views]
    parser.add_argument("--view", metavar="VIEW", choices=names, help=help_text)


def add_course(parser: argparse.ArgumentParser) -> None:
    """Add ``--course NAME`` for libraries with more than one course."""
    parser.add_argument(
        "--course",
        metavar="NAME",
        help="the course, where the library has several (default: the newest)",
    )


def add_region(parser: argparse.ArgumentParser, drawn_on: str) -> None:
    """Add ``--region FILE.json``."""
    parser.add_argument(
        "--region",
        metavar="JSON",
        type=file_ending_in(".json"),
        help=f"also measure the skin outlined in this file, in pixels of {drawn_on}",
    )


def file_ending_in(*suffixes: str) -> Callable[[str], Path]:
    """Return a reader of file names that must end in one of these, such as ``.png``."""

    def read(text: str) -> Path:
        path = given_path(text)
        if path.suffix.lower() not in suffixes:
            raise argparse.ArgumentTypeError(f"'{text}' must end in {' or '.join(suffixes)}")
        return path

    return read


def default_jobs() -> int:
    """Return the number of cores we may use, at most four: decoding needs memory."""
    return min(4, os.cpu_count() or 1)


def job_count(text: str) -> int:
    """Read a number of jobs."""
    if not text.isdecimal() or not 1 <= int(text) <= MOST_JOBS:
        raise argparse.ArgumentTypeError(f"give a whole number from 1 to {MOST_JOBS}")
    return int(text)


def day(text: str) -> date:
    """Read a date such as 2026-03-01."""
    try:
        return plausible(date.fromisoformat(text))
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is no date such as 2026-03-01") from None


def plausible(value: Day) -> Day:
    """Return a day or time, or raise ``ValueError`` where its year is not believable."""
    if not is_believable_year(value):
        raise ValueError(value)
    return value


def past_moment(text: str) -> datetime:
    """Read when a photo was taken; the future is refused."""
    value = moment(text)
    if is_in_future(value):
        raise argparse.ArgumentTypeError(f"'{text}' lies in the future; no photo is from then")
    return value


def depth_mm(text: str) -> float:
    """Read a needle depth such as 1.5."""
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not is_possible_depth(value):
        raise argparse.ArgumentTypeError(
            f"'{text}' is no needle depth; give more than 0 and at most {DEEPEST_MM:g} mm"
        )
    return value


def moment(text: str) -> datetime:
    """Read a time such as 2026-03-01T10:22:00+01:00.

    Without an offset it is the time of this computer's zone. A date alone means noon, which is
    the same day in most neighbouring zones.
    """
    try:
        value = plausible(datetime.fromisoformat(text))
        if is_date_alone(text):
            value = datetime.combine(value.date(), time(hour=12))
        return value if value.tzinfo is not None else value.astimezone()
    except (ValueError, OverflowError):
        raise argparse.ArgumentTypeError(
            f"'{text}' is no time such as 2026-03-01T10:22:00+01:00"
        ) from None


def is_date_alone(text: str) -> bool:
    """Whether a time was left out."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
