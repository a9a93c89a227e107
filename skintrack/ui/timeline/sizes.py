"""How high and wide the parts of the timeline are that hold text; they grow with the text."""

from skintrack.ui.fonts import scaled

_MOST_AHEAD, _LEAST_AHEAD = 0.34, 2


def names_width() -> int:
    """Return the width of the names of the views at the left."""
    return scaled(76)


def line_y() -> int:
    """Return where the line of the axis is: the months stand above it."""
    return 28 + scaled(18)


def pin_height() -> int:
    """Return the height of a session's pin."""
    return scaled(22)


def row_height() -> int:
    """Return the height of one row of words below the axis."""
    return scaled(18)


def label_top() -> int:
    """Return where the words above the visits begin."""
    return line_y() + 19 + pin_height() // 2


def label_height() -> int:
    """Return the height of these words: two rows."""
    return 2 * row_height()


def axis_height() -> int:
    """Return the height of all that stands above the photos."""
    return label_top() + label_height() + 4


def ahead_width() -> int:
    """Return the width of one mark right of today, with its words."""
    return scaled(90)


def today_width() -> int:
    """Return the width that today takes between the visits and what is ahead."""
    return scaled(52)


def ahead_count(room: float, available: float) -> int:
    """Return how many marks right of today leave the visits their room; two where none does.

    Parameters
    ----------
    room, available : float
        Pixels that visits and sessions leave at their smallest, and that there are in all.
    """
    most = max(1, int(_MOST_AHEAD * available / ahead_width()))
    fitting = int((room - today_width()) / ahead_width())
    return min(most, fitting) if fitting > 0 else min(most, _LEAST_AHEAD)
