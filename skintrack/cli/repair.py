"""``skintrack repair``: damaged photos from a backup."""

import argparse

from skintrack.cli.arguments import Commands, add_json, add_library
from skintrack.cli.credentials import given_credential, open_library
from skintrack.cli.given import given_path
from skintrack.cli.host import Host
from skintrack.cli.outcome import Outcome, failure_documents


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "repair", help="bring damaged and missing photos of a library back from a backup"
    )
    parser.add_argument("file", metavar="FILE", type=given_path, help="the backup")
    add_library(parser)
    add_json(parser)
    parser.set_defaults(run=run, blank={"mended": []})


def run(options: argparse.Namespace, host: Host) -> Outcome:
    """Look at every photo and replace those that are damaged."""
    from skintrack.workflows import repair_library

    with open_library(options, host) as library:
        result = repair_library.run(
            library,
            options.file,
            credential=given_credential(options),
            progress=host.terminal.progress,
            cancelled=host.terminal.cancelled,
        )
    mended = len(result.mended)
    done = f"{mended} photo is whole again." if mended == 1 else f"{mended} photos are whole again."
    return Outcome(
        lines=(done if mended or result.errors else "No photo is damaged.",),
        document={"mended": sorted(result.mended), "errors": failure_documents(result.errors)},
        failures=result.errors,
    )
