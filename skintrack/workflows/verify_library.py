"""Prove that a library is whole: every photo is read and compared, then the database."""

from dataclasses import dataclass

from skintrack.errors import LibraryError
from skintrack.library import Library
from skintrack.library.inspection import Damage
from skintrack.model.progress import (
    Cancelled,
    Progress,
    ProgressStep,
    never_cancelled,
    no_progress,
)
from skintrack.model.text import file_label

Problem = Damage


@dataclass(frozen=True)
class VerifyResult:
    """``verified`` of ``photos`` (those in the bin too) were read and found as imported.

    Both are None where the database cannot say which photos there are.
    """

    photos: int | None
    verified: int | None
    problems: tuple[Problem, ...]

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
    """Check the library and change nothing; stopping leaves the rest of the photos unverified."""
    inspection = library.inspection
    problems = list(inspection.check_database())
    try:
        photos = inspection.photos()
        extra = tuple(inspection.extra_files())
    except LibraryError as error:
        return VerifyResult(None, None, (*problems, Problem(None, "database", error.message))[:1])
    verified = 0
    for number, photo in enumerate(photos):
        if cancelled():
            break
        progress(ProgressStep(number, len(photos), file_label(photo.original_name)))
        damage = inspection.check_photo(photo)
        if damage is None:
            verified += 1
        else:
            problems.append(damage)
    progress(ProgressStep(len(photos), len(photos), ""))
    return VerifyResult(len(photos), verified, (*problems, *extra))
