"""Looks after the open library when nobody waits for anything.

Some moments after an opening the bin is emptied of what has rested long enough and the state of
the library is read. Then a part of the photos is verified, a few at a time, whenever nothing else
runs.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from skintrack.errors import EnvironmentalError
from skintrack.model import PhotoId
from skintrack.ui.keeping import keeping_operations

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from skintrack.model import Photo
    from skintrack.model.bin import Emptied
    from skintrack.ui.keeping.keeping_operations import Kept, Opened
    from skintrack.ui.services import Services
    from skintrack.workflows.verify_library import VerifyResult

LOOK_AFTER_MS = 2_500
"""When a library was opened there are better things to do first."""

_LOOK_AGAIN_MS = 60 * 60 * 1000
_WAIT_MS = 500
_BETWEEN_STEPS_MS = 700
_REFRESH_MS = 400


class Keeper(QObject):
    """Knows the state of the open library, and keeps to the daily part of verifying.

    ``changed`` is sent whenever ``kept`` may be another one; ``emptied`` with what went out of the
    bin when the library was opened; ``verified`` with what a look at everything found.
    """

    changed = Signal()
    emptied = Signal(object)
    verified = Signal(object)

    def __init__(self, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self.kept: Kept | None = None
        self.is_verifying = False
        self._part: list[Photo] = []
        self._looked_on: date | None = None
        self._clock = self._timer(self._look)
        self._steps = self._timer(self._step)
        self._refresh = self._timer(self._read)
        desk = services.desk
        desk.opened.connect(self._begin)
        desk.closed.connect(self._end)
        services.bus.changed.connect(self._refresh_soon)
        desk.ended.connect(self._refresh_soon)
        services.images.failed.connect(self._look_at)
        if desk.is_open:
            self._begin()

    def _timer(self, run: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(run)
        return timer

    @Slot()
    def _begin(self) -> None:
        self._looked_on = None
        self._clock.start(LOOK_AFTER_MS)

    @Slot()
    def _end(self) -> None:
        for timer in (self._clock, self._steps, self._refresh):
            timer.stop()
        self.kept = None
        self.is_verifying = False
        self._part.clear()
        self.changed.emit()

    @Slot()
    def _look(self) -> None:
        """Look after the library, once after its opening and then every day."""
        if self._services.desk.is_working:
            self._clock.start(_WAIT_MS)
            return
        today = _today()
        self._clock.start(_LOOK_AGAIN_MS)
        if self._looked_on != today:
            self._looked_on = today
            self._services.desk.run(keeping_operations.look_after(), self._take_opened, self._fail)

    def _take_opened(self, opened: Opened) -> None:
        self._part = list(opened.part)
        self._take(opened.kept)
        self._tell_emptied(opened.emptied)
        self._steps.start(_BETWEEN_STEPS_MS)

    def _tell_emptied(self, emptied: Emptied) -> None:
        if emptied.count or emptied.is_clock_doubted:
            self.emptied.emit(emptied)

    @Slot()
    def _step(self) -> None:
        """Verify some photos of the day's part, if nothing else runs."""
        if not self._part:
            return
        if self._services.desk.is_working or self._services.images.is_working:
            self._steps.start(_BETWEEN_STEPS_MS)
            return
        operation = keeping_operations.verify_step(tuple(self._part))
        self._services.desk.run(operation, partial(self._take_step, len(self._part)), self._fail)

    def _take_step(self, before: int, result: VerifyResult) -> None:
        gone = before - (result.photos or 0)
        looked = (result.verified or 0) + len(result.problems) + gone
        # Nothing was read where something urgent came between: it is tried again.
        del self._part[: min(looked, before)]
        if self._part:
            self._steps.start(_BETWEEN_STEPS_MS)
        else:
            self._services.desk.run(keeping_operations.end_part(), self._take, self._fail)

    @Slot(object)
    @Slot()
    def _refresh_soon(self, _changes: object = None) -> None:
        if self.kept is not None:
            self._refresh.start(_REFRESH_MS)

    @Slot()
    def _read(self) -> None:
        if self._services.desk.is_working:
            self._refresh.start(_WAIT_MS)
        else:
            self._services.desk.run(keeping_operations.read_state(), self._take, self._fail)

    def _take(self, kept: Kept) -> None:
        self.kept = kept
        self._services.images.mark_damaged(kept.state.damaged)
        self.changed.emit()

    @Slot(str, object)
    def _look_at(self, photo_id: str, error: object) -> None:
        """Verify at once a photo whose file could not be read just now."""
        codes = ("changed", "missing", "unreadable")
        if self.kept is None or not isinstance(error, EnvironmentalError):
            return
        if error.code in codes and photo_id not in self.kept.state.damaged:
            operation = keeping_operations.look_again([PhotoId(photo_id)])
            self._services.desk.run(operation, _ignore, self._fail)

    @Slot()
    def verify_all(self) -> None:
        """Verify everything now, with progress in the status line."""
        if self.is_verifying or not self._services.desk.is_open:
            return
        self.is_verifying = True
        self._services.desk.run(
            keeping_operations.verify_all(self.tr("Verifying your photos")),
            self._take_verified,
            self._fail_verifying,
        )
        self.changed.emit()

    def _take_verified(self, result: VerifyResult) -> None:
        # Until what was found is known here too, nothing may say that all is whole.
        self._services.desk.run(
            keeping_operations.read_state(),
            partial(self._end_verifying, result),
            self._fail_verifying,
        )

    def _end_verifying(self, result: VerifyResult, kept: Kept) -> None:
        self.is_verifying = False
        self._take(kept)
        self.verified.emit(result)

    def _fail_verifying(self, error: BaseException) -> None:
        self.is_verifying = False
        self.changed.emit()
        self._services.desk.failed.emit(error)

    def note_sync(self) -> None:
        """Remember that the user was told of the program that copies the folder."""
        if self.kept is not None and self.kept.synced_by is not None:
            operation = keeping_operations.note_sync(self.kept.synced_by)
            self._services.desk.run(operation, is_needed=True)

    def _fail(self, error: BaseException) -> None:
        """Leave quiet work for the next time where disk or library refuse; bugs are told.

        That the whole library is gone is told as well: pictures would be missing without a word.
        """
        if not isinstance(error, EnvironmentalError) or error.code == "library_gone":
            self._services.desk.failed.emit(error)


def _today() -> date:
    return datetime.now().astimezone().date()


def _ignore(_result: object) -> None:
    """Take nothing: what changed is told to everybody."""
