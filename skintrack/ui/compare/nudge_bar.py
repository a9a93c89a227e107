"""Buttons that move one photo by hand, for those who would rather click than press keys."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QButtonGroup, QWidget

from skintrack.model import Photo, Point
from skintrack.model.nudge import NO_NUDGE, Nudge
from skintrack.ui.compare.canvas import CompareCanvas
from skintrack.ui.compare.nudging import Nudging
from skintrack.ui.icons import IconSet
from skintrack.ui.widgets.basic import button, column, icon_button, label
from skintrack.ui.widgets.flow import FlowRow
from skintrack.ui.words import photo_day, short_day

STEP_PX = 2.0
SCALE_STEP = 1.005
TURN_STEP_DEG = 0.25
_SCALE_AXIS = 2  # after left or right, and up or down


class NudgeBar(QWidget):
    """Moves the photo that keys act on; hidden until asked for.

    Parameters
    ----------
    icons : IconSet
    canvas : CompareCanvas
    nudging : Nudging
    """

    def __init__(self, icons: IconSet, canvas: CompareCanvas, nudging: Nudging) -> None:
        super().__init__()
        self._canvas = canvas
        self._nudging = nudging
        self.words = label("", "caption", wraps=False)
        self.reset_button = button(self.tr("Reset nudge"), self.reset, "quiet")
        self.buttons = QButtonGroup(self)
        for number, (icon, name) in enumerate(
            (
                ("previous", self.tr("To the left (Shift+Left)")),
                ("next", self.tr("To the right (Shift+Right)")),
                ("chevron_up", self.tr("Up (Shift+Up)")),
                ("chevron_down", self.tr("Down (Shift+Down)")),
                ("zoom_out", self.tr("A little smaller (Shift+Page Down)")),
                ("zoom_in", self.tr("A little larger (Shift+Page Up)")),
                ("turn_left", self.tr("Turn to the left (Shift+,)")),
                ("turn_right", self.tr("Turn to the right (Shift+.)")),
            )
        ):
            widget = icon_button(icons, icon, name, self.update_state)
            widget.setAutoRepeat(True)
            self.buttons.addButton(widget, number)
        self.buttons.idClicked.connect(self._press)
        flow = FlowRow(self.words, *self.buttons.buttons(), self.reset_button, spacing=0)
        self.setLayout(column(flow))
        canvas.side_dragged.connect(self._drag)
        canvas.side_enlarged.connect(self._enlarge_at)
        canvas.active_changed.connect(self.update_state)
        nudging.changed.connect(self.update_state)
        self.hide()

    @Slot()
    def update_state(self) -> None:
        """Say which photo is moved, and whether there is anything to reset."""
        side = self._canvas.scene.sides[self._canvas.active]
        self.setEnabled(side is not None)
        nudge = NO_NUDGE if side is None else self._nudging.of(side.photo.id)
        self.reset_button.setEnabled(not nudge.is_none)
        if side is not None:
            self.words.setText(self.tr("Nudge {day}").format(day=_day(side.photo)))

    @Slot(int)
    def _press(self, number: int) -> None:
        axis, step = divmod(number, 2)
        sign = 2 * step - 1
        if axis == 0:
            self.shift(sign, 0)
        elif axis == 1:
            self.shift(0, sign)
        elif axis == _SCALE_AXIS:
            self.enlarge(sign)
        else:
            self.turn(sign)

    def shift(self, right: int, down: int) -> None:
        """Move the photo by a step on the screen."""
        zoom = self._canvas.camera.zoom
        self._drag(self._canvas.active, right * STEP_PX / zoom, down * STEP_PX / zoom)

    def enlarge(self, steps: int) -> None:
        """Make the photo larger, or smaller, round the middle of what is seen."""
        self._enlarge_at(self._canvas.active, SCALE_STEP**steps, self._canvas.middle)

    def turn(self, steps: int) -> None:
        """Turn the photo clockwise, or back, round the middle of what is seen."""
        nudge = self._nudge(self._canvas.active)
        if nudge is not None:
            turned = nudge.turned(steps * TURN_STEP_DEG, self._canvas.middle)
            self._keep(self._canvas.active, turned)

    @Slot()
    def reset(self) -> None:
        """Let the photo stand as it is aligned."""
        self._keep(self._canvas.active, NO_NUDGE)
        self._nudging.flush()

    @Slot(int, float, float)
    def _drag(self, number: int, dx: float, dy: float) -> None:
        nudge = self._nudge(number)
        if nudge is not None:
            self._keep(number, nudge.moved(dx, dy))

    @Slot(int, float, object)
    def _enlarge_at(self, number: int, factor: float, about: Point) -> None:
        nudge = self._nudge(number)
        if nudge is not None:
            self._keep(number, nudge.scaled(factor, about))

    def _nudge(self, number: int) -> Nudge | None:
        side = self._canvas.scene.sides[number]
        return None if side is None else self._nudging.of(side.photo.id)

    def _keep(self, number: int, nudge: Nudge) -> None:
        side = self._canvas.scene.sides[number]
        if side is not None:
            self._nudging.change(side.photo.id, nudge)


def _day(photo: Photo) -> str:
    return photo_day(photo) if photo.captured_at is None else short_day(photo.captured_at.date())
