"""The whole job without a mouse: from the first screen to the PDF, by keys alone."""

import shutil
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from skintrack.ui.dialogs.new_library import NewLibraryDialog
from skintrack.ui.importing.rows import RowState
from tests.helpers.shared_photos import ZOOM, needs_photos, zoom
from tests.helpers.ui_actions import dialog_of

pytestmark = [pytest.mark.gui, pytest.mark.slow]

KEY = Qt.Key
DAYS = ("3.3.2026", "20.4.2026", "1.6.2026", "1.8.2026")


@needs_photos
def test_from_the_first_screen_to_the_report_by_keys(program, window, qtbot, settled, tmp_path):
    keys = Keys(qtbot)
    keys.come_back(window)
    keys.press(KEY.Key_Return)
    dialog = dialog_of(qtbot, NewLibraryDialog)
    dialog.set_folder(tmp_path / "library")
    keys.press(KEY.Key_Return)
    qtbot.waitUntil(dialog.protection.isVisible)
    keys.press(KEY.Key_Backtab, KEY.Key_Down, KEY.Key_Return)
    settled()
    keys.come_back(window)
    keys.press(KEY.Key_Return)
    chosen = dialog_of(qtbot, QFileDialog)
    for name in ZOOM:
        shutil.copy(zoom(name), tmp_path)
    # The dialog of files is the system's; what it answers is what counts here.
    chosen.filesSelected.emit([str(path) for path in sorted(tmp_path.glob("*.jpg"))])
    chosen.reject()
    keys.come_back(window)
    review = window.view("import")
    qtbot.waitUntil(lambda: review.footer.summary == "4 new", timeout=30_000)
    model = review.review.model
    qtbot.waitUntil(lambda: {row.state for row in model.rows} == {RowState.NEW}, timeout=30_000)
    for day in DAYS:
        keys.type(day)
        keys.press(KEY.Key_Tab)
    taken = [row.taken_day for row in model.rows]
    assert taken == [date(2026, month, day) for day, month in ((3, 3), (20, 4), (1, 6), (1, 8))]
    review.table.setFocus()
    keys.press(KEY.Key_Return)
    qtbot.waitUntil(lambda: review.footer.summary == "4 added", timeout=30_000)
    settled()
    keys.press(KEY.Key_Return)
    assert window.view("timeline").isVisible()
    save_report(keys, window, qtbot, tmp_path / "a.pdf")
    settled()


def save_report(keys, window, qtbot, path):
    keys.press(KEY.Key_4, modifiers=Qt.KeyboardModifier.ControlModifier)
    report = window.view("report")
    qtbot.waitUntil(lambda: report.pages.page_count > 0, timeout=60_000)
    assert QApplication.focusWidget() is report.foot.save_button
    keys.press(KEY.Key_Return)
    saving = dialog_of(qtbot, QFileDialog)
    saving.fileSelected.emit(str(path))
    saving.reject()
    keys.come_back(window)
    qtbot.waitUntil(lambda: report.foot.has_saved, timeout=60_000)
    assert path.read_bytes().startswith(b"%PDF")


class Keys:
    """Types into whatever has the focus, and nowhere else."""

    def __init__(self, qtbot):
        self._qtbot = qtbot

    def come_back(self, window):
        """Do what the system does when a dialog is gone."""
        self._qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
        window.activateWindow()
        self._qtbot.waitUntil(window.isActiveWindow)

    def press(self, *keys, modifiers=Qt.KeyboardModifier.NoModifier):
        for key in keys:
            self._qtbot.keyClick(self._focused(), key, modifiers)
            QApplication.sendPostedEvents()

    def type(self, text):
        for letter in text:
            self._qtbot.keyClicks(self._focused(), letter)

    def _focused(self):
        self._qtbot.waitUntil(_is_focus_settled)
        return QApplication.focusWidget()


def _is_focus_settled():
    focused, above = QApplication.focusWidget(), QApplication.activeModalWidget()
    return focused is not None and (above is None or focused.window() is above)
