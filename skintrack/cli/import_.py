"""``skintrack import``: photos into a library."""

import argparse
from collections.abc import Mapping
from typing import TYPE_CHECKING

from skintrack.cli.arguments import (
    Commands,
    add_course,
    add_jobs,
    add_json,
    add_library,
    add_view,
    past_moment,
)
from skintrack.cli.credentials import open_library
from skintrack.cli.given import given_path
from skintrack.cli.host import Host, chosen_course
from skintrack.cli.outcome import Outcome
from skintrack.cli.skin_state import add_skin_state, read_skin_state
from skintrack.model import Course, CourseId, SessionDayRelation, View

if TYPE_CHECKING:
    from skintrack.workflows.import_photos import ImportedFile, ImportResult


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("import", help="add photos or folders of photos")
    add_library(parser)
    parser.add_argument(
        "paths", metavar="PATH", nargs="+", type=given_path, help="photos or folders"
    )
    sayable = [view for view in View if view is not View.UNKNOWN]
    add_view(parser, "the view of these photos (default: found in each photo)", sayable)
    parser.add_argument(
        "--captured-at",
        metavar="ISO",
        type=past_moment,
        help="when these photos were taken; goes before the date that a photo itself says",
    )
    parser.add_argument(
        "--relation",
        choices=[relation.value for relation in SessionDayRelation],
        help="for photos of a session's day: before or after the needling",
    )
    add_skin_state(parser, "--skin-state", "state of the skin in these photos, as you saw it")
    add_course(parser)
    add_jobs(parser)
    add_json(parser)
    blank: dict[str, object] = {"added": [], "duplicates": [], "needs_date": []}
    parser.set_defaults(run=run, blank=blank)


def run(options: argparse.Namespace, host: Host) -> Outcome:
    """Import the photos; one that cannot be read stops no other."""
    from skintrack.library import Library
    from skintrack.workflows import import_photos
    from skintrack.workflows.sandbox.photos import begin

    if Library.is_locked(options.library):
        # While it is unlocked, which has to take its time, what reads photos can begin.
        begin(options.jobs)
    with open_library(options, host) as library:
        course = chosen_course(library, options.course)
        names = {each.id: each.name for each in library.courses.all()}
        result = import_photos.run(
            library,
            options.paths,
            course_id=course.id,
            view=View(options.view) if options.view else None,
            captured_at=options.captured_at,
            relation=SessionDayRelation(options.relation) if options.relation else None,
            skin_state=read_skin_state(options.skin_state),
            jobs=options.jobs,
            progress=host.terminal.progress,
            cancelled=host.terminal.cancelled,
        )
    return Outcome(
        lines=(*describe(result), *describe_elsewhere(result, course, names)),
        document={
            "added": [{**identify(each), "captured_at": when(each)} for each in result.added],
            "duplicates": [
                {**identify(each), **elsewhere(each, course, names)} for each in result.duplicates
            ],
            "needs_date": [
                {**identify(each), "reason": "future_date" if each.is_from_future else "no_date"}
                for each in result.needs_date
            ],
        },
        failures=result.errors,
        is_complete=not result.is_cancelled,
    )


def identify(imported: "ImportedFile") -> dict[str, object]:
    """Name a file and the photo it became or is already."""
    return {"file": imported.file, "photo_id": imported.photo.id}


def elsewhere(
    imported: "ImportedFile", course: Course, names: Mapping[CourseId, str]
) -> dict[str, object]:
    """Name the course of a known photo where it is not the one imported into."""
    found = imported.photo.course_id
    return {} if found == course.id else {"course": names[found]}


def when(imported: "ImportedFile") -> str | None:
    """Write the capture time."""
    captured_at = imported.photo.captured_at
    return captured_at.isoformat() if captured_at else None


def describe(result: "ImportResult") -> list[str]:
    """Count in words what became of the files."""
    counts = [f"{len(result.added) + len(result.needs_date)} new"]
    if result.duplicates:
        counts.append(f"{len(result.duplicates)} already here")
    if result.errors:
        counts.append(f"{len(result.errors)} could not be imported")
    lines = [", ".join(counts) + "."]
    if result.needs_date:
        lines.append("These do not say when they were taken and are in no trend until you tell:")
        lines += [
            f"  {each.file}" + (" (its date lies in the future)" if each.is_from_future else "")
            for each in result.needs_date
        ]
    return lines


def describe_elsewhere(
    result: "ImportResult", course: Course, names: Mapping[CourseId, str]
) -> list[str]:
    """Say which photos are known from another course; they stay there."""
    found = [each for each in result.duplicates if each.photo.course_id != course.id]
    lines = [f"  {each.file}: {names[each.photo.course_id]}" for each in found]
    return ["These are in another course already and stay there:", *lines] if found else []
