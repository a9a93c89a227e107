"""The answer at the top of the timeline; what proves it is one step behind."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from skintrack.ui.answer import Answer
from skintrack.ui.widgets.basic import button, clear, label, row


class AnswerBlock(QWidget):
    """A sentence for each score, where it was read, and the lines that prove it on demand."""

    def __init__(self) -> None:
        super().__init__()
        self._answer: Answer | None = None
        self._headline = label("", "headline")
        self._scores = QVBoxLayout()
        self._scores.setSpacing(2)
        self._where = label("", "secondary")
        self._details = QWidget()
        self._lines = QVBoxLayout(self._details)
        self._lines.setContentsMargins(0, 0, 0, 4)
        self._lines.setSpacing(2)
        self._details.hide()
        self.more = button(self.tr("Show each region"), self._toggle, "link")
        self.more.setCheckable(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._headline)
        layout.addLayout(self._scores)
        layout.addWidget(self._where)
        layout.addLayout(row(self.more, 1))
        layout.addWidget(self._details)
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
        clear(self._scores)
        for line in answer.scores:
            sentence = label(line.text, "headline")
            sentence.setProperty("verdict", line.role)
            self._scores.addWidget(sentence)
        self._where.setText(answer.where)
        self._where.setVisible(bool(answer.where))
        clear(self._lines)
        for line in answer.lines:
            self._lines.addWidget(label(line.text, line.role))
        if answer.since:
            self._lines.addWidget(label(answer.since, "caption"))
        self.more.setVisible(bool(answer.lines))
        self._details.setVisible(bool(answer.lines) and self.more.isChecked())

    @Slot()
    def _toggle(self) -> None:
        is_open = self.more.isChecked()
        self.more.setText(self.tr("Hide each region") if is_open else self.tr("Show each region"))
        self.more.setAccessibleName(self.more.text())
        self._details.setVisible(is_open)
