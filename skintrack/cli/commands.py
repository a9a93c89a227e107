"""Every command in one parser."""

import argparse
from functools import partial

from skintrack import __version__
from skintrack.cli import (
    analyze,
    backup,
    compare,
    demo,
    export,
    import_,
    init,
    report,
    restore,
    session,
    trend,
    verify,
    window,
)

COMMANDS = (
    demo,
    init,
    import_,
    session,
    analyze,
    compare,
    trend,
    report,
    export,
    backup,
    restore,
    verify,
)


def command_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands and of the window's own options."""
    parser = argparse.ArgumentParser(
        prog="skintrack",
        description="Dated skin photos made comparable. Without a command the window opens.",
        epilog="SkinTrack is not a medical device and gives no diagnosis.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"skintrack {__version__}")
    window.add_options(parser)
    commands = parser.add_subparsers(
        title="commands",
        metavar="COMMAND",
        # An option cut short in a script would mean something else when options are added.
        parser_class=partial(argparse.ArgumentParser, allow_abbrev=False),
    )
    for command in COMMANDS:
        command.register(commands)
    return parser
