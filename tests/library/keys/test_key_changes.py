"""Another passphrase, another recovery key: one small file, and only with the right secret."""

import pytest

from skintrack.errors import EnvironmentalError, LibraryError
from skintrack.library import Library, key_changes
from skintrack.library.vault.credentials import Passphrase, RecoveryKey
from skintrack.library.vault.vault import KEYS_NAME
from tests.helpers.keys import WORDS
from tests.helpers.libraries import files_of
from tests.helpers.rekeyed import (
    KEY,
    NEW_KEY,
    bring_on,
    refuse_unsound,
)


def test_another_passphrase(sealed):
    photos = {name: data for name, data in files_of(sealed).items() if "originals" in name}
    key_changes.change_passphrase(sealed, KEY, NEW_KEY.text)
    with pytest.raises(LibraryError) as caught:
        Library.open(sealed, KEY)
    assert caught.value.code == "wrong_passphrase"
    refuse_unsound(sealed, NEW_KEY)
    assert {n: d for n, d in files_of(sealed).items() if "originals" in n} == photos


def test_another_recovery_key(plain):
    old = key_changes.begin_sealing(plain, WORDS)
    assert old is not None
    bring_on(plain, KEY)
    new = key_changes.renew_recovery_key(plain, RecoveryKey(old))
    with pytest.raises(LibraryError) as caught:
        Library.open(plain, RecoveryKey(old))
    assert caught.value.code == "wrong_recovery_key"
    for credential in (KEY, RecoveryKey(new)):
        refuse_unsound(plain, credential)


@pytest.mark.parametrize(
    "change",
    [
        lambda folder, key: key_changes.change_passphrase(folder, key, "x"),
        lambda folder, key: key_changes.begin_rotating(folder, key, "x"),
        key_changes.renew_recovery_key,
        key_changes.begin_unsealing,
    ],
)
def test_changes_need_a_right_secret_and_a_key_file(sealed, change):
    before = (sealed / KEYS_NAME).read_bytes()
    with pytest.raises(LibraryError) as caught:
        change(sealed, Passphrase("wrong"))
    assert caught.value.code == "wrong_passphrase"
    with pytest.raises(LibraryError) as caught:
        change(sealed, RecoveryKey("wrong"))
    assert caught.value.code == "wrong_recovery_key"
    assert (sealed / KEYS_NAME).read_bytes() == before
    (sealed / KEYS_NAME).unlink()
    with pytest.raises(LibraryError) as caught:
        change(sealed, KEY)
    assert caught.value.code == "not_encrypted"


def test_an_empty_passphrase_is_refused_everywhere(sealed):
    before = (sealed / KEYS_NAME).read_bytes()
    for change in (key_changes.change_passphrase, key_changes.begin_rotating):
        with pytest.raises(EnvironmentalError) as caught:
            change(sealed, KEY, " ")
        assert caught.value.code == "empty_passphrase"
    assert (sealed / KEYS_NAME).read_bytes() == before
