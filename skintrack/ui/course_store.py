"""The course that is shown: read again whenever something changed."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from skintrack.model import CourseId
from skintrack.ui import operations
from skintrack.ui.course_state import CourseMeasurements
from skintrack.ui.language import speak_to_owner

if TYPE_CHECKING:
    from pathlib import Path

    from skintrack.library import Library
    from skintrack.model import Changes
    from skintrack.settings import SettingsStore
    from skintrack.ui.changes import ChangeBus
    from skintrack.ui.course_state import CourseNotes, CourseState
    from skintrack.ui.desk import Desk


class CourseStore(QObject):
    """Holds the current course; views listen to ``loaded`` and ``measured``.

    ``glimpsed`` comes first for a long course that is opened: the state holds its latest photos,
    enough for the timeline, and is not whole.
    ``loaded`` comes first and fast (dates and photos), ``measured`` follows (values and trends).
    ``noted`` comes alone where nothing changed but diary, ratings or blinded trials.
    ``news`` counts what was told by ``loaded`` and ``measured``.
    A library opens with the course that was shown last, else with the newest.
    """

    glimpsed = Signal()
    loaded = Signal()
    measured = Signal()
    noted = Signal()
    emptied = Signal()

    def __init__(self, desk: Desk, bus: ChangeBus, settings: SettingsStore) -> None:
        super().__init__()
        self._desk = desk
        self._settings = settings
        self._course_id: CourseId | None = None
        self._measured_id: CourseId | None = None
        self.state: CourseState | None = None
        self.measurements = CourseMeasurements()
        self.is_measured = False
        self.news = 0
        desk.opened.connect(self._begin)
        desk.read_first(self._glimpse, self._take_glimpse)
        desk.closed.connect(self._forget)
        bus.changed.connect(self._take_changes)

    def show_course(self, course_id: CourseId) -> None:
        """Show another course of the library."""
        self._course_id = course_id
        self.reload()

    @Slot()
    def _begin(self) -> None:
        folder = self._desk.folder
        self._course_id = None if folder is None else self._shown_last(folder)

    def _shown_last(self, folder: Path) -> CourseId | None:
        last = self._settings.last_course(folder)
        return None if last is None else CourseId(last)

    def _glimpse(self, library: Library) -> tuple[CourseId | None, CourseState | None]:
        """Read what is seen first; on the library's thread, while the views are made."""
        wanted = self._shown_last(library.folder)
        return wanted, operations.read_course(library, wanted, only_latest=True)

    def _take_glimpse(self, glimpse: tuple[CourseId | None, CourseState | None]) -> None:
        self._take_state(*glimpse)

    @Slot()
    def reload(self) -> None:
        """Read the course again."""
        self._read()

    def _read(self, *, is_urgent: bool = True) -> None:
        wanted = self._course_id
        reading = operations.load_course(wanted, is_urgent=is_urgent)
        self._desk.run(reading, partial(self._take_state, wanted))

    @Slot(object)
    def _take_changes(self, changes: Changes) -> None:
        if self.state is None or not changes.is_notes_only:
            self.reload()
            return
        # Not at the top: the window opens sooner.
        from skintrack.ui import note_operations

        course_id = self.state.course.id
        self._desk.run(note_operations.load_notes(course_id), partial(self._take_notes, course_id))

    def _take_notes(self, course_id: CourseId, notes: CourseNotes) -> None:
        if self.state is not None and self.state.course.id == course_id:
            self.state = replace(self.state, notes=notes)
            self.noted.emit()

    def _take_state(self, wanted: CourseId | None, state: CourseState | None) -> None:
        if wanted is not None and wanted != self._course_id:
            return  # Another course was asked for meanwhile; it is on its way.
        self.state = state
        if state is None:
            self.emptied.emit()
            return
        if state.course.id != self._measured_id:
            self.measurements = CourseMeasurements()
            self.is_measured = False
        self._course_id = self._measured_id = state.course.id
        self.news += 1
        self._remember()
        speak_to_owner(is_owner=state.course.person_id is None)
        if not state.is_whole:
            self.glimpsed.emit()
            # What is seen of it is painted first.
            self._read(is_urgent=False)
            return
        self.loaded.emit()
        self._desk.run(
            operations.load_measurements(state), partial(self._take_measurements, state.course.id)
        )

    def _remember(self) -> None:
        folder = self._desk.folder
        if folder is not None and self._course_id is not None:
            self._settings.remember_course(folder, self._course_id)

    def _take_measurements(self, course_id: CourseId, measurements: CourseMeasurements) -> None:
        if self.state is None or self.state.course.id != course_id:
            return
        self.measurements = measurements
        self.is_measured = True
        self.news += 1
        self.measured.emit()
        self._desk.run(operations.give_back())

    @Slot()
    def _forget(self) -> None:
        self.state = None
        self._course_id = self._measured_id = None
        self.measurements = CourseMeasurements()
        self.is_measured = False
