"""Smaller, larger, whole and pixel for pixel."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton, QWidget

from skintrack.ui.fonts import scaled
from skintrack.ui.photo.photo_canvas import PhotoCanvas
from skintrack.ui.services import Services
from skintrack.ui.widgets.basic import button, icon_button, row

ZOOM_STEP = 1.25
_PERCENT_WIDTH, _FRAME_PX = 54, 20


class ZoomBar(QWidget):
    """Buttons for the zoom of a canvas; the middle one says how large the photo is shown."""

    def __init__(self, services: Services, canvas: PhotoCanvas) -> None:
        super().__init__()
        self._canvas = canvas
        icons = services.icons
        out = icon_button(icons, "zoom_out", self.tr("Smaller (-)"), self.zoom_out)
        larger = icon_button(icons, "zoom_in", self.tr("Larger (+)"), self.zoom_in)
        whole = icon_button(icons, "fit", self.tr("Whole photo (0)"), canvas.show_whole)
        self.percent: QPushButton = button("100 %", canvas.show_actual, "quiet")
        self.percent.setFixedWidth(scaled(_PERCENT_WIDTH) + _FRAME_PX)
        self.percent.setToolTip(self.tr("Show each pixel of the photo as one of the screen (Z)"))
        self.setLayout(row(out, self.percent, larger, whole, spacing=2))
        canvas.zoomed.connect(self._follow)

    @Slot()
    def zoom_in(self) -> None:
        """Show the photo larger."""
        self._canvas.zoom_by(ZOOM_STEP)

    @Slot()
    def zoom_out(self) -> None:
        """Show the photo smaller."""
        self._canvas.zoom_by(1 / ZOOM_STEP)

    @Slot()
    def _follow(self) -> None:
        percent = self._canvas.viewport.percent
        self.percent.setText(f"{percent} %")
        self.percent.setAccessibleName(
            self.tr("Shown at {percent} %; show at 100 %").format(percent=percent)
        )
