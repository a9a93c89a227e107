"""The ways to look at two photos, in the order of their buttons and of the keys 1 to 5."""

from enum import StrEnum


class Mode(StrEnum):
    """How two photos are laid out; the values are stored in the settings."""

    SIDE_BY_SIDE = "side_by_side"
    CURTAIN = "curtain"
    FADE = "fade"
    BLINK = "blink"
    CHANGE = "change"

    @property
    def has_two_panes(self) -> bool:
        """Whether the photos stand beside each other; else they lie in one place."""
        return self in (Mode.SIDE_BY_SIDE, Mode.CHANGE)


MODES = tuple(Mode)


def mode_of(stored: str) -> Mode:
    """Return the mode that was stored; side by side where it is none."""
    return Mode(stored) if stored in {mode.value for mode in MODES} else Mode.SIDE_BY_SIDE
