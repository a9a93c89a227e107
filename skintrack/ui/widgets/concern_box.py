"""A box with the known concerns."""

from PySide6.QtWidgets import QComboBox

from skintrack import treatment
from skintrack.ui.words import said


def concern_box() -> QComboBox:
    """Return a box with the known concerns; the first entry says none."""
    box = QComboBox()
    box.addItem(box.tr("Nothing in particular"), None)
    for concern in treatment.concerns():
        box.addItem(said(concern.name), concern.code)
    return box
