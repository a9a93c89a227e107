"""Names of any length are cut, said whole, and push nothing out of the window."""

import pytest
from PySide6.QtWidgets import QLabel

from skintrack.library import Library
from skintrack.model import ProgressStep
from skintrack.ui import operations
from tests.helpers.ui_actions import button_of

pytestmark = pytest.mark.gui

NAME = (
    "Aknenarben beider Wangen nach langjähriger Vorbehandlung, Frau Dr. von Hohenstein-Lichtenberg"
)


@pytest.fixture
def narrow_window(program, course_copy, settled, qtbot):
    with Library.open(course_copy) as library:
        library.courses.rename(library.courses.all()[0].id, NAME)
    program.window.libraries.open_folder(course_copy)
    settled()
    program.window.resize(1024, 640)
    qtbot.waitUntil(lambda: program.window.width() == 1024)
    return program.window


def test_a_long_course_name_is_cut_and_leaves_the_buttons_in_the_window(narrow_window, qtbot):
    header = narrow_window.header
    name = button_of(header, f"Course {NAME}: menu")
    qtbot.waitUntil(lambda: "…" in name.text())
    assert name.text().startswith("Aknenarben beider Wangen")
    assert name.text().endswith("▾")
    assert name.toolTip() == NAME
    for text in ("Add session", "Add photos"):
        button = button_of(header, text)
        assert button.width() >= button.sizeHint().width()
        assert button.geometry().right() <= header.width()
    assert header.minimumSizeHint().width() <= header.width()
    names = [each for each in header.findChildren(QLabel) if each.isVisible()]
    assert all(each.geometry().left() > name.geometry().right() for each in names)


def test_a_wide_window_shows_more_of_the_name(narrow_window, qtbot):
    name = button_of(narrow_window.header, f"Course {NAME}: menu")
    qtbot.waitUntil(lambda: "…" in name.text())
    narrow_window.resize(1920, 1080)
    qtbot.waitUntil(lambda: name.text() == f"{NAME}  ▾")


def test_the_menu_of_courses_cuts_no_name_of_usual_length(course_window, program, settled, qtbot):
    course = program.services.course
    name = NAME[: NAME.index(",")]
    program.services.desk.run(operations.rename_course(course.state.course.id, name))
    qtbot.waitUntil(lambda: course.state.course.name == name)
    settled()
    menu = course_window.header._make_course_menu(course.state)
    assert name in [action.text().strip() for action in menu.actions()]


def test_a_short_name_is_whole(course_window, program, settled, qtbot):
    course = program.services.course
    for name in ("Sample: acne scars", "Acne scars · cheeks", "Wangen", "fjord WAVE Tay."):
        program.services.desk.run(operations.rename_course(course.state.course.id, name))
        qtbot.waitUntil(lambda name=name: course.state.course.name == name)
        settled()
        button = button_of(course_window.header, f"Course {name}: menu")
        qtbot.waitUntil(lambda name=name, button=button: button.text() == f"{name}  ▾")


def test_a_long_file_name_does_not_widen_the_window(narrow_window):
    status = narrow_window.status
    status.begin("Adding photos", lambda: None)
    status.show_progress(ProgressStep(1, 2, "Measuring " + "IMG_" * 100 + ".jpg"))
    assert status.minimumSizeHint().width() < narrow_window.width()
    assert status.text.endswith("IMG_.jpg")
    status.end()
