"""Enter presses the button that has the focus, as Space does.

Without this it would press the button that confirms, also while the focus is on Cancel; and in the
window it would do nothing.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QPushButton, QToolButton, QWidget

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def press_focused(window: QWidget, event: QKeyEvent) -> bool:
    """Press the button that has the focus; False where Enter was not pressed or is no button's.

    Parameters
    ----------
    window : QWidget
        Window whose focus it is.
    event : QKeyEvent
        A key that nothing in the window took.
    """
    focused = window.focusWidget()
    if event.key() not in _ENTER or not isinstance(focused, QPushButton | QToolButton):
        return False
    # A key that is held presses once: what the button opens is not to be answered by it.
    if focused.isEnabled() and not event.isAutoRepeat():
        focused.click()
    return True


class Dialog(QDialog):
    """Base of the dialogs of the window."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button that has the focus, else the one that confirms."""
        if not press_focused(self, event):
            super().keyPressEvent(event)
