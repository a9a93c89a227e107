"""Name a course, or begin another one."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from skintrack.ui.dialogs.form_dialog import FormDialog
from skintrack.ui.widgets.concern_box import concern_box


class CourseDialog(FormDialog):
    """Tells ``confirmed(name, concern)``; a rename has no concern."""

    confirmed = Signal(str, object)

    def __init__(self, parent: QWidget, name: str | None = None) -> None:
        is_new = name is None
        super().__init__(
            parent,
            self.tr("New course") if is_new else self.tr("Rename this course"),
            self.tr("Add course") if is_new else self.tr("Rename"),
        )
        self.name_field = QLineEdit(name or "")
        self.add_field(self.tr("Name of the course"), self.name_field)
        self.concern_field = concern_box() if is_new else None
        if self.concern_field is not None:
            self.add_field(self.tr("What is it for?"), self.concern_field)
        self.name_field.selectAll()
        self.name_field.setFocus()

    @Slot()
    def confirm(self) -> None:
        """Tell the name, unless it is blank."""
        name = self.name_field.text().strip()
        if not name:
            self.show_problem(self.tr("Please give the course a name."))
            return
        concern = None if self.concern_field is None else self.concern_field.currentData()
        self.confirmed.emit(name, concern)
        self.accept()
