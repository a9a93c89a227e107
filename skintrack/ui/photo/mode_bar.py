"""Says above the photo what the user is doing now, how, and how to end it."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame

from skintrack.ui.fonts import scaled
from skintrack.ui.photo.tools.tool import Tool
from skintrack.ui.services import Services
from skintrack.ui.widgets.basic import button, column, icon_button, label, row

_LINES, _NARROW_LINES, _NARROW_PX = 2, 3, 640
_ROUND_PX = 24
_ROOM_FOR_ROW, _GAP_PX = 480, 8


class ModeBar(QFrame):
    """Shown while a tool is in use."""

    leave_wanted = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.setProperty("surface", "banner")
        self._tool: Tool | None = None
        self._title = label("", "section")
        self._hint = label("", "secondary")
        self.undo_button = icon_button(
            services.icons, "undo", self.tr("Take back the last step (Ctrl+Z)"), self._undo
        )
        self.done_button = button(self.tr("Done"), self._finish, "primary")
        self.done_button.setToolTip(self.tr("Keep it (Enter)"))
        cancel = button(self.tr("Cancel"), self.leave_wanted.emit, "quiet")
        cancel.setToolTip(self.tr("Leave without keeping it (Esc)"))
        words = column(1, self._title, self._hint, 1, spacing=2)
        self._buttons = row(1, self.undo_button, self.done_button, cancel, spacing=8)
        self._line = row(words, self._buttons, spacing=_GAP_PX)
        self._line.setContentsMargins(14, 8, 8, 8)
        self._line.setStretch(0, 1)
        self.setLayout(self._line)
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep room for the longest hint at all times: the photo must not move while in use."""
        super().resizeEvent(event)
        is_stacked = self.width() < scaled(_ROOM_FOR_ROW)
        way = QBoxLayout.Direction
        self._line.setDirection(way.TopToBottom if is_stacked else way.LeftToRight)
        lines = _NARROW_LINES if self.width() < _NARROW_PX else _LINES
        hint_px = lines * self._hint.fontMetrics().lineSpacing()
        below = self._buttons.sizeHint().height() + _GAP_PX if is_stacked else 0
        title_px = self._title.fontMetrics().lineSpacing()
        self.setFixedHeight(title_px + hint_px + _ROUND_PX + below)

    @property
    def words(self) -> str:
        """The title and the hint, as they stand there."""
        return f"{self._title.text()}. {self._hint.text()}"

    def follow(self, tool: Tool | None) -> None:
        """Speak of a tool, or rest."""
        if self._tool is not None:
            self._tool.changed.disconnect(self._show)
        self._tool = tool
        if tool is not None:
            tool.changed.connect(self._show)
        self.setVisible(tool is not None)
        self._show()

    @Slot()
    def _show(self) -> None:
        if self._tool is None:
            return
        self._title.setText(self._tool.title)
        self._hint.setText(self._tool.hint)
        self.setAccessibleName(self.words)
        self.undo_button.setEnabled(self._tool.can_undo)
        self.done_button.setText(self._tool.done_text)
        self.done_button.setAccessibleName(self._tool.done_text)
        self.done_button.setVisible(bool(self._tool.done_text))
        self.undo_button.setVisible(bool(self._tool.done_text))
        self.done_button.setEnabled(self._tool.can_finish)

    @Slot()
    def _undo(self) -> None:
        if self._tool is not None:
            self._tool.undo()

    @Slot()
    def _finish(self) -> None:
        if self._tool is not None:
            self._tool.finish()
