"""The quiet block beside the answer: what is due next."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from skintrack.ui.timeline.next_words import NextAction, NextItem
from skintrack.ui.widgets.basic import button, clear, label

WIDTH = 316


class NextBlock(QFrame):
    """Lists what is next; a link beside an item opens what it needs."""

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
        self._list.setSpacing(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 12, 10)
        layout.setSpacing(4)
        layout.addWidget(label(self.tr("Next"), "caption"))
        layout.addLayout(self._list)
        layout.addStretch(1)

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
        for place, item in enumerate(items):
            if place:
                self._list.addSpacing(6)
            self._list.addWidget(label(item.title, "section"))
            self._list.addWidget(label(item.text, "caption"))
            if item.action is not None:
                link = self._link(item.action)
                link.setAccessibleDescription(item.title)
                self._list.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)

    def _link(self, action: NextAction) -> QPushButton:
        text, signal = {
            NextAction.ADD_PHOTOS: (self.tr("Add photos…"), self.photos_chosen),
            NextAction.ADD_SESSION: (self.tr("Add the session…"), self.session_chosen),
            NextAction.PLAN: (self.tr("Agree on a day…"), self.plan_chosen),
        }[action]
        return button(text, partial(signal.emit), "link")
