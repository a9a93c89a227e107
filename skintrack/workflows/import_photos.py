"""Import photos: read, recognised, decoded, stored durably, one bad file never stops the rest."""

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Lock
from types import MappingProxyType

from skintrack.errors import LibraryError, PhotoError, StorageError
from skintrack.imaging.exif import CaptureTime
from skintrack.imaging.files import read_file
from skintrack.library import Library, NewPhoto
from skintrack.library.being_read import BeingRead
from skintrack.library.previews import PREVIEW_EDGES_PX
from skintrack.library.records import checked_time
from skintrack.model.changes import Changes, FileFailure
from skintrack.model.course import CourseId
from skintrack.model.limits import is_in_future
from skintrack.model.photo import (
    CapturedAtSource,
    Photo,
    PhotoId,
    SessionDayRelation,
    SkinState,
    View,
    ViewSource,
)
from skintrack.model.phrase import Phrase
from skintrack.model.progress import (
    Cancelled,
    Progress,
    ProgressStep,
    never_cancelled,
    no_progress,
)
from skintrack.model.text import file_label, storable_text
from skintrack.workflows.photo_files import failure, photo_files
from skintrack.workflows.sandbox.photos import read_photo

_LARGE_BYTES = 10_000_000


@dataclass(frozen=True)
class ImportedFile:
    """A file and the photo in the library that holds its bytes.

    ``is_from_future`` tells that its own date was not believed: that camera's clock is wrong.
    """

    file: str
    photo: Photo
    is_from_future: bool = False


@dataclass(frozen=True)
class Given:
    """What the user says of one file; None says nothing. ``captured_at`` is aware."""

    captured_at: datetime | None = None
    view: View | None = None
    relation: SessionDayRelation | None = None


@dataclass(frozen=True)
class ImportResult:
    """What became of every file.

    ``added`` have a capture date; ``needs_date`` were imported too but wait for one.
    ``duplicates`` were in the library already. ``is_cancelled`` tells that the user stopped: the
    files that are nowhere in the result were not looked at.
    """

    added: tuple[ImportedFile, ...]
    duplicates: tuple[ImportedFile, ...]
    needs_date: tuple[ImportedFile, ...]
    errors: tuple[FileFailure, ...]
    changes: Changes
    is_cancelled: bool = False


def run(
    library: Library,
    paths: Iterable[Path],
    *,
    course_id: CourseId | None = None,
    view: View | None = None,
    captured_at: datetime | None = None,
    relation: SessionDayRelation | None = None,
    skin_state: SkinState | None = None,
    given: Mapping[Path, Given] = MappingProxyType({}),
    contents: Mapping[Path, bytes] = MappingProxyType({}),
    jobs: int = 1,
    progress: Progress = no_progress,
    cancelled: Cancelled = never_cancelled,
) -> ImportResult:
    """Import files, and folders with all photos in them.

    Parameters
    ----------
    library : Library
        Written in the calling thread only.
    paths : iterable of Path
        Only ever opened for reading.
    course_id : CourseId, optional
        By default the newest course.
    view, captured_at, relation, skin_state : optional
        Said by the user of all these photos; a given time (aware) goes before that of the EXIF.
    given : mapping of Path to Given, optional
        Said of single files; goes before what is said of all.
    contents : mapping of Path to bytes, optional
        Photos that lie in no file; their paths only name them.
    jobs : int
        Processes that decode; about one photo for each is in memory.

    Raises
    ------
    LibraryError
        If the course does not exist.
    InputError
        If a given time has no time zone, is no possible time or lies in the future.
    """
    for moment in (captured_at, *(each.captured_at for each in given.values())):
        if moment is not None:
            checked_time(moment)
    files, unreadable = photo_files(paths)
    importer = _Importer(
        library,
        _Facts(_course(library, course_id), view, captured_at, relation, skin_state),
        given=given,
        contents=contents,
        errors=list(unreadable),
    )
    importer.run(files, jobs, progress, cancelled)
    return importer.result()


@dataclass(frozen=True)
class _Facts:
    """What the user says of all photos of this import."""

    course_id: CourseId
    view: View | None
    captured_at: datetime | None
    relation: SessionDayRelation | None
    skin_state: SkinState | None

    def of_file(self, given: Given | None) -> "_Facts":
        """Return the facts of one file."""
        if given is None:
            return self
        return replace(
            self,
            captured_at=given.captured_at or self.captured_at,
            view=given.view or self.view,
            relation=given.relation or self.relation,
        )


@dataclass(frozen=True)
class _Prepared:
    """A file as far as it can be worked on without the library; ``new`` is None if known."""

    sha256: str
    data: bytes
    new: NewPhoto | None
    is_from_future: bool = False


@dataclass
class _Importer:
    """Joins what the threads prepare with the library, in the order of the files."""

    library: Library
    facts: _Facts
    given: Mapping[Path, Given]
    contents: Mapping[Path, bytes]
    errors: list[FileFailure]
    added: list[ImportedFile] = field(default_factory=list)
    duplicates: list[ImportedFile] = field(default_factory=list)
    changed: set[PhotoId] = field(default_factory=set)
    is_cancelled: bool = False

    def run(
        self, files: Sequence[Path], jobs: int, progress: Progress, cancelled: Cancelled
    ) -> None:
        known = self.library.photos.hashes()
        care = _Care(self.library.being_read, Lock())

        def prepare(path: Path) -> _Prepared:
            data = self.contents.get(path)
            facts = self._facts_of(path)
            return _prepare(path, read_file(path) if data is None else data, known, facts, care)

        with ThreadPoolExecutor(max(1, jobs), thread_name_prefix="import") as threads:
            for number, (path, future) in enumerate(_ahead(threads, prepare, files, jobs)):
                if cancelled():
                    self.is_cancelled = True
                    future.cancel()
                    break
                progress(ProgressStep(number, len(files), file_label(path)))
                try:
                    self._take(path, future.result())
                except PhotoError as error:
                    self.errors.append(failure(path, error))
                except StorageError as error:
                    self._stop(error, files[number:])
                    break
        progress(ProgressStep(len(files), len(files), ""))

    def _facts_of(self, path: Path) -> _Facts:
        return self.facts.of_file(self.given.get(path))

    def _take(self, path: Path, prepared: _Prepared) -> None:
        file = storable_text(str(path))
        photo = self.library.photos.find(prepared.sha256)
        if photo is None and prepared.new is not None:
            photo = self.library.photos.add(prepared.data, prepared.new)
            self.added.append(ImportedFile(file, photo, prepared.is_from_future))
            self.changed.add(photo.id)
            return
        if photo is None:
            raise LibraryError("The library changed while photos were imported.", "in_use")
        if self.library.photos.is_in_bin(photo.id):
            self.library.photos.take_from_bin(photo.id)
            photo = self.library.photos.set_course(photo.id, self.facts.course_id)
            self.added.append(ImportedFile(file, self._completed(photo, self._facts_of(path))))
            self.changed.add(photo.id)
            return
        self.duplicates.append(ImportedFile(file, self._completed(photo, self._facts_of(path))))

    def _completed(self, photo: Photo, facts: _Facts) -> Photo:
        """Add what the user now says of a photo that is there already.

        A date and a view that are known stay: this import may be of a whole folder. Only the user
        ever says the relation to a session and the state of the skin, so the last word counts.
        """
        photos = self.library.photos
        if photo.captured_at is None and facts.captured_at is not None:
            photo = photos.set_captured_at(photo.id, facts.captured_at)
            self.changed.add(photo.id)
        if photo.view_source is not ViewSource.GIVEN and facts.view is not None:
            photo = photos.set_view(photo.id, facts.view, ViewSource.GIVEN)
            self.changed.add(photo.id)
        if facts.relation not in (None, photo.session_day_relation):
            photo = photos.set_session_day_relation(photo.id, facts.relation)
            self.changed.add(photo.id)
        if facts.skin_state not in (None, photo.skin_state):
            photo = photos.set_skin_state(photo.id, facts.skin_state)
            self.changed.add(photo.id)
        return photo

    def _stop(self, error: StorageError, rest: Sequence[Path]) -> None:
        """Say of every file that is left that it was not imported, and why."""
        for path in rest:
            sentence = Phrase(
                "“{file}” was not imported: {reason}",
                file=file_label(path),
                reason=error.reason,
            )
            self.errors.append(failure(path, PhotoError(sentence, error.code)))

    def result(self) -> ImportResult:
        undated = [entry for entry in self.added if entry.photo.captured_at is None]
        return ImportResult(
            added=tuple(entry for entry in self.added if entry.photo.captured_at is not None),
            duplicates=tuple(self.duplicates),
            needs_date=tuple(undated),
            errors=tuple(self.errors),
            changes=Changes(photos=frozenset(self.changed)),
            is_cancelled=self.is_cancelled,
        )


def _ahead(
    threads: ThreadPoolExecutor,
    prepare: Callable[[Path], _Prepared],
    files: Iterable[Path],
    jobs: int,
) -> Iterator[tuple[Path, Future[_Prepared]]]:
    """Yield files in order while the next few are being prepared."""
    waiting: deque[tuple[Path, Future[_Prepared]]] = deque()
    for path in files:
        waiting.append((path, threads.submit(prepare, path)))
        if len(waiting) > jobs:
            yield waiting.popleft()
    while waiting:
        yield waiting.popleft()


@dataclass(frozen=True)
class _Care:
    """What is kept in mind while photos are decoded.

    ``one_large`` is held by large ones: two at the same time would take more memory than all else
    together.
    """

    being_read: BeingRead
    one_large: Lock


def _prepare(
    path: Path, data: bytes, known: frozenset[str], facts: _Facts, care: _Care
) -> _Prepared:
    """Hash, and unless the bytes are known, have them decoded; runs in a thread."""
    sha256 = hashlib.sha256(data).hexdigest()
    if sha256 in known:
        return _Prepared(sha256, b"", None)
    if care.being_read.was_cut_short(sha256):
        raise PhotoError(
            Phrase(
                "“{file}” was being opened when SkinTrack last ended without closing, so it was "
                "left out this time. Add it once more to try again.",
                file=file_label(path),
            ),
            "cut_short",
        )
    try:
        on_slow = partial(care.being_read.begin, sha256)
        with care.one_large if len(data) > _LARGE_BYTES else nullcontext():
            photo = read_photo(data, path.name, PREVIEW_EDGES_PX, on_slow)
    finally:
        care.being_read.end(sha256)
    new = NewPhoto(
        course_id=facts.course_id,
        sha256=sha256,
        original_name=path.name,
        extension=photo.format,
        width=photo.width,
        height=photo.height,
        view=facts.view or View.UNKNOWN,
        view_source=ViewSource.GIVEN if facts.view else None,
        session_day_relation=facts.relation,
        skin_state=facts.skin_state,
        previews=photo.previews,
    )
    said = photo.captured
    is_from_future = (
        facts.captured_at is None and said is not None and is_in_future(said.captured_at)
    )
    dated = _dated(new, facts.captured_at, None if is_from_future else said)
    return _Prepared(sha256, data, dated, is_from_future)


def _dated(new: NewPhoto, given: datetime | None, exif: CaptureTime | None) -> NewPhoto:
    if given is not None:
        return replace(new, captured_at=given, captured_at_source=CapturedAtSource.GIVEN)
    if exif is None:
        return new
    return replace(
        new,
        captured_at=exif.captured_at,
        captured_at_source=CapturedAtSource.EXIF,
        is_zone_assumed=exif.is_zone_assumed,
    )


def _course(library: Library, course_id: CourseId | None) -> CourseId:
    if course_id is not None:
        return library.courses.get(course_id).id
    courses = library.courses.all()
    if not courses:
        raise LibraryError("The library has no course yet. Begin one first.", "no_course")
    return courses[-1].id
