"""Bring an export back into a library: photos with their facts, and all that people noted.

Values are not taken from the export but measured anew from the photos. What an export does not
carry is not there to come back: the bin, and rounds of comparisons that were not finished.
"""

import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from skintrack.errors import CancelledError, PhotoError
from skintrack.library import Library
from skintrack.library.arrivals import NewPhoto, StoredPhoto
from skintrack.model.changes import Changes, FileFailure
from skintrack.model.course import Course, CourseId, SessionId, TreatmentSession
from skintrack.model.photo import CapturedAtSource, Photo, PhotoId, ViewSource
from skintrack.model.phrase import Phrase
from skintrack.model.progress import (
    Cancelled,
    Progress,
    ProgressStep,
    never_cancelled,
    no_progress,
)
from skintrack.model.text import file_label
from skintrack.treatment import sorted_sessions
from skintrack.workflows.export_document import ExportedCourse, ExportedPhoto, read_document
from skintrack.workflows.exported_photos import ReadPhoto, read_exported
from skintrack.workflows.place_marks import place_marks

if TYPE_CHECKING:
    from skintrack.model.diary import DiaryEntry


@dataclass(frozen=True)
class ImportedExport:
    """What became of an export.

    ``added`` and ``known`` count photos; ``errors`` names those that could not be read, and notes
    that belong to them. ``courses`` are those that the export came into.
    """

    added: int
    known: int
    courses: tuple[CourseId, ...]
    errors: tuple[FileFailure, ...]
    changes: Changes


def run(
    library: Library,
    folder: Path,
    *,
    instead_of: CourseId | None = None,
    progress: Progress = no_progress,
    cancelled: Cancelled = never_cancelled,
) -> ImportedExport:
    """Import a folder that ``export_library`` wrote; all of it, or nothing.

    What is in the library already stays as it is and is only completed, so the same export can be
    imported again.

    Parameters
    ----------
    library : Library
        Where everything goes.
    folder : Path
        The export; only ever opened for reading.
    instead_of : CourseId, optional
        An empty course that goes, such as the first one of a library made for this.

    Raises
    ------
    InputError
        If the document is not as it should be, see ``read_document``; nothing was changed.
    StorageError
        If the disk refuses; nothing was changed.
    CancelledError
        If the user stopped; nothing was changed.
    """
    courses = read_document(folder)
    importing = _Importing(library, folder, instead_of)
    with _withdrawn_on_failure(importing):
        importing.read_photos(courses, progress, cancelled)
        with library.together():
            for course in courses:
                importing.take(course)
            if instead_of is not None and courses:
                library.courses.remove(instead_of)
            importing.is_done = True
    importing.complete_known()
    return importing.result()


def into_new(
    library_folder: Path,
    folder: Path,
    passphrase: str | None = None,
    *,
    progress: Progress = no_progress,
    cancelled: Cancelled = never_cancelled,
) -> tuple[ImportedExport, str | None]:
    """Make a library of an export, and return its recovery key too where it is encrypted.

    Raises
    ------
    InputError, StorageError, CancelledError
        As ``run``; the folder is then as it was.
    LibraryError
        If the folder is not empty.
    """
    first = next(iter(read_document(folder)), None)
    was_there = library_folder.exists()
    name = "My course" if first is None else first.course.name
    with Library.create(library_folder, name, None, passphrase) as library:
        try:
            blank = None if first is None else library.courses.all()[0].id
            result = run(library, folder, instead_of=blank, progress=progress, cancelled=cancelled)
        except BaseException:
            library.close()
            _clear(library_folder, was_there=was_there)
            raise
        return result, library.new_recovery_key


def _clear(folder: Path, *, was_there: bool) -> None:
    """Remove a library that was just made here in a new or empty folder."""
    for entry in list(folder.iterdir()):
        if entry.is_dir():
            shutil.rmtree(entry, ignore_errors=True)
        else:
            entry.unlink(missing_ok=True)
    if not was_there:
        shutil.rmtree(folder, ignore_errors=True)


@dataclass
class _Importing:
    library: Library
    folder: Path
    instead_of: CourseId | None
    read: dict[str, ReadPhoto] = field(default_factory=dict)
    stored: dict[PhotoId, StoredPhoto] = field(default_factory=dict)
    courses: list[CourseId] = field(default_factory=list)
    errors: list[FileFailure] = field(default_factory=list)
    known: dict[PhotoId, ExportedPhoto] = field(default_factory=dict)
    changed: set[PhotoId] = field(default_factory=set)
    is_done: bool = False

    def read_photos(
        self, courses: tuple[ExportedCourse, ...], progress: Progress, cancelled: Cancelled
    ) -> None:
        """Read every photo, and store the files of those that are new; records come later."""
        photos = [photo for course in courses for photo in course.photos]
        hashes = self.library.photos.hashes()
        for number, photo in enumerate(photos):
            if cancelled():
                raise CancelledError("The import was stopped; nothing was changed.")
            progress(ProgressStep(number, len(photos), file_label(photo.original_name)))
            try:
                read = read_exported(self.folder, photo, hashes)
            except PhotoError as error:
                self.errors.append(FileFailure(photo.original_name, error.code, error.message))
                continue
            self.read[photo.id] = read
            if read.new is not None and read.id not in self.stored:
                self.stored[read.id] = self.library.photos.arrivals.store(read.data, read.new)
                self.read[photo.id] = read.without_data()
        progress(ProgressStep(len(photos), len(photos), ""))

    def take(self, exported: ExportedCourse) -> None:
        """Write the records of one course."""
        course = self._course(exported)
        self.courses.append(course.id)
        photos = {each.id: self._photo(each, course) for each in exported.photos}
        found = {key: photo for key, photo in photos.items() if photo is not None}
        self._sessions(exported, course)
        self._ratings(exported, course)
        self._trials(exported, course, found)
        lost = place_marks(self.library, exported, course.id, found)
        if lost:
            self.errors.append(_lost(lost))

    def complete_known(self) -> None:
        """Say of photos that were here already what nobody knew yet: date and view."""
        photos = self.library.photos
        for photo_id, exported in self.known.items():
            photo = photos.get(photo_id)
            if photo.captured_at is None and exported.captured_at is not None:
                photos.set_captured_at(photo_id, exported.captured_at)
                self.changed.add(photo_id)
            if photo.view_source is None and exported.view_source is ViewSource.GIVEN:
                photos.set_view(photo_id, exported.view, ViewSource.GIVEN)
                self.changed.add(photo_id)

    def result(self) -> ImportedExport:
        return ImportedExport(
            len(self.stored),
            len(self.known),
            tuple(self.courses),
            tuple(self.errors),
            Changes(photos=frozenset(self.changed), courses=frozenset(self.courses)),
        )

    def withdraw(self) -> None:
        for stored in self.stored.values():
            self.library.photos.arrivals.withdraw(stored)

    def _course(self, exported: ExportedCourse) -> Course:
        """Return the course that this is here, brought back if it was deleted; else a new one."""
        wanted, courses = exported.course, self.library.courses
        people, name = self.library.people, exported.person
        person = None if name is None or not name.strip() else people.named(name).id

        def is_same(course: Course) -> bool:
            one = (course.name, course.created_at, course.person_id)
            return one == (wanted.name.strip(), wanted.created_at, person)

        for course in courses.all():
            # A course that goes may be as young as the one that comes, and have its name.
            if course.id != self.instead_of and is_same(course):
                return course
        for course in courses.deleted():
            if is_same(course):
                return courses.restore(course.id)
        made = courses.add(wanted.name, wanted.concern, wanted.created_at)
        return courses.update(replace(wanted, id=made.id, person_id=person))

    def _photo(self, exported: ExportedPhoto, course: Course) -> Photo | None:
        read = self.read.get(exported.id)
        if read is None:
            return None
        photos = self.library.photos
        stored = self.stored.get(read.id)
        if stored is None or read.id in self.changed:
            return self._known_photo(read.id, exported, course)
        self.changed.add(read.id)
        new = _with_facts(stored.new, exported, course.id)
        photos.arrivals.record([replace(stored, new=new)])
        photo = photos.get(stored.id)
        if exported.is_calibration:
            photo = photos.set_calibration(photo.id, is_calibration=True)
        if exported.nudge is not None:
            self.library.nudges.save(photo.id, exported.nudge)
        return photo

    def _known_photo(self, photo_id: PhotoId, exported: ExportedPhoto, course: Course) -> Photo:
        photos = self.library.photos
        if photos.is_in_bin(photo_id):
            photos.take_from_bin(photo_id)
            photos.set_course(photo_id, course.id)
            self.changed.add(photo_id)
        if exported.nudge is not None and self.library.nudges.get(photo_id) is None:
            self.library.nudges.save(photo_id, exported.nudge)
        self.known[photo_id] = exported
        return photos.get(photo_id)

    def _sessions(self, exported: ExportedCourse, course: Course) -> None:
        """Take over sessions that are not here, and the days after all of them."""
        here: dict[tuple[object, object], list[SessionId]] = {}
        for session in self.library.sessions.of_course(course.id):
            here.setdefault((session.date, session.clock), []).append(session.id)
        days: dict[int, list[DiaryEntry]] = {}
        for entry in exported.diary:
            days.setdefault(entry.session_id, []).append(entry)
        for number, session in enumerate(sorted_sessions(exported.sessions), start=1):
            same = here.get((session.date, session.clock), [])
            session_id = same.pop(0) if same else self._record(session, course)
            for entry in days.get(number, ()):
                if self.library.diary.get(session_id, entry.day) is None:
                    self.library.diary.save(replace(entry, session_id=session_id))

    def _record(self, session: TreatmentSession, course: Course) -> SessionId:
        return self.library.sessions.record(replace(session, course_id=course.id)).id

    def _ratings(self, exported: ExportedCourse, course: Course) -> None:
        here = Counter(
            (each.day, each.scale, each.value, each.rater, each.notes, each.created_at)
            for each in self.library.ratings.of_course(course.id)
        )
        for each in exported.ratings:
            key = (each.day, each.scale, each.value, each.rater, each.notes, each.created_at)
            if here[key]:
                here[key] -= 1
                continue
            answer = (each.scale, each.value, each.rater)
            self.library.ratings.add(course.id, each.day, [answer], each.notes, each.created_at)

    def _trials(self, exported: ExportedCourse, course: Course, found: dict[str, Photo]) -> None:
        here = Counter(
            (each.round_started_at, each.answered_at, each.earlier_photo_id, each.later_photo_id)
            for each in self.library.blinded_trials.of_course(course.id)
        )
        lost = 0
        for trial in exported.trials:
            earlier = found.get(trial.earlier_photo_id)
            later = found.get(trial.later_photo_id)
            if earlier is None or later is None:
                lost += 1
                continue
            key = (trial.round_started_at, trial.answered_at, earlier.id, later.id)
            if here[key]:
                here[key] -= 1
                continue
            ours = replace(
                trial, course_id=course.id, earlier_photo_id=earlier.id, later_photo_id=later.id
            )
            self.library.blinded_trials.add_finished([ours])
        if lost:
            self.errors.append(_lost(lost))


@contextmanager
def _withdrawn_on_failure(importing: _Importing) -> Iterator[None]:
    """Take stored files away again; but where the last commit failed nobody knows, so they stay.

    Opening the library finds out then.
    """
    try:
        yield
    except BaseException:
        if not importing.is_done:
            importing.withdraw()
        raise


def _with_facts(new: NewPhoto, exported: ExportedPhoto, course_id: CourseId) -> NewPhoto:
    source = exported.captured_at_source
    return replace(
        new,
        course_id=course_id,
        captured_at=exported.captured_at,
        captured_at_source=None if source is None else CapturedAtSource(source),
        is_zone_assumed=exported.is_zone_assumed,
        view=exported.view,
        view_source=exported.view_source,
        session_day_relation=exported.session_day_relation,
        skin_state=exported.skin_state,
    )


def _lost(count: int) -> FileFailure:
    sentence = Phrase.counted(
        "{count} note belongs to a photo that could not be imported, so it was left out.",
        "{count} notes belong to photos that could not be imported, so they were left out.",
        count,
    )
    return FileFailure("", "without_photo", sentence)
