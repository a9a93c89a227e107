"""From arguments to an exit code: parse, run one command, show its outcome."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from skintrack import __version__
from skintrack.cli import (
    analyze,
    backup,
    compare,
    demo,
    export,
    import_,
    init,
    report,
    restore,
    session,
    trend,
    verify,
)
from skintrack.cli.host import Host
from skintrack.cli.outcome import Outcome
from skintrack.cli.terminal import standard_terminal
from skintrack.errors import CancelledError, EnvironmentalError, InputError
from skintrack.model import FileFailure

COMMANDS = (
    demo,
    init,
    import_,
    session,
    analyze,
    compare,
    trend,
    report,
    export,
    backup,
    restore,
    verify,
)


class OpenWindow(Protocol):
    """Opens the window and returns its exit code."""

    def __call__(self, library: Path | None, *, measure_start: bool = False) -> int:
        """Open the given library, or the default one."""


def run(arguments: Sequence[str], open_window: OpenWindow) -> int:
    """Run one command, or open the window where none is given.

    Parameters
    ----------
    arguments : sequence of str
        What stands behind the program's name.
    open_window : callable
        Opens the window; called only if one is wanted.

    Returns
    -------
    int
        0: all done. 1: done in part, or refused. 2: wrong usage.
    """
    try:
        options = parse(arguments)
    except SystemExit as stop:  # argparse has said what is wrong, or has shown the help
        return stop.code if isinstance(stop.code, int) else 2
    host = Host(standard_terminal(), open_window)
    try:
        return run_command(options, host)
    except BrokenPipeError:
        # The reader of our output has left, as in `skintrack trend … | head`.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        host.terminal.say("Stopped.")
        return 1


def run_command(options: argparse.Namespace, host: Host) -> int:
    """Run the chosen command and show its outcome."""
    command: Callable[[argparse.Namespace, Host], Outcome] = options.run
    with host.terminal.stoppable():
        try:
            refuse_passphrase(options)
            outcome = command(options, host)
        except CancelledError as error:
            outcome = failed(options, error.code, "Stopped. What was finished is kept.")
        except EnvironmentalError as error:
            outcome = failed(options, error.code, error.message)
        except OSError as error:
            if isinstance(error, BrokenPipeError):
                raise
            outcome = failed(options, "storage", describe(error))
    host.terminal.show(outcome, as_json=getattr(options, "json", False))
    return outcome.exit_code


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the arguments; exit with 2 and the usage on standard error where they are wrong."""
    parser = argparse.ArgumentParser(
        prog="skintrack",
        description="Dated skin photos made comparable. Without a command the window opens.",
        epilog="SkinTrack is not a medical device and gives no diagnosis.",
    )
    parser.add_argument("--version", action="version", version=f"skintrack {__version__}")
    parser.add_argument("--library", metavar="DIR", type=Path, help="the library's folder")
    parser.add_argument(
        "--measure-start",
        action="store_true",
        help="open the window, print how long it took, close it",
    )
    parser.set_defaults(run=show_window, needs_library=False, blank={})
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for command in COMMANDS:
        command.register(commands)
    options = parser.parse_args(arguments)
    if options.needs_library and options.library is None:
        parser.error("this command needs --library DIR")
    return options


def show_window(options: argparse.Namespace, host: Host) -> Outcome:
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
    code = host.open_window(options.library, measure_start=options.measure_start)
    return Outcome(is_complete=code == 0)


def refuse_passphrase(options: argparse.Namespace) -> None:
    """Refuse a passphrase: accepting one without encrypting would be a false promise."""
    is_given = getattr(options, "passphrase_file", None) or os.environ.get("SKINTRACK_PASSPHRASE")
    if is_given and options.needs_library:
        raise InputError(
            "Encrypted libraries come in a later version; this one cannot use a passphrase. "
            "Leave --passphrase-file and SKINTRACK_PASSPHRASE out to go on without encryption.",
            "not_supported",
        )


def failed(options: argparse.Namespace, code: str, message: str) -> Outcome:
    """Return the outcome of a command that could not do its work at all."""
    return Outcome(document=options.blank, failures=(FileFailure("", code, message),))


def describe(error: OSError) -> str:
    """Say in one sentence what the system refused."""
    reason = (error.strerror or "the system refused it").lower()
    if error.filename is None:
        return f"The work was stopped by the system: {reason}."
    return f"{error.filename} could not be used: {reason}."
