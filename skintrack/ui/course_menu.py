"""The courses of a library in a menu, grouped by the people they are of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QFontMetrics

from skintrack.ui.fonts import scaled
from skintrack.ui.words import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QMenu

    from skintrack.model import Course, CourseId
    from skintrack.model.person import Person
    from skintrack.ui.course_state import CourseState

_INDENT = "    "
# With more lines than these the menu would be higher than a low window.
_MOST_LINES = 4
_MOST_WIDTH = 450


def add_courses(menu: QMenu, state: CourseState, choose: Callable[[CourseId], None]) -> None:
    """List the courses; the one that is shown has a mark.

    Names of people stand above their courses as soon as there is anybody but the owner. More than
    a few lines stand in a menu of their own.
    """
    groups = courses_by_person(state)
    has_names = any(person is not None for person, _ in groups)
    lines = len(state.courses) + (len(groups) if has_names else 0)
    if lines > _MOST_LINES:
        menu = menu_in(menu, tr("Change course"))
    for person, courses in groups:
        if has_names:
            heading = _cut(menu, tr("Mine", "course") if person is None else person.name)
            menu.addAction(heading).setEnabled(False)
        for course in courses:
            action = _Choice(menu, course.id, choose)
            name = _cut(menu, course.name)
            action.setText(_INDENT + name if has_names else name)
            action.setToolTip(course.name)
            action.setCheckable(True)
            action.setChecked(course.id == state.course.id)
            menu.addAction(action)


def add_deleted(menu: QMenu, state: CourseState, bring_back: Callable[[Course], None]) -> None:
    """Offer to bring deleted courses back; nothing where there are none."""
    if not state.deleted:
        return
    below = menu_in(menu, tr("Deleted courses"))
    for course in state.deleted:
        text = tr("Bring back “{name}”").format(name=course.name)
        action = _Deleted(below, course, bring_back)
        action.setText(_cut(below, text))
        action.setToolTip(text)
        below.addAction(action)


def menu_in(menu: QMenu, title: str) -> QMenu:
    """Add a menu in a menu, as one entry that says what is in it."""
    below = menu.addMenu(title)
    # Screen readers get no name from the title.
    below.setAccessibleName(title)
    below.setToolTipsVisible(True)
    return below


def courses_by_person(state: CourseState) -> list[tuple[Person | None, list[Course]]]:
    """Return the courses of each person who has any, the owner's first."""
    owners: list[Person | None] = [None, *state.people]
    groups = [
        (
            owner,
            [each for each in state.courses if each.person_id == (owner and owner.id)],
        )
        for owner in owners
    ]
    return [(owner, courses) for owner, courses in groups if courses]


def _cut(menu: QMenu, name: str) -> str:
    """Return a name that keeps the menu narrow; the header and the tool tip have all of it."""
    metrics, mode = QFontMetrics(menu.font()), Qt.TextElideMode.ElideRight
    return metrics.elidedText(name, mode, scaled(_MOST_WIDTH)).replace("&", "&&")


class _Choice(QAction):
    """One course of the menu."""

    def __init__(
        self, parent: QMenu, course_id: CourseId, choose: Callable[[CourseId], None]
    ) -> None:
        super().__init__(parent)
        self._course_id = course_id
        self._choose = choose
        self.triggered.connect(self._tell)

    def _tell(self) -> None:
        self._choose(self._course_id)


class _Deleted(QAction):
    """One course that can be brought back."""

    def __init__(self, parent: QMenu, course: Course, bring_back: Callable[[Course], None]) -> None:
        super().__init__(parent)
        self._course = course
        self._bring_back = bring_back
        self.triggered.connect(self._tell)

    def _tell(self) -> None:
        self._bring_back(self._course)
