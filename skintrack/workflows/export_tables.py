"""The tables and the document of an export; ``README`` explains them to whoever opens it."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import NamedTuple

from skintrack.model.course import Course, TreatmentSession
from skintrack.model.measurement import Measurement, PhotoAnalysis, QualityIssue, Similarity
from skintrack.model.nudge import Nudge
from skintrack.model.photo import Photo, PhotoId
from skintrack.workflows import export_course, export_marks, export_notes, export_nudges
from skintrack.workflows.csv_text import Table
from skintrack.workflows.export_indexes import NO_INDEX, BaselineIndexes, Place

PHOTO_COLUMNS = (
    *("photo_id", "course", "file", "captured_at", "captured_at_source", "is_zone_assumed"),
    *("view", "view_source", "session_day_relation", "skin_state", "is_calibration"),
    *("width", "height", "sha256", "file_sha256", "original_name", "imported_at"),
    *export_nudges.NUDGE_COLUMNS,
)
MEASUREMENT_COLUMNS = (
    *("photo_id", "course", "captured_at", "view", "region", "metric", "value"),
    *("is_usable", "valid_fraction", "issues", "algorithm", "reference", "region_revision"),
    "sha256",
    *NO_INDEX,
)

FORMAT, VERSION = "skintrack-export", 1

README = f"""\
Export of a SkinTrack library
=============================

photos/           the photos by year; those whose date nobody knows are in "undated". Unless they
                  are the originals, they carry pixels and the capture time, and nothing else
photos.csv        one row for each photo
courses.csv       one row for each course of treatment, with its plan
sessions.csv      one row for each treatment session
measurements.csv  one row for each value of one metric in one region of one photo
diary.csv         one row for each day after a session that something was noted of
ratings.csv       one row for each rating by a person
blinded_trials.csv  one row for each answer to "which looks better?" with dates hidden
pins.csv          one row for each place of a pinned scar or spot that was set by hand
face_points.csv   one row for each point of a face that was set by hand
library.json      all of it in one document, with quality remarks and outlines of regions;
                  SkinTrack imports this folder again by it

Text is UTF-8. Times are ISO 8601 with their offset; empty (null in JSON) means unknown or not
measured, never zero. In the tables a text that begins with = + - or @ has an apostrophe before it,
so that no spreadsheet takes it for a formula; library.json has it as it was typed.

photo_id              the first 16 digits of the SHA-256 of the original file
file                  where the photo is in this export; empty if its original is damaged
captured_at           when it was taken; captured_at_source is "exif" or "given" (by the user)
is_zone_assumed       the camera stored no offset; that of the importing computer was taken
view                  front, left_oblique, right_oblique, left_profile, right_profile, close_up
                      or unknown, by the patient's own left and right
session_day_relation  before or after the needling, for photos of a session's day
skin_state            as noted by the user: bare, make_up, wet (or freshly creamed), flushed (just
                      washed or warm); empty where nothing was noted
is_calibration        True: the skin of the visit in other light, to learn how much light alone
                      changes the values; in no trend
sha256                of the original file; file_sha256 of the file in this export
{export_nudges.README.rstrip()}
{export_course.README.rstrip()}
{export_notes.README.rstrip()}
{export_marks.README.rstrip()}
region, metric        what was measured where; lower values are better in every metric
is_usable             False: something in the photo withholds this metric (see library.json)
valid_fraction        share of the region that could be measured, 0 to 1
issues                what limits this value, as codes; the sentences are in library.json
algorithm             version of the measurement; compare values of one version only
reference             what the value is measured against: face (other skin of the same photo),
                      untreated (a patch that the user marked), or card and the serial of a colour
                      card; compare values of one reference only
region_revision       number of the outline that the user had drawn for this view when the photo
                      was measured; compare values of "drawn", or against an untreated patch, of
                      one number only; empty where nothing was drawn

The numbers describe photos. They are no diagnosis.
"""


class ExportedFile(NamedTuple):
    """A photo that was written: its path within the export, and the SHA-256 of the file."""

    path: str
    sha256: str


@dataclass(frozen=True)
class CourseContent:
    """All that is exported of one course."""

    course: Course
    sessions: tuple[TreatmentSession, ...]
    photos: tuple[Photo, ...]
    files: dict[PhotoId, ExportedFile]
    analyses: Mapping[PhotoId, PhotoAnalysis]
    indexes: Mapping[Place, BaselineIndexes] = field(default_factory=dict)
    person: str | None = None
    notes: export_notes.CourseNotes = field(default_factory=export_notes.CourseNotes)
    nudges: Mapping[PhotoId, Nudge] = field(default_factory=dict)
    marks: export_marks.CourseMarks = field(default_factory=export_marks.CourseMarks)

    def index_of(self, photo: Photo, measurement: Measurement) -> BaselineIndexes:
        """Return the index of a value with its noise; None where there is none."""
        place = (photo.id, measurement.metric, measurement.region)
        return self.indexes.get(place, NO_INDEX)


def photo_rows(content: CourseContent) -> Table:
    """Yield one row for each exported photo."""
    for photo in content.photos:
        yield {"course": content.course.name, **_photo(content, photo)}


def course_rows(content: CourseContent) -> Table:
    """Yield the row of the course."""
    yield export_course.course_row(content.course, content.person)


def session_rows(content: CourseContent) -> Table:
    """Yield one row for each session."""
    for session in content.sessions:
        yield {"course": content.course.name, **export_course.session_row(session)}


def diary_rows(content: CourseContent) -> Table:
    """Yield one row for each day of the diary."""
    for row in export_notes.diary_rows(content.notes, content.sessions):
        yield {"course": content.course.name, **row}


def rating_rows(content: CourseContent) -> Table:
    """Yield one row for each rating."""
    for row in export_notes.rating_rows(content.notes):
        yield {"course": content.course.name, **row}


def trial_rows(content: CourseContent) -> Table:
    """Yield one row for each answer of a blinded comparison."""
    for row in export_notes.trial_rows(content.notes):
        yield {"course": content.course.name, **row}


def pin_rows(content: CourseContent) -> Table:
    """Yield one row for each place of a pin."""
    for row in export_marks.pin_rows(content.marks):
        yield {"course": content.course.name, **row}


def face_point_rows(content: CourseContent) -> Table:
    """Yield one row for each point of a face that was set by hand."""
    for row in export_marks.face_point_rows(content.marks):
        yield {"course": content.course.name, **row}


def measurement_rows(content: CourseContent) -> Table:
    """Yield one row for each value, measured or not."""
    for photo in content.photos:
        analysis = content.analyses.get(photo.id)
        if analysis is None:
            continue
        for measurement in analysis.measurements:
            yield {
                "photo_id": photo.id,
                "course": content.course.name,
                "captured_at": _time(photo),
                "view": photo.view.value,
                "region": measurement.region.value,
                "metric": measurement.metric.value,
                "value": measurement.value,
                "is_usable": measurement.metric in analysis.usable_for,
                "valid_fraction": analysis.valid_fraction.get(measurement.region),
                "issues": " ".join(_codes(analysis, measurement)),
                "algorithm": analysis.algorithm,
                "reference": analysis.reference_of(measurement.metric, measurement.region),
                "region_revision": analysis.region_revision,
                "sha256": analysis.sha256,
                **content.index_of(photo, measurement),
            }


def _codes(analysis: PhotoAnalysis, measurement: Measurement) -> list[str]:
    """Return the codes of the issues that concern one value; a mere remark concerns none."""
    return [
        issue.code
        for issue in analysis.issues
        if measurement.metric in issue.metrics
        and (not issue.regions or measurement.region in issue.regions)
    ]


def document(contents: Iterable[CourseContent], exported_at: str) -> dict[str, object]:
    """Return everything as one JSON document."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "exported_at": exported_at,
        "courses": [_course(content) for content in contents],
    }


def _course(content: CourseContent) -> dict[str, object]:
    plan = export_course.course_row(content.course, content.person)
    return {
        "name": content.course.name,
        **{name: value for name, value in plan.items() if name != "course"},
        "sessions": [export_course.session_document(each) for each in content.sessions],
        **export_notes.notes_document(content.notes, content.sessions),
        **export_marks.marks_document(content.marks),
        "photos": [
            {
                **_photo(content, photo),
                "analysis": _analysis(content, photo),
            }
            for photo in content.photos
        ],
    }


def _photo(content: CourseContent, photo: Photo) -> dict[str, object]:
    file = content.files.get(photo.id)
    return {
        "photo_id": photo.id,
        "file": None if file is None else file.path,
        "captured_at": _time(photo),
        "captured_at_source": photo.captured_at_source,
        "is_zone_assumed": photo.is_zone_assumed,
        "view": photo.view.value,
        "view_source": photo.view_source,
        "session_day_relation": photo.session_day_relation,
        "skin_state": photo.skin_state,
        "is_calibration": photo.is_calibration,
        "width": photo.width,
        "height": photo.height,
        "sha256": photo.sha256,
        "file_sha256": None if file is None else file.sha256,
        "original_name": photo.original_name,
        "imported_at": photo.imported_at.isoformat(),
        **export_nudges.nudge_columns(content.nudges.get(photo.id)),
    }


def _analysis(content: CourseContent, photo: Photo) -> dict[str, object] | None:
    analysis = content.analyses.get(photo.id)
    if analysis is None:
        return None
    return {
        "algorithm": analysis.algorithm,
        "sha256": analysis.sha256,
        "view": analysis.view.value,
        "usable_for": sorted(analysis.usable_for),
        "issues": [_issue(issue) for issue in analysis.issues],
        "measurements": [
            {**asdict(measurement), **content.index_of(photo, measurement)}
            for measurement in analysis.measurements
        ],
        "valid_fraction": dict(analysis.valid_fraction),
        "outlines": {region: list(outline) for region, outline in analysis.outlines.items()},
        "to_canonical": _similarity(analysis.to_canonical),
        "conditions": asdict(analysis.conditions),
        "reference": analysis.reference.value,
        "card": None if analysis.card is None else asdict(analysis.card),
        "region_revision": analysis.region_revision,
        "to_region": _similarity(analysis.to_region),
        "region_conditions": None
        if analysis.region_conditions is None
        else asdict(analysis.region_conditions),
    }


def _similarity(similarity: Similarity | None) -> dict[str, float] | None:
    return None if similarity is None else asdict(similarity)


def _issue(issue: QualityIssue) -> dict[str, object]:
    return {
        "code": issue.code,
        "message": issue.message,
        "advice": issue.advice or None,
        "metrics": sorted(issue.metrics),
        "regions": sorted(issue.regions),
    }


def _time(photo: Photo) -> str | None:
    return None if photo.captured_at is None else photo.captured_at.isoformat()
