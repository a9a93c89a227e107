"""``skintrack import-export``: an export comes back into a library."""

import argparse

from skintrack.cli.arguments import Commands, add_json, add_library
from skintrack.cli.credentials import given_passphrase, open_library
from skintrack.cli.given import given_path
from skintrack.cli.host import Host
from skintrack.cli.outcome import Outcome, failure_documents


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "import-export", help="import a folder that was exported, into a library old or new"
    )
    parser.add_argument("folder", metavar="DIR", type=given_path, help="the exported folder")
    add_library(parser)
    add_json(parser)
    blank: dict[str, object] = {"added": None, "known": None, "recovery_key": None}
    parser.set_defaults(run=run, blank=blank)


def run(options: argparse.Namespace, host: Host) -> Outcome:
    """Import it; into a new library where there is none yet."""
    from skintrack.cli.init import recovery_lines
    from skintrack.library import Library
    from skintrack.workflows import import_export

    progress, cancelled = host.terminal.progress, host.terminal.cancelled
    key = None
    if Library.is_library(options.library):
        with open_library(options, host) as library:
            result = import_export.run(
                library, options.folder, progress=progress, cancelled=cancelled
            )
    else:
        passphrase = given_passphrase(options)
        result, key = import_export.into_new(
            options.library, options.folder, passphrase, progress=progress, cancelled=cancelled
        )
    lines = [f"{result.added} photos added, {result.known} were there already."]
    if result.added:
        lines.append("“skintrack trend” or “skintrack report” measures them.")
    return Outcome(
        lines=(*lines, *recovery_lines(key)),
        document={
            "added": result.added,
            "known": result.known,
            "recovery_key": key,
            "errors": failure_documents(result.errors),
        },
        failures=result.errors,
    )
