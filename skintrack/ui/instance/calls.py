"""Hears the calls of later starts and brings the window forward."""

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from skintrack.ui.instance.hold import WindowHold

if TYPE_CHECKING:
    from skintrack.ui.main_window import MainWindow

# Where the system cannot tell of new files.
_LOOK_MS = 1000
_LONGEST_WAIT_FOR_PAINT_MS = 500


class Calls(QObject):
    """Keeps the right to show the library of a window, and answers who asks for it.

    Parameters
    ----------
    window : MainWindow
        Comes forward.
    hold : WindowHold, optional
        What the start of the program took.
    """

    def __init__(self, window: "MainWindow", hold: WindowHold | None) -> None:
        super().__init__(window)
        self._window = window
        self._hold = hold
        self._watcher: QFileSystemWatcher | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        window.services.desk.opened.connect(self._follow_library)
        # The window is there first.
        once = Qt.ConnectionType.SingleShotConnection
        queued = Qt.ConnectionType.QueuedConnection
        window.painted.connect(self._begin, Qt.ConnectionType(once.value | queued.value))
        QTimer.singleShot(_LONGEST_WAIT_FOR_PAINT_MS, self._begin)

    def close(self) -> None:
        """Let another window show the library; twice is allowed."""
        self._timer.stop()
        if self._watcher is not None:
            self._watcher.deleteLater()
            self._watcher = None
        if self._hold is not None:
            self._hold.release()
            self._hold = None

    @Slot()
    def _begin(self) -> None:
        if self._hold is None or self._watcher is not None:
            return
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._look)
        if not self._watcher.addPath(str(self._hold.calls)):
            self._timer.start(_LOOK_MS)
        self._look()  # who called while the window was being made

    @Slot()
    def _follow_library(self) -> None:
        """Answer for the library that was opened in this window in place of an earlier one."""
        folder = self._window.services.desk.folder
        if folder is None or (self._hold is not None and _is_same(folder, self._hold.folder)):
            return
        self.close()
        # Without a place to meet, a second start is told that the library is in use.
        with suppress(OSError):
            self._hold = WindowHold.take(folder)
        self._begin()

    @Slot()
    def _look(self) -> None:
        if self._hold is None:
            return
        brought = self._hold.answer()
        if brought:
            self._come_forward(brought[-1])

    def _come_forward(self, permission: str) -> None:
        """Show the window in front of others, with the library that was asked for."""
        window, desk = self._window, self._window.services.desk
        if self._hold is not None and not desk.is_open and window.views.is_current("first_start"):
            window.libraries.open_folder(self._hold.folder)
        if permission:
            # Wayland lets a window come forward only with the word of who was clicked.
            os.environ["XDG_ACTIVATION_TOKEN"] = permission
        if window.isMinimized():
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
        QApplication.alert(window)


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
