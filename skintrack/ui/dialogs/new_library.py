"""Create a library: course name, concern, place; then whether it is protected."""

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QVBoxLayout, QWidget

from skintrack.errors import EnvironmentalError
from skintrack.ui.fonts import scaled
from skintrack.ui.widgets.basic import button, label, row
from skintrack.ui.widgets.busy_line import BusyLine
from skintrack.ui.widgets.concern_box import concern_box
from skintrack.ui.widgets.form_dialog import FormDialog
from skintrack.ui.widgets.protection_choice import ProtectionChoice
from skintrack.ui.widgets.steps import Steps
from skintrack.ui.words import tr

_WIDTH, _WIDEST = 540, 840


@dataclass(frozen=True)
class NewLibrary:
    """What the user chose."""

    folder: Path
    course_name: str
    concern: str | None
    passphrase: str | None = field(default=None, repr=False)


class NewLibraryDialog(FormDialog):
    """Tells ``created`` when the user confirms; closed by who creates the library."""

    created = Signal(object)

    def __init__(self, parent: QWidget, folder: Path) -> None:
        super().__init__(
            parent,
            self.tr("Create my library"),
            self.tr("Next", "step"),
        )
        self.setMinimumWidth(min(scaled(_WIDTH), _WIDEST))
        self._folder = folder
        self._is_busy = False
        self.name_field = QLineEdit(self.tr("My course"))
        self.name_field.selectAll()
        self.concern_field = concern_box()
        self.protection = ProtectionChoice()
        self._place = QLabel()
        self._place.setTextFormat(Qt.TextFormat.PlainText)
        self._place.setWordWrap(True)
        self._sync = label("", "worse")
        self._course = self._make_course()
        self._steps = Steps(self._course, self.protection)
        self.add_widget(self._steps)
        self._busy = BusyLine(lines=1)
        self.add_widget(self._busy)
        self.back_button = button(self.tr("Back"), self._go_back)
        self.add_foot_button(self.back_button)
        self.protection.changed.connect(self._follow)
        self.protection.fields.finished.connect(self.confirm)
        self._show_place()
        self._show_step(self._course)

    def _make_course(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        about = self.tr("A course is one stretch of treatment. You can add more later.")
        layout.addWidget(label(about, "secondary"))
        layout.addSpacing(10)
        for name, control in (
            (self.tr("Name of the course"), self.name_field),
            (self.tr("What is it for?"), self.concern_field),
        ):
            caption = label(name, "section")
            caption.setBuddy(control)
            control.setAccessibleName(name)
            layout.addWidget(caption)
            layout.addWidget(control)
            layout.addSpacing(10)
        layout.addWidget(label(self.tr("Where it is kept"), "section"))
        place = row(spacing=12)
        place.addWidget(self._place, 1)
        self._change = button(self.tr("Change…"), self._choose_folder)
        place.addWidget(self._change)
        layout.addLayout(place)
        layout.addWidget(self._sync)
        layout.addStretch(1)
        return page

    @property
    def folder(self) -> Path:
        """Where the library will be made."""
        return self._folder

    def set_folder(self, folder: Path) -> None:
        """Choose another place."""
        self._folder = folder
        self._show_place()

    @Slot()
    def confirm(self) -> None:
        """Go on to the protection; there, tell the choice."""
        if self._is_busy:
            return
        name = self.name_field.text().strip()
        if not name:
            self._show_step(self._course)
            self.show_problem(self.tr("Please give the course a name."))
            self.name_field.setFocus()
            return
        if self._steps.current is self._course:
            self._show_step(self.protection)
            self.protection.fields.first_field.setFocus()
            return
        if self.protection.problem:
            self.show_problem(self.protection.problem)
            self.protection.fields.focus_problem()
            return
        self._set_busy(True)
        concern = self.concern_field.currentData()
        self.created.emit(NewLibrary(self._folder, name, concern, self.protection.passphrase))

    def refuse(self, error: BaseException) -> bool:
        """Say why the library could not be made; False for a bug, which needs more room."""
        self._set_busy(False)
        if not isinstance(error, EnvironmentalError):
            return False
        self._show_step(self._course)
        self.show_problem(tr(error.message))
        self._change.setFocus()
        return True

    def done(self, result: int) -> None:
        """Forget the passphrase."""
        self.protection.fields.wipe()
        super().done(result)

    def reject(self) -> None:
        """Stay while the library is being made: it takes a second or two."""
        if not self._is_busy:
            super().reject()

    @Slot()
    def _go_back(self) -> None:
        self._show_step(self._course)
        self.name_field.setFocus()

    def _show_step(self, page: QWidget) -> None:
        is_last = page is self.protection
        self._steps.show_page(page)
        self.back_button.setVisible(is_last)
        text = self.tr("Create") if is_last else self.tr("Next", "step")
        self.confirm_button.setText(text)
        self.confirm_button.setAccessibleName(text)
        self.show_problem("")
        self.fit()

    @Slot()
    def _follow(self) -> None:
        self.show_problem("")

    def _set_busy(self, is_busy: bool) -> None:
        self._is_busy = is_busy
        for part in (self._steps, self.back_button, self.cancel_button, self.confirm_button):
            part.setEnabled(not is_busy)
        has_keys = self.protection.passphrase is not None
        self._busy.say(self.tr("Making the keys") if is_busy and has_keys else "", is_busy=is_busy)

    @Slot()
    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, self.tr("Choose an empty folder"), str(self._folder.parent))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._take_folder)
        dialog.open()

    @Slot(str)
    def _take_folder(self, name: str) -> None:
        folder = Path(name)
        is_taken = folder.is_dir() and any(folder.iterdir())
        self.set_folder(folder / "SkinTrack" if is_taken else folder)

    def _show_place(self) -> None:
        self._place.setText(str(self._folder))
        # Not at the top: the first screen opens sooner.
        from skintrack.library.synced_folders import synced_by

        service = synced_by(self._folder)
        self._sync.setVisible(service is not None)
        if service is not None:
            self._sync.setText(
                self.tr(
                    "{service} copies this folder to other places. Photos leave this computer that "
                    "way, and the library can be damaged. Another place is safer."
                ).format(service=service)
            )
