"""The answer at the top of the timeline; what proves it is one step behind."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QVBoxLayout, QWidget

from skintrack.ui.answer_parts import Answer
from skintrack.ui.fonts import scaled, ui_font
from skintrack.ui.widgets.basic import button, clear, label, row, set_role
from skintrack.ui.widgets.elided import WrappedLabel
from skintrack.ui.widgets.flow import FlowRow
from skintrack.ui.widgets.marked_label import MarkedLabel

_MARKS = {"improved": "▼", "worse": "▲"}
_UNCHANGED = "●"
_WHERE_HEIGHT = 28
_MARK_WIDTH = 16
_BESIDE_MARK = 4
_LARGE_PX = 22  # of a headline


class AnswerBlock(QWidget):
    """A sentence for each score, where it was read, and the lines that prove it on demand.

    Where it is going to be narrow, it begins so (``set_narrow``).
    """

    def __init__(self, *, is_narrow: bool = False) -> None:
        super().__init__()
        self._answer: Answer | None = None
        self._is_narrow = is_narrow
        self._headline = label("", self._role)
        self._scores = QVBoxLayout()
        self._scores.setSpacing(2)
        self._where = WrappedLabel("secondary")
        self._people = label("", "secondary")
        self._details = QWidget()
        self._lines = QVBoxLayout(self._details)
        self._lines.setContentsMargins(0, 0, 0, 8)
        self._lines.setSpacing(4)
        self._details.hide()
        self.more = button(self.tr("Show each region"), self._toggle, "link")
        self.more.setCheckable(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self._headline)
        layout.addLayout(self._scores)
        # As high as the button, so that it keeps its distance also in a line of its own.
        self._where.setMinimumHeight(scaled(_WHERE_HEIGHT))
        layout.addWidget(FlowRow(self._where, self.more, spacing=12, line_spacing=0))
        layout.addWidget(self._details)
        layout.addWidget(self._people)
        layout.addStretch(1)

    @property
    def headline(self) -> str:
        """What is said first: the scores, or how things stand where there are none."""
        if self._answer is None:
            return ""
        if self._answer.scores:
            return " ".join(line.text for line in self._answer.scores)
        return self._answer.headline

    def show_answer(self, answer: Answer) -> None:
        """Show an answer; one that is shown already stays as it is."""
        if answer == self._answer:
            return
        self._answer = answer
        self._headline.setText(answer.headline)
        self._headline.setVisible(not answer.scores)
        self._show_scores()
        self._where.set_whole_text(answer.where)
        self._where.setVisible(bool(answer.where))
        self._people.setText(answer.people)
        self._people.setVisible(bool(answer.people))
        clear(self._lines)
        for line in answer.lines:
            self._lines.addWidget(MarkedLabel(line.text, line.role))
        if answer.since:
            self._lines.addWidget(label(answer.since, "caption"))
        self.more.setVisible(bool(answer.lines))
        self._details.setVisible(bool(answer.lines) and self.more.isChecked())

    def fits(self, width: int) -> bool:
        """Tell whether every sentence takes one line in large letters."""
        metrics = QFontMetrics(ui_font(_LARGE_PX, QFont.Weight.DemiBold))
        room = width - scaled(_MARK_WIDTH) - _BESIDE_MARK
        lines = self._answer.scores if self._answer is not None else ()
        return all(metrics.horizontalAdvance(line.text) <= room for line in lines)

    def set_narrow(self, is_narrow: bool) -> None:
        """Use smaller letters where sentences would break."""
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            set_role(self._headline, self._role)
            self._show_scores()

    @property
    def _role(self) -> str:
        return "title" if self._is_narrow else "headline"

    def _show_scores(self) -> None:
        clear(self._scores)
        for line in self._answer.scores if self._answer is not None else ():
            mark = label(_MARKS.get(line.role, _UNCHANGED), line.role, wraps=False)
            mark.setFixedWidth(scaled(_MARK_WIDTH))
            both = row(mark, label(line.text, self._role), spacing=_BESIDE_MARK)
            both.setStretch(1, 1)
            both.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
            mark.setContentsMargins(0, 3 if self._is_narrow else 5, 0, 0)
            self._scores.addLayout(both)

    @Slot()
    def _toggle(self) -> None:
        is_open = self.more.isChecked()
        self.more.setText(self.tr("Hide each region") if is_open else self.tr("Show each region"))
        self.more.setAccessibleName(self.more.text())
        self._details.setVisible(is_open)
