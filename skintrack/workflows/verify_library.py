"""Prove that a library is whole: every photo is read and compared, then the database.

What is found is noted in the library: when each photo was verified, and what is damaged until that
is mended. Nothing else is changed.
"""

import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice

from skintrack.errors import LibraryError, StorageError
from skintrack.library import Library
from skintrack.library.inspection import Damage
from skintrack.library.records import now
from skintrack.library.strays import stray_copies
from skintrack.model.changes import Changes
from skintrack.model.keeping import DamageKind
from skintrack.model.photo import Photo, PhotoId
from skintrack.model.progress import (
    Cancelled,
    Progress,
    ProgressStep,
    never_cancelled,
    no_progress,
)
from skintrack.model.text import file_label

Problem = Damage

# A note costs a synced write, so it is made of many photos; a program that is killed loses only
# that these were looked at.
_NOTE_EVERY_S = 2.0

_READERS = 2
_BATCH_BYTES, _BATCH_PHOTOS = 2_000_000, 16

_Seen = tuple[Photo, Damage | None] | None
_Reading = Future[list[_Seen]]


@dataclass(frozen=True)
class VerifyResult:
    """``verified`` of ``photos`` (those in the bin too) were read and found as imported.

    Both are None where the database cannot say which photos there are. ``not_noted`` says why what
    was found could not be kept in the library; empty where it was. ``changes`` are photos that
    were whole and are damaged now, or the other way round.
    """

    photos: int | None
    verified: int | None
    problems: tuple[Problem, ...]
    not_noted: str = ""
    changes: Changes = field(default_factory=Changes)

    @property
    def is_ok(self) -> bool:
        """Whether everything was looked at and found in order."""
        return not self.problems and self.verified == self.photos


def run(
    library: Library,
    *,
    progress: Progress = no_progress,
    cancelled: Cancelled = never_cancelled,
) -> VerifyResult:
    """Check the whole library; stopping leaves the rest of the photos unverified."""
    return Round(library).go_on(progress, cancelled)


def run_part(
    library: Library,
    photos: Sequence[Photo],
    *,
    progress: Progress = no_progress,
    cancelled: Cancelled = never_cancelled,
) -> VerifyResult:
    """Check some photos, and nothing but them."""
    looked = _Looked(library)
    _look_at(looked, deque(photos), len(photos), progress, cancelled)
    return looked.result(len(photos), (), ())


class Round:
    """A look at the whole library that may be stopped and gone on with."""

    def __init__(self, library: Library) -> None:
        inspection = library.inspection
        self._before = list(inspection.check_database())
        self._after: tuple[Problem, ...] = ()
        self._left: deque[Photo] | None = None
        self._count = 0
        self._looked = _Looked(library)
        try:
            self._left = deque(inspection.photos())
            self._after = (*inspection.extra_files(), *stray_copies(library.folder))
        except LibraryError as error:
            self._left = None
            self._before = (self._before or [Problem(None, "database", error.message)])[:1]
        else:
            self._count = len(self._left)

    def go_on(self, progress: Progress, cancelled: Cancelled) -> VerifyResult:
        """Check what is left, until the end or until it is stopped."""
        if self._left is None:
            return VerifyResult(None, None, tuple(self._before))
        _look_at(self._looked, self._left, self._count, progress, cancelled)
        if not self._left:
            progress(ProgressStep(self._count, self._count, ""))
        return self._looked.result(self._count, self._before, self._after)


class _Looked:
    """What was found so far, and its notes in the library."""

    def __init__(self, library: Library) -> None:
        self._photos = library.photos
        self._keeping = library.keeping
        self._inspection = library.inspection
        # Until something is written, photos have the names that they were listed with.
        self._count = self._inspection.change_count
        self._found: dict[PhotoId, DamageKind | None] = {}
        self._noted_s = time.monotonic()
        self.verified = self.gone = 0
        self.problems: list[Problem] = []
        self.changed: set[PhotoId] = set()
        self.not_noted = ""

    def begin(self, photos: Sequence[Photo], readers: Executor) -> _Reading:
        """Begin to read the files of some photos, by the names that they have by now."""
        return readers.submit(self._read, [self._current(photo) for photo in photos])

    def _current(self, photo: Photo) -> Photo | None:
        """Return a photo as it is by now; None if it was removed for good while this waited."""
        if self._inspection.change_count == self._count:
            return photo
        try:
            return self._photos.get(photo.id)
        except LibraryError as error:
            if error.code != "no_such_photo":
                raise
            return None

    def _read(self, photos: Sequence[Photo | None]) -> list[_Seen]:
        check = self._inspection.check_photo
        return [None if photo is None else (photo, check(photo)) for photo in photos]

    def take(self, looked: _Seen) -> None:
        """Remember what reading a photo has shown."""
        if looked is None:
            self.gone += 1
            return
        photo, problem = looked
        if problem is None:
            self.verified += 1
        else:
            self.problems.append(problem)
        self._found[photo.id] = None if problem is None else DamageKind(problem.code)
        if time.monotonic() - self._noted_s > _NOTE_EVERY_S:
            self.note()

    def note(self) -> None:
        """Keep it; a full disk must not hide what was found."""
        is_as_listed = self._inspection.change_count == self._count
        try:
            self.changed |= self._keeping.note(self._found, now())
        except StorageError as error:
            self.not_noted = error.message
        if is_as_listed:
            self._count = self._inspection.change_count
        self._found.clear()
        self._noted_s = time.monotonic()

    def result(
        self, photos: int, before: Iterable[Problem], after: Iterable[Problem]
    ) -> VerifyResult:
        """Return what was found of so many photos, with what else was found."""
        problems = (*before, *self.problems, *after)
        changes = Changes(photos=frozenset(self.changed))
        return VerifyResult(photos - self.gone, self.verified, problems, self.not_noted, changes)


def _look_at(
    looked: _Looked, left: deque[Photo], count: int, progress: Progress, cancelled: Cancelled
) -> None:
    """Check photos and take them off the list, until that is empty or it is stopped.

    Two readers: hashing one photo and opening the seal of another share two cores. Small photos
    are read several at a time, for handing over each would take as long as reading it.
    """
    ahead: deque[_Reading] = deque()
    readers = ThreadPoolExecutor(_READERS, "verify")
    batches = _batches(list(left))
    try:
        ready: deque[_Seen] = deque()
        while left and not cancelled():
            for batch in islice(batches, _READERS + 1 - len(ahead)):
                ahead.append(looked.begin(batch, readers))
            label = file_label(left[0].original_name)
            progress(ProgressStep(count - len(left), count, label))
            if not ready:
                ready.extend(ahead.popleft().result())
            looked.take(ready.popleft())
            left.popleft()
    finally:
        readers.shutdown(cancel_futures=True)
        looked.note()


def _batches(photos: Iterable[Photo]) -> Iterator[list[Photo]]:
    """Yield photos in their order, together as many as are read in a moment."""
    batch: list[Photo] = []
    size = 0
    for photo in photos:
        batch.append(photo)
        size += photo.byte_size
        if size >= _BATCH_BYTES or len(batch) == _BATCH_PHOTOS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
