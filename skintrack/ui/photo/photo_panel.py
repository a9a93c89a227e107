"""What is known of one photo: day, view, values per region, issues in words."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QGridLayout, QVBoxLayout

from skintrack import treatment
from skintrack.model import Metric, Photo, PhotoAnalysis, RegionName, SessionDayRelation, View
from skintrack.ui.course_state import CourseState
from skintrack.ui.photo.date_control import DateControl
from skintrack.ui.photo.region_section import RegionSection
from skintrack.ui.photo_values import photo_lines
from skintrack.ui.services import Services
from skintrack.ui.widgets.basic import button, clear, label, name_control, scrolling, separator
from skintrack.ui.widgets.skin_state_box import SkinStateBox
from skintrack.ui.words import (
    clock_words,
    metric_name,
    photo_day,
    region_name,
    value_words,
    view_name,
)

PANEL_WIDTH = 332


class PhotoPanel(QFrame):
    """Shows facts; lets view, date and relation be mended."""

    date_given = Signal(object)
    view_chosen = Signal(object)
    relation_chosen = Signal(object)
    skin_state_chosen = Signal(object)
    calibration_chosen = Signal(bool)
    bin_chosen = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._photo: Photo | None = None
        self.setProperty("surface", "panel")
        self.setFixedWidth(PANEL_WIDTH)
        self._head = QVBoxLayout()
        self._head.setSpacing(6)
        self.date = DateControl()
        self.date.date_given.connect(self.date_given)
        self.skin = SkinStateBox()
        self.skin.state_chosen.connect(self.skin_state_chosen)
        self.region = RegionSection(services)
        self._choices = QVBoxLayout()
        self._choices.setSpacing(6)
        self._content = QVBoxLayout()
        self._content.setSpacing(6)
        everything = QVBoxLayout()
        everything.setContentsMargins(20, 16, 16, 16)
        everything.setSpacing(12)
        everything.addLayout(self._head)
        everything.addWidget(self.date)
        skin = QVBoxLayout()
        skin.setSpacing(6)
        skin.addWidget(label(self.tr("State of the skin"), "section"))
        skin.addWidget(self.skin)
        self.calibration = self._make_calibration_box()
        skin.addWidget(self.calibration)
        everything.addLayout(skin)
        everything.addLayout(self._choices)
        everything.addLayout(self._content)
        everything.addStretch(1)
        remove = button(self.tr("Move to the bin"), self.bin_chosen.emit, "quiet")
        services.icons.put(remove, "bin")
        everything.addWidget(remove, 0, Qt.AlignmentFlag.AlignLeft)
        self._everything = everything
        area = scrolling(everything)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)

    def _make_calibration_box(self) -> QCheckBox:
        box = QCheckBox(self.tr("Calibration: same skin, other light"))
        hint = self.tr("Taken under another lamp or in another place than the visit's others (C)")
        name_control(box, box.text(), hint)
        box.clicked.connect(self.calibration_chosen)
        return box

    def show_photo(self, state: CourseState, photo: Photo) -> None:
        """Show a photo's facts."""
        self._photo = photo
        analysis = self._services.course.measurements.analyses.get(photo.id)
        clear(self._head)
        clear(self._choices)
        clear(self._content)
        self._add_head(state, photo)
        self.date.show_photo(photo)
        self.skin.show_state(photo.skin_state)
        self.calibration.setChecked(photo.is_calibration)
        self.calibration.setVisible(photo.captured_at is not None)  # else of no visit
        self._add_choices(state, photo)
        self._content.addSpacing(10)
        self._content.addWidget(separator())
        self._content.addSpacing(6)
        self._add_values(photo, analysis)
        self.region.show_photo(photo, analysis)
        # Where there is a region to draw or to find, it comes before the numbers.
        beside = self._choices if self.region.is_about_skin else self._content
        self._everything.removeWidget(self.region)
        self._everything.insertWidget(self._everything.indexOf(beside) + 1, self.region)

    def _add_head(self, state: CourseState, photo: Photo) -> None:
        self._head.addWidget(label(photo_day(photo), "title"))
        phase = state.phase_of(photo.id)
        parts = [treatment.phase_label(phase)] if phase is not None else []
        if photo.captured_at is not None:
            parts.append(clock_words(photo.captured_at))
        if parts:
            self._head.addWidget(label(" · ".join(parts), "secondary"))
        self._head.addWidget(label(photo.original_name, "caption"))

    def _add_choices(self, state: CourseState, photo: Photo) -> None:
        box = QComboBox()
        name_control(box, self.tr("View"))
        for view in View:
            box.addItem(view_name(view), view)
        box.setCurrentIndex(list(View).index(photo.view))
        box.activated.connect(self._choose_view)
        self._choices.addWidget(label(self.tr("View"), "section"))
        self._choices.addWidget(box)
        if photo.captured_at is None:
            return
        if any(session.date == photo.captured_at.date() for session in state.sessions):
            self._add_relation(photo)

    def _add_relation(self, photo: Photo) -> None:
        box = QComboBox()
        name_control(box, self.tr("Before or after the needling"))
        box.addItem(self.tr("Before the needling"), SessionDayRelation.BEFORE)
        box.addItem(self.tr("After the needling"), SessionDayRelation.AFTER)
        box.setCurrentIndex(int(photo.session_day_relation is SessionDayRelation.AFTER))
        box.activated.connect(self._choose_relation)
        self._choices.addWidget(label(self.tr("Taken on a session's day"), "section"))
        self._choices.addWidget(box)

    def _add_values(self, photo: Photo, analysis: PhotoAnalysis | None) -> None:
        measurements = self._services.course.measurements
        self._content.addWidget(label(self.tr("Against the baseline"), "section"))
        for line in photo_lines(photo, measurements):
            self._content.addWidget(label(line.text, line.role))
        self._add_table(analysis)
        if analysis is not None and analysis.usable_for != frozenset(Metric):
            names = ", ".join(
                metric_name(metric).lower() for metric in Metric if metric in analysis.usable_for
            )
            text = self.tr("Usable for: {names}.").format(names=names or self.tr("looking only"))
            self._content.addWidget(label(text, "caption"))

    def _add_table(self, analysis: PhotoAnalysis | None) -> None:
        """List every value, region by region."""
        regions = _measured_regions(analysis)
        if analysis is None or not regions:
            return
        table = QGridLayout()
        table.setHorizontalSpacing(10)
        table.setVerticalSpacing(4)
        for column, metric in enumerate(Metric, start=1):
            name = label(metric_name(metric), "caption")
            name.setAlignment(Qt.AlignmentFlag.AlignRight)
            table.addWidget(name, 0, column, Qt.AlignmentFlag.AlignRight)
        for line, region in enumerate(regions, start=1):
            table.addWidget(label(region_name(region), "caption", wraps=False), line, 0)
            for column, metric in enumerate(Metric, start=1):
                text = value_words(metric, analysis.value(metric, region))
                value = label(text, "caption", wraps=False)
                value.setAccessibleName(
                    f"{metric_name(metric)}, {region_name(region).lower()}: {text}"
                )
                table.addWidget(value, line, column, Qt.AlignmentFlag.AlignRight)
        self._content.addSpacing(10)
        self._content.addWidget(separator())
        self._content.addSpacing(6)
        self._content.addWidget(label(self.tr("All values"), "section"))
        self._content.addLayout(table)

    @Slot(int)
    def _choose_view(self, index: int) -> None:
        self.view_chosen.emit(list(View)[index])

    @Slot(int)
    def _choose_relation(self, index: int) -> None:
        self.relation_chosen.emit(SessionDayRelation.AFTER if index else SessionDayRelation.BEFORE)


def _measured_regions(analysis: PhotoAnalysis | None) -> list[RegionName]:
    """Return the regions with values."""
    if analysis is None:
        return []
    found = {measurement.region for measurement in analysis.measurements}
    return [region for region in RegionName if region in found]
