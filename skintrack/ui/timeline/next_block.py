"""The quiet block beside the answer: what is due next."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from skintrack.ui.timeline.next_words import NextAction, NextItem
from skintrack.ui.widgets.basic import clear, label

WIDTH, NARROW_WIDTH = 336, 304
_INSET = 10
_SIGN_PX = 16
_CHEVRON = "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"


class _Row(QPushButton):
    """An item that opens what it needs; its words go on in a second line where they are long."""

    def __init__(self, item: NextItem, action: str, on_click: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("role", "quiet")
        self.setAutoDefault(False)
        self.setAccessibleName(f"{item.title}: {action}")
        self.setAccessibleDescription(item.text)
        self.setToolTip(f"{item.title}\n{item.text}\n{action}")
        column = _lines(item)
        self.setLayout(column)
        self._column = column
        self._set_margins()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._chevron = label(_CHEVRON, "secondary", wraps=False)
        self._chevron.setParent(self)
        for part in self.findChildren(QLabel):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            part.setToolTip("")
        self.clicked.connect(on_click)

    def _set_margins(self) -> None:
        """Leave room for the sign at the end, which is at the left where words begin right."""
        left, right = _INSET, _INSET + _SIGN_PX
        if self.isRightToLeft():
            left, right = right, left
        self._column.setContentsMargins(left, 3, right, 4)

    def hasHeightForWidth(self) -> bool:
        """Say that narrow means high: a button would not."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return how high all words are together."""
        return self._column.heightForWidth(width)

    def sizeHint(self) -> QSize:
        """Return the size of all words."""
        return self._column.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the least size of all words."""
        return self._column.minimumSize()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the sign at the end of the row."""
        super().resizeEvent(event)
        self._set_margins()
        hint = self._chevron.sizeHint()
        left = _INSET if self.isRightToLeft() else self.width() - hint.width() - _INSET
        self._chevron.setGeometry(
            left, (self.height() - hint.height()) // 2, hint.width(), hint.height()
        )


class NextBlock(QFrame):
    """Lists what is next."""

    photos_chosen = Signal()
    session_chosen = Signal()
    plan_chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self._items: tuple[NextItem, ...] | None = None
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        heading = label(self.tr("Next"), "caption")
        heading.setContentsMargins(_INSET, 0, 0, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 8, 4, 6)
        layout.setSpacing(1)
        layout.addWidget(heading)
        layout.addLayout(self._list)

    @property
    def items(self) -> tuple[NextItem, ...]:
        """What is shown."""
        return self._items or ()

    def show_items(self, items: Sequence[NextItem]) -> None:
        """Show what is next; unchanged items keep their place and focus."""
        if tuple(items) == self._items:
            return
        self._items = tuple(items)
        clear(self._list)
        for item in items:
            self._list.addWidget(self._row(item))

    def _row(self, item: NextItem) -> QWidget:
        if item.action is None:
            still = QWidget()
            column = _lines(item)
            column.setContentsMargins(_INSET, 3, _INSET, 4)
            still.setLayout(column)
            return still
        text, signal = {
            NextAction.ADD_PHOTOS: (self.tr("Add photos…"), self.photos_chosen),
            NextAction.ADD_SESSION: (self.tr("Add the session…"), self.session_chosen),
            NextAction.PLAN: (self.tr("Agree on a day…"), self.plan_chosen),
        }[item.action]
        return _Row(item, text, signal.emit)


def _lines(item: NextItem) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(label(item.title, "section"))
    column.addWidget(label(item.text, "caption"))
    return column
