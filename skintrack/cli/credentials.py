"""How a command comes by a passphrase or a recovery key.

From a file, from the environment or from the terminal; never from an argument, which every other
user of the computer can see in the list of processes.
"""

import argparse
import getpass
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from skintrack.cli.given import ENVIRONMENT_NAME
from skintrack.cli.host import Host
from skintrack.errors import InputError, LibraryError
from skintrack.library.vault.credentials import Credential, Passphrase, RecoveryKey
from skintrack.model.phrase import Phrase
from skintrack.model.text import file_label

if TYPE_CHECKING:
    from skintrack.library import Library

_MOST_BYTES = 1 << 16


def open_library(options: argparse.Namespace, host: Host) -> "Library":
    """Open the library of a command with what was given, or is asked for now.

    Raises
    ------
    LibraryError
        As ``Library.open`` says; code ``locked`` where there is nobody to ask.
    """
    from skintrack.library import Library

    folder = options.library
    return Library.open(
        folder, credential(options, host, folder, is_needed=Library.is_locked(folder))
    )


def credential(
    options: argparse.Namespace,
    host: Host,
    locked: Path,
    *,
    is_needed: bool,
) -> Credential | None:
    """Return what opens a library or a backup; None where nothing was given and none is needed."""
    given = given_credential(options)
    if given is not None or not is_needed:
        return given
    return Passphrase(asked(host, f"Passphrase of “{file_label(locked)}”: ", locked))


def given_passphrase(options: argparse.Namespace) -> str | None:
    """Return the passphrase from a file or the environment, or None."""
    if options.passphrase_file is not None:
        return passphrase_in(options.passphrase_file)
    return os.environ.get(ENVIRONMENT_NAME) or None


def new_passphrase(options: argparse.Namespace, host: Host) -> str | None:
    """Return the passphrase for a new library: given, or typed twice with ``--encrypt``."""
    given = given_passphrase(options)
    if given is not None or not options.encrypt:
        return given
    return typed_twice(host, options.library)


def typed_twice(host: Host, folder: Path) -> str:
    """Return a new passphrase from the terminal."""
    first = asked(host, "New passphrase: ", folder)
    if first != asked(host, "Once more: ", folder):
        raise InputError("The two were not the same; nothing was made.", "not_the_same")
    return first


def asked(host: Host, prompt: str, locked: Path) -> str:
    """Return what is typed on the terminal, unseen.

    Raises
    ------
    LibraryError
        With code ``locked`` where nobody is there to be asked.
    """
    if sys.stdin is None or not sys.stdin.isatty():
        raise LibraryError(
            Phrase(
                "“{file}” needs a passphrase. Name the file it stands in by --passphrase-file, or "
                "set {variable}.",
                file=file_label(locked),
                variable=ENVIRONMENT_NAME,
            ),
            "locked",
        )
    with host.terminal.interruptible():
        try:
            return getpass.getpass(prompt)
        except EOFError:
            raise InputError("No passphrase was typed.", "no_passphrase") from None


def say_if_unused(why: str, host: Host) -> None:
    """Say that a passphrase in the environment has no effect; nobody should rely on it here."""
    if os.environ.get(ENVIRONMENT_NAME):
        host.terminal.say(f"{why} {ENVIRONMENT_NAME} is not used.")


def given_credential(options: argparse.Namespace) -> Credential | None:
    """Return what was given by a file or the environment, or None; nobody is asked."""
    recovery_key_file = getattr(options, "recovery_key_file", None)
    if recovery_key_file is not None:
        return RecoveryKey(_text_of(recovery_key_file))
    passphrase = given_passphrase(options)
    return None if passphrase is None else Passphrase(passphrase)


def passphrase_in(path: Path) -> str:
    """Read a passphrase: the only line of a file, with the spaces in it."""
    passphrase, *others = _text_of(path).splitlines() or [""]
    if not passphrase or any(line.strip() for line in others):
        raise InputError(
            Phrase(
                "“{file}” must hold the passphrase in its only line.",
                file=file_label(path),
            ),
            "no_passphrase",
        )
    return passphrase


def _text_of(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
        text = content.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise InputError(
            Phrase(
                "“{file}” could not be read: {reason}.",
                file=file_label(path),
                reason=(reason or "it is no text").lower(),
            ),
            "unreadable",
        ) from error
    if len(content) > _MOST_BYTES:
        raise InputError(
            Phrase("“{file}” is too long for a passphrase or key.", file=file_label(path)),
            "too_long",
        )
    return text
