"""An encrypted library: what lies on the disk, who can open it, and damage that is named."""

import hashlib
import os
import time
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from skintrack.errors import EnvironmentalError, InternalError, PhotoError
from skintrack.library import Library
from skintrack.library.database import Database
from skintrack.library.storage import write_new
from skintrack.library.vault.credentials import Passphrase, RecoveryKey
from skintrack.library.wreck import Wreck
from skintrack.model import View, ViewSource
from skintrack.workflows import verify_library
from tests.helpers.keys import WORDS
from tests.helpers.libraries import PREVIEWS, add_front, add_photo, files_of, new_photo
from tests.helpers.sealed import PASSPHRASE, make_keys_cheap

MARCH = "2026-03-01T10:00:00+01:00"
MARKER = b"marker-4711-of-a-cheek"
STARTS = (b"\xff\xd8\xff", b"\xff\xd8small", b"\x89PNG", b"SQLite format 3", MARKER)


@pytest.fixture(autouse=True)
def _cheap_keys(monkeypatch):
    make_keys_cheap(monkeypatch)


@pytest.fixture
def sealed(folder):
    with Library.create(folder, MARKER.decode(), passphrase=WORDS) as library:
        yield library


def code_of(action):
    with pytest.raises(EnvironmentalError) as caught:
        action()
    assert caught.value.message.endswith(".")
    return caught.value.code


def readable_in(folder):
    """Return the names of files in which something can be read, or whose names tell anything."""
    digest = hashlib.sha256(b"\xff\xd8\xff" + MARKER).hexdigest()[:8]
    return [
        name
        for name, data in files_of(folder).items()
        if any(start in data for start in STARTS)
        or digest in name
        or name.endswith((".jpg", ".part"))
        or "2026" in name
    ]


def test_it_opens_with_its_passphrase_or_recovery_key_only(folder, sealed):
    photo = add_photo(sealed, b"one", taken=MARCH)
    recovery_key = sealed.new_recovery_key
    assert sealed.is_encrypted
    sealed.close()
    assert Library.is_locked(folder)
    for credential in (PASSPHRASE, RecoveryKey(recovery_key)):
        with Library.open(folder, credential) as library:
            assert library.photos.all() == (photo,)
            assert library.photos.read_original(photo) == b"one"
            assert library.photos.preview(photo, 256) == PREVIEWS[256]
            assert library.new_recovery_key is None
    assert code_of(lambda: Library.open(folder)) == "locked"
    assert code_of(lambda: Library.open(folder, Passphrase("wrong"))) == "wrong_passphrase"
    assert code_of(lambda: Library.open(folder, RecoveryKey("0" * 48))) == "wrong_recovery_key"
    Library.open(folder, PASSPHRASE).close()  # each refusal gave the lock back


def test_a_plain_library_opens_without_a_passphrase_only(folder):
    with Library.create(folder, "Course") as library:
        assert not library.is_encrypted
        assert library.new_recovery_key is None
    assert not Library.is_locked(folder)
    assert code_of(lambda: Library.open(folder, PASSPHRASE)) == "not_encrypted"
    assert code_of(lambda: Library.open(folder / "none", PASSPHRASE)) == "not_a_library"
    assert not Library.is_locked(folder / "none")


def test_a_wrong_passphrase_is_refused_within_two_seconds_of_true_work(folder, monkeypatch):
    monkeypatch.undo()  # keys as users have them
    Library.create(folder, "Course", passphrase=WORDS).close()
    begin = time.thread_time()
    assert code_of(lambda: Library.open(folder, Passphrase("wrong"))) == "wrong_passphrase"
    assert 0.05 < time.thread_time() - begin < 2


def test_nothing_can_be_read_in_the_folder(folder, sealed, monkeypatch):
    written = []

    def write_and_note(path, data):
        written.append((path.name, data))
        write_new(path, data)

    monkeypatch.setattr("skintrack.library.originals.write_new", write_and_note)
    name = f"{MARKER.decode()}.jpg"
    photo = add_photo(sealed, b"\xff\xd8\xff" + MARKER, taken=MARCH, original_name=name)
    assert readable_in(folder) == []
    (name, data) = written[0]
    assert MARKER not in data
    assert photo.sha256[:8] not in name
    sealed.photos.set_view(photo.id, View.FRONT, ViewSource.GIVEN)
    sealed.close()
    assert readable_in(folder) == []
    names = {name for name in files_of(folder) if "/" in name}
    assert {name.split("/")[0] for name in names} == {"originals", "previews"}


def test_another_date_or_view_renames_nothing(folder, sealed):
    photo = add_front(sealed, b"bytes", None)
    before = files_of(folder / "originals")
    moved = sealed.photos.set_captured_at(
        photo.id, add_photo(sealed, b"x", taken=MARCH).captured_at
    )
    turned = sealed.photos.set_view(photo.id, View.LEFT_PROFILE, ViewSource.GIVEN)
    assert photo.file_name == moved.file_name == turned.file_name
    assert before.items() <= files_of(folder / "originals").items()
    assert sealed.photos.readable_name(turned) == (
        f"2026/2026-03-01_left_profile_{photo.id[:8]}.jpg"
    )


def test_readable_names_are_those_of_a_plain_library(folder, tmp_path, sealed):
    with Library.create(tmp_path / "plain", "Course") as plain:
        for library in (plain, sealed):
            for number, taken in enumerate((MARCH, None)):
                add_front(library, b"%d" % number, taken)
        names = [photo.file_name.partition("/")[2] for photo in plain.photos.all()]
        assert [sealed.photos.readable_name(each) for each in sealed.photos.all()] == names
        assert [plain.photos.readable_name(each) for each in plain.photos.all()] == names


def test_readable_names_of_photos_that_begin_alike_differ(sealed):
    facts = new_photo(sealed, b"bytes", taken=MARCH)
    names = set()
    for tail in "ab":
        vars(facts)["sha256"] = "12345678" + tail * 56
        row = sealed.photos._database  # the bytes would not have these hashes
        row.execute(
            "INSERT INTO photo (id, course_id, sha256, file_name, extension, original_name,"
            " byte_size, width, height, is_zone_assumed, view, imported_at) VALUES"
            " (?, 1, ?, ?, 'jpg', 'a', 1, 1, 1, 0, 'front', '2026-01-01T00:00:00+00:00')",
            (facts.sha256[:16], facts.sha256, f"originals/{tail}"),
        )
    for photo in sealed.photos.all():
        names.add(sealed.photos.readable_name(photo))
    assert len(names) == 2


def test_the_same_photo_twice_is_two_unlike_files(folder, tmp_path, sealed):
    first = add_photo(sealed, b"bytes" * 999)
    (one,) = files_of(folder / "originals").values()
    sealed.photos.save_previews(first.id, PREVIEWS)
    before = files_of(folder / "previews")
    sealed.photos.save_previews(first.id, PREVIEWS)
    again = files_of(folder / "previews")
    assert before.keys() == again.keys()
    assert not set(before.values()) & set(again.values())
    with Library.create(tmp_path / "other", "Course", passphrase=WORDS) as other:
        add_photo(other, b"bytes" * 999)
    (two,) = files_of(tmp_path / "other" / "originals").values()
    assert one != two
    assert set(files_of(folder / "originals")) != set(files_of(tmp_path / "other" / "originals"))


@pytest.mark.parametrize("how", ["flipped", "cut", "emptied", "plain", "swapped", "gone"])
def test_damage_of_a_photo_is_named(folder, sealed, how):
    photo, other = add_photo(sealed, b"bytes" * 50_000), add_photo(sealed, b"other" * 50_000)
    path = sealed.photos.original_path(photo)
    stored = path.read_bytes()
    changed = {
        "flipped": stored[:90_000] + bytes([stored[90_000] ^ 1]) + stored[90_001:],
        "cut": stored[: 28 + 65_552],
        "emptied": b"",
        "plain": b"bytes" * 50_000,
        "swapped": sealed.photos.original_path(other).read_bytes(),
    }
    if how == "gone":
        path.unlink()
    else:
        path.write_bytes(changed[how])
    result = verify_library.run(sealed)
    code = "missing" if how == "gone" else "changed"
    assert [(problem.photo, problem.code) for problem in result.problems] == [(photo.id, code)]
    assert result.verified == 1
    with pytest.raises(PhotoError) as caught:
        sealed.photos.read_original(photo)
    assert caught.value.code == code


def test_previews_that_were_altered_or_put_in_readable_are_none(sealed):
    photo = add_photo(sealed, b"bytes")
    [small] = (sealed.folder / "previews" / "256").iterdir()
    [large] = (sealed.folder / "previews" / "2048").iterdir()
    stored = small.read_bytes()
    for content in (stored[:-1], PREVIEWS[256], large.read_bytes(), b""):
        small.write_bytes(content)
        assert sealed.photos.preview(photo, 256) is None
    small.write_bytes(stored)
    assert sealed.photos.preview(photo, 256) == PREVIEWS[256]
    assert sealed.photos.without_preview() == ()
    small.unlink()
    assert sealed.photos.without_preview() == (photo,)


def test_bytes_that_the_disk_alters_are_not_stored(sealed, monkeypatch):
    def write_badly(path, data):
        write_new(path, data[:40] + bytes([data[40] ^ 1]) + data[41:])

    monkeypatch.setattr("skintrack.library.originals.write_new", write_badly)
    assert code_of(lambda: add_photo(sealed, b"bytes" * 20)) == "io_error"
    assert sealed.photos.all() == ()
    assert not [name for name in files_of(sealed.folder) if "/" in name]


def damage_of(folder):
    """Return the codes of what is wrong with a database, opened or not."""
    try:
        with Library.open(folder, PASSPHRASE) as library:
            return [problem.code for problem in library.inspection.check_database()]
    except EnvironmentalError as error:
        return [error.code]


def test_any_damaged_page_of_the_database_is_named(folder, sealed):
    for number in range(20):
        add_photo(sealed, b"photo %d" % number, taken=MARCH)
    photos = sealed.photos.all()
    sealed.close()
    path = folder / "skintrack.db"
    whole = path.read_bytes()
    # SQLCipher's own check looks at every page, also at those that nobody reads.
    for start in range(0, len(whole), 4096):
        path.write_bytes(
            whole[: start + 99] + bytes([whole[start + 99] ^ 4]) + whole[start + 100 :]
        )
        assert damage_of(folder) == ["database"], start
    path.write_bytes(whole)
    with Library.open(folder, PASSPHRASE) as library:
        assert library.photos.all() == photos
        assert list(library.inspection.check_database()) == []


@pytest.mark.parametrize("content", [b"", b"x" * 9000, bytes(8192)])
def test_a_database_that_was_replaced_is_damaged_and_no_wrong_passphrase(folder, sealed, content):
    add_photo(sealed, b"bytes")
    sealed.close()
    (folder / "skintrack.db").write_bytes(content)
    before = files_of(folder)
    assert code_of(lambda: Library.open(folder, PASSPHRASE)) in ("database", "damaged")
    assert files_of(folder) == before


def test_a_readable_database_in_its_place_is_refused(folder, tmp_path, sealed):
    sealed.close()
    Library.create(tmp_path / "plain", "Course").close()
    (folder / "skintrack.db").write_bytes((tmp_path / "plain" / "skintrack.db").read_bytes())
    assert code_of(lambda: Library.open(folder, PASSPHRASE)) == "damaged"


def test_lost_and_altered_keys_are_said_so(folder, sealed):
    add_photo(sealed, b"bytes")
    sealed.close()
    keys = (folder / "skintrack.keys").read_bytes()
    for content in (b"", keys[:-9], keys.replace(b'"memory_mib": 8', b'"memory_mib": 65536')):
        (folder / "skintrack.keys").write_bytes(content)
        assert code_of(lambda: Library.open(folder, PASSPHRASE)) == "keys_damaged"
    (folder / "skintrack.keys").unlink()
    assert code_of(lambda: Library.open(folder)) == "keys_missing"
    (folder / "skintrack.keys").write_bytes(keys)
    Library.open(folder, PASSPHRASE).close()


def test_a_creation_that_was_cut_short_is_no_library_and_is_begun_anew(folder, sealed):
    sealed.close()
    (folder / "skintrack.db").unlink()
    (folder / "skintrack.keys.new").write_bytes(b"half")
    assert not Library.is_library(folder)
    assert not Library.is_locked(folder)
    assert code_of(lambda: Library.open(folder, PASSPHRASE)) == "not_a_library"
    with Library.create(folder, "Course") as library:  # the keys of nothing would lock it
        assert not library.is_encrypted
    assert not list(folder.glob("skintrack.keys*"))
    Library.open(folder).close()


def test_keys_beside_photos_are_never_taken_for_a_left_over(folder, sealed):
    add_photo(sealed, b"bytes")
    sealed.close()
    (folder / "skintrack.db").unlink()
    assert code_of(lambda: Library.create(folder, "Course", passphrase=WORDS)) == "not_empty"
    assert (folder / "skintrack.keys").is_file()


def test_a_blank_course_or_passphrase_leaves_no_library(folder):
    blank = "  "
    assert code_of(lambda: Library.create(folder, "Course", passphrase=blank)) == "empty_passphrase"
    assert code_of(lambda: Library.create(folder, " ", passphrase=WORDS)) == "no_name"
    assert not Library.is_library(folder)
    Library.create(folder, "Course", passphrase=WORDS).close()


def test_closing_wipes_the_keys_and_what_was_remembered(sealed):
    vault = sealed._vault
    keys = [*vault.library_keys.values(), vault.ring_key]
    sealed.memory.keep("picture", b"pixels", most=9)
    assert any(any(key) for key in keys)
    sealed.close()
    sealed.close()
    assert not any(any(key) for key in keys)
    assert sealed.memory.lasting("picture") is None
    with pytest.raises(InternalError):
        vault.seal(b"", None, "")


def test_no_error_says_the_key(tmp_path, capfd):
    key = bytes(range(32))
    with closing(Database(tmp_path / "a.db", key)) as database:
        database.execute("CREATE TABLE t (a)")
    for wrong in (b"\1" * 32, key[:-1], None):
        with pytest.raises((EnvironmentalError, InternalError)) as caught:
            Database(tmp_path / "a.db", wrong)
        assert (wrong or key).hex()[:12] not in f"{caught.getrepr(chain=True)}"
    assert capfd.readouterr().err == ""  # SQLCipher says nothing of its own


def test_a_copy_of_the_database_is_as_encrypted(folder, sealed, tmp_path):
    add_photo(sealed, b"bytes", original_name=MARKER.decode())
    copy = tmp_path / "copy.db"
    sealed.photos._database.copy_to(copy)
    assert not any(start in copy.read_bytes() for start in STARTS)
    with closing(dbapi2.connect(str(copy))) as plain, pytest.raises(dbapi2.DatabaseError):
        plain.execute("SELECT * FROM photo").fetchall()
    with closing(Database(copy, sealed._vault.database_key)) as opened:
        assert len(opened.rows("SELECT * FROM photo")) == 1


def test_a_folder_whose_name_is_no_utf8_is_backed_up_and_sealed(tmp_path):
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/nu\xff"))
    try:
        folder.mkdir()
    except OSError:
        pytest.skip("such names are not possible here")
    with Library.create(folder / "library", "Course", passphrase=WORDS) as library:
        library.photos._database.copy_to(folder / "copy.db")
        library.photos._database.export_to(folder / "other.db", bytes(32))

    assert (folder / "copy.db").stat().st_size > 0
    assert (folder / "other.db").stat().st_size > 0


@pytest.mark.parametrize("credential", [None, PASSPHRASE])
def test_a_library_that_lost_its_key_file_says_so(folder, sealed, credential):
    add_photo(sealed, b"bytes")
    sealed.close()
    (folder / "skintrack.keys").unlink()
    assert code_of(lambda: Library.open(folder, credential)) == "keys_missing"
    # What is sealed is no photo, whoever asks.
    assert code_of(lambda: Wreck(folder, credential)) == "keys_missing"


def test_a_passphrase_of_blanks_makes_no_folder(tmp_path):
    folder = tmp_path / "library"
    blanks = " " * 3
    create = partial(Library.create, folder, "Course", passphrase=blanks)
    assert code_of(create) == "empty_passphrase"
    assert not folder.exists()
