"""The choices of a report in groups, most used first, and below them what is inside."""

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from skintrack.model import CourseId
from skintrack.ui.course_menu import courses_by_person
from skintrack.ui.course_state import CourseState
from skintrack.ui.report.choice_book import ChoiceBook
from skintrack.ui.report.file_fields import FileFields
from skintrack.ui.report.folding_group import ChoiceFields, FoldingGroup
from skintrack.ui.report.inside_list import InsideList
from skintrack.ui.report.pair_fields import PairFields
from skintrack.ui.report.paper_fields import PaperFields
from skintrack.ui.report.part_fields import PartFields
from skintrack.ui.report.password_fields import PasswordFields
from skintrack.ui.report.period_fields import PeriodFields
from skintrack.ui.report.photo_fields import PhotoFields
from skintrack.ui.report.privacy_fields import PrivacyFields
from skintrack.ui.services import Services
from skintrack.ui.widgets.basic import label, separator
from skintrack.ui.widgets.elided_combo_box import ElidedComboBox

_NARROW = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
_LEAST_LETTERS = 8


class ReportPanel(QWidget):
    """The column of choices; one group is open at a time.

    Parameters
    ----------
    services : Services
    book : ChoiceBook
        What they show and change.
    """

    def __init__(self, services: Services, book: ChoiceBook) -> None:
        super().__init__()
        self._services = services
        self._book = book
        self._to_make = [self._make_upper, self._make_lower, self._lay_out]
        self.foot = QVBoxLayout()
        self.foot.setContentsMargins(10, 0, 10, 0)
        book.changed.connect(self.refresh)

    def turns(self) -> tuple[Callable[[], None], ...]:
        """Return what makes the controls: all of them at one time would be felt."""
        return (self._make_next,) * len(self._to_make)

    def _make_next(self) -> None:
        if self._to_make:
            self._to_make.pop(0)()

    def _make_upper(self) -> None:
        services, book = self._services, self._book
        self.period = PeriodFields(services, book)
        self.photos = PhotoFields(services, book)
        self.pair = PairFields(services, book)
        self.privacy = PrivacyFields(services, book)

    def _make_lower(self) -> None:
        services, book = self._services, self._book
        self.parts = PartFields(services, book)
        self.paper = PaperFields(services, book)
        self.password = PasswordFields(services, book)
        self.files = FileFields(services, book)

    def _lay_out(self) -> None:
        services = self._services
        fields: tuple[ChoiceFields, ...] = (
            self.period,
            self.photos,
            self.privacy,
            self.pair,
            self.parts,
            self.paper,
            self.files,
            self.password,
        )
        self.groups = tuple(FoldingGroup(services, each) for each in fields)
        self.inside = InsideList()
        self.course_box = ElidedComboBox()
        self.course_box.setAccessibleName(self.tr("Course"))
        self.course_box.setSizeAdjustPolicy(_NARROW)
        self.course_box.setMinimumContentsLength(_LEAST_LETTERS)
        self.course_box.activated.connect(self._choose_course)
        head = QVBoxLayout()
        head.setContentsMargins(10, 0, 10, 12)
        head.setSpacing(6)
        head.addWidget(label(self.tr("For your practitioner"), "title"))
        head.addWidget(label(self.tr("Choose what goes in; the pages follow."), "secondary"))
        head.addWidget(self.course_box)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 18, 14, 14)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(separator())
        for group in self.groups:
            column.addWidget(group)
            group.opened.connect(self._close_others)
        column.addWidget(self.inside)
        column.addLayout(self.foot)
        column.addStretch(1)

    def group_of(self, fields: ChoiceFields) -> FoldingGroup:
        """Return the group that holds some controls."""
        return next(group for group in self.groups if group.fields is fields)

    @Slot()
    def refresh(self) -> None:
        """Show what the book holds."""
        state = self._book.state
        if state is None:
            return
        for make in self.turns():
            make()
        self._fill_courses(state)
        for group in self.groups:
            group.refresh()

    def _fill_courses(self, state: CourseState) -> None:
        self.course_box.setVisible(len(state.courses) > 1)
        self.course_box.clear()
        for person, courses in courses_by_person(state):
            for course in courses:
                name = course.name
                if person is not None:
                    name = self.tr("{person}: {course}").format(person=person.name, course=name)
                self.course_box.addItem(name, int(course.id))
        self.course_box.setCurrentIndex(self.course_box.findData(int(state.course.id)))

    @Slot()
    def _choose_course(self) -> None:
        self._services.course.show_course(CourseId(self.course_box.currentData()))

    @Slot(object)
    def _close_others(self, opened: FoldingGroup) -> None:
        for group in self.groups:
            if group is not opened:
                group.close_fields()
