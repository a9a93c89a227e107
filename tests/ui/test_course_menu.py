"""The menu at the name of the course: what it offers, how high it is, the keyboard in it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QMenu

from skintrack.model import CourseId
from skintrack.model.course import PersonId
from skintrack.model.person import Person
from skintrack.ui.fonts import BASE_PX, ui_font
from tests.helpers.ui_actions import entries_of, entry_of

pytestmark = pytest.mark.gui
LOW_WINDOW = 640


def several(state, owners):
    """The same state with one course for each owner, and a deleted one."""
    names = [name for name in dict.fromkeys(owners) if name is not None]
    people = tuple(Person(id=PersonId(place), name=name) for place, name in enumerate(names, 1))
    ids = {each.name: each.id for each in people}
    courses = tuple(
        replace(
            state.course,
            id=state.course.id if place == 0 else CourseId(1000 + place),
            name=f"Course {place}",
            person_id=ids.get(owner),
        )
        for place, owner in enumerate(owners)
    )
    return replace(
        state, course=courses[0], courses=courses, people=people, deleted=(state.course,)
    )


@pytest.mark.parametrize(
    "owners",
    [
        (None,),
        (None, None, None, None),
        (None, "Mia"),
        (None, "Mia", "Jo", None),
        (None, *("Mia", "Jo") * 10),
    ],
    ids=lambda owners: str(len(owners)),
)
def test_it_fits_a_low_window(course_window, program, monkeypatch, owners):
    monkeypatch.setattr(program.services.desk, "is_encrypted", True)
    state = several(program.services.course.state, owners)
    menu = course_window.header._make_course_menu(state)
    assert menu.sizeHint().height() < LOW_WINDOW
    # "Course 1" is not to find "Course 10".
    shown = [each.text().strip() for each in entries_of(menu)]
    assert [f"Course {place}" in shown for place in range(len(owners))] == [True] * len(owners)
    assert entry_of(menu, "Lock this library").isEnabled()
    assert entry_of(menu, "Bring back “").isEnabled()
    menu.deleteLater()


def test_many_courses_are_chosen_in_a_menu_of_their_own(course_window, program, monkeypatch):
    state = several(program.services.course.state, (None, "Mia", "Jo", None))
    chosen: list[CourseId] = []
    monkeypatch.setattr(program.services.course, "show_course", chosen.append)
    menu = course_window.header._make_course_menu(state)
    below = menu.actions()[0].menu()
    assert below.title() == "Change course"
    assert [each.text().strip() for each in below.actions() if each.isChecked()] == ["Course 0"]
    assert not any(each.isCheckable() for each in menu.actions()[1:5])
    entry_of(below, "    Course 2").trigger()
    assert chosen == [CourseId(1002)]
    menu.deleteLater()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
@pytest.mark.parametrize(
    ("text", "signal"),
    [
        ("Delete this course…", "delete_course_chosen"),
        ("Bin…", "bin_chosen"),
        ("Plan…", "plan_chosen"),
        ("Save dates to a calendar…", "calendar_chosen"),
        ("Before a session…", "questions_chosen"),
        ("Aftercare…", "aftercare_chosen"),
        ("Recovery diary…", "diary_chosen"),
        ("Ratings…", "ratings_chosen"),
        ("Practitioner's page…", "practitioner_page_chosen"),
        ("Open a report…", "report_opening_chosen"),
        ("Import an export…", "export_import_chosen"),
    ],
)
def test_every_entry_is_reached_by_the_keyboard(course_window, program, qtbot, text, signal):
    header = course_window.header
    menu = header._make_course_menu(program.services.course.state)
    told = []
    getattr(header, signal).disconnect()
    getattr(header, signal).connect(lambda *_: told.append(text))
    menu.popup(header.mapToGlobal(header.rect().bottomLeft()))
    wanted = entry_of(menu, text)
    group = next(each for each in menu.actions() if wanted in entries_of_menu(each))
    go_to(qtbot, menu, group)
    qtbot.keyClick(menu, Qt.Key.Key_Right)
    below = group.menu()
    assert QApplication.activePopupWidget() is below
    go_to(qtbot, below, wanted)
    qtbot.keyClick(below, Qt.Key.Key_Return)
    assert told == [text]
    qtbot.waitUntil(lambda: not menu.isVisible())


def test_screen_readers_hear_what_opens_a_menu(course_window, program):
    menu = course_window.header._make_course_menu(program.services.course.state)
    said = QAccessible.queryAccessibleInterface(menu)
    names = [said.child(place).text(QAccessible.Text.Name) for place in range(said.childCount())]
    groups = [each.text() for each in menu.actions() if each.menu() is not None]
    assert set(groups) <= set(names)
    for each in menu.findChildren(QMenu):
        assert QAccessible.queryAccessibleInterface(each).text(QAccessible.Text.Name)
    menu.deleteLater()


def test_a_step_with_an_ordinary_name_is_said_whole(course_window, program, monkeypatch):
    history = program.services.history
    said = "The photo of 12 January 2026 is compared with another"
    monkeypatch.setattr(type(history), "undo_label", property(lambda _: said))
    for scale in (1.0, 1.5):
        monkeypatch.setattr("skintrack.ui.fonts._Size.scale", scale)
        course_window.header.setFont(ui_font(BASE_PX))
        menu = course_window.header._make_course_menu(program.services.course.state)
        assert entry_of(menu, "Undo").text().startswith(f"Undo: {said}\t")
        menu.deleteLater()


def entries_of_menu(action):
    return [] if action.menu() is None else list(entries_of(action.menu()))


def go_to(qtbot, menu, wanted):
    for _ in menu.actions():
        if menu.activeAction() == wanted:
            return
        qtbot.keyClick(menu, Qt.Key.Key_Down)
    assert menu.activeAction() == wanted
