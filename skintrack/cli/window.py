"""``skintrack`` without a command: the window."""

import argparse
import os
from collections.abc import Sequence

from skintrack.cli.given import ENVIRONMENT_NAME, given_path
from skintrack.cli.host import Host
from skintrack.cli.outcome import Outcome
from skintrack.errors import InputError

LIBRARY, MEASURE_START = "--library", "--measure-start"
_LIBRARY_AND_FOLDER = 2


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what may be said without a command."""
    parser.add_argument(LIBRARY, metavar="DIR", type=given_path, help="the library's folder")
    parser.add_argument(
        MEASURE_START,
        action="store_true",
        help="open the window, print how long it took, close it",
    )
    parser.set_defaults(**_defaults())


def plain_options(arguments: Sequence[str]) -> argparse.Namespace | None:
    """Return what the parser would for the usual starts of the window; None for all others.

    The window opens sooner: a parser asks for the language of its messages first.
    """
    options = argparse.Namespace(library=None, measure_start=False, **_defaults())
    left = list(arguments)
    if left[-1:] == [MEASURE_START]:
        left.pop()
        options.measure_start = True
    if len(left) == _LIBRARY_AND_FOLDER and left[0] == LIBRARY and left[1][:1] not in ("", "-"):
        options.library = given_path(left.pop())
        left.pop()
    return None if left else options


def _defaults() -> dict[str, object]:
    return {"run": run, "needs_library": False, "blank": {}, "misuse": no_misuse}


def no_misuse(_options: argparse.Namespace) -> str | None:
    """Find nothing wrong with how the options go together."""
    return None


def run(options: argparse.Namespace, host: Host) -> Outcome:
    """Open the window, where there is a display."""
    if not host.has_display():
        if not options.measure_start:
            raise InputError(
                "There is no display to open a window on. The commands work without one: "
                "see skintrack --help.",
                "no_display",
            )
        # A measurement needs no onlooker.
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # Not at the top: the window opens sooner without what commands ask with.
    if os.environ.get(ENVIRONMENT_NAME):
        from skintrack.cli.credentials import say_if_unused

        say_if_unused("The window asks for the passphrase itself.", host)
    code = host.open_window(options.library, measure_start=options.measure_start)
    return Outcome(is_complete=code == 0)
