"""Two dates compared: pickers and tools above, both photos, a strip of visits, what changed."""

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from skintrack.model import Photo, View
from skintrack.ui.compare.band_controls import BandControls
from skintrack.ui.compare.camera import Look
from skintrack.ui.compare.canvas import CompareCanvas
from skintrack.ui.compare.change_bar import ChangeBar
from skintrack.ui.compare.choosing import PairChoice
from skintrack.ui.compare.comparing import PairComparing
from skintrack.ui.compare.comparison_panel import ComparisonPanel
from skintrack.ui.compare.key_commands import KeyCommands
from skintrack.ui.compare.keys import KeysDialog
from skintrack.ui.compare.modes import MODES, Mode, mode_of
from skintrack.ui.compare.nudge_bar import NudgeBar
from skintrack.ui.compare.nudging import Nudging
from skintrack.ui.compare.room import Room
from skintrack.ui.compare.saving import PairSaving
from skintrack.ui.compare.sides import side_of, with_light, with_marks
from skintrack.ui.compare.tools import CompareTools
from skintrack.ui.course_state import CourseState
from skintrack.ui.course_view import CourseView
from skintrack.ui.models.photos_model import SHORTER_ROLE, PhotosModel
from skintrack.ui.services import Services
from skintrack.ui.widgets.basic import icon_button, name_control, row
from skintrack.ui.widgets.beginning import Beginning
from skintrack.ui.widgets.elided_combo_box import ElidedComboBox, uniform_list
from skintrack.ui.widgets.photo_strip import PhotoStrip
from skintrack.ui.words import view_name

_REMEMBER_MS = 1000
_PRELOAD_MS = 250


class CompareView(CourseView):
    """Chooses two photos of one view and shows them on the face."""

    photo_opened = Signal(object)

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._choice = PairChoice(services.settings.current)
        self.photos = PhotosModel(services.images)
        self.canvas = CompareCanvas(services)
        self.band = BandControls(self.canvas)
        self.change_bar = ChangeBar(services, self.canvas)
        self.nudging = Nudging(services)
        self.nudge_bar = NudgeBar(services.icons, self.canvas, self.nudging)
        self.panel = ComparisonPanel()
        self._comparing = PairComparing(services, self.panel, self.change_bar)
        self.strip = PhotoStrip(services.theme, self.photos, self.tr("Visits"))
        self.tools = CompareTools(services.icons)
        self.beginning = Beginning(services.theme, "compare")
        self._lines = QVBoxLayout()
        self._room = Room(services, self.panel, self.strip, self.tools, self._lines)
        self.modes = self.tools.modes
        self.view_box = QComboBox()
        name_control(self.view_box, self.tr("View of the face"))
        self.pickers = (self._make_picker(), self._make_picker())
        self.saving = PairSaving(services, self.canvas, self)
        self._memory = self._timer(_REMEMBER_MS)
        self._memory.timeout.connect(self._remember)
        self._preloading = self._timer(_PRELOAD_MS)
        self._preloading.timeout.connect(self._preload)
        self._keys = KeyCommands(self)
        self._build()
        self._restore()
        self._connect()

    def _timer(self, wait_ms: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(wait_ms)
        return timer

    def _make_picker(self) -> QComboBox:
        picker = ElidedComboBox(SHORTER_ROLE)
        picker.setView(uniform_list())
        picker.setModel(self.photos)
        picker.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        picker.setMinimumWidth(120)
        picker.setPlaceholderText(self.tr("No other day yet"))
        return picker

    def _build(self) -> None:
        words = self.tr("Swap sides (S)")
        swap = self._swap_button = icon_button(self.services.icons, "swap", words, self.swap)
        left = self._lines
        left.setSpacing(8)
        choosers = self._choosers = QWidget()
        choosers.setLayout(row(self.pickers[0], swap, self.pickers[1], self.view_box, spacing=8))
        # Each stands over its photo, also where words are read from the right.
        choosers.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        left.addWidget(choosers)
        left.addWidget(self.tools)
        left.addWidget(self.nudge_bar)
        left.addWidget(self.canvas, 1)
        left.addWidget(self.beginning, 1)
        left.addWidget(self.change_bar)
        left.addWidget(self.strip)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(left, 1)
        layout.addWidget(self.panel)

    def _restore(self) -> None:
        """Look as the last time."""
        stored = self.services.settings.current
        self.canvas.look_at(Look(stored.compare_x, stored.compare_y, stored.compare_zoom))
        self.canvas.set_curtain(stored.compare_curtain)
        self.canvas.set_fade(stored.compare_fade)
        self.canvas.set_shows_outlines(is_shown=stored.compare_shows_outlines)
        self.tools.outlines.setChecked(stored.compare_shows_outlines)
        self.tools.light.setChecked(stored.compare_matches_light)
        self.tools.panel.setChecked(stored.compare_shows_panel)
        self.panel.setVisible(stored.compare_shows_panel)

    def _connect(self) -> None:
        self.view_box.activated.connect(self._choose_view)
        self.pickers[0].activated.connect(self._pick_left)
        self.pickers[1].activated.connect(self._pick_right)
        self.strip.photo_chosen.connect(self._choose_for_active)
        self.modes.idClicked.connect(self.set_mode)
        tools = self.tools
        tools.light.toggled.connect(self._match_light)
        tools.outlines.toggled.connect(self._show_outlines)
        tools.panel.toggled.connect(self._show_panel)
        tools.nudge.toggled.connect(self._show_nudge_bar)
        tools.zoom_in.clicked.connect(self.canvas.zoom_in)
        tools.zoom_out.clicked.connect(self.canvas.zoom_out)
        tools.whole_face.clicked.connect(self.canvas.show_face)
        tools.save.clicked.connect(self.saving.choose_file)
        tools.keys.clicked.connect(self.show_keys)
        self.canvas.look_changed.connect(self._memory.start)
        self.canvas.split_changed.connect(self._memory.start)
        self.canvas.active_changed.connect(self._preloading.start)
        self.canvas.photo_wanted.connect(self._open_side)
        self.canvas.light.changed.connect(self._show_sides)
        self.nudging.changed.connect(self._show_sides)

    def first_control(self) -> QWidget:
        """Return the photos, so that the keys work at once; how to begin where there are none."""
        return self.canvas if self.photos.photos else self.beginning.button

    # Choosing

    @property
    def chosen(self) -> tuple[Photo | None, Photo | None]:
        """The photos at the left and at the right."""
        return self._choice.chosen

    def choose(self, before: Photo, after: Photo) -> None:
        """Show these two photos."""
        self._choice.choose(before, after)
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Show the course as it is now, keeping the photos that were chosen."""
        state = self.services.course.state
        if state is None:
            return
        self._choice.settle(state)
        self._fill_views(state.views)
        if self._choice.photos != self.photos.photos:
            self.photos.show(state, self._choice.photos)
        self._name_pickers()
        for picker, photo in zip(self.pickers, self.chosen, strict=True):
            picker.setCurrentIndex(self._row_of(photo))
        self.strip.mark(*(photo.id for photo in self.chosen if photo is not None))
        active = self.chosen[self.canvas.active]
        self.strip.bring_in_sight(self._row_of(active))
        self.canvas.show_view(self._choice.view)
        self.canvas.light.show_pair(*self.chosen)
        self._show_sides()
        self._comparing.compare(*self.chosen)
        self._preloading.start()  # once this pair is there
        self._memory.start()

    def _row_of(self, photo: Photo | None) -> int:
        return -1 if photo is None else self.photos.row_of(photo.id)

    def _fill_views(self, views: tuple[View, ...]) -> None:
        self.view_box.clear()
        for each in views:
            self.view_box.addItem(view_name(each), each)
        self.view_box.setCurrentIndex(self.view_box.findData(self._choice.view))
        self.view_box.setVisible(len(views) > 1)

    def _name_pickers(self) -> None:
        """Say which of the two is the earlier photo; sides can be swapped."""
        names = (self.tr("Earlier photo"), self.tr("Later photo"))
        left, right = (None if photo is None else photo.captured_at for photo in self.chosen)
        if left is not None and right is not None and left > right:
            names = names[::-1]
        for picker, name in zip(self.pickers, names, strict=True):
            picker.setAccessibleName(name)
            picker.setToolTip(name)

    @Slot()
    def _show_sides(self) -> None:
        """Show both photos with their labels as they are now."""
        state = self.services.course.state
        if state is None:
            return
        analyses = self.services.course.measurements.analyses
        sides = [
            None
            if photo is None
            else side_of(
                state, self.photos, photo, analyses.get(photo.id), self.nudging.of(photo.id)
            )
            for photo in self.chosen
        ]
        left, right = (with_light(side, self.canvas.light) for side in sides)
        self.canvas.show_sides(*with_marks((left, right), self.photos))
        self._follow_mode()
        self._say_empty(state)
        self.band.update_state()
        self.nudge_bar.update_state()
        has_pair = None not in self.chosen
        self.tools.set_has_pair(has_pair=has_pair)
        self._swap_button.setEnabled(has_pair)
        has_photos = bool(self.photos.photos)
        # An empty course has nothing to choose and no tool to use: only how it begins is shown.
        for part in (self._choosers, self.tools, self.canvas):
            part.setVisible(has_photos)
        # Nothing is compared yet: the room is the photo's, and an empty list is not offered.
        self._room.set_panel_visible(is_visible=has_pair and self.tools.panel.isChecked())
        for picker, photo in zip(self.pickers, self.chosen, strict=True):
            picker.setEnabled(photo is not None)
        self._save_height()

    def _say_empty(self, state: CourseState) -> None:
        words = self.tr(
            "One photo so far. Add one of another day, from the same side, to compare them."
        )
        self.canvas.say_empty("", words)
        hint = self.tr("Add photos of two days, taken from the same side.")
        self.beginning.show_course(state, self.tr("Two days beside each other"), hint)

    @Slot()
    def _preload(self) -> None:
        """Fetch what the next step would show, the side that keys act on first."""
        active = self.canvas.active
        self.services.images.preload(
            [*self._choice.neighbours(active), *self._choice.neighbours(1 - active)]
        )

    # Commands

    @Slot(int)
    def _choose_view(self, _index: int) -> None:
        state, view = self.services.course.state, self.view_box.currentData()
        if state is not None and view is not None:
            self._choice.take_view(state, View(view))
            self.refresh()

    def next_view(self) -> None:
        """Show the next view of the face."""
        count = self.view_box.count()
        if count > 1:
            self.view_box.setCurrentIndex((self.view_box.currentIndex() + 1) % count)
            self._choose_view(self.view_box.currentIndex())

    @Slot(int)
    def _pick_left(self, index: int) -> None:
        self._choose_at(0, index)

    @Slot(int)
    def _pick_right(self, index: int) -> None:
        self._choose_at(1, index)

    def _choose_at(self, side: int, index: int) -> None:
        if 0 <= index < len(self.photos.photos):
            self._choice.take(side, self.photos.photos[index])
            self.refresh()

    @Slot(object)
    def _choose_for_active(self, photo: Photo) -> None:
        self._choice.take(self.canvas.active, photo)
        self.refresh()

    def step(self, step: int) -> None:
        """Show the next or previous visit on the active side."""
        photo = self.chosen[self.canvas.active]
        if photo is not None:
            self._choose_at(self.canvas.active, self.photos.row_of(photo.id) + step)

    @Slot()
    def swap(self) -> None:
        """Swap the sides."""
        self._choice.swap()
        self.refresh()

    @Slot(int)
    def set_mode(self, index: int) -> None:
        """Look in another way, by its number in ``MODES``."""
        self.services.settings.change(compare_mode=MODES[index].value)
        self._follow_mode()

    def _follow_mode(self) -> None:
        """Lay the photos out as was chosen; one alone stands where a second one will."""
        mode = Mode.SIDE_BY_SIDE
        if None not in self.chosen:
            mode = mode_of(self.services.settings.current.compare_mode)
        self.modes.button(MODES.index(mode)).setChecked(True)
        if mode is not self.canvas.mode:
            self.canvas.set_mode(mode)
            self.band.update_state()
            self.change_bar.update_map()
            self._save_height()

    @Slot(bool)
    def _match_light(self, is_on: bool) -> None:
        self.canvas.light.turn(is_on=is_on)

    @Slot(bool)
    def _show_outlines(self, is_shown: bool) -> None:
        self.canvas.set_shows_outlines(is_shown=is_shown)
        self.services.settings.change(compare_shows_outlines=is_shown)

    @Slot(bool)
    def _show_panel(self, is_shown: bool) -> None:
        self._room.show_panel(is_shown=is_shown)

    @Slot(bool)
    def _show_nudge_bar(self, is_shown: bool) -> None:
        self.nudge_bar.setVisible(is_shown)
        self._save_height()

    @Slot()
    def show_keys(self) -> None:
        """List the keys."""
        KeysDialog(self).open()

    @Slot(int)
    def _open_side(self, side: int) -> None:
        photo = self.chosen[side]
        if photo is not None:
            self.photo_opened.emit(photo)

    def open_active(self) -> None:
        """Show the photo of the active side alone, large."""
        self._open_side(self.canvas.active)

    @Slot()
    def _remember(self) -> None:
        scene = self.canvas.scene
        self.services.settings.change(
            compare_x=scene.look.x,
            compare_y=scene.look.y,
            compare_zoom=scene.look.magnification,
            compare_curtain=scene.share,
            compare_fade=scene.fade,
            **self._choice.to_remember(),
        )

    def _save_height(self) -> None:
        has_photos = bool(self.photos.photos)
        self._room.fit_strip(self.height(), self.canvas.mode, has_photos=has_photos)

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make the strip smaller in a low window, and the panel in a narrow one."""
        super().resizeEvent(event)
        self._room.fit_panel(self.width())
        self._save_height()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what was moved and where one looked."""
        super().hideEvent(event)
        self.nudging.flush()
        if self._memory.isActive():
            self._memory.stop()
            self._remember()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Follow the keys that work everywhere in this view."""
        if not self._keys.press(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Let go."""
        if not self._keys.release(event):
            super().keyReleaseEvent(event)
