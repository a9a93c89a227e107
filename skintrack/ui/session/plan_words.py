"""A plan in words: what is usual for a concern, and the dates it comes to."""

from collections.abc import Sequence

from skintrack.model import Course, TreatmentSession
from skintrack.treatment.plan import propose
from skintrack.treatment.schedule import PlannedSession, Schedule
from skintrack.ui.words import day_words, plural, said, short_day, tr


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
    said_usual = text.format(fewest=fewest, most=most, least=least, longest=longest)
    return said_usual if proposal.note is None else f"{said_usual}\n{said(proposal.note)}"


def window_words(course: Course, sessions: Sequence[TreatmentSession], ahead: Schedule) -> str:
    """Return what was done and the days of the sessions to come, one line each."""
    done = len(sessions)
    lines = []
    if done:
        lines.append(plural("{count} session done", "{count} sessions done", done))
    lines += [_session_words(each) for each in ahead.sessions]
    if ahead.passed is not None:
        lines.append(
            tr("Session {number} was meant for {start} to {end}. Choose a new day below.").format(
                number=ahead.passed.number,
                start=short_day(ahead.passed.start),
                end=day_words(ahead.passed.end),
            )
        )
    elif not ahead.sessions and not done:
        lines.append(tr("The dates follow once a first session or its day is known."))
    months = propose(course.concern).maintenance_months
    lines.append(
        plural(
            "Afterwards, upkeep is often suggested after {count} month. Your practitioner knows.",
            "Afterwards, upkeep is often suggested after {count} months. Your practitioner knows.",
            months,
        )
    )
    return "\n".join(lines)


def _session_words(planned: PlannedSession) -> str:
    if planned.start == planned.end:
        return tr("Session {number}: {day}").format(
            number=planned.number, day=day_words(planned.start)
        )
    return tr("Session {number}: {start} to {end}").format(
        number=planned.number, start=short_day(planned.start), end=day_words(planned.end)
    )
