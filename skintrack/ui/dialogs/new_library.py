"""Create a library: course name, concern, place."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QWidget

from skintrack.ui.dialogs.form_dialog import FormDialog
from skintrack.ui.widgets.basic import button, label, row
from skintrack.ui.widgets.concern_box import concern_box


@dataclass(frozen=True)
class NewLibrary:
    """What the user chose."""

    folder: Path
    course_name: str
    concern: str | None


class NewLibraryDialog(FormDialog):
    """Tells ``created`` when the user confirms."""

    created = Signal(object)

    def __init__(self, parent: QWidget, folder: Path) -> None:
        super().__init__(
            parent,
            self.tr("Create my library"),
            self.tr("Create"),
            self.tr("A course is one stretch of treatment. You can add more later."),
        )
        self._folder = folder
        self.name_field = QLineEdit(self.tr("My course"))
        self.name_field.selectAll()
        self.concern_field = concern_box()
        self._place = QLabel()
        self._place.setTextFormat(Qt.TextFormat.PlainText)
        self._place.setWordWrap(True)
        self.add_field(self.tr("Name of the course"), self.name_field)
        self.add_field(self.tr("What is it for?"), self.concern_field)
        self.add_widget(label(self.tr("Where it is kept"), "section"))
        place = QWidget()
        change = button(self.tr("Change…"), self._choose_folder)
        layout = row(spacing=12)
        layout.addWidget(self._place, 1)
        layout.addWidget(change)
        place.setLayout(layout)
        self.add_widget(place)
        self._show_place()

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
        """Tell the choice, unless the course has no name."""
        name = self.name_field.text().strip()
        if not name:
            self.show_problem(self.tr("Please give the course a name."))
            self.name_field.setFocus()
            return
        concern = self.concern_field.currentData()
        self.created.emit(NewLibrary(self._folder, name, concern))
        self.accept()

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
