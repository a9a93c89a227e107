"""What a session or course is for: one of the known concerns, or the patient's own words."""

from PySide6.QtWidgets import QComboBox

from skintrack import treatment
from skintrack.ui.words import said


class ConcernField(QComboBox):
    """A box to choose from or to write into.

    Parameters
    ----------
    name : str
        What screen readers say.
    unsaid : str
        Shown where nothing was chosen.
    """

    def __init__(self, name: str, unsaid: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.addItem("", None)
        for concern in treatment.concerns():
            self.addItem(said(concern.name), concern.code)
        line = self.lineEdit()
        if line is not None:
            line.setPlaceholderText(unsaid)
            line.setAccessibleName(name)

    @property
    def concern(self) -> str | None:
        """A code, the words that were written, or None."""
        text = self.currentText().strip()
        place = self.findText(text)
        if place > 0:
            return str(self.itemData(place))
        return text or None

    def set_concern(self, concern: str | None) -> None:
        """Show a concern."""
        place = self.findData(concern) if concern else 0
        if place >= 0:
            self.setCurrentIndex(place)
        else:
            self.setEditText(concern or "")
        line = self.lineEdit()
        if line is not None:
            line.setCursorPosition(0)
