"""One pair and the question: which looks better? No date and no name, only the skin."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from skintrack.ui.blinded.blinded_canvas import BlindedCanvas
from skintrack.ui.services import Services
from skintrack.ui.widgets.banner import KEPT_CLEAR
from skintrack.ui.widgets.basic import button, column, label, name_control, row
from skintrack.ui.widgets.flow import FlowRow
from skintrack.ui.words import number

_ZOOM_STEP = 1.25
_ANSWER_WIDTH = 200
_QUARTERS = 4


class AnswerPage(QWidget):
    """Shows a pair and takes the answer."""

    left_chosen = Signal()
    right_chosen = Signal()
    neither_chosen = Signal()
    back_chosen = Signal()
    stopped = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.canvas = BlindedCanvas(services)
        self.left_button = button(self.tr("The left one"), self.left_chosen.emit)
        self.neither_button = button(self.tr("Cannot tell"), self.neither_chosen.emit)
        self.right_button = button(self.tr("The right one"), self.right_chosen.emit)
        answers = (self.left_button, self.neither_button, self.right_button)
        keys = (self.tr("Key: left arrow"), self.tr("Key: down arrow"), self.tr("Key: right arrow"))
        for answer, hint in zip(answers, keys, strict=True):
            name_control(answer, answer.text(), hint)
            answer.setMinimumWidth(_ANSWER_WIDTH)
        self.back_button = button(self.tr("Back one pair"), self.back_chosen.emit, "quiet")
        self.stop_button = button(self.tr("Go on later"), self.stopped.emit, "quiet")
        self.stop_button.setToolTip(self.tr("The answers so far are kept, and the round waits."))
        self._progress = label("", "secondary", wraps=False)
        question = label(self.tr("Which looks better?"), "title", wraps=False)
        asked, ways = QWidget(), QWidget()
        asked.setLayout(row(question, self._progress, spacing=14))
        ways.setLayout(row(self.back_button, self.stop_button, spacing=14))
        head = FlowRow(asked, ways, spacing=14, line_spacing=4, ends_line=True)
        # The answers stand below their photos, whatever the reading direction.
        foot = QWidget()
        foot.setObjectName(KEPT_CLEAR)
        foot.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        foot.setLayout(_below_photos(answers))
        layout = column(head, self.canvas, foot, spacing=12)
        layout.setStretch(1, 1)
        layout.setContentsMargins(24, 12, 24, 14)
        self.setLayout(layout)

    def show_progress(self, place: int, count: int) -> None:
        """Say which pair of how many this is."""
        text = self.tr("Pair {place} of {count}")
        self._progress.setText(text.format(place=number(place), count=number(count)))
        self.back_button.setEnabled(place > 1)

    @Slot()
    def zoom_in(self) -> None:
        """Show both photos larger."""
        self.canvas.zoom_by(_ZOOM_STEP)

    @Slot()
    def zoom_out(self) -> None:
        """Show both photos smaller."""
        self.canvas.zoom_by(1 / _ZOOM_STEP)


def _below_photos(answers: tuple[QPushButton, ...]) -> QGridLayout:
    """Return the first and the last answer in the middle of a half each, one between them."""
    layout = QGridLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for quarter in range(_QUARTERS):
        layout.setColumnStretch(quarter, 1)
    for quarter, answer in enumerate(answers):
        layout.addWidget(answer, 0, quarter, 1, 2, Qt.AlignmentFlag.AlignHCenter)
    return layout
