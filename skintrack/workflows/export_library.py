"""Write a library out in open formats: photos, CSV and JSON."""

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from skintrack.errors import CancelledError, InputError, PhotoError
from skintrack.imaging.decode import decode_bytes
from skintrack.imaging.export import encode_jpeg
from skintrack.imaging.kinds import kind_of
from skintrack.library import Library
from skintrack.library.naming import original_names
from skintrack.library.storage import make_private_folder, open_new, storing
from skintrack.model.changes import FileFailure
from skintrack.model.course import Course
from skintrack.model.photo import Photo, PhotoId
from skintrack.model.phrase import Phrase
from skintrack.model.progress import (
    Cancelled,
    Progress,
    ProgressStep,
    never_cancelled,
    no_progress,
)
from skintrack.model.text import file_label
from skintrack.workflows import export_course, export_marks, export_notes
from skintrack.workflows import export_tables as tables
from skintrack.workflows.csv_text import csv_text
from skintrack.workflows.export_indexes import BaselineIndexes, Place, indexes_of
from skintrack.workflows.safe_file import refuse_harmful_output

_QUALITY = 95


@dataclass(frozen=True)
class ExportResult:
    """What was written. ``errors`` names photos whose originals are missing or damaged."""

    folder: Path
    photos: int
    errors: tuple[FileFailure, ...]


def run(
    library: Library,
    output: Path,
    *,
    originals: bool = False,
    progress: Progress = no_progress,
    cancelled: Cancelled = never_cancelled,
) -> ExportResult:
    """Write all photos that are not in the bin, and all records, into a new or empty folder.

    Photos are written upright, in sRGB, as JPEG with nothing but pixels and the capture time;
    their file times are the capture times too. With ``originals`` they are written as imported:
    such files may say where and with which phone they were taken. ``import_export`` reads both.

    Raises
    ------
    InputError
        With code ``not_empty``, or ``inside_library`` for this or any other library.
    StorageError
        If the disk refuses; what was written is removed.
    CancelledError
        If the user stopped; what was written is removed.
    """
    _refuse_bad_output(output)
    with _undone_on_failure(output) as writer:
        exporter = _Exporter(library, writer, originals, len(library.photos.all()))
        contents = [
            exporter.course(course, progress, cancelled) for course in library.courses.all()
        ]
        exporter.write_tables(contents)
    progress(ProgressStep(exporter.total, exporter.total, ""))
    written = sum(len(content.files) for content in contents)
    return ExportResult(output, written, tuple(exporter.errors))


@dataclass
class _Writer:
    """Writes files below one folder and remembers them."""

    folder: Path
    written: list[Path] = field(default_factory=list)

    def write(self, name: str, data: bytes, modified_at: datetime | None = None) -> None:
        path = self.folder / name
        with storing(path.name):
            parents = (path.parent, *path.parent.parents)
            self.written += reversed([folder for folder in parents if not folder.exists()])
            make_private_folder(path.parent)
            self.written.append(path)
            with open_new(path) as file:
                file.write(data)
            if modified_at is not None:
                with suppress(OSError, OverflowError):  # some file systems know no early years
                    os.utime(path, (modified_at.timestamp(), modified_at.timestamp()))

    def undo(self) -> None:
        for path in reversed(self.written):
            with suppress(OSError):
                if path.is_dir():
                    path.rmdir()
                else:
                    path.unlink(missing_ok=True)


@dataclass
class _Exporter:
    library: Library
    writer: _Writer
    with_originals: bool
    total: int
    done: int = 0
    errors: list[FileFailure] = field(default_factory=list)
    names: set[str] = field(default_factory=set)

    def course(
        self, course: Course, progress: Progress, cancelled: Cancelled
    ) -> tables.CourseContent:
        photos = self.library.photos.of_course(course.id)
        files: dict[PhotoId, tables.ExportedFile] = {}
        for photo in photos:
            if cancelled():
                raise CancelledError("The export was stopped; nothing was written.")
            progress(ProgressStep(self.done, self.total, file_label(photo.original_name)))
            self.done += 1
            try:
                files[photo.id] = self._write_photo(photo)
            except PhotoError as error:
                failure = FileFailure(photo.original_name, error.code, error.message)
                self.errors.append(failure)
        return tables.CourseContent(
            course,
            self.library.sessions.of_course(course.id),
            photos,
            files,
            self.library.analyses.of_course(course.id),
            self._indexes(course, photos),
            person=self._person_name(course),
            notes=export_notes.notes_of(self.library, course),
            nudges=self.library.nudges.of_course(course.id),
            marks=export_marks.marks_of(self.library, course),
        )

    def _person_name(self, course: Course) -> str | None:
        person_id = course.person_id
        return None if person_id is None else self.library.people.get(person_id).name

    def _indexes(self, course: Course, photos: Sequence[Photo]) -> dict[Place, BaselineIndexes]:
        # Comparing needs OpenCV, which nothing else here does.
        from skintrack.workflows import build_series

        views = dict.fromkeys(photo.view for photo in photos)
        trends = [build_series.run(self.library, course_id=course.id, view=view) for view in views]
        return indexes_of(series for trend in trends for series in trend.series)

    def write_tables(self, contents: list[tables.CourseContent]) -> None:
        for name, columns, rows_of in (
            ("photos.csv", tables.PHOTO_COLUMNS, tables.photo_rows),
            ("courses.csv", export_course.COURSE_COLUMNS, tables.course_rows),
            ("sessions.csv", export_course.SESSION_COLUMNS, tables.session_rows),
            ("diary.csv", export_notes.DIARY_COLUMNS, tables.diary_rows),
            ("ratings.csv", export_notes.RATING_COLUMNS, tables.rating_rows),
            ("blinded_trials.csv", export_notes.TRIAL_COLUMNS, tables.trial_rows),
            ("pins.csv", export_marks.PIN_COLUMNS, tables.pin_rows),
            ("face_points.csv", export_marks.FACE_POINT_COLUMNS, tables.face_point_rows),
            ("measurements.csv", tables.MEASUREMENT_COLUMNS, tables.measurement_rows),
        ):
            rows = [row for content in contents for row in rows_of(content)]
            self.writer.write(name, csv_text(columns, rows).encode())
        self.writer.write("README.txt", tables.README.encode())
        exported_at = datetime.now(UTC).astimezone().isoformat(timespec="seconds")
        document = tables.document(contents, exported_at)
        text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
        self.writer.write("library.json", text.encode())

    def _write_photo(self, photo: Photo) -> tables.ExportedFile:
        """Write one photo; return its path within the export, and its hash."""
        data = self.library.photos.read_original(photo)
        kind = kind_of(data)
        extension = "jpg" if kind is None else kind.value
        if not self.with_originals:
            image = decode_bytes(data, photo.original_name).image
            data, extension = encode_jpeg(image, _QUALITY, photo.captured_at), "jpg"
        name = self._free_name(photo, extension)
        self.writer.write(name, data, photo.captured_at)
        return tables.ExportedFile(name, hashlib.sha256(data).hexdigest())

    def _free_name(self, photo: Photo, extension: str) -> str:
        """Return a readable name by day and view, whatever the file is called in the library."""
        names = original_names(photo.captured_at, photo.view, photo.sha256, extension)
        paths = (str(PurePosixPath("photos", *PurePosixPath(name).parts[1:])) for name in names)
        path = next(path for path in paths if path not in self.names)
        self.names.add(path)
        return path


def _refuse_bad_output(output: Path) -> None:
    refuse_harmful_output(output)
    with storing(output.name):
        if output.exists() and (not output.is_dir() or any(output.iterdir())):
            raise InputError(
                Phrase(
                    "“{file}” is not an empty folder. Choose a new or an empty one.",
                    file=file_label(output),
                ),
                "not_empty",
            )


@contextmanager
def _undone_on_failure(output: Path) -> Iterator[_Writer]:
    writer = _Writer(output)
    try:
        yield writer
    except BaseException:
        writer.undo()
        raise
