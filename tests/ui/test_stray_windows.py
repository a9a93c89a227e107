"""Nothing of a view flashes up as a window of its own while the view is made."""

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from tests.helpers.every_view import DIALOGS, VIEWS, show_view
from tests.helpers.ui_actions import dialog_of

pytestmark = pytest.mark.gui


class StrayWindows(QObject):
    """Notes what is shown as a window besides the one that is there."""

    def __init__(self):
        super().__init__()
        self.names = []

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.names.append(type(watched).__name__)
        return False


@pytest.fixture
def strays(qapp):
    found = StrayWindows()
    qapp.installEventFilter(found)
    yield found
    qapp.removeEventFilter(found)


@pytest.mark.parametrize("key", VIEWS)
def test_a_view_is_made_inside_the_window(stage, settled, strays, key):
    show_view(stage, key)
    settled()
    QApplication.sendPostedEvents()
    assert strays.names == []


@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_is_the_only_window_that_comes(stage, qtbot, settled, strays, name):
    if name == "compare_keys":
        show_view(stage, "compare")
        settled()
    strays.names.clear()
    DIALOGS[name](stage)
    dialog = dialog_of(qtbot, QDialog)
    assert strays.names == [type(dialog).__name__]
    dialog.close()


def test_a_stray_window_is_found(qtbot, strays):
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    assert strays.names == ["QWidget"]
