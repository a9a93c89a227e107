"""A line that says what is being done and moves while it is; its room is kept while it is empty."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from skintrack.ui.widgets.basic import label, set_role


class BusyLine(QWidget):
    """Words and a bar without an end; ``lines`` of words have their room."""

    def __init__(self, lines: int = 2) -> None:
        super().__init__()
        self._words = label("", "secondary")
        self._words.setMinimumHeight(lines * self._words.fontMetrics().lineSpacing())
        self._words.setAlignment(Qt.AlignmentFlag.AlignBottom)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        policy = self._bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        policy.setVerticalPolicy(QSizePolicy.Policy.Fixed)
        self._bar.setSizePolicy(policy)
        self._bar.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._words)
        layout.addWidget(self._bar)

    @property
    def text(self) -> str:
        """What it says."""
        return self._words.text()

    @property
    def is_problem(self) -> bool:
        """Whether it says what went wrong."""
        return bool(self._words.property("role") == "worse")

    def say(self, text: str, *, is_busy: bool = False, is_problem: bool = False) -> None:
        """Say what is done, or what went wrong; empty for nothing."""
        set_role(self._words, "worse" if is_problem else "secondary")
        self._words.setText(text)
        self._bar.setAccessibleName(text)
        self._bar.setVisible(is_busy)
        if text:
            from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
