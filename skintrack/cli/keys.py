"""``skintrack keys``: what opens an encrypted library, and encryption on, off and anew."""

import argparse
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from skintrack.cli.arguments import Commands, add_folder, add_json, add_library, add_passphrase
from skintrack.cli.credentials import (
    credential,
    given_passphrase,
    open_library,
    passphrase_in,
    typed_twice,
)
from skintrack.cli.given import given_path
from skintrack.cli.host import Host
from skintrack.cli.outcome import Outcome
from skintrack.errors import LibraryError
from skintrack.library.vault.credentials import Credential, Passphrase

if TYPE_CHECKING:
    from skintrack.workflows.change_form import FormChange

NEW_VARIABLE = "SKINTRACK_NEW_PASSPHRASE"

_SHOWN_ONCE = (
    "Print it or write it down now, and keep it away from this computer. It is shown only this "
    "once. Without it and the passphrase nobody can open the library, us included."
)
_OLD_BACKUPS = "Backups that you made before still open with what opened the library then."
_PLAIN_BACKUPS = "Backups that you made before are not encrypted: whoever has one can read it."
_OLD_SECTORS = (
    "A disk may keep what was deleted for a while; only an encrypted disk helps against that."
)


def register(commands: Commands) -> None:
    """Add the command."""
    group = commands.add_parser("keys", help="passphrase, recovery key, encryption on and off")
    actions: Commands = group.add_subparsers(title="actions", metavar="ACTION", required=True)
    _add(actions, "status", "say whether and how far the library is encrypted", status)
    parser = _add(actions, "change-passphrase", "let another passphrase open it", change_passphrase)
    _add_new_passphrase(parser)
    _add(actions, "new-recovery-key", "make another recovery key; the old one goes", recovery_key)
    parser = _add(actions, "encrypt", "switch encryption on, or go on with it", encrypt, add_folder)
    add_passphrase(parser, "the passphrase, in the only line of a file; else it is asked for")
    _add(actions, "decrypt", "switch encryption off, or go on with it", decrypt)
    parser = _add(actions, "rotate", "encrypt everything anew with a new key, or go on", rotate)
    _add_new_passphrase(parser)


def status(options: argparse.Namespace, host: Host) -> Outcome:
    """Say how far the library is."""
    with open_library(options, host) as library:
        stage, waiting = library.rekeying.stage, len(library.rekeying.waiting())
    name = "plain" if stage is None else stage.name.lower()
    sentence = {
        "plain": "The library is not encrypted.",
        "whole": "The library is encrypted.",
        "sealing": "Encryption is being switched on; go on with “skintrack keys encrypt”.",
        "rotating": "The library is getting a new key; go on with “skintrack keys rotate”.",
    }.get(name, "Encryption is being switched off; go on with “skintrack keys decrypt”.")
    lines = [sentence]
    if waiting:
        lines.append(f"{_photos(waiting)} still {'waits' if waiting == 1 else 'wait'}.")
    return Outcome(
        tuple(lines), _document(encrypted=stage is not None, stage=name, waiting=waiting)
    )


def change_passphrase(options: argparse.Namespace, host: Host) -> Outcome:
    """Let another passphrase open the library."""
    from skintrack.library import key_changes

    opener = _opener(options, host)
    passphrase = _new_passphrase(options, host)
    with key_changes.held(options.library):
        key_changes.change_passphrase(options.library, opener, passphrase)
    lines = ("The library opens with the new passphrase, and as before with its recovery key.",)
    return Outcome((*lines, _OLD_BACKUPS), _document(encrypted=True))


def recovery_key(options: argparse.Namespace, host: Host) -> Outcome:
    """Make another recovery key."""
    from skintrack.library import key_changes

    opener = _opener(options, host)
    with key_changes.held(options.library):
        key = key_changes.renew_recovery_key(options.library, opener)
    lines = (f"Recovery key: {key}", _SHOWN_ONCE, _OLD_BACKUPS)
    return Outcome(lines, _document(encrypted=True, recovery_key=key))


def encrypt(options: argparse.Namespace, host: Host) -> Outcome:
    """Switch encryption on."""
    from skintrack.library import Library, key_changes

    folder = options.library
    is_locked = Library.is_locked(folder)
    if is_locked:
        opener = _opener(options, host)
    else:
        Library.open(folder).close()  # what cannot be opened is not touched
        opener = Passphrase(given_passphrase(options) or typed_twice(host, folder))
    key = None
    with key_changes.held(folder):
        if not is_locked or not _is_in(folder, opener, "SEALING"):
            key = key_changes.begin_sealing(folder, opener.text)
    change = _bring_on(folder, opener, host, key)
    lines = ["The library is encrypted."] if change.is_finished else []
    lines += [] if key is None else [f"Recovery key: {key}", _SHOWN_ONCE]
    lines += [
        f"{name} belongs to no photo and stays as it is: it can be read."
        for name in change.strangers
    ]
    lines += [_PLAIN_BACKUPS, _OLD_SECTORS]
    return _outcome(lines, change, encrypted=True, recovery_key=key)


def decrypt(options: argparse.Namespace, host: Host) -> Outcome:
    """Switch encryption off."""
    from skintrack.library import Library, key_changes

    opener = _opener(options, host)
    with key_changes.held(options.library):
        key_changes.begin_unsealing(options.library, opener)
    change = _bring_on(options.library, opener, host)
    if change.must_reopen:
        _bring_on(options.library, opener, host)  # says why, if the database is still encrypted
    is_encrypted = Library.is_locked(options.library)
    lines = (
        []
        if is_encrypted
        else ["The library is not encrypted any more: whoever has its folder can read it."]
    )
    return _outcome([*lines, _OLD_BACKUPS], change, encrypted=is_encrypted)


def rotate(options: argparse.Namespace, host: Host) -> Outcome:
    """Make a new library key and encrypt everything with it."""
    from skintrack.library import key_changes

    folder, opener, key = options.library, _opener(options, host), None
    with key_changes.held(folder):
        is_going_on = _is_in(folder, opener, "ROTATING")
        if not is_going_on:
            passphrase = _rotated_passphrase(options, host, opener)
            key = key_changes.begin_rotating(folder, opener, passphrase)
            opener = Passphrase(passphrase)
    change = _bring_on(folder, opener, host, key)
    lines = ["Everything is encrypted with a new key."] if change.is_finished else []
    lines += [] if key is None else [f"Recovery key: {key}", _SHOWN_ONCE]
    return _outcome([*lines, _OLD_BACKUPS, _OLD_SECTORS], change, encrypted=True, recovery_key=key)


def _add(
    actions: Commands,
    name: str,
    help_text: str,
    run: Callable[[argparse.Namespace, Host], Outcome],
    add: Callable[[argparse.ArgumentParser], None] = add_library,
) -> argparse.ArgumentParser:
    parser = actions.add_parser(name, help=help_text)
    add(parser)
    add_json(parser)
    parser.set_defaults(run=run, blank=_document(encrypted=None))
    return parser


def _add_new_passphrase(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--new-passphrase-file",
        metavar="F",
        type=given_path,
        help=f"where the new passphrase stands (or set {NEW_VARIABLE}; else it is asked for)",
    )


def _document(
    *,
    encrypted: bool | None,
    stage: str | None = None,
    waiting: int | None = None,
    recovery_key: str | None = None,
) -> dict[str, Any]:
    return {
        "encrypted": encrypted,
        "stage": stage,
        "waiting": waiting,
        "recovery_key": recovery_key,
    }


def _outcome(
    lines: list[str], change: "FormChange", *, encrypted: bool, recovery_key: str | None = None
) -> Outcome:
    if not change.is_finished:
        lines.append(
            f"{_photos(change.waiting)} still {'waits' if change.waiting == 1 else 'wait'}. The "
            "library works; run the same command again to go on."
        )
    document = _document(encrypted=encrypted, waiting=change.waiting, recovery_key=recovery_key)
    return Outcome(tuple(lines), document, change.errors, is_complete=change.is_finished)


def _opener(options: argparse.Namespace, host: Host) -> Credential:
    """Return what opens the library; raise ``LibraryError`` where it has no keys."""
    from skintrack.library.opening import is_locked, refuse_unless_library

    folder = options.library
    refuse_unless_library(folder)
    given = credential(options, host, folder, is_needed=True) if is_locked(folder) else None
    if given is None:
        raise LibraryError("The library is not encrypted: it has no keys.", "not_encrypted")
    return given


def _new_passphrase(options: argparse.Namespace, host: Host) -> str:
    return _given_new(options) or typed_twice(host, options.library)


def _rotated_passphrase(options: argparse.Namespace, host: Host, opener: Credential) -> str:
    """Return the passphrase for afterwards: the given new one, else that of now."""
    given = _given_new(options)
    if given is None and isinstance(opener, Passphrase):
        return opener.text
    return given or typed_twice(host, options.library)


def _given_new(options: argparse.Namespace) -> str | None:
    if options.new_passphrase_file is not None:
        return passphrase_in(options.new_passphrase_file)
    return os.environ.get(NEW_VARIABLE) or None


def _is_in(folder: Path, opener: Credential, stage: str) -> bool:
    from skintrack.library.vault.keyring import read_keyring

    keyring = read_keyring(folder)
    if keyring is None:
        return False
    vault = keyring.unlock(opener)
    vault.close()
    return vault.stage.name == stage


def _bring_on(
    folder: Path, opener: Credential, host: Host, new_key: str | None = None
) -> "FormChange":
    from skintrack.library import Library
    from skintrack.workflows import change_form

    try:
        with Library.open(folder, opener) as library:
            return change_form.run(
                library, progress=host.terminal.progress, cancelled=host.terminal.cancelled
            )
    except BaseException:
        if new_key is not None:  # it counts from the first moment on
            host.terminal.say(f"Recovery key: {new_key}")
        raise


def _photos(count: int) -> str:
    return "1 photo" if count == 1 else f"{count:,} photos"
