"""Jobs that change what opens a library and in which form it lies: encryption on, off and anew."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from skintrack.errors import LibraryError
from skintrack.library import Library, key_changes
from skintrack.library.vault.credentials import Credential, Passphrase, RecoveryKey
from skintrack.workflows import change_form
from torture.form import PASSPHRASE, make_library, mark_sealed
from torture.job import Job, Say, library_of
from torture.leaks import readable_in
from torture.samples import sample_photos

_FORMER = Passphrase("snow on the same roof")
_SESSIONS = 1


def _make_sealed(place: Path, passphrase: str) -> str:
    """Make the library of a place and encrypt it; return its recovery key."""
    make_library(place)
    folder = library_of(place)
    key = key_changes.begin_sealing(folder, passphrase)
    _go_on(folder, Passphrase(passphrase))
    return key or ""


def _go_on(folder: Path, credential: Credential) -> None:
    """Bring a library on to the end of its change."""
    with Library.open(folder, credential) as library:
        change_form.run(library)
    if Library.is_locked(folder):
        with Library.open(folder, credential) as library:
            change_form.run(library)  # the last step of switching encryption off


def _opener(folder: Path, credentials: Sequence[Credential]) -> Credential | None:
    """Return which of these opens a library; None where it is plain."""
    if not Library.is_locked(folder):
        return None
    for credential in credentials:
        try:
            Library.open(folder, credential).close()
        except LibraryError as error:
            if not error.code.startswith("wrong_"):
                raise
        else:
            # It may have been plain but for the key file.
            return credential if Library.is_locked(folder) else None
    raise LibraryError("Nothing opens the library any more.", "lost")


def _lost(folder: Path, credential: Credential | None) -> Iterator[str]:
    """Say what of photos and records is not there; the library is as the fault has left it."""
    with Library.open(folder, credential) as library:
        photos = {library.photos.read_original(photo) for photo in library.photos.all()}
        if photos != set(sample_photos().values()):
            yield "a photo is gone"
        if len(library.sessions.of_course(library.courses.all()[0].id)) != _SESSIONS:
            yield "a session is gone"


def _work_encryption(place: Path, say: Say) -> None:
    folder = library_of(place)
    key_changes.begin_sealing(folder, PASSPHRASE.text)
    say("begun")
    _go_on(folder, PASSPHRASE)
    say("encrypted")


def _check_encryption(place: Path, said: Sequence[str]) -> list[str]:
    folder = library_of(place)
    wrong = list(readable_in(folder)) if "encrypted" in said else []
    if "begun" in said and not Library.is_locked(folder):
        wrong.append("what was begun is forgotten")
    opener = _opener(folder, [PASSPHRASE])
    wrong += _lost(folder, opener)
    if opener is None:
        key_changes.begin_sealing(folder, PASSPHRASE.text)
    _go_on(folder, PASSPHRASE)
    wrong += _lost(folder, PASSPHRASE)
    mark_sealed(place)
    return [*wrong, *readable_in(folder)]


ENCRYPT = Job(make_library, _work_encryption, _check_encryption)
"""Encryption switched on: at any point it opens with all photos, and can be gone on with."""


def _prepare_decryption(place: Path) -> None:
    _make_sealed(place, PASSPHRASE.text)


def _work_decryption(place: Path, say: Say) -> None:
    folder = library_of(place)
    key_changes.begin_unsealing(folder, PASSPHRASE)
    _go_on(folder, PASSPHRASE)
    say("plain")


def _check_decryption(place: Path, said: Sequence[str]) -> list[str]:
    folder = library_of(place)
    wrong = ["it is still locked"] if "plain" in said and Library.is_locked(folder) else []
    opener = _opener(folder, [PASSPHRASE])
    wrong += _lost(folder, opener)
    if opener is not None:
        key_changes.begin_unsealing(folder, opener)
        _go_on(folder, opener)
    return [*wrong, *_lost(folder, None)]


DECRYPT = Job(_prepare_decryption, _work_decryption, _check_decryption)
"""Encryption switched off: likewise, and the keys go last."""


def _prepare_rotation(place: Path) -> None:
    _make_sealed(place, _FORMER.text)


def _work_rotation(place: Path, say: Say) -> None:
    folder = library_of(place)
    key_changes.begin_rotating(folder, _FORMER, PASSPHRASE.text)
    say("begun")
    _go_on(folder, PASSPHRASE)
    say("rotated")


def _check_rotation(place: Path, said: Sequence[str]) -> list[str]:
    folder = library_of(place)
    wrong = list(readable_in(folder))
    opener = _opener(folder, [PASSPHRASE, _FORMER])
    if opener != PASSPHRASE and "begun" in said:
        wrong.append("the new passphrase is lost")
    if "rotated" in said:
        with Library.open(folder, opener) as library:
            wrong += ["it is still under way"] if library.rekeying.is_under_way else []
    wrong += _lost(folder, opener)
    if opener == _FORMER:
        key_changes.begin_rotating(folder, _FORMER, PASSPHRASE.text)
    _go_on(folder, PASSPHRASE)
    wrong += _lost(folder, PASSPHRASE)
    mark_sealed(place)
    return [*wrong, *readable_in(folder)]


ROTATE = Job(_prepare_rotation, _work_rotation, _check_rotation)
"""A new library key: at any point all photos are there, with the old or the new passphrase."""


def _prepare_passphrase(place: Path) -> None:
    key = _make_sealed(place, _FORMER.text)
    (place / "recovery key").write_text(key, encoding="utf-8")


def _work_passphrase(place: Path, say: Say) -> None:
    folder = library_of(place)
    key_changes.change_passphrase(folder, _FORMER, PASSPHRASE.text)
    say("changed")
    key = key_changes.renew_recovery_key(folder, PASSPHRASE)
    say(f"recovery key {key}")


def _check_passphrase(place: Path, said: Sequence[str]) -> list[str]:
    folder = library_of(place)
    wrong = list(readable_in(folder))
    opener = _opener(folder, [PASSPHRASE, _FORMER])
    if opener != PASSPHRASE and "changed" in said:
        wrong.append("the new passphrase is lost")
    wrong += _lost(folder, opener)
    new_keys = [line.removeprefix("recovery key ") for line in said if line.startswith("recovery")]
    old_key = (place / "recovery key").read_text(encoding="utf-8")
    if new_keys:
        wrong += _lost(folder, RecoveryKey(new_keys[0]))
    elif "changed" not in said:
        wrong += _lost(folder, RecoveryKey(old_key))
    if opener == _FORMER:
        key_changes.change_passphrase(folder, _FORMER, PASSPHRASE.text)
    mark_sealed(place)
    return wrong


PASSPHRASE_CHANGE = Job(_prepare_passphrase, _work_passphrase, _check_passphrase)
"""Another passphrase, another recovery key: the old or the new one opens all of it."""
