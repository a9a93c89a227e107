"""``skintrack bin``: what was deleted, the way back, and the way out for good."""

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from skintrack.cli.arguments import Commands, add_json, add_library
from skintrack.cli.credentials import open_library
from skintrack.cli.host import Host
from skintrack.cli.outcome import Outcome
from skintrack.errors import InputError
from skintrack.model.display import day_text

if TYPE_CHECKING:
    from skintrack.model.bin import BinItem

_KEY_HELP = "as 'skintrack bin list' writes it, such as photo:1a2b3c4d5e6f7a8b"


def register(commands: Commands) -> None:
    """Add the command."""
    group = commands.add_parser("bin", help="what was deleted: list, restore, empty")
    actions = group.add_subparsers(title="actions", metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="show what lies in the bin")
    back = actions.add_parser("restore", help="bring things back")
    back.add_argument("keys", metavar="KEY", nargs="+", help=_KEY_HELP)
    away = actions.add_parser("empty", help="delete things for good")
    away.add_argument("keys", metavar="KEY", nargs="*", help=f"{_KEY_HELP}; without one, all")
    away.add_argument("--yes", action="store_true", help="it cannot be undone, and shall be done")
    for parser, run, name in (
        (listing, show, "items"),
        (back, restore, "restored"),
        (away, empty, "removed"),
    ):
        add_library(parser)
        add_json(parser)
        blank: dict[str, object] = {name: []}
        parser.set_defaults(run=run, blank=blank)


def show(options: argparse.Namespace, host: Host) -> Outcome:
    """List what lies in the bin, the latest first."""
    with open_library(options, host) as library:
        items = library.bin.items()
    lines = tuple(_line(item) for item in items) or ("The bin is empty.",)
    return Outcome(lines, {"items": [_document(item) for item in items]})


def restore(options: argparse.Namespace, host: Host) -> Outcome:
    """Bring things back as they were."""
    with open_library(options, host) as library:
        items = _chosen(library.bin.items(), options.keys)
        library.bin.restore(items)
    lines = tuple(f"Brought back {key_of(item)}" for item in items)
    return Outcome(lines, {"restored": [key_of(item) for item in items]})


def empty(options: argparse.Namespace, host: Host) -> Outcome:
    """Delete things for good."""
    with open_library(options, host) as library:
        there = library.bin.items()
        items = _chosen(there, options.keys) if options.keys else there
        if items and not options.yes:
            raise InputError(
                f"This deletes {len(items)} things for good. Say --yes if it shall be done.",
                "not_confirmed",
            )
        library.bin.remove_for_good(items)
    lines = tuple(f"Deleted {key_of(item)} for good" for item in items) or ("The bin is empty.",)
    return Outcome(lines, {"removed": [key_of(item) for item in items]})


def key_of(item: "BinItem") -> str:
    """Return what a thing in the bin is called on the command line."""
    return f"{item.kind.value}:{item.id}"


def _chosen(items: Sequence["BinItem"], keys: Sequence[str]) -> list["BinItem"]:
    there = {key_of(item): item for item in items}
    for key in keys:
        if key not in there:
            raise InputError(f"“{key}” does not lie in the bin.", "not_in_bin")
    return [there[key] for key in dict.fromkeys(keys)]


def _line(item: "BinItem") -> str:
    day = "" if item.day is None else day_text(item.day)
    goes = "stays" if item.is_needed or item.goes_at is None else f"until {item.goes_at:%Y-%m-%d}"
    parts = (key_of(item), day, item.name, f"“{item.course}”", goes)
    return "  ".join(part for part in parts if part)


def _document(item: "BinItem") -> dict[str, object]:
    return {
        "key": key_of(item),
        "kind": item.kind.value,
        "course": item.course,
        "name": item.name or None,
        "date": None if item.day is None else item.day.isoformat(),
        "deleted_at": item.deleted_at.isoformat(),
        "goes_at": None if item.goes_at is None else item.goes_at.isoformat(),
        "is_needed": item.is_needed,
    }
