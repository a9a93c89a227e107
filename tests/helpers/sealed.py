"""Encrypted libraries in tests: their passphrase, and keys that are cheap to derive."""

from pathlib import Path

import pytest

from skintrack.library import Library
from skintrack.library.vault.credentials import Credential, Passphrase
from tests.helpers.keys import QUICK, WORDS

plain_only = pytest.mark.parametrize("form", ["plain"], indirect=True)
"""For tests of names and bytes that encrypted libraries do not have."""

PASSPHRASE = Passphrase(WORDS)


def make_keys_cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let new key files take milliseconds; nothing but a test can ask for that."""
    monkeypatch.setattr("skintrack.library.vault.keyring.calibrated", lambda: QUICK)


def seal_all_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let tests that know nothing of passphrases make and open encrypted libraries."""
    make_keys_cheap(monkeypatch)
    create, open_it = Library.create, Library.open

    def create_sealed(folder: Path, course_name: str, concern: str | None = None) -> Library:
        return create(folder, course_name, concern, WORDS)

    def open_sealed(folder: Path, credential: Credential | None = None) -> Library:
        return open_it(folder, credential or (PASSPHRASE if Library.is_locked(folder) else None))

    monkeypatch.setattr(Library, "create", create_sealed)
    monkeypatch.setattr(Library, "open", open_sealed)
