"""The import and what is corrected after it, as operations on the library; see ``operations``."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from skintrack.model import (
    Cancelled,
    Changes,
    CourseId,
    Photo,
    PhotoId,
    Progress,
    SessionDayRelation,
    View,
    ViewSource,
)
from skintrack.ui.operations import Operation

if TYPE_CHECKING:
    from skintrack.library import KnownPhoto, Library
    from skintrack.workflows.import_photos import Given, ImportResult

JOBS = 2
"""Photos that are decoded at the same time."""

PutBack = tuple[Photo, ...]


def find_known() -> "Operation[dict[str, KnownPhoto]]":
    """Read which files are in the library already, by their SHA-256."""

    def work(
        library: "Library", _progress: Progress, _cancelled: Cancelled
    ) -> "dict[str, KnownPhoto]":
        return library.photos.known()

    return Operation("", work)


@dataclass
class ImportOnce:
    """An import that can be taken back and done again.

    The first time files are read; done again, the photos come back from the bin, so that the files
    need not be there any more. ``contents`` are photos that lie in no file.
    """

    label: str
    files: Sequence[Path]
    course_id: CourseId
    given: "Mapping[Path, Given]"
    contents: "Mapping[Path, bytes]" = field(default_factory=dict)
    result: "ImportResult | None" = field(default=None, init=False)

    def operation(self) -> "Operation[ImportResult]":
        """Return the import."""
        return Operation(self.label, self._work)

    def undo(self, result: "ImportResult") -> Operation[Changes]:
        """Return what moves the added photos to the bin, as far as they are still there."""

        def work(library: "Library", _progress: Progress, _cancelled: Cancelled) -> Changes:
            there = _still_there(library, result)
            for photo_id in there:
                library.photos.move_to_bin(photo_id)
            return Changes(photos=frozenset(there))

        return Operation("", work)

    def _work(self, library: "Library", progress: Progress, cancelled: Cancelled) -> "ImportResult":
        if self.result is not None:
            there = _still_there(library, self.result)
            for photo_id in there:
                library.photos.take_from_bin(photo_id)
            return replace(self.result, changes=Changes(photos=frozenset(there)))
        from skintrack.workflows import import_photos as workflow

        self.result = workflow.run(
            library,
            list(self.files),
            course_id=self.course_id,
            given=self.given,
            contents=self.contents,
            jobs=JOBS,
            progress=progress,
            cancelled=cancelled,
        )
        return self.result


def added_ids(result: "ImportResult") -> tuple[PhotoId, ...]:
    """Return the photos that an import brought."""
    return tuple(file.photo.id for file in (*result.added, *result.needs_date))


def _still_there(library: "Library", result: "ImportResult") -> tuple[PhotoId, ...]:
    """Return the photos of an import but those that were removed for good since."""
    known = {each.id for each in library.photos.known().values()}
    return tuple(photo_id for photo_id in added_ids(result) if photo_id in known)


def give_view(photo_ids: Sequence[PhotoId], view: View) -> Operation[Changes]:
    """Say which view photos show."""

    def change(library: "Library", photo_id: PhotoId) -> None:
        library.photos.set_view(photo_id, view, ViewSource.GIVEN)

    return _each(photo_ids, change)


def give_relation(
    photo_ids: Sequence[PhotoId], relation: SessionDayRelation | None
) -> Operation[Changes]:
    """Say whether photos of a session's day were taken before or after the needling."""

    def change(library: "Library", photo_id: PhotoId) -> None:
        library.photos.set_session_day_relation(photo_id, relation)

    return _each(photo_ids, change)


def put_times_back(earlier: PutBack) -> Operation[Changes]:
    """Give photos the date that they had, also where that was none."""
    by_id = {photo.id: photo for photo in earlier}

    def change(library: "Library", photo_id: PhotoId) -> None:
        library.photos.put_time_back(by_id[photo_id])

    return _each(tuple(by_id), change)


def put_back(earlier: PutBack) -> Operation[Changes]:
    """Give photos the date, view and relation that they had."""
    by_id = {photo.id: photo for photo in earlier}

    def change(library: "Library", photo_id: PhotoId) -> None:
        photo, photos = by_id[photo_id], library.photos
        now = photos.get(photo_id)
        if (now.captured_at, now.captured_at_source) != (
            photo.captured_at,
            photo.captured_at_source,
        ):
            photos.put_time_back(photo)
        if (now.view, now.view_source) != (photo.view, photo.view_source):
            photos.set_view(photo_id, photo.view, photo.view_source)
        if now.session_day_relation is not photo.session_day_relation:
            photos.set_session_day_relation(photo_id, photo.session_day_relation)

    return _each(tuple(by_id), change)


def _each(
    photo_ids: Sequence[PhotoId], change: "Callable[[Library, PhotoId], None]"
) -> Operation[Changes]:
    def work(library: "Library", _progress: Progress, _cancelled: Cancelled) -> Changes:
        for photo_id in photo_ids:
            change(library, photo_id)
        return Changes(photos=frozenset(photo_ids))

    return Operation("", work)
