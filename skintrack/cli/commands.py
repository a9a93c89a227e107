"""Every command in one parser."""

import argparse
from typing import Any

from skintrack import __version__
from skintrack.cli import (
    analyze,
    backup,
    bin_,
    calendar,
    card,
    compare,
    demo,
    export,
    import_,
    import_export,
    init,
    keys,
    photo,
    read_report,
    rehearse,
    repair,
    report,
    rescue,
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
    photo,
    session,
    analyze,
    compare,
    trend,
    report,
    read_report,
    card,
    calendar,
    export,
    import_export,
    backup,
    rehearse,
    restore,
    verify,
    repair,
    rescue,
    bin_,
    keys,
)


class ExactParser(argparse.ArgumentParser):
    """Takes no option cut short: in a script it may mean something else when options are added."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "allow_abbrev": False})


def command_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands and of the window's own options."""
    parser = ExactParser(
        prog="skintrack",
        description="Dated skin photos made comparable. Without a command the window opens.",
        epilog="SkinTrack is not a medical device and gives no diagnosis.",
    )
    parser.add_argument("--version", action="version", version=f"skintrack {__version__}")
    window.add_options(parser)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for command in COMMANDS:
        command.register(commands)
    return parser
