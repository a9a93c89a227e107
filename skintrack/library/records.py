"""Rows of the database as objects of the model, and back."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from functools import wraps
from typing import ParamSpec, TypeVar

from skintrack.errors import InputError, LibraryError
from skintrack.library.database import DAMAGED, Row
from skintrack.model.course import (
    Course,
    CourseId,
    NeedleZone,
    PersonId,
    Provider,
    SessionId,
    TreatmentSession,
)
from skintrack.model.limits import FIRST_YEAR, LAST_YEAR, is_believable_year, is_in_future
from skintrack.model.phrase import Phrase

Given = ParamSpec("Given")
Read = TypeVar("Read")


def said_if_damaged(reader: Callable[Given, Read]) -> Callable[Given, Read]:
    """Let a row whose values make no sense be a damaged database, not a crash."""

    @wraps(reader)
    def read(*values: Given.args, **named: Given.kwargs) -> Read:
        try:
            return reader(*values, **named)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise LibraryError(DAMAGED, "database") from error

    return read


def now() -> datetime:
    """Return this moment with the computer's zone, to the second."""
    return datetime.now(UTC).astimezone().replace(microsecond=0)


def checked_time(captured_at: datetime) -> datetime:
    """Return a capture time that the user gave, if it can be one.

    Raises
    ------
    InputError
        With code ``no_zone``, ``date`` if it lies outside the believable years, or ``future``.
    """
    if captured_at.tzinfo is None:
        raise InputError("A capture time needs a time zone.", "no_zone")
    if not is_believable_year(captured_at):
        message = Phrase(
            "A capture time lies between {first} and {last}.",
            first=FIRST_YEAR,
            last=LAST_YEAR,
        )
        raise InputError(message, "date")
    if is_in_future(captured_at):
        raise InputError("A photo cannot be from the future. Give the day it was taken.", "future")
    return captured_at


@said_if_damaged
def course_of(row: Row) -> Course:
    """Read a row of ``course``."""
    return Course(
        id=CourseId(row["id"]),
        name=row["name"],
        concern=row["concern"],
        created_at=datetime.fromisoformat(row["created_at"]),
        person_id=None if row["person_id"] is None else PersonId(row["person_id"]),
        area=row["area"],
        concern_words=row["concern_words"],
        practitioner_instruction=row["practitioner_instruction"],
        planned_sessions=row["planned_sessions"],
        spacing_weeks=_spacing_of(row["spacing_weeks_least"], row["spacing_weeks_most"]),
        appointment=None if row["appointment"] is None else date.fromisoformat(row["appointment"]),
        appointment_clock=_clock_of(row["appointment_clock"]),
        hides_scores=bool(row["hides_scores"]),
    )


@said_if_damaged
def session_of(row: Row) -> TreatmentSession:
    """Read a row of ``treatment_session``."""
    return TreatmentSession(
        id=SessionId(row["id"]),
        course_id=CourseId(row["course_id"]),
        date=date.fromisoformat(row["date"]),
        depth_mm=row["depth_mm"],
        device=row["device"],
        provider=None if row["provider"] is None else Provider(row["provider"]),
        notes=row["notes"],
        clock=_clock_of(row["clock"]),
        concern=row["concern"],
        area=row["area"],
        practitioner=row["practitioner"],
        zone_depths={
            NeedleZone(zone): float(depth)
            for zone, depth in json.loads(row["zone_depths"] or "{}").items()
        },
        passes=row["passes"],
        products=row["products"],
        numbing=row["numbing"],
        pain=row["pain"],
        safety_answers={
            str(code): bool(applies)
            for code, applies in json.loads(row["safety_answers"] or "{}").items()
        },
    )


def _clock_of(stored: str | None) -> time | None:
    return None if stored is None else time.fromisoformat(stored)


def _spacing_of(least: int | None, most: int | None) -> tuple[int, int] | None:
    return None if least is None or most is None else (least, most)


def time_columns(captured_at: datetime | None) -> tuple[str | None, str | None]:
    """Return a capture time as stored: with its own offset, and in UTC to sort by."""
    if captured_at is None:
        return None, None
    return captured_at.isoformat(), captured_at.astimezone(UTC).isoformat(timespec="microseconds")
