"""When and how a photo was taken; the user can set it right."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from skintrack.model import Photo, SessionDayRelation, View
from skintrack.ui.course_state import CourseState
from skintrack.ui.photo.date_control import DateControl
from skintrack.ui.services import Services
from skintrack.ui.widgets.basic import button, clear, column, flush, label, name_control
from skintrack.ui.widgets.check_line import CheckLine
from skintrack.ui.widgets.skin_state_box import SkinStateBox
from skintrack.ui.words import view_name


class DetailsPage(QWidget):
    """Date, view, state of the skin, what the photo is for; and the bin."""

    view_chosen = Signal(object)
    relation_chosen = Signal(object)
    calibration_chosen = Signal(bool)
    bin_chosen = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.date = DateControl()
        self.skin = SkinStateBox()
        self.calibration = self._make_calibration_box()
        self._choices = QVBoxLayout()
        self._choices.setSpacing(6)
        skin = column(label(self.tr("State of the skin"), "section"), self.skin, spacing=6)
        skin.addWidget(self.calibration)
        remove = button(self.tr("Move to the bin"), self.bin_chosen.emit, "quiet")
        services.icons.put(remove, "bin")
        everything = column(self.date, skin, self._choices, spacing=16)
        everything.addWidget(flush(remove), 0, Qt.AlignmentFlag.AlignLeft)
        everything.addStretch(1)
        self.setLayout(everything)

    def _make_calibration_box(self) -> CheckLine:
        line = CheckLine(self.tr("Calibration: same skin, other light"))
        hint = self.tr("Taken under another lamp or in another place than the visit's others (C)")
        name_control(line.box, line.text, hint)
        line.setToolTip(hint)
        line.box.clicked.connect(self.calibration_chosen)
        return line

    def show_photo(self, state: CourseState, photo: Photo) -> None:
        """Show a photo's facts."""
        self.date.show_photo(photo)
        self.skin.show_state(photo.skin_state)
        self.calibration.set_checked(photo.is_calibration)
        self.calibration.setVisible(photo.captured_at is not None)  # else of no visit
        clear(self._choices)
        self._add_view(photo)
        captured_at = photo.captured_at
        if captured_at is None:
            return
        if any(session.date == captured_at.date() for session in state.sessions):
            self._add_relation(photo)

    def _add_view(self, photo: Photo) -> None:
        box = QComboBox()
        name_control(box, self.tr("View"))
        for view in View:
            box.addItem(view_name(view), view)
        box.setCurrentIndex(list(View).index(photo.view))
        box.activated.connect(self._choose_view)
        self._choices.addWidget(label(self.tr("View"), "section"))
        self._choices.addWidget(box)

    def _add_relation(self, photo: Photo) -> None:
        box = QComboBox()
        name_control(box, self.tr("Before or after the needling"))
        box.addItem(self.tr("Before the needling"), SessionDayRelation.BEFORE)
        box.addItem(self.tr("After the needling"), SessionDayRelation.AFTER)
        box.setCurrentIndex(int(photo.session_day_relation is SessionDayRelation.AFTER))
        box.activated.connect(self._choose_relation)
        self._choices.addSpacing(8)
        self._choices.addWidget(label(self.tr("Taken on a session's day"), "section"))
        self._choices.addWidget(box)

    @Slot(int)
    def _choose_view(self, index: int) -> None:
        self.view_chosen.emit(list(View)[index])

    @Slot(int)
    def _choose_relation(self, index: int) -> None:
        self.relation_chosen.emit(SessionDayRelation.AFTER if index else SessionDayRelation.BEFORE)
