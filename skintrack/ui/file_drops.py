"""Files that are dragged over the window and dropped on it."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from skintrack.ui.import_flow import ImportFlow
from skintrack.ui.widgets.drop_hint import DropHint


class FileDrops:
    """Takes photos, folders and reports, and covers the page while they hover over it.

    Parameters
    ----------
    window : QWidget
        Over which files are dragged.
    page : QWidget
        The part of it that is covered meanwhile.
    imports : ImportFlow
        Adds what was dropped.
    """

    def __init__(self, window: QWidget, page: QWidget, imports: ImportFlow) -> None:
        self._window, self._page, self._imports = window, page, imports
        self._hint: DropHint | None = None

    def enter(self, event: QDragEnterEvent) -> None:
        """Take files of this computer; they are copied, never moved."""
        if not any(url.isLocalFile() for url in event.mimeData().urls()):
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if self._hint is None:
            self._hint = DropHint(self._window)
        self._hint.show_over(self._page)
        self._imports.warm_up()

    def leave(self) -> None:
        """Show the page again."""
        if self._hint is not None:
            self._hint.hide()

    def drop(self, event: QDropEvent) -> None:
        """Add the dropped photos and folders."""
        self.leave()
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self._imports.import_paths(paths)
