"""The dialogs of sessions are worked by keyboard alone."""

import itertools
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from skintrack.app import Program
from skintrack.ui.main_window import MainWindow
from skintrack.ui.session.tall_dialog import TallDialog
from tests.helpers.every_view import controls
from tests.helpers.reachable import _is_skipped_in_group, spoken_name
from tests.helpers.ui_actions import dialog_of

pytestmark = pytest.mark.gui

NAMES = ("add", "edit", "plan", "questions", "aftercare")


@pytest.fixture
def opened(
    course_window: MainWindow, program: Program, qtbot: QtBot
) -> Callable[[str], TallDialog]:
    """Return an opener of the dialogs."""

    def open_dialog(name: str) -> TallDialog:
        sessions = course_window.commands.sessions
        state = program.services.course.state
        assert state is not None
        opening: dict[str, Callable[[], None]] = {
            "add": sessions.add_session,
            "edit": lambda: sessions.edit_session(state.sessions[0]),
            "plan": sessions.show_plan,
            "questions": sessions.ask_before_session,
            "aftercare": sessions.show_aftercare,
        }
        opening[name]()
        dialog: TallDialog = dialog_of(qtbot, TallDialog)
        qtbot.waitUntil(lambda: dialog.isAncestorOf(QApplication.focusWidget() or course_window))
        return dialog

    return open_dialog


@pytest.mark.parametrize("name", NAMES)
def test_tab_reaches_everything_from_top_to_bottom(
    opened: Callable[[str], TallDialog], qtbot: QtBot, name: str
) -> None:
    dialog = opened(name)
    wanted = {
        each
        for each in controls(dialog)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.isEnabled()
        and not _is_skipped_in_group(each)
    }
    assert len(wanted) >= 2
    order: list[QWidget] = []
    for _ in range(3 * len(wanted) + 20):  # a date takes a step for day, month and year each
        focused = QApplication.focusWidget()
        assert focused is not None
        if focused in order[:-1]:
            break
        if focused not in order:
            order.append(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert {spoken_name(each) for each in wanted - set(order)} == set()
    form = dialog.content.parentWidget()
    assert form is not None
    heights = [
        each.mapTo(form, each.rect().center()).y() for each in order if form.isAncestorOf(each)
    ]
    steps = itertools.pairwise(heights)
    assert all(later >= earlier - 2 for earlier, later in steps)


@pytest.mark.parametrize("name", NAMES)
def test_escape_closes(opened: Callable[[str], TallDialog], qtbot: QtBot, name: str) -> None:
    dialog = opened(name)
    closed: list[int] = []
    dialog.finished.connect(closed.append)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert closed == [QDialog.DialogCode.Rejected]


@pytest.mark.parametrize("size", [(1024, 640), (1920, 1080)])
@pytest.mark.parametrize("name", NAMES)
def test_a_dialog_stays_within_the_window_and_has_no_side_bar(
    opened: Callable[[str], TallDialog],
    course_window: MainWindow,
    name: str,
    size: tuple[int, int],
) -> None:
    course_window.resize(*size)
    dialog = opened(name)
    assert dialog.width() <= size[0]
    assert dialog.height() <= size[1]
    inner = dialog.content.parentWidget()
    assert inner is not None
    viewport = inner.parentWidget()
    assert viewport is not None
    assert inner.minimumSizeHint().width() <= viewport.width()
