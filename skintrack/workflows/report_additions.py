"""What a report says that a course lacks; nothing is changed here.

Where both speak of the same day, the course is right. What a report leaves out is no difference.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from skintrack.model import (
    Course,
    CourseId,
    DiaryEntry,
    Rating,
    TreatmentSession,
)
from skintrack.workflows.read_report import DiaryDay, ReadReport

if TYPE_CHECKING:
    from skintrack.library import Library

_PLAN_FIELDS = (
    *("concern", "concern_words", "area", "planned_sessions", "spacing_weeks"),
    "practitioner_instruction",
)
_OWN_NUMBERS = ("id", "course_id", "session_id")


@dataclass(frozen=True)
class DiaryAddition:
    """A day of the diary to add: to a session of the course, or to the n-th of those to add."""

    entry: DiaryEntry
    new_session: int | None = None


@dataclass(frozen=True)
class Additions:
    """What a report would add to a course.

    ``plan`` holds fields of the course that are empty. ``same`` counts what the course has
    already, ``kept`` what it has in another form. ``photos_here`` of the ``photos`` that the report
    speaks of are in the course.
    """

    course_id: CourseId
    sessions: tuple[TreatmentSession, ...]
    diary: tuple[DiaryAddition, ...]
    ratings: tuple[Rating, ...]
    plan: Mapping[str, Any]
    same: int
    kept: int
    photos: int
    photos_here: int

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to add."""
        return not (self.sessions or self.diary or self.ratings or self.plan)


def matching_course(library: "Library", report: ReadReport) -> Course | None:
    """Return the course that a report was made of; None where the library does not have it.

    Photos tell it, by their hashes; where none is here, the name and the moment it was begun.
    """
    hashes = {photo.sha256 for photo in report.photos}
    courses = library.courses.all()
    found = Counter(
        {course: _photos_here(library, course.id, hashes) for course in courses}
    ).most_common(1)
    if found and found[0][1]:
        return found[0][0]
    told = (report.begun_at, report.course.name)
    return next((each for each in courses if (each.created_at, each.name) == told), None)


def additions_of(
    library: "Library", report: ReadReport, course_id: CourseId, today: date
) -> Additions:
    """Return what a report would add to a course.

    Parameters
    ----------
    library : Library
        An open library.
    report : ReadReport
        What was read.
    course_id : CourseId
        The course to add to.
    today : date
        An appointment before this day is none any more.
    """
    tally = _Tally()
    own = library.sessions.of_course(course_id)
    places = _place_sessions(own, report.sessions, tally)
    new = [place for place, session in enumerate(places) if session is None]
    own_entries = {(each.session_id, each.day): each for each in library.diary.of_course(course_id)}
    diary = [
        addition
        for day in report.diary
        if (addition := _addition_of(day, report, places, own)) is not None
        and (
            addition.new_session is not None
            or tally.is_new(
                addition.entry,
                own_entries.get((addition.entry.session_id, addition.entry.day)),
            )
        )
    ]
    hashes = {photo.sha256 for photo in report.photos}
    return Additions(
        course_id,
        tuple(report.sessions[place] for place in new),
        tuple(_counted(addition, new) for addition in diary),
        tuple(_new_ratings(library.ratings.of_course(course_id), report.ratings, tally)),
        _new_plan(library.courses.get(course_id), report.course, today, tally),
        tally.same,
        tally.kept,
        len(hashes),
        _photos_here(library, course_id, hashes),
    )


class _Tally:
    """Counts what is here already."""

    def __init__(self) -> None:
        self.same = self.kept = 0

    def is_new(self, told: object, own: object | None) -> bool:
        """Tell whether something is not here; else count whether it is alike."""
        if own is None:
            return True
        if _says_nothing_else(told, own):
            self.same += 1
        else:
            self.kept += 1
        return False


def _says_nothing_else(told: Any, own: Any) -> bool:
    """Tell whether everything that is said of one is so of the other."""
    return all(
        getattr(told, each.name) in (None, {}, frozenset())
        or getattr(told, each.name) == getattr(own, each.name)
        for each in fields(told)
        if each.name not in _OWN_NUMBERS
    )


def _place_sessions(
    own: Iterable[TreatmentSession], told: Iterable[TreatmentSession], tally: _Tally
) -> list[TreatmentSession | None]:
    """Return for each session of a report that of the course, or None for a new one.

    Of several on one day each has one partner, first those that are alike.
    """
    left = list(own)
    sessions = list(told)
    placed: dict[int, TreatmentSession] = {}
    for wants_alike in (True, False):
        for place, session in enumerate(sessions):
            partners = (
                each
                for each in left
                if each.date == session.date
                and (not wants_alike or _says_nothing_else(session, each))
            )
            partner = None if place in placed else next(partners, None)
            if partner is not None:
                placed[place] = partner
                left.remove(partner)
                tally.is_new(session, partner)
    return [placed.get(place) for place in range(len(sessions))]


def _addition_of(
    day: DiaryDay,
    report: ReadReport,
    places: list[TreatmentSession | None],
    own: Iterable[TreatmentSession],
) -> DiaryAddition | None:
    """Return a day of the diary with its session; None where nobody knows that session."""
    if day.entry.is_empty:
        return None
    place = day.session_number - 1
    is_told = 0 <= place < len(places) and report.sessions[place].date == day.session_date
    if is_told and places[place] is None:
        return DiaryAddition(day.entry, place)
    partner = places[place] if is_told else None
    if partner is None:
        partner = next((each for each in own if each.date == day.session_date), None)
    if partner is None:
        return None
    return DiaryAddition(replace(day.entry, session_id=partner.id))


def _counted(addition: DiaryAddition, new: list[int]) -> DiaryAddition:
    """Return a day of the diary with the place of its session among those to add."""
    place = addition.new_session
    return addition if place is None else replace(addition, new_session=new.index(place))


def _new_ratings(own: Iterable[Rating], told: Iterable[Rating], tally: _Tally) -> Iterable[Rating]:
    said: dict[tuple[object, ...], set[int]] = {}
    for rating in own:
        said.setdefault((rating.day, rating.scale, rating.rater), set()).add(rating.value)
    for rating in told:
        values = said.get((rating.day, rating.scale, rating.rater))
        if values is None:
            yield rating
        elif rating.value in values:
            tally.same += 1
        else:
            tally.kept += 1


def _new_plan(own: Course, told: Course, today: date, tally: _Tally) -> Mapping[str, Any]:
    plan = {
        name: getattr(told, name)
        for name in _PLAN_FIELDS
        if getattr(told, name) is not None
        and _is_new_fact(getattr(told, name), getattr(own, name), tally)
    }
    if (
        told.appointment is not None
        and told.appointment >= today
        and _is_new_fact(told.appointment, own.appointment, tally)
    ):
        plan |= {"appointment": told.appointment, "appointment_clock": told.appointment_clock}
    return plan


def _is_new_fact(told: object, own: object | None, tally: _Tally) -> bool:
    if own is None:
        return True
    tally.same += told == own
    tally.kept += told != own
    return False


def _photos_here(library: "Library", course_id: CourseId, hashes: set[str]) -> int:
    return sum(photo.sha256 in hashes for photo in library.photos.of_course(course_id))
