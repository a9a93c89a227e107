"""``skintrack session add``: one treatment session."""

import argparse

from skintrack.cli.arguments import (
    Commands,
    add_course,
    add_json,
    add_library,
    day,
    depth_mm,
)
from skintrack.cli.host import Host, chosen_course, open_library
from skintrack.cli.outcome import Outcome
from skintrack.model import Provider
from skintrack.model.display import day_text


def register(commands: Commands) -> None:
    """Add the command."""
    group = commands.add_parser("session", help="treatment sessions")
    actions = group.add_subparsers(title="actions", metavar="ACTION", required=True)
    parser = actions.add_parser("add", help="record a session")
    add_library(parser)
    parser.add_argument("--date", metavar="YYYY-MM-DD", type=day, required=True, help="its day")
    parser.add_argument("--depth-mm", metavar="X", type=depth_mm, help="needle depth in mm")
    parser.add_argument("--device", metavar="TEXT", help="device or needle")
    parser.add_argument("--provider", choices=[each.value for each in Provider], help="by whom")
    parser.add_argument("--notes", metavar="TEXT", help="anything worth remembering")
    add_course(parser)
    add_json(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, host: Host) -> Outcome:
    """Record the session; one more on the same day may be a slip, and that is said."""
    with open_library(options.library) as library:
        course = chosen_course(library, options.course)
        days = [each.date for each in library.sessions.of_course(course.id)]
        session = library.sessions.add(
            course.id,
            options.date,
            depth_mm=options.depth_mm,
            device=options.device,
            provider=Provider(options.provider) if options.provider else None,
            notes=options.notes,
        )
    warnings = []
    if session.date in days:
        text = f"The course had a session on {day_text(session.date)} already; now it has one more."
        warnings.append({"code": "same_day", "message": text})
        host.terminal.say(text)
    return Outcome(
        lines=(f"Recorded the session of {day_text(session.date)}.",),
        document={
            "session_id": session.id,
            "course": course.name,
            "date": session.date.isoformat(),
            "depth_mm": session.depth_mm,
            "device": session.device,
            "provider": session.provider,
            "notes": session.notes,
            "warnings": warnings,
        },
    )
