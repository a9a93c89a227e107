"""What the sample's invented person and practice noted: plan, sessions, diary, ratings, one round.

Nobody said any of it. It is plausible and fits what the drawn photos show. It is written in the
language of whoever looks at the sample, and stays in that one like the words of any library.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from skintrack.model import (
    BlindedTrial,
    Choice,
    Course,
    DiaryEntry,
    NeedleZone,
    Provider,
    Rater,
    Scale,
    SessionId,
    Sign,
    Step,
    TreatmentSession,
)
from skintrack.model.blinded import TrialId
from skintrack.model.catalogue import ENGLISH, Catalogue
from skintrack.model.phrase import Phrase, translated
from skintrack.phantom.course import SESSIONS
from skintrack.treatment.safety import safety_questions
from skintrack.workflows import blinded_pairs
from skintrack.workflows.blinded_pairs import BlindedPair

if TYPE_CHECKING:
    from skintrack.library import Library

_CONCERN_WORDS = Phrase("Old acne scars on both cheeks, and redness that stays")
_INSTRUCTION = Phrase("Cool packs on the first evening, then only the plain balm for three days.")
_PRACTICE = Phrase("Sample practice")
_CREAM = Phrase("Lidocaine cream, 40 minutes")
_ACID, _ACID_AND_BALM = Phrase("Hyaluronic acid"), Phrase("Hyaluronic acid, balm")
_SPACING_WEEKS = (4, 6)
_AREA = Phrase("Face")

_CHEEKS, _FOREHEAD, _NOSE, _CHIN = (
    NeedleZone.CHEEKS,
    NeedleZone.FOREHEAD,
    NeedleZone.NOSE,
    NeedleZone.CHIN,
)


@dataclass(frozen=True)
class _Details:
    """What was noted of one session besides its day, depth and device."""

    clock: time
    zone_depths: dict[NeedleZone, float]
    passes: int
    products: Phrase
    pain: int


_DETAILS = (
    _Details(time(14, 30), {_FOREHEAD: 1.0, _CHEEKS: 1.5, _CHIN: 1.0}, 2, _ACID, 5),
    _Details(time(15), {_FOREHEAD: 1.0, _CHEEKS: 1.75, _CHIN: 1.0}, 2, _ACID, 4),
    _Details(time(14, 30), {_FOREHEAD: 1.0, _CHEEKS: 2.0, _NOSE: 0.5}, 3, _ACID_AND_BALM, 5),
    _Details(time(16), {_FOREHEAD: 1.0, _CHEEKS: 2.0, _NOSE: 0.5}, 3, _ACID_AND_BALM, 3),
)

_SIGNS = (Sign.REDNESS, Sign.SWELLING, Sign.TIGHTNESS, Sign.PEELING, Sign.BRUISING, Sign.BREAKOUT)

# By place of the session: day of the week after it, steps of the signs in the order above, pain,
# words. Nobody writes every evening: a day is missing.
_Day = tuple[int, tuple[int, ...], int, Phrase | None]
_WEEKS: dict[int, tuple[_Day, ...]] = {
    0: (
        (0, (3, 1, 2, 0, 1, 0), 4, Phrase("Warm like a sunburn. Cool packs help.")),
        (1, (2, 2, 2, 0, 1, 0), 2, None),
        (2, (2, 1, 2, 1, 1, 0), 1, None),
        (3, (1, 0, 1, 2, 1, 0), 0, Phrase("Peels beside the nose.")),
        (4, (0, 0, 1, 2, 0, 1), 0, None),
        (6, (0, 0, 0, 1, 0, 1), 0, None),
        (7, (0, 0, 0, 0, 0, 0), 0, Phrase("As before.")),
    ),
    3: (
        (0, (2, 1, 2, 0, 0, 0), 3, None),
        (1, (2, 1, 2, 0, 0, 0), 1, Phrase("Less than the first time.")),
        (2, (1, 0, 1, 1, 0, 0), 0, None),
        (3, (1, 0, 1, 1, 0, 0), 0, None),
        (4, (0, 0, 0, 1, 0, 0), 0, None),
        (5, (0, 0, 0, 0, 0, 0), 0, None),
        (7, (0, 0, 0, 0, 0, 0), 0, None),
    ),
}

_Answers = tuple[tuple[Scale, int, Rater], ...]
_RATINGS: tuple[tuple[date, _Answers, Phrase | None], ...] = (
    (date(2026, 1, 12), ((Scale.PATIENT, 4, Rater.PATIENT),), None),
    (date(2026, 3, 16), ((Scale.PATIENT, 5, Rater.PATIENT),), None),
    (
        date(2026, 6, 15),
        ((Scale.PATIENT, 6, Rater.PATIENT), (Scale.GAIS, 3, Rater.PATIENT)),
        Phrase("Make-up sits more evenly."),
    ),
    (
        date(2026, 11, 2),
        ((Scale.PATIENT, 7, Rater.PATIENT), (Scale.GAIS, 2, Rater.PATIENT)),
        None,
    ),
    (
        date(2026, 11, 2),
        ((Scale.GOODMAN_BARON, 2, Rater.PRACTITIONER),),
        Phrase("Seen at the check-up."),
    ),
)

_ROUND_BEGAN = datetime(2026, 11, 3, 18, 5, tzinfo=UTC)
_ROUND_PAIRS = 8
_ANSWER_SECONDS = 9


def add_plan_and_sessions(library: "Library", course: Course, words: Catalogue = ENGLISH) -> None:
    """Record the plan and the sessions; before the photos, whose phase follows from them."""
    said = partial(translated, catalogue=words)
    library.courses.update(
        replace(
            course,
            area=said(_AREA),
            concern_words=said(_CONCERN_WORDS),
            practitioner_instruction=said(_INSTRUCTION),
            planned_sessions=len(SESSIONS),
            spacing_weeks=_SPACING_WEEKS,
        )
    )
    nothing_applied = {question.code: False for question in safety_questions()}
    for session, details in zip(SESSIONS, _DETAILS, strict=True):
        library.sessions.record(
            TreatmentSession(
                SessionId(0),
                course.id,
                session.day,
                depth_mm=session.depth_mm,
                device=said(session.device),
                provider=Provider.CLINIC,
                notes=said(session.notes),
                clock=details.clock,
                concern=course.concern,
                area=said(_AREA),
                practitioner=said(_PRACTICE),
                zone_depths=details.zone_depths,
                passes=details.passes,
                products=said(details.products),
                numbing=said(_CREAM),
                pain=details.pain,
                safety_answers=nothing_applied,
            )
        )


def add_words(library: "Library", course: Course, seed: int, words: Catalogue = ENGLISH) -> None:
    """Record diary, ratings and a round without dates; after the photos were measured."""

    def said(notes: Phrase | None) -> str | None:
        return None if notes is None else translated(notes, words)

    for place, session in enumerate(library.sessions.of_course(course.id)):
        for number, steps, pain, notes in _WEEKS.get(place, ()):
            signs = {sign: Step(step) for sign, step in zip(_SIGNS, steps, strict=True)}
            day = session.date + timedelta(days=number)
            library.diary.save(DiaryEntry(session.id, day, signs, pain, notes=said(notes)))
    for day, answers, notes in _RATINGS:
        library.ratings.add(course.id, day, answers, said(notes))
    rng = np.random.default_rng([seed, 31])

    def shuffle(below: int) -> int:
        return int(rng.integers(below))

    pairs = blinded_pairs.run(library, course_id=course.id, most=_ROUND_PAIRS, shuffle=shuffle)
    library.blinded_trials.add_round(_round(course, pairs))


def _round(course: Course, pairs: tuple[BlindedPair, ...]) -> list[BlindedTrial]:
    """Return answers as somebody might give them who sees what the photos show.

    The wider apart two photos are, the plainer the change: of the two closest pairs one is answered
    wrongly and one not at all.
    """
    closest = sorted(range(len(pairs)), key=lambda place: _days_apart(pairs[place]))[:2]
    choices = dict(zip(closest, (None, Choice.EARLIER), strict=False))
    return [
        BlindedTrial(
            TrialId(0),
            course.id,
            _ROUND_BEGAN,
            pair.earlier.id,
            pair.later.id,
            pair.is_later_left,
            choices.get(place, Choice.LATER),
            Rater.OTHER,
            _ROUND_BEGAN + timedelta(seconds=_ANSWER_SECONDS * (place + 1)),
        )
        for place, pair in enumerate(pairs)
    ]


def _days_apart(pair: BlindedPair) -> int:
    earlier, later = pair.earlier.captured_at, pair.later.captured_at
    return 0 if earlier is None or later is None else (later - earlier).days
