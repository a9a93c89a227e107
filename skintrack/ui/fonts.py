"""The typeface: Inter, carried along, because a bare machine may have none; and how large it is."""

import sys

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from skintrack.resources import asset

FAMILY = "Inter"
_FILES = ("Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf")
BASE_PX = 14
# What systems use where nobody asked for larger text, in points; up to it nothing is enlarged.
_USUAL_PT = {"win32": 9.0, "darwin": 13.0}
_USUAL_PT_ELSEWHERE = 11.0
_LARGEST = 2.0
_PER_CENT = 100


class _Size:
    """How large text is now."""

    scale: float = 1.0


def load_fonts(application: QApplication, size_percent: int = 0) -> None:
    """Register the fonts and make Inter with figures of equal width the application's own.

    Parameters
    ----------
    application : QApplication
        Gets the font.
    size_percent : int
        Size of text; 0 for as large as the system's.
    """
    for name in _FILES:
        QFontDatabase.addApplicationFont(str(asset(f"fonts/{name}")))
    _Size.scale = size_percent / _PER_CENT if size_percent else _system_scale()
    application.setFont(ui_font(BASE_PX))


def text_scale() -> float:
    """Return the size of text relative to 14 px."""
    return _Size.scale


def scaled(size_px: int) -> int:
    """Return a height or width that holds text, at the size that text has."""
    return round(size_px * _Size.scale)


def ui_font(size_px: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return Inter at a size in pixels, larger where text is, with tabular figures."""
    font = QFont(FAMILY)
    font.setPixelSize(scaled(size_px))
    font.setWeight(weight)
    font.setFeature(QFont.Tag("tnum"), 1)
    # It would draw "x86_64" with a multiplication sign and "->" as an arrow: names stay as written.
    font.setFeature(QFont.Tag("calt"), 0)
    return font


def _system_scale() -> float:
    """Return how much larger the system's text is than usual; never smaller."""
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).pointSizeF()
    usual = _USUAL_PT.get(sys.platform, _USUAL_PT_ELSEWHERE)
    return min(max(system / usual, 1.0), _LARGEST)
