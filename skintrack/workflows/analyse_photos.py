"""Measure photos: files on their own, or everything in a library that is not measured yet."""

import hashlib
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from skintrack.analysis import ALGORITHM
from skintrack.analysis.face_mesh import FaceMesh
from skintrack.analysis.findings import ALL_METRICS, Finding
from skintrack.errors import EnvironmentalError
from skintrack.imaging.decode import decode_bytes
from skintrack.imaging.files import read_file
from skintrack.model import (
    Cancelled,
    CapturedAtSource,
    Changes,
    CourseId,
    FileFailure,
    Outline,
    Photo,
    PhotoAnalysis,
    PhotoId,
    Progress,
    ProgressStep,
    ViewSource,
    never_cancelled,
    no_progress,
)
from skintrack.model.phrase import Phrase
from skintrack.workflows.face_finders import FaceFinders
from skintrack.workflows.freed_memory import keep_freed_memory
from skintrack.workflows.given_points import Points, see_face, tell_a_face
from skintrack.workflows.issue_list import issues_from, without_consequences
from skintrack.workflows.issue_words import issue_from
from skintrack.workflows.library_regions import LibraryRegions
from skintrack.workflows.measure_photo import Measured, measure_photo
from skintrack.workflows.measured_model import as_model, nothing_found, usable
from skintrack.workflows.photo_notes import NOTHING_NOTED, PairNotes, PhotoNotes
from skintrack.workflows.photo_print import keep_small_print
from skintrack.workflows.region_finder import RegionInPhoto
from skintrack.workflows.related_photos import relate_photos
from skintrack.workflows.related_regions import share_region
from skintrack.workflows.sandbox import photos as foreign

if TYPE_CHECKING:
    from skintrack.library import Library


@dataclass(frozen=True)
class FileAnalysis:
    """Analysis of one file that need not be in a library."""

    file: str
    sha256: str
    width: int
    height: int
    captured_at: datetime | None
    captured_at_source: CapturedAtSource | None
    analysis: PhotoAnalysis


@dataclass(frozen=True)
class AnalyseResult:
    """What became of the photos of a library that were not measured yet.

    ``failed`` are the photos that could not be measured; ``errors`` say why.
    """

    analysed: tuple[PhotoId, ...]
    errors: tuple[FileFailure, ...]
    changes: Changes
    failed: tuple[PhotoId, ...] = ()


def analyse_file(
    path: Path,
    baseline: PhotoAnalysis | None = None,
    *,
    finders: FaceFinders | None = None,
    baseline_day: date | None = None,
    region: RegionInPhoto | None = None,
) -> FileAnalysis:
    """Measure one photo file, for a command: the process keeps its memory for the next one.

    Parameters
    ----------
    path : Path
        The photo; it is only read.
    baseline : PhotoAnalysis, optional
        Values are given as it would have shown them, and what cannot be compared is withheld.
    finders : FaceFinders, optional
        Shared by calls that follow one another or run side by side.
    baseline_day : date, optional
        When the baseline was taken; advice names it.
    region : RegionInPhoto, optional
        Skin outlined on another photo, to be measured in this one too.

    Raises
    ------
    PhotoError
        If the file cannot be read as a photo.
    """
    keep_freed_memory()
    data = read_file(path)
    photo = foreign.decode(data, path.name)
    image, captured = photo.image, photo.captured
    sha256 = hashlib.sha256(data).hexdigest()
    day = captured.captured_at.date() if captured else None
    notes = PairNotes(PhotoNotes(baseline_day), PhotoNotes(day))
    finders = finders or FaceFinders()
    return FileAnalysis(
        file=str(path),
        sha256=sha256,
        width=image.shape[1],
        height=image.shape[0],
        captured_at=captured.captured_at if captured else None,
        captured_at_source=CapturedAtSource.EXIF if captured else None,
        analysis=analyse_image(
            image, sha256, finders, baseline=baseline, region=region, notes=notes
        ),
    )


def analyse_image(
    image: NDArray[np.uint8],
    sha256: str,
    finders: FaceFinders,
    *,
    outline: Outline | None = None,
    baseline: PhotoAnalysis | None = None,
    region: RegionInPhoto | None = None,
    face_points: Points | None = None,
    notes: PairNotes = NOTHING_NOTED,
) -> PhotoAnalysis:
    """Measure a decoded photo.

    Parameters
    ----------
    image : ndarray of uint8, shape (H, W, 3)
        sRGB, upright.
    sha256 : str
        Of the photo's file; stored with the numbers.
    finders : FaceFinders
    outline : tuple of Point, optional
        Skin outlined on this photo alone, in its pixels: measured where no face is found.
    baseline : PhotoAnalysis, optional
        See ``analyse_file``.
    region : RegionInPhoto, optional
        The region of the photo's view.
    face_points : mapping of FacePoint to Point, optional
        Set by hand; the face goes through them.
    notes : PairNotes
        Of the baseline and of this photo, for the advice.
    """

    def find_mesh() -> FaceMesh | None:
        return see_face(image, finders, face_points)

    measured = measure_photo(
        image,
        sha256,
        find_mesh,
        region=region,
        outline=outline,
        baseline_card=None if baseline is None else baseline.card,
        is_face_given=bool(face_points),
    )
    if isinstance(measured, Measured):
        analysis = as_model(measured, sha256, notes)
    elif face_points or finders.are_installed or measured.code != "no_face":
        analysis = nothing_found(sha256, measured)
    else:
        analysis = nothing_found(sha256, Finding("models_missing", ALL_METRICS))
    if region is not None:
        analysis = replace(analysis, region_revision=region.reference.revision)
    if face_points:
        analysis = replace(analysis, face_points=face_points)
    return analysis if baseline is None else _against_baseline(baseline, analysis, notes)


def analyse_library(
    library: "Library",
    *,
    course_id: CourseId | None = None,
    leave_out: frozenset[PhotoId] = frozenset(),
    anew: bool = False,
    jobs: int = 1,
    progress: Progress = no_progress,
    cancelled: Cancelled = never_cancelled,
) -> AnalyseResult:
    """Measure every photo that has no numbers of this algorithm yet.

    The library is used in the calling thread only; decoding and measuring run in ``jobs`` threads.
    Each photo is stored by itself: what was measured before a cancel, or before the process was
    killed, is kept, and the next call goes on with the rest.

    Parameters
    ----------
    library : Library
        An open library.
    course_id : CourseId, optional
        Only photos of this course.
    leave_out : frozenset of PhotoId
        Not these: they were tried in vain.
    anew : bool
        Also photos that have numbers of this algorithm.
    jobs : int
        Threads.
    """
    photos = _photos_to_measure(library, course_id, leave_out, anew=anew)
    finders = FaceFinders()
    analysed: list[PhotoId] = []
    failed: list[PhotoId] = []
    failures: list[FileFailure] = []
    if not finders.are_installed:
        photos, failures = _without_models(library, photos)
    regions = LibraryRegions(library, finders)
    results = _analyse_each(library, photos, jobs, cancelled, regions)
    for done, (photo, result) in enumerate(results, start=1):
        if isinstance(result, FileFailure):
            failures.append(result)
            failed.append(photo.id)
        else:
            _keep(library, photo, result)
            analysed.append(photo.id)
        label = Phrase("Measuring {file}", file=photo.original_name)
        progress(ProgressStep(done, len(photos), label))
    changed = frozenset(analysed)
    failures += regions.failures
    changes = Changes(photos=changed, analyses=changed)
    return AnalyseResult(tuple(analysed), tuple(failures), changes, tuple(failed))


def _photos_to_measure(
    library: "Library", course_id: CourseId | None, leave_out: frozenset[PhotoId], *, anew: bool
) -> list[Photo]:
    if anew:
        photos = list(library.photos.all())
    else:
        photos = [library.photos.get(photo_id) for photo_id in library.analyses.pending(ALGORITHM)]
    return [
        photo
        for photo in photos
        if photo.id not in leave_out and (course_id is None or photo.course_id == course_id)
    ]


def _without_models(
    library: "Library", photos: list[Photo]
) -> tuple[list[Photo], list[FileFailure]]:
    """Return what can be measured without face models; the rest waits until they are there."""
    drawn = [photo for photo in photos if _is_given(library, photo)]
    waiting = len(photos) - len(drawn)
    if not waiting:
        return drawn, []
    issue = issue_from(Finding("models_missing"))
    return drawn, [FileFailure(f"{waiting} photos", issue.code, issue.text)]


def _is_given(library: "Library", photo: Photo) -> bool:
    region = library.regions.of_view(photo.course_id, photo.view)
    has_region = region is not None and region.skin is not None
    if has_region or library.analyses.drawn_region(photo.id) is not None:
        return True
    return tell_a_face(library.face_points.of_photo(photo.id))


def _analyse_each(
    library: "Library",
    photos: list[Photo],
    jobs: int,
    cancelled: Cancelled,
    regions: LibraryRegions,
) -> Iterator[tuple[Photo, PhotoAnalysis | FileFailure]]:
    """Yield each photo with its analysis, keeping ``jobs`` photos under way."""
    waiting = deque(photos)
    under_way: deque[tuple[Photo, Future[PhotoAnalysis]]] = deque()
    with ThreadPoolExecutor(max_workers=jobs, thread_name_prefix="analyse") as workers:
        while waiting or under_way:
            while waiting and len(under_way) <= jobs and not cancelled():
                photo = waiting.popleft()
                try:
                    data = library.photos.read_original(photo)
                except EnvironmentalError as error:
                    yield photo, FileFailure(photo.original_name, error.code, error.message)
                    continue
                given = _Given(
                    library.analyses.drawn_region(photo.id),
                    regions.of_photo(photo),
                    library.face_points.of_photo(photo.id),
                )
                under_way.append(
                    (photo, workers.submit(_analyse, data, photo, given, regions.finders))
                )
            if not under_way:
                break
            photo, future = under_way.popleft()
            try:
                yield photo, future.result()
            except EnvironmentalError as error:
                yield photo, FileFailure(photo.original_name, error.code, error.message)


@dataclass(frozen=True)
class _Given:
    """What the user set by hand: an outline on this photo, one for its view, points of the face."""

    outline: Outline | None
    region: RegionInPhoto | None
    face_points: Points


def _analyse(data: bytes, photo: Photo, given: _Given, finders: FaceFinders) -> PhotoAnalysis:
    image = decode_bytes(data, photo.original_name).image
    return analyse_image(
        image,
        photo.sha256,
        finders,
        outline=given.outline,
        region=given.region,
        face_points=given.face_points,
    )


def _keep(library: "Library", photo: Photo, analysis: PhotoAnalysis) -> None:
    """Store an analysis, and the view where the user has not said it."""
    library.analyses.save(photo.id, analysis)
    keep_small_print(library, photo, analysis)
    is_said = photo.view_source is ViewSource.GIVEN
    if analysis.to_canonical is not None and not is_said and photo.view is not analysis.view:
        library.photos.set_view(photo.id, analysis.view, ViewSource.MESH)


def _against_baseline(
    baseline: PhotoAnalysis, analysis: PhotoAnalysis, notes: PairNotes
) -> PhotoAnalysis:
    """Return the analysis on the scale of the baseline, without what cannot be compared with it."""
    if baseline.to_canonical is None and not share_region(baseline, analysis):
        findings: tuple[Finding, ...] = (Finding("baseline_without_face", ALL_METRICS),)
    else:
        related = relate_photos(baseline, analysis)
        analysis, findings = related.analysis, related.findings
    measurements = tuple(
        replace(each, value=None)
        if any(finding.withholds_value(each.metric, each.region) for finding in findings)
        else each
        for each in analysis.measurements
    )
    return replace(
        analysis,
        measurements=measurements,
        usable_for=usable(measurements),
        issues=without_consequences((*analysis.issues, *issues_from(findings, notes))),
    )
