"""Photos are not lost where the database is, encrypted or not."""

import stat
from pathlib import Path

import pytest

from skintrack.errors import EnvironmentalError
from skintrack.library import Library
from skintrack.library.vault.credentials import Passphrase, RecoveryKey
from skintrack.workflows import rescue_photos
from tests.helpers.keys import WORDS
from tests.helpers.libraries import add_photo, files_of
from tests.helpers.sealed import PASSPHRASE, make_keys_cheap

MARCH = "2026-03-01T10:22:00+01:00"
PHOTOS = [b"\xff\xd8\xff first" * 9000, b"\x89PNG\r\n\x1a\n second", b"no kind that is known"]


@pytest.fixture(autouse=True)
def _cheap_keys(monkeypatch):
    make_keys_cheap(monkeypatch)


@pytest.fixture
def wreck(tmp_path):
    """Make a library and lose its database; return folder and recovery key."""

    def make(passphrase: str | None) -> tuple[Path, str | None]:
        folder = tmp_path / "library"
        with Library.create(folder, "Course", passphrase=passphrase) as library:
            for data in PHOTOS:
                add_photo(library, data, taken=MARCH)
            key = library.new_recovery_key
        (folder / "skintrack.db").unlink()
        return folder, key

    return make


def code_of(folder, output, credential=None):
    with pytest.raises(EnvironmentalError) as caught:
        rescue_photos.run(folder, output, credential)
    return caught.value.code


@pytest.mark.parametrize("by", ["nothing", "passphrase", "recovery key"])
def test_every_whole_photo_comes_out(wreck, tmp_path, by):
    folder, key = wreck(None if by == "nothing" else WORDS)
    before = files_of(folder)
    credentials = {"nothing": None, "passphrase": PASSPHRASE, "recovery key": RecoveryKey(str(key))}
    output = tmp_path / "rescued"
    result = rescue_photos.run(folder, output, credentials[by])
    assert (result.photos, result.errors) == (3, ())
    assert sorted(files_of(output).values()) == sorted(PHOTOS)
    assert stat.S_IMODE(output.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in output.iterdir()} == {0o600}
    if by != "nothing":
        assert {path.suffix for path in output.iterdir()} == {".jpg", ".png", ".photo"}
    assert files_of(folder) == before


@pytest.mark.parametrize("passphrase", [None, WORDS])
def test_damaged_files_are_named_and_the_rest_comes_out(wreck, tmp_path, passphrase):
    folder, _ = wreck(passphrase)
    files = sorted(path for path in (folder / "originals").rglob("*") if path.is_file())
    files[1].write_bytes(files[1].read_bytes()[:-1])
    files[2].write_bytes(files[0].read_bytes())
    credential = None if passphrase is None else PASSPHRASE
    result = rescue_photos.run(folder, tmp_path / "rescued", credential)
    assert result.photos == 1
    assert sorted(error.file for error in result.errors) == sorted(path.name for path in files[1:])
    assert len(files_of(tmp_path / "rescued")) == 1


def test_it_works_where_the_database_is_there_but_damaged(wreck, tmp_path):
    folder, _ = wreck(WORDS)
    (folder / "skintrack.db").write_bytes(b"damaged" * 999)
    with pytest.raises(EnvironmentalError, match="rescue") as caught:
        Library.open(folder, PASSPHRASE)
    assert caught.value.code == "database"
    assert rescue_photos.run(folder, tmp_path / "rescued", PASSPHRASE).photos == 3


def test_refusals(wreck, tmp_path):
    folder, _ = wreck(WORDS)
    output = tmp_path / "rescued"
    assert code_of(folder, output) == "locked"
    assert code_of(folder, output, Passphrase("wrong")) == "wrong_passphrase"
    assert code_of(tmp_path / "nowhere", output) == "not_a_library"
    assert code_of(folder, folder / "rescued", PASSPHRASE) == "inside_library"
    (folder / "skintrack.keys").unlink()
    for credential in (PASSPHRASE, None):
        assert code_of(folder, output, credential) == "keys_missing"
    assert not output.exists()
    output.mkdir()
    (output / "mine.txt").touch()
    assert code_of(folder, output) == "not_empty"
