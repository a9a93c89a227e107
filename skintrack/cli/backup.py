"""``skintrack backup``: the whole library in one file."""

import argparse

from skintrack.cli.arguments import Commands, add_library
from skintrack.cli.credentials import open_library
from skintrack.cli.given import given_path
from skintrack.cli.host import Host
from skintrack.cli.outcome import Outcome


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("backup", help="save the whole library in one file")
    add_library(parser)
    parser.add_argument("--output", metavar="FILE", type=given_path, required=True, help="the file")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, host: Host) -> Outcome:
    """Write the backup."""
    from skintrack.workflows import backup_library

    with open_library(options, host) as library:
        result = backup_library.run(
            library,
            options.output,
            progress=host.terminal.progress,
            cancelled=host.terminal.cancelled,
        )
    return Outcome(lines=(f"Wrote {options.output}",), failures=result.errors)
