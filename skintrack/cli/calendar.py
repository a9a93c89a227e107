"""``skintrack calendar``: the dates of a course as a file for a calendar."""

import argparse
from datetime import UTC, datetime

from skintrack.cli.arguments import Commands, add_course, add_library, file_ending_in
from skintrack.cli.credentials import open_library
from skintrack.cli.host import Host, chosen_course
from skintrack.cli.outcome import Outcome


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("calendar", help="write the dates of a course for a calendar")
    add_library(parser)
    parser.add_argument(
        "--output", metavar="ICS", type=file_ending_in(".ics"), required=True, help="the file"
    )
    parser.add_argument(
        "--with-name", action="store_true", help="put the course's name before each entry"
    )
    parser.add_argument("--no-reminders", action="store_true", help="entries without reminders")
    add_course(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, host: Host) -> Outcome:
    """Write the file."""
    from skintrack import treatment
    from skintrack.treatment.calendar import calendar_entries, calendar_text
    from skintrack.treatment.schedule import schedule
    from skintrack.workflows.safe_file import write_safely

    now = datetime.now(UTC)
    today = now.astimezone().date()
    with open_library(options, host) as library:
        course = chosen_course(library, options.course)
        sessions = library.sessions.of_course(course.id)
        visits = treatment.visits(library.photos.of_course(course.id), sessions)
    entries = calendar_entries(course, schedule(course, sessions, visits, today), today)
    text = calendar_text(
        entries,
        now,
        label=course.name if options.with_name else None,
        with_reminders=not options.no_reminders,
    )
    write_safely(options.output, text.encode())
    return Outcome(lines=(f"Wrote {options.output}: {len(entries)} dates.",))
