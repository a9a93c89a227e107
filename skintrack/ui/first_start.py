"""The first screen: what the program does, and three ways to begin."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from skintrack.ui.fonts import scaled
from skintrack.ui.icons import draw_svg
from skintrack.ui.page import Page
from skintrack.ui.services import Services
from skintrack.ui.widgets.basic import button, label, row, surface

_CARD_WIDTH, _WIDEST_CARD = 664, 980
_DRAWING_PX = 120
_ICON_PX = 20


class FirstStart(Page):
    """Shown while no library is open."""

    create_chosen = Signal()
    sample_chosen = Signal()
    open_chosen = Signal()
    recent_chosen = Signal(str)
    restore_chosen = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._drawing = QLabel()
        self._icons: dict[str, QLabel] = {}
        self._drawing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(0)
        body = QVBoxLayout()
        body.setContentsMargins(40, 36, 40, 32)
        body.setSpacing(0)
        body.addLayout(self._make_opening())
        body.addSpacing(28)
        body.addLayout(self._make_buttons())
        body.addSpacing(12)
        existing = button(self.tr("Open a library…"), self.open_chosen.emit, "link")
        restore = button(self.tr("Restore a backup…"), self.restore_chosen.emit, "link")
        about = button(self.tr("About SkinTrack…"), self._show_about, "link")
        body.addLayout(row(existing, restore, 1, about, spacing=24))
        body.addLayout(self._recent)
        body.addSpacing(12)
        note = label(
            self.tr(
                "Everything stays on this computer. SkinTrack is not a medical device and "
                "does not diagnose; it helps you and your practitioner look at the same facts."
            ),
            "hint",
        )
        body.addWidget(note)
        card = surface("card", body)
        card.setFixedWidth(min(scaled(_CARD_WIDTH), _WIDEST_CARD))
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        layout.addLayout(middle)
        layout.addStretch(3)
        services.theme.changed.connect(self._draw)
        self._draw()

    def first_control(self) -> QWidget:
        """Return the button that begins."""
        return self._create

    def showEvent(self, event: QShowEvent) -> None:
        """List the libraries as they are now."""
        super().showEvent(event)
        self._show_recent()

    def _show_recent(self) -> None:
        """List the libraries that were open before and still exist."""
        while (item := self._recent.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for name in self._services.settings.current.recent_libraries[:3]:
            folder = Path(name)
            if folder.is_dir():
                text = self.tr("Open “{name}”").format(name=folder.name)
                entry = button(text, self._choose_recent, "link")
                entry.setProperty("folder", name)
                entry.setToolTip(name)
                self._recent.addWidget(entry, 0, Qt.AlignmentFlag.AlignLeft)

    def _make_opening(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(10)
        words.addWidget(label(self.tr("See what changes, and how sure that is"), "display"))
        words.addSpacing(6)
        for icon, text in (
            ("timeline", self.tr("Keep your dated photos in one private place.")),
            ("compare", self.tr("Compare two dates, aligned on your face.")),
            (
                "trends",
                self.tr(
                    "Follow redness and texture over the months, against your own first photo."
                ),
            ),
        ):
            drawn = self._icons[icon] = QLabel()
            line = row(drawn, label(text, "secondary"), spacing=12)
            line.setStretch(1, 1)
            line.setAlignment(drawn, Qt.AlignmentFlag.AlignTop)
            words.addLayout(line)
        words.addStretch(1)
        opening = QHBoxLayout()
        opening.setSpacing(24)
        opening.addLayout(words, 1)
        opening.addWidget(self._drawing)
        return opening

    def _make_buttons(self) -> QHBoxLayout:
        create = button(self.tr("Create my library"), self.create_chosen.emit, "primary")
        self._create = create
        sample = button(self.tr("Look at a sample"), self.sample_chosen.emit)
        return row(create, sample, 1, spacing=12)

    @Slot()
    def _show_about(self) -> None:
        from skintrack.ui.about.about_dialog import AboutDialog

        AboutDialog(self.window(), self._services).open()

    def _choose_recent(self) -> None:
        chosen = self.sender()
        if chosen is not None:
            self.recent_chosen.emit(str(chosen.property("folder")))

    def _draw(self) -> None:
        ratio = self.devicePixelRatioF()
        tokens = self._services.theme.tokens
        self._drawing.setPixmap(draw_svg("face", tokens.line_strong, _DRAWING_PX, ratio))
        for icon, place in self._icons.items():
            place.setPixmap(draw_svg(icon, tokens.accent, _ICON_PX, ratio))
