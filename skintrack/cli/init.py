"""``skintrack init``: a new library."""

import argparse

from skintrack.cli.arguments import Commands, add_folder, add_json, add_passphrase
from skintrack.cli.credentials import new_passphrase
from skintrack.cli.given import ENVIRONMENT_NAME
from skintrack.cli.host import Host
from skintrack.cli.outcome import Outcome
from skintrack.model.text import storable_text

DEFAULT_COURSE = "My course"


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("init", help="make a new library")
    add_folder(parser)
    parser.add_argument("--course", metavar="NAME", default=DEFAULT_COURSE, help="its first course")
    parser.add_argument(
        "--concern", metavar="CODE", type=concern, help="what is treated, such as acne_scars"
    )
    parser.add_argument(
        "--encrypt", action="store_true", help="encrypt it; the passphrase is asked for"
    )
    add_passphrase(
        parser, f"encrypt it with the passphrase in this file (or set {ENVIRONMENT_NAME})"
    )
    add_json(parser)
    parser.set_defaults(run=run, blank={"library": None, "recovery_key": None, "synced_by": None})


def concern(text: str) -> str:
    """Read the code of a concern."""
    from skintrack import treatment

    codes = [each.code for each in treatment.concerns()]
    if text not in codes:
        raise argparse.ArgumentTypeError(f"'{text}' is none of {', '.join(codes)}")
    return text


def run(options: argparse.Namespace, host: Host) -> Outcome:
    """Make the library."""
    from skintrack.library import Library
    from skintrack.library.synced_folders import synced_by

    service = synced_by(options.library)
    if service is not None:
        host.terminal.say(sync_warning(service))
    passphrase = new_passphrase(options, host)
    with Library.create(options.library, options.course, options.concern, passphrase) as library:
        key = library.new_recovery_key
    lines = (f"Made the library {options.library}", *recovery_lines(key))
    place = storable_text(str(options.library))
    document = {"library": place, "recovery_key": key, "synced_by": service}
    return Outcome(lines, document)


def sync_warning(service: str) -> str:
    """Warn about a folder that a program copies elsewhere."""
    return (
        f"This folder is one that {service} copies to other places: photos leave this computer "
        "that way, and a half-written copy can damage the library. Another folder is safer; a "
        f"backup in {service} does no harm."
    )


def recovery_lines(key: str | None) -> tuple[str, ...]:
    """Return what is said once of the recovery key of a new library; nothing without one."""
    if key is None:
        return ()
    return (
        f"Recovery key: {key}",
        "Print it or write it down now, and keep it away from this computer. It is shown only "
        "this once. Without it and the passphrase nobody can open the library, us included.",
    )
