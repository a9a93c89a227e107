"""One photo, large, with its facts beside it and its neighbours one key away."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from skintrack.model import Changes, Photo, Point, SessionDayRelation, SkinState, View
from skintrack.ui import operations
from skintrack.ui.course_view import CourseView
from skintrack.ui.photo.photo_canvas import PhotoCanvas
from skintrack.ui.photo.photo_map_bar import PhotoMapBar
from skintrack.ui.photo.photo_panel import PhotoPanel
from skintrack.ui.services import Services
from skintrack.ui.widgets.basic import button, icon_button, label, row
from skintrack.ui.words import photo_day, view_name

_ZOOM_STEP = 1.25
_MAP_KEYS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4)


class PhotoView(CourseView):
    """Shows a photo until the user goes back."""

    left = Signal()
    binned = Signal(object)
    dated = Signal(object, object)
    skin_noted = Signal(object, object)
    measuring_wanted = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._photo: Photo | None = None
        self.canvas = PhotoCanvas(services)
        self.maps = PhotoMapBar(services, self.canvas)
        self.panel = PhotoPanel(services)
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
        self.panel.draw_chosen.connect(self.start_drawing)
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
        main = QVBoxLayout()
        main.setContentsMargins(16, 10, 16, 8)
        main.setSpacing(8)
        main.addLayout(head)
        main.addWidget(self.canvas, 1)
        main.addLayout(row(self.maps.choices, 1))
        main.addWidget(self.maps)
        main.addLayout(foot)
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

    def show_photo(self, photo: Photo) -> None:
        """Show a photo."""
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
        self.canvas.show_photo(photo, {} if analysis is None else analysis.outlines)
        self.maps.show_photo(photo, analysis)
        self.panel.show_photo(state, photo)

    # Commands

    @Slot(bool)
    def _show_regions(self, is_shown: bool) -> None:
        self.canvas.set_shows_regions(is_shown)
        self.services.settings.change(shows_regions=is_shown)

    @Slot()
    def start_drawing(self) -> None:
        """Let the user outline the skin to be measured."""
        self.canvas.start_drawing()
        self._help.setText(
            self.tr("Click round the skin, or use arrows and space. Enter ends, Backspace undoes.")
        )

    @Slot()
    def _end_drawing(self) -> None:
        self._help.setText("")

    @Slot(object)
    def _save_outline(self, outline: tuple[Point, ...]) -> None:
        if self._photo is not None:
            operation = operations.save_drawn_region(self._photo.id, outline)
            self.services.desk.run(operation, self._measure_again)

    def _measure_again(self, _changes: Changes) -> None:
        self.measuring_wanted.emit()

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
        }
        commands |= {key: partial(self.maps.press, number) for number, key in enumerate(_MAP_KEYS)}
        command = commands.get(Qt.Key(event.key()))
        if command is None:
            super().keyPressEvent(event)
        else:
            command()
