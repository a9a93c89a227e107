"""The setting of the watched folder."""

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from skintrack.ui.folder_watch import FolderWatch
from skintrack.ui.places import pictures_folder
from skintrack.ui.widgets.basic import button, column, label, row
from skintrack.ui.widgets.elided import ElidedLabel


class WatchSection(QWidget):
    """Chooses the folder that a phone syncs into; takes effect at once."""

    def __init__(self, watch: FolderWatch) -> None:
        super().__init__()
        self._watch = watch
        self._place = ElidedLabel("secondary")
        self._choose = button("", self.choose_folder)
        self._stop = button(self.tr("Stop watching"), self._stop_watching, "quiet")
        hint = label(
            self.tr(
                "New photos are offered for review while SkinTrack is open. "
                "Nothing is added without you."
            ),
            "hint",
        )
        buttons = row(self._choose, self._stop, 1, spacing=8)
        layout = column(
            label(self.tr("Watch a folder that your phone syncs into"), "section"),
            self._place,
            hint,
            buttons,
            spacing=6,
        )
        layout.setContentsMargins(0, 0, 0, 10)
        self.setLayout(layout)
        self._show()

    @property
    def place(self) -> str:
        """What is said of the folder."""
        return self._place.whole_text

    @Slot()
    def choose_folder(self) -> None:
        """Ask for the folder."""
        title = self.tr("Choose the folder your phone syncs into")
        dialog = QFileDialog(self, title, pictures_folder())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.take_folder)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def take_folder(self, name: str) -> None:
        """Watch a folder."""
        self._watch.set_folder(Path(name))
        self._show()

    @Slot()
    def _stop_watching(self) -> None:
        self._watch.set_folder(None)
        self._show()

    def _show(self) -> None:
        folder = self._watch.folder
        self._stop.setVisible(folder is not None)
        text = self.tr("Choose a folder…") if folder is None else self.tr("Change…")
        self._choose.setText(text)
        self._choose.setAccessibleName(self.tr("Watched folder: {text}").format(text=text))
        if folder is None:
            self._place.set_whole_text(self.tr("No folder is watched."))
        elif folder.is_dir():
            self._place.set_whole_text(str(folder))
        else:
            text = self.tr("{folder} is not there at the moment.").format(folder=folder)
            self._place.set_whole_text(text)
