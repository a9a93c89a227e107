"""Prove that a library is whole: every photo is read and compared, then the database.

What is found is noted in the library: when each photo was verified, and what is damaged until that
is mended. Nothing else is changed.
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from skintrack.errors import LibraryError, StorageError
from skintrack.library import Library
from skintrack.library.inspection import Damage
from skintrack.library.records import now
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
    inspection = library.inspection
    problems = list(inspection.check_database())
    try:
        photos = inspection.photos()
        extra = tuple(inspection.extra_files())
    except LibraryError as error:
        return VerifyResult(None, None, (*problems, Problem(None, "database", error.message))[:1])
    looked = _look_at(library, photos, progress, cancelled)
    progress(ProgressStep(len(photos), len(photos), ""))
    return VerifyResult(
        len(photos),
        looked.verified,
        (*problems, *looked.problems, *extra),
        looked.not_noted,
        Changes(photos=frozenset(looked.changed)),
    )


def run_part(
    library: Library,
    photos: Sequence[Photo],
    *,
    progress: Progress = no_progress,
    cancelled: Cancelled = never_cancelled,
) -> VerifyResult:
    """Check some photos, and nothing but them."""
    looked = _look_at(library, photos, progress, cancelled)
    return VerifyResult(
        len(photos),
        looked.verified,
        tuple(looked.problems),
        looked.not_noted,
        Changes(photos=frozenset(looked.changed)),
    )


class _Looked:
    """What was found so far, and its notes in the library."""

    def __init__(self, library: Library) -> None:
        self._keeping = library.keeping
        self._found: dict[PhotoId, DamageKind | None] = {}
        self._noted_s = time.monotonic()
        self.verified = 0
        self.problems: list[Problem] = []
        self.changed: set[PhotoId] = set()
        self.not_noted = ""

    def take(self, photo: Photo, problem: Problem | None) -> None:
        """Take what was found of a photo."""
        if problem is None:
            self.verified += 1
        else:
            self.problems.append(problem)
        self._found[photo.id] = None if problem is None else DamageKind(problem.code)
        if time.monotonic() - self._noted_s > _NOTE_EVERY_S:
            self.note()

    def note(self) -> None:
        """Keep it; a full disk must not hide what was found."""
        try:
            self.changed |= self._keeping.note(self._found, now())
        except StorageError as error:
            self.not_noted = error.message
        self._found.clear()
        self._noted_s = time.monotonic()


@contextmanager
def _noting(library: Library) -> Iterator[_Looked]:
    looked = _Looked(library)
    try:
        yield looked
    finally:
        looked.note()


def _look_at(
    library: Library, photos: Sequence[Photo], progress: Progress, cancelled: Cancelled
) -> _Looked:
    with _noting(library) as looked:
        for number, photo in enumerate(photos):
            if cancelled():
                break
            progress(ProgressStep(number, len(photos), file_label(photo.original_name)))
            looked.take(photo, library.inspection.check_photo(photo))
    return looked
