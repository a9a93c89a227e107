"""When a photo was taken, counted from the sessions, in words."""

from skintrack import treatment
from skintrack.model import VisitPhase
from skintrack.ui.course_state import CourseState
from skintrack.ui.words import said


def phase_words(phase: VisitPhase, *, is_first: bool) -> str:
    """Return a phase in words; of many visits before all sessions the first is the baseline."""
    return said(treatment.phase_label(phase, is_first=is_first))


def visit_phase_words(state: CourseState, phase: VisitPhase, photo_id: str) -> str:
    """Return the phase of the visit that a photo belongs to."""
    first = state.visits[0] if state.visits else None
    is_first = first is not None and any(photo.id == photo_id for photo in first.photos)
    return phase_words(phase, is_first=is_first)
