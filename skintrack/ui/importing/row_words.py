"""What stands in the cells of the review: two short lines each, and how they are meant."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from skintrack.model import (
    CapturedAtSource,
    Photo,
    SessionDayRelation,
    View,
    ViewSource,
)
from skintrack.ui.course_state import CourseMeasurements, CourseState
from skintrack.ui.importing.photo_findings import comparable_words, quality_words
from skintrack.ui.importing.rows import ImportRow, RowState
from skintrack.ui.words import clock_words, day_words, said, tr, view_name


class Column(IntEnum):
    """The columns of the review."""

    PICTURE = 0
    FILE = 1
    DATE = 2
    VIEW = 3
    RELATION = 4
    QUALITY = 5


class Tone(StrEnum):
    """How a cell is meant: plain, quiet, a question to the user, or something to press."""

    PLAIN = "plain"
    QUIET = "quiet"
    ASK = "ask"
    LINK = "link"


@dataclass(frozen=True)
class Cell:
    """Two lines; ``hint`` is the whole story for the tool tip."""

    first: str = ""
    second: str = ""
    tone: Tone = Tone.PLAIN
    hint: str = ""
    is_editable: bool = False

    @property
    def spoken(self) -> str:
        """Both lines for a screen reader."""
        return ". ".join(part.rstrip(".") for part in (self.first, self.second) if part)


@dataclass(frozen=True)
class Course:
    """The course that the review speaks of."""

    state: CourseState
    measurements: CourseMeasurements

    def photo_of(self, row: ImportRow) -> Photo | None:
        """Return the photo of a row that was added to this course."""
        return None if row.photo_id is None else self.state.photo(row.photo_id)

    def has_session(self, row: ImportRow) -> bool:
        """Whether a session is on the day of the photo."""
        photo = self.photo_of(row)
        day = row.taken_day
        if photo is not None:
            day = None if photo.captured_at is None else photo.captured_at.date()
        return day is not None and any(session.date == day for session in self.state.sessions)


def cell_of(row: ImportRow, column: Column, course: Course | None) -> Cell:
    """Return what a cell says."""
    if column is Column.PICTURE:
        return Cell()
    if column is Column.FILE:
        return _file_cell(row)
    if row.state in _EXPLAINED:
        return explanation(row, course) if column is Column.DATE else Cell()
    photo = None if course is None else course.photo_of(row)
    cells = {
        Column.DATE: lambda: _date_cell(row) if photo is None else _photo_date_cell(row, photo),
        Column.VIEW: lambda: _view_cell(row) if photo is None else _photo_view_cell(photo, course),
        Column.RELATION: lambda: _relation_cell(row, photo, course),
        Column.QUALITY: lambda: _quality_cell(photo, course),
    }
    return cells[column]()


_EXPLAINED = frozenset({RowState.UNREADABLE, RowState.KNOWN, RowState.TWICE, RowState.IN_BIN})


def is_explained(row: ImportRow) -> bool:
    """Whether one sentence takes the place of date, view and quality."""
    return row.state in _EXPLAINED


def explanation(row: ImportRow, course: Course | None) -> Cell:
    """Say why a file is not among the new ones."""
    if row.state is RowState.UNREADABLE and row.failure is not None:
        text = said(row.failure.message)
        return Cell(text, tone=Tone.QUIET, hint=text)
    if row.state is RowState.TWICE:
        return Cell(tr("Another file of this list holds the same photo."), tone=Tone.QUIET)
    if row.state is RowState.IN_BIN:
        if row.is_wanted_back:
            return Cell(
                tr("It comes back from the bin."), tr("Leave it in the bin"), tone=Tone.LINK
            )
        # That it is in the bin stands below its name.
        return Cell(second=tr("Bring back"), tone=Tone.LINK)
    return Cell(_known_words(row, course), tone=Tone.QUIET)


def _known_words(row: ImportRow, course: Course | None) -> str:
    known = row.known
    if known is None:
        return ""
    is_elsewhere = course is not None and known.course_id != course.state.course.id
    if known.captured_at is None:
        if is_elsewhere:
            return tr("It is in another course of this library, without a date.")
        return tr("It is in this course, without a date.")
    day = day_words(known.captured_at.date())
    if is_elsewhere:
        return tr("It is in another course of this library, dated {day}.").format(day=day)
    return tr("It is in this course, dated {day}.").format(day=day)


def _file_cell(row: ImportRow) -> Cell:
    words = {
        RowState.LOOKING: tr("Looking at it"),
        RowState.NEW: tr("New"),
        RowState.TWICE: tr("Twice in this list"),
        RowState.KNOWN: tr("Already here"),
        RowState.IN_BIN: tr("In the bin"),
        RowState.UNREADABLE: tr("Could not be read"),
        RowState.ADDED: tr("✓ Added"),
    }
    return Cell(row.path.name, words[row.state], hint=str(row.path))


def _date_cell(row: ImportRow) -> Cell:
    if row.look is None:
        return Cell()
    if row.day is not None:
        return Cell(day_words(row.day), tr("from you"), is_editable=True)
    captured = row.look.captured
    if captured is not None:
        text = tr("from the photo, {clock}").format(clock=clock_words(captured.captured_at))
        return Cell(day_words(captured.captured_at.date()), text, is_editable=True)
    return _asking_cell(row)


def _asking_cell(row: ImportRow) -> Cell:
    """Ask for a date; that of the file name is only suggested."""
    if row.suggested_day is not None:
        asked = tr("{day}?").format(day=day_words(row.suggested_day))
        return Cell(asked, tr("as the file name says"), Tone.ASK, is_editable=True)
    why = tr("the photo does not say")
    if row.look is not None and row.look.is_from_future:
        why = tr("the camera told a day to come")
    return Cell(tr("When was it taken?"), why, Tone.ASK, is_editable=True)


def _photo_date_cell(row: ImportRow, photo: Photo) -> Cell:
    if photo.captured_at is None:
        return _asking_cell(row)
    source = tr("from you")
    if photo.captured_at_source is CapturedAtSource.EXIF:
        source = tr("from the photo, {clock}").format(clock=clock_words(photo.captured_at))
    return Cell(day_words(photo.captured_at.date()), source, is_editable=True)


def _view_cell(row: ImportRow) -> Cell:
    if row.view is not None:
        return Cell(view_name(row.view), tr("from you"), is_editable=True)
    return Cell(tr("From the face"), tone=Tone.QUIET, is_editable=row.look is not None)


def _photo_view_cell(photo: Photo, course: Course | None) -> Cell:
    if photo.view_source is ViewSource.GIVEN:
        return Cell(view_name(photo.view), tr("from you"), is_editable=True)
    if photo.view is not View.UNKNOWN:
        return Cell(view_name(photo.view), tr("from the face"), is_editable=True)
    is_measured = course is not None and photo.id in course.measurements.analyses
    if is_measured:
        return Cell(tr("Which view is it?"), tr("no face was found"), Tone.ASK, is_editable=True)
    return Cell(tr("From the face"), tr("being looked at"), Tone.QUIET, is_editable=True)


def _relation_cell(row: ImportRow, photo: Photo | None, course: Course | None) -> Cell:
    if course is None or not course.has_session(row):
        return Cell()
    relation = row.relation if photo is None else photo.session_day_relation
    if relation is None:
        return Cell(tr("Before or after?"), tr("session on this day"), Tone.ASK, "", True)
    return Cell(relation_name(relation), tr("the session that day"), is_editable=True)


def relation_name(relation: SessionDayRelation | None) -> str:
    """Return whether a photo is from before or after the session of its day."""
    names = {
        SessionDayRelation.BEFORE: tr("Before"),
        SessionDayRelation.AFTER: tr("After"),
        None: tr("Not known"),
    }
    return names[relation]


def _quality_cell(photo: Photo | None, course: Course | None) -> Cell:
    if photo is None or course is None:
        return Cell(tr("Checked once it is added"), tone=Tone.QUIET)
    analysis = course.measurements.analyses.get(photo.id)
    if analysis is None:
        return Cell(tr("Not measured yet"), tone=Tone.QUIET)
    quality, every_issue = quality_words(analysis)
    compared, every_reason = comparable_words(photo, course.measurements)
    return Cell(quality, compared, hint="\n".join((*every_issue, *every_reason)))
