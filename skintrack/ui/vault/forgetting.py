"""Leave nothing of a library in the window's memory once it is locked."""

import gc

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Slot
from PySide6.QtGui import QClipboard, QGuiApplication, QPixmapCache
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QToolTip, QWidget

_MODES = (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection, QClipboard.Mode.FindBuffer)


def close_dialogs(window: QWidget) -> None:
    """Close everything that stands before the window."""
    for each in QApplication.topLevelWidgets():
        if each is not window and isinstance(each, QDialog | QMenu):
            each.close()
            each.deleteLater()
    QToolTip.hideText()


class ClipboardWatch(QObject):
    """Knows whether what is on the clipboard was copied in this program's windows."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._is_ours = False
        self._clipboard = QGuiApplication.clipboard()
        self._clipboard.dataChanged.connect(self._note)

    def clear(self) -> None:
        """Empty the clipboard where what is on it came from here."""
        clipboard = self._clipboard
        is_ours = (
            clipboard.ownsClipboard() or self._is_ours,
            clipboard.ownsSelection(),
            clipboard.ownsFindBuffer(),
        )
        for mode, ours in zip(_MODES, is_ours, strict=True):
            if ours:
                clipboard.clear(mode)
        self._is_ours = False

    @Slot()
    def _note(self) -> None:
        # Not every platform tells whose it is; who copies elsewhere has another window before him.
        self._is_ours = QGuiApplication.focusWindow() is not None


def collect() -> None:
    """Destroy what was let go of, now: pictures and names would wait in memory for their turn."""
    QPixmapCache.clear()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
