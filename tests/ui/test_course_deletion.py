"""A course is deleted only after a question, and comes back by undo or from the menu."""

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from skintrack.app import Program
from skintrack.library import Library
from skintrack.ui.dialogs.delete_course import DeleteCourseDialog
from skintrack.ui.main_window import MainWindow
from tests.helpers.shown_texts import shown_texts
from tests.helpers.ui_actions import dialog_of, press

pytestmark = pytest.mark.gui


def course_name(program: Program) -> str:
    state = program.services.course.state
    return "" if state is None else state.course.name


@pytest.fixture
def two_courses(course_window: MainWindow, program: Program, qtbot: QtBot, settled) -> MainWindow:
    """The window on the measured course, in a library with another one."""
    course_window.commands._add_course("Second", None, "")
    qtbot.waitUntil(lambda: course_name(program) == "Second")
    state = program.services.course.state
    assert state is not None
    program.services.course.show_course(state.courses[0].id)
    qtbot.waitUntil(lambda: course_name(program) == "Acne scars")
    settled()
    return course_window


def delete(window: MainWindow, program: Program, qtbot: QtBot) -> None:
    window.header.delete_course_chosen.emit()
    dialog = dialog_of(qtbot, DeleteCourseDialog)
    press(qtbot, dialog, "Delete the course")
    qtbot.waitUntil(lambda: course_name(program) == "Second")


def test_the_question_names_the_photos_and_cancel_changes_nothing(
    two_courses: MainWindow, program: Program, qtbot: QtBot, settled
) -> None:
    two_courses.header.delete_course_chosen.emit()
    dialog = dialog_of(qtbot, DeleteCourseDialog)
    words = " ".join(shown_texts(dialog))
    assert "Delete “Acne scars”?" in words
    assert "Its 9 photos go out of sight" in words
    assert "rests in the bin for 30 days" in words
    assert dialog.cancel_button.isDefault()
    press(qtbot, dialog, "Cancel")
    settled()
    assert course_name(program) == "Acne scars"


def test_undo_brings_it_back_and_shows_it(
    two_courses: MainWindow, program: Program, qtbot: QtBot, settled
) -> None:
    before = program.services.course.state
    assert before is not None
    delete(two_courses, program, qtbot)
    settled()
    state = program.services.course.state
    assert state is not None
    assert [course.name for course in state.courses] == ["Second"]
    assert two_courses.banner.text == "The course “Acne scars” was deleted."
    press(qtbot, two_courses.banner, "Undo")
    qtbot.waitUntil(lambda: course_name(program) == "Acne scars")
    settled()
    after = program.services.course.state
    assert after is not None
    assert (after.photos, after.sessions, after.courses) == (
        before.photos,
        before.sessions,
        before.courses,
    )


def test_the_menu_brings_it_back_also_after_a_new_start(
    two_courses: MainWindow, program: Program, qtbot: QtBot, settled
) -> None:
    delete(two_courses, program, qtbot)
    settled()
    folder = program.services.desk.folder
    assert folder is not None
    program.services.desk.close()
    two_courses.libraries.open_folder(folder)
    settled()
    state = program.services.course.state
    assert state is not None
    menu = two_courses.header._make_course_menu(state)
    (below,) = [each for each in menu.findChildren(QMenu) if each.title() == "Deleted courses"]
    (action,) = below.actions()
    assert action.text() == "Bring back “Acne scars”"
    action.trigger()
    qtbot.waitUntil(lambda: course_name(program) == "Acne scars")
    settled()
    menu.deleteLater()
    with_photos = program.services.course.state
    assert with_photos is not None
    assert len(with_photos.photos) == 9
    assert with_photos.deleted == ()


def test_the_only_course_stays(
    course_window: MainWindow, program: Program, course_copy, settled
) -> None:
    course_window.header.delete_course_chosen.emit()
    assert "only course" in course_window.banner.text
    settled()
    program.window.close()
    program.close()
    with Library.open(course_copy) as library:
        assert len(library.courses.all()) == 1
