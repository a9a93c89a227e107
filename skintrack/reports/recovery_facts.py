"""What a week of the diary comes to: the worst day, how long it took, what was noticed."""

from collections.abc import Iterable, Mapping

from skintrack.model import Sign, Step
from skintrack.model.diary import DiaryEntry
from skintrack.model.diary_text import sign_name, step_name
from skintrack.model.phrase import Phrase
from skintrack.reports.listing import listed, numbers_text
from skintrack.reports.parts import Named

Diary = Mapping[int, DiaryEntry]


def week_facts(diary: Diary, noticed: Mapping[str, str]) -> tuple[Named, ...]:
    """Return the facts of the days after one session.

    Parameters
    ----------
    diary : mapping of int to DiaryEntry
        By days since the session, none of them empty.
    noticed : mapping of str to str
        What the codes of ``asked_about`` stand for.
    """
    return tuple(
        Named(name, text)
        for name, text in (
            (Phrase("Worst day"), _worst_day(diary)),
            (Phrase("Most pain"), _most_pain(diary)),
            (Phrase("Settled"), _settled(diary)),
            (Phrase("Still noted at the end"), _still_noted(diary)),
            (Phrase("Noticed"), _noticed(diary, noticed)),
        )
        if text
    )


def _worst_day(diary: Diary) -> str:
    """Return the first of the days with the most signs, each counted by its step."""
    sums = {day: sum(entry.signs.values()) for day, entry in diary.items() if entry.signs}
    if not sums:
        return ""
    if not any(sums.values()):
        return Phrase("No sign on any day noted")
    worst = min(day for day, total in sums.items() if total == max(sums.values()))
    signs = diary[worst].signs
    most = max(signs.values())
    names = [sign_name(sign) for sign in Sign if signs.get(sign) == most]
    return Phrase(
        "Day {day} ({signs}: {step})", day=worst, step=step_name(most), signs=listed(names)
    )


def _most_pain(diary: Diary) -> str:
    pains = {day: entry.pain for day, entry in diary.items() if entry.pain is not None}
    if not pains:
        return ""
    most = max(pains.values())
    if not most:
        return Phrase("None")
    days = [day for day, pain in pains.items() if pain == most]
    return Phrase("{pain} of 10, {days}", pain=most, days=_days(days))


def _settled(diary: Diary) -> str:
    """Return for each sign that was there the day from which it was none."""
    parts = []
    for sign in _signs_that_were(diary):
        day = _last_with(sign, diary)
        later = [each for each in _said(sign, diary) if each > day]
        if later:
            parts.append(Phrase("{sign} from day {day}", sign=sign_name(sign), day=later[0]))
    return Phrase.joined(", ", parts)


def _still_noted(diary: Diary) -> str:
    """Return the signs that the last answer about them still names."""
    parts = []
    for sign in _signs_that_were(diary):
        day = _said(sign, diary)[-1]
        if _last_with(sign, diary) == day:
            step = step_name(diary[day].signs[sign])
            parts.append(
                Phrase("{sign} {step}, day {day}", sign=sign_name(sign), step=step, day=day)
            )
    return Phrase.joined("; ", parts)


def _noticed(diary: Diary, names: Mapping[str, str]) -> str:
    by_code: dict[str, list[int]] = {}
    for day, entry in diary.items():
        for code in sorted(entry.asked_about):
            by_code.setdefault(code, []).append(day)
    known = [*(code for code in names if code in by_code), *sorted(by_code.keys() - names.keys())]
    return Phrase.joined(
        "; ",
        (
            Phrase("{what}, {days}", what=names.get(code, code), days=_days(by_code[code]))
            for code in known
        ),
    )


def words_of(diary: Diary) -> tuple[Named, ...]:
    """Return what the patient wrote, day by day; empty where nothing was written."""
    said = Phrase.joined(
        " ",
        (
            Phrase("Day {day}: {words}", day=day, words=entry.notes)
            for day, entry in diary.items()
            if entry.notes
        ),
    )
    return (Named(Phrase("In the patient's words"), said),) if said else ()


def _days(days: Iterable[int]) -> Phrase:
    numbers = list(days)
    return Phrase.counted(
        "day {numbers}", "days {numbers}", len(numbers), numbers=numbers_text(numbers)
    )


def _signs_that_were(diary: Diary) -> list[Sign]:
    return [
        sign
        for sign in Sign
        if any(entry.signs.get(sign, Step.NONE) > Step.NONE for entry in diary.values())
    ]


def _said(sign: Sign, diary: Diary) -> list[int]:
    return [day for day, entry in diary.items() if sign in entry.signs]


def _last_with(sign: Sign, diary: Diary) -> int:
    return max(day for day in _said(sign, diary) if diary[day].signs[sign] > Step.NONE)
