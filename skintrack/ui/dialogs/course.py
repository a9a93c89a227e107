"""Name a course and say whose it is, or begin another one."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from skintrack.model.person import Person
from skintrack.ui.widgets.concern_box import concern_box
from skintrack.ui.widgets.form_dialog import FormDialog

_LONGEST_NAME = 80


class CourseDialog(FormDialog):
    """Tells ``confirmed(name, concern, person)``.

    A course that exists keeps its concern, so that is None then. ``person`` is empty for whoever
    the library belongs to.

    Parameters
    ----------
    parent : QWidget
        The window.
    people : sequence of Person
        Who can be chosen; another name can be typed.
    person : Person, optional
        Who is chosen.
    name : str, optional
        The name until now; without one it is a new course.
    """

    confirmed = Signal(str, object, str)

    def __init__(
        self,
        parent: QWidget,
        people: Sequence[Person] = (),
        person: Person | None = None,
        name: str | None = None,
    ) -> None:
        is_new = name is None
        super().__init__(
            parent,
            self.tr("New course") if is_new else self.tr("Name and person"),
            self.tr("Add course") if is_new else self.tr("Save"),
        )
        self.name_field = QLineEdit(name or "")
        self.add_field(self.tr("Name of the course"), self.name_field)
        self.person_field = self._person_box(people, person)
        self.add_field(
            self.tr("Whose skin is it?"),
            self.person_field,
            self.tr("Choose “Mine”, or type a name."),
        )
        self.concern_field = concern_box() if is_new else None
        if self.concern_field is not None:
            self.add_field(self.tr("What is it for?"), self.concern_field)
        # Backwards, so that the beginning of a long name is what is seen.
        length = len(self.name_field.text())
        self.name_field.setSelection(length, -length)
        self.name_field.setFocus()

    def _person_box(self, people: Sequence[Person], person: Person | None) -> QComboBox:
        box = QComboBox()
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.addItem(self.tr("Mine", "course"))
        for each in people:
            box.addItem(each.name)
        if person is not None:
            box.setCurrentText(person.name)
        line = box.lineEdit()
        if line is not None:
            line.setMaxLength(_LONGEST_NAME)
            line.setCursorPosition(0)
        return box

    @property
    def person(self) -> str:
        """The name that was chosen or typed; empty for whoever the library belongs to."""
        text = " ".join(self.person_field.currentText().split())
        return "" if text == self.person_field.itemText(0) else text

    @Slot()
    def confirm(self) -> None:
        """Tell the name, unless it is blank."""
        name = self.name_field.text().strip()
        if not name:
            self.show_problem(self.tr("Please give the course a name."))
            return
        concern = None if self.concern_field is None else self.concern_field.currentData()
        self.confirmed.emit(name, concern, self.person)
        self.accept()
