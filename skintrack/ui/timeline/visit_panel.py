"""The panel at the right: one visit with its photos, values, issues and session notes."""

from functools import partial

from PySide6.QtCore import QMargins, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from skintrack.model import Photo, TreatmentSession, Visit
from skintrack.ui.course_state import CourseState
from skintrack.ui.left_out import healing_words
from skintrack.ui.phase_words import phase_words
from skintrack.ui.photo.panel_button import panel_button
from skintrack.ui.services import Services
from skintrack.ui.timeline.next_words import session_name
from skintrack.ui.widgets.basic import button, clear, icon_button, label, row, scrolling, separator
from skintrack.ui.widgets.marked_label import MarkedLabel
from skintrack.ui.widgets.side_width import side_width
from skintrack.ui.words import (
    day_words,
    photo_clock,
    session_details,
    skin_state_name,
    view_name,
)

PANEL_WIDTH, _MOST_SHARE = 348, 0.44
_THUMB = QSize(108, 144)
_RING_PX = 2


class VisitPanel(QFrame):
    """Shows one visit; asks for photos to be opened or compared."""

    photo_opened = Signal(object)
    comparison_chosen = Signal(object, object)
    session_chosen = Signal(object)
    diary_chosen = Signal(object)
    closed = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._visit: Visit | None = None
        self._thumbs: dict[str, tuple[QPushButton, Photo]] = {}
        self.setProperty("surface", "panel")
        self.fit_into(0)
        self._title = label("", "title")
        self._phase = label("", "secondary")
        close = icon_button(services.icons, "close", self.tr("Close this panel"), self.closed.emit)
        self._content = QVBoxLayout()
        self._content.setContentsMargins(20, 0, 14, 16)
        self._content.setSpacing(10)
        area = scrolling(self._content)
        head = row(self._title, close)
        head.setContentsMargins(20, 12, 10, 0)
        phase = row(self._phase)
        phase.setContentsMargins(20, 0, 14, 10)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addLayout(phase)
        layout.addWidget(area, 1)
        services.images.thumbnail_ready.connect(self._show_thumbnail)
        services.course.noted.connect(self._show_notes)

    def fit_into(self, room_px: int) -> None:
        """Take no more than its part of a view of this width."""
        self.setFixedWidth(side_width(PANEL_WIDTH, room_px, _MOST_SHARE))

    @property
    def visit(self) -> Visit | None:
        """The visit that is shown."""
        return self._visit

    def show_visit(self, state: CourseState, visit: Visit) -> None:
        """Show a visit of the course."""
        self._visit = visit
        self._thumbs.clear()
        clear(self._content)
        self._title.setText(day_words(visit.day))
        self._phase.setText(phase_words(visit.phase, is_first=visit is state.visits[0]))
        if visit.phase.is_healing:
            self._content.addWidget(label(healing_words(), "secondary"))
        session = _session_of(state, visit)
        if session is not None:
            self._add_session(state, session)
            self._add_diary(state, session, visit)
        # Not at the top, here and below: the window opens without a visit.
        from skintrack.ui.ratings.rating_words import visit_rating_lines

        for line in visit_rating_lines(state.ratings, visit.day):
            self._content.addWidget(label(line, "secondary"))
        for photo in visit.photos:
            self._content.addWidget(separator())
            self._add_photo(state, photo)
        self._content.addStretch(1)
        for photo in visit.photos:
            self._show_thumbnail(photo.id)

    def _add_session(self, state: CourseState, session: TreatmentSession) -> None:
        number = state.sessions.index(session) + 1
        name = session_name(number, state.course.planned_sessions)
        details = " · ".join(part for part in (name, session_details(session)) if part)
        edit = panel_button(details, partial(self.session_chosen.emit, session), "link")
        edit.setAccessibleName(self.tr("Edit {name}").format(name=name))
        self._content.addWidget(edit, 0, Qt.AlignmentFlag.AlignLeft)
        if session.device:
            self._content.addWidget(label(session.device, "caption"))
        if session.notes:
            self._content.addWidget(label(session.notes, "secondary"))

    def _add_diary(self, state: CourseState, session: TreatmentSession, visit: Visit) -> None:
        """Offer the diary of the days that heal, with what is noted of this one."""
        diary = button(self.tr("Recovery diary"), partial(self.diary_chosen.emit, session), "link")
        self._content.addWidget(diary, 0, Qt.AlignmentFlag.AlignLeft)
        from skintrack.ui.diary.diary_words import day_line

        noted = day_line(state.notes.diary, session.id, visit.day)
        if noted:
            self._content.addWidget(label(noted, "caption"))

    @Slot()
    def _show_notes(self) -> None:
        state = self._services.course.state
        if state is not None and self._visit is not None and self.isVisible():
            self.show_visit(state, self._visit)

    def _add_photo(self, state: CourseState, photo: Photo) -> None:
        opener = QPushButton()
        opener.setProperty("role", "quiet")
        opener.setFixedSize(_THUMB.grownBy(QMargins(*[_RING_PX] * 4)))
        opener.setStyleSheet("padding: 0;")
        opener.setIconSize(_THUMB)
        name = self.tr("Open the photo: {view}").format(view=view_name(photo.view))
        opener.setAccessibleName(name)
        opener.setToolTip(self.tr("Open the photo"))
        opener.clicked.connect(partial(self.photo_opened.emit, photo))
        self._thumbs[photo.id] = (opener, photo)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(view_name(photo.view), "section"))
        if clock := photo_clock(photo):
            words.addWidget(label(clock, "caption"))
        if photo.skin_state is not None:
            words.addWidget(label(skin_state_name(photo.skin_state), "caption"))
        if photo.is_calibration:
            words.addWidget(label(self.tr("Calibration: other light"), "caption"))
        words.addStretch(1)
        baseline = self._baseline(state, photo)
        if baseline is not None:
            compare = panel_button(
                self.tr("Compare with baseline"),
                partial(self.comparison_chosen.emit, baseline, photo),
                "link",
            )
            words.addWidget(compare, 0, Qt.AlignmentFlag.AlignLeft)
        self._content.addLayout(row(opener, words, spacing=12))
        measurements = self._services.course.measurements
        from skintrack.ui.photo_values import photo_lines

        for line in photo_lines(photo, measurements):
            self._content.addWidget(MarkedLabel(line.text, line.role))

    @staticmethod
    def _baseline(state: CourseState, photo: Photo) -> Photo | None:
        """Return the first photo of the same view, unless it is this one."""
        same = [each for each in state.dated_photos(photo.view) if not each.is_calibration]
        return same[0] if same and same[0].id != photo.id else None

    @Slot(str)
    def _show_thumbnail(self, photo_id: str) -> None:
        entry = self._thumbs.get(photo_id)
        if entry is None:
            return
        opener, photo = entry
        pixmap = self._services.images.thumbnail(photo)
        if pixmap is not None:
            opener.setIcon(_fitted(pixmap, self.devicePixelRatioF()))


def _fitted(pixmap: QPixmap, ratio: float) -> QPixmap:
    fitted = pixmap.scaled(
        _THUMB * ratio,
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    fitted.setDevicePixelRatio(ratio)
    return fitted


def _session_of(state: CourseState, visit: Visit) -> TreatmentSession | None:
    """Return the session of a visit's day, or the one it heals from."""
    number = visit.phase.session_number
    is_near = visit.phase.is_healing or visit.phase.days_since == 0
    return state.sessions[number - 1] if number is not None and is_near else None
