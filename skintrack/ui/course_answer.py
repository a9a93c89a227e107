"""The answer to "is it working?" that the timeline opens with.

What scores say is in ``ui/answer.py``, which is imported with the first of them: the window opens
sooner.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from skintrack.ui.answer_parts import Answer
from skintrack.ui.words import day_words, tr

if TYPE_CHECKING:
    from datetime import date

    from skintrack.ui.course_state import CourseMeasurements, CourseState


def course_answer(
    state: CourseState,
    measurements: CourseMeasurements,
    *,
    is_measured: bool,
    today: date | None = None,
) -> Answer:
    """Say in words how the front view stands against its baseline, and what people say of it."""
    answer = _own_answer(state, measurements, is_measured=is_measured, today=today)
    if not state.ratings:
        return answer
    from skintrack.ui.ratings.rating_words import latest_ratings_line

    return answer._replace(people=latest_ratings_line(state.ratings))


def _own_answer(
    state: CourseState,
    measurements: CourseMeasurements,
    *,
    is_measured: bool,
    today: date | None,
) -> Answer:
    if not state.photos:
        return Answer(tr("Your course begins with a photo."))
    if state.are_scores_hidden:
        return _hidden(state, today)
    if measurements.trends:
        from skintrack.ui.answer import measured_answer

        answer = measured_answer(state, measurements)
        if answer is not None:
            return answer
    return Answer(_waiting(state, is_measured=is_measured))


def _hidden(state: CourseState, today: date | None) -> Answer:
    """Say that scores wait, as the patient asked, and until when."""
    from skintrack.treatment.milestones import next_milestone

    due = None
    if today is not None:
        due = next_milestone(state.course, state.sessions, state.visits, today)
    if due is None or today is None or due.day <= today:
        until = tr("You asked not to see them before then.")
    else:
        until = tr("You asked not to see them before then: about {day}.").format(
            day=day_words(due.day)
        )
    return Answer(tr("Scores rest until your next milestone photos."), where=until)


def _waiting(state: CourseState, *, is_measured: bool) -> str:
    if not state.visits:
        return tr("Your photos wait for their dates.")
    if not is_measured:
        return tr("Looking at your photos.")
    return tr("Your photos are here; they are not measured yet.")
