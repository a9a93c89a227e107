"""What stands under the live picture: the checklist, the shutter and the countdown."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QWidget

from skintrack.ui.fonts import scaled
from skintrack.ui.widgets.banner import KEPT_CLEAR
from skintrack.ui.widgets.basic import row
from skintrack.ui.widgets.elided import ElidedLabel

_HEIGHT = 54
_GAP, _LINE_GAP, _SIDE, _TOP = 12, 6, 16, 6


class LiveFoot(QFrame):
    """One line with the shutter in its middle; two where they would not fit beside each other.

    Parameters
    ----------
    checklist, shutter : QWidget
    choices : QHBoxLayout
        Of the countdown.
    """

    def __init__(self, checklist: QWidget, shutter: QWidget, choices: QHBoxLayout) -> None:
        super().__init__()
        self.setProperty("surface", "status")
        self.setObjectName(KEPT_CLEAR)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._shutter = shutter
        self._left, self._right = QWidget(), QWidget()
        self._left.setLayout(row(checklist, 1))
        self._caption = ElidedLabel("caption", 0)
        self._caption.set_whole_text(self.tr("Countdown"))
        self._right.setLayout(row(1, self._caption, choices))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(_SIDE, _TOP, _SIDE, _TOP)
        self._grid.setHorizontalSpacing(_GAP)
        self._grid.setVerticalSpacing(_LINE_GAP)
        self._is_stacked: bool | None = None
        self._arrange(is_stacked=False)
        self.setMinimumHeight(scaled(_HEIGHT))

    def _arrange(self, *, is_stacked: bool) -> None:
        if is_stacked is self._is_stacked:
            return
        self._is_stacked = is_stacked
        if is_stacked:
            places = ((0, 0, 1, 3), (1, 0, 1, 1), (1, 1, 1, 2))
        else:
            places = ((0, 1, 1, 1), (0, 0, 1, 1), (0, 2, 1, 1))
        for part, place in zip((self._shutter, self._left, self._right), places, strict=True):
            self._grid.removeWidget(part)
            self._grid.addWidget(part, *place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the shutter a line of its own where its words would be cut."""
        super().resizeEvent(event)
        left, right = self._left.sizeHint().width(), self._right.sizeHint().width()
        room = self.width() - self._shutter.sizeHint().width() - 2 * (_GAP + _SIDE)
        is_stacked = room < left + right
        self._arrange(is_stacked=is_stacked)
        # Both sides as wide, so that the shutter stands below the middle of the picture; where
        # that would cut the right one, as near to the middle as it can.
        is_even = is_stacked or room >= 2 * right
        self._grid.setColumnStretch(0, int(not is_stacked))
        self._grid.setColumnStretch(2, int(is_even))
