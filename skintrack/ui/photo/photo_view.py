"""One photo, large, with its facts beside it and its neighbours one key away."""

from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from skintrack.model import Anchors, OutlineKind, Photo, Point
from skintrack.ui.course_view import CourseView
from skintrack.ui.fonts import scaled
from skintrack.ui.photo import undo_keys
from skintrack.ui.photo.anchor_editor import AnchorEditor
from skintrack.ui.photo.crop_store import CropStore
from skintrack.ui.photo.mode_bar import ModeBar
from skintrack.ui.photo.photo_canvas import PhotoCanvas
from skintrack.ui.photo.photo_map_bar import PhotoMapBar
from skintrack.ui.photo.photo_modes import PhotoModes
from skintrack.ui.photo.photo_panel import MARKS, PhotoPanel
from skintrack.ui.photo.photo_record import PhotoRecord
from skintrack.ui.photo.pin_book import PinBook
from skintrack.ui.photo.pin_following import PinFollowing
from skintrack.ui.photo.pin_strip import PinStrip
from skintrack.ui.photo.same_place import SamePlace
from skintrack.ui.photo.untreated_outline import untreated_outline
from skintrack.ui.photo.zoom_bar import ZoomBar
from skintrack.ui.services import Services
from skintrack.ui.widgets.banner import KEPT_CLEAR
from skintrack.ui.widgets.basic import button, column, icon_button, name_control, row, set_margins
from skintrack.ui.widgets.elided import ElidedLabel
from skintrack.ui.words import photo_day, view_name

_LOW_PX, _NARROW_PX, _CRAMPED_PX = 620, 1000, 700
_ROOM_FOR_STRIP = 800
_FOOT_GAP = 4
_MAP_KEYS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4)


class PhotoView(CourseView):
    """Shows a photo until the user goes back."""

    left = Signal()
    outline_given = Signal(object, object, object)
    anchors_given = Signal(object, object)
    points_given = Signal(object, object)
    comparison_wanted = Signal(object, object)

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._photo: Photo | None = None
        self.book = PinBook(services)
        self.crops = CropStore(services.desk, services.cpu_tasks)
        self.canvas = PhotoCanvas(services)
        self.maps = PhotoMapBar(services, self.canvas)
        self.panel = PhotoPanel(services, self.book)
        self.record = PhotoRecord(services, self.panel.details)
        self._middle = row(self.canvas)
        self.strip = PinStrip(services, self.crops, self._middle)
        self.mode_bar = ModeBar(services)
        self.anchor_editor = AnchorEditor(services)
        self.modes = PhotoModes(services, self.canvas, self.mode_bar, self.panel, self.book)
        self.zoom = ZoomBar(services, self.canvas)
        self._place = SamePlace(services, self.canvas)
        self.pins = PinFollowing(self.canvas, self.panel, self.strip, self.book, self._place)
        self._title = ElidedLabel("section")
        self.regions_box = self._switch("regions", self.tr("Regions"))
        self.regions_box.setToolTip(self.tr("Show the outlines of what was measured (R)"))
        self.pins_box = self._switch("pin", self.tr("Pins"))
        self.pins_box.setToolTip(self.tr("Show the pinned spots (I)"))
        self.regions_box.setChecked(services.settings.current.shows_regions)
        self.pins_box.setChecked(True)
        self.canvas.set_shows_regions(self.regions_box.isChecked())
        self._build()
        self._connect_panel()
        self.panel.pins.pin_wanted.connect(self.start_pin)
        self.panel.pins.correction_wanted.connect(self.modes.correct_pin)
        self.pins.photo_wanted.connect(self.show_photo)
        self.strip.comparison_wanted.connect(self.comparison_wanted)
        self.canvas.tool_changed.connect(self._fit_foot)
        self.regions_box.toggled.connect(self._show_regions)
        self.pins_box.toggled.connect(self._show_pins)
        self.anchor_editor.finished.connect(self._save_anchors)
        self.anchor_editor.given_up.connect(self._end_anchors)
        self.modes.outline_drawn.connect(self._save_outline)
        self.modes.points_set.connect(self._save_points)

    def _switch(self, icon: str, text: str) -> QToolButton:
        """Return a button that stays down while something is shown."""
        switch = QToolButton()
        switch.setCheckable(True)
        switch.setText(text)
        switch.setProperty("role", "icon")
        switch.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        name_control(switch, text)
        self.services.icons.put(switch, icon)
        return switch

    def _connect_panel(self) -> None:
        region = self.panel.region
        region.draw_chosen.connect(self.start_drawing)
        region.removal_chosen.connect(self._remove_outline)
        region.anchors_chosen.connect(self.start_anchors)
        region.anchor_removal_chosen.connect(self._remove_anchors)
        region.region_photo_chosen.connect(self.show_photo)
        self.panel.face.points_wanted.connect(self.modes.start_points)
        self.panel.findings.points_wanted.connect(self.modes.start_points)
        self.panel.findings.drawing_wanted.connect(self._draw_skin)

    def _build(self) -> None:
        icons = self.services.icons
        back = self._back = button(self.tr("Back"), self.left.emit, "quiet")
        icons.put(back, "back")
        earlier = icon_button(icons, "previous", self.tr("Earlier photo (←)"), self._earlier)
        later = icon_button(icons, "next", self.tr("Later photo (→)"), self._later)
        head = row(back, earlier, later, self._title, self.zoom, spacing=4)
        head.setStretch(3, 1)
        foot = self._foot = QWidget()
        foot.setObjectName(KEPT_CLEAR)
        foot.setLayout(
            row(self.maps.choices, 1, self.regions_box, self.pins_box, spacing=_FOOT_GAP)
        )
        self._middle.setStretch(0, 1)
        shown = column(self.mode_bar, self._middle, foot, self.maps, self.strip, spacing=6)
        shown.setStretch(1, 1)
        looking = QWidget()
        self._main = QStackedWidget()
        # Empty first: a stack styles and lays out what it takes, and again with each parent.
        self._main.addWidget(looking)
        self._main.addWidget(self.anchor_editor)
        looking.setLayout(shown)
        main = self._lines = QVBoxLayout()
        main.setSpacing(6)
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
        """Show a photo; a part of the face that was shown large stays in sight."""
        is_other = self._photo is not None and self._photo.id != photo.id
        if is_other:
            self._end_anchors()
            self._place.remember()
        self._photo = photo
        self._refresh_now()
        if is_other:
            self._place.restore()

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
        title = f"{view_name(photo.view)} · {photo_day(photo)}"
        self._say_title()
        self.canvas.setAccessibleDescription(title)
        outlines = {} if analysis is None else analysis.outlines
        untreated = untreated_outline(photo, self.services.course.measurements)
        self.canvas.show_photo(photo, outlines, untreated)
        self.maps.show_photo(photo, analysis)
        self.panel.show_photo(state, photo)
        self.record.show_photo(photo)
        self.pins.show_photo(photo)

    @property
    def _is_low(self) -> bool:
        return self.height() < scaled(_LOW_PX)

    @Slot()
    def _fit_foot(self) -> None:
        """Leave the photo the room of the foot where something is drawn in a low window."""
        self._foot.setVisible(self.modes.tool is None or not self._is_low)

    @property
    def _is_narrow(self) -> bool:
        return self.width() < scaled(_NARROW_PX)

    @property
    def _is_cramped(self) -> bool:
        return self.width() < scaled(_CRAMPED_PX)

    def _say_title(self) -> None:
        """Name the photo; where there is little room the panel alone says the day."""
        if self._photo is None:
            return
        view, day = view_name(self._photo.view), photo_day(self._photo)
        self._title.set_whole_text(view if self._is_narrow else f"{view} · {day}")

    # Regions and anchors

    @Slot(bool)
    def _show_regions(self, is_shown: bool) -> None:
        self.canvas.set_shows_regions(is_shown)
        self.services.settings.change(shows_regions=is_shown)

    @Slot(object)
    def start_drawing(self, kind: OutlineKind = OutlineKind.SKIN) -> None:
        """Let the user outline the skin to measure, or untreated skin."""
        self._end_anchors()
        self.modes.start_drawing(kind)

    @Slot()
    def _draw_skin(self) -> None:
        self.start_drawing(OutlineKind.SKIN)

    @Slot()
    def _mark_untreated(self) -> None:
        self.start_drawing(OutlineKind.UNTREATED)

    @Slot(object, object)
    def _save_outline(self, kind: OutlineKind, outline: tuple[Point, ...]) -> None:
        if self._photo is not None:
            self.outline_given.emit(self._photo, kind, outline)

    @Slot(object)
    def _remove_outline(self, kind: OutlineKind) -> None:
        if self._photo is not None:
            self.outline_given.emit(self._photo, kind, None)

    @Slot(object)
    def _save_points(self, points: object) -> None:
        if self._photo is not None:
            self.points_given.emit(self._photo, points)

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
        self.modes.leave()
        self._main.setCurrentWidget(self.anchor_editor)
        self.zoom.hide()
        self.anchor_editor.edit(region_photo, region.skin, self._photo, kept)

    @Slot()
    def _end_anchors(self) -> None:
        if self._main.currentWidget() is self.anchor_editor:
            self._main.setCurrentIndex(0)
            self.zoom.show()
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

    # Pins

    @Slot(bool)
    def _show_pins(self, is_shown: bool) -> None:
        self.canvas.pins.is_shown = is_shown
        self.canvas.update()

    @Slot()
    def start_pin(self) -> None:
        """Let the user pin a spot."""
        self._end_anchors()
        self.panel.show_page(MARKS)
        self.pins_box.setChecked(True)
        self.modes.start_pin()

    # Neighbours and keys

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the photo more room in a low window."""
        super().resizeEvent(event)
        self.strip.set_low(is_low=self._is_low)
        self._fit_foot()
        self.panel.fit_into(self.width())
        style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        if self._is_narrow:
            style = Qt.ToolButtonStyle.ToolButtonIconOnly
        self._back.setText("" if self._is_cramped else self._back.accessibleName())
        start, end = (8, 8) if self._is_cramped else (24, 16)
        set_margins(self._lines, start, 8, end, 8)
        self._say_title()
        for switch in (self.regions_box, self.pins_box):
            switch.setToolButtonStyle(style)
            fit = "" if self._is_narrow else "words"
            if switch.property("fit") != fit:
                switch.setProperty("fit", fit)
                switch.style().unpolish(switch)
                switch.style().polish(switch)
        room = self.width() - self.panel.width() - start - end
        room -= sum(each.sizeHint().width() for each in (self.regions_box, self.pins_box))
        self.maps.fit_choices(room - 2 * _FOOT_GAP)
        self.strip.set_cramped(is_cramped=self.width() < scaled(_ROOM_FOR_STRIP))

    def event(self, event: QEvent) -> bool:
        """Keep undo and redo for what is being drawn or matched, wherever the focus is."""
        if undo_keys.are_claimed(event) and (
            self.modes.tool is not None or self._main.currentWidget() is self.anchor_editor
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Follow the keys of this view."""
        if self.modes.tool is not None and undo_keys.follow(event, self.modes.tool):
            return
        commands = {
            Qt.Key.Key_Escape: self._leave,
            Qt.Key.Key_Left: self._earlier,
            Qt.Key.Key_Right: self._later,
            Qt.Key.Key_Plus: self.zoom.zoom_in,
            Qt.Key.Key_Equal: self.zoom.zoom_in,
            Qt.Key.Key_Minus: self.zoom.zoom_out,
            Qt.Key.Key_0: self.canvas.show_whole,
            Qt.Key.Key_Z: self.canvas.switch_zoom,
            Qt.Key.Key_R: self.regions_box.toggle,
            Qt.Key.Key_I: self.pins_box.toggle,
            Qt.Key.Key_P: self.start_pin,
            Qt.Key.Key_D: self._draw_skin,
            Qt.Key.Key_U: self._mark_untreated,
            Qt.Key.Key_F: self.modes.start_points,
            Qt.Key.Key_C: self.panel.details.calibration.box.click,
        }
        commands |= {key: partial(self.maps.press, number) for number, key in enumerate(_MAP_KEYS)}
        command = commands.get(Qt.Key(event.key()))
        if command is None:
            super().keyPressEvent(event)
        else:
            command()

    @Slot()
    def _leave(self) -> None:
        """Leave what is being done, then the strip, then the photo."""
        if self.modes.tool is not None:
            self.modes.leave()
        elif self.strip.pin is not None:
            self.pins.leave()
        else:
            self.left.emit()
