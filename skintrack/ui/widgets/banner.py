"""A quiet bar above the view: one sentence and what can be done about it. Never in the way."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from skintrack.ui.icons import IconSet
from skintrack.ui.widgets.basic import button, icon_button, label


class Banner(QFrame):
    """Shows one message at a time; a later one replaces it."""

    dismissed = Signal()

    def __init__(self, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "banner")
        self._text = label("")
        self._actions = QHBoxLayout()
        self._actions.setSpacing(8)
        close = icon_button(icons, "close", self.tr("Close this message"), self.dismiss)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 8, 12, 8)
        layout.setSpacing(12)
        layout.addWidget(self._text, 1)
        layout.addLayout(self._actions)
        layout.addWidget(close)
        self._buttons: list[QWidget] = []
        self.hide()

    @property
    def text(self) -> str:
        """The sentence that is shown, or an empty string."""
        return "" if self.isHidden() else self._text.text()

    def show_message(self, text: str, *actions: tuple[str, Callable[[], object]]) -> None:
        """Show a sentence with buttons; each button also closes the bar."""
        self._drop_buttons()
        self._text.setText(text)
        self._text.setAccessibleName(text)
        for name, run in actions:
            widget = button(name, partial(self._act, run))
            self._actions.addWidget(widget)
            self._buttons.append(widget)
        self.show()

    @Slot()
    def dismiss(self) -> None:
        """Close the bar."""
        self.hide()
        self._drop_buttons()
        self.dismissed.emit()

    def _act(self, run: Callable[[], object]) -> None:
        self.dismiss()
        run()

    def _drop_buttons(self) -> None:
        for widget in self._buttons:
            widget.hide()
            widget.deleteLater()
        self._buttons.clear()
