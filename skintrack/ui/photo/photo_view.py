"""One photo, large, with its facts beside it and its neighbours one key away."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from skintrack.model import (
    Anchors,
    OutlineKind,
    Photo,
    Point,
    SessionDayRelation,
    SkinState,
    View,
)
from skintrack.ui import operations
from skintrack.ui.course_view import CourseView
from skintrack.ui.photo.anchor_editor import AnchorEditor
from skintrack.ui.photo.photo_canvas import PhotoCanvas
from skintrack.ui.photo.photo_map_bar import PhotoMapBar
from skintrack.ui.photo.photo_panel import PhotoPanel
from skintrack.ui.photo.untreated_outline import untreated_outline
from skintrack.ui.services import Services
from skintrack.ui.widgets.basic import button, column, icon_button, label, row
from skintrack.ui.words import photo_day, view_name

_ZOOM_STEP = 1.25
_MAP_KEYS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4)


class PhotoView(CourseView):
    """Shows a photo until the user goes back."""

    left = Signal()
    binned = Signal(object)
    dated = Signal(object, object)
    skin_noted = Signal(object, object)
    calibration_marked = Signal(object, bool)
    outline_given = Signal(object, object, object)
    anchors_given = Signal(object, object)

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._photo: Photo | None = None
        self.canvas = PhotoCanvas(services)
        self.maps = PhotoMapBar(services, self.canvas)
        self.panel = PhotoPanel(services)
        self.anchor_editor = AnchorEditor(services)
        self._kind = OutlineKind.SKIN
        self._title = label("", "section", wraps=False)
        self._help = label("", "secondary", wraps=False)
        self.regions_box = QCheckBox(self.tr("Show regions"))
        self.regions_box.setAccessibleName(self.tr("Show regions"))
        self.regions_box.setChecked(services.settings.current.shows_regions)
        self.canvas.set_shows_regions(self.regions_box.isChecked())
        self._build()
        self.regions_box.toggled.connect(self._show_regions)
        self.panel.date_given.connect(self._set_date)
        self.panel.view_chosen.connect(self._set_view)
        self.panel.relation_chosen.connect(self._set_relation)
        self.panel.skin_state_chosen.connect(self._note_skin)
        self.panel.calibration_chosen.connect(self._mark_calibration)
        region = self.panel.region
        region.draw_chosen.connect(self.start_drawing)
        region.removal_chosen.connect(self._remove_outline)
        region.anchors_chosen.connect(self.start_anchors)
        region.anchor_removal_chosen.connect(self._remove_anchors)
        region.region_photo_chosen.connect(self.show_photo)
        self.anchor_editor.finished.connect(self._save_anchors)
        self.anchor_editor.given_up.connect(self._end_anchors)
        self.panel.bin_chosen.connect(self._bin)
        self.canvas.outline_drawn.connect(self._save_outline)
        self.canvas.drawing_ended.connect(self._end_drawing)

    def _build(self) -> None:
        icons = self.services.icons
        back = button(self.tr("Back"), self.left.emit, "quiet")
        icons.put(back, "back")
        earlier = icon_button(icons, "previous", self.tr("Earlier photo (←)"), self._earlier)
        later = icon_button(icons, "next", self.tr("Later photo (→)"), self._later)
        out = icon_button(icons, "zoom_out", self.tr("Smaller"), self._zoom_out)
        larger = icon_button(icons, "zoom_in", self.tr("Larger"), self._zoom_in)
        whole = icon_button(icons, "fit", self.tr("Whole photo (0)"), self.canvas.show_whole)
        head = row(back, earlier, later, self._title, 1, spacing=6)
        foot = row(self.regions_box, self._help, 1, out, larger, whole, spacing=8)
        shown = column(self.canvas, row(self.maps.choices, 1), self.maps, foot)
        shown.setStretch(0, 1)
        looking = QWidget()
        looking.setLayout(shown)
        self._main = QStackedWidget()
        self._main.addWidget(looking)
        self._main.addWidget(self.anchor_editor)
        main = QVBoxLayout()
        main.setContentsMargins(16, 10, 16, 8)
        main.setSpacing(8)
        main.addLayout(head)
        main.addWidget(self._main, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(main, 1)
        layout.addWidget(self.panel)

    def first_control(self) -> QWidget:
        """Return the photo, so that the keys work at once."""
        return self.canvas

    @property
    def photo(self) -> Photo | None:
        """The photo that is shown."""
        return self._photo

    @Slot(object)
    def show_photo(self, photo: Photo) -> None:
        """Show a photo."""
        if self._photo is not None and self._photo.id != photo.id:
            self._end_anchors()
        self._photo = photo
        self.refresh()

    def refresh(self) -> None:
        """Show the photo as the course knows it now."""
        state = self.services.course.state
        if state is None or self._photo is None:
            return
        photo = state.photo(self._photo.id)
        if photo is None:
            if self.isVisible():
                self.left.emit()
            return
        self._photo = photo
        analysis = self.services.course.measurements.analyses.get(photo.id)
        self._title.setText(f"{view_name(photo.view)} · {photo_day(photo)}")
        self.canvas.setAccessibleDescription(self._title.text())
        outlines = {} if analysis is None else analysis.outlines
        untreated = untreated_outline(photo, self.services.course.measurements)
        self.canvas.show_photo(photo, outlines, untreated)
        self.maps.show_photo(photo, analysis)
        self.panel.show_photo(state, photo)

    # Commands

    @Slot(bool)
    def _show_regions(self, is_shown: bool) -> None:
        self.canvas.set_shows_regions(is_shown)
        self.services.settings.change(shows_regions=is_shown)

    @Slot(object)
    def start_drawing(self, kind: OutlineKind = OutlineKind.SKIN) -> None:
        """Let the user outline the skin to measure, or untreated skin."""
        self._kind = kind
        self._end_anchors()
        self.canvas.start_drawing()
        what = self.tr("the skin to measure")
        if kind is OutlineKind.UNTREATED:
            what = self.tr("untreated skin")
        text = self.tr("Click round {what}, or use arrows and space. Enter ends, Ctrl+Z undoes.")
        self._help.setText(text.format(what=what))

    @Slot()
    def _end_drawing(self) -> None:
        self._help.setText("")

    @Slot(object)
    def _save_outline(self, outline: tuple[Point, ...]) -> None:
        if self._photo is not None:
            self.outline_given.emit(self._photo, self._kind, outline)

    @Slot(object)
    def _remove_outline(self, kind: OutlineKind) -> None:
        if self._photo is not None:
            self.outline_given.emit(self._photo, kind, None)

    @Slot()
    def start_anchors(self) -> None:
        """Let the user match the same spots in this photo and in the one of the region."""
        state, measurements = self.services.course.state, self.services.course.measurements
        if state is None or self._photo is None:
            return
        region = measurements.drawn.get(self._photo.view)
        region_photo = None if region is None else state.photo(region.photo_id)
        if region is None or region.skin is None or region_photo is None:
            return
        kept = measurements.anchors.get(self._photo.id)
        self.canvas.stop_drawing()
        self._main.setCurrentWidget(self.anchor_editor)
        self.anchor_editor.edit(region_photo, region.skin, self._photo, kept)

    @Slot()
    def _end_anchors(self) -> None:
        if self._main.currentWidget() is self.anchor_editor:
            self._main.setCurrentIndex(0)
            self.canvas.setFocus()

    @Slot(object)
    def _save_anchors(self, anchors: Anchors) -> None:
        self._end_anchors()
        if self._photo is not None:
            self.anchors_given.emit(self._photo, anchors)

    @Slot()
    def _remove_anchors(self) -> None:
        if self._photo is not None:
            self.anchors_given.emit(self._photo, None)

    @Slot(object)
    def _set_date(self, moment: datetime) -> None:
        if self._photo is not None:
            self.dated.emit(self._photo, moment)

    @Slot(object)
    def _set_view(self, view: View) -> None:
        if self._photo is not None and view is not self._photo.view:
            self.services.desk.run(operations.set_view(self._photo.id, view))

    @Slot(object)
    def _set_relation(self, relation: SessionDayRelation) -> None:
        if self._photo is not None:
            self.services.desk.run(operations.set_relation(self._photo.id, relation))

    @Slot(object)
    def _note_skin(self, state: SkinState | None) -> None:
        if self._photo is not None:
            self.skin_noted.emit(self._photo, state)

    @Slot(bool)
    def _mark_calibration(self, is_calibration: bool) -> None:
        if self._photo is not None:
            self.calibration_marked.emit(self._photo, is_calibration)

    @Slot()
    def _bin(self) -> None:
        if self._photo is not None:
            self.binned.emit(self._photo)

    @Slot()
    def _earlier(self) -> None:
        self.step(-1)

    @Slot()
    def _later(self) -> None:
        self.step(1)

    def step(self, step: int) -> None:
        """Show the next or previous photo of the same view."""
        state = self.services.course.state
        if state is None or self._photo is None:
            return
        photos = state.dated_photos(self._photo.view)
        ids = [photo.id for photo in photos]
        if self._photo.id in ids:
            place = ids.index(self._photo.id) + step
            if 0 <= place < len(photos):
                self.show_photo(photos[place])

    @Slot()
    def _zoom_in(self) -> None:
        self.canvas.zoom_by(_ZOOM_STEP)

    @Slot()
    def _zoom_out(self) -> None:
        self.canvas.zoom_by(1 / _ZOOM_STEP)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Follow the keys of this view."""
        commands = {
            Qt.Key.Key_Escape: self.left.emit,
            Qt.Key.Key_Left: self._earlier,
            Qt.Key.Key_Right: self._later,
            Qt.Key.Key_Plus: self._zoom_in,
            Qt.Key.Key_Equal: self._zoom_in,
            Qt.Key.Key_Minus: self._zoom_out,
            Qt.Key.Key_0: self.canvas.show_whole,
            Qt.Key.Key_C: self.panel.calibration.click,
        }
        commands |= {key: partial(self.maps.press, number) for number, key in enumerate(_MAP_KEYS)}
        command = commands.get(Qt.Key(event.key()))
        if command is None:
            super().keyPressEvent(event)
        else:
            command()
