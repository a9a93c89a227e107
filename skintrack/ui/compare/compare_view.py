"""Two dates side by side: pickers above, both photos, a strip of visits, the panel of words."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from skintrack.errors import EnvironmentalError
from skintrack.model import Comparison, Photo, View
from skintrack.ui import operations
from skintrack.ui.compare.camera import to_canonical
from skintrack.ui.compare.canvas import CHANGE, CURTAIN, SIDE_BY_SIDE, CompareCanvas, Side
from skintrack.ui.compare.change_bar import ChangeBar
from skintrack.ui.compare.comparison_panel import ComparisonPanel
from skintrack.ui.course_state import CourseState
from skintrack.ui.course_view import CourseView
from skintrack.ui.models.photos_model import PhotosModel
from skintrack.ui.services import Services
from skintrack.ui.widgets.basic import (
    column,
    icon_button,
    label,
    name_control,
    row,
    segments,
    surface,
)
from skintrack.ui.widgets.elided_combo_box import ElidedComboBox
from skintrack.ui.widgets.photo_strip import PhotoStrip
from skintrack.ui.words import tr, view_name

_ZOOM_STEP = 1.25
_MOVE_STEP_PX = 40
_MODES = (SIDE_BY_SIDE, CURTAIN, CHANGE)
_MODE_KEYS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3)
_METRIC_KEYS = (Qt.Key.Key_R, Qt.Key.Key_T)
_LEAST = 2


class CompareView(CourseView):
    """Chooses two photos of one view and shows them on the face."""

    photo_opened = Signal(object)

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._chosen: list[Photo | None] = [None, None]
        self._asked: tuple[Photo, Photo] | None = None
        self.photos = PhotosModel(services.images)
        self.canvas = CompareCanvas(services)
        self.change_bar = ChangeBar(services, self.canvas)
        self.panel = ComparisonPanel()
        self.strip = PhotoStrip(services.theme, self.photos, self.tr("Visits"))
        self.view_box = QComboBox()
        name_control(self.view_box, self.tr("View"))
        self._captions = (label("", "caption"), label("", "caption"))
        self.pickers = (self._make_picker(0), self._make_picker(1))
        self._mode_row, self.modes = segments(
            (
                (self.tr("Side by side"), self.tr("Key 1")),
                (self.tr("Curtain"), self.tr("Key 2")),
                (self.tr("Change"), self.tr("What changed, as a map over the right photo (key 3)")),
            )
        )
        self._build()
        self._connect()

    def _make_picker(self, side: int) -> QComboBox:
        picker = ElidedComboBox()
        picker.setModel(self.photos)
        picker.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        picker.setMinimumWidth(120)
        self._captions[side].setBuddy(picker)
        return picker

    def _build(self) -> None:
        icons = self.services.icons
        swap = icon_button(icons, "swap", self.tr("Swap sides (Space)"), self.swap)
        out = icon_button(icons, "zoom_out", self.tr("Smaller (\N{MINUS SIGN})"), self._zoom_out)
        larger = icon_button(icons, "zoom_in", self.tr("Larger (+)"), self._zoom_in)
        fit = icon_button(icons, "fit", self.tr("Whole face (0)"), self.canvas.show_face)
        named = [
            column(caption, picker, spacing=2)
            for caption, picker in zip(self._captions, self.pickers, strict=True)
        ]
        choosers = row(named[0], swap, named[1], spacing=8)
        choosers.setAlignment(swap, Qt.AlignmentFlag.AlignBottom)
        bar = surface("window", choosers)
        tools = row(self._mode_row, self.view_box, 1, out, larger, fit, spacing=10)
        left = QVBoxLayout()
        left.setContentsMargins(16, 12, 16, 8)
        left.setSpacing(10)
        left.addWidget(bar)
        left.addWidget(self.canvas, 1)
        left.addWidget(self.change_bar)
        left.addLayout(tools)
        left.addWidget(self.strip)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(left, 1)
        layout.addWidget(self.panel)

    def _connect(self) -> None:
        self.view_box.activated.connect(self._choose_view)
        self.pickers[0].activated.connect(self._pick_left)
        self.pickers[1].activated.connect(self._pick_right)
        self.strip.photo_chosen.connect(self._choose_for_active)
        self.modes.idClicked.connect(self.set_mode)
        stored = self.services.settings.current.compare_mode
        mode = stored if stored in _MODES else SIDE_BY_SIDE
        self.canvas.set_mode(mode)
        self.change_bar.update_map()
        self.modes.button(_MODES.index(mode)).setChecked(True)

    def first_control(self) -> QWidget:
        """Return the photos, so that the keys work at once."""
        return self.canvas

    # Choosing

    @property
    def chosen(self) -> tuple[Photo | None, Photo | None]:
        """The photos at the left and at the right."""
        return self._chosen[0], self._chosen[1]

    def choose(self, before: Photo, after: Photo) -> None:
        """Show these two photos."""
        self._chosen = [before, after]
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Show the course as it is now, keeping the photos that were chosen."""
        state = self.services.course.state
        if state is None:
            return
        for side, photo in enumerate(self._chosen):
            self._chosen[side] = None if photo is None else state.photo(photo.id)
        view = self._wanted_view(state)
        self._fill_views(state, view)
        photos = state.dated_photos(view)
        if photos != self.photos.photos:
            self.photos.show(state, photos)
        self._keep_or_default(state, photos)
        self._show_pair(state)

    def _wanted_view(self, state: CourseState) -> View | None:
        for photo in self._chosen:
            if photo is not None:
                return photo.view
        if View.FRONT in state.views or not state.views:
            return View.FRONT
        return state.views[0]

    def _fill_views(self, state: CourseState, view: View | None) -> None:
        self.view_box.clear()
        for each in state.views:
            self.view_box.addItem(view_name(each), each)
        self.view_box.setCurrentIndex(self.view_box.findData(view))
        self.view_box.setVisible(len(state.views) > 1)

    def _keep_or_default(self, state: CourseState, photos: tuple[Photo, ...]) -> None:
        """Take the first photo and the latest one, of those that can stand in a trend."""
        if len(photos) < _LEAST:
            self._chosen = [photos[0] if photos else None, None]
            return
        known = {photo.id for photo in photos}
        first = next((photo for photo in photos if not photo.is_calibration), photos[0])
        others = [photo for photo in photos if photo is not first]
        counting = [photo for photo in others if not _is_left_out(state, photo)]
        defaults = (first, counting[-1] if counting else others[-1])
        for side, photo in enumerate(self._chosen):
            if photo is None or (photo.id not in known and photo.captured_at is not None):
                self._chosen[side] = defaults[side]

    def _show_pair(self, state: CourseState) -> None:
        before, after = self.chosen
        self.canvas.show_sides(self._side(state, before), self._side(state, after))
        for picker, photo in zip(self.pickers, self.chosen, strict=True):
            picker.setCurrentIndex(-1 if photo is None else self.photos.row_of(photo.id))
        self._name_pickers()
        self.strip.scrollTo(self.photos.index(self._row_of_active()))
        self.strip.mark(*(photo.id for photo in self.chosen if photo is not None))
        if before is None or after is None:
            words = self.tr("Two photos of the same view make a comparison.")
            self.panel.show_message(words)
            self.change_bar.explain(words)
            return
        if self._asked != (before, after):
            self.change_bar.wait()
        self._asked = (before, after)
        trend = self.services.course.measurements.trends.get(before.view)
        noise = None if trend is None else trend.noise
        self.services.desk.run(
            operations.compare_photos(before.id, after.id, noise), self._take, self._explain
        )

    def _name_pickers(self) -> None:
        """Say which of the two is the earlier photo; sides can be swapped."""
        names = (self.tr("Earlier photo"), self.tr("Later photo"))
        left, right = (None if photo is None else photo.captured_at for photo in self.chosen)
        if left is not None and right is not None and left > right:
            names = names[::-1]
        for caption, picker, name in zip(self._captions, self.pickers, names, strict=True):
            caption.setText(name)
            picker.setAccessibleName(name)

    def _row_of_active(self) -> int:
        photo = self._chosen[self.canvas.active]
        return -1 if photo is None else self.photos.row_of(photo.id)

    def _side(self, state: CourseState, photo: Photo | None) -> Side | None:
        if photo is None:
            return None
        analysis = self.services.course.measurements.analyses.get(photo.id)
        transform, has_face = to_canonical(photo, analysis)
        row_number = self.photos.row_of(photo.id)
        words = str(self.photos.data(self.photos.index(row_number))) if row_number >= 0 else ""
        day, _, phase = words.partition(" · ")
        caption = " · ".join(part for part in (phase, _days_since_start(state, photo)) if part)
        return Side(photo, transform, has_face, day, caption)

    def _take(self, comparison: Comparison) -> None:
        if self._asked == self.chosen:
            self.panel.show_comparison(comparison)
            self._show_change(*self._asked, comparison)

    def _show_change(self, before: Photo, after: Photo, comparison: Comparison) -> None:
        analyses = self.services.course.measurements.analyses
        first, second = analyses.get(before.id), analyses.get(after.id)
        if first is not None and second is not None:
            self.change_bar.show_pair(((before, first), (after, second)), comparison)

    def _explain(self, error: BaseException) -> None:
        if isinstance(error, EnvironmentalError):
            self.panel.show_message(error.message)
            self.change_bar.explain(error.message)
        else:
            self.services.desk.failed.emit(error)

    # Commands

    @Slot(int)
    def _choose_view(self, _index: int) -> None:
        state, view = self.services.course.state, self.view_box.currentData()
        if state is None or view is None:
            return
        photos = state.dated_photos(View(view))
        self._chosen = [_same_day(state, photo, photos) for photo in self._chosen]
        if self._chosen == [None, None] and photos:
            self._chosen = [photos[0], None]
        self.refresh()

    @Slot(int)
    def _pick_left(self, index: int) -> None:
        self._choose_at(0, index)

    @Slot(int)
    def _pick_right(self, index: int) -> None:
        self._choose_at(1, index)

    def _choose_at(self, side: int, index: int) -> None:
        if 0 <= index < len(self.photos.photos):
            self._chosen[side] = self.photos.photos[index]
            self.refresh()

    @Slot(object)
    def _choose_for_active(self, photo: Photo) -> None:
        self._chosen[self.canvas.active] = photo
        self.refresh()

    def step(self, step: int) -> None:
        """Show the next or previous visit on the active side."""
        side = self.canvas.active
        photo = self._chosen[side]
        if photo is not None:
            self._choose_at(side, self.photos.row_of(photo.id) + step)

    @Slot()
    def swap(self) -> None:
        """Swap the sides."""
        self._chosen.reverse()
        self.refresh()

    @Slot(int)
    def set_mode(self, index: int) -> None:
        """Show the photos side by side (0), under a curtain (1), or what changed (2)."""
        mode = _MODES[index]
        self.canvas.set_mode(mode)
        self.change_bar.update_map()
        self.modes.button(index).setChecked(True)
        self.services.settings.change(compare_mode=mode)

    @Slot()
    def _zoom_in(self) -> None:
        self.canvas.zoom_by(_ZOOM_STEP)

    @Slot()
    def _zoom_out(self) -> None:
        self.canvas.zoom_by(1 / _ZOOM_STEP)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Follow the keys that work everywhere in this view."""
        is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        moves = {
            Qt.Key.Key_Left: (_MOVE_STEP_PX, 0),
            Qt.Key.Key_Right: (-_MOVE_STEP_PX, 0),
            Qt.Key.Key_Up: (0, _MOVE_STEP_PX),
            Qt.Key.Key_Down: (0, -_MOVE_STEP_PX),
        }
        key = Qt.Key(event.key())
        if is_shifted and key in moves:
            self.canvas.move_by(*moves[key])
        elif not self._plain_key(key):
            super().keyPressEvent(event)

    def _plain_key(self, key: Qt.Key) -> bool:
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.step(-1 if key is Qt.Key.Key_Left else 1)
        elif key in _MODE_KEYS:
            self.set_mode(_MODE_KEYS.index(key))
        elif key in _METRIC_KEYS and self.canvas.mode == CHANGE:
            self.change_bar.press(_METRIC_KEYS.index(key))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._zoom_in()
        elif key is Qt.Key.Key_Minus:
            self._zoom_out()
        elif key is Qt.Key.Key_0:
            self.canvas.show_face()
        elif key is Qt.Key.Key_Space:
            self.swap()
        else:
            return False
        return True


def _is_left_out(state: CourseState, photo: Photo) -> bool:
    """Whether a photo is of healing days, or in other light to learn the noise."""
    phase = state.phase_of(photo.id)
    return photo.is_calibration or (phase is not None and phase.is_healing)


def _days_since_start(state: CourseState, photo: Photo) -> str:
    """Return how long after the first photo of the course this one was taken."""
    if photo.captured_at is None or not state.visits:
        return ""
    days = (photo.captured_at.date() - state.visits[0].day).days
    return "" if days <= 0 else tr("day {days}").format(days=days)


def _same_day(state: CourseState, photo: Photo | None, photos: tuple[Photo, ...]) -> Photo | None:
    """Return the photo of another view that was taken on the same visit."""
    visit = None if photo is None else state.visit_of(photo.id)
    if visit is None:
        return None
    return next((other for other in photos if other in visit.photos), None)
