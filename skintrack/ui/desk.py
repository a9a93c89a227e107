"""The open library and everything that is being done with it."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from skintrack.errors import CancelledError
from skintrack.model import Changes, Photo, ProgressStep
from skintrack.ui.changes import ChangeBus
from skintrack.ui.operations import Operation
from skintrack.ui.tasks import TaskRunner

if TYPE_CHECKING:
    from pathlib import Path

    from skintrack.library import Library

T = TypeVar("T")
_REST_MS = 120


class PhotoFiles(Protocol):
    """Reads the files of photos; touches no database, so any thread may call it."""

    def preview(self, photo: Photo, longest_edge_px: int) -> bytes | None:
        """Return a JPEG preview, or None where there is none."""

    def read_original(self, photo: Photo) -> bytes:
        """Return the untouched original."""


class _Opening:
    """One request to open a library, and what came of it; lives on the library thread.

    A library that arrives after somebody asked for another one is closed all the same: closing
    is queued behind opening.
    """

    def __init__(
        self,
        desk: "Desk",
        open_library: "Callable[[], Library]",
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        self._desk = desk
        self._open = open_library
        self.failed = failed
        self.library: Library | None = None
        self.is_read = False

    def work(self) -> None:
        self.library = self._open()

    def read(self) -> object:
        return None if self.library is None else self._desk.first_reading(self.library)

    def let_go(self) -> None:
        if self.library is not None:
            self.library.close()

    def finish(self, _result: object) -> None:
        self._desk.take(self)

    def fail(self, error: BaseException) -> None:
        self._desk.refuse(self, error)

    def finish_reading(self, result: object) -> None:
        self._desk.take_reading(self, result)

    def fail_reading(self, error: BaseException) -> None:
        self._desk.refuse_reading(self, error)


@dataclass(eq=False, repr=False)
class _Running:
    """One operation on its way; also what its callbacks are bound to."""

    desk: "Desk"
    operation: Operation[Any]
    done: Callable[[Any], None] | None
    failed: Callable[[BaseException], None] | None
    is_needed: bool = False
    stop: threading.Event = field(default_factory=threading.Event)
    gave_way: bool = False
    is_over: bool = False
    changes: Changes = field(default_factory=Changes)

    def should_stop(self) -> bool:
        """Whether the user cancelled, or something urgent waits; called on the library thread."""
        if self.operation.gives_way and self.desk.has_urgent_waiting():
            self.gave_way = True
        return self.gave_way or self.stop.is_set()

    def finish(self, result: Any) -> None:
        self.desk.finish(self, result)

    def fail(self, error: BaseException) -> None:
        self.desk.fail(self, error)


class Desk(QObject):
    """Runs operations one after the other on the library's own thread.

    Parameters
    ----------
    library_tasks : TaskRunner
        A runner with one worker; every call into the library happens there.
    bus : ChangeBus
        Told what each operation changed.

    Notes
    -----
    ``closing`` is sent while the library is still there, for what was typed or moved a moment ago
    and is not kept yet. ``is_encrypted`` still tells of the library that was there while ``closed``
    is sent, and ``has_next`` then tells whether a library is being opened in its place.
    ``completed`` comes after each operation with a label, when its caller was told: true where it
    has a result or was cancelled, false where it failed.
    """

    opened = Signal()
    closing = Signal()
    closed = Signal()
    began = Signal(str)
    progressed = Signal(object)
    ended = Signal()
    completed = Signal(bool)
    cancelled = Signal()
    failed = Signal(object)

    def __init__(self, library_tasks: TaskRunner, bus: ChangeBus) -> None:
        super().__init__()
        self._tasks = library_tasks
        self._bus = bus
        self._library: Library | None = None
        self._opening: _Opening | None = None
        self._running: list[_Running] = []
        self._beside: dict[str, Callable[[], object]] = {}
        self._recovery_key: str | None = None
        self.first_reading: Callable[[Library], object] = _ignore
        self._first_read: Callable[[Any], None] = _ignore
        self.folder: Path | None = None
        self.is_encrypted = False
        self.has_next = False

    @property
    def is_open(self) -> bool:
        """Whether a library is open."""
        return self._library is not None

    @property
    def photo_files(self) -> PhotoFiles | None:
        """Where the files of the open library's photos are read."""
        return None if self._library is None else self._library.photos

    @property
    def is_working(self) -> bool:
        """Whether anything at all is running or waiting."""
        is_reading = self._opening is not None and self.is_open and not self._opening.is_read
        return is_reading or bool(self._running)

    @property
    def is_busy(self) -> bool:
        """Whether an operation with a label is running or waiting."""
        return any(running.operation.label for running in self._running)

    def is_running(self, operation: Operation[Any]) -> bool:
        """Tell whether this very operation is running or waiting."""
        return any(running.operation is operation for running in self._running)

    @property
    def has_work_to_finish(self) -> bool:
        """Whether something runs that nobody wants cut, such as an import or a backup.

        What gives way to other work may be cut as well: it goes on where it was.
        """
        return bool(self.work_to_finish)

    @property
    def work_to_finish(self) -> str:
        """What nobody wants cut, such as "Writing the report"; else nothing."""
        labels = (each.operation.label for each in self._running if not each.operation.gives_way)
        return next(filter(None, labels), next(iter(self._beside), ""))

    def begin_beside(self, label: str, stop: Callable[[], object]) -> None:
        """Note work that needs no library, such as restoring one: nobody wants it cut either."""
        self._beside[label] = stop

    def end_beside(self, label: str, *, is_well: bool) -> None:
        """Note that it is over; ``is_well`` as for ``completed``."""
        if self._beside.pop(label, None) is not None:
            if not self.is_busy:
                self.ended.emit()
            self.completed.emit(is_well)

    def read_first(self, read: "Callable[[Library], T]", done: Callable[[T], None]) -> None:
        """Have something read of each library right behind its opening.

        Asked for on the GUI thread only after ``opened``, it would wait until a view was made.

        Parameters
        ----------
        read : callable
            Called on the library's thread.
        done : callable
            Gets the result on the GUI thread, after ``opened``.
        """
        self.first_reading, self._first_read = read, done

    def open(
        self,
        open_library: "Callable[[], Library]",
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Open (or create) a library on its thread and say so with ``opened``.

        Of several requests the latest counts. Without ``failed`` an error goes to everybody who
        listens to this desk's ``failed``.
        """
        self.has_next = True
        self.close()
        self.has_next = False
        opening = self._opening = _Opening(self, open_library, failed)
        self._tasks.run(opening.work, done=opening.finish, failed=opening.fail)
        self._tasks.run(opening.read, done=opening.finish_reading, failed=opening.fail_reading)

    def close(self) -> None:
        """Stop what is running and close the library, also one that is still being opened."""
        if self._library is not None:
            self.closing.emit()
        opening, self._opening = self._opening, None
        was_open = self._library is not None
        self._library = self.folder = self._recovery_key = None
        for running in self._running:
            running.stop.set()
        for stop in () if self.has_next else self._beside.values():
            stop()
        was_busy = self.is_busy
        # Results of what still runs belong to nobody any more.
        self._running.clear()
        if was_busy:
            self.ended.emit()
        if opening is not None:
            self._tasks.run(opening.let_go, done=_ignore, failed=self.failed.emit, is_needed=True)
        if was_open:
            self.closed.emit()
            self.is_encrypted = False

    def run(
        self,
        operation: Operation[T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
        *,
        is_needed: bool = False,
    ) -> None:
        """Run an operation; ``done`` gets its result on the GUI thread.

        What is not urgent begins a moment later, when the window has painted.
        Without ``failed`` an error goes to everybody who listens to this desk's ``failed``. What
        ``is_needed`` is done even if the library is closed before its turn.
        """
        if self._library is None:
            return
        running = _Running(self, operation, done, failed, is_needed)
        if operation.label:
            self.began.emit(operation.label)
        if operation.is_urgent or is_needed:
            self._start(running)
        else:
            # What was just read is laid out and painted first; both would wait for Python's lock.
            # All that is not urgent waits alike, so that it keeps its order.
            self._running.append(running)
            QTimer.singleShot(_REST_MS, self, partial(self._start_rested, running))

    def has_urgent_waiting(self) -> bool:
        """Whether an operation waits that long work should give way to."""
        return any(
            running.operation.is_urgent and not running.is_over for running in tuple(self._running)
        )

    @Slot()
    def cancel(self) -> None:
        """Ask what the status line shows to stop; what is finished is kept.

        Quick reads go on: the views wait for them, and nobody saw them begin.
        """
        for running in self._running:
            if running.operation.label:
                running.stop.set()
        self.cancelled.emit()

    def take(self, opening: _Opening) -> None:
        """Take a library that was opened, unless another one was asked for meanwhile."""
        if opening is self._opening and opening.library is not None:
            self._library = opening.library
            self.folder = opening.library.folder
            self.is_encrypted = opening.library.is_encrypted
            self._recovery_key = opening.library.new_recovery_key
            opening.library.new_recovery_key = None
            self.opened.emit()

    def take_recovery_key(self) -> str | None:
        """Return the recovery key of a library that was just created; told once."""
        key, self._recovery_key = self._recovery_key, None
        return key

    def refuse(self, opening: _Opening, error: BaseException) -> None:
        """Say why a library could not be opened, if it is still wanted."""
        if opening is self._opening:
            self._opening = None
            (opening.failed or self.failed.emit)(error)

    def take_reading(self, opening: _Opening, result: object) -> None:
        """Take what was read behind an opening, if that library is still wanted."""
        if opening is self._opening and opening.library is not None:
            opening.is_read = True
            self._first_read(result)

    def refuse_reading(self, opening: _Opening, error: BaseException) -> None:
        """Say why nothing could be read of a library that was opened."""
        if opening is self._opening:
            opening.is_read = True
            self.failed.emit(error)

    def finish(self, running: _Running, result: Any) -> None:
        """Take the result of an operation: tell its caller, then the views."""
        if running not in self._running:
            return
        self._running.remove(running)
        changes = result if isinstance(result, Changes) else getattr(result, "changes", None)
        if isinstance(changes, Changes):
            running.changes |= changes
        if self._run_again(running):
            return
        self._end(running)
        if running.done is not None:
            running.done(result)
        if running.changes != Changes():
            self._bus.changed.emit(running.changes)
        if running.operation.label:
            self.completed.emit(True)

    def fail(self, running: _Running, error: BaseException) -> None:
        """Take the error of an operation; a stop that the user asked for is none."""
        if running not in self._running:
            return
        self._running.remove(running)
        is_stop = isinstance(error, CancelledError)
        if is_stop and self._run_again(running):
            return
        self._end(running)
        if not is_stop:
            (running.failed or self.failed.emit)(error)
        if running.operation.label:
            self.completed.emit(is_stop)

    def _start_rested(self, running: _Running) -> None:
        if running in self._running:
            self._running.remove(running)
            self._start(running)

    def _start(self, running: _Running) -> None:
        library, operation = self._library, running.operation
        if library is None:
            return
        progress: Callable[[ProgressStep], None] = (
            self.progressed.emit if operation.label else _ignore
        )

        def work() -> object:
            try:
                return operation.work(library, progress, running.should_stop)
            finally:
                running.is_over = True

        self._running.append(running)
        self._tasks.run(work, done=running.finish, failed=running.fail, is_needed=running.is_needed)

    def _run_again(self, running: _Running) -> bool:
        """Start an operation again that gave way to another one."""
        if not running.gave_way or running.stop.is_set() or self._library is None:
            return False
        running.gave_way = running.is_over = False
        self._start(running)
        return True

    def _end(self, running: _Running) -> None:
        if running.operation.label and not self.is_busy:
            self.ended.emit()


def _ignore(_value: object) -> None:
    """Take a value that nobody needs."""
