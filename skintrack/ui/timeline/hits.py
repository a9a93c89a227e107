"""What lies under the pointer on the time axis."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint

from skintrack.model import TreatmentSession
from skintrack.ui.timeline.marks import AheadMark
from skintrack.ui.timeline.painter import TimelinePainter
from skintrack.ui.words import day_words, session_details, tr

_REACH = 5


class AxisHit(NamedTuple):
    """A session by its number, or a mark right of today by its place; and what it says."""

    text: str
    session_number: int = 0
    mark: int = -1


NO_HIT = AxisHit("")


def hit_at(
    point: QPoint,
    painter: TimelinePainter,
    sessions: Sequence[TreatmentSession],
    marks: Sequence[AheadMark],
) -> AxisHit:
    """Return the session or mark at a point."""
    for place, mark in enumerate(marks):
        if painter.mark_rect(place).contains(point):
            return AxisHit(mark.sentence, mark.number or 0, place)
    for pin in painter.shared_pins(sessions):
        rect = painter.shared_pin_rect(pin)
        if rect.adjusted(-_REACH, -_REACH, _REACH, _REACH).contains(point.toPointF()):
            number = pin.number_at((point.x() - rect.left()) / rect.width())
            session = sessions[number - 1]
            name = tr("Session {number}").format(number=painter.pin_text(number))
            parts = (name, day_words(session.date), session_details(session))
            return AxisHit(" · ".join(part for part in parts if part), number)
    return NO_HIT
