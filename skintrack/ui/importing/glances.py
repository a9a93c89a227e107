"""Looks at the files of a review on the worker threads: facts in order, pictures as they are seen.

What the user has before the eyes goes first: a picture is fetched when the table paints its row.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage

from skintrack.errors import PhotoError
from skintrack.ui.importing.rows import ImportRow
from skintrack.ui.qimage import image_from_array
from skintrack.ui.tasks import TaskRunner

if TYPE_CHECKING:
    from pathlib import Path

    from skintrack.workflows.look_at_files import FileLook

_IN_FLIGHT = 3
_CHILDREN = 2
_FIRST_SCREEN = 8


@dataclass(frozen=True)
class Glance:
    """What was seen of a file; ``picture`` is None where the camera stored no small one."""

    look: "FileLook"
    picture: QImage | None


@dataclass(frozen=True)
class _Errand:
    """One file on its way; the callbacks of its task are bound to it."""

    glances: "Glances"
    row: ImportRow
    visit: int

    def take(self, found: object) -> None:
        self.glances.take(self, found)

    def fail(self, error: BaseException) -> None:
        self.glances.fail(self, error)


class Glances(QObject):
    """Fetches facts and small pictures of files.

    Parameters
    ----------
    cpu_tasks : TaskRunner
        Reads and decodes.
    """

    looked = Signal(object, object)
    pictured = Signal(object, object)
    refused = Signal(object, object)
    failed = Signal(object)

    def __init__(self, cpu_tasks: TaskRunner) -> None:
        super().__init__()
        self._tasks = cpu_tasks
        self._is_warm = False
        self._visit = 0
        self._running = 0
        self._to_look: deque[ImportRow] = deque()
        self._to_picture: dict[ImportRow, None] = {}
        self._asked: set[ImportRow] = set()
        self._eager: set[ImportRow] = set()

    @property
    def is_working(self) -> bool:
        """Whether anything is being looked at."""
        return bool(self._running or self._to_look or self._to_picture)

    def warm_up(self) -> None:
        """Load the decoders, once: that takes longer than a whole screen of pictures."""
        if not self._is_warm:
            self._is_warm = True
            self._tasks.run(_load_decoders, done=_ignore, failed=self.failed.emit)

    def look(self, rows: list[ImportRow]) -> None:
        """Look at files, in order; the first will be on the screen, so their pictures come too."""
        if not self._to_look:
            self._eager = set(rows[:_FIRST_SCREEN])
        self._to_look.extend(rows)
        self._go_on()

    def want_picture(self, row: ImportRow) -> None:
        """Fetch the picture of a file that can be seen; once is enough."""
        if row in self._asked:
            return
        self._asked.add(row)
        self._to_picture[row] = None
        self._go_on()

    @Slot(object)
    def drop_picture(self, row: ImportRow) -> None:
        """Fetch a picture again when it is wanted: it is not kept any more."""
        self._asked.discard(row)

    @Slot()
    def forget(self) -> None:
        """Look at nothing any more."""
        self._visit += 1
        self._running = 0
        self._to_look.clear()
        self._to_picture.clear()
        self._asked.clear()
        self._eager.clear()

    def _go_on(self) -> None:
        while self._running < _IN_FLIGHT and (self._to_picture or self._to_look):
            # A row whose facts are not known yet may bring its picture with them.
            pictured = next((row for row in self._to_picture if row.look is not None), None)
            if pictured is None and not self._to_look:
                return
            if pictured is not None:
                del self._to_picture[pictured]
                self._run(pictured, partial(_picture_of, pictured.path))
            else:
                row = self._next_to_look()
                is_seen = row in self._eager or row in self._to_picture
                self._run(row, partial(_look_at, row.path, with_picture=is_seen))

    def _next_to_look(self) -> ImportRow:
        """Take the rows that are on the screen first."""
        for row in self._to_picture:
            if row.look is None and row in self._to_look:
                self._to_look.remove(row)
                return row
        return self._to_look.popleft()

    def _run(self, row: ImportRow, work: Callable[[], object]) -> None:
        self._running += 1
        errand = _Errand(self, row, self._visit)
        self._tasks.run(work, done=errand.take, failed=errand.fail)

    def take(self, errand: _Errand, found: object) -> None:
        """Tell what was found, and go on."""
        if errand.visit != self._visit:
            return
        self._running -= 1
        if isinstance(found, QImage):
            self.pictured.emit(errand.row, found)
        elif isinstance(found, Glance):
            self._tell(errand.row, found)
        self._go_on()

    def fail(self, errand: _Errand, error: BaseException) -> None:
        """Tell why a file cannot be used; anything else is a mistake of ours."""
        if errand.visit != self._visit:
            return
        self._running -= 1
        if isinstance(error, PhotoError):
            self.refused.emit(errand.row, error)
        else:
            self.failed.emit(error)
        self._go_on()

    def _tell(self, row: ImportRow, glance: Glance) -> None:
        self.looked.emit(row, glance.look)
        if glance.picture is not None:
            self._asked.add(row)
            self._to_picture.pop(row, None)
            self.pictured.emit(row, glance.picture)
        elif glance.look.failure is not None:
            self._to_picture.pop(row, None)


def _look_at(path: "Path", *, with_picture: bool) -> Glance:
    from skintrack.workflows import look_at_files

    found = look_at_files.look(path, with_picture=with_picture)
    picture = None if found.thumbnail is None else image_from_array(found.thumbnail)
    return Glance(replace(found, thumbnail=None), picture)


def _picture_of(path: "Path") -> QImage:
    from skintrack.workflows import look_at_files

    return image_from_array(look_at_files.small_picture(path))


def _load_decoders() -> None:
    from skintrack.workflows import import_photos, look_at_files
    from skintrack.workflows.sandbox.photos import warm_up

    del import_photos, look_at_files
    warm_up(_CHILDREN)


def _ignore(_value: object) -> None:
    """Take a value that nobody needs."""
