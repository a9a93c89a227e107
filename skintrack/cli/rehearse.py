"""``skintrack rehearse``: proof that a backup restores, without restoring it."""

import argparse

from skintrack.cli.arguments import Commands, add_credential, add_json
from skintrack.cli.credentials import credential
from skintrack.cli.given import given_path
from skintrack.cli.host import Host
from skintrack.cli.outcome import Outcome, failure_documents


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "rehearse", help="prove that a backup restores completely, without restoring it"
    )
    parser.add_argument("file", metavar="FILE", type=given_path, help="the backup")
    add_credential(parser)
    add_json(parser)
    blank: dict[str, object] = {"ok": False, "created_at": None, "photos": None, "whole": None}
    parser.set_defaults(run=run, needs_library=False, opens_backup=True, blank=blank)


def run(options: argparse.Namespace, host: Host) -> Outcome:
    """Read everything and compare it."""
    from skintrack.workflows import rehearse_backup, restore_library

    is_locked = restore_library.is_locked(options.file)
    found = rehearse_backup.run(
        options.file,
        credential=credential(options, host, options.file, is_needed=is_locked),
        progress=host.terminal.progress,
        cancelled=host.terminal.cancelled,
    )
    whole = f"{found.whole} of {found.photos} photos would come back as they were imported."
    return Outcome(
        lines=(whole,),
        document={
            "ok": found.is_complete,
            "created_at": found.created_at,
            "photos": found.photos,
            "whole": found.whole,
            "is_encrypted": found.is_encrypted,
            "errors": failure_documents(found.errors),
        },
        failures=found.errors,
    )
