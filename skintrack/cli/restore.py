"""``skintrack restore``: a library from a backup."""

import argparse

from skintrack.cli.arguments import Commands, add_library
from skintrack.cli.credentials import credential
from skintrack.cli.given import given_path
from skintrack.cli.host import Host
from skintrack.cli.outcome import Outcome


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("restore", help="make a library from a backup")
    parser.add_argument("file", metavar="FILE", type=given_path, help="the backup")
    add_library(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, host: Host) -> Outcome:
    """Restore the backup into a new folder."""
    from skintrack.workflows import restore_library

    is_locked = restore_library.is_locked(options.file)
    restored = restore_library.run(
        options.file,
        options.library,
        progress=host.terminal.progress,
        cancelled=host.terminal.cancelled,
        credential=credential(options, host, options.file, is_needed=is_locked),
    )
    return Outcome(lines=(f"Restored {options.library}",), failures=restored.errors)
