"""A box whose text ends in an ellipsis where it does not fit, and that shows no picture."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QPaintEvent
from PySide6.QtWidgets import QComboBox, QListView, QStyle, QStyleOptionComboBox, QStylePainter


class ElidedComboBox(QComboBox):
    """Shows text only; the list that opens has pictures too.

    Parameters
    ----------
    shorter_role : int, optional
        Of the model: shorter ways to say an entry, the longest first. The first that fits is
        shown before any is cut.
    """

    def __init__(self, shorter_role: int | None = None) -> None:
        super().__init__()
        self._shorter_role = shorter_role

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the box with what fits of its text."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentIcon = QIcon()
        option.currentText = self.shown_text
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    @property
    def shown_text(self) -> str:
        """The chosen entry, as it is shown in this width."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        field = QStyle.SubControl.SC_ComboBoxEditField
        kind = QStyle.ComplexControl.CC_ComboBox
        width = self.style().subControlRect(kind, option, field, self).width()
        metrics = self.fontMetrics()
        shorter = None if self._shorter_role is None else self.currentData(self._shorter_role)
        whole = self.placeholderText() if self.currentIndex() < 0 else self.currentText()
        for text in (whole, *(shorter or ())):
            if metrics.horizontalAdvance(text) <= width:
                return str(text)
        return metrics.elidedText(whole, Qt.TextElideMode.ElideRight, width)


def uniform_list() -> QListView:
    """Return a list for a box of hundreds: Qt styles it with the box and would measure each."""
    entries = QListView()
    entries.setUniformItemSizes(True)
    return entries
