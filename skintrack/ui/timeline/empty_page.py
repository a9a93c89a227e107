"""What the timeline shows before there are photos with a date: how to begin."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from skintrack.ui.course_state import CourseState
from skintrack.ui.icons import draw_svg
from skintrack.ui.theme import Theme
from skintrack.ui.widgets.basic import button, label, row
from skintrack.ui.widgets.empty_place import centred_words

# The three photos that make a good start: a side, the front, the other side.
_FACES = ("face_left", "face", "face_right")
_DRAWING_PX = 104
_TEXT_WIDTH = 460


class EmptyPage(QWidget):
    """Asks for the first photos, or for the dates of those that have none."""

    photos_chosen = Signal()
    dates_chosen = Signal()
    plan_chosen = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._drawings = {icon: QLabel() for icon in _FACES}
        self._title, self._hint = label("", "title"), label("", "secondary")
        self._add = button(self.tr("Choose photos…"), self.photos_chosen.emit, "primary")
        self._dates = button(self.tr("Set dates…"), self.dates_chosen.emit, "primary")
        self._plan = button(self.tr("Plan the sessions…"), self.plan_chosen.emit, "link")
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addStretch(2)
        layout.addLayout(row(1, *self._drawings.values(), 1, spacing=20))
        layout.addLayout(centred_words(self._title, self._hint, _TEXT_WIDTH))
        layout.addSpacing(6)
        layout.addLayout(row(1, self._add, self._dates, self._plan, 1))
        layout.addStretch(3)

    def sizeHint(self) -> QSize:
        """Want no room while the axis is shown: a stack gives what its highest page wants."""
        return QSize(1, 1) if self.isHidden() else super().sizeHint()

    def show_course(self, state: CourseState) -> None:
        """Say what this course waits for."""
        has_photos = bool(state.undated)
        self._add.setVisible(not has_photos)
        self._plan.setVisible(not has_photos)
        self._dates.setVisible(has_photos)
        if has_photos:
            self._title.setText(self.tr("When were they taken?"))
            self._hint.setText(
                self.tr(
                    "A photo has its place here as soon as it is known when it was taken. A day "
                    "that you remember roughly is enough."
                )
            )
        else:
            self._title.setText(self.tr("Drop your photos here"))
            self._hint.setText(
                self.tr(
                    "Three make a good start: from the front, and turned a little to each side. "
                    "Same place, same lamp, no make-up."
                )
            )
        color, ratio = self._theme.tokens.line_strong, self.devicePixelRatioF()
        for icon, place in self._drawings.items():
            place.setPixmap(draw_svg(icon, color, _DRAWING_PX, ratio))
