"""Why there are no pages to see, and what can be done about it."""

from dataclasses import dataclass
from enum import Enum

from skintrack.ui.course_state import CourseState
from skintrack.ui.hidden_scores import hidden_words
from skintrack.ui.words import tr
from skintrack.workflows.report_inside import ReportInside


class Remedy(Enum):
    """What the button below the words does."""

    NOTHING = 0
    WHOLE_COURSE = 1
    SHOW_PAGES = 2


@dataclass(frozen=True)
class Emptiness:
    """Words in place of the pages; ``can_save`` where the report itself can be written."""

    title: str
    hint: str
    remedy: Remedy = Remedy.NOTHING
    can_save: bool = False


def emptiness_of(
    state: CourseState, inside: ReportInside, *, reveals_scores: bool
) -> Emptiness | None:
    """Return why nothing is shown; None where there are pages to see.

    Parameters
    ----------
    state : CourseState
    inside : ReportInside
        What the report would hold.
    reveals_scores : bool
        Whether the patient wants to see the pages although scores rest.
    """
    if not state.visits and not state.held_sessions:
        return _without_photos(len(state.undated))
    if inside.outside_count and not inside.counted_count:
        return Emptiness(
            tr("No photos in this period"),
            tr("There are photos on other days of this course."),
            Remedy.WHOLE_COURSE,
        )
    if state.are_scores_hidden and not reveals_scores:
        hint = tr("The report has them, and can be saved unseen. {reason}")
        return Emptiness(
            tr("The pages show your scores"),
            hint.format(reason=hidden_words()),
            Remedy.SHOW_PAGES,
            can_save=True,
        )
    return None


def remedy_words(remedy: Remedy) -> str:
    """Return the words of the button; none where nothing can be done here."""
    return {
        Remedy.NOTHING: "",
        Remedy.WHOLE_COURSE: tr("Take the whole course"),
        Remedy.SHOW_PAGES: tr("Show the pages all the same"),
    }[remedy]


def _without_photos(undated_count: int) -> Emptiness:
    if undated_count:
        return Emptiness(
            tr("Your photos wait for their dates"),
            tr("The report tells what happened when. Set the dates on the timeline."),
        )
    return Emptiness(
        tr("The report begins with your first photos"),
        tr(
            "From then on its pages are here: the pair, the charts, every visit and the "
            "sessions. Add photos on the timeline."
        ),
    )
