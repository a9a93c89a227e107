"""Answers side by side: one click or key answers, a second click takes the answer back."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

_DIGITS = {
    getattr(Qt.Key, f"Key_{digit}"): digit for digit in range(10)
}  # also those of the number pad
_CLEARING = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)


class AnswerRow(QWidget):
    """Joined buttons of which one may be chosen.

    Tab enters the row once; arrows lead along it, a digit answers at once and asks to go on.
    ``answered`` tells the value, or None where the answer was taken back. ``left`` asks for the
    row below (1) or above (-1).

    Parameters
    ----------
    question : str
        Said before each answer to screen readers.
    answers : sequence of (int, str)
        Values with what stands on the buttons.
    names : sequence of str, optional
        Longer names of the answers for tool tips and screen readers.
    """

    answered = Signal(object)
    left = Signal(int)

    def __init__(
        self,
        question: str,
        answers: Sequence[tuple[int, str]],
        names: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._question = question
        self._value: int | None = None
        self._buttons: dict[int, QPushButton] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for place, (value, text) in enumerate(answers):
            button = self._make_button(value, text)
            if place in (0, len(answers) - 1):
                is_at_left = (place == 0) is not self.isRightToLeft()
                button.setProperty("place", "first" if is_at_left else "last")
            if names:
                button.setToolTip(names[place])
            layout.addWidget(button)
        self._names = dict(zip(self._buttons, names or [text for _, text in answers], strict=True))
        self.set_question(question)
        self._let_tab_enter()

    def _make_button(self, value: int, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.setProperty("role", "segment")
        button.setProperty("narrow", True)
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        button.setMinimumWidth(32)
        button.clicked.connect(partial(self._choose, value))
        button.installEventFilter(self)
        self._buttons[value] = button
        return button

    @property
    def value(self) -> int | None:
        """The answer; None while there is none."""
        return self._value

    def set_value(self, value: int | None) -> None:
        """Show an answer without telling anybody."""
        self._value = value
        for each, button in self._buttons.items():
            button.setChecked(each == value)
        self._let_tab_enter()

    def set_question(self, question: str) -> None:
        """Say to screen readers what is asked."""
        self._question = question
        for value, button in self._buttons.items():
            button.setAccessibleName(f"{question}: {self._names[value]}")

    def button(self, value: int) -> QPushButton:
        """Return the button of an answer."""
        return self._buttons[value]

    def take_focus(self) -> None:
        """Put the focus on the answer, or on the first button."""
        self._entry().setFocus(Qt.FocusReason.OtherFocusReason)

    def _entry(self) -> QPushButton:
        if self._value is not None:
            return self._buttons[self._value]
        return next(iter(self._buttons.values()))

    def _let_tab_enter(self) -> None:
        entry = self._entry()
        for button in self._buttons.values():
            policy = Qt.FocusPolicy.StrongFocus if button is entry else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)

    def _choose(self, value: int) -> None:
        self._answer(None if value == self._value else value)

    def _answer(self, value: int | None) -> None:
        has_changed = value != self._value
        self.set_value(value)
        if has_changed:
            self.answered.emit(value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the keys of the row."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._follow(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _follow(self, key: Qt.Key) -> bool:
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            is_forward = (key is Qt.Key.Key_Right) is not self.isRightToLeft()
            self._move_focus(1 if is_forward else -1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.left.emit(-1 if key is Qt.Key.Key_Up else 1)
        elif key in _CLEARING:
            self._answer(None)
        elif _DIGITS.get(key) in self._buttons:
            self._answer(_DIGITS[key])
            self.left.emit(1)
        else:
            return False
        return True

    def _move_focus(self, step: int) -> None:
        buttons = list(self._buttons.values())
        focused = next((place for place, each in enumerate(buttons) if each.hasFocus()), 0)
        place = min(max(focused + step, 0), len(buttons) - 1)
        buttons[place].setFocus(Qt.FocusReason.OtherFocusReason)
