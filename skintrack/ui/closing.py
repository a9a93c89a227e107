"""The window is closed while something is still being done: nothing is cut without a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from skintrack.ui.desk import Desk
    from skintrack.ui.dialogs.closing import WorkDialog
    from skintrack.ui.importing.unfinished import UnfinishedImport

_ASK_AFTER_MS = 300


class WindowClosing(QObject):
    """Lets the window close when what must be completed is, or when the user says so.

    What is done in a moment is waited for without a question. Where it fails the window stays, so
    that the reason can be read.

    Parameters
    ----------
    desk : Desk
        Where it runs.
    unfinished : UnfinishedImport
        Asks itself while photos are being added.
    window : QWidget
        What is closed; ``wanted`` asks for it, ``kept_open`` tells that it stays.
    """

    wanted = Signal()
    kept_open = Signal()

    def __init__(self, desk: Desk, unfinished: UnfinishedImport, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._unfinished = unfinished
        self._window = window
        self._dialog: WorkDialog | None = None
        self._is_waiting = self._is_cut = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_ASK_AFTER_MS)
        self._timer.timeout.connect(self._ask)
        desk.completed.connect(self._follow)
        desk.closed.connect(self._leave)
        unfinished.closing_wanted.connect(self.wanted)
        unfinished.kept_open.connect(self.kept_open)

    def may_close(self) -> bool:
        """Tell whether nothing is cut; else wait for it, and ask where that takes longer."""
        if self._unfinished.is_adding:
            return self._unfinished.may_close()
        if self._is_cut or not self._desk.has_work_to_finish:
            return True
        if not self._is_waiting:
            self._is_waiting = True
            self._timer.start()
        return False

    @Slot()
    def _ask(self) -> None:
        from skintrack.ui.dialogs.closing import WorkDialog

        dialog = self._dialog = WorkDialog(self._window, self._desk.work_to_finish)
        dialog.accepted.connect(self._cut)
        dialog.rejected.connect(self._keep_open)
        dialog.open()

    @Slot()
    def _cut(self) -> None:
        self._dialog = None
        self._is_waiting = False
        self._is_cut = True
        self.wanted.emit()
        self._is_cut = False

    @Slot()
    def _keep_open(self) -> None:
        self._dialog = None
        self._is_waiting = False
        self._timer.stop()
        self.kept_open.emit()

    @Slot()
    def _leave(self) -> None:
        """Close where the library is gone, with what was waited for."""
        self._follow(True)

    @Slot(bool)
    def _follow(self, is_well: bool) -> None:
        if not self._is_waiting or (is_well and self._desk.has_work_to_finish):
            return
        self._timer.stop()
        dialog = self._dialog
        if not is_well and dialog is not None:
            dialog.reject()
        elif not is_well:
            self._keep_open()
        elif dialog is not None:
            dialog.accept()
        else:
            self._cut()
