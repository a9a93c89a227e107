"""How much is in a course, in one line."""

from skintrack.ui.course_state import CourseState
from skintrack.ui.words import plural, tr


def counts_line(state: CourseState) -> str:
    """Say how many photos, visits and sessions there are."""
    if not state.photos and not state.held_sessions:
        return tr("No photos yet")
    counts = (
        plural("{count} photo", "{count} photos", len(state.photos)),
        plural("{count} visit", "{count} visits", len(state.visits)),
        plural("{count} session", "{count} sessions", len(state.held_sessions)),
    )
    return " · ".join(counts)
