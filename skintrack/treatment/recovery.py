"""The first days after a session: what is expected then, and when to ask the practitioner.

Nothing here judges. Either a day is as expected and nothing is said of it, or one sentence says to
ask the practitioner.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from skintrack.model.diary import LAST_DAY, DiaryEntry, Sign, Step
from skintrack.model.phrase import Phrase
from skintrack.treatment.facts import HEALING_DAYS, course_facts, table


class AskReason(StrEnum):
    """Why a day is worth a question."""

    NOTICED = "noticed"
    SWELLING = "swelling"
    REDNESS = "redness"


@dataclass(frozen=True)
class Noticed:
    """Something that is worth a question to the practitioner when it is noticed."""

    code: str
    name: Phrase


@dataclass(frozen=True)
class Advice:
    """One sentence that sends the patient to the practitioner, and why."""

    reason: AskReason
    text: Phrase


def diary_days(session_day: date) -> tuple[date, ...]:
    """Return the days of the diary, from the session's own day to day 7."""
    return tuple(session_day + timedelta(days=number) for number in range(LAST_DAY + 1))


def ask_about() -> tuple[Noticed, ...]:
    """Return what the diary asks for besides the usual signs."""
    return tuple(
        Noticed(entry["code"], Phrase(entry["name"])) for entry in table()["diary"]["ask_about"]
    )


def expected_text() -> Phrase:
    """Return what is expected in the first days."""
    words = table()["diary"]
    return Phrase.joined(
        " ",
        (
            Phrase(words["redness_expected"], days=course_facts().redness_expected_days),
            Phrase(words["others_expected"], days=HEALING_DAYS),
        ),
    )


def advice(session_day: date, entries: Iterable[DiaryEntry]) -> Advice | None:
    """Return when to ask the practitioner; None while everything is as expected.

    Of several reasons the most pressing one is said, and only one.
    """
    words, noted = table()["diary"], tuple(entries)
    swelling_days = words["swelling_expected_days"]
    redness_days = course_facts().redness_expected_days
    if any(entry.asked_about for entry in noted):
        return Advice(AskReason.NOTICED, Phrase(words["noticed"]))
    if _goes_on(session_day, noted, Sign.SWELLING, Step.STRONGLY, swelling_days):
        text = Phrase(words["swelling_goes_on"], days=swelling_days)
        return Advice(AskReason.SWELLING, text)
    for step, words_for_it in (
        (Step.CLEARLY, "redness_goes_on"),
        (Step.A_LITTLE, "redness_lingers"),
    ):
        if _goes_on(session_day, noted, Sign.REDNESS, step, redness_days):
            return Advice(AskReason.REDNESS, Phrase(words[words_for_it], days=redness_days))
    return None


def _goes_on(
    session_day: date, entries: Iterable[DiaryEntry], sign: Sign, least: Step, days: int
) -> bool:
    """Whether the latest day that says anything of a sign is a later one, and still has it."""
    said = [entry for entry in entries if sign in entry.signs]
    if not said:
        return False
    latest = max(said, key=lambda entry: entry.day)
    return (latest.day - session_day).days > days and latest.signs[sign] >= least
