"""Photos taken on one day."""

from datetime import date
from typing import NamedTuple

from skintrack.model.course import VisitPhase
from skintrack.model.photo import Photo


class Visit(NamedTuple):
    """The photos of one local day within a course, in order of capture.

    ``phase`` is that of the day's first photo; on a session's day photos from before and after the
    needling form two visits.
    """

    day: date
    phase: VisitPhase
    photos: tuple[Photo, ...]


class HealingWindow(NamedTuple):
    """Days on which the treatment itself changes the skin: the session's day to day 7 after it.

    Both ends are included.
    """

    start: date
    end: date
    session_number: int
