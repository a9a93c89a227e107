"""The course that is shown: read again whenever something changed."""

from PySide6.QtCore import QObject, Signal, Slot

from skintrack.model import Changes, CourseId
from skintrack.ui import operations
from skintrack.ui.changes import ChangeBus
from skintrack.ui.course_state import CourseMeasurements, CourseState
from skintrack.ui.desk import Desk


class CourseStore(QObject):
    """Holds the current course; views listen to ``loaded`` and ``measured``.

    ``loaded`` comes first and fast (dates and photos), ``measured`` follows (values and trends).
    """

    loaded = Signal()
    measured = Signal()
    emptied = Signal()

    def __init__(self, desk: Desk, bus: ChangeBus) -> None:
        super().__init__()
        self._desk = desk
        self._course_id: CourseId | None = None
        self.state: CourseState | None = None
        self.measurements = CourseMeasurements()
        self.is_measured = False
        desk.opened.connect(self.reload)
        desk.closed.connect(self._forget)
        bus.changed.connect(self._take_changes)

    def show_course(self, course_id: CourseId) -> None:
        """Show another course of the library."""
        self._course_id = course_id
        self.reload()

    @Slot()
    def reload(self) -> None:
        """Read the course again."""
        self._desk.run(operations.load_course(self._course_id), self._take_state)

    @Slot(object)
    def _take_changes(self, _changes: Changes) -> None:
        self.reload()

    def _take_state(self, state: CourseState | None) -> None:
        self.state = state
        if state is None:
            self.emptied.emit()
            return
        if state.course.id != self._course_id:
            self.measurements = CourseMeasurements()
            self.is_measured = False
        self._course_id = state.course.id
        self.loaded.emit()
        self._desk.run(operations.load_measurements(state), self._take_measurements)

    def _take_measurements(self, measurements: CourseMeasurements) -> None:
        self.measurements = measurements
        self.is_measured = True
        self.measured.emit()

    @Slot()
    def _forget(self) -> None:
        self.state = None
        self._course_id = None
        self.measurements = CourseMeasurements()
        self.is_measured = False
