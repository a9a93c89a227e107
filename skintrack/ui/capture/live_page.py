"""The live page: picture, hints, and the shutter under it."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from skintrack.model import View
from skintrack.ui.capture.ghost import Ghost
from skintrack.ui.capture.hint_panel import HintPanel, announce
from skintrack.ui.capture.hint_watch import HintWatch
from skintrack.ui.capture.live_canvas import LiveCanvas
from skintrack.ui.capture.live_foot import LiveFoot
from skintrack.ui.capture.model_photo import VIEWS
from skintrack.ui.capture.shooting import COUNTDOWNS_S, SHOTS, Shooting
from skintrack.ui.services import Services
from skintrack.ui.widgets.basic import (
    button,
    column,
    label,
    name_control,
    scrolling,
    segments,
    surface,
)
from skintrack.ui.widgets.elided_combo_box import ElidedComboBox
from skintrack.ui.widgets.side_width import side_width
from skintrack.ui.words import day_words, plural, tr, view_name

_PANEL_WIDTH, _MOST_SHARE = 324, 0.42
_SHUTTER_WIDTH = 190
_USUAL_COUNTDOWN, _SPOKEN_SECONDS = 1, 3
_KEYS = {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}


class LivePage(QWidget):
    """Shows the camera; asks for the checklist, and tells which view is to be taken.

    Parameters
    ----------
    services : Services
    watch : HintWatch
    shooting : Shooting
    """

    checklist_chosen = Signal()
    view_chosen = Signal(object)

    def __init__(self, services: Services, watch: HintWatch, shooting: Shooting) -> None:
        super().__init__()
        self._cameras = services.cameras
        self._shooting = shooting
        self.canvas = LiveCanvas(services.theme, services.cameras)
        self.hints = HintPanel(services.theme, watch)
        self.views = ElidedComboBox()
        self.cameras = ElidedComboBox()
        self._about = label("", "secondary")
        self.mirror = QCheckBox(self.tr("Mirror the picture"))
        self.lines = QCheckBox(self.tr("Show the outline"))
        self.photo = QCheckBox(self.tr("Lay the baseline photo over it"))
        choices, self.countdown = segments(
            [(self._countdown_words(seconds), "") for seconds in COUNTDOWNS_S]
        )
        self.shutter = button("", self.press_shutter, "primary")
        self.checklist = button(self.tr("Checklist"), self.checklist_chosen.emit, "quiet")
        self._name_parts()
        self._build(choices)
        self._connect()
        self.show_ghost(None)
        self._refresh()

    @property
    def view(self) -> View:
        """The view that is to be taken."""
        return VIEWS[max(self.views.currentIndex(), 0)]

    def first_control(self) -> QWidget:
        """Return the shutter."""
        return self.shutter

    def choose_view(self, view: View) -> None:
        """Take another view, without telling it."""
        self.views.setCurrentIndex(VIEWS.index(view))

    def show_ghost(self, ghost: Ghost | None) -> None:
        """Show the face to repeat, and say whose it is."""
        self.canvas.show_ghost(ghost)
        self.photo.setEnabled(ghost is not None and ghost.image is not None)
        photo = None if ghost is None else ghost.photo
        if ghost is None:
            words = self.tr("Looking for your baseline photo")
        elif photo is None or photo.captured_at is None:
            words = self.tr("There is no photo of this view yet. This one begins its series.")
        else:
            words = self.tr("To be like your photo of {day}.").format(
                day=day_words(photo.captured_at.date())
            )
        self._about.setText(words)

    def _name_parts(self) -> None:
        for view in VIEWS:
            self.views.addItem(view_name(view), view)
        name_control(self.views, self.tr("View to take"))
        name_control(self.cameras, self.tr("Camera"))
        self.mirror.setChecked(self._cameras.is_mirrored)
        self.mirror.setToolTip(
            self.tr("As in a mirror, for you. Photos are kept as others see you.")
        )
        self.lines.setChecked(True)
        self.countdown.button(_USUAL_COUNTDOWN).setChecked(True)
        for each, seconds in zip(self.countdown.buttons(), COUNTDOWNS_S, strict=True):
            each.setAccessibleName(
                self.tr("No countdown")
                if not seconds
                else plural("Countdown of {count} second", "Countdown of {count} seconds", seconds)
            )
        self.shutter.setMinimumWidth(_SHUTTER_WIDTH)
        self.shutter.setToolTip(self.tr("Space or Enter. Esc stops the countdown."))

    def _build(self, choices: QHBoxLayout) -> None:
        content = QVBoxLayout()
        content.setContentsMargins(20, 16, 20, 16)
        content.setSpacing(8)
        content.addWidget(label(self.tr("View"), "caption"))
        content.addWidget(self.views)
        content.addWidget(self._about)
        content.addSpacing(10)
        content.addWidget(self.hints)
        content.addStretch(1)
        for each in (self.lines, self.photo, self.mirror):
            content.addWidget(each)
        content.addWidget(self.cameras)
        panel = self._panel = surface("panel", column(scrolling(content)))
        foot = LiveFoot(self.checklist, self.shutter, choices)
        picture = column(self.canvas, foot, spacing=0)
        picture.setStretch(0, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(picture, 1)
        whole.addWidget(panel)

    def _connect(self) -> None:
        self.views.activated.connect(self._tell_view)
        self.cameras.activated.connect(self._cameras.choose)
        for box in (self.mirror, self.lines, self.photo):
            box.toggled.connect(self._take_switches)
        self._cameras.changed.connect(self._refresh)
        self._shooting.counted.connect(self._show_count)
        self._shooting.shot.connect(self._show_shot)
        self._shooting.ended.connect(self._refresh)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the larger part to the picture."""
        super().resizeEvent(event)
        self._panel.setFixedWidth(side_width(_PANEL_WIDTH, self.width(), _MOST_SHARE))

    # What is done

    @Slot()
    def press_shutter(self) -> None:
        """Begin the countdown, or stop it."""
        if self._shooting.is_running:
            self._shooting.cancel()
            return
        self._shooting.begin(COUNTDOWNS_S[self.countdown.checkedId()])
        self._refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Space and Enter be the shutter, and Esc stop it."""
        if event.key() in _KEYS and not event.isAutoRepeat() and self.shutter.isEnabled():
            self.press_shutter()
        elif event.key() == Qt.Key.Key_Escape and self._shooting.is_running:
            self._shooting.cancel()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _tell_view(self) -> None:
        self.view_chosen.emit(self.view)

    @Slot()
    def _take_switches(self) -> None:
        self._cameras.is_mirrored = self.mirror.isChecked()
        self.canvas.shows_lines = self.lines.isChecked()
        self.canvas.shows_photo = self.photo.isChecked()
        self.canvas.update()

    # What is shown

    @Slot()
    def _refresh(self) -> None:
        is_running = self._shooting.is_running
        words = self.tr("Stop") if is_running else self.tr("Take three photos")
        if self.shutter.text() != words:
            self.shutter.setText(words)
            self.shutter.setAccessibleName(words)
        self.shutter.setEnabled(self._cameras.is_on)
        for each in (self.views, self.cameras, self.checklist, *self.countdown.buttons()):
            each.setEnabled(not is_running)
        self._list_cameras()
        if not is_running:
            self.canvas.show_count(0)
            self.canvas.show_words("")

    def _list_cameras(self) -> None:
        names = [
            name or tr("Camera {number}").format(number=place + 1)
            for place, name in enumerate(self._cameras.names)
        ]
        if names != [self.cameras.itemText(place) for place in range(self.cameras.count())]:
            self.cameras.clear()
            self.cameras.addItems(names)
            self.cameras.setCurrentIndex(min(self._cameras.chosen, len(names) - 1))
        self.cameras.setVisible(len(names) > 1)

    @Slot(int)
    def _show_count(self, seconds: int) -> None:
        self.canvas.show_count(seconds)
        if seconds <= _SPOKEN_SECONDS:
            announce(self.canvas, str(seconds))

    @Slot(int)
    def _show_shot(self, number: int) -> None:
        self.canvas.show_count(0)
        words = self.tr("{number} of {count}").format(number=number, count=SHOTS)
        self.canvas.show_words(words)

    def _countdown_words(self, seconds: int) -> str:
        return self.tr("{count} s").format(count=seconds)
