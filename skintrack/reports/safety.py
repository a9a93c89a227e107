"""The questions before each session: what applied, and when an answer changed."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import itemgetter

from skintrack.model import TreatmentSession
from skintrack.model.display import short_day_text
from skintrack.model.phrase import Phrase
from skintrack.reports.listing import numbers_text
from skintrack.reports.parts import Named

_APPLIED = Phrase("yes")
_DID_NOT_APPLY = Phrase("no")


def safety_notes(sessions: Sequence[TreatmentSession]) -> tuple[Phrase, ...]:
    """Say before which sessions the questions were gone through, and whether anything applied."""
    asked = [number for number, session in _numbered(sessions) if session.safety_answers]
    if not asked:
        return ()
    notes = [_asked_text(asked)]
    if not any(applies for session in sessions for applies in session.safety_answers.values()):
        notes.append(Phrase("None of them applied."))
    return tuple(notes)


def safety_rows(
    sessions: Sequence[TreatmentSession], texts: Mapping[str, str]
) -> tuple[Named, ...]:
    """Return each question that ever applied with its answers over the sessions.

    Parameters
    ----------
    sessions : sequence of TreatmentSession
        By date.
    texts : mapping of str to str
        What the codes of the questions stand for, in the order to show them.
    """
    applied = {
        code for session in sessions for code, applies in session.safety_answers.items() if applies
    }
    codes = [*(code for code in texts if code in applied), *sorted(applied - texts.keys())]
    return tuple(Named(texts.get(code, code), _answers(code, sessions)) for code in codes)


def _answers(code: str, sessions: Sequence[TreatmentSession]) -> Phrase:
    """Return one part for each stretch of sessions with the same answer."""
    told = [
        (session.safety_answers[code], number, session)
        for number, session in _numbered(sessions)
        if code in session.safety_answers
    ]
    parts: list[Phrase] = []
    for applies, stretch in groupby(told, key=itemgetter(0)):
        entries = list(stretch)
        answer = _APPLIED if applies else _DID_NOT_APPLY
        numbers = [number for _, number, _ in entries]
        parts.append(_part(answer, numbers, entries[0][2], is_first=not parts))
    return Phrase.joined("; ", parts)


def _part(
    answer: Phrase, numbers: Sequence[int], first: TreatmentSession, *, is_first: bool
) -> Phrase:
    said = Phrase.counted(
        "{answer} before session {numbers}",
        "{answer} before sessions {numbers}",
        len(numbers),
        answer=answer,
        numbers=numbers_text(numbers),
    )
    if is_first:
        return said
    return Phrase("{answer}, from {day}", answer=said, day=short_day_text(first.date))


def _asked_text(numbers: Sequence[int]) -> Phrase:
    return Phrase.counted(
        "The questions were gone through before session {numbers}.",
        "The questions were gone through before sessions {numbers}.",
        len(numbers),
        numbers=numbers_text(numbers),
    )


def _numbered(sessions: Sequence[TreatmentSession]) -> list[tuple[int, TreatmentSession]]:
    return list(enumerate(sessions, start=1))
