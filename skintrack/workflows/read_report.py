"""Read a report back: what a PDF or its data file says, as the objects it was made from.

Photos are not in the data, and numbers are never taken over: they are measured from photos.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from skintrack.errors import InputError
from skintrack.model import (
    BlindedResult,
    Course,
    CourseId,
    DiaryEntry,
    NeedleZone,
    Provider,
    Rater,
    Rating,
    RatingId,
    Scale,
    Series,
    SessionId,
    Sign,
    Step,
    TreatmentSession,
    View,
)
from skintrack.model.diary import LAST_DAY
from skintrack.model.limits import MOST_PAIN, MOST_PASSES, is_possible_depth
from skintrack.model.phrase import Phrase
from skintrack.model.text import file_label
from skintrack.workflows.read_series import read_series
from skintrack.workflows.report_data import FORMAT, VERSION
from skintrack.workflows.report_fields import FieldError, Fields
from skintrack.workflows.report_file import parse_document, read_document

_MOST_NOTED = 5_000
_MOST_SERIES = 500
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class DiaryDay:
    """A day of the diary with the day of its session; ``entry.session_id`` says nothing."""

    session_date: date
    session_number: int
    entry: DiaryEntry


@dataclass(frozen=True)
class ReportPhoto:
    """A photo that a report speaks of, by the hash of its file."""

    sha256: str
    captured_at: datetime | None
    view: View


@dataclass(frozen=True)
class ReadReport:
    """What a report says.

    Ids of course, sessions and ratings say nothing. ``code`` stands for every name where it is
    given; then ``course.name`` is the code. ``begun_at`` is when the course was made in its
    library, if the report tells.
    """

    file: str
    report_id: str
    day: date
    app_version: str
    algorithm: str
    main_view: View
    course: Course
    code: str | None
    person: str | None
    begun_at: datetime | None
    sessions: tuple[TreatmentSession, ...]
    diary: tuple[DiaryDay, ...]
    ratings: tuple[Rating, ...]
    blinded: tuple[BlindedResult, ...]
    photos: tuple[ReportPhoto, ...]
    series: tuple[Series, ...]

    @property
    def main_series(self) -> tuple[Series, ...]:
        """The series of the view that the pages speak of."""
        return tuple(series for series in self.series if series.view is self.main_view)


def run(path: Path, password: str | None = None) -> ReadReport:
    """Read a report from a PDF, or from the data file alone.

    Parameters
    ----------
    path : Path
        The file; what it holds decides, not its name.
    password : str, optional
        Opens a locked PDF.

    Raises
    ------
    InputError
        With code ``password``, ``no_data``, ``too_large``, ``damaged``, ``not_a_report`` or
        ``newer``; the file is never changed.
    StorageError
        If the file cannot be read.
    """
    return report_of(Fields(read_document(path, password)), file_label(path))


def from_bytes(data: bytes, file: str) -> ReadReport:
    """Read the data file of a report; errors as above."""
    return report_of(Fields(parse_document(data, file)), file)


def report_of(document: Fields, file: str) -> ReadReport:
    """Return what a document says; errors as above."""
    if document.values.get("format") != FORMAT:
        text = Phrase("“{file}” is no SkinTrack report.", file=file)
        raise InputError(text, "not_a_report")
    version = document.values.get("version")
    if isinstance(version, int) and version > VERSION:
        text = Phrase(
            "“{file}” was made by a newer version of SkinTrack. Update this one to read it.",
            file=file,
        )
        raise InputError(text, "newer")
    try:
        return _report(document, file)
    except FieldError as error:
        text = Phrase(
            "“{file}” cannot be read: its field “{field}” makes no sense. Nothing was taken from "
            "it.",
            file=file,
            field=str(error),
        )
        raise InputError(text, "damaged") from error


def _report(document: Fields, file: str) -> ReadReport:
    about, course = document.part("report"), document.part("course")
    return ReadReport(
        file=file,
        report_id=about.needed("id", about.text("id")),
        day=about.needed("day", about.day("day")),
        app_version=about.text("app_version") or "",
        algorithm=about.text("algorithm") or "",
        main_view=about.choice("main_view", View) or View.FRONT,
        course=_course(course),
        code=course.text("code"),
        person=course.text("person"),
        begun_at=course.moment("created_at"),
        sessions=tuple(_session(each) for each in document.parts("sessions", _MOST_NOTED)),
        diary=tuple(_diary_day(each) for each in document.parts("diary", _MOST_NOTED)),
        ratings=tuple(_rating(each) for each in document.parts("ratings", _MOST_NOTED)),
        blinded=tuple(_blinded(each) for each in document.parts("blinded_results", _MOST_NOTED)),
        photos=tuple(_photo(each) for each in document.parts("photos")),
        series=tuple(read_series(each) for each in document.parts("series", _MOST_SERIES)),
    )


def _course(fields: Fields) -> Course:
    least, most = fields.whole("spacing_weeks_least"), fields.whole("spacing_weeks_most")
    return Course(
        id=CourseId(0),
        name=fields.text("name") or fields.text("code") or "",
        concern=fields.text("concern"),
        created_at=fields.moment("created_at") or _NEVER,
        area=fields.text("area"),
        concern_words=fields.text("concern_words"),
        practitioner_instruction=fields.text("practitioner_instruction"),
        planned_sessions=fields.whole("planned_sessions"),
        spacing_weeks=None if least is None or most is None else (least, most),
        appointment=fields.day("appointment"),
        appointment_clock=fields.clock("appointment_clock"),
    )


def _session(fields: Fields) -> TreatmentSession:
    return TreatmentSession(
        id=SessionId(0),
        course_id=CourseId(0),
        date=fields.needed("date", fields.day("date")),
        depth_mm=_depth(fields, "depth_mm"),
        device=fields.text("device"),
        provider=fields.choice("provider", Provider),
        notes=fields.text("notes"),
        clock=fields.clock("clock"),
        concern=fields.text("concern"),
        area=fields.text("area"),
        practitioner=fields.text("practitioner"),
        zone_depths=_zone_depths(fields.part("zone_depths_mm")),
        passes=_between(fields, "passes", 1, MOST_PASSES),
        products=fields.text("products"),
        numbing=fields.text("numbing"),
        pain=_between(fields, "pain", 0, MOST_PAIN),
        safety_answers=_answers(fields.part("safety_answers")),
    )


def _depth(fields: Fields, name: str) -> float | None:
    depth = fields.number(name)
    if depth is not None and not is_possible_depth(depth):
        raise fields.error(name)
    return depth


def _zone_depths(fields: Fields) -> Mapping[NeedleZone, float]:
    known = {zone.value: zone for zone in NeedleZone}
    if not known.keys() >= fields.values.keys():
        raise fields.error(next(iter(fields.values.keys() - known.keys())))
    depths = {zone: _depth(fields, name) for name, zone in known.items()}
    return {zone: depth for zone, depth in depths.items() if depth is not None}


def _answers(fields: Fields) -> Mapping[str, bool]:
    return {str(code): fields.truth(code) for code in fields.values}


def _between(fields: Fields, name: str, least: int, most: int) -> int | None:
    value = fields.whole(name)
    if value is not None and not least <= value <= most:
        raise fields.error(name)
    return value


def _diary_day(fields: Fields) -> DiaryDay:
    steps = {sign: _between(fields, sign.value, Step.NONE, Step.STRONGLY) for sign in Sign}
    session_date = fields.needed("session_date", fields.day("session_date"))
    day = fields.needed("day", fields.day("day"))
    if not 0 <= (day - session_date).days <= LAST_DAY:
        raise fields.error("day")
    return DiaryDay(
        session_date=session_date,
        session_number=fields.whole("session_number") or 0,
        entry=DiaryEntry(
            SessionId(0),
            day,
            {sign: Step(step) for sign, step in steps.items() if step is not None},
            _between(fields, "pain", 0, MOST_PAIN),
            frozenset((fields.text("asked_about") or "").split()),
            fields.text("notes"),
        ),
    )


def _rating(fields: Fields) -> Rating:
    scale = fields.needed("scale", fields.choice("scale", Scale))
    first, last = scale.values[0], scale.values[-1]
    return Rating(
        id=RatingId(0),
        course_id=CourseId(0),
        day=fields.needed("day", fields.day("day")),
        scale=scale,
        value=fields.needed("value", _between(fields, "value", first, last)),
        rater=fields.needed("rater", fields.choice("rater", Rater)),
        notes=fields.text("notes"),
        created_at=_NEVER,
    )


def _blinded(fields: Fields) -> BlindedResult:
    later, earlier, undecided = (
        fields.needed(name, _between(fields, name, 0, 10_000))
        for name in ("later", "earlier", "undecided")
    )
    return BlindedResult(
        fields.needed("started_at", fields.moment("started_at")),
        fields.needed("rater", fields.choice("rater", Rater)),
        later,
        earlier,
        undecided,
    )


def _photo(fields: Fields) -> ReportPhoto:
    return ReportPhoto(
        fields.needed("sha256", fields.text("sha256")),
        fields.moment("captured_at"),
        fields.choice("view", View) or View.UNKNOWN,
    )
