"""A password to open the PDF, typed twice; it is kept nowhere."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLineEdit

from skintrack.ui.report.choice_book import ChoiceBook
from skintrack.ui.report.folding_group import ChoiceFields
from skintrack.ui.services import Services
from skintrack.ui.widgets.basic import button, label
from skintrack.ui.widgets.check_line import CheckLine


class PasswordFields(ChoiceFields):
    """Takes a password; how strong it is nobody judges."""

    def __init__(self, services: Services, book: ChoiceBook) -> None:
        super().__init__(services, book)
        self.lock_box = CheckLine(self.tr("Ask for a password when the PDF is opened"))
        self.first_field = QLineEdit()
        self.first_field.setAccessibleName(self.tr("Password"))
        self.second_field = QLineEdit()
        self.second_field.setAccessibleName(self.tr("Password once more"))
        self.show_button = button(self.tr("Show the password"), self._show, "link")
        self._problem = label("", "worse")
        self._captions = (
            label(self.tr("Password"), "caption"),
            label(self.tr("Password once more"), "caption"),
        )
        self.column.addWidget(self.lock_box)
        for caption, field in zip(
            self._captions, (self.first_field, self.second_field), strict=True
        ):
            self.column.addSpacing(4)
            self.column.addWidget(caption)
            self.column.addWidget(field)
        self.column.addSpacing(4)
        self.column.addWidget(self.show_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self._problem)
        self._hint = self.add_hint(
            self.tr(
                "SkinTrack does not keep it, and nobody can recover it. Archives need an open "
                "file: a locked one is no PDF/A."
            )
        )
        self._is_shown = False
        self.lock_box.toggled.connect(self._take)
        self.first_field.textChanged.connect(self._take)
        self.second_field.textChanged.connect(self._take)
        self._hide()

    @property
    def title(self) -> str:
        """Name of the group."""
        return self.tr("Password")

    def summary(self) -> str:
        """Return whether there is one."""
        if self.book.choices.password is not None:
            return self.tr("Locked")
        if self.book.password_problem:
            return self.tr("Not finished")
        return self.tr("None", "password")

    def show_choices(self) -> None:
        """Show the fields where a password is wanted; another course begins without one."""
        is_fresh = self.book.choices.password is None and not self.book.password_problem
        if is_fresh and self.lock_box.is_checked:
            self._forget()
        is_locked = self.lock_box.is_checked
        for part in (*self._captions, self.first_field, self.second_field, self.show_button):
            part.setVisible(is_locked)
        self._hint.setVisible(is_locked)
        # While the second one is still empty nothing is wrong yet.
        problem = self.book.password_problem if self.second_field.text() else ""
        self._problem.setText(problem)
        self._problem.setVisible(is_locked and bool(problem))

    def _forget(self) -> None:
        for field in (self.first_field, self.second_field):
            field.blockSignals(True)
            field.clear()
            field.blockSignals(False)
        self.lock_box.box.blockSignals(True)
        self.lock_box.set_checked(False)
        self.lock_box.box.blockSignals(False)
        self._hide()

    @Slot()
    def _take(self) -> None:
        first, second = self.first_field.text(), self.second_field.text()
        if not self.lock_box.is_checked:
            self._forget()
            self.book.set_password(None, "")
        elif not first or not second:
            self.book.set_password(None, self.tr("Type the password twice."))
        elif first != second:
            self.book.set_password(None, self.tr("The two passwords differ."))
        else:
            self.book.set_password(first, "")

    @Slot()
    def _show(self) -> None:
        if self._is_shown:
            self._hide()
            return
        self._is_shown = True
        for field in (self.first_field, self.second_field):
            field.setEchoMode(QLineEdit.EchoMode.Normal)
        self._name_button(self.tr("Hide the password"))

    def _hide(self) -> None:
        self._is_shown = False
        for field in (self.first_field, self.second_field):
            field.setEchoMode(QLineEdit.EchoMode.Password)
        self._name_button(self.tr("Show the password"))

    def _name_button(self, text: str) -> None:
        self.show_button.setText(text)
        self.show_button.setAccessibleName(text)
