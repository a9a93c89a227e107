"""The option for the state of the skin, as several commands take it."""

import argparse

from skintrack.model import SkinState

NOT_NOTED = "not_noted"


def add_skin_state(
    parser: argparse.ArgumentParser, option: str, help_text: str, *, takes_back: bool = False
) -> None:
    """Add an option such as ``--skin-state STATE``.

    ``takes_back`` lets ``not_noted`` stand for a note that is withdrawn.
    """
    states = [state.value for state in SkinState] + [NOT_NOTED] * takes_back
    parser.add_argument(
        option,
        metavar="STATE",
        type=_plain,
        choices=states,
        help=f"{help_text}: {', '.join(states)}",
    )


def read_skin_state(text: str | None) -> SkinState | None:
    """Return the state that was given; None where none was, or where it is taken back."""
    return None if text in (None, NOT_NOTED) else SkinState(text)


def _plain(text: str) -> str:
    """Read ``make-up`` like ``make_up``."""
    return text.replace("-", "_")
