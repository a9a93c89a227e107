"""What is chosen for the report of the course that is shown, in one place for all its controls."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Signal

from skintrack.model import Paper, Photo, PhotoPrivacy, ReportChoices
from skintrack.ui.course_state import CourseState
from skintrack.ui.language import spoken_language
from skintrack.ui.report.remembered import recalled, remembered, wants_code
from skintrack.ui.services import Services
from skintrack.ui.words import tr
from skintrack.workflows.report_inside import CourseStock, ReportInside, list_inside
from skintrack.workflows.report_scope import is_photo_in_period, is_wanted


class _Counted(NamedTuple):
    """What a report holds, and of what that was counted."""

    state: CourseState
    choices: ReportChoices
    today: date
    inside: ReportInside


class ChoiceBook(QObject):
    """Holds the choices; ``changed`` tells of every new one.

    What is chosen is remembered for each course, but for names, codes and passwords. Period, pair
    and photos that were taken out last until another course is shown.

    Parameters
    ----------
    services : Services
        Knows the course and the settings.
    """

    changed = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._key: tuple[str, int] | None = None
        self._counted: _Counted | None = None
        self.state: CourseState | None = None
        self.choices = ReportChoices()
        self.password_problem = ""

    def show_course(self, state: CourseState) -> None:
        """Take a course, with what was chosen for it last; the same course keeps its choices."""
        folder = self._services.desk.folder
        key = (str(folder), int(state.course.id))
        self.state = state
        if key == self._key:
            self.choices = self._without_lost_photos(state)
        else:
            self._key = key
            self.choices = self._begin(state)
            self.password_problem = ""
        self.changed.emit()

    def change(self, **values: Any) -> None:
        """Choose anew."""
        changed = replace(self.choices, **values)
        if changed == self.choices:
            return
        self.choices = changed
        if changed.pair is not None:
            shown = {photo.id for photo in self.photos_in_report()}
            if not shown.issuperset(changed.pair):
                self.choices = replace(changed, pair=None)
        self._remember()
        self.changed.emit()

    def set_password(self, password: str | None, problem: str) -> None:
        """Take a password, or say why there is none yet."""
        has_changed = problem != self.password_problem
        self.password_problem = problem
        if self.choices.password != password:
            self.change(password=password)
        elif has_changed:
            self.changed.emit()

    @property
    def suggested_code(self) -> str:
        """A code that tells nobody anything: the number of the course within its library."""
        number = 0 if self.state is None else int(self.state.course.id)
        return f"P-{number:03d}"

    @property
    def problem(self) -> str:
        """Why nothing can be laid out or written; empty where it can."""
        first, last = self.choices.date_from, self.choices.date_to
        if first is not None and last is not None and first > last:
            return tr("The period ends before it begins. Swap the two dates.")
        if self.choices.code is not None and not self.choices.code.strip():
            return tr("Type the code that stands for the names.")
        return ""

    @property
    def reason_not_to_save(self) -> str:
        """Why nothing can be written; pages may still be laid out."""
        return self.problem or self.password_problem

    @property
    def today(self) -> date:
        """The day of the report."""
        return datetime.now().astimezone().date()

    @property
    def has_photos(self) -> bool:
        """Whether photos are printed at all."""
        return self.choices.photos is not PhotoPrivacy.NONE

    def inside(self) -> ReportInside | None:
        """Count what the report would hold; several controls ask after each choice, one counts."""
        state, choices, today = self.state, self.choices, self.today
        if state is None:
            return None
        counted = self._counted
        # The course itself is compared, not what is in it: another reading of it is another one.
        if counted is None or counted.state is not state or counted[1:3] != (choices, today):
            inside = list_inside(_stock_of(state), choices, today)
            counted = self._counted = _Counted(state, choices, today, inside)
        return counted.inside

    def photos_to_pick(self) -> tuple[Photo, ...]:
        """Return the photos of the period and the views, also those that are taken out."""
        every = replace(self.choices, left_out_photos=frozenset())
        dated = () if self.state is None else self.state.dated_photos()
        return tuple(
            photo for photo in dated if is_photo_in_period(photo, every) and is_wanted(photo, every)
        )

    def photos_in_report(self) -> tuple[Photo, ...]:
        """Return the photos that are shown."""
        left_out = self.choices.left_out_photos
        return tuple(photo for photo in self.photos_to_pick() if photo.id not in left_out)

    def _begin(self, state: CourseState) -> ReportChoices:
        settings, folder = self._services.settings, self._services.desk.folder
        paper = settings.current.paper
        blank = ReportChoices(
            course_id=state.course.id,
            paper=Paper(paper) if paper in set(Paper) else Paper.A4,
            language=spoken_language(),
        )
        if folder is None:
            return blank
        stored = settings.report_of(folder, state.course.id)
        choices = recalled(stored, blank)
        # Views that this course has no photos of any more would leave it without any.
        choices = replace(choices, views=choices.views & set(state.views))
        if wants_code(stored):
            choices = replace(choices, code=self.suggested_code)
        return choices

    def _without_lost_photos(self, state: CourseState) -> ReportChoices:
        """Return the choices without photos that are in the course no more."""
        here = {photo.id for photo in state.photos}
        pair = self.choices.pair
        return replace(
            self.choices,
            left_out_photos=self.choices.left_out_photos & here,
            pair=pair if pair is not None and here.issuperset(pair) else None,
            views=self.choices.views & set(state.views),
        )

    def _remember(self) -> None:
        settings, folder = self._services.settings, self._services.desk.folder
        if folder is None or self.state is None:
            return
        settings.change(paper=self.choices.paper.value)
        settings.remember_report(folder, self.state.course.id, remembered(self.choices))


def _stock_of(state: CourseState) -> CourseStock:
    return CourseStock(
        course=state.course,
        person=None if state.person is None else state.person.name,
        visits=state.visits,
        undated_count=len(state.undated),
        sessions=state.sessions,
        diary=state.notes.diary,
        ratings=state.ratings,
        round_count=len(state.notes.trials),
    )
