"""Recovery and safety: the diary of the days after each session, in marks and in sentences."""

from collections.abc import Iterable, Mapping, Sequence

from skintrack.model import ReportSection, Sign, Step, TreatmentSession
from skintrack.model.diary import LAST_DAY, DiaryEntry
from skintrack.model.diary_text import sign_name, step_name
from skintrack.model.display import short_day_text
from skintrack.model.phrase import Phrase
from skintrack.reports.content import ReportMaterial
from skintrack.reports.listing import numbers_text
from skintrack.reports.parts import Mark, Named, Recovery, RecoveryRow, RecoveryWeek
from skintrack.reports.recovery_facts import week_facts, words_of
from skintrack.reports.safety import safety_notes, safety_rows

HEADING = Phrase("Recovery and safety")
_PAIN = Phrase("Pain, 0 to 10")
_KEY = Phrase("Day 0 is the day of the session. An empty place is a day without an answer.")
_NO_DIARY = Phrase("No diary was kept after any session.")
_LONG = 1_500  # letters; with more a week may go over the end of a page
_NOTHING = Mark("", "")


def recovery(material: ReportMaterial) -> Recovery | None:
    """Return recovery and safety, or None where it was left out or no session was."""
    if ReportSection.RECOVERY not in material.choices.sections or not material.sessions:
        return None
    diaries = [_diary_of(session, material.diary) for session in material.sessions]
    rows = _rows_used(entry for diary in diaries for entry in diary.values())
    weeks = tuple(
        _week(number, session, diary, rows, material.words.noticed)
        for number, (session, diary) in enumerate(
            zip(material.sessions, diaries, strict=True), start=1
        )
        if diary
    )
    said = material.course.practitioner_instruction
    return Recovery(
        heading=HEADING,
        notes=_notes([number for number, diary in enumerate(diaries, start=1) if not diary], weeks),
        corner=Phrase("Day"),
        legend=tuple(_mark(step) for step in Step) if weeks else (),
        weeks=weeks,
        safety_heading=Phrase("Questions before a session"),
        safety_notes=safety_notes(material.sessions),
        safety_columns=(Phrase("Asked about"), Phrase("Answer")),
        safety=safety_rows(material.sessions, material.words.safety),
        instruction=(Named(Phrase("The practitioner's own instruction"), said),) if said else (),
    )


def _diary_of(session: TreatmentSession, diary: Iterable[DiaryEntry]) -> dict[int, DiaryEntry]:
    """Return what was noted after a session, by day."""
    return {
        (entry.day - session.date).days: entry
        for entry in sorted(diary, key=lambda each: each.day)
        if entry.session_id == session.id and not entry.is_empty
    }


def _rows_used(entries: Iterable[DiaryEntry]) -> tuple[Sign | None, ...]:
    """Return the signs that any day answers, and None for pain: the rows of all weeks."""
    noted = tuple(entries)
    signs = [sign for sign in Sign if any(sign in entry.signs for entry in noted)]
    return (*signs, *([None] if any(entry.pain is not None for entry in noted) else []))


def _week(
    number: int,
    session: TreatmentSession,
    diary: Mapping[int, DiaryEntry],
    rows: Sequence[Sign | None],
    noticed: Mapping[str, str],
) -> RecoveryWeek:
    words = words_of(diary)
    return RecoveryWeek(
        heading=Phrase("Session {number}, {day}", number=number, day=short_day_text(session.date)),
        days=tuple(str(day) for day in range(LAST_DAY + 1)),
        rows=tuple(_row(sign, diary) for sign in rows),
        facts=week_facts(diary, noticed),
        words=words,
        length="long" if sum(len(said.text) for said in words) > _LONG else "",
    )


def _row(sign: Sign | None, diary: Mapping[int, DiaryEntry]) -> RecoveryRow:
    days = [diary.get(day) for day in range(LAST_DAY + 1)]
    if sign is None:
        return RecoveryRow(_PAIN, tuple(_pain_mark(entry) for entry in days))
    return RecoveryRow(
        sign_name(sign),
        tuple(
            _NOTHING if entry is None or sign not in entry.signs else _mark(entry.signs[sign])
            for entry in days
        ),
    )


def _mark(step: Step) -> Mark:
    return Mark(str(step.value), step_name(step))


def _pain_mark(entry: DiaryEntry | None) -> Mark:
    return _NOTHING if entry is None or entry.pain is None else Mark("", str(entry.pain))


def _notes(without: Sequence[int], weeks: Sequence[RecoveryWeek]) -> tuple[Phrase, ...]:
    if not weeks:
        return (_NO_DIARY,)
    if not without:
        return (_KEY,)
    return (
        _KEY,
        Phrase.counted(
            "No diary was kept after session {numbers}.",
            "No diary was kept after sessions {numbers}.",
            len(without),
            numbers=numbers_text(without),
        ),
    )
