"""Libraries whose keys are changed; keys are quick here."""

import pytest

from skintrack.library import key_changes
from skintrack.library.vault import keyring
from tests.helpers.keys import QUICK, WORDS
from tests.helpers.rekeyed import KEY, bring_on, make_plain


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Let unlocking take no time."""
    monkeypatch.setattr(keyring, "calibrated", lambda: QUICK)


@pytest.fixture
def plain(folder):
    """A plain library with photos, one of them in the bin."""
    return make_plain(folder)


@pytest.fixture
def sealed(plain):
    """The same library, encrypted."""
    key_changes.begin_sealing(plain, WORDS)
    bring_on(plain, KEY)
    return plain
