"""What is backed up and where, and what can be done with backups."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QFrame, QVBoxLayout, QWidget

from skintrack.errors import EnvironmentalError
from skintrack.ui.backup import backup_words
from skintrack.ui.backup.backup_operations import Shown
from skintrack.ui.places import documents_folder
from skintrack.ui.widgets.basic import button, column, label, row, separator
from skintrack.ui.widgets.elided import ElidedLabel
from skintrack.ui.widgets.form_dialog import FormDialog
from skintrack.ui.words import tr

_WIDTH = 560


class BackupDialog(FormDialog):
    """Shows the state of the backups; each button tells what is wanted.

    ``weekly_folder_chosen(Path or None)`` says where weekly backups shall go.
    """

    backup_wanted = Signal()
    other_place_wanted = Signal()
    weekly_folder_chosen = Signal(object)
    rehearsal_wanted = Signal()
    repair_wanted = Signal()
    restore_wanted = Signal()

    def __init__(self, parent: QWidget, shown: Shown) -> None:
        super().__init__(
            parent,
            self.tr("Backups"),
            self.tr("Back up now"),
            self.tr(
                "One file holds every photo, value and note. Keep it on another disk: one that "
                "breaks or gets lost then takes nothing with it."
            ),
        )
        self.setMinimumWidth(_WIDTH)
        self.cancel_button.setText(self.tr("Close"))
        self.cancel_button.setAccessibleName(self.tr("Close"))
        self._last = label("", "section")
        self._place = ElidedLabel("secondary")
        self._proof = label("", "hint")
        self._protection = label("", "hint")
        self._weekly = label("", "secondary")
        self._weekly_place = ElidedLabel("secondary")
        self._choose = button("", self._choose_weekly)
        self._stop = button(self.tr("Turn off"), self._stop_weekly, "quiet")
        self._stop.setAccessibleName(self.tr("Turn weekly backups off"))
        self.other_button = button(self.tr("Another place…"), self._ask_other)
        self.add_foot_button(self.other_button)
        self._lay_out()
        self.show_state(shown)

    def _lay_out(self) -> None:
        last = column(self._last, self._place, self._proof, self._protection, spacing=4)
        self._add(last)
        self._add_line()
        weekly = column(
            label(self.tr("Every week, by itself"), "section"),
            self._weekly,
            self._weekly_place,
            row(self._choose, self._stop, 1),
            spacing=8,
        )
        self._add(weekly)
        self._add_line()
        links = QVBoxLayout()
        links.setSpacing(0)
        for text, signal in (
            (self.tr("Check that a backup restores…"), self.rehearsal_wanted),
            (self.tr("Bring back damaged photos from a backup…"), self.repair_wanted),
            (self.tr("Restore a backup into a new folder…"), self.restore_wanted),
        ):
            link = button(text, signal.emit, "link")
            link.clicked.connect(self.accept)
            links.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        self._add(column(label(self.tr("From a backup"), "section"), links, spacing=2))

    def _add(self, layout: QVBoxLayout) -> None:
        box = QWidget()
        layout.setContentsMargins(0, 0, 0, 0)
        box.setLayout(layout)
        self.add_widget(box)

    def _add_line(self) -> None:
        line: QFrame = separator()
        box = QWidget()
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 10, 0, 10)
        layout.addWidget(line)
        self.add_widget(box)

    @property
    def last_words(self) -> str:
        """What is said of the last backup."""
        return self._last.text()

    @property
    def problem(self) -> str:
        """Why a folder was not taken."""
        return self._problem.text()

    def show_state(self, shown: Shown) -> None:
        """Show what is known now."""
        last, wishes = shown.state.last, shown.state.wishes
        self._last.setText(backup_words.last_words(last))
        self._place.set_whole_text("" if last is None else str(last.place.parent))
        self._place.setVisible(last is not None)
        self._proof.setText("" if last is None else backup_words.proof_words(last))
        self._proof.setVisible(last is not None)
        self._protection.setText(
            self.tr("A backup is as encrypted as the library, and opens with its passphrase.")
            if shown.is_encrypted
            else self.tr("This library is not encrypted: whoever has a backup can read it.")
        )
        folder = wishes.weekly_folder
        self._weekly.setText(
            self.tr(
                "While SkinTrack is open, into a folder you choose. All of the last two weeks are "
                "kept, then one of each month."
            )
        )
        self._weekly_place.set_whole_text("" if folder is None else str(folder))
        self._weekly_place.setVisible(folder is not None)
        self._stop.setVisible(folder is not None)
        text = self.tr("Choose a folder…") if folder is None else self.tr("Change…")
        self._choose.setText(text)
        self._choose.setAccessibleName(self.tr("Weekly backups: {text}").format(text=text))

    def refuse(self, error: EnvironmentalError) -> None:
        """Say why a folder cannot be taken."""
        self.show_problem(tr(error.message))

    @Slot()
    def confirm(self) -> None:
        """Back up now."""
        self.accept()
        self.backup_wanted.emit()

    @Slot()
    def _ask_other(self) -> None:
        self.accept()
        self.other_place_wanted.emit()

    @Slot()
    def _choose_weekly(self) -> None:
        title = self.tr("Choose a folder for weekly backups")
        dialog = QFileDialog(self, title, documents_folder())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._take_weekly)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def _take_weekly(self, name: str) -> None:
        self.show_problem("")
        self.weekly_folder_chosen.emit(Path(name))

    @Slot()
    def _stop_weekly(self) -> None:
        self.weekly_folder_chosen.emit(None)
