"""Leave nothing of a library in the window's memory once it is locked."""

import gc

from PySide6.QtCore import QCoreApplication, QEvent
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


def clear_clipboard() -> None:
    """Empty the clipboard where what is on it came from this program."""
    clipboard = QGuiApplication.clipboard()
    is_ours = (clipboard.ownsClipboard(), clipboard.ownsSelection(), clipboard.ownsFindBuffer())
    for mode, ours in zip(_MODES, is_ours, strict=True):
        if ours:
            clipboard.clear(mode)


def collect() -> None:
    """Destroy what was let go of, now: pictures and names would wait in memory for their turn."""
    QPixmapCache.clear()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
