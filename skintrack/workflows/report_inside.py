"""What is inside a report, in plain words, before it is written: counted, nothing read or printed.

Light enough for the window itself; the command line says the same.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from skintrack.model import (
    Course,
    CourseId,
    DiaryEntry,
    Paper,
    Photo,
    PhotoPrivacy,
    Rating,
    ReportChoices,
    ReportSection,
    TreatmentSession,
    View,
    Visit,
)
from skintrack.treatment import sorted_sessions, visits
from skintrack.workflows.report_scope import (
    has_photos,
    is_photo_in_period,
    is_wanted,
    last_day,
    sessions_done,
)

if TYPE_CHECKING:
    from skintrack.library import Library


class CourseStock(NamedTuple):
    """What a library holds of a course, as it was read.

    ``person`` is the name of whoever the course is of, None for the owner of the library.
    """

    course: Course
    person: str | None
    visits: tuple[Visit, ...]
    undated_count: int
    sessions: tuple[TreatmentSession, ...]
    diary: tuple[DiaryEntry, ...] = ()
    ratings: tuple[Rating, ...] = ()
    round_count: int = 0


class ReportInside(NamedTuple):
    """What goes into a report, and what of the course does not.

    ``photos`` is how they are shown. ``photo_count`` and ``day_count`` are of photos that are
    shown, ``counted_count`` of all dated ones of the period, whose numbers count. ``views`` are
    those shown; ``hidden_views`` were not chosen. ``outside_count`` photos lie outside the period.
    """

    course_name: str
    person: str | None
    code: str | None
    paper: Paper
    language: str
    photos: PhotoPrivacy
    photo_count: int
    day_count: int
    counted_count: int
    views: tuple[View, ...]
    hidden_views: tuple[View, ...]
    left_out_count: int
    outside_count: int
    undated_count: int
    is_pair_given: bool
    session_count: int
    has_session_notes: bool
    diary_day_count: int
    has_diary_notes: bool
    rating_count: int
    round_count: int
    sections: frozenset[ReportSection]
    has_data: bool
    has_fhir: bool
    has_password: bool

    @property
    def names(self) -> tuple[str, ...]:
        """The names that the report shows: the code alone where there is one."""
        if self.code is not None:
            return (self.code,)
        return (self.course_name,) if self.person is None else (self.person, self.course_name)

    @property
    def has_notes(self) -> bool:
        """Whether words are printed that somebody wrote."""
        return self.has_session_notes or self.has_diary_notes


class Layout(NamedTuple):
    """What is known once the pages are laid out; ``photo_count`` photos are really printed.

    ``letters_note`` says which letters no font could print, and what would help.
    """

    page_count: int
    photo_count: int
    byte_size: int | None = None
    letters_note: str = ""


def stock_of(library: "Library", course_id: CourseId) -> CourseStock:
    """Read what a library holds of a course."""
    course = library.courses.get(course_id)
    sessions = sorted_sessions(library.sessions.of_course(course_id))
    photos = library.photos.of_course(course_id)
    owner = course.person_id
    return CourseStock(
        course=course,
        person=None if owner is None else library.people.get(owner).name,
        visits=tuple(visits(photos, sessions)),
        undated_count=sum(photo.captured_at is None for photo in photos),
        sessions=sessions,
        diary=library.diary.of_course(course_id),
        ratings=library.ratings.of_course(course_id),
        round_count=len(library.blinded_trials.of_course(course_id)),
    )


def inside_document(inside: ReportInside, layout: Layout) -> dict[str, object]:
    """Return what is inside a report for scripts: no names but those that the report shows."""
    return {
        "names": list(inside.names),
        "is_code": inside.code is not None,
        "paper": inside.paper.value,
        "language": inside.language,
        "pages": layout.page_count,
        "photos": layout.photo_count,
        "photos_shown": inside.photos.value,
        "days_with_photos": inside.day_count,
        "views": [view.value for view in inside.views],
        "photos_taken_out": inside.left_out_count,
        "photos_not_shown": inside.photo_count - layout.photo_count,
        "photos_outside_period": inside.outside_count,
        "photos_without_date": inside.undated_count,
        "photos_counted": inside.counted_count,
        "sections": [each.value for each in ReportSection if each in inside.sections],
        "sessions": inside.session_count if ReportSection.SESSIONS in inside.sections else 0,
        "diary_days": inside.diary_day_count,
        "ratings": inside.rating_count,
        "has_notes": inside.has_notes,
        "has_data": inside.has_data,
        "has_fhir": inside.has_fhir,
        "has_password": inside.has_password,
    }


def list_inside(stock: CourseStock, choices: ReportChoices, report_day: date) -> ReportInside:
    """Return what a report of a course would hold.

    Parameters
    ----------
    stock : CourseStock
        The course.
    choices : ReportChoices
        What the user chose.
    report_day : date
        The day of the report; what lies later is no part of it.
    """
    dated = [photo for visit in stock.visits for photo in visit.photos]
    counted = [photo for photo in dated if is_photo_in_period(photo, choices)]
    wanted = [photo for photo in counted if is_wanted(photo, choices)]
    shown = wanted if has_photos(choices) else []
    sessions = sessions_done(stock.sessions, choices, report_day)
    has_sessions = ReportSection.SESSIONS in choices.sections
    diary = _diary_of(stock, sessions, choices)
    last = last_day(choices, report_day)
    return ReportInside(
        course_name=stock.course.name,
        person=stock.person,
        code=choices.code,
        paper=choices.paper,
        language=choices.language,
        photos=choices.photos,
        photo_count=len(shown),
        day_count=len(_days(shown)),
        counted_count=len(counted),
        views=_views(wanted),
        hidden_views=tuple(view for view in _views(counted) if _is_hidden(view, choices)),
        left_out_count=sum(photo.id in choices.left_out_photos for photo in counted),
        outside_count=len(dated) - len(counted),
        undated_count=stock.undated_count,
        is_pair_given=choices.pair is not None and bool(shown),
        session_count=len(sessions),
        has_session_notes=has_sessions and any(session.notes for session in sessions),
        diary_day_count=len(diary),
        has_diary_notes=any(entry.notes for entry in diary),
        rating_count=sum(rating.day <= last for rating in stock.ratings),
        round_count=stock.round_count,
        sections=choices.sections,
        has_data=choices.has_data,
        has_fhir=choices.has_fhir,
        has_password=bool(choices.password),
    )


def _diary_of(
    stock: CourseStock, sessions: Sequence[TreatmentSession], choices: ReportChoices
) -> list[DiaryEntry]:
    """Return the days of the diary that are printed."""
    if ReportSection.RECOVERY not in choices.sections:
        return []
    done = {session.id for session in sessions}
    return [entry for entry in stock.diary if entry.session_id in done and not entry.is_empty]


def _days(photos: Iterable[Photo]) -> set[date]:
    return {photo.captured_at.date() for photo in photos if photo.captured_at is not None}


def _views(photos: Iterable[Photo]) -> tuple[View, ...]:
    used = {photo.view for photo in photos}
    return tuple(view for view in View if view in used)


def _is_hidden(view: View, choices: ReportChoices) -> bool:
    return bool(choices.views) and view not in choices.views
