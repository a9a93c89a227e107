"""``skintrack export``: everything in open formats."""

import argparse

from skintrack.cli.arguments import Commands, add_library
from skintrack.cli.credentials import open_library
from skintrack.cli.given import given_path
from skintrack.cli.host import Host
from skintrack.cli.outcome import Outcome


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("export", help="write photos, CSV and JSON into a folder")
    add_library(parser)
    parser.add_argument(
        "--output", metavar="DIR", type=given_path, required=True, help="the folder"
    )
    parser.add_argument(
        "--originals",
        action="store_true",
        help="the untouched originals; they may say where they were taken",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, host: Host) -> Outcome:
    """Write everything out."""
    from skintrack.workflows import export_library

    with open_library(options, host) as library:
        if library.is_encrypted:
            host.terminal.say("The export is not encrypted: whoever has the folder can read it.")
        result = export_library.run(
            library,
            options.output,
            originals=options.originals,
            progress=host.terminal.progress,
            cancelled=host.terminal.cancelled,
        )
    return Outcome(lines=(f"Wrote {options.output}",), failures=result.errors)
