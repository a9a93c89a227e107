"""What stands in the middle of the labels: how much fades over, and the button that blinks."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QPushButton, QSlider, QWidget

from skintrack.ui.compare.canvas import CompareCanvas
from skintrack.ui.compare.modes import Mode
from skintrack.ui.widgets.basic import name_control, row

_PERCENT = 100
_STEP, _PAGE = 5, 25
_MARGIN = 10
_LEAST_WIDTH_PX = 172


class BandControls(QWidget):
    """A slider where the photos fade, a button to hold where they blink; else not there.

    Parameters
    ----------
    canvas : CompareCanvas
        Whose labels it stands between.
    """

    def __init__(self, canvas: CompareCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.fade = QSlider(Qt.Orientation.Horizontal)
        self.fade.setRange(0, _PERCENT)
        self.fade.setSingleStep(_STEP)
        self.fade.setPageStep(_PAGE)
        self.fade.setMinimumHeight(32)
        hint = self.tr("From the left photo to the right one (keys , and .)")
        name_control(self.fade, self.tr("Fade"), hint)
        self.fade.setToolTip(hint)
        self.fade.valueChanged.connect(self._set_fade)
        self.blink = QPushButton(self.tr("Hold to blink"))
        self.blink.setAutoDefault(False)
        self.blink.setAccessibleName(self.tr("Hold to blink"))
        self.blink.setToolTip(self.tr("Shows the other photo while it is held (Space)"))
        self.blink.pressed.connect(self._begin_blink)
        self.blink.released.connect(self._end_blink)
        layout = row(self.fade, self.blink)
        layout.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        self.setLayout(layout)
        self.setAutoFillBackground(False)
        needed = self.blink.sizeHint().width() + 2 * _MARGIN
        canvas.give_room(max(needed, _LEAST_WIDTH_PX))
        canvas.resized.connect(self._place)
        canvas.split_changed.connect(self.update_state)
        self.update_state()

    @Slot()
    def update_state(self) -> None:
        """Show what belongs to the mode."""
        scene = self._canvas.scene
        self.fade.setVisible(scene.mode is Mode.FADE)
        self.blink.setVisible(scene.mode is Mode.BLINK)
        self.setVisible(scene.has_control)
        self.fade.blockSignals(True)
        self.fade.setValue(round(scene.fade * _PERCENT))
        self.fade.blockSignals(False)
        self._place()

    @Slot()
    def _place(self) -> None:
        """Stay in the middle of the labels."""
        self.setGeometry(self._canvas.scene.control_rect.toAlignedRect())

    @Slot(int)
    def _set_fade(self, percent: int) -> None:
        self._canvas.set_fade(percent / _PERCENT)

    @Slot()
    def _begin_blink(self) -> None:
        self._canvas.set_blinking(is_blinking=True)

    @Slot()
    def _end_blink(self) -> None:
        self._canvas.set_blinking(is_blinking=False)
