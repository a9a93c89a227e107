"""``skintrack keys``: nothing secret in arguments, everything said in words."""

import json

import pytest

from skintrack.errors import StorageError
from skintrack.library import Library
from skintrack.library.rekeying import Rekeying
from skintrack.library.vault import keyring
from skintrack.library.vault.credentials import Passphrase, RecoveryKey
from tests.helpers.keys import QUICK, WORDS
from tests.helpers.libraries import add_photo


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(keyring, "calibrated", lambda: QUICK)
    monkeypatch.delenv("SKINTRACK_NEW_PASSPHRASE", raising=False)


@pytest.fixture
def words(tmp_path):
    """A file with the passphrase."""
    path = tmp_path / "words"
    path.write_text(f"{WORDS}\n", encoding="utf-8")
    return path


@pytest.fixture
def new_words(tmp_path):
    """A file with another passphrase."""
    path = tmp_path / "new words"
    path.write_text("another one\n", encoding="utf-8")
    return path


@pytest.fixture
def filled(library):
    """A library with three photos."""
    with Library.open(library) as opened:
        for number in range(3):
            add_photo(opened, b"\xff\xd8 photo %d" % number, original_name=f"{number}.jpg")
    return library


@pytest.fixture
def encrypted(run, filled, words):
    """The same, encrypted."""
    assert run("keys", "encrypt", "--library", filled, "--passphrase-file", words).code == 0
    return filled


def test_on_and_off(run, filled, words):
    said = json.loads(run("keys", "status", "--library", filled, "--json").out)
    assert (said["encrypted"], said["stage"], said["waiting"]) == (False, "plain", 0)
    result = run("keys", "encrypt", "--library", filled, "--passphrase-file", words, "--json")
    assert result.code == 0
    key = json.loads(result.out)["recovery_key"]
    with Library.open(filled, RecoveryKey(key)) as library:
        assert len(library.photos.all()) == 3
    result = run("keys", "status", "--library", filled, "--passphrase-file", words)
    assert result.out == "The library is encrypted.\n"
    result = run("keys", "encrypt", "--library", filled, "--passphrase-file", words)
    assert (result.code, result.err) == (1, "The library is encrypted already.\n")
    result = run("keys", "decrypt", "--library", filled, "--passphrase-file", words)
    assert result.code == 0
    assert "whoever has its folder can read it" in result.out
    Library.open(filled).close()


def test_the_recovery_key_is_shown_once(run, filled, words):
    result = run("keys", "encrypt", "--library", filled, "--passphrase-file", words)
    assert result.out.count("Recovery key: ") == 1
    assert result.err == ""
    assert WORDS not in result.out


def test_another_passphrase(run, encrypted, words, new_words):
    options = ("--library", encrypted, "--passphrase-file", words)
    result = run("keys", "change-passphrase", *options, "--new-passphrase-file", new_words)
    assert result.code == 0
    assert "Backups that you made before" in result.out
    assert run("verify", *options).code == 1
    assert run("verify", "--library", encrypted, "--passphrase-file", new_words).code == 0


def test_the_new_passphrase_may_stand_in_the_environment(run, encrypted, words, monkeypatch):
    monkeypatch.setenv("SKINTRACK_PASSPHRASE", WORDS)
    monkeypatch.setenv("SKINTRACK_NEW_PASSPHRASE", "from there")
    assert run("keys", "change-passphrase", "--library", encrypted).code == 0
    Library.open(encrypted, Passphrase("from there")).close()


def test_another_recovery_key_and_a_forgotten_passphrase(
    run, encrypted, words, tmp_path, new_words
):
    result = run(
        "keys", "new-recovery-key", "--library", encrypted, "--passphrase-file", words, "--json"
    )
    key_file = tmp_path / "key"
    key_file.write_text(json.loads(result.out)["recovery_key"], encoding="utf-8")
    options = ("--library", encrypted, "--recovery-key-file", key_file)
    result = run("keys", "change-passphrase", *options, "--new-passphrase-file", new_words)
    assert result.code == 0
    Library.open(encrypted, Passphrase("another one")).close()


def test_a_new_key_with_the_same_passphrase(run, encrypted, words):
    before = (encrypted / "skintrack.keys").read_bytes()
    options = ("--library", encrypted, "--passphrase-file", words)
    result = run("keys", "rotate", *options)
    assert result.code == 0
    assert "Recovery key: " in result.out
    assert (encrypted / "skintrack.keys").read_bytes() != before
    assert run("verify", *options).code == 0


@pytest.mark.parametrize(
    "way", [("encrypt", "sealing"), ("rotate", "rotating"), ("decrypt", "unsealing")]
)
def test_it_goes_on_where_it_was_stopped(run, filled, words, monkeypatch, way):
    action, stage = way
    options = ("--library", filled, "--passphrase-file", words)
    if action != "encrypt":
        assert run("keys", "encrypt", *options).code == 0
    bring_on, times = Rekeying.bring_on, []

    def full(self, photo):
        times.append(photo)
        if len(times) > 1:
            raise StorageError("The disk is full.", "disk_full")
        bring_on(self, photo)

    monkeypatch.setattr(Rekeying, "bring_on", full)
    result = run("keys", action, *options)
    assert result.code == 1
    assert "The disk is full." in result.err
    assert ("Recovery key: " in result.err) == (action != "decrypt")
    monkeypatch.setattr(Rekeying, "bring_on", bring_on)
    said = json.loads(run("keys", "status", *options, "--json").out)
    assert (said["stage"], said["waiting"]) == (stage, 2)
    result = run("keys", action, *options)
    assert result.code == 0
    assert "Recovery key" not in result.out
    with Library.open(filled, None if action == "decrypt" else Passphrase(WORDS)) as library:
        assert len(library.photos.all()) == 3
        assert not library.rekeying.is_under_way


def test_what_cannot_be_done_is_said(run, encrypted, words, new_words, tmp_path):
    options = ("--library", encrypted, "--passphrase-file", new_words)
    for action in ("decrypt", "rotate", "new-recovery-key", "status"):
        result = run("keys", action, *options)
        assert (result.code, result.out) == (1, "")
        assert "does not open the library" in result.err
    assert run("keys", "decrypt", "--library", encrypted).code == 1
    other = tmp_path / "other"
    assert run("init", "--library", other).code == 0
    for action in ("decrypt", "rotate", "new-recovery-key"):
        result = run("keys", action, "--library", other, "--passphrase-file", words)
        assert "The library is not encrypted" in result.err
    assert run("keys", "encrypt", "--library", tmp_path / "none", "--passphrase-file", words).code
    assert run("keys").code == 2


def test_a_library_that_is_open_elsewhere_is_left_alone(run, encrypted, words):
    with Library.open(encrypted, Passphrase(WORDS)):
        result = run("keys", "rotate", "--library", encrypted, "--passphrase-file", words)
    assert result.code == 1
    assert "open in another SkinTrack" in result.err


def test_nobody_to_ask(run, filled):
    result = run("keys", "encrypt", "--library", filled)
    assert result.code == 1
    assert not Library.is_locked(filled)


def test_a_database_that_stays_encrypted_is_said(run, encrypted, words, monkeypatch):
    from skintrack.library.database import Database

    def full(*_):
        raise StorageError("The disk is full.", "disk_full")

    options = ("--library", encrypted, "--passphrase-file", words)
    monkeypatch.setattr(Database, "export_to", full)
    result = run("keys", "decrypt", *options)
    assert (result.code, result.out, result.err) == (1, "", "The disk is full.\n")
    assert Library.is_locked(encrypted)
    monkeypatch.undo()
    monkeypatch.setattr(keyring, "calibrated", lambda: QUICK)
    assert run("keys", "decrypt", *options).code == 0
    Library.open(encrypted).close()
