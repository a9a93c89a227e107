"""How the diary names signs, steps and days."""

from collections.abc import Iterable
from datetime import date

from skintrack.model import DiaryEntry, SessionId, Sign, Step, diary_text
from skintrack.treatment.recovery import ask_about
from skintrack.ui.words import number, said, tr


def sign_name(sign: Sign) -> str:
    """Return the name of a sign."""
    return said(diary_text.sign_name(sign))


def step_name(step: Step) -> str:
    """Return how much of a sign there is."""
    return said(diary_text.step_name(step))


def entry_words(entry: DiaryEntry | None, noticed: dict[str, str]) -> str:
    """Return all that is noted of a day in one line, for screen readers and tool tips."""
    if entry is None or entry.is_empty:
        return tr("Nothing noted")
    parts = [
        tr("{sign}: {step}").format(sign=sign_name(sign), step=step_name(entry.signs[sign]))
        for sign in Sign
        if sign in entry.signs
    ]
    if entry.pain is not None:
        parts.append(tr("Pain: {pain} of 10").format(pain=number(entry.pain)))
    parts += [said(noticed.get(code, code)) for code in sorted(entry.asked_about)]
    if entry.notes:
        parts.append(entry.notes)
    return " · ".join(parts)


def day_line(diary: Iterable[DiaryEntry], session_id: SessionId, day: date) -> str:
    """Return what is noted of one day after a session; empty where nothing is."""
    for entry in diary:
        if entry.session_id == session_id and entry.day == day:
            return entry_words(entry, noticed_names())
    return ""


def noticed_names() -> dict[str, str]:
    """Return the names of what is worth a question, by code."""
    return {noticed.code: said(noticed.name) for noticed in ask_about()}


def day_number_words(session_day: date, day: date) -> str:
    """Return how many days after the session a day is."""
    days = (day - session_day).days
    return tr("Session day") if days == 0 else tr("Day {days}").format(days=number(days))
