"""What people noted, from the document of an export; ``export_notes`` writes it."""

from collections.abc import Collection, Sequence

from skintrack.model.blinded import BlindedTrial, Choice, TrialId
from skintrack.model.course import CourseId, SessionId, TreatmentSession
from skintrack.model.diary import DiaryEntry, Sign, Step
from skintrack.model.limits import MOST_PAIN
from skintrack.model.photo import PhotoId
from skintrack.model.rating import Rater, Rating, RatingId, Scale
from skintrack.workflows.typed_json import Fields


def diary_entry(stored: Fields, sessions: Sequence[TreatmentSession]) -> DiaryEntry:
    """Read one day; its session's id is the number of the session, counted from 1."""
    number = stored.integer("session_number")
    if not 1 <= number <= len(sessions):
        raise stored.refuse("session_number")
    pain = stored.integer_or_none("pain")
    if pain is not None and not 0 <= pain <= MOST_PAIN:
        raise stored.refuse("pain")
    noticed = stored.text_or_none("asked_about")
    return DiaryEntry(
        SessionId(number),
        stored.day("day"),
        {sign: step for sign in Sign if (step := _step(stored, sign)) is not None},
        pain,
        frozenset() if noticed is None else frozenset(noticed.split()),
        stored.text_or_none("notes"),
    )


def rating(stored: Fields) -> Rating:
    """Read one rating."""
    scale = stored.choice("scale", Scale)
    value = stored.integer("value")
    if value not in scale.values:
        raise stored.refuse("value")
    return Rating(
        id=RatingId(0),
        course_id=CourseId(0),
        day=stored.day("day"),
        scale=scale,
        value=value,
        rater=stored.choice("rater", Rater),
        notes=stored.text_or_none("notes"),
        created_at=stored.moment("created_at"),
    )


def trial(stored: Fields, known: Collection[str]) -> BlindedTrial:
    """Read one answer of a blinded comparison, of two photos that are known."""
    for name in ("earlier_photo_id", "later_photo_id"):
        if stored.text(name) not in known:
            raise stored.refuse(name)
    return BlindedTrial(
        id=TrialId(0),
        course_id=CourseId(0),
        round_started_at=stored.moment("round_started_at"),
        earlier_photo_id=PhotoId(stored.text("earlier_photo_id")),
        later_photo_id=PhotoId(stored.text("later_photo_id")),
        was_later_left=stored.flag("was_later_left"),
        choice=stored.choice_or_none("choice", Choice),
        rater=stored.choice("rater", Rater),
        answered_at=stored.moment("answered_at"),
    )


def _step(stored: Fields, sign: Sign) -> Step | None:
    number = stored.integer_or_none(sign.value)
    if number is None:
        return None
    try:
        return Step(number)
    except ValueError as error:
        raise stored.refuse(sign.value) from error
