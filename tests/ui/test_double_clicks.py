"""The second click of a double click presses nothing that came in between."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from skintrack.ui.importing.footer import ImportFooter
from skintrack.ui.importing.rows import Counts
from tests.helpers.ui_actions import button_of

pytestmark = pytest.mark.gui

LEFT = Qt.MouseButton.LeftButton


class Foot:
    """The foot of the review in a window, after another control."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.other = QPushButton("Other")
        self.footer = ImportFooter()
        layout = QVBoxLayout(self.window)
        layout.addWidget(self.other)
        layout.addWidget(self.footer)
        self.show(is_running=False, waiting=4)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    def show(self, *, is_running: bool, waiting: int = 0, added: int = 0) -> None:
        counts = Counts(added=added, waiting=waiting)
        is_over = waiting == 0
        self.footer.show_counts(
            counts, is_running=is_running, is_over=is_over, has_undo=False, note=""
        )


def click_twice(widget: QWidget) -> None:
    """Do what a double click does: the second press is told as such."""
    QTest.mouseClick(widget, LEFT)
    QTest.mouseDClick(widget, LEFT)
    QTest.mouseRelease(widget, LEFT)


@pytest.fixture
def foot(qtbot: QtBot) -> Foot:
    return Foot(qtbot)


def test_a_double_click_adds_once_and_cancels_nothing(foot: Foot) -> None:
    added: list[bool] = []
    foot.footer.confirmed.connect(lambda: added.append(True))
    click_twice(foot.footer.primary)
    assert added == [True]
    foot.show(is_running=True, waiting=4)
    cancelled: list[bool] = []
    foot.footer.cancelled.connect(lambda: cancelled.append(True))
    click_twice(button_of(foot.footer, "Cancel"))
    assert cancelled == [True]


def test_the_focus_stays_at_the_foot_when_its_button_goes(foot: Foot) -> None:
    foot.show(is_running=True, waiting=4)
    button_of(foot.footer, "Cancel").setFocus()
    foot.show(is_running=False, added=4)
    assert QApplication.focusWidget() is foot.footer.primary
    foot.other.setFocus()
    foot.show(is_running=True, waiting=4)
    foot.show(is_running=False, added=4)
    assert QApplication.focusWidget() is foot.other
