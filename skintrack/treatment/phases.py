"""A day within a course: its phase, the visits of photos, and the days of healing."""

from collections.abc import Iterable, Sequence
from datetime import date, time, timedelta
from operator import attrgetter, itemgetter

from skintrack.model import (
    HealingWindow,
    Phase,
    Photo,
    SessionDayRelation,
    TreatmentSession,
    Visit,
    VisitPhase,
)
from skintrack.model.phrase import Phrase
from skintrack.treatment.facts import HEALING_DAYS


def phase_of(
    day: date,
    sessions: Iterable[TreatmentSession],
    relation: SessionDayRelation | None = None,
) -> VisitPhase:
    """Return where a day stands relative to the sessions.

    Before the first session it is the baseline. On a session's day a photo counts as taken before
    the needling unless ``relation`` says after. Days 1 to 7 are recovery, later days follow-up. On
    the day of a session that follows less than 7 days after another one the skin is still healing
    from that one, so a photo from before the needling is a recovery photo of the earlier session;
    with a week between them (home rollers) it is an ordinary "before". Of several sessions on one
    day, "before" speaks of the first and "after" of the last.

    Parameters
    ----------
    day : date
        Local day of the photo.
    sessions : iterable of TreatmentSession
        Sessions of the course, in any order; they are numbered from 1 by date.
    relation : SessionDayRelation, optional
        What the user said about a photo taken on a session's day.
    """
    until_now = sorted(session.date for session in sessions if session.date <= day)
    if not until_now:
        return VisitPhase(Phase.BASELINE)
    earlier = [each for each in until_now if each < day]
    days_since = (day - earlier[-1]).days if earlier else None
    if until_now[-1] < day and days_since is not None:
        phase = Phase.RECOVERY if days_since <= HEALING_DAYS else Phase.FOLLOW_UP
        return VisitPhase(phase, len(earlier), days_since)
    if relation is SessionDayRelation.AFTER:
        return VisitPhase(Phase.AFTER, len(until_now), 0)
    if days_since is not None and days_since < HEALING_DAYS:
        return VisitPhase(Phase.RECOVERY, len(earlier), days_since)
    return VisitPhase(Phase.BEFORE, len(earlier) + 1, 0)


def phase_label(phase: VisitPhase, *, is_first: bool = True) -> Phrase:
    """Return a phase in words, such as "Day 3 after session 1".

    Of several visits before all sessions, only the first is the baseline.
    """
    number, days = phase.session_number, phase.days_since
    if number is None or days is None:
        return Phrase("Baseline") if is_first else Phrase("Before the first session")
    if phase.phase is Phase.BEFORE:
        return Phrase("Before session {number}", number=number)
    if phase.phase is Phase.AFTER:
        return Phrase("Just after session {number}", number=number)
    if phase.phase is Phase.RECOVERY:
        return Phrase("Day {days} after session {number}", days=days, number=number)
    # Not at the top: it brings the words of everything that is measured.
    from skintrack.model.display import span_text

    return Phrase("{span} after session {number}", span=span_text(days), number=number)


def sorted_sessions(sessions: Iterable[TreatmentSession]) -> tuple[TreatmentSession, ...]:
    """Return the sessions by date; number n of the course is at index n - 1."""
    return tuple(sorted(sessions, key=lambda each: (each.date, each.clock or time.min, each.id)))


def photo_phase(photo: Photo, sessions: Iterable[TreatmentSession]) -> VisitPhase | None:
    """Return the phase of a photo, or None where its date is unknown."""
    if photo.captured_at is None:
        return None
    return phase_of(photo.captured_at.date(), sessions, photo.session_day_relation)


def visits(photos: Iterable[Photo], sessions: Sequence[TreatmentSession]) -> tuple[Visit, ...]:
    """Return the photos grouped by local day, oldest first; photos without a date are left out.

    On a session's day the photos from before and after the needling form two visits.
    """
    known = sorted_sessions(sessions)
    # Photos of one day share their phase; a course may have thousands.
    found: dict[tuple[date, SessionDayRelation | None], list[Photo]] = {}
    taken: dict[tuple[date, bool], tuple[VisitPhase, list[Photo]]] = {}
    for photo in photos:
        if photo.captured_at is None:
            continue
        key = photo.captured_at.date(), photo.session_day_relation
        same = found.get(key)
        if same is None:
            phase = phase_of(key[0], known, key[1])
            _, same = taken.setdefault((key[0], phase.phase is Phase.AFTER), (phase, []))
            found[key] = same
        same.append(photo)
    moment = attrgetter("captured_at")
    return tuple(
        Visit(day, phase, tuple(sorted(same, key=moment)))
        for (day, _), (phase, same) in sorted(taken.items(), key=itemgetter(0))
    )


def held_sessions(
    sessions: Iterable[TreatmentSession], today: date
) -> tuple[TreatmentSession, ...]:
    """Return the sessions that took place by a day; what is dated later is an appointment."""
    return tuple(each for each in sorted_sessions(sessions) if each.date <= today)


def healing_windows(sessions: Iterable[TreatmentSession]) -> tuple[HealingWindow, ...]:
    """Return the days of each session and the 7 after it, to be drawn shaded."""
    return tuple(
        HealingWindow(session.date, session.date + timedelta(days=HEALING_DAYS), number)
        for number, session in enumerate(sorted_sessions(sessions), start=1)
    )
