"""Colours, sizes and the palette: one set of tokens for light, one for dark."""

import sys
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from skintrack.resources import asset
from skintrack.ui.fonts import text_scale
from skintrack.ui.restyling import Restyler
from skintrack.ui.style import style_sheet
from skintrack.ui.tokens import DARK, LIGHT, Tokens

_STYLE, _IS_STYLED = "fusion", "is_styled"
ROLES = QPalette.ColorRole


class _PaletteEntry(NamedTuple):
    role: QPalette.ColorRole
    token: str


_PALETTE = (
    _PaletteEntry(ROLES.Window, "surface_0"),
    _PaletteEntry(ROLES.Base, "surface_1"),
    _PaletteEntry(ROLES.AlternateBase, "surface_2"),
    _PaletteEntry(ROLES.Button, "surface_1"),
    _PaletteEntry(ROLES.ToolTipBase, "surface_1"),
    _PaletteEntry(ROLES.WindowText, "text_1"),
    _PaletteEntry(ROLES.Text, "text_1"),
    _PaletteEntry(ROLES.ButtonText, "text_1"),
    _PaletteEntry(ROLES.ToolTipText, "text_1"),
    _PaletteEntry(ROLES.PlaceholderText, "text_3"),
    _PaletteEntry(ROLES.Highlight, "accent"),
    _PaletteEntry(ROLES.HighlightedText, "on_accent"),
    _PaletteEntry(ROLES.Accent, "accent"),
    _PaletteEntry(ROLES.Link, "accent"),
    _PaletteEntry(ROLES.Mid, "line"),
    _PaletteEntry(ROLES.Midlight, "line"),
    _PaletteEntry(ROLES.Dark, "line"),
    _PaletteEntry(ROLES.Light, "surface_1"),
)


def palette_for(tokens: Tokens) -> QPalette:
    """Return the palette of a set of tokens; disabled text takes the hint colour."""
    palette = QPalette()
    for entry in _PALETTE:
        palette.setColor(entry.role, QColor(getattr(tokens, entry.token)))
    for role in (ROLES.WindowText, ROLES.Text, ROLES.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.text_3))
    return palette


def make_application() -> QApplication:
    """Make the application in our style; setting that later loads all that PySide knows of styles.

    ``Theme`` sets it where an application was made elsewhere.
    """
    application = QApplication([*sys.argv[:1], "-style", _STYLE])
    application.setProperty(_IS_STYLED, True)
    return application


class Theme(QObject):
    """The colours now in use; follows the system unless a choice forces light or dark.

    ``changed`` is sent when the tokens are others, ``shown`` when the windows were painted with
    them: for what takes longer than a repaint.

    Parameters
    ----------
    application : QApplication
        Gets the Fusion style, the palette and the style sheet.
    choice : str
        ``system``, ``light`` or ``dark``.
    """

    changed = Signal()
    shown = Signal()

    def __init__(self, application: QApplication, choice: str) -> None:
        super().__init__()
        self._application = application
        self._choice = choice
        self.restyler = Restyler(application)
        self.restyler.shown.connect(self.shown)
        if not application.property(_IS_STYLED):
            application.setStyle(_STYLE)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._apply)
        self.tokens = self._wanted_tokens()
        self._apply_tokens()

    @property
    def is_dark(self) -> bool:
        """Whether the dark colours are in use."""
        return self.tokens.is_dark

    def set_choice(self, choice: str) -> None:
        """Force light or dark, or follow the system."""
        self._choice = choice
        self._apply()

    def _wanted_tokens(self) -> Tokens:
        if self._choice == "system":
            scheme = QGuiApplication.styleHints().colorScheme()
            return DARK if scheme is Qt.ColorScheme.Dark else LIGHT
        return DARK if self._choice == "dark" else LIGHT

    def _apply(self) -> None:
        tokens = self._wanted_tokens()
        if tokens is self.tokens:
            return
        self.tokens = tokens
        self._apply_tokens()
        self.changed.emit()

    def _apply_tokens(self) -> None:
        sheet = style_sheet(self.tokens, self._marks(), text_scale())
        self.restyler.change(palette_for(self.tokens), sheet)

    def _marks(self) -> dict[str, str]:
        kind = "dark" if self.tokens.is_dark else "light"
        names = (
            "chevron",
            "chevron_back",
            "chevron_faint",
            "chevron_forward",
            "chevron_up",
            "check",
        )
        return {name: asset(f"icons/marks/{name}-{kind}.svg").as_posix() for name in names}
