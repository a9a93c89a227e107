"""What is inside, before it is written: what goes in, then what stays out, in plain words."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from skintrack.ui.fonts import scaled
from skintrack.ui.report.breaking import breakable
from skintrack.ui.widgets.basic import clear, label
from skintrack.ui.words import said
from skintrack.workflows.report_inside_words import InsideWords

_MARGINS = (10, 12, 10, 12)
_SIGN_WIDTH = 14
_TOP = Qt.AlignmentFlag.AlignTop
_DOT, _RING = "\N{BULLET}", "\N{WHITE BULLET}"


class InsideList(QWidget):
    """Two short lists; screen readers get each as one text."""

    def __init__(self) -> None:
        super().__init__()
        self._inside = _Lines(self.tr("What is inside"), _DOT, "")
        self._outside = _Lines(self.tr("What is not"), _RING, "secondary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*_MARGINS)
        layout.setSpacing(14)
        layout.addWidget(self._inside)
        layout.addWidget(self._outside)

    @property
    def lines(self) -> tuple[str, ...]:
        """What goes in."""
        return self._inside.lines

    @property
    def absent_lines(self) -> tuple[str, ...]:
        """What stays out."""
        return self._outside.lines

    def show_words(self, words: InsideWords) -> None:
        """List what a report would hold."""
        self._inside.show_lines(tuple(said(line) for line in words.inside))
        self._outside.show_lines(tuple(said(line) for line in words.not_inside))


class _Lines(QWidget):
    """A heading with lines below."""

    def __init__(self, heading: str, sign: str, role: str) -> None:
        super().__init__()
        self._heading = heading
        self._sign = sign
        self._role = role
        self.lines: tuple[str, ...] = ()
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(4)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnMinimumWidth(0, scaled(_SIGN_WIDTH))
        self._grid.setColumnStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(5)
        layout.addWidget(label(heading, "section"))
        layout.addLayout(self._grid)

    def show_lines(self, lines: tuple[str, ...]) -> None:
        """Show lines; the same ones are left alone."""
        if lines == self.lines:
            return
        self.lines = lines
        clear(self._grid)
        for row, line in enumerate(lines):
            sign = label(self._sign, "hint", wraps=False)
            sign.setAccessibleName(" ")
            self._grid.addWidget(sign, row, 0, _TOP)
            words = label(breakable(line), self._role)
            words.setAccessibleName(line)
            self._grid.addWidget(words, row, 1)
        self.setAccessibleName(self._heading)
        self.setAccessibleDescription("; ".join(lines))
