"""The backup of an encrypted library: as encrypted as that, and opened by the same words only."""

import json
import os
import time
import tracemalloc
import zipfile

import pytest

from skintrack.errors import EnvironmentalError
from skintrack.library import Library
from skintrack.library.vault.credentials import Credential, Passphrase, RecoveryKey
from skintrack.workflows import backup_library, restore_library, verify_library
from tests.helpers.keys import WORDS
from tests.helpers.libraries import add_photo, files_of
from tests.helpers.sealed import PASSPHRASE, make_keys_cheap

MARCH = "2026-03-01T10:22:00+01:00"
MARKER = b"marker-4711"


@pytest.fixture(autouse=True)
def _cheap_keys(monkeypatch):
    make_keys_cheap(monkeypatch)


@pytest.fixture
def library(tmp_path):
    with Library.create(tmp_path / "library", "Course", passphrase=WORDS) as made:
        for number in range(3):
            add_photo(made, MARKER + bytes([number]), taken=MARCH, original_name="marker-4711")
        yield made


@pytest.fixture
def backup(library, tmp_path):
    return backup_library.run(library, tmp_path / "backup.zip").path


def code_of(backup, folder, credential):
    with pytest.raises(EnvironmentalError) as caught:
        restore_library.run(backup, folder, credential=credential)
    assert not folder.exists()
    assert backup.name in caught.value.message
    return caught.value.code


def test_what_lies_on_the_disk_is_in_it_and_nothing_readable(library, backup):
    with zipfile.ZipFile(backup) as archive:
        stored = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(stored.pop("manifest.json"))
    assert (manifest["version"], manifest["photos"], manifest["damaged"]) == (2, 3, [])
    for start in (MARKER, b"SQLite format 3", b"\xff\xd8small", b"2026-03-01"):
        assert not any(start in data for data in stored.values())
    assert not any(name.endswith(".jpg") for name in stored)
    del stored["skintrack.db"]
    kept = files_of(library.folder)
    assert stored == {name: data for name, data in kept.items() if name in stored}
    assert len(stored) == 1 + 3 + 6


def test_it_restores_with_passphrase_or_recovery_key_of_its_day(library, backup, tmp_path):
    photos, key = library.photos.all(), RecoveryKey(str(library.new_recovery_key))
    credentials: tuple[Credential, ...] = (PASSPHRASE, key)
    for number, credential in enumerate(credentials):
        folder = tmp_path / f"again{number}"
        assert restore_library.run(backup, folder, credential=credential).photos == 3
        with Library.open(folder, PASSPHRASE) as again:
            assert again.photos.all() == photos
            assert verify_library.run(again).is_ok


def test_what_does_not_open_it_is_refused_before_anything_is_written(backup, tmp_path, monkeypatch):
    again = tmp_path / "again"
    monkeypatch.setattr("skintrack.library.restore.make_private_folder", None)
    assert code_of(backup, again, None) == "locked"
    assert code_of(backup, again, Passphrase("wrong")) == "wrong_passphrase"
    assert code_of(backup, again, RecoveryKey("0" * 48)) == "wrong_recovery_key"
    assert restore_library.is_locked(backup)


def test_a_plain_backup_wants_no_passphrase(tmp_path):
    with Library.create(tmp_path / "plain", "Course") as plain:
        backup = backup_library.run(plain, tmp_path / "plain.zip").path
    assert not restore_library.is_locked(backup)
    assert code_of(backup, tmp_path / "again", PASSPHRASE) == "not_encrypted"


@pytest.mark.slow
def test_every_single_byte_counts(tmp_path):
    """Each byte of a whole backup, changed once: refused, named, and nothing is left."""
    with Library.create(tmp_path / "small", "Course", passphrase=WORDS) as library:
        add_photo(library, MARKER)
        backup = backup_library.run(library, tmp_path / "backup.zip").path
    whole, broken = backup.read_bytes(), tmp_path / "broken.zip"
    with zipfile.ZipFile(backup) as archive:
        database = archive.getinfo("skintrack.db")
        # Of the database, which is most of it, each 997th; of everything else each.
        start, end = database.header_offset + 200, database.header_offset + database.file_size
    places = [n for n in range(len(whole)) if not start < n < end or n % 997 == 0]
    key = RecoveryKey(str(library.new_recovery_key))  # takes no time
    for place in places:
        broken.write_bytes(whole[:place] + bytes([whole[place] ^ 2]) + whole[place + 1 :])
        code = code_of(broken, tmp_path / "again", key)
        assert code in ("backup_damaged", "not_a_backup"), (place, code)


def test_keys_of_another_library_open_nothing(backup, tmp_path):
    # Somebody who may write into the folder of backups puts his own keys and database into it.
    with Library.create(tmp_path / "foreign", "Course", passphrase=WORDS) as foreign:
        other = backup_library.run(foreign, tmp_path / "foreign.zip").path
    from tests.workflows.test_backup_and_restore import parts_of, sealed, with_manifest

    parts, foreign_parts = parts_of(backup), parts_of(other)
    for names in (["skintrack.keys"], ["skintrack.db"], ["skintrack.keys", "skintrack.db"]):
        mixed = parts | {name: foreign_parts[name] for name in names}
        evil = sealed(tmp_path / "evil.zip", with_manifest(mixed))
        assert code_of(evil, tmp_path / "again", PASSPHRASE) == "backup_damaged"


def test_large_photos_are_held_one_at_a_time(library, tmp_path):
    for number in range(4):
        add_photo(library, os.urandom(8_000_000) + bytes([number]), taken=MARCH)
    tracemalloc.start()
    backup = backup_library.run(library, tmp_path / "b.zip").path
    restore_library.run(backup, tmp_path / "again", credential=PASSPHRASE)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 34_000_000  # stored, opened, and the pieces of it; not four of them


def test_a_wrong_passphrase_needs_no_look_at_the_whole_file(backup, tmp_path):
    with backup.open("r+b") as file:
        data = file.read()
    hole = zipfile.ZipInfo("originals/2026/large.jpg")
    with zipfile.ZipFile(backup, "a") as archive:
        archive.writestr(hole, bytes(40_000_000))
        archive.comment = data[-81:]
    begin = time.thread_time()
    assert code_of(backup, tmp_path / "again", Passphrase("wrong")) == "wrong_passphrase"
    assert time.thread_time() - begin < 0.5
