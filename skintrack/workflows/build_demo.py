"""Build the sample library: a rendered person's course, photographed, imported and analysed.

No photograph of anybody is involved; ``skintrack.phantom`` draws the face.
"""

import shutil
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from skintrack.errors import CancelledError, StorageError
from skintrack.imaging.export import encode_jpeg
from skintrack.library import Library
from skintrack.library.opening import refuse_unless_empty
from skintrack.library.storage import storing
from skintrack.model import (
    Cancelled,
    Progress,
    ProgressStep,
    SessionDayRelation,
    View,
    display,
    never_cancelled,
    no_progress,
)
from skintrack.model.catalogue import ENGLISH, Catalogue
from skintrack.model.phrase import Phrase, translated
from skintrack.phantom.course import (
    CONCERN,
    COURSE_NAME,
    PlannedPhoto,
    planned_photos,
)
from skintrack.phantom.lesions import Lesions, place_lesions, skin_on_day
from skintrack.phantom.person import person
from skintrack.phantom.render import render_photo
from skintrack.phantom.subject import Subject, build_subject
from skintrack.workflows import analyse_photos, import_photos, sample_records

_RENDER_THREADS = 2
_JPEG_QUALITY = 92
_DEMO_PERSON = 0


def run(
    folder: Path,
    *,
    progress: Progress = no_progress,
    cancelled: Cancelled = never_cancelled,
    seed: int = 1,
    photos: Sequence[PlannedPhoto] | None = None,
    words: Catalogue = ENGLISH,
) -> None:
    """Create the sample library.

    Parameters
    ----------
    folder : Path
        Where; must not hold a library yet.
    progress, cancelled : callable
        Called after each photo and between the steps.
    seed : int
        Of skin, poses and light; equal seeds give equal photos on the same machine.
    photos : sequence of PlannedPhoto, optional
        The photos to take; by default those of the whole course.
    words : Catalogue
        The language in which the sample's person and practice write.

    Raises
    ------
    CancelledError
        The user stopped; nothing is left behind.
    LibraryError, StorageError
        The folder cannot be used.
    """
    refuse_unless_empty(folder)
    planned = planned_photos(seed) if photos is None else tuple(photos)
    report = _Report(progress, 3 * len(planned))
    with storing(str(folder)):
        folder.parent.mkdir(parents=True, exist_ok=True)
        # Beside the folder, so that the finished library is moved there in one step.
        with TemporaryDirectory(prefix=".sample-", dir=folder.parent) as scratch:
            files = _render_all(planned, Path(scratch), seed, report, cancelled)
            building = Path(scratch) / "library"
            with Library.create(building, translated(COURSE_NAME, words), CONCERN) as library:
                _fill(library, planned, files, report, cancelled, words=words)
                _stop_if(cancelled)
                sample_records.add_words(library, library.courses.all()[0], seed, words)
            _stop_if(cancelled)
            _move(building, folder)


def _move(building: Path, folder: Path) -> None:
    refuse_unless_empty(folder)
    if folder.exists():
        shutil.rmtree(folder)
    building.rename(folder)


@dataclass
class _Report:
    """Turns the progress of each step into that of the whole."""

    progress: Progress
    total: int
    offset: int = 0

    def step(self, step: ProgressStep) -> None:
        self.progress(
            ProgressStep(min(self.offset + step.done, self.total), self.total, step.label)
        )

    def begin_after(self, done: int) -> None:
        self.offset += done


def _render_all(
    planned: tuple[PlannedPhoto, ...],
    scratch: Path,
    seed: int,
    report: _Report,
    cancelled: Cancelled,
) -> tuple[Path, ...]:
    """Render and write every photo; return the files in the order of the plan."""
    _stop_if(cancelled)
    report.step(ProgressStep(0, len(planned), Phrase("Drawing a face")))
    subject = build_subject(person(_DEMO_PERSON))
    lesions = place_lesions(subject, seed)
    files = []
    with ThreadPoolExecutor(_RENDER_THREADS, thread_name_prefix="render") as threads:
        tasks = [threads.submit(_render, subject, lesions, photo, scratch) for photo in planned]
        try:
            for number, task in enumerate(tasks, start=1):
                files.append(task.result())
                day = planned[number - 1].taken_at.date()
                label = Phrase("Photographing {day}", day=display.day_text(day))
                report.step(ProgressStep(number, len(planned), label))
                _stop_if(cancelled)
        finally:
            for task in tasks:
                task.cancel()
    report.begin_after(len(planned))
    return tuple(files)


def _render(subject: Subject, lesions: Lesions, photo: PlannedPhoto, scratch: Path) -> Path:
    rendering = render_photo(
        subject,
        skin_on_day(subject, lesions, photo.skin),
        pose=photo.pose,
        light=photo.light,
        camera=photo.camera,
        seed=photo.seed,
    )
    file = scratch / f"IMG_{photo.taken_at:%Y%m%d_%H%M%S}.jpg"
    file.write_bytes(encode_jpeg(rendering.image, _JPEG_QUALITY, captured_at=photo.taken_at))
    return file


def _fill(
    library: Library,
    planned: tuple[PlannedPhoto, ...],
    files: tuple[Path, ...],
    report: _Report,
    cancelled: Cancelled,
    *,
    words: Catalogue,
) -> None:
    """Record the sessions, import the photos and measure them."""
    course = library.courses.all()[0]
    sample_records.add_plan_and_sessions(library, course, words)
    for kind, group in _groups(planned, files).items():
        result = import_photos.run(
            library,
            group,
            view=View(kind[0]),
            relation=SessionDayRelation.BEFORE if kind[1] else None,
            jobs=_RENDER_THREADS,
            progress=report.step,
            cancelled=cancelled,
        )
        _stop_if(cancelled)
        if result.errors:
            raise StorageError(result.errors[0].message, result.errors[0].code)
        report.begin_after(len(group))
    analyse_photos.analyse_library(
        library, jobs=_RENDER_THREADS, progress=report.step, cancelled=cancelled
    )
    report.step(ProgressStep(len(planned), len(planned), Phrase("Finished")))


def _groups(
    planned: tuple[PlannedPhoto, ...], files: tuple[Path, ...]
) -> dict[tuple[str, bool], list[Path]]:
    """Return the files by view and by whether they were taken before a session of that day."""
    groups: dict[tuple[str, bool], list[Path]] = {}
    for photo, file in zip(planned, files, strict=True):
        groups.setdefault((photo.view, photo.is_before_session), []).append(file)
    return groups


def _stop_if(cancelled: Cancelled) -> None:
    if cancelled():
        raise CancelledError("The sample was not built.")
