"""``skintrack photo set``: say of photos in a library what only the user knows."""

import argparse
import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

from skintrack.cli.arguments import Commands, add_json, add_library, add_view, past_moment
from skintrack.cli.credentials import open_library
from skintrack.cli.given import given_path
from skintrack.cli.host import Host
from skintrack.cli.outcome import Outcome
from skintrack.cli.skin_state import add_skin_state, read_skin_state
from skintrack.errors import EnvironmentalError, InputError
from skintrack.model import FileFailure, Photo, PhotoId, SessionDayRelation, View, ViewSource

if TYPE_CHECKING:
    from skintrack.library import Library

_PHOTO_ID = re.compile("[0-9a-f]{16}")
_OPTIONS = ("skin_state", "view", "captured_at", "relation", "calibration")


def register(commands: Commands) -> None:
    """Add the command."""
    group = commands.add_parser("photo", help="what you know of photos in a library")
    actions = group.add_subparsers(title="actions", metavar="ACTION", required=True)
    parser = actions.add_parser("set", help="note the state of the skin, set view or date")
    add_library(parser)
    parser.add_argument(
        "photos",
        metavar="PHOTO",
        nargs="+",
        type=given_path,
        help="a photo's id, as import --json tells it, or the file it was imported from",
    )
    add_skin_state(parser, "--skin-state", "state of the skin, as you saw it", takes_back=True)
    add_view(parser, "the view", [view for view in View if view is not View.UNKNOWN])
    parser.add_argument("--captured-at", metavar="ISO", type=past_moment, help="when it was taken")
    parser.add_argument(
        "--relation",
        choices=[relation.value for relation in SessionDayRelation],
        help="on a session's day: before or after the needling",
    )
    parser.add_argument(
        "--calibration",
        choices=["yes", "no"],
        help="yes: the skin of its visit in other light, to learn how much light alone changes",
    )
    add_json(parser)
    parser.set_defaults(run=run, blank={"photos": []}, misuse=misuse)


def misuse(options: argparse.Namespace) -> str | None:
    """Say what is missing where nothing is to be set."""
    if any(getattr(options, name) is not None for name in _OPTIONS):
        return None
    return "say what to set: --skin-state, --view, --captured-at, --relation or --calibration"


def run(options: argparse.Namespace, host: Host) -> Outcome:
    """Set what is said; a photo that is not in the library stops no other."""
    photos: list[Photo] = []
    failures: list[FileFailure] = []
    with open_library(options, host) as library:
        for path in dict.fromkeys(options.photos):
            if host.terminal.cancelled():
                break
            try:
                photos.append(_set(library, find_photo(library, path), options))
            except EnvironmentalError as error:
                failures.append(FileFailure(str(path), error.code, error.message))
    count = len(photos)
    return Outcome(
        lines=(f"Changed {'1 photo' if count == 1 else f'{count} photos'}.",) if count else (),
        document={"photos": [document(photo) for photo in photos]},
        failures=tuple(failures),
        is_complete=not host.terminal.cancelled(),
    )


def document(photo: Photo) -> dict[str, object]:
    """Write what is known of a photo as JSON."""
    return {
        "photo_id": photo.id,
        "captured_at": photo.captured_at.isoformat() if photo.captured_at else None,
        "captured_at_source": photo.captured_at_source,
        "view": photo.view,
        "relation": photo.session_day_relation,
        "skin_state": photo.skin_state,
        "is_calibration": photo.is_calibration,
    }


def find_photo(library: "Library", path: Path) -> Photo:
    """Return the photo with this id, or with the bytes of this file."""
    if _PHOTO_ID.fullmatch(str(path)) and not path.exists():
        return library.photos.get(PhotoId(str(path)))
    from skintrack.imaging.files import read_file

    photo = library.photos.find(hashlib.sha256(read_file(path)).hexdigest())
    if photo is None:
        raise InputError(f"“{path.name}” is not in the library. Import it first.", "no_such_photo")
    return photo


def _set(library: "Library", photo: Photo, options: argparse.Namespace) -> Photo:
    photos = library.photos
    if options.skin_state is not None:
        photos.set_skin_state(photo.id, read_skin_state(options.skin_state))
    if options.view is not None:
        photos.set_view(photo.id, View(options.view), ViewSource.GIVEN)
    if options.captured_at is not None:
        photos.set_captured_at(photo.id, options.captured_at)
    if options.relation is not None:
        photos.set_session_day_relation(photo.id, SessionDayRelation(options.relation))
    if options.calibration is not None:
        photos.set_calibration(photo.id, is_calibration=options.calibration == "yes")
    return photos.get(photo.id)
