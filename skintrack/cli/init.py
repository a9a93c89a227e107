"""``skintrack init``: a new library."""

import argparse

from skintrack.cli.arguments import Commands, add_library
from skintrack.cli.host import Host
from skintrack.cli.outcome import Outcome

DEFAULT_COURSE = "My course"


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("init", help="make a new library")
    add_library(parser)
    parser.add_argument("--course", metavar="NAME", default=DEFAULT_COURSE, help="its first course")
    parser.add_argument(
        "--concern", metavar="CODE", type=concern, help="what is treated, such as acne_scars"
    )
    parser.set_defaults(run=run)


def concern(text: str) -> str:
    """Read the code of a concern."""
    from skintrack import treatment

    codes = [each.code for each in treatment.concerns()]
    if text not in codes:
        raise argparse.ArgumentTypeError(f"'{text}' is none of {', '.join(codes)}")
    return text


def run(options: argparse.Namespace, _host: Host) -> Outcome:
    """Make the library."""
    from skintrack.library import Library

    with Library.create(options.library, options.course, options.concern):
        return Outcome(lines=(f"Made the library {options.library}",))
