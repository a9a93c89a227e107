"""How a report that was read is spoken of: its sessions, its plan, what it would add."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skintrack.ui.words import day_words, plural, tr

if TYPE_CHECKING:
    from skintrack.model import Course
    from skintrack.workflows.read_report import ReadReport
    from skintrack.workflows.report_additions import Additions


def sessions_words(report: ReadReport) -> str:
    """Return how many sessions a report has and when the last one was."""
    if not report.sessions:
        return tr("None", "sessions")
    last = max(session.date for session in report.sessions)
    return plural(
        "{count} session, on {day}",
        "{count} sessions, the last on {day}",
        len(report.sessions),
        day=day_words(last),
    )


def plan_words(course: Course) -> str:
    """Return what is planned, in short."""
    parts = []
    if course.planned_sessions is not None:
        parts.append(
            plural("{count} session planned", "{count} sessions planned", course.planned_sessions)
        )
    if course.appointment is not None:
        parts.append(tr("the next on {day}").format(day=day_words(course.appointment)))
    return ", ".join(parts) or tr("Not noted")


def added_lines(wanted: Additions) -> list[str]:
    """Return one line for each kind of thing that would be added."""
    counted = (
        (plural("{count} session", "{count} sessions", len(wanted.sessions)), wanted.sessions),
        (
            plural("{count} day of the diary", "{count} days of the diary", len(wanted.diary)),
            wanted.diary,
        ),
        (plural("{count} rating", "{count} ratings", len(wanted.ratings)), wanted.ratings),
    )
    lines = [text for text, found in counted if found]
    names = [name for field, name in _plan_names().items() if field in wanted.plan]
    if names:
        lines.append(tr("Of the plan: {facts}").format(facts=", ".join(names)))
    return [f"+  {line}" for line in lines]


def kept_lines(wanted: Additions) -> list[str]:
    """Return what stays as it is."""
    lines = []
    if wanted.same:
        lines.append(
            plural(
                "{count} entry is here already.", "{count} entries are here already.", wanted.same
            )
        )
    if wanted.kept:
        lines.append(
            plural(
                "{count} entry is here in another form; yours stays.",
                "{count} entries are here in another form; yours stay.",
                wanted.kept,
            )
        )
    return lines


def photo_lines(wanted: Additions) -> list[str]:
    """Say that photos and their numbers do not come with a report."""
    if not wanted.photos or wanted.photos_here == wanted.photos:
        return []
    return [
        plural(
            "The photos are not in a report, and its numbers are theirs. {here} of {count} photo "
            "is in this course; add the rest as photos.",
            "The photos are not in a report, and its numbers are theirs. {here} of {count} photos "
            "are in this course; add the rest as photos.",
            wanted.photos,
            here=str(wanted.photos_here),
        )
    ]


def _plan_names() -> dict[str, str]:
    return {
        "concern": tr("the concern"),
        "concern_words": tr("the concern in your own words"),
        "area": tr("the area"),
        "planned_sessions": tr("how many sessions"),
        "spacing_weeks": tr("the weeks between them"),
        "appointment": tr("the next session's day"),
        "practitioner_instruction": tr("the practitioner's instruction"),
    }
