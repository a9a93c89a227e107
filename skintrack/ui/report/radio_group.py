"""Choices of which one holds; one that makes no sense now says why."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Generic, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QRadioButton, QVBoxLayout

from skintrack.ui.widgets.basic import ChoiceGroup
from skintrack.ui.widgets.check_line import RadioLine

K = TypeVar("K", bound=StrEnum)


class RadioChoices(Generic[K]):
    """A column of radio buttons.

    Parameters
    ----------
    parent : QObject
        Owns the group.
    column : QVBoxLayout
        Gets the buttons.
    choices : sequence of (key, str)
        What can be chosen, with its words.
    """

    def __init__(
        self, parent: QObject, column: QVBoxLayout, choices: Sequence[tuple[K, str]]
    ) -> None:
        self.group = ChoiceGroup(parent)
        self._keys = [key for key, _ in choices]
        self._lines: dict[K, RadioLine] = {}
        for number, (key, words) in enumerate(choices):
            line = self._lines[key] = RadioLine(words)
            self.group.addButton(line.button, number)
            column.addWidget(line)

    @property
    def chosen(self) -> K:
        """What is chosen."""
        return self._keys[max(self.group.checkedId(), 0)]

    def button(self, key: K) -> QRadioButton:
        """Return the button of a choice."""
        return self._lines[key].button

    def choose(self, key: K) -> None:
        """Show a choice; those who listen to clicks are not told."""
        self.button(key).setChecked(True)

    def allow(self, key: K, reason: str) -> None:
        """Let a choice be made, or say in its tool tip why not."""
        line = self._lines[key]
        line.setEnabled(not reason)
        for each in (line, line.button):
            each.setToolTip(reason)
        line.button.setAccessibleDescription(reason)
