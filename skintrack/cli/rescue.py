"""``skintrack rescue``: the photos of a library whose database is lost."""

import argparse

from skintrack.cli.arguments import Commands, add_json, add_library
from skintrack.cli.credentials import credential
from skintrack.cli.given import given_path
from skintrack.cli.host import Host
from skintrack.cli.outcome import Outcome


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "rescue", help="write the photos of a library out, readable, where its database is lost"
    )
    add_library(parser)
    parser.add_argument(
        "--output", metavar="DIR", type=given_path, required=True, help="a new or empty folder"
    )
    add_json(parser)
    parser.set_defaults(run=run, blank={"photos": None})


def run(options: argparse.Namespace, host: Host) -> Outcome:
    """Write every original that is still whole."""
    from skintrack.library.wreck import is_locked
    from skintrack.workflows import rescue_photos

    folder = options.library
    result = rescue_photos.run(
        folder,
        options.output,
        credential(options, host, folder, is_needed=is_locked(folder)),
        progress=host.terminal.progress,
        cancelled=host.terminal.cancelled,
    )
    photos = "1 photo" if result.photos == 1 else f"{result.photos:,} photos"
    return Outcome(
        lines=(f"Wrote {photos} to {options.output}", "They can be imported into a new library."),
        document={"photos": result.photos},
        failures=result.errors,
    )
