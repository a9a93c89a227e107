"""The review: files come in, are looked at and corrected, and then added in one step."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage

from skintrack.errors import PhotoError
from skintrack.model import Changes, FileFailure, Photo, PhotoId, SessionDayRelation, View
from skintrack.ui import import_operations, operations
from skintrack.ui.edit_history import Edit
from skintrack.ui.import_operations import ImportOnce
from skintrack.ui.importing.glances import Glances
from skintrack.ui.importing.import_model import ImportModel
from skintrack.ui.importing.row_words import Course
from skintrack.ui.importing.rows import ImportRow, RowState
from skintrack.ui.operations import Operation
from skintrack.ui.services import Services
from skintrack.ui.words import plural

if TYPE_CHECKING:
    from skintrack.library import KnownPhoto
    from skintrack.workflows.import_photos import ImportResult
    from skintrack.workflows.look_at_files import FileLook

# What came in the way lies with the disk, not with the photo.
_NO_ROOM = frozenset({"disk_full", "read_only"})


class ImportReview(QObject):
    """Everything that can be done with the files of one review.

    ``changed`` is sent whenever the counts or ``is_running`` may have; ``began`` with the files
    before an import, ``imported`` with the ``ImportResult`` after it. ``no_room`` is the sentence
    why photos wait that the last import could not write.

    Parameters
    ----------
    services : Services
        Where it runs.
    """

    changed = Signal()
    began = Signal(object)
    imported = Signal(object)

    def __init__(self, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._known: dict[str, KnownPhoto] = {}
        self._files: dict[str, ImportRow] = {}
        self.edit_label = self.tr("Photos were added.")
        self._visit = 0
        self._is_running = False
        self.is_listing = self.found_none = False
        self.last_day: date | None = None
        self.result: ImportResult | None = None
        self.no_room = ""
        self.model = ImportModel()
        self.glances = Glances(services.cpu_tasks)
        self.model.picture_wanted.connect(self.glances.want_picture)
        self.model.picture_dropped.connect(self.glances.drop_picture)
        self.model.counted.connect(self.changed)
        self.glances.looked.connect(self._take_look)
        self.glances.pictured.connect(self._take_picture)
        self.glances.refused.connect(self._take_refusal)
        self.glances.failed.connect(services.desk.failed)
        services.course.loaded.connect(self._follow_course)
        services.course.measured.connect(self._follow_course)
        services.desk.ended.connect(self._note_end)
        services.desk.closed.connect(self._leave_library)
        self._follow_course()  # it may be made when a course is shown already

    @property
    def is_running(self) -> bool:
        """Whether the import is going on."""
        return self._is_running

    @property
    def is_latest_edit(self) -> bool:
        """Whether undo would take back the import."""
        is_there = self.result is not None and self.model.counts.added > 0
        return is_there and self._services.history.undo_label == self.edit_label

    def _set_running(self, is_running: bool) -> None:
        self._is_running = self.model.is_frozen = is_running

    # The files

    @property
    def has_waiting(self) -> bool:
        """Whether there is anything that could be added."""
        return any(row.is_to_add for row in self.model.rows)

    def add(self, paths: Sequence[Path]) -> None:
        """Take files and folders; those of a review that is over make room."""
        if not self.is_running and not self.is_listing and not self.has_waiting:
            self.clear()
        self.is_listing, self.found_none = True, False
        self._read_known()
        take = partial(self._take_files, self._visit)
        work = partial(_list_files, tuple(paths))
        self._services.cpu_tasks.run(work, done=take, failed=self._services.desk.failed.emit)
        self.changed.emit()

    def _take_files(
        self, visit: int, found: tuple[tuple[Path, ...], tuple[FileFailure, ...]]
    ) -> None:
        if visit != self._visit:
            return
        self.is_listing = False
        files, failures = found
        self.found_none = not files and not failures
        here = {row.path for row in self.model.rows}
        rows = [ImportRow(path) for path in files if path not in here]
        closed = [ImportRow(Path(each.file), failure=each) for each in failures]
        self.model.add(rows + closed)
        self.glances.look(rows)
        self.changed.emit()

    @Slot()
    def clear(self) -> None:
        """Forget all files; nothing happens to them."""
        self._visit += 1
        self.glances.forget()
        self._set_running(False)
        self.is_listing = self.found_none = False
        self.result, self.no_room = None, ""
        self._files.clear()
        self.model.clear()

    @Slot()
    def _leave_library(self) -> None:
        self.clear()
        self._known = {}
        self.last_day = None
        self._follow_course()

    # What is found out

    def _read_known(self) -> None:
        self._services.desk.run(import_operations.find_known(), self._take_known)

    def _take_known(self, known: "dict[str, KnownPhoto]") -> None:
        self._known = known
        for row in self.model.rows:
            self._recognise(row)
        self.model.tell_changed(self.model.rows)

    def _recognise(self, row: ImportRow) -> None:
        if row.look is not None and row.photo_id is None:
            row.known = self._known.get(row.look.sha256)

    def _take_look(self, row: ImportRow, look: "FileLook") -> None:
        row.look = look
        if row.photo_id is None:
            row.failure = look.failure
        self._recognise(row)
        self.model.tell_looked(row)

    def _take_picture(self, row: ImportRow, image: QImage) -> None:
        self.model.take_picture(row, image)

    def _take_refusal(self, row: ImportRow, error: PhotoError) -> None:
        if row.photo_id is None:
            row.failure = FileFailure(str(row.path), error.code, error.message)
            self.model.tell_changed([row])

    @Slot()
    def _follow_course(self) -> None:
        course = self._services.course
        self.model.show_course(
            None if course.state is None else Course(course.state, course.measurements)
        )

    # What the user says

    def set_day(self, rows: Sequence[ImportRow], day: date) -> None:
        """Say when photos were taken."""
        self.last_day = day
        self._set_days(dict.fromkeys(rows, day))

    def _set_days(self, days: dict[ImportRow, date]) -> None:
        moments: dict[PhotoId, datetime] = {}
        for row, day in days.items():
            photo = self._photo(row)
            if photo is not None:
                moments[photo.id] = _moment(row, photo, day)
            elif row.is_open and not self.is_running:
                row.day = day
        label = plural("The photo has a new date.", "{count} photos have a new date.", len(moments))
        self._correct(moments, label, operations.set_captured_at(moments))
        self.model.tell_changed(list(days))

    def set_view(self, rows: Sequence[ImportRow], view: View) -> None:
        """Say which view photos show."""
        photo_ids = self._said(rows, "view", view)
        label = plural(
            "The photo has a new view.", "{count} photos have a new view.", len(photo_ids)
        )
        self._correct(photo_ids, label, import_operations.give_view(photo_ids, view))

    def set_relation(self, rows: Sequence[ImportRow], relation: SessionDayRelation | None) -> None:
        """Say whether photos are from before or after the session of their day."""
        photo_ids = self._said(rows, "relation", relation)
        label = plural(
            "The photo is placed anew on the day of its session.",
            "{count} photos are placed anew on the day of their session.",
            len(photo_ids),
        )
        self._correct(photo_ids, label, import_operations.give_relation(photo_ids, relation))

    def take_suggestions(self) -> None:
        """Take the days in the files' names for all that have no other."""
        days = {row: row.suggested_day for row in self.model.rows}
        self._set_days({row: day for row, day in days.items() if day is not None})

    def toggle_bin(self, row: ImportRow) -> None:
        """Take a photo back from the bin, or leave it there after all."""
        if row.state is not RowState.IN_BIN or self.is_running:
            return
        if row.photo_id is not None:
            self._services.desk.run(operations.take_from_bin([row.photo_id]))
            return
        row.is_wanted_back = not row.is_wanted_back
        self.model.tell_changed([row])

    def _said(self, rows: Sequence[ImportRow], name: str, value: object) -> tuple[PhotoId, ...]:
        """Set what is said of rows that wait; return the photos of the others."""
        photos = []
        for row in rows:
            photo = self._photo(row)
            if photo is not None:
                photos.append(photo.id)
            elif row.is_open and not self.is_running:
                setattr(row, name, value)
        self.model.tell_changed(list(rows))
        return tuple(photos)

    def _photo(self, row: ImportRow) -> Photo | None:
        course = self.model.course
        return None if course is None else course.photo_of(row)

    def _correct(
        self,
        photo_ids: "Sequence[PhotoId] | dict[PhotoId, datetime]",
        label: str,
        operation: Operation[Changes],
    ) -> None:
        """Correct photos that were added; the history remembers how they were."""
        state = self._services.course.state
        if state is None or not photo_ids:
            return
        earlier = tuple(filter(None, map(state.photo, photo_ids)))
        back: Callable[[Changes], Operation[Changes]] = partial(_back, earlier)
        self._services.history.make(Edit(label, operation, back))

    # The import

    def run(self, label: str) -> None:
        """Add everything that waits; one undo takes all of it back."""
        state = self._services.course.state
        rows = [row for row in self.model.rows if row.is_to_add]
        if state is None or self.is_running or not rows:
            return
        self._set_running(True)
        self._files = {str(row.path): row for row in rows}
        given = {row.path: row.given() for row in rows}
        once = ImportOnce(label, [row.path for row in rows], state.course.id, given)
        edit = Edit(self.edit_label, once.operation(), once.undo)
        self.no_room = ""
        self.began.emit([row.path for row in rows])
        self._services.history.make(edit, self._finish)
        self.changed.emit()

    @Slot()
    def _note_end(self) -> None:
        """Let the user try again, also after an import that failed as a whole."""
        if self.is_running:
            self._set_running(False)
            self.changed.emit()

    def _finish(self, result: "ImportResult") -> None:
        from skintrack.model.text import storable_text

        by_name = {storable_text(name): row for name, row in self._files.items()}
        for file in (*result.added, *result.needs_date):
            row = by_name.get(file.file)
            if row is not None:
                row.photo_id, row.course_id = file.photo.id, file.photo.course_id
                row.is_dated = file.photo.captured_at is not None
        for failure in result.errors:
            row = by_name.get(failure.file)
            if failure.code in _NO_ROOM:
                # Nothing is wrong with the photo: it waits until there is room.
                self.no_room = self.no_room or failure.message
            elif row is not None:
                row.failure = failure
        self._set_running(False)
        self.result = result
        self._files.clear()
        self._read_known()
        self.model.tell_changed(self.model.rows)
        self.changed.emit()
        self.imported.emit(result)


def _list_files(
    paths: tuple[Path, ...],
) -> tuple[tuple[Path, ...], tuple[FileFailure, ...]]:
    from skintrack.workflows import look_at_files

    return look_at_files.list_files(paths)


def _back(earlier: tuple[Photo, ...], _changes: Changes) -> Operation[Changes]:
    return import_operations.put_back(earlier)


def _moment(row: ImportRow, photo: Photo, day: date) -> datetime:
    """Return another day at the photo's own time."""
    if photo.captured_at is None:
        return row.moment(day)
    return datetime.combine(day, photo.captured_at.timetz())
