"""The question when the window is closed while something is being written."""

from PySide6.QtWidgets import QWidget

from skintrack.ui.widgets.basic import label
from skintrack.ui.widgets.form_dialog import FormDialog
from skintrack.ui.words import said


class WorkDialog(FormDialog):
    """Accepted to close the window now, or once the work is done.

    Parameters
    ----------
    parent : QWidget
        The window.
    work : str
        What is being done, such as "Writing the report".
    """

    def __init__(self, parent: QWidget, work: str) -> None:
        super().__init__(parent, self.tr("Something is not done yet"), self.tr("Close now"))
        self.words = said(work)
        self.add_widget(label(self.words))
        self.add_widget(
            label(
                self.tr(
                    "Wait, and the window closes by itself when it is done. Close it now, and it "
                    "is stopped; you can begin it again later."
                ),
                "secondary",
            )
        )
        self.cancel_button.setText(self.tr("Keep it open"))
        self.cancel_button.setAccessibleName(self.tr("Keep it open"))
        self.cancel_button.setDefault(True)
        self.cancel_button.setFocus()
