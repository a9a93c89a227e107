"""Every control has a name, can be reached by Tab, and shows that it has the focus."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QCalendarWidget,
    QComboBox,
    QLineEdit,
    QMenu,
    QScrollBar,
    QWidget,
)

from tests.helpers.ui_actions import dialog_of

pytestmark = pytest.mark.gui

VIEWS = ("timeline", "compare", "trends", "report", "photo")


def show(window, key, program):
    if key == "photo":
        window.show_photo(program.services.course.state.dated_photos()[0])
    else:
        window.show_view(key)
    if key == "timeline":
        window.view("timeline").grid.setCurrentIndex(window.view("timeline").model.index(0, 3))


def controls(widget):
    """Everything that can take the focus and is a control of its own, not a part of one."""
    for each in widget.findChildren(QWidget):
        is_part = isinstance(each, QScrollBar | QMenu | QCalendarWidget) or _is_inside_control(each)
        if each.isVisible() and each.focusPolicy() != Qt.FocusPolicy.NoFocus and not is_part:
            yield each


def _is_inside_control(widget):
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QComboBox | QAbstractItemView | QCalendarWidget):
            return True
        if isinstance(widget, QLineEdit) and parent.inherits("QAbstractSpinBox"):
            return True
        parent = parent.parentWidget()
    return False


def spoken_name(widget):
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def unnamed(widget):
    return [
        f"{type(each).__name__} in {type(each.parentWidget()).__name__}"
        for each in controls(widget)
        if not spoken_name(each).strip()
    ]


@pytest.mark.parametrize("key", VIEWS)
def test_every_control_of_a_view_has_a_name(course_window, program, settled, key):
    show(course_window, key, program)
    settled()
    assert len(list(controls(course_window))) > 5
    assert unnamed(course_window) == []


def test_the_first_screen_has_names(window):
    assert unnamed(window) == []


@pytest.mark.parametrize(
    "name",
    [
        *("add_session", "edit", "plan", "questions", "aftercare"),
        *("add_course", "settings", "create"),
    ],
)
def test_every_control_of_a_dialog_has_a_name(course_window, program, qtbot, name):
    opening = {
        "add_session": course_window.commands.add_session,
        "edit": lambda: course_window.commands.edit_session(
            program.services.course.state.sessions[0]
        ),
        "plan": course_window.commands.sessions.show_plan,
        "questions": course_window.commands.sessions.ask_before_session,
        "aftercare": course_window.commands.sessions.show_aftercare,
        "add_course": course_window.commands.add_course,
        "settings": course_window.show_settings,
        "create": course_window.libraries.create_library,
    }
    opening[name]()
    dialog = dialog_of(qtbot, QWidget)
    assert unnamed(dialog) == []
    dialog.close()


@pytest.mark.parametrize("key", VIEWS)
def test_tab_reaches_every_control(course_window, program, qtbot, settled, key):
    show(course_window, key, program)
    settled()
    wanted = {
        each
        for each in controls(course_window)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.isEnabled()
        and not _is_skipped_in_group(each)
    }
    reached = set()
    for _ in range(3 * len(wanted) + 20):
        focused = QApplication.focusWidget()
        if focused is not None:
            reached.add(focused)
            qtbot.keyClick(focused, Qt.Key.Key_Tab)
    missed = {f"{type(each).__name__} “{spoken_name(each)}”" for each in wanted - reached}
    assert missed == set()


def _is_skipped_in_group(widget):
    """Tab enters a group of exclusive buttons at the chosen one; arrows lead on from there."""
    if not isinstance(widget, QAbstractButton) or widget.group() is None:
        return False
    return widget.group().exclusive() and not widget.isChecked()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_focus_can_be_seen(course_window, program, qtbot, settled, theme):
    program.services.theme.set_choice(theme)
    show(course_window, "timeline", program)
    settled()
    buttons = [each for each in controls(course_window) if isinstance(each, QAbstractButton)]
    for button in buttons:
        button.setFocus()
        focused = button.grab().toImage()
        course_window.view("timeline").grid.setFocus()
        assert button.grab().toImage() != focused, spoken_name(button)
    program.services.theme.set_choice("light")


def test_scroll_areas_that_only_hold_text_are_no_stop(course_window, program, settled):
    show(course_window, "timeline", program)
    settled()
    for area in course_window.view("timeline").panel.findChildren(QAbstractScrollArea):
        assert area.focusPolicy() == Qt.FocusPolicy.NoFocus
