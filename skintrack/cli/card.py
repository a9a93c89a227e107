"""``skintrack card``: the colour card to print."""

import argparse

from skintrack.cli.arguments import Commands, add_json, file_ending_in
from skintrack.cli.host import Host
from skintrack.cli.outcome import Outcome


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("card", help="write a colour card to print, as PDF")
    parser.add_argument(
        "--output", metavar="PDF", type=file_ending_in(".pdf"), required=True, help="the file"
    )
    parser.add_argument("--paper", choices=["a4", "letter"], default="a4", help="paper size")
    parser.add_argument(
        "--serial", metavar="SERIAL", help="of a card to be written again (default: a new one)"
    )
    add_json(parser)
    parser.set_defaults(run=run, blank={"path": None, "serial": None})


def run(options: argparse.Namespace, host: Host) -> Outcome:
    """Write the card."""
    del host
    from skintrack.workflows import make_card

    result = make_card.run(options.output, paper=options.paper, serial=options.serial)
    return Outcome(
        lines=(
            f"Wrote {result.path}: colour card {result.serial}.",
            "Print it at 100 % on matt paper, and keep using the same print.",
        ),
        document={"path": str(result.path), "serial": result.serial},
    )
