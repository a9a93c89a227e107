"""Several courses, and courses of several people, in one library."""

import pytest
from pytestqt.qtbot import QtBot

from skintrack.app import Program
from skintrack.ui.dialogs.course import CourseDialog
from skintrack.ui.main_window import MainWindow
from skintrack.ui.timeline.timeline_view import TimelineView
from tests.helpers.ui_actions import dialog_of, press

pytestmark = pytest.mark.gui


def menu_texts(window: MainWindow, program: Program) -> list[tuple[str, bool, bool]]:
    """The courses of the menu: text, whether it can be chosen, whether it has the mark."""
    state = program.services.course.state
    assert state is not None
    menu = window.header._make_course_menu(state)
    found = []
    for action in menu.actions():
        if action.isSeparator():
            break
        found.append((action.text().strip(), action.isEnabled(), action.isChecked()))
    menu.deleteLater()
    return found


def course_name(program: Program) -> str:
    state = program.services.course.state
    return "" if state is None else state.course.name


def test_a_course_of_somebody_else_is_added_listed_and_moved(
    course_window: MainWindow, program: Program, qtbot: QtBot, settled
):
    assert menu_texts(course_window, program) == [("Acne scars", True, True)]
    course_window.commands.add_course()
    dialog = dialog_of(qtbot, CourseDialog)
    press(qtbot, dialog, "Add course")
    assert dialog.isVisible()
    qtbot.keyClicks(dialog.name_field, "Second")
    dialog.person_field.setFocus()
    dialog.person_field.lineEdit().selectAll()
    qtbot.keyClicks(dialog.person_field, "Mia  Example")
    press(qtbot, dialog, "Add course")
    qtbot.waitUntil(lambda: course_name(program) == "Second")
    settled()
    timeline = course_window.view("timeline")
    assert isinstance(timeline, TimelineView)
    assert timeline.answer.headline == "Your course begins with a photo."
    assert menu_texts(course_window, program) == [
        ("Mine", False, False),
        ("Acne scars", True, False),
        ("Mia Example", False, False),
        ("Second", True, True),
    ]
    # Back to the owner, and undone.
    course_window.commands.rename_course()
    dialog = dialog_of(qtbot, CourseDialog)
    assert dialog.person == "Mia Example"
    dialog.person_field.setCurrentText("Mine")
    dialog.name_field.setText("Forehead")
    press(qtbot, dialog, "Save")
    qtbot.waitUntil(lambda: course_name(program) == "Forehead")
    settled()
    texts = [text for text, _, _ in menu_texts(course_window, program)]
    assert texts == ["Acne scars", "Forehead"]
    press(qtbot, course_window.banner, "Undo")
    qtbot.waitUntil(lambda: course_name(program) == "Second")
    settled()
    state = program.services.course.state
    assert state is not None
    assert state.person is not None
    assert state.person.name == "Mia Example"


def test_a_new_course_is_offered_for_the_person_who_is_shown(
    course_window: MainWindow, program: Program, qtbot: QtBot, settled
):
    course_window.commands._change_course("Acne scars", None, "Mia")
    qtbot.waitUntil(
        lambda: (
            program.services.course.state is not None
            and program.services.course.state.person is not None
        )
    )
    settled()
    course_window.commands.add_course()
    dialog = dialog_of(qtbot, CourseDialog)
    assert dialog.person == "Mia"
    assert dialog.person_field.accessibleName() == "Whose skin is it?"
    dialog.reject()
