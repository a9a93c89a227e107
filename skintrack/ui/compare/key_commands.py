"""Follows the keys of the compare view (``keys`` lists them)."""

from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from skintrack.ui.compare import keys
from skintrack.ui.compare.canvas import CompareCanvas
from skintrack.ui.compare.change_bar import ChangeBar
from skintrack.ui.compare.modes import Mode
from skintrack.ui.compare.nudge_bar import NudgeBar
from skintrack.ui.compare.saving import PairSaving
from skintrack.ui.compare.tools import CompareTools

_MOVE_STEP_PX = 40
_SPLIT_STEP = 0.05
_SPLITS = {Qt.Key.Key_Comma: -_SPLIT_STEP, Qt.Key.Key_Period: _SPLIT_STEP}


class Comparison(Protocol):
    """The compare view, as far as keys reach it."""

    canvas: CompareCanvas
    change_bar: ChangeBar
    nudge_bar: NudgeBar
    saving: PairSaving
    tools: CompareTools

    def step(self, step: int) -> None:
        """Show another visit on the active side."""

    def swap(self) -> None:
        """Change the sides."""

    def next_view(self) -> None:
        """Show the photos of another view."""

    def open_active(self) -> None:
        """Open the photo of the active side."""

    def show_keys(self) -> None:
        """List the keys."""


class KeyCommands:
    """Does what a key stands for.

    Parameters
    ----------
    view : Comparison
        Which it does it to.
    """

    def __init__(self, view: Comparison) -> None:
        self._view = view

    def press(self, event: QKeyEvent) -> bool:
        """Follow a key; False where it means nothing here."""
        if event.matches(QKeySequence.StandardKey.Save):
            self._view.saving.choose_file()
            return True
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            return False
        return self._nudge(event) or self._move(event) or self._look(event) or self._do(event)

    def release(self, event: QKeyEvent) -> bool:
        """Follow a key that was let go."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._view.canvas.set_blinking(is_blinking=False)
            return True
        return False

    def _nudge(self, event: QKeyEvent) -> bool:
        """Move one photo."""
        bar, key = self._view.nudge_bar, Qt.Key(event.key())
        if keys.is_shifted(event) and key in keys.ARROWS:
            bar.shift(*keys.ARROWS[key])
        elif keys.turn_of(event):
            bar.turn(keys.turn_of(event))
        elif keys.scale_of(event):
            bar.enlarge(keys.scale_of(event))
        elif key is Qt.Key.Key_Backspace:
            bar.reset()
        else:
            return False
        return True

    def _move(self, event: QKeyEvent) -> bool:
        """Move both photos, or go to another visit."""
        key = Qt.Key(event.key())
        if key not in keys.ARROWS:
            return False
        right, down = keys.ARROWS[key]
        if down or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._view.canvas.move_by(-right * _MOVE_STEP_PX, -down * _MOVE_STEP_PX)
        else:
            self._view.step(right)
        return True

    def _look(self, event: QKeyEvent) -> bool:
        """Zoom, blink, or move what divides the photos."""
        view, key = self._view, Qt.Key(event.key())
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            view.canvas.zoom_in()
        elif key is Qt.Key.Key_Minus:
            view.canvas.zoom_out()
        elif key is Qt.Key.Key_0:
            view.canvas.show_face()
        elif key is Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                view.canvas.set_blinking(is_blinking=True)
        elif key in _SPLITS and view.canvas.mode is Mode.FADE:
            view.canvas.set_fade(view.canvas.scene.fade + _SPLITS[key])
        elif key in _SPLITS and view.canvas.mode is Mode.CURTAIN:
            view.canvas.set_curtain(view.canvas.scene.share + _SPLITS[key])
        else:
            return False
        return True

    def _do(self, event: QKeyEvent) -> bool:
        """Switch something, or open something; what its button may not do now, its key does not."""
        view, key = self._view, Qt.Key(event.key())
        if key in keys.MODE_KEYS:
            view.tools.modes.button(keys.MODE_KEYS.index(key)).click()
            return True
        if key in keys.METRIC_KEYS:
            is_used = view.canvas.mode is Mode.CHANGE
            if is_used:
                view.change_bar.press(keys.METRIC_KEYS.index(key))
            return is_used
        commands = {
            Qt.Key.Key_S: view.swap,
            Qt.Key.Key_L: view.tools.light.click,
            Qt.Key.Key_O: view.tools.outlines.click,
            Qt.Key.Key_N: view.tools.nudge.click,
            Qt.Key.Key_P: view.tools.panel.click,
            Qt.Key.Key_V: view.next_view,
            Qt.Key.Key_Return: view.open_active,
            Qt.Key.Key_Enter: view.open_active,
            Qt.Key.Key_Question: view.show_keys,
        }
        command = commands.get(key)
        if command is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        command()
        return True
