"""The typeface: Inter, carried along, because a bare machine may have none."""

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from skintrack.resources import asset

FAMILY = "Inter"
_FILES = ("Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf")
BASE_PX = 14


def load_fonts(application: QApplication) -> None:
    """Register the fonts and make Inter with figures of equal width the application's own."""
    for name in _FILES:
        QFontDatabase.addApplicationFont(str(asset(f"fonts/{name}")))
    application.setFont(ui_font(BASE_PX))


def ui_font(size_px: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return Inter at a size in pixels, with tabular figures."""
    font = QFont(FAMILY)
    font.setPixelSize(size_px)
    font.setWeight(weight)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font
