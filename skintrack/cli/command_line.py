"""From arguments to an exit code: parse, run one command, show its outcome."""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from skintrack.cli import window
from skintrack.cli.host import Host
from skintrack.cli.outcome import Outcome
from skintrack.cli.terminal import standard_terminal
from skintrack.errors import CancelledError, EnvironmentalError
from skintrack.model import FileFailure


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
    terminal = standard_terminal()
    try:
        code = answer(arguments, Host(terminal, open_window))
        terminal.flush()  # here, where a refusal can still be said
    except BrokenPipeError:
        # The reader of our output has left, as in `skintrack trend … | head`.
        terminal.abandon()
        return 1
    except OSError as error:
        terminal.say(f"The output could not be written: {reason_of(error)}.")
        terminal.abandon()
        return 1
    except KeyboardInterrupt:
        terminal.say("Stopped.")
        return 1
    return code


def answer(arguments: Sequence[str], host: Host) -> int:
    """Read the arguments and run what they ask for."""
    try:
        options = parse(arguments)
    except SystemExit as stop:  # argparse has said what is wrong, or has shown the help
        return stop.code if isinstance(stop.code, int) else 2
    return run_command(options, host)


def run_command(options: argparse.Namespace, host: Host) -> int:
    """Run the chosen command and show its outcome."""
    command: Callable[[argparse.Namespace, Host], Outcome] = options.run
    with host.terminal.stoppable():
        try:
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
    plain = window.plain_options(arguments)
    if plain is not None:
        return plain
    parser = argparse.ArgumentParser(prog="skintrack", add_help=False, allow_abbrev=False)
    window.add_options(parser)
    options, others = parser.parse_known_args(arguments)
    if others:
        # Only now: the window opens sooner without a dozen commands in memory.
        from skintrack.cli.commands import command_parser

        # What the window does not know begins with the command, if nothing unknown is before it.
        parser = command_parser(others[0])
        options = parser.parse_args(arguments)
        if options.needs_library and options.library is None:
            parser.error("this command needs --library DIR")
        if _is_key_for_nothing(options):
            parser.error("a passphrase or recovery key needs --library DIR")
        misuse = options.misuse(options)
        if misuse is not None:
            parser.error(misuse)
    return options


def _is_key_for_nothing(options: argparse.Namespace) -> bool:
    names = ("passphrase_file", "recovery_key_file")
    is_given = any(getattr(options, name, None) is not None for name in names)
    opens_else = getattr(options, "opens_backup", False)
    return is_given and options.library is None and not opens_else


def failed(options: argparse.Namespace, code: str, message: str) -> Outcome:
    """Return the outcome of a command that could not do its work at all."""
    return Outcome(document=options.blank, failures=(FileFailure("", code, message),))


def describe(error: OSError) -> str:
    """Say in one sentence what the system refused."""
    if error.filename is None:
        return f"The work was stopped by the system: {reason_of(error)}."
    return f"{error.filename} could not be used: {reason_of(error)}."


def reason_of(error: OSError) -> str:
    """Return the system's own words for a refusal."""
    return (error.strerror or "the system refused it").lower()
