"""``skintrack session add``: one treatment session."""

import argparse
from datetime import time

from skintrack.cli.arguments import (
    Commands,
    add_course,
    add_json,
    add_library,
    day,
    depth_mm,
)
from skintrack.cli.credentials import open_library
from skintrack.cli.host import Host, chosen_course
from skintrack.cli.outcome import Outcome
from skintrack.model import CourseId, NeedleZone, Provider, SessionId, TreatmentSession
from skintrack.model.display import day_text
from skintrack.model.limits import MOST_PAIN, MOST_PASSES


def register(commands: Commands) -> None:
    """Add the command."""
    group = commands.add_parser("session", help="treatment sessions")
    actions = group.add_subparsers(title="actions", metavar="ACTION", required=True)
    parser = actions.add_parser("add", help="record a session")
    add_library(parser)
    parser.add_argument("--date", metavar="YYYY-MM-DD", type=day, required=True, help="its day")
    parser.add_argument("--time", metavar="HH:MM", type=clock, help="its local time")
    parser.add_argument("--concern", metavar="CODE", help="what for: a code, or own words")
    parser.add_argument("--area", metavar="TEXT", help="where on the skin")
    parser.add_argument("--provider", choices=[each.value for each in Provider], help="by whom")
    parser.add_argument("--practitioner", metavar="TEXT", help="name of who did it")
    parser.add_argument("--device", metavar="TEXT", help="device or needle")
    parser.add_argument("--depth-mm", metavar="X", type=depth_mm, help="needle depth in mm")
    parser.add_argument(
        "--zone-depth",
        metavar="ZONE=X",
        type=zone_depth,
        action="append",
        default=[],
        help=f"needle depth in mm of one part of the face ({_zones()}); may be given again",
    )
    parser.add_argument(
        "--passes", metavar="N", type=passes, help="how often the skin was gone over"
    )
    parser.add_argument("--products", metavar="TEXT", help="what was put on the skin")
    parser.add_argument("--numbing", metavar="TEXT", help="what it was numbed with")
    parser.add_argument("--pain", metavar="N", type=pain, help="pain from 0 to 10")
    parser.add_argument("--notes", metavar="TEXT", help="anything worth remembering")
    add_course(parser)
    add_json(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, host: Host) -> Outcome:
    """Record the session; one more on the same day may be a slip, and that is said."""
    with open_library(options, host) as library:
        course = chosen_course(library, options.course)
        days = [each.date for each in library.sessions.of_course(course.id)]
        session = library.sessions.record(_session(options, course.id))
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
            "time": None if session.clock is None else session.clock.isoformat("minutes"),
            "concern": session.concern,
            "area": session.area,
            "depth_mm": session.depth_mm,
            "zone_depths_mm": dict(session.zone_depths),
            "device": session.device,
            "provider": session.provider,
            "practitioner": session.practitioner,
            "passes": session.passes,
            "products": session.products,
            "numbing": session.numbing,
            "pain": session.pain,
            "notes": session.notes,
            "warnings": warnings,
        },
    )


def clock(text: str) -> time:
    """Read a time of day such as 14:30."""
    try:
        value = time.fromisoformat(text)
    except ValueError:
        value = None
    if value is None or value.tzinfo is not None:
        raise argparse.ArgumentTypeError(f"'{text}' is no time of day such as 14:30")
    return value.replace(second=0, microsecond=0)


def zone_depth(text: str) -> tuple[NeedleZone, float]:
    """Read the depth of one part of the face, such as ``cheeks=1.5``."""
    name, _, depth = text.partition("=")
    try:
        zone = NeedleZone(name)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{name}' is none of {_zones()}") from None
    return zone, depth_mm(depth)


def passes(text: str) -> int:
    """Read how often the skin was gone over."""
    return _whole(text, 1, MOST_PASSES)


def pain(text: str) -> int:
    """Read pain from 0 to 10."""
    return _whole(text, 0, MOST_PAIN)


def _zones() -> str:
    return ", ".join(zone.value for zone in NeedleZone)


def _whole(text: str, least: int, most: int) -> int:
    if not (text.isascii() and text.isdecimal()) or not least <= int(text) <= most:
        raise argparse.ArgumentTypeError(f"give a whole number from {least} to {most}")
    return int(text)


def _session(options: argparse.Namespace, course_id: CourseId) -> TreatmentSession:
    return TreatmentSession(
        SessionId(0),
        course_id,
        options.date,
        depth_mm=options.depth_mm,
        device=options.device,
        provider=Provider(options.provider) if options.provider else None,
        notes=options.notes,
        clock=options.time,
        concern=options.concern,
        area=options.area,
        practitioner=options.practitioner,
        zone_depths=dict(options.zone_depth),
        passes=options.passes,
        products=options.products,
        numbing=options.numbing,
        pain=options.pain,
    )
