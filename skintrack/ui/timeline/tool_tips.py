"""Tool tips of the timeline: also of what is no cell, such as the pins of sessions."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)


class TimelineToolTips(QStyledItemDelegate):
    """Shows what ``text_at`` says of a point; cells are painted by the timeline itself."""

    def __init__(self, timeline: QWidget, text_at: Callable[[QPoint], str]) -> None:
        super().__init__(timeline)
        self._text_at = text_at

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        _option: QStyleOptionViewItem,
        _index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Show the words."""
        text = self._text_at(event.pos())
        QToolTip.showText(event.globalPos(), text, view.viewport())
        return True
