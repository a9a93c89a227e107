"""Hears every key and every move of the mouse in the program's windows, before any widget does.

Windows are watched, not the application: that would pass every event of every widget through
Python. So keys also work while a dialog is open.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QWindow

_TOUCHES = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
    )
)


class InputWatch(QObject):
    """Tells of every touch; ``commands`` maps keys to what they do.

    ``touched`` is sent with each key and each move, so what it is connected to must be quick.
    """

    touched = Signal()

    def __init__(self, commands: dict[str, Callable[[], object]], parent: QObject) -> None:
        super().__init__(parent)
        self._commands = {QKeySequence(key).toString(): run for key, run in commands.items()}
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._watch)
        for each in QGuiApplication.topLevelWindows():
            self._watch(each)

    @Slot(QWindow)
    def _watch(self, window: QWindow | None) -> None:
        # Installing it again would only put it in front.
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Note touches and take the keys that are commands."""
        kind = event.type()
        if kind not in _TOUCHES:
            return False
        self.touched.emit()
        if kind is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            run = self._commands.get(QKeySequence(event.keyCombination()).toString())
            if run is not None:
                run()
                return True
        return False
