"""A group of choices behind one line, which says what is chosen while it is closed."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from skintrack.ui.fonts import scaled
from skintrack.ui.report.choice_book import ChoiceBook
from skintrack.ui.services import Services
from skintrack.ui.widgets.basic import label, separator
from skintrack.ui.widgets.elided import ElidedLabel

_HEAD_HEIGHT, _TWO_LINES_HEIGHT = 40, 48
_SIGN_PX = 14
_BODY_MARGINS = (10, 2, 10, 14)
_SPACING, _BEFORE_HINT = 0, 5
_LEFT, _RIGHT, _GAP = 10, 8, 8
_BESIDE = QBoxLayout.Direction.LeftToRight
_LOW, _MIDDLE, _HIGH = (
    Qt.AlignmentFlag.AlignBottom,
    Qt.AlignmentFlag.AlignVCenter,
    Qt.AlignmentFlag.AlignTop,
)


class ChoiceFields(QWidget):
    """Base of the controls within a group: they show what the book holds, and change it.

    Parameters
    ----------
    services : Services
    book : ChoiceBook
    """

    def __init__(self, services: Services, book: ChoiceBook) -> None:
        super().__init__()
        self.services = services
        self.book = book
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(*_BODY_MARGINS)
        self.column.setSpacing(_SPACING)

    @property
    def title(self) -> str:
        """Name of the group."""
        raise NotImplementedError

    def summary(self) -> str:
        """Return what is chosen, in few words."""
        raise NotImplementedError

    def show_choices(self) -> None:
        """Show what the book holds; nothing is told meanwhile."""
        raise NotImplementedError

    def add_caption(self, text: str) -> QLabel:
        """Put a small heading above the next controls."""
        if self.column.count():
            self.column.addSpacing(8)
        caption = label(text, "secondary")
        self.column.addWidget(caption)
        return caption

    def add_hint(self, text: str = "") -> QLabel:
        """Put a sentence below the controls."""
        hint = label(text, "caption")
        hint.setContentsMargins(0, _BEFORE_HINT, 0, 0)
        # Shown only where it belongs: without a parent it would be a window of its own.
        self.column.addWidget(hint)
        hint.setVisible(bool(text))
        return hint


class _Head(QPushButton):
    """The line: name at one end, what is chosen at the other."""

    def __init__(self, services: Services, title: str) -> None:
        super().__init__()
        self._services = services
        self._title = title
        self.setProperty("role", "quiet")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setMinimumHeight(scaled(_HEAD_HEIGHT))
        self._name = label(title, "section", wraps=False)
        self._summary = ElidedLabel("secondary")
        self._sign = QLabel()
        self._words = QBoxLayout(_BESIDE)
        self._words.addWidget(self._name)
        self._words.addWidget(self._summary, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(_LEFT, 0, _RIGHT, 0)
        layout.setSpacing(_GAP)
        layout.addLayout(self._words, 1)
        layout.addWidget(self._sign)
        for part in (self._name, self._summary, self._sign):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        services.theme.changed.connect(self._draw_sign)
        self.toggled.connect(self._draw_sign)
        self._draw_sign()

    def sizeHint(self) -> QSize:
        """Return a size that leaves the width to the panel."""
        return QSize(0, scaled(_HEAD_HEIGHT))

    minimumSizeHint = sizeHint

    @property
    def summary(self) -> str:
        """What is chosen, in few words."""
        return self._summary.whole_text

    def show_summary(self, summary: str) -> None:
        """Say what is chosen."""
        self._summary.set_whole_text(summary)
        self._arrange()
        self.setToolTip(summary)
        self.setAccessibleName(
            self.tr("{group}: {choice}").format(group=self._title, choice=summary)
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the words anew."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Put what is chosen below the name where a line has no room for both, as in large text."""
        room = self.width() - _LEFT - _RIGHT - _GAP - self._sign.sizeHint().width()
        wanted = self._name.sizeHint().width() + _GAP + self._summary.sizeHint().width()
        is_below = wanted > room
        self._words.setDirection(QBoxLayout.Direction.TopToBottom if is_below else _BESIDE)
        self._words.setSpacing(0 if is_below else _GAP)
        # Two lines meet in the middle; in one, what is chosen takes the room.
        self._words.setStretch(0, int(is_below))
        self.setMinimumHeight(scaled(_TWO_LINES_HEIGHT if is_below else _HEAD_HEIGHT))
        name, chosen = (_LOW, _HIGH) if is_below else (_MIDDLE, _MIDDLE)
        side = Qt.AlignmentFlag.AlignLeft if is_below else Qt.AlignmentFlag.AlignRight
        self._name.setAlignment(name | Qt.AlignmentFlag.AlignLeft)
        self._summary.setAlignment(chosen | side)

    @Slot()
    def _draw_sign(self) -> None:
        name = "chevron_up" if self.isChecked() else "chevron_down"
        size = scaled(_SIGN_PX)
        self._sign.setPixmap(self._services.icons.icon(name).pixmap(size, size))
        hint = self.tr("Opened") if self.isChecked() else self.tr("Closed")
        self.setAccessibleDescription(hint)


class FoldingGroup(QWidget):
    """Opens and closes; tells ``opened(group)``.

    The fields are put into it when it is opened first: all groups together have hundreds of
    controls, which Qt would style and lay out with the page.
    """

    opened = Signal(object)

    def __init__(self, services: Services, fields: ChoiceFields) -> None:
        super().__init__()
        self.fields = fields
        self.head = _Head(services, fields.title)
        self.head.toggled.connect(self._show_fields)
        fields.hide()
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self._lines.addWidget(self.head)
        self._lines.addWidget(separator())

    @property
    def summary(self) -> str:
        """What is chosen, in few words."""
        return self.head.summary

    def refresh(self) -> None:
        """Show what the book holds."""
        self.fields.show_choices()
        self.head.show_summary(self.fields.summary())

    def close_fields(self) -> None:
        """Leave the line only."""
        self.head.setChecked(False)

    @Slot(bool)
    def _show_fields(self, is_open: bool) -> None:
        if is_open and self._lines.indexOf(self.fields) < 0:
            self._lines.insertWidget(1, self.fields)
        self.fields.setVisible(is_open)
        if is_open:
            self.opened.emit(self)
