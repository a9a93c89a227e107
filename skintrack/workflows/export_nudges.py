"""How a photo was moved by hand, as columns of an export; ``README`` explains them."""

from skintrack.model.nudge import Nudge

NUDGE_COLUMNS = ("nudge_x", "nudge_y", "nudge_scale", "nudge_turn_deg")

README = """\
nudge_x, nudge_y      how the photo was moved by hand for comparing, as shares of the width and
                      height of the frame that the faces are aligned in; nudge_scale is a factor,
                      nudge_turn_deg clockwise; empty where it was not moved. The photo itself and
                      its values are as they were
"""


def nudge_columns(nudge: Nudge | None) -> dict[str, float | None]:
    """Return a nudge as columns of its photo; all are None where the photo was not moved."""
    if nudge is None:
        return dict.fromkeys(NUDGE_COLUMNS)
    values = (nudge.x, nudge.y, nudge.scale, nudge.turn_deg)
    return dict(zip(NUDGE_COLUMNS, values, strict=True))
