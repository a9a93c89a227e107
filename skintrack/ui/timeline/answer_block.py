"""The answer at the top of the timeline."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from skintrack.ui.answer import Answer
from skintrack.ui.widgets.basic import clear, label


class AnswerBlock(QWidget):
    """A headline, the simple scores and the lines that prove them."""

    def __init__(self) -> None:
        super().__init__()
        self._headline = label("", "headline")
        self._scores = label("", "section")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._headline)
        layout.addWidget(self._scores)
        layout.addLayout(self._lines)

    @property
    def headline(self) -> str:
        """The sentence that is shown."""
        return self._headline.text()

    def show_answer(self, answer: Answer) -> None:
        """Show an answer."""
        self._headline.setText(answer.headline)
        self._scores.setText(answer.scores)
        self._scores.setVisible(bool(answer.scores))
        clear(self._lines)
        for line in answer.lines:
            self._lines.addWidget(label(line.text, line.role))
        if answer.since:
            self._lines.addWidget(label(answer.since, "caption"))
