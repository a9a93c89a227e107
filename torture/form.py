"""Jobs on plain libraries and on encrypted ones: which of the two is said by a file beside it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

from skintrack.library import Library
from skintrack.library.vault import keyring
from skintrack.library.vault.credentials import Passphrase
from skintrack.library.vault.derivation import Effort
from skintrack.workflows import import_photos
from torture.job import DAY, Job, library_of, source_of, write_sources

PASSPHRASE = Passphrase("rain on a tin roof")
_SIGN = "passphrase"
# So many keys are made that each has to be cheap; what is tried is not how hard they are to guess.
_CHEAP = Effort(memory_mib=8, passes=1)


def sealed(job: Job) -> Job:
    """Return a job whose libraries are encrypted."""

    def prepare(place: Path) -> None:
        mark_sealed(place)
        job.prepare(place)

    return replace(job, prepare=prepare)


def mark_sealed(place: Path) -> None:
    """Say that the libraries of a place are encrypted, with ``PASSPHRASE``."""
    place.mkdir(parents=True, exist_ok=True)
    (place / _SIGN).write_text(PASSPHRASE.text, encoding="utf-8")


def is_sealed(place: Path) -> bool:
    """Tell whether the libraries of a place are encrypted."""
    return (place / _SIGN).exists()


def new_library(folder: Path) -> Library:
    """Make a library, encrypted where the place says so, and open it."""
    passphrase = PASSPHRASE.text if is_sealed(folder.parent) else None
    return Library.create(folder, "Course", "acne_scars", passphrase)


def make_library(place: Path) -> None:
    """Make a library that holds the photos and a session."""
    write_sources(place)
    with new_library(library_of(place)) as library:
        import_photos.run(library, [source_of(place)])
        library.sessions.add(library.courses.all()[0].id, DAY, notes="before the fault")


def opened(folder: Path) -> Library:
    """Open a library of either form."""
    return Library.open(folder, credential(folder))


def credential(folder: Path) -> Passphrase | None:
    """Return what opens the library of a folder."""
    return PASSPHRASE if is_sealed(folder.parent) else None


def database_key(folder: Path) -> bytes | None:
    """Return the raw key of a library's database."""
    ring = keyring.read_keyring(folder)
    if ring is None:
        return None
    vault = ring.unlock(PASSPHRASE)
    try:
        return vault.database_key
    finally:
        vault.close()


@contextmanager
def cheap_keys() -> Iterator[None]:
    """Let keys be made quickly."""
    with patch.object(keyring, "calibrated", lambda: _CHEAP):
        yield
