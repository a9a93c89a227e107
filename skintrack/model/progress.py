"""How long work reports where it is and hears that it should stop."""

from collections.abc import Callable
from typing import NamedTuple


class ProgressStep(NamedTuple):
    """``done`` of ``total`` steps are finished; ``label`` says what is being done now."""

    done: int
    total: int
    label: str


Progress = Callable[[ProgressStep], None]
Cancelled = Callable[[], bool]


def no_progress(_step: ProgressStep) -> None:
    """Ignore progress."""


def never_cancelled() -> bool:
    """Go on."""
    return False
