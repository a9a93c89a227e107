"""Lines of which each begins with what it is about; what they say stands below each other."""

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from skintrack.ui.widgets.basic import label

_BETWEEN, _LEAD_GAP = 4, 20


class CareLine(NamedTuple):
    """What a line is about, what it says, and whether it waits for a window with more room."""

    lead: str
    words: str
    can_wait: bool = False


class AftercareLines(QWidget):
    """Shows some lines; the labels are made once and used again."""

    def __init__(self) -> None:
        super().__init__()
        self._pairs: list[tuple[QLabel, QLabel]] = []
        self._lines: tuple[CareLine, ...] = ()
        self._is_roomy = True
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_LEAD_GAP)
        self._grid.setVerticalSpacing(_BETWEEN)
        self._grid.setColumnStretch(1, 1)

    @property
    def texts(self) -> tuple[str, ...]:
        """What is shown, a text for each line."""
        return tuple(f"{line.lead}: {line.words}" for line in self._shown())

    def show_lines(self, lines: tuple[CareLine, ...]) -> None:
        """Show these lines and no others."""
        self._lines = lines
        self._refresh()

    def set_roomy(self, is_roomy: bool) -> None:
        """Show all lines, or only those that nobody should miss."""
        self._is_roomy = is_roomy
        self._refresh()

    def _shown(self) -> list[CareLine]:
        return [line for line in self._lines if self._is_roomy or not line.can_wait]

    def _refresh(self) -> None:
        shown = self._shown()
        while len(self._pairs) < len(shown):
            self._add_pair()
        for place, (lead, words) in enumerate(self._pairs):
            is_used = place < len(shown)
            if is_used:
                lead.setText(shown[place].lead)
                words.setText(shown[place].words)
                # Read out as one sentence, not as a caption without its words.
                words.setAccessibleName(f"{shown[place].lead}: {shown[place].words}")
            lead.setVisible(is_used)
            words.setVisible(is_used)

    def _add_pair(self) -> None:
        lead, words = label("", "secondary", wraps=False), label("")
        # Its height follows its width; what Qt takes for the least would ask for two lines.
        words.setMinimumSize(1, 1)
        place = len(self._pairs)
        self._grid.addWidget(lead, place, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(words, place, 1, Qt.AlignmentFlag.AlignTop)
        self._pairs.append((lead, words))
