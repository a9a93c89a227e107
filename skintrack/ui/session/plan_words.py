"""A plan in words: what is usual for a concern, and the dates it comes to."""

from collections.abc import Sequence

from skintrack.model import TreatmentSession
from skintrack.treatment.plan import propose
from skintrack.treatment.schedule import Schedule
from skintrack.ui.session.day_words import span_words
from skintrack.ui.words import day_words, plural, said, tr


def proposal_words(concern: str | None) -> str:
    """Return what sources name for a concern, and where they disagree about it."""
    proposal = propose(concern)
    fewest, most = proposal.usual_sessions
    least, longest = proposal.spacing_weeks
    if proposal.is_general:
        text = tr(
            "Usual for a course: {fewest} to {most} sessions, {least} to {longest} weeks apart."
        )
    else:
        text = tr("Usual for this: {fewest} to {most} sessions, {least} to {longest} weeks apart.")
    usual = text.format(fewest=fewest, most=most, least=least, longest=longest)
    return usual if proposal.note is None else f"{usual}\n{said(proposal.note)}"


def upkeep_words(concern: str | None) -> str:
    """Return what is often suggested once the planned sessions are done."""
    return plural(
        "Afterwards, upkeep is often suggested after {count} month. Your practitioner knows.",
        "Afterwards, upkeep is often suggested after {count} months. Your practitioner knows.",
        propose(concern).maintenance_months,
    )


def date_lines(
    sessions: Sequence[TreatmentSession], ahead: Schedule
) -> tuple[tuple[str, str], ...]:
    """Return the sessions done and to come, each with its days."""
    lines = [(_name(number), day_words(each.date)) for number, each in enumerate(sessions, 1)]
    done = {session.date for session in sessions}
    lines += [
        (_name(planned.number), span_words(planned.start, planned.end))
        for planned in ahead.sessions
        if planned.start not in done
    ]
    if ahead.passed is not None:
        days = span_words(ahead.passed.start, ahead.passed.end)
        text = tr("meant for {days}; agree on a day below").format(days=days)
        lines.append((_name(ahead.passed.number), text))
    if not lines:
        lines.append((_name(1), tr("The dates follow once its day is known.")))
    return tuple(lines)


def _name(number: int) -> str:
    return tr("Session {number}").format(number=number)
