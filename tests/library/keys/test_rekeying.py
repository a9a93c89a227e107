"""Encryption goes on and off and gets another key, and the library works at every step."""

import shutil

import pytest
from sqlcipher3 import dbapi2

from skintrack.errors import LibraryError, PhotoError, StorageError
from skintrack.library import Library, key_changes
from skintrack.library.vault import keyring
from skintrack.library.vault.credentials import RecoveryKey
from skintrack.library.vault.sealed import Stage
from skintrack.library.vault.vault import KEYS_NAME
from skintrack.model import View, ViewSource
from skintrack.workflows import verify_library
from tests.helpers.keys import QUICK, WORDS
from tests.helpers.libraries import add_photo, files_of, no_steps
from tests.helpers.rekeyed import (
    JPEG,
    KEY,
    NEW_KEY,
    bring_on,
    dump,
    readable,
    refuse_unsound,
    vault_of,
)


def test_encryption_goes_on(plain):
    names = set(files_of(plain))
    assert len(readable(plain)) == 9
    recovery_key = key_changes.begin_sealing(plain, WORDS)
    assert recovery_key is not None
    assert Library.is_locked(plain)
    bring_on(plain, KEY)
    assert readable(plain) == []
    assert len(files_of(plain)) == len(names) + 1
    assert not (plain / "originals" / "2026").exists()
    for credential in (KEY, RecoveryKey(recovery_key)):
        refuse_unsound(plain, credential)
    with Library.open(plain, KEY) as library:
        assert library.is_encrypted
        assert not library.rekeying.is_under_way


def test_and_off_again(sealed):
    key_changes.begin_unsealing(sealed, KEY)
    bring_on(sealed, KEY)
    assert Library.is_locked(sealed)
    with Library.open(sealed, KEY) as library:
        assert not library.is_encrypted
    assert not (sealed / KEYS_NAME).exists()
    refuse_unsound(sealed, None)
    names = {name for name in files_of(sealed) if name.startswith("originals")}
    assert {name.split("/")[1] for name in names} == {"undated", "2026"}


def test_the_database_is_the_same_after_both_ways(plain):
    with Library.open(plain) as library:
        for photo in library.photos.all():
            library.photos.set_view(photo.id, View.FRONT, ViewSource.GIVEN)
    before = dump(plain / "skintrack.db")
    assert len(before[2]) > 20
    key_changes.begin_sealing(plain, WORDS)
    Library.open(plain, KEY).close()
    with pytest.raises(dbapi2.DatabaseError):
        dump(plain / "skintrack.db")
    vault = vault_of(plain, KEY)
    assert dump(plain / "skintrack.db", vault.database_key) == before
    key_changes.begin_unsealing(plain, KEY)
    bring_on(plain, KEY)
    Library.open(plain, KEY).close()
    assert dump(plain / "skintrack.db") == before


def test_a_new_key_for_everything(sealed):
    before = files_of(sealed)
    recovery_key = key_changes.begin_rotating(sealed, KEY, NEW_KEY.text)
    for credential in (NEW_KEY, RecoveryKey(recovery_key)):
        refuse_unsound(sealed, credential)
    with pytest.raises(LibraryError):
        Library.open(sealed, KEY)
    with pytest.raises(LibraryError, match="not finished"):
        key_changes.begin_rotating(sealed, NEW_KEY, "a third")
    bring_on(sealed, NEW_KEY)
    after = files_of(sealed)
    kept = {name for name in before if after.get(name) == before[name]}
    assert {name for name in kept if name != "library.lock"} == set()
    assert not [n for n in before if n in after and n.startswith(("originals", "previews"))]
    refuse_unsound(sealed, NEW_KEY)
    vault = vault_of(sealed, NEW_KEY)
    assert (vault.stage, vault.generation, len(vault.library_keys)) == (Stage.WHOLE, 2, 1)


def test_an_old_copy_still_opens_with_the_old_passphrase(sealed, tmp_path):
    shutil.copytree(sealed, tmp_path / "old")
    key_changes.begin_rotating(sealed, KEY, NEW_KEY.text)
    bring_on(sealed, NEW_KEY)
    refuse_unsound(tmp_path / "old", KEY)


@pytest.mark.parametrize("way", ["on", "off", "anew"])
@pytest.mark.parametrize("most", [0, 1, 3])
def test_a_library_on_its_way_works(plain, sealed_or_plain, way, most):
    folder, credential = sealed_or_plain(way)
    bring_on(folder, credential, most)
    refuse_unsound(folder, credential)
    with Library.open(folder, credential) as library:
        held = library.photos.all()
        waiting = library.rekeying.waiting()
        assert len(waiting) == 4 - most
        # Each is brought on while the window still has the old record of it.
        for photo in waiting:
            library.rekeying.bring_on(photo)
        for photo in held:
            library.photos.read_original(photo)
        add_photo(library, JPEG % 4, taken="2026-05-10T10:00:00+01:00", original_name="4.jpg")
        library.photos.set_view(held[0].id, View.FRONT, ViewSource.GIVEN)
        assert library.rekeying.waiting() == ()
        library.rekeying.finish()
    refuse_unsound(folder, credential)
    if way == "off":
        refuse_unsound(folder, None)
    else:
        assert readable(folder) == []


@pytest.fixture
def sealed_or_plain(plain):
    """Return a beginner of a way, and the credential that opens the library then."""

    def begin(way):
        if way == "on":
            key_changes.begin_sealing(plain, WORDS)
            return plain, KEY
        key_changes.begin_sealing(plain, WORDS)
        bring_on(plain, KEY)
        if way == "off":
            key_changes.begin_unsealing(plain, KEY)
            return plain, KEY
        key_changes.begin_rotating(plain, KEY, NEW_KEY.text)
        return plain, NEW_KEY

    return begin


def test_one_may_turn_back_half_way(plain):
    key_changes.begin_sealing(plain, WORDS)
    bring_on(plain, KEY, 2)
    key_changes.begin_unsealing(plain, KEY)
    bring_on(plain, KEY, 1)
    with pytest.raises(LibraryError) as caught:
        key_changes.begin_sealing(plain, "not the passphrase")
    assert caught.value.code == "wrong_passphrase"
    assert key_changes.begin_sealing(plain, WORDS) is None
    bring_on(plain, KEY)
    assert readable(plain) == []
    refuse_unsound(plain, KEY)
    with pytest.raises(LibraryError) as caught:
        key_changes.begin_sealing(plain, WORDS)
    assert caught.value.code == "already_encrypted"


def test_it_is_not_finished_while_something_waits(plain):
    key_changes.begin_sealing(plain, WORDS)
    with Library.open(plain, KEY) as library:
        with pytest.raises(StorageError) as caught:
            library.rekeying.finish()
        assert caught.value.code == "keys_busy"
        assert library.rekeying.stage is Stage.SEALING


def test_a_broken_seal_keeps_the_old_key(sealed):
    path = next(path for path in (sealed / "originals").rglob("*") if path.is_file())
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    key_changes.begin_rotating(sealed, KEY, NEW_KEY.text)
    with Library.open(sealed, NEW_KEY) as library:
        codes = []
        for photo in library.rekeying.waiting():
            try:
                library.rekeying.bring_on(photo)
            except PhotoError as error:
                codes.append(error.code)
        assert codes == ["changed"]
        with pytest.raises(StorageError):
            library.rekeying.finish()
    assert path.read_bytes() == data
    data[-1] ^= 1
    path.write_bytes(data)
    bring_on(sealed, NEW_KEY)
    refuse_unsound(sealed, NEW_KEY)


def test_a_plain_photo_that_has_changed_is_sealed_and_still_named(plain):
    path = next((plain / "originals").rglob("*.jpg"))
    path.write_bytes(path.read_bytes().replace(b"number", b"NUMBER"))
    key_changes.begin_sealing(plain, WORDS)
    bring_on(plain, KEY)
    assert readable(plain) == []
    with Library.open(plain, KEY) as library:
        assert [each.code for each in verify_library.run(library).problems] == ["changed"]


def test_a_missing_photo_keeps_nobody_waiting(plain):
    next((plain / "originals").rglob("*.jpg")).unlink()
    key_changes.begin_sealing(plain, WORDS)
    bring_on(plain, KEY)
    with Library.open(plain, KEY) as library:
        assert [each.code for each in verify_library.run(library).problems] == ["missing"]


def test_left_overs_of_photos_that_are_gone_do_not_stay_readable(plain):
    (plain / "previews" / "256" / "0123456789abcdef.jpg").write_bytes(JPEG)
    (plain / "earlier").mkdir(exist_ok=True)
    (plain / "earlier" / "skintrack-0012.db").write_bytes(b"SQLite format 3\0")
    key_changes.begin_sealing(plain, WORDS)
    bring_on(plain, KEY)
    assert readable(plain) == []


def test_files_of_no_photo_are_left_alone_and_named(plain):
    from skintrack.workflows import change_form

    stranger = plain / "originals" / "2026" / "holiday.jpg"
    stranger.write_bytes(b"mine")
    key_changes.begin_sealing(plain, WORDS)
    with Library.open(plain, KEY) as library:
        change = change_form.run(library)
    assert change.is_finished
    assert change.strangers == ("originals/2026/holiday.jpg",)
    assert stranger.read_bytes() == b"mine"


def test_it_can_be_done_in_parts_and_stopped(plain):
    from skintrack.workflows import change_form

    key_changes.begin_sealing(plain, WORDS)
    with Library.open(plain, KEY) as library:
        steps = no_steps()
        first = change_form.run(library, most=1, progress=steps.append)
        assert (first.done, first.waiting, first.is_finished) == (1, 3, False)
        assert [(step.done, step.total) for step in steps] == [(0, 4)]
        stopped = change_form.run(library, cancelled=lambda: True)
        assert (stopped.done, stopped.waiting) == (0, 3)
        rest = change_form.run(library)
        assert (rest.done, rest.waiting, rest.is_finished) == (3, 0, True)
        assert library.rekeying.stage is Stage.WHOLE
        assert change_form.run(library) == change_form.FormChange(0, 0)


def test_a_full_disk_leaves_the_library_open_with_the_old_database(plain, monkeypatch):
    from skintrack.library.database import Database

    def full(*_):
        raise StorageError("The disk is full.", "disk_full")

    key_changes.begin_sealing(plain, WORDS)
    monkeypatch.setattr(Database, "export_to", full)
    with Library.open(plain, KEY) as library:
        for photo in library.rekeying.waiting():
            library.rekeying.bring_on(photo)
        with pytest.raises(StorageError):
            library.rekeying.finish()
    assert not (plain / "skintrack.db.new").exists()
    monkeypatch.undo()
    monkeypatch.setattr(keyring, "calibrated", lambda: QUICK)
    bring_on(plain, KEY)
    assert readable(plain) == []
    refuse_unsound(plain, KEY)


def test_a_changed_copy_of_the_database_is_not_put_in_place(plain, monkeypatch):
    from skintrack.library.database import Database

    def lossy(self, path, key):
        export(self, path, key)
        copy = Database(path, key)
        copy.execute("DELETE FROM photo WHERE id = (SELECT max(id) FROM photo)")
        copy.close_whole()

    export = Database.export_to
    key_changes.begin_sealing(plain, WORDS)
    monkeypatch.setattr(Database, "export_to", lossy)
    with Library.open(plain, KEY) as library:
        assert len((*library.photos.all(), *library.photos.in_bin())) == 4
    assert (plain / "skintrack.db").read_bytes().startswith(b"SQLite format 3")


def test_a_plain_database_in_a_wholly_sealed_library_is_refused(sealed, tmp_path):
    with Library.create(tmp_path / "other", "Planted"):
        pass
    shutil.copy(tmp_path / "other" / "skintrack.db", sealed / "skintrack.db")
    with pytest.raises(LibraryError):
        Library.open(sealed, KEY)


def test_a_backup_of_a_library_on_its_way_restores(sealed_or_plain, tmp_path):
    from skintrack.workflows import backup_library, restore_library

    for way in ("on",):
        folder, credential = sealed_or_plain(way)
        bring_on(folder, credential, 2)
        with Library.open(folder, credential) as library:
            backup_library.run(library, tmp_path / "backup.zip")
        restore_library.run(tmp_path / "backup.zip", tmp_path / "restored", credential=credential)
        refuse_unsound(tmp_path / "restored", credential)
        bring_on(tmp_path / "restored", credential)
        assert readable(tmp_path / "restored") == []


def test_a_readable_file_that_could_not_be_removed_goes_with_the_next_opening(plain, monkeypatch):
    from skintrack.library.originals import Originals

    key_changes.begin_sealing(plain, WORDS)
    with monkeypatch.context() as patch:
        patch.setattr(Originals, "withdraw", lambda *_: None)  # killed just before
        bring_on(plain, KEY)
    assert len(readable(plain)) == 4
    refuse_unsound(plain, KEY)
    assert readable(plain) == []
