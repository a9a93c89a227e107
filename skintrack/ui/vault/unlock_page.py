"""The page of a locked library: it asks for passphrase or recovery key, and shows nothing of it."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from skintrack.errors import EnvironmentalError
from skintrack.ui.fonts import scaled
from skintrack.ui.icons import draw_svg
from skintrack.ui.page import Page
from skintrack.ui.services import Services
from skintrack.ui.widgets.basic import button, flush, label, row, surface
from skintrack.ui.widgets.busy_line import BusyLine
from skintrack.ui.widgets.elided import ElidedLabel
from skintrack.ui.widgets.flow import FlowRow
from skintrack.ui.widgets.passphrase import SecretField, ShowSwitch
from skintrack.ui.words import tr

_CARD_WIDTH, _WIDEST_CARD = 520, 760
_DRAWING_PX = 40


class UnlockPage(Page):
    """Tells ``passphrase_given(folder, text)`` or ``recovery_key_given(folder, text)``.

    ``others_wanted`` asks for the other libraries.
    """

    passphrase_given = Signal(object, str)
    recovery_key_given = Signal(object, str)
    others_wanted = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._folder = Path()
        self._by_key = False
        self._is_busy = False
        self._drawing = QLabel()
        self._name = ElidedLabel("secondary")
        self._caption = label("", "section")
        self.passphrase_field = SecretField(self.tr("Passphrase"))
        self._switch = ShowSwitch(
            self.tr("Show the passphrase"), self.tr("Hide the passphrase"), self.passphrase_field
        )
        self.show_button = self._switch.button
        self.key_field = QLineEdit()
        self.key_field.setAccessibleName(self.tr("Recovery key"))
        self.key_field.setPlaceholderText("XXXXXX XXXXXX XXXXXX XXXXXX …")
        self.key_field.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self._hint = label("", "hint")
        self._busy = BusyLine()
        self.open_button = button(self.tr("Open"), self._give, "primary")
        self.other_way = button("", self._change_way, "link")
        self.others_button = flush(button(self.tr("Other libraries"), self.others_wanted.emit))
        for field in (self.passphrase_field, self.key_field):
            field.textChanged.connect(self._follow)
            field.returnPressed.connect(self._give)
        self._lay_out()
        services.theme.changed.connect(self._draw)
        self._draw()
        self._show_way()

    def _lay_out(self) -> None:
        head = row(self._drawing, spacing=16)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(self.tr("This library is locked"), "headline"))
        words.addWidget(self._name)
        head.addLayout(words, 1)
        body = QVBoxLayout()
        body.setContentsMargins(36, 32, 36, 28)
        body.setSpacing(8)
        body.addLayout(head)
        body.addSpacing(16)
        body.addWidget(self._caption)
        body.addWidget(self.passphrase_field)
        body.addWidget(self.key_field)
        body.addWidget(self._hint)
        body.addWidget(self.show_button, 0, Qt.AlignmentFlag.AlignLeft)
        body.addWidget(self._busy)
        body.addSpacing(4)
        body.addWidget(FlowRow(self.open_button, self.other_way, spacing=12, ends_line=True))
        card = surface("card", body)
        card.setFixedWidth(min(scaled(_CARD_WIDTH), _WIDEST_CARD))
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(card)
        column.addWidget(self.others_button, 0, Qt.AlignmentFlag.AlignHCenter)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addLayout(column)
        middle.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        layout.addLayout(middle)
        layout.addStretch(3)

    def first_control(self) -> QWidget:
        """Return the field to type into."""
        return self.key_field if self._by_key else self.passphrase_field

    @property
    def folder(self) -> Path:
        """Which library is asked for."""
        return self._folder

    @property
    def text(self) -> str:
        """What is said below the field."""
        return self._busy.text

    @property
    def is_busy(self) -> bool:
        """Whether what was typed is being tried."""
        return self._is_busy

    def ask(self, folder: Path) -> None:
        """Ask for what opens a library, with nothing left of an earlier question."""
        self._folder = folder
        # The folder's own name is on the disk for everybody; nothing else of the library is known.
        self._name.set_whole_text(folder.name)
        self._name.setToolTip(str(folder))
        self._by_key = False
        self.forget()
        self._show_way()

    def forget(self) -> None:
        """Forget what was typed and what was said of it."""
        self._switch.hide()
        self.passphrase_field.wipe()
        self.key_field.setText("")
        self._set_busy(False)
        self._busy.say("")

    def refuse(self, error: BaseException) -> None:
        """Say why the library did not open; what was typed stays, to be mended."""
        self._set_busy(False)
        if not isinstance(error, EnvironmentalError):
            self.forget()
            self._services.desk.failed.emit(error)
            return
        self._busy.say(tr(error.message), is_problem=True)
        field = self.passphrase_field if not self._by_key else self.key_field
        field.setFocus()
        field.selectAll()

    @Slot()
    def _give(self) -> None:
        text = self.key_field.text() if self._by_key else self.passphrase_field.text()
        if not text or self._is_busy:
            return
        self._switch.hide()
        self._set_busy(True)
        self._busy.say(
            self.tr("Opening the library. This takes about a second, on purpose."), is_busy=True
        )
        given = self.recovery_key_given if self._by_key else self.passphrase_given
        given.emit(self._folder, text)

    @Slot()
    def _change_way(self) -> None:
        self._by_key = not self._by_key
        self.forget()
        self._show_way()
        self.first_control().setFocus()

    @Slot()
    def _follow(self) -> None:
        field = self.key_field if self._by_key else self.passphrase_field
        self.open_button.setEnabled(bool(field.text()) and not self._is_busy)
        if self._busy.is_problem:
            self._busy.say("")

    def _show_way(self) -> None:
        by_key = self._by_key
        self._caption.setText(self.tr("Recovery key") if by_key else self.tr("Passphrase"))
        self._caption.setBuddy(self.key_field if by_key else self.passphrase_field)
        self.passphrase_field.setVisible(not by_key)
        self.show_button.setVisible(not by_key)
        self.key_field.setVisible(by_key)
        self._hint.setVisible(by_key)
        self._hint.setText(
            self.tr("8 groups of 6 characters, as printed. Spaces and capitals do not matter.")
        )
        text = (
            self.tr("Use the passphrase instead")
            if by_key
            else self.tr("Use the recovery key instead")
        )
        self.other_way.setText(text)
        self.other_way.setAccessibleName(text)
        self._follow()

    def _set_busy(self, is_busy: bool) -> None:
        self._is_busy = is_busy
        for part in (
            self.passphrase_field,
            self.key_field,
            self.show_button,
            self.other_way,
            self.others_button,
        ):
            part.setEnabled(not is_busy)
        self._follow()

    def _draw(self) -> None:
        tokens = self._services.theme.tokens
        self._drawing.setPixmap(
            draw_svg(
                "lock", tokens.line_strong, _DRAWING_PX, self.devicePixelRatioF(), is_fine=True
            )
        )
