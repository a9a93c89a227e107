"""How much is in a course, in one line."""

from skintrack.ui.course_state import CourseState
from skintrack.ui.words import plural, tr


def counts_line(state: CourseState) -> str:
    """Say how many photos, visits and sessions there are; of what there is none, nothing."""
    counts = [tr("No photos yet")]
    if state.photos:
        counts = [plural("{count} photo", "{count} photos", len(state.photos))]
    if state.visits:
        counts.append(plural("{count} visit", "{count} visits", len(state.visits)))
    if state.held_sessions:
        counts.append(plural("{count} session", "{count} sessions", len(state.held_sessions)))
    return " · ".join(counts)
