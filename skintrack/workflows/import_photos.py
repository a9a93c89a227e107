"""Import photos: read, recognised, decoded, stored durably, one bad file never stops the rest."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from time import monotonic
from types import MappingProxyType

from skintrack.errors import LibraryError, PhotoError, StorageError
from skintrack.library import Library
from skintrack.library.arrivals import StagedPhoto
from skintrack.library.records import checked_time
from skintrack.model.changes import Changes, FileFailure
from skintrack.model.course import CourseId
from skintrack.model.photo import (
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
from skintrack.workflows.prepare_photo import Facts, Given, Preparation, Prepared

__all__ = ["Given", "ImportResult", "ImportedFile", "run"]

# So many photos get their names and records together: each group costs three synced writes.
_GROUP_PHOTOS, _GROUP_S = 16, 1.0


@dataclass(frozen=True)
class ImportedFile:
    """A file and the photo in the library that holds its bytes.

    ``is_from_future`` tells that its own date was not believed: that camera's clock is wrong.
    """

    file: str
    photo: Photo
    is_from_future: bool = False


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
        Facts(_course(library, course_id), view, captured_at, relation, skin_state),
        given=given,
        contents=contents,
        errors=list(unreadable),
    )
    importer.run(files, jobs, progress, cancelled)
    return importer.result()


@dataclass(frozen=True)
class _Waiting:
    """A photo that is on the disk and gets its record with others."""

    path: Path
    staged: StagedPhoto
    is_from_future: bool


@dataclass
class _Importer:
    """Joins what the threads prepare with the library, in the order of the files."""

    library: Library
    facts: Facts
    given: Mapping[Path, Given]
    contents: Mapping[Path, bytes]
    errors: list[FileFailure]
    added: list[ImportedFile] = field(default_factory=list)
    duplicates: list[ImportedFile] = field(default_factory=list)
    changed: set[PhotoId] = field(default_factory=set)
    is_cancelled: bool = False
    _group: list[_Waiting] = field(default_factory=list)
    _group_began_s: float = 0.0
    _refused: set[Path] = field(default_factory=set)

    def run(
        self, files: Sequence[Path], jobs: int, progress: Progress, cancelled: Cancelled
    ) -> None:
        jobs = max(1, jobs)
        library = self.library
        preparation = Preparation(
            library.photos.hashes(), library.photos.arrivals, library.being_read, jobs
        )

        def prepare(path: Path) -> Prepared:
            return preparation.prepare(path, self.contents.get(path), self._facts_of(path))

        # One thread more than children: while a photo is synced, the next one is decoded.
        threads = ThreadPoolExecutor(jobs + 1, thread_name_prefix="import")
        try:
            for number, (path, future) in enumerate(_ahead(threads, prepare, files, 2 * jobs + 1)):
                if cancelled():
                    self.is_cancelled = True
                    self._end(files, ())
                    break
                progress(ProgressStep(number, len(files), file_label(path)))
                try:
                    self._take(path, future.result(), preparation)
                except PhotoError as error:
                    self.errors.append(failure(path, error))
                except StorageError as error:
                    # What is on the disk for later photos may be in the way.
                    threads.shutdown(cancel_futures=True)
                    preparation.clear()
                    left, last = self._one_by_one(
                        prepare, preparation, files[number:], error, cancelled
                    )
                    self._end(files, left, last)
                    break
            else:
                self._end(files, ())
        finally:
            threads.shutdown(cancel_futures=True)
            preparation.clear()
            for each in self._group:  # something else went wrong
                library.photos.arrivals.unstage(each.staged)
        progress(ProgressStep(len(files), len(files), ""))

    def _one_by_one(
        self,
        prepare: Callable[[Path], Prepared],
        preparation: Preparation,
        files: Sequence[Path],
        error: StorageError,
        cancelled: Cancelled,
    ) -> tuple[Sequence[Path], StorageError | None]:
        """Go on alone where the disk was full; return what is left, and why.

        The first of these files was refused. Photos after it had taken the room that it needs.
        """
        waits = any(each.path == files[0] for each in self._group)
        if error.code != "disk_full" or waits:
            return files[waits:], error
        for number, path in enumerate(files):
            if cancelled():
                self.is_cancelled = True
                return (), None
            try:
                self._record_group()
                self._take(path, prepare(path), preparation)
                self._record_group()
            except PhotoError as refused:
                self.errors.append(failure(path, refused))
            except StorageError as other:
                preparation.clear()
                waits = any(each.path == path for each in self._group)
                return files[number + waits :], other
        return (), None

    def _facts_of(self, path: Path) -> Facts:
        return self.facts.of_file(self.given.get(path))

    def _take(self, path: Path, prepared: Prepared, preparation: Preparation) -> None:
        photos = self.library.photos
        if any(prepared.sha256 == each.staged.new.sha256 for each in self._group):
            self._record_group()  # the same bytes once more
        photo = photos.find(prepared.sha256)
        if photo is None and prepared.staged is not None:
            staged = preparation.hand_over(prepared.staged)
            self._wait(_Waiting(path, staged, prepared.is_from_future))
            return
        if photo is None:
            raise LibraryError("The library changed while photos were imported.", "in_use")
        file = storable_text(str(path))
        if photos.is_in_bin(photo.id):
            self._record_group()  # in the order of the files
            photos.take_from_bin(photo.id)
            photo = photos.set_course(photo.id, self.facts.course_id)
            self.added.append(ImportedFile(file, self._completed(photo, self._facts_of(path))))
            self.changed.add(photo.id)
            return
        self.duplicates.append(ImportedFile(file, self._completed(photo, self._facts_of(path))))

    def _wait(self, photo: _Waiting) -> None:
        """Let a photo wait for its record until there are several, or some time has gone by."""
        if not self._group:
            self._group_began_s = monotonic()
        self._group.append(photo)
        is_late = monotonic() - self._group_began_s > _GROUP_S
        if is_late or len(self._group) >= _GROUP_PHOTOS:
            self._record_group()

    def _record_group(self) -> None:
        """Give the photos that wait their names and records.

        Where the disk refuses names, or is too full for records, they wait on; where it fails
        while it writes records nobody can know whether it has them all the same, and the next
        opening of the library decides.
        """
        if not self._group:
            return
        arrivals, group = self.library.photos.arrivals, self._group
        stored = arrivals.place([each.staged for each in group])
        self._group = []
        try:
            arrivals.record(stored)
        except StorageError as error:
            if error.code == "disk_full":
                arrivals.unplace([each.staged for each in group], stored)
                self._group = group
            else:
                self._refused.update(each.path for each in group)
            raise
        for each in group:
            photo = self.library.photos.get(each.staged.id)
            file = storable_text(str(each.path))
            self.added.append(ImportedFile(file, photo, each.is_from_future))
            self.changed.add(photo.id)

    def _end(
        self, files: Sequence[Path], rest: Sequence[Path], error: StorageError | None = None
    ) -> None:
        """Record what still waits, as much of it as the disk takes; name all that is left."""
        while self._group:
            try:
                self._record_group()
            except StorageError as other:
                error = error or other
                if self._group:  # one less needs less room
                    last = self._group.pop()
                    self.library.photos.arrivals.unstage(last.staged)
                    self._refused.add(last.path)
        if error is not None:
            left = self._refused.union(rest)
            self._stop(error, [path for path in files if path in left])

    def _completed(self, photo: Photo, facts: Facts) -> Photo:
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
    prepare: Callable[[Path], Prepared],
    files: Iterable[Path],
    most: int,
) -> Iterator[tuple[Path, Future[Prepared]]]:
    """Yield files in order while the next few are being prepared."""
    waiting: deque[tuple[Path, Future[Prepared]]] = deque()
    for path in files:
        waiting.append((path, threads.submit(prepare, path)))
        if len(waiting) > most:
            yield waiting.popleft()
    while waiting:
        yield waiting.popleft()


def _course(library: Library, course_id: CourseId | None) -> CourseId:
    if course_id is not None:
        return library.courses.get(course_id).id
    courses = library.courses.all()
    if not courses:
        raise LibraryError("The library has no course yet. Begin one first.", "no_course")
    return courses[-1].id
