"""What the panel says of where the face is, and the way to put it right."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from skintrack.model import PhotoAnalysis
from skintrack.ui.photo.panel_button import panel_button
from skintrack.ui.services import Services
from skintrack.ui.widgets.basic import label
from skintrack.ui.words import plural


class FaceSection(QWidget):
    """One sentence, and a button to set the points of the face by hand."""

    points_wanted = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._words = label("", "secondary")
        self.button = panel_button(self.tr("Set the points of the face"), self.points_wanted.emit)
        self.button.setToolTip(self.tr("Show by hand where the face is (F)"))
        services.icons.put(self.button, "face_points")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(label(self.tr("Where the face is"), "section"))
        layout.addWidget(self._words)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_photo(self, analysis: PhotoAnalysis | None) -> None:
        """Say how the face of a photo was found."""
        if analysis is None:
            words = self.tr("This photo was not measured yet.")
        elif analysis.face_points:
            words = plural(
                "The face was measured with {count} point that you set.",
                "The face was measured with {count} points that you set.",
                len(analysis.face_points),
            )
        elif analysis.to_canonical is None:
            words = self.tr("The program found no face. You can show it where the face is.")
        else:
            words = self.tr("The program found the face. Put points right where it erred.")
        self._words.setText(words)
