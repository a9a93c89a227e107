"""Ratings of a course: new ones at the left, those so far at the right."""

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from skintrack.model import Rater, Rating, Scale
from skintrack.ui.own_steps import OwnSteps
from skintrack.ui.ratings.rating_words import (
    answer_names,
    rater_name,
    rating_words,
    scale_name,
    scale_short,
)
from skintrack.ui.services import Services
from skintrack.ui.widgets.answer_row import AnswerRow
from skintrack.ui.widgets.basic import (
    button,
    clear,
    column,
    flush,
    icon_button,
    label,
    row,
    scrolling,
    separator,
    surface,
)
from skintrack.ui.widgets.date_field import DateField
from skintrack.ui.widgets.dialog import Dialog
from skintrack.ui.widgets.elided_combo_box import ElidedComboBox
from skintrack.ui.words import day_words, number

if TYPE_CHECKING:
    from datetime import date

_FORM_WIDTH = 420
_LEAST_LETTERS = 12
_NARROW = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
_SIZE = (900, 620)
_MARGIN = 28


class RatingDialog(Dialog):
    """Tells ``given(date, answers, notes)`` and ``removed(Rating)``; nothing is lost either way."""

    given = Signal(object, object, object)
    removed = Signal(object)

    def __init__(self, parent: QWidget, services: Services) -> None:
        super().__init__(parent)
        self._services = services
        self.setWindowTitle(self.tr("Ratings"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.steps = OwnSteps(services.history, self)
        self._make_fields()
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self._list.setContentsMargins(0, 0, 8, 0)
        self._build()
        self._follow_answers()

    def _make_fields(self) -> None:
        self.date_field = DateField(self.tr("Day of the rating"))
        self.date_field.set_latest(datetime.now().astimezone().date())
        self.rater_box = ElidedComboBox()
        for rater in Rater:
            self.rater_box.addItem(rater_name(rater), rater)
        values = [(value, number(value)) for value in Scale.PATIENT.values]
        self.patient_row = AnswerRow(scale_name(Scale.PATIENT), values, answer_names(Scale.PATIENT))
        self.patient_row.answered.connect(self._follow_answers)
        self.boxes: dict[Scale, ElidedComboBox] = {}
        for scale in (Scale.GAIS, Scale.GOODMAN_BARON):
            box = ElidedComboBox()
            box.addItem(self.tr("Not rated"), None)
            for value, name in zip(scale.values, answer_names(scale), strict=True):
                box.addItem(name, value)
            box.activated.connect(self._follow_answers)
            self.boxes[scale] = box
        for box in (self.rater_box, *self.boxes.values()):
            # Long answers do not widen the form; the list that opens shows them whole.
            box.setSizeAdjustPolicy(_NARROW)
            box.setMinimumContentsLength(_LEAST_LETTERS)
        self.notes_field = QLineEdit()
        self.notes_field.setPlaceholderText(self.tr("In a few words, if you like"))

    def _build(self) -> None:
        form = QVBoxLayout()
        form.setSpacing(4)
        self._add_field(form, self.tr("Day"), self.date_field)
        hint = self.tr("0 is not at all, 10 is completely.")
        self._add_field(form, scale_name(Scale.PATIENT), self.patient_row, hint)
        self._add_field(form, scale_name(Scale.GAIS), self.boxes[Scale.GAIS])
        self._add_field(form, self.tr("Who says how it changed"), self.rater_box)
        self._add_field(form, scale_name(Scale.GOODMAN_BARON), self.boxes[Scale.GOODMAN_BARON])
        self._add_field(form, self.tr("Note"), self.notes_field)
        self.add_button = button(self.tr("Add to the ratings"), self._give, "primary")
        form.addStretch(1)
        form_area = scrolling(form)
        form.setContentsMargins(0, 0, 10, 0)
        form_area.setFixedWidth(_FORM_WIDTH)
        self._so_far = scrolling(self._list)
        listing = column(self._so_far)
        listing.setContentsMargins(18, 14, 10, 14)
        so_far = surface("card", listing)
        explanation = self.tr(
            "What people say of the skin. It stands beside the measured numbers and never changes "
            "them."
        )
        layout = column(
            label(self.tr("Ratings"), "title"),
            label(explanation, "secondary"),
            row(form_area, so_far, spacing=24),
            row(
                flush(self.steps.undo_button),
                1,
                button(self.tr("Close"), self.accept),
                self.add_button,
            ),
            spacing=14,
        )
        layout.setContentsMargins(_MARGIN, 24, _MARGIN, 20)
        self.setLayout(layout)
        self.resize(*_SIZE)

    @staticmethod
    def _add_field(form: QVBoxLayout, name: str, field: QWidget, hint: str = "") -> None:
        caption = label(name, "section")
        if not isinstance(field, AnswerRow):
            caption.setBuddy(field)
            field.setAccessibleName(name)
        form.addWidget(caption)
        form.addWidget(field)
        if hint:
            form.addWidget(label(hint, "caption"))
        form.addSpacing(8)

    # What is shown

    def show_ratings(self, ratings: tuple[Rating, ...]) -> None:
        """List the ratings, latest first."""
        clear(self._list)
        if not ratings:
            text = self.tr(
                "Nothing yet. Photos show what changed on the skin; a rating says how you find it."
            )
            self._list.addWidget(label(text, "secondary"))
        last_day: date | None = None
        last_notes: str | None = None
        for rating in sorted(ratings, key=lambda each: (-each.day.toordinal(), each.id)):
            if rating.day != last_day:
                if last_day is not None:
                    self._list.addWidget(separator())
                self._list.addWidget(label(day_words(rating.day), "section"))
                last_day, last_notes = rating.day, None
            self._list.addLayout(self._line(rating))
            if rating.notes != last_notes:
                last_notes = rating.notes
                self._list.addWidget(label(rating.notes or "", "secondary"))
        self._list.addStretch(1)

    def _line(self, rating: Rating) -> QVBoxLayout:
        name = scale_short(rating.scale)
        words = column(label(rating_words(rating)), spacing=1)
        words.addWidget(label(f"{name} · {rater_name(rating.rater)}", "caption"))
        text = self.tr("Remove the rating of {day}: {name}").format(
            day=day_words(rating.day), name=name
        )
        icons = self._services.icons
        remove = icon_button(icons, "close", text, partial(self._remove, rating))
        line = row(words, remove)
        line.setStretch(0, 1)
        line.setAlignment(remove, Qt.AlignmentFlag.AlignTop)
        return column(line)

    # Answers

    def answers(self) -> tuple[tuple[Scale, int, Rater], ...]:
        """Return what is answered in the form."""
        found: list[tuple[Scale, int, Rater]] = []
        if self.patient_row.value is not None:
            found.append((Scale.PATIENT, self.patient_row.value, Rater.PATIENT))
        for scale, box in self.boxes.items():
            value = box.currentData()
            if value is not None:
                rater = Rater(self.rater_box.currentData())
                is_grade = scale is Scale.GOODMAN_BARON
                found.append((scale, int(value), Rater.PRACTITIONER if is_grade else rater))
        return tuple(found)

    @Slot()
    def _follow_answers(self) -> None:
        self.add_button.setEnabled(bool(self.answers()))

    def _remove(self, rating: Rating) -> None:
        self.steps.note()
        self.removed.emit(rating)

    @Slot()
    def _give(self) -> None:
        if not self.date_field.check():
            return
        notes = self.notes_field.text().strip() or None
        self.steps.note()
        self.add_button.setEnabled(False)
        self.given.emit(self.date_field.day, self.answers(), notes)

    @Slot()
    def clear_answers(self) -> None:
        """Make room for the next rating, once this one is kept."""
        self.patient_row.set_value(None)
        for box in self.boxes.values():
            box.setCurrentIndex(0)
        self.notes_field.clear()
        self._follow_answers()
        self.patient_row.take_focus()
