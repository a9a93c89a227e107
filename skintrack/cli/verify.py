"""``skintrack verify``: is every photo still what was imported."""

import argparse
from typing import TYPE_CHECKING

from skintrack.cli.arguments import Commands, add_json, add_library
from skintrack.cli.credentials import open_library
from skintrack.cli.host import Host
from skintrack.cli.outcome import Outcome
from skintrack.errors import LibraryError
from skintrack.model import FileFailure

if TYPE_CHECKING:
    from skintrack.workflows.verify_library import VerifyResult


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("verify", help="check every photo and the database")
    add_library(parser)
    add_json(parser)
    blank: dict[str, object] = {"ok": False, "photos": None, "verified": None, "problems": []}
    parser.set_defaults(run=run, blank=blank)


def run(options: argparse.Namespace, host: Host) -> Outcome:
    """Read every byte and compare."""
    from skintrack.workflows import verify_library

    try:
        with open_library(options, host) as library:
            result = verify_library.run(
                library, progress=host.terminal.progress, cancelled=host.terminal.cancelled
            )
    except LibraryError as error:
        if error.code not in ("database", "damaged", "keys_damaged", "keys_missing"):
            raise
        # A library too damaged to open is what people run this command for.
        return damaged(error)
    for problem in result.problems:
        host.terminal.say(problem.message)
    if result.not_noted:
        host.terminal.say(f"What was found could not be noted in the library: {result.not_noted}")
    return Outcome(
        lines=() if result.photos is None else (count(result),),
        document={
            "ok": result.is_ok,
            "photos": result.photos,
            "verified": result.verified,
            "problems": [
                {"photo": each.photo, "code": each.code, "message": each.message}
                for each in result.problems
            ],
        },
        is_complete=result.is_ok,
    )


def count(result: "VerifyResult") -> str:
    """Say how many photos are in order."""
    return f"{result.verified} of {result.photos} photos verified."


def damaged(error: LibraryError) -> Outcome:
    """Return the outcome for a database that cannot be read."""
    problem = {"photo": None, "code": "database", "message": error.message}
    return Outcome(
        document={"ok": False, "photos": None, "verified": None, "problems": [problem]},
        failures=(FileFailure("", error.code, error.message),),
    )
