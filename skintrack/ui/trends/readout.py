"""The line under the chart: the point that is chosen, in words, and what can be done with it."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from skintrack.ui.fonts import scaled
from skintrack.ui.models.point_words import PointWords
from skintrack.ui.widgets.basic import button, row
from skintrack.ui.widgets.elided import TwoLineLabel
from skintrack.ui.words import tr

_ROOM_FOR_BOTH = 560


class Readout(QWidget):
    """Says the chosen point and offers to open its photo, or to compare it."""

    open_wanted = Signal()
    compare_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.line = TwoLineLabel("secondary")
        self.line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.open_button = button(self.tr("Open photo"), self.open_wanted.emit, "quiet")
        self.compare_button = button(tr("Compare", "button"), self.compare_wanted.emit, "quiet")
        layout = self._lines = QHBoxLayout(self)
        layout.setContentsMargins(8, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.line, 1)
        layout.addLayout(row(self.open_button, self.compare_button, spacing=4))
        self.show_nothing()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the words the whole width where beside the buttons they would be cut."""
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        is_narrow = self.width() < scaled(_ROOM_FOR_BOTH)
        self.line.set_most_lines(3 if is_narrow else 2)
        self._lines.setDirection(way.TopToBottom if is_narrow else way.LeftToRight)

    def minimumSizeHint(self) -> QSize:
        """Return a size that lets the line give way to the buttons."""
        return QSize(0, super().minimumSizeHint().height())

    def show_nothing(self, *, has_points: bool = False) -> None:
        """Say how a point is chosen; nothing where there is none."""
        hint = self.tr(
            "Click a point, or walk along them with the arrow keys. Space marks two to compare."
        )
        self.line.set_whole_text(hint if has_points else "")
        self.open_button.setEnabled(False)
        self._allow_comparison("")

    def show_point(self, words: PointWords, compared_with: str, *, is_marked: bool) -> None:
        """Say a point.

        Parameters
        ----------
        words : PointWords
            The point.
        compared_with : str
            The day that it can be compared with; empty where there is none.
        is_marked : bool
            Whether it waits for a second point.
        """
        line = words.line
        if is_marked:
            line = self.tr("{day} is marked. Mark a second point to compare the two.").format(
                day=words.day
            )
        self.line.set_whole_text(line)
        self.open_button.setEnabled(True)
        self._allow_comparison(compared_with)

    def _allow_comparison(self, day: str) -> None:
        self.compare_button.setEnabled(bool(day))
        hint = self.tr("Compare with {day}").format(day=day) if day else ""
        self.compare_button.setToolTip(hint)
        self.compare_button.setAccessibleDescription(hint)
