"""How wide a panel beside the main thing is: larger with the text, but never half of the view."""

from skintrack.ui.fonts import scaled

MOST_SHARE = 0.36


def side_width(usual_px: int, room_px: int, most_share: float = MOST_SHARE) -> int:
    """Return the width of a panel.

    Parameters
    ----------
    usual_px : int
        Its width where text is of the usual size; it is never narrower.
    room_px : int
        Width of the whole view.
    most_share : float
        Part of the view that it may take, unless it has its usual width.
    """
    return min(scaled(usual_px), max(usual_px, round(most_share * room_px)))
