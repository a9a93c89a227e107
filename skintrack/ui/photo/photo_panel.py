"""What is known of one photo, in three pages: findings, details, and what was set by hand."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from skintrack.model import Photo
from skintrack.ui.course_state import CourseState
from skintrack.ui.phase_words import visit_phase_words
from skintrack.ui.photo.details_page import DetailsPage
from skintrack.ui.photo.face_points_page import FacePointsPage
from skintrack.ui.photo.face_section import FaceSection
from skintrack.ui.photo.findings_page import FindingsPage
from skintrack.ui.photo.pin_book import PinBook
from skintrack.ui.photo.pin_section import PinSection
from skintrack.ui.photo.region_section import RegionSection
from skintrack.ui.services import Services
from skintrack.ui.widgets.basic import clear, column, label, scrolling, segments, separator
from skintrack.ui.widgets.side_width import side_width
from skintrack.ui.words import photo_clock, photo_day

PANEL_WIDTH, _MOST_SHARE = 332, 0.42
FINDINGS, DETAILS, MARKS = range(3)


class PhotoPanel(QFrame):
    """Shows facts beside the photo; the pages tell what the user wants.

    ``points`` takes the place of the pages while the points of the face are being set.
    """

    page_changed = Signal(int)

    def __init__(self, services: Services, book: PinBook) -> None:
        super().__init__()
        self._services = services
        self._photo: Photo | None = None
        self.setProperty("surface", "panel")
        self.fit_into(0)
        self.findings = FindingsPage(services)
        self.details = DetailsPage(services)
        self.pins = PinSection(services, book)
        self.face = FaceSection(services)
        self.region = RegionSection(services)
        self.points = FacePointsPage(services)
        self._head = QVBoxLayout()
        self._head.setSpacing(4)
        choices, self.tabs = segments(
            (
                (self.tr("Findings"), self.tr("What was found in this photo")),
                (self.tr("Details"), self.tr("Date, view and state of the skin")),
                (self.tr("Marks"), self.tr("Pins, points of the face, drawn regions")),
            )
        )
        for tab in self.tabs.buttons():
            tab.setProperty("narrow", True)
        self._pages = QStackedWidget()
        marks = QWidget()
        marks.setLayout(column(self.pins, separator(), self.face, separator(), self.region, 1,
                               spacing=14))  # fmt: skip
        for page in (self.findings, self.details, marks):
            self._add_page(page)
        top = QVBoxLayout()
        top.setContentsMargins(20, 14, 16, 8)
        top.setSpacing(12)
        top.addLayout(self._head)
        top.addLayout(choices)
        looking = QWidget()
        self._stack = QStackedWidget()
        self._stack.addWidget(looking)
        self._stack.addWidget(self.points)
        everything = column(top, self._pages, spacing=0)
        everything.setStretch(1, 1)
        looking.setLayout(everything)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.tabs.idClicked.connect(self.show_page)
        self.show_page(FINDINGS)

    def _add_page(self, page: QWidget) -> None:
        inside = QVBoxLayout()
        inside.setContentsMargins(20, 8, 16, 16)
        page.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        inside.addWidget(page)
        # Empty first: a stack styles and lays out what it takes, and again with each parent.
        place = QWidget()
        self._pages.addWidget(place)
        place.setLayout(column(scrolling(inside)))

    def fit_into(self, room_px: int) -> None:
        """Take no more than its part of a view of this width."""
        self.setFixedWidth(side_width(PANEL_WIDTH, room_px, _MOST_SHARE))

    @Slot(int)
    def show_page(self, page: int) -> None:
        """Show one of the three pages."""
        self.tabs.button(page).setChecked(True)
        self._pages.setCurrentIndex(page)
        self.page_changed.emit(page)

    @property
    def page(self) -> int:
        """The page that is shown."""
        return self._pages.currentIndex()

    def show_points(self, *, is_shown: bool) -> None:
        """Let the points of the face take the place of the pages, or give it back."""
        self._stack.setCurrentIndex(int(is_shown))

    def show_photo(self, state: CourseState, photo: Photo) -> None:
        """Show a photo's facts."""
        is_other = self._photo is None or self._photo.id != photo.id
        self._photo = photo
        analysis = self._services.course.measurements.analyses.get(photo.id)
        clear(self._head)
        self._add_head(state, photo)
        self.findings.show_photo(photo, analysis)
        self.details.show_photo(state, photo)
        self.pins.show_photo(photo)
        self.face.show_photo(analysis)
        self.region.show_photo(photo, analysis)
        if is_other and photo.captured_at is None:
            self.show_page(DETAILS)  # it asks for the date

    def _add_head(self, state: CourseState, photo: Photo) -> None:
        self._head.addWidget(label(photo_day(photo), "title"))
        phase = state.phase_of(photo.id)
        parts = [] if phase is None else [visit_phase_words(state, phase, photo.id)]
        if clock := photo_clock(photo):
            parts.append(clock)
        if parts:
            self._head.addWidget(label(" · ".join(parts), "secondary"))
        name = label(photo.original_name, "caption")
        name.setToolTip(photo.original_name)
        self._head.addWidget(name)
