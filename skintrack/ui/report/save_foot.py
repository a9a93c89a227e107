"""The foot of the choices: what the file will hold in one line, the button, what came of it."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from skintrack.ui.report.breaking import breakable
from skintrack.ui.services import Services
from skintrack.ui.widgets.basic import button, label, set_role
from skintrack.ui.widgets.flow import FlowRow

_MARGINS = (24, 12, 24, 14)


class SaveFoot(QFrame):
    """Stays in sight while the choices scroll; tells ``save_chosen``."""

    save_chosen = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.setProperty("surface", "status")
        self._saved: Path | None = None
        self._refuge: QWidget | None = None
        self._words = label("", "secondary")
        # Two lines, also where one is enough: the button must not move with the words.
        self._words.setMinimumHeight(2 * self._words.fontMetrics().lineSpacing())
        self._words.setAlignment(Qt.AlignmentFlag.AlignBottom)
        self._hint = label(self.tr("This PDF is not encrypted; a password would lock it."), "hint")
        self._hint.hide()
        self.save_button = button(self.tr("Save PDF…"), self.save_chosen.emit, "primary")
        self._icons = services.icons
        self.open_button = button(self.tr("Open"), self._open, "link")
        self.show_button = button(self.tr("Show in folder"), self._show_in_folder, "link")
        self._after = FlowRow(self.open_button, self.show_button, spacing=12)
        self._after.hide()
        self.allow(is_possible=False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*_MARGINS)
        layout.setSpacing(8)
        layout.addWidget(self._words)
        layout.addWidget(self._hint)
        layout.addWidget(self._after)
        layout.addWidget(self.save_button)

    def allow(self, *, is_possible: bool) -> None:
        """Let the PDF be saved, or not; the icon stays to be seen either way."""
        window = self.window()
        had_focus = window.focusWidget() is self.save_button
        self.save_button.setEnabled(is_possible)
        if had_focus and not is_possible:
            self._refuge = window.focusWidget()
        elif is_possible and self._refuge is not None:
            # Back to the button that was pressed, unless somebody went on from there.
            if window.focusWidget() is self._refuge:
                self.save_button.setFocus()
            self._refuge = None
        color = "on_accent" if is_possible else "text_3"
        self._icons.put(self.save_button, "export", color)

    def warn_open(self, *, is_open: bool) -> None:
        """Say that anybody can read the file, where its library is encrypted."""
        self._hint.setVisible(is_open)

    @property
    def text(self) -> str:
        """What is said above the button."""
        return self._words.accessibleName()

    def say(self, text: str, role: str = "secondary") -> None:
        """Say what the file will hold, or why it cannot be written."""
        self._saved = None
        self._after.hide()
        self._put(text, role)

    def say_saved(self, text: str, path: Path) -> None:
        """Say what was written, and offer to look at it."""
        self._saved = path
        self._put(text, "secondary")
        self._after.show()

    @property
    def has_saved(self) -> bool:
        """Whether a file is being told of."""
        return self._saved is not None

    def _put(self, text: str, role: str) -> None:
        if self._words.property("role") != role:
            set_role(self._words, role)
        self._words.setText(breakable(text))
        self._words.setAccessibleName(text)

    @Slot()
    def _open(self) -> None:
        if self._saved is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._saved)))

    @Slot()
    def _show_in_folder(self) -> None:
        if self._saved is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._saved.parent)))
