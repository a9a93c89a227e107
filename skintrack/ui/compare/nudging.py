"""Moving one photo by hand: shown at once, kept in the library a moment later, undoable."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from skintrack.model import CourseId, PhotoId
from skintrack.model.nudge import NO_NUDGE, Nudge
from skintrack.ui import compare_operations
from skintrack.ui.edit_history import Edit
from skintrack.ui.services import Services

_QUIET_MS = 400


class Nudging(QObject):
    """Knows how the photos of the course were moved by hand.

    Moves that follow each other closely become one step of the undo history.

    Parameters
    ----------
    services : Services
    """

    changed = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._kept: dict[PhotoId, Nudge] = {}
        self._moving: dict[PhotoId, Nudge] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_QUIET_MS)
        self._timer.timeout.connect(self.flush)
        services.course.loaded.connect(self.load)
        services.history.changed.connect(self.load)
        services.history.asked.connect(self.flush)
        services.desk.closing.connect(self.flush)
        services.desk.closed.connect(self._forget)
        self.load()

    def of(self, photo_id: PhotoId) -> Nudge:
        """Return how a photo was moved."""
        return self._moving.get(photo_id) or self._kept.get(photo_id, NO_NUDGE)

    def change(self, photo_id: PhotoId, nudge: Nudge) -> None:
        """Move a photo."""
        if nudge != self.of(photo_id):
            self._moving[photo_id] = nudge
            self._timer.start()
            self.changed.emit()

    @Slot()
    def flush(self) -> None:
        """Keep what was moved."""
        self._timer.stop()
        moving, self._moving = self._moving, {}
        for photo_id, nudge in moving.items():
            self._kept[photo_id] = nudge
            is_reset = nudge.is_none
            label = self.tr("The photo stands as aligned again.")
            edit = Edit(
                label if is_reset else self.tr("The photo was moved by hand."),
                compare_operations.save_nudge(photo_id, None if is_reset else nudge),
                partial(compare_operations.save_nudge, photo_id),
                is_quiet=True,
            )
            self._services.history.make(edit)

    @Slot()
    def load(self) -> None:
        """Read the nudges of the course again, as an undo may have changed them."""
        state = self._services.course.state
        if state is not None:
            course_id = state.course.id
            operation = compare_operations.load_nudges(course_id)
            self._services.desk.run(operation, partial(self._take, course_id))

    def _take(self, course_id: CourseId, nudges: dict[PhotoId, Nudge]) -> None:
        state = self._services.course.state
        if state is not None and state.course.id == course_id and nudges != self._kept:
            self._kept = nudges
            self.changed.emit()

    @Slot()
    def _forget(self) -> None:
        self._timer.stop()
        self._kept, self._moving = {}, {}
