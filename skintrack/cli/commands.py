"""The commands by name: each is loaded when it is called, all of them for the help."""

import argparse
from importlib import import_module
from typing import Any

from skintrack import __version__
from skintrack.cli import window

# As the help lists them; a module beside this one, named alike, adds each to the parser.
COMMANDS = (
    "demo",
    "init",
    "import",
    "photo",
    "session",
    "analyze",
    "compare",
    "trend",
    "report",
    "read-report",
    "card",
    "calendar",
    "export",
    "import-export",
    "backup",
    "rehearse",
    "restore",
    "verify",
    "repair",
    "rescue",
    "bin",
    "keys",
)
# Names that Python has for itself.
_TAKEN = ("bin", "import")


class ExactParser(argparse.ArgumentParser):
    """Takes no option cut short: in a script it may mean something else when options are added."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "allow_abbrev": False})


def command_parser(called: str | None = None) -> argparse.ArgumentParser:
    """Return the parser of the commands and of the window's own options.

    Parameters
    ----------
    called : str, optional
        The command that will be read; the others are then left out, which takes a third of the time
        that a short one needs. Any other word, or None, gives all of them.
    """
    parser = ExactParser(
        prog="skintrack",
        description="Dated skin photos made comparable. Without a command the window opens.",
        epilog="SkinTrack is not a medical device and gives no diagnosis.",
    )
    parser.add_argument("--version", action="version", version=f"skintrack {__version__}")
    window.add_options(parser)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for name in (called,) if called in COMMANDS else COMMANDS:
        _module_of(name).register(commands)
    return parser


def _module_of(command: str) -> Any:
    own = f"{command}_" if command in _TAKEN else command.replace("-", "_")
    return import_module(f"skintrack.cli.{own}")
