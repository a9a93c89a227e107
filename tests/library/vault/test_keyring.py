"""The key file opens with its two secrets only, and whoever altered it is found out."""

import json
import subprocess
import sys
import time
import unicodedata

import pytest

from skintrack.errors import EnvironmentalError, InputError, LibraryError, StorageError
from skintrack.library.vault import derivation, recovery
from skintrack.library.vault.credentials import Credential, Passphrase, RecoveryKey
from skintrack.library.vault.derivation import Effort
from skintrack.library.vault.keyring import Keyring, make_keyring, read_keyring
from skintrack.library.vault.sealed import Stage
from skintrack.library.vault.vault import KEYS_NAME, Place
from tests.helpers.keys import QUICK, WORDS


def code_of(content: bytes, credential: Credential) -> str:
    with pytest.raises(EnvironmentalError) as caught:
        Keyring(content).unlock(credential)
    return caught.value.code


def altered(content: bytes, **changes: object) -> bytes:
    """Return a key file as an attacker writes it: with a sum that fits."""
    from skintrack.library.vault.key_file import _sum_of

    stored = json.loads(content)
    for path, value in changes.items():
        *outer, last = path.split("__")
        inner = stored
        for name in outer:
            inner = inner[name]
        inner[last] = value
    stored.pop("sum")
    return json.dumps(stored | {"sum": _sum_of(stored)}, indent=1).encode() + b"\n"


def test_both_secrets_open_the_same_vault(ring):
    keyring = Keyring(ring.content)
    one = keyring.unlock(Passphrase(WORDS))
    other = keyring.unlock(RecoveryKey(ring.recovery_key))
    sealed = ring.vault.seal(b"skin", Place.ORIGINAL, "a")
    for vault in (one, other):
        assert vault.unseal(sealed, Place.ORIGINAL, "a") == b"skin"
        assert vault.database_key == ring.vault.database_key
        assert vault.stage is Stage.WHOLE


def test_a_passphrase_may_be_typed_on_another_keyboard(ring):
    for form in ("NFC", "NFD"):
        Keyring(ring.content).unlock(Passphrase(unicodedata.normalize(form, WORDS)))


def test_wrong_secrets_are_told_apart(ring):
    other = recovery.as_text(recovery.new_secret())
    assert code_of(ring.content, Passphrase(WORDS + " ")) == "wrong_passphrase"
    assert code_of(ring.content, Passphrase("")) == "wrong_passphrase"
    assert code_of(ring.content, RecoveryKey(other)) == "wrong_recovery_key"
    assert code_of(ring.content, RecoveryKey("nonsense")) == "wrong_recovery_key"


@pytest.mark.parametrize("empty", ["", "  ", "\n"])
def test_an_empty_passphrase_is_refused(empty):
    with pytest.raises(InputError):
        make_keyring(empty, effort=QUICK)


def test_every_flipped_byte_is_refused_before_anything_is_derived(ring, monkeypatch):
    monkeypatch.setattr(derivation, "_argon2id", None)
    for place in range(len(ring.content)):
        for bit in (1, 0x80):
            content = bytearray(ring.content)
            content[place] ^= bit
            assert code_of(bytes(content), Passphrase(WORDS)) in ("keys_damaged", "newer")


def test_every_cut_is_refused(ring):
    for end in range(len(ring.content)):
        assert code_of(ring.content[:end], Passphrase(WORDS)) == "keys_damaged"
    assert code_of(ring.content + b" ", Passphrase(WORDS)) == "keys_damaged"


def test_what_an_attacker_alters_with_a_fitting_sum_is_refused(ring):
    stored = json.loads(ring.content)
    flipped = {
        name: ("0" if text[0] != "0" else "1") + text[1:]
        for name, text in (
            ("body", stored["body"]),
            ("passphrase__salt", stored["passphrase"]["salt"]),
            ("passphrase__sealed", stored["passphrase"]["sealed"]),
            ("recovery__salt", stored["recovery"]["salt"]),
            ("recovery__sealed", stored["recovery"]["sealed"]),
        )
    }
    for path, value in (*flipped.items(), ("passphrase__passes", 2), ("passphrase__lanes", 2)):
        content = altered(ring.content, **{path: value})
        codes = {code_of(content, Passphrase(WORDS))}
        codes.add(code_of(content, RecoveryKey(ring.recovery_key)))
        # Either the altered slot does not open, or the body knows that it was altered.
        assert codes <= {"wrong_passphrase", "wrong_recovery_key", "keys_damaged"}


def test_slots_of_another_library_do_not_help(ring):
    other = make_keyring("their own", effort=QUICK)
    theirs = json.loads(other.content)
    content = altered(ring.content, passphrase=theirs["passphrase"])
    assert code_of(content, Passphrase("their own")) == "keys_damaged"
    assert code_of(content, Passphrase(WORDS)) == "wrong_passphrase"


@pytest.mark.parametrize(
    "changes",
    [
        {"passphrase__memory_mib": 64 * 1024},
        {"passphrase__memory_mib": 2**63},
        {"passphrase__memory_mib": 1e3},
        {"passphrase__memory_mib": True},
        {"passphrase__memory_mib": "64"},
        {"passphrase__memory_mib": -64},
        {"passphrase__passes": 10**9},
        {"passphrase__passes": 0},
        {"passphrase__lanes": 10**6},
        {"passphrase__memory_mib": 1024, "passphrase__passes": 16},
        {"passphrase__salt": ""},
        {"passphrase__sealed": "00" * 10_000},
        {"passphrase": []},
        {"passphrase": None},
        {"version": 0},
        {"version": "1"},
        {"version": True},
        {"format": "other"},
        {"body": 7},
        {"body": "zz"},
        {"body": ""},
    ],
    ids=str,
)
def test_a_hostile_header_is_refused_at_once(ring, changes):
    content = altered(ring.content, **changes)
    begin = time.process_time()
    assert code_of(content, Passphrase(WORDS)) == "keys_damaged"
    assert time.process_time() - begin < 1


@pytest.mark.slow
def test_a_header_that_asks_for_64_gb_takes_neither_time_nor_memory(ring, tmp_path):
    pytest.importorskip("resource")
    content = altered(ring.content, passphrase__memory_mib=64 * 1024)
    (tmp_path / KEYS_NAME).write_bytes(content)
    program = (
        "import resource, sys, time\nfrom pathlib import Path\n"
        "from skintrack.errors import LibraryError\n"
        "from skintrack.library.vault.keyring import read_keyring\n"
        "resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))\n"
        "begin = time.process_time()\n"
        "try:\n    read_keyring(Path(sys.argv[1]))\n"
        "except LibraryError as error:\n    print(error.code)\n"
        "print(time.process_time() - begin < 2)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["keys_damaged", "True"]


@pytest.mark.parametrize(
    "content",
    [b"", b"\0" * 500, b"[" * 60_000, b"[]", b"{}", b"7", b"null", b"\xff\xfe", b"9" * 60_000],
    ids=lambda content: repr(content[:6]),
)
def test_other_files_are_refused(content):
    with pytest.raises(LibraryError) as caught:
        Keyring(content)
    assert caught.value.code == "keys_damaged"


def test_a_newer_version_is_named(ring):
    assert code_of(altered(ring.content, version=2), Passphrase(WORDS)) == "newer"


def test_the_file_of_a_folder(ring, tmp_path):
    assert read_keyring(tmp_path) is None
    path = tmp_path / KEYS_NAME
    path.write_bytes(ring.content)
    keyring = read_keyring(tmp_path)
    assert keyring is not None
    keyring.unlock(Passphrase(WORDS))
    path.write_bytes(ring.content + bytes(1 << 20))
    with pytest.raises(LibraryError, match="damaged"):
        read_keyring(tmp_path)
    path.unlink()
    path.mkdir()
    with pytest.raises(StorageError):
        read_keyring(tmp_path)


def test_a_new_passphrase_replaces_the_old_one_only(ring):
    content = Keyring(ring.content).with_new_passphrase(ring.vault, "other", effort=QUICK)
    assert code_of(content, Passphrase(WORDS)) == "wrong_passphrase"
    for credential in (Passphrase("other"), RecoveryKey(ring.recovery_key)):
        vault = Keyring(content).unlock(credential)
        assert vault.database_key == ring.vault.database_key


def test_a_new_recovery_key_replaces_the_old_one_only(ring):
    content, text = Keyring(ring.content).with_new_recovery_key(ring.vault)
    assert code_of(content, RecoveryKey(ring.recovery_key)) == "wrong_recovery_key"
    for credential in (Passphrase(WORDS), RecoveryKey(text)):
        vault = Keyring(content).unlock(credential)
        assert vault.database_key == ring.vault.database_key


def test_a_new_generation_has_nothing_of_the_old_one_but_its_key(ring):
    new = Keyring.with_new_generation(ring.vault, "other", effort=QUICK)
    vault = Keyring(new.content).unlock(Passphrase("other"))
    assert (vault.stage, vault.generation) == (Stage.ROTATING, 2)
    assert vault.ring_key != ring.vault.ring_key
    assert vault.library_keys[1] == ring.vault.library_keys[1]
    assert vault.database_keys == (new.vault.database_key, ring.vault.database_key)
    assert code_of(new.content, Passphrase(WORDS)) == "wrong_passphrase"
    assert code_of(new.content, RecoveryKey(ring.recovery_key)) == "wrong_recovery_key"
    content = Keyring(new.content).with_stage(vault, Stage.WHOLE)
    whole = Keyring(content).unlock(RecoveryKey(new.recovery_key))
    assert (whole.stage, list(whole.library_keys)) == (Stage.WHOLE, [2])


@pytest.mark.parametrize("stage", Stage)
def test_a_stage_is_kept_and_not_readable(ring, stage):
    content = Keyring(ring.content).with_stage(ring.vault, stage)
    assert Keyring(content).unlock(Passphrase(WORDS)).stage is stage
    assert len(content) == len(ring.content)


def test_no_secret_is_shown_or_stands_in_the_file(ring):
    shown = f"{ring!r} {ring.vault!r} {Passphrase(WORDS)!r} {RecoveryKey(ring.recovery_key)!r}"
    for secret in (WORDS, ring.recovery_key, ring.recovery_key.split()[0]):
        assert secret not in shown
        assert secret.encode() not in ring.content
    for key in (*ring.vault.library_keys.values(), ring.vault.ring_key, ring.vault.database_key):
        assert key.hex() not in shown
        assert key.hex().encode() not in ring.content


def test_two_key_files_have_nothing_in_common(ring):
    one, other = json.loads(ring.content), json.loads(make_keyring(WORDS).content)
    for slot in ("passphrase", "recovery"):
        assert one[slot]["salt"] != other[slot]["salt"]
        assert one[slot]["sealed"] != other[slot]["sealed"]
    assert one["body"] != other["body"]
    assert other["passphrase"]["memory_mib"] >= 64
    assert other["passphrase"]["passes"] >= 3


@pytest.mark.parametrize(
    ("milliseconds", "expected"),
    [
        (0.93, Effort(256, 3)),  # the computer that this was written on: 0.7 s
        (0.2, Effort(256, 14)),
        (0.01, Effort(256, 16)),
        (1.24, Effort(255, 3)),
        (2.0, Effort(158, 3)),
        (50.0, Effort(64, 3)),
    ],
)
def test_the_effort_fits_the_computer(milliseconds, expected):
    effort = derivation.effort_for(milliseconds / 1000)
    assert effort == expected
    assert effort.is_bearable()
    seconds = effort.memory_mib * effort.passes * milliseconds / 1000
    assert 0.5 <= seconds <= 1 or milliseconds in (0.01, 50.0)


def test_a_sample_that_was_too_quick_is_corrected(monkeypatch):
    """Small samples are: what takes more memory takes more time for each part of it."""
    asked = []
    monkeypatch.setattr(derivation, "_argon2id", lambda _text, _salt, effort: asked.append(effort))
    clock = iter([0.0, 64 * 0.0006, 0.0, 256 * 5 * 0.0015])
    monkeypatch.setattr("skintrack.library.vault.derivation.time.thread_time", lambda: next(clock))
    assert derivation.calibrated() == Effort(211, 3)
    assert asked == [Effort(64, 1), Effort(256, 5)]


def test_a_computer_without_the_memory_gets_the_least(monkeypatch):
    def refuse_much(_text, _salt, effort):
        if effort.memory_mib > 64:
            raise MemoryError

    monkeypatch.setattr(derivation, "_argon2id", refuse_much)
    assert derivation.calibrated() == Effort(64, 3)


def test_missing_memory_is_said_in_words(ring, monkeypatch):
    def none_left(*_):
        raise MemoryError

    monkeypatch.setattr(derivation, "_argon2id", none_left)
    assert code_of(ring.content, Passphrase(WORDS)) == "memory"
