"""The fields of a plan: what it is for, how many sessions, how far apart."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QWidget

from skintrack.model import Course
from skintrack.model.limits import MOST_SESSIONS, MOST_WEEKS
from skintrack.ui.widgets.basic import label, row
from skintrack.ui.widgets.concern_box import concern_box
from skintrack.ui.words import tr

_TEXT_MARGIN = 10  # the style sheet gives spin boxes none


class AimFields(QObject):
    """Concern, area and the patient's own words."""

    concern_chosen = Signal()

    def __init__(self, course: Course) -> None:
        super().__init__()
        self.concern_field: QComboBox = concern_box()
        if self.concern_field.findData(course.concern) < 0:
            self.concern_field.addItem(course.concern or "", course.concern)
        self.concern_field.setCurrentIndex(self.concern_field.findData(course.concern))
        self.area_field = QLineEdit(course.area or "")
        self.area_field.setPlaceholderText(tr("such as cheeks and chin"))
        self.words_field = QLineEdit(course.concern_words or "")
        self.words_field.setPlaceholderText(tr("What you would like to be different"))
        for field in (self.area_field, self.words_field):
            field.setCursorPosition(0)  # a long text shows how it begins
        self.concern_field.currentIndexChanged.connect(self._tell)

    @property
    def concern(self) -> str | None:
        """The code that was chosen, or None."""
        code = self.concern_field.currentData()
        return None if code is None else str(code)

    @property
    def area(self) -> str | None:
        """The area, or None."""
        return self.area_field.text().strip() or None

    @property
    def words(self) -> str | None:
        """The patient's own words, or None."""
        return self.words_field.text().strip() or None

    @Slot()
    def _tell(self) -> None:
        self.concern_chosen.emit()


class PlanFields(QObject):
    """How many sessions, and the weeks between them."""

    changed = Signal()

    def __init__(self, sessions: int, spacing_weeks: tuple[int, int]) -> None:
        super().__init__()
        self.sessions_field = _spin_box(tr("How many sessions"), MOST_SESSIONS)
        self.least_field = _spin_box(tr("Fewest weeks between sessions"), MOST_WEEKS)
        self.most_field = _spin_box(tr("Most weeks between sessions"), MOST_WEEKS)
        self.spacing_field = QWidget()
        spacing = row(
            self.least_field, label(tr("to", "between two numbers"), wraps=False), self.most_field
        )
        spacing.setStretch(0, 1)
        spacing.setStretch(2, 1)
        self.spacing_field.setLayout(spacing)
        self.spacing_field.setFocusProxy(self.least_field)
        self.set_plan(sessions, spacing_weeks)
        self.sessions_field.valueChanged.connect(self._tell)
        self.least_field.valueChanged.connect(self._keep_order)
        self.most_field.valueChanged.connect(self._keep_order)

    @property
    def sessions(self) -> int:
        """How many sessions are planned."""
        return self.sessions_field.value()

    @property
    def spacing_weeks(self) -> tuple[int, int]:
        """Fewest and most weeks between sessions."""
        return self.least_field.value(), self.most_field.value()

    def set_plan(self, sessions: int, spacing_weeks: tuple[int, int]) -> None:
        """Show a plan; the user did not change anything by that."""
        values = (sessions, *spacing_weeks)
        for field, value in zip(self._fields(), values, strict=True):
            field.blockSignals(True)
            field.setValue(value)
            field.blockSignals(False)

    def _fields(self) -> tuple[QSpinBox, QSpinBox, QSpinBox]:
        return self.sessions_field, self.least_field, self.most_field

    @Slot()
    def _tell(self) -> None:
        self.changed.emit()

    @Slot()
    def _keep_order(self) -> None:
        """Let the other number follow, so that the fewest are never more than the most."""
        least, most = self.spacing_weeks
        if least > most:
            if self.sender() is self.least_field:
                self.most_field.setValue(least)
            else:
                self.least_field.setValue(most)
        self.changed.emit()


def _spin_box(name: str, most: int) -> QSpinBox:
    box = QSpinBox()
    box.setRange(1, most)
    box.setAccessibleName(name)
    box.lineEdit().setTextMargins(_TEXT_MARGIN, 0, 0, 0)
    return box
