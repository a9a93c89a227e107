"""What the window asks of the library about its state, each as an ``Operation`` for the desk."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from skintrack.model import Changes
from skintrack.model.bin import BinKind, Emptied
from skintrack.ui.operations import Operation

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from skintrack.library import Library
    from skintrack.model import Cancelled, Photo, PhotoId, Progress
    from skintrack.model.backup import MadeBackup
    from skintrack.model.bin import BinItem
    from skintrack.model.keeping import KeepingState
    from skintrack.workflows.verify_library import VerifyResult

# So long one step of the daily part may read; what the user does waits no longer than a photo.
_STEP_S = 0.15
_SYNC_NOTED = "sync_noted"


@dataclass(frozen=True)
class Kept:
    """What the window says of the state of the library.

    ``synced_by`` is the program that copies its folder elsewhere, None where there is none;
    ``is_sync_new`` until the user has been told. ``last_backup`` is None before the first.
    """

    state: KeepingState
    damaged: tuple[Photo, ...]
    last_backup: MadeBackup | None
    in_bin: int
    synced_by: str | None = None
    is_sync_new: bool = False


@dataclass(frozen=True)
class Opened:
    """What was done after an opening, and what the library is like; ``part`` is to be verified."""

    kept: Kept
    emptied: Emptied
    part: tuple[Photo, ...]
    changes: Changes = field(default_factory=Changes)


def look_after() -> Operation[Opened]:
    """Empty the bin of what has rested long enough, and read the state of the library."""

    def work(library: Library, _progress: Progress, _cancelled: Cancelled) -> Opened:
        from skintrack.workflows import look_after_library

        seen = look_after_library.run(library)
        everything = Changes(courses=frozenset(course.id for course in library.courses.all()))
        changes = everything if seen.emptied.count else Changes()
        return Opened(_kept(library), seen.emptied, seen.part, changes)

    return Operation("", work, is_urgent=False, gives_way=True)


def read_state() -> Operation[Kept]:
    """Read the state of the library."""

    def work(library: Library, _progress: Progress, _cancelled: Cancelled) -> Kept:
        return _kept(library)

    return Operation("", work, is_urgent=False)


def verify_step(photos: Sequence[Photo]) -> Operation[VerifyResult]:
    """Verify the first of these photos, as many as a moment allows."""

    def work(library: Library, _progress: Progress, cancelled: Cancelled) -> VerifyResult:
        from skintrack.workflows import verify_library

        until = time.monotonic() + _STEP_S
        return verify_library.run_part(
            library, photos, cancelled=lambda: cancelled() or time.monotonic() > until
        )

    return Operation("", work, is_urgent=False)


def end_part() -> Operation[Kept]:
    """Note that the part of this day is verified."""

    def work(library: Library, _progress: Progress, _cancelled: Cancelled) -> Kept:
        from skintrack.library.records import now

        library.keeping.end_part(now())
        return _kept(library)

    return Operation("", work, is_urgent=False)


def verify_all(label: str) -> Operation[VerifyResult]:
    """Verify everything; what the user does goes before, and then it goes on where it was."""
    going: list[Callable[[Progress, Cancelled], VerifyResult]] = []

    def work(library: Library, progress: Progress, cancelled: Cancelled) -> VerifyResult:
        from skintrack.workflows import verify_library

        if not going:
            going.append(verify_library.Round(library).go_on)
        return going[0](progress, cancelled)

    return Operation(label, work, is_urgent=False, gives_way=True)


def look_again(photo_ids: Sequence[PhotoId]) -> Operation[VerifyResult]:
    """Verify photos that could not be read just now."""

    def work(library: Library, _progress: Progress, cancelled: Cancelled) -> VerifyResult:
        from skintrack.workflows import verify_library

        photos = [library.photos.get(photo_id) for photo_id in photo_ids]
        return verify_library.run_part(library, photos, cancelled=cancelled)

    return Operation("", work, is_urgent=False)


def note_sync(service: str) -> Operation[None]:
    """Remember that the user was told which program copies the library's folder."""

    def work(library: Library, _progress: Progress, _cancelled: Cancelled) -> None:
        library.keeping.keep_fact(_SYNC_NOTED, service)

    return Operation("", work)


def read_bin() -> Operation[tuple[BinItem, ...]]:
    """Read what lies in the bin."""

    def work(library: Library, _progress: Progress, _cancelled: Cancelled) -> tuple[BinItem, ...]:
        return library.bin.items()

    return Operation("", work)


def restore(items: Sequence[BinItem]) -> Operation[Changes]:
    """Bring things back."""

    def work(library: Library, _progress: Progress, _cancelled: Cancelled) -> Changes:
        library.bin.restore(items)
        return _changes(items)

    return Operation("", work)


def put_back(items: Sequence[BinItem]) -> Operation[Changes]:
    """Undo ``restore``."""

    def work(library: Library, _progress: Progress, _cancelled: Cancelled) -> Changes:
        library.bin.put_back(items)
        return _changes(items)

    return Operation("", work)


def remove_for_good(items: Sequence[BinItem]) -> Operation[Changes]:
    """Remove things so that nothing brings them back."""

    def work(library: Library, _progress: Progress, _cancelled: Cancelled) -> Changes:
        library.bin.remove_for_good(items)
        return _changes(items)

    return Operation("", work)


def _kept(library: Library) -> Kept:
    from skintrack.library.records import now
    from skintrack.library.synced_folders import synced_by

    service = synced_by(library.folder)
    return Kept(
        library.keeping.state(now()),
        library.keeping.damaged_photos(),
        library.backups.last(),
        len(library.bin.items()),
        service,
        service is not None and library.keeping.fact(_SYNC_NOTED) != service,
    )


def _changes(items: Sequence[BinItem]) -> Changes:
    photos = frozenset(item.photo.id for item in items if item.photo is not None)
    is_of_notes = all(item.kind in (BinKind.RATING, BinKind.ROUND, BinKind.PIN) for item in items)
    courses = frozenset(item.course_id for item in items)
    return Changes(notes=courses) if is_of_notes else Changes(photos=photos, courses=courses)
