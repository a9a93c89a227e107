import secrets

import pytest

from skintrack.library.vault.keyring import NewKeyring, make_keyring
from skintrack.library.vault.sealed import SealedVault, Stage
from tests.helpers.keys import QUICK, WORDS


@pytest.fixture(scope="session")
def ring() -> NewKeyring:
    """A key file that takes no time to unlock; never close its vault."""
    return make_keyring(WORDS, effort=QUICK)


@pytest.fixture
def new_vault():
    """Return a maker of vaults with keys of their own."""

    def make(stage: Stage = Stage.WHOLE, generations: int = 1) -> SealedVault:
        keys = {n: bytearray(secrets.token_bytes(32)) for n in range(1, generations + 1)}
        return SealedVault(keys, bytearray(secrets.token_bytes(32)), stage)

    return make
