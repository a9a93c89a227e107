"""The question when the window is closed while photos are being added."""

from PySide6.QtWidgets import QWidget

from skintrack.ui.widgets.basic import label
from skintrack.ui.widgets.form_dialog import FormDialog
from skintrack.ui.words import number, plural


class ClosingDialog(FormDialog):
    """Accepted to close the window now, or once everything is in."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, self.tr("Photos are still being added"), self.tr("Close now"))
        self._words = label("")
        self.add_widget(self._words)
        self.add_widget(
            label(
                self.tr(
                    "Wait, and the window closes by itself when all are in. Or close it now: at "
                    "the next start SkinTrack offers to go on with the rest."
                ),
                "secondary",
            )
        )
        self.cancel_button.setText(self.tr("Keep it open"))
        self.cancel_button.setDefault(True)
        self.cancel_button.setFocus()

    def show_progress(self, done: int, total: int) -> None:
        """Say how many photos are in."""
        self._words.setText(
            plural(
                "{done} of {count} photo is in; the rest is not.",
                "{done} of {count} photos are in; the rest are not.",
                total,
                done=number(done),
            )
        )

    @property
    def words(self) -> str:
        """What it says of the progress."""
        return self._words.text()
