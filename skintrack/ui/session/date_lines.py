"""The sessions of a plan, one line each: its number and its days."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from skintrack.ui.widgets.basic import clear, label

_TOP = Qt.AlignmentFlag.AlignTop


class DateLines(QWidget):
    """A small table that is only read; ``is_even`` where names may be as long as what they say."""

    def __init__(self, *, is_even: bool = False) -> None:
        super().__init__()
        self._is_even = is_even
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, int(is_even))
        self._grid.setColumnStretch(1, 1)
        self.lines: tuple[tuple[str, str], ...] = ()

    def show_lines(self, lines: Sequence[tuple[str, str]]) -> None:
        """Show other lines."""
        self.lines = tuple(lines)
        clear(self._grid)
        for place, (name, days) in enumerate(lines):
            self._grid.addWidget(label(name, "section", wraps=self._is_even), place, 0, _TOP)
            self._grid.addWidget(label(days), place, 1)
        self.setAccessibleDescription("; ".join(f"{name}: {days}" for name, days in lines))
