"""A quiet bar over the foot of the view: one sentence and what can be done about it.

It floats, so that nothing below or above it moves when it comes and goes.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from skintrack.ui.icons import IconSet
from skintrack.ui.widgets.basic import button, icon_button, label
from skintrack.ui.words import said

_MARGIN = 16
_MOST_WIDTH = 820
# Widgets of this name are pressed, wherever they stand: the bar stays above them.
KEPT_CLEAR = "kept_clear"
# A widget of this name has words beside it that are read: the bar stays within its width.
STOOD_OVER = "stood_over"
_GAP = 8
# For words that only answer a click; they leave with the view, too.
ANSWER_SECONDS = 12
_MOVES = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide)


class Banner(QFrame):
    """Shows one message at a time; a later one replaces it."""

    dismissed = Signal()

    def __init__(self, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "banner")
        self._area: QWidget | None = None
        self._lift_px = 0
        self._text = label("")
        self._actions = QHBoxLayout()
        self._actions.setSpacing(8)
        close = icon_button(icons, "close", self.tr("Close this message"), self.dismiss)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 8, 10, 8)
        layout.setSpacing(12)
        layout.addWidget(self._text, 1)
        layout.addLayout(self._actions)
        layout.addWidget(close)
        self._buttons: list[QWidget] = []
        self._runs: list[Callable[[], object]] = []
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self._end)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence that is shown, or an empty string."""
        return "" if self.isHidden() else self._text.text()

    def float_over(self, area: QWidget) -> None:
        """Stand over the foot of a widget, whatever its size; it must have its parent already."""
        self._area = area
        self.setParent(area.parentWidget())
        area.installEventFilter(self)

    def lift(self, height_px: int) -> None:
        """Leave room below for what stands at the foot of a page."""
        self._lift_px = height_px
        self._follow()

    def show_message(
        self, text: str, *actions: tuple[str, Callable[[], object]], seconds: int = 0
    ) -> None:
        """Show a sentence with buttons; each button also closes the bar.

        Parameters
        ----------
        text : str
            A text in the language of the window, or a phrase.
        *actions : tuple of (str, callable)
            Names of buttons and what they do.
        seconds : int
            How long it stays; 0 for until it is closed. While the pointer or the focus is on it
            it stays longer.
        """
        self._drop_buttons()
        self._text.setText(said(text))
        self._text.setAccessibleName(said(text))
        for name, run in actions:
            widget = button(name, partial(self._act, run))
            self._actions.addWidget(widget)
            # As wide as it will be drawn, and not left out as Qt leaves out what was never shown:
            # the room beside it decides how the words wrap.
            widget.ensurePolished()
            widget.show()
            self._buttons.append(widget)
            self._runs.append(run)
        self._clock.stop()
        if seconds:
            self._clock.start(1000 * seconds)
        self._place()
        self.show()
        self.raise_()
        # Not at the top: the window opens sooner.
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said(text)))

    def offers(self, run: Callable[[], object]) -> bool:
        """Whether one of the buttons that are shown does this."""
        return run in self._runs

    @Slot()
    def dismiss(self) -> None:
        """Close the bar."""
        self._clock.stop()
        self.hide()
        self._drop_buttons()
        self.dismissed.emit()

    @Slot()
    def pass_by(self) -> None:
        """Close the bar if it would close by itself: what it tells is of another view."""
        if self._clock.isActive():
            self.dismiss()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the foot of the area, and above what must stay clear there."""
        if isinstance(watched, QWidget) and event.type() in _MOVES:
            self._follow()
        return super().eventFilter(watched, event)

    @Slot()
    def _end(self) -> None:
        if self.underMouse() or any(each.hasFocus() for each in self.findChildren(QWidget)):
            self._clock.start()
        else:
            self.dismiss()

    def _follow(self) -> None:
        # A hidden bar is laid out when it has something to say.
        if not self.isHidden():
            self._place()

    def _place(self) -> None:
        parent = self.parentWidget()
        if self._area is None or parent is None:
            return
        self.ensurePolished()
        layout = self.layout()
        if layout is None:
            return
        layout.activate()
        column = self._column(parent)
        # No wider than its words: it stands over photos.
        beside = layout.totalSizeHint().width() - self._text.sizeHint().width()
        words = self._text.fontMetrics().horizontalAdvance(self._text.text())
        width = min(_MOST_WIDTH, beside + words + _GAP, column.width() - 2 * _MARGIN)
        if width <= 0:
            return
        wanted = layout.totalHeightForWidth(width)
        height = wanted if layout.hasHeightForWidth() else layout.totalSizeHint().height()
        foot = self._area.mapTo(parent, QPoint(0, self._area.height()))
        top = foot.y() - height - _MARGIN - self._lift_px
        room = QRect(column.left() + (column.width() - width) // 2, top, width, height)
        for each in self._area.findChildren(QWidget, KEPT_CLEAR):
            each.installEventFilter(self)
            taken = QRect(each.mapTo(parent, QPoint()), each.size())
            if each.isVisible() and taken.intersects(room):
                room.moveTop(taken.top() - height - _GAP)
        self.setGeometry(room)

    def _column(self, parent: QWidget) -> QRect:
        """Return where the bar may stand; only left and width count."""
        if self._area is None:
            return QRect()
        found = self._area
        for each in self._area.findChildren(QWidget, STOOD_OVER):
            each.installEventFilter(self)
            if each.isVisible():
                found = each
        return QRect(found.mapTo(parent, QPoint()), found.size())

    def _act(self, run: Callable[[], object]) -> None:
        self.dismiss()
        run()

    def _drop_buttons(self) -> None:
        for widget in self._buttons:
            widget.hide()
            widget.deleteLater()
        self._buttons.clear()
        self._runs.clear()
