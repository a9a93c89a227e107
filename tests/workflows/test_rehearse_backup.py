"""A backup is proved to restore and nothing of it is laid open meanwhile."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from skintrack.errors import CancelledError, LibraryError
from skintrack.library import Library
from skintrack.library.vault.credentials import Passphrase, RecoveryKey
from skintrack.workflows import backup_library, rehearse_backup, repair_library
from tests.helpers.libraries import add_photo, files_of

WORDS = "seven calm words"
MARKER = b"MARKER-OF-A-PHOTO"
COURSE = "Course of MARKER"


@pytest.fixture(params=[None, WORDS], ids=["plain", "encrypted"])
def library(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "library", COURSE, None, request.param) as made:
        for number in range(3):
            add_photo(made, MARKER * 1000 + bytes([number]))
        yield made


def credential(library: Library) -> Passphrase | None:
    return Passphrase(WORDS) if library.is_encrypted else None


def test_it_restores_completely(library: Library, tmp_path: Path) -> None:
    file = backup_library.run(library, tmp_path / "b").path
    found = rehearse_backup.run(file, credential=credential(library))
    assert (found.photos, found.whole, found.is_complete) == (3, 3, True)
    assert found.library_id == library.backups.library_id
    ours = rehearse_backup.with_library(library, file)
    assert ours == found
    last = library.backups.last()
    assert last is not None
    assert last.rehearsed_at is not None
    if library.is_encrypted:
        assert library.new_recovery_key is not None
        by_key = RecoveryKey(library.new_recovery_key)
        assert rehearse_backup.run(file, credential=by_key).is_complete


def test_nothing_readable_is_written(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At every step, the temporary folder and all around hold no more than ciphertext."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    file = backup_library.run(library, tmp_path / "b").path
    seen: dict[str, bytes] = {}
    before = files_of(tmp_path)

    def look(_step: object) -> None:
        seen.update(files_of(tmp_path))

    rehearse_backup.run(file, credential=credential(library), progress=look)
    rehearse_backup.with_library(library, file, progress=look)
    new = {name: data for name, data in seen.items() if name not in before}
    for data in new.values():
        assert MARKER not in data
        assert COURSE.encode() not in data
        assert not data.startswith((b"SQLite format 3", b"\xff\xd8"))
    assert not list(scratch.iterdir())
    assert {path for path in new if not path.startswith("library/skintrack.db")} == set()


def test_stopping_and_wrong_keys(library: Library, tmp_path: Path) -> None:
    file = backup_library.run(library, tmp_path / "b").path
    with pytest.raises(CancelledError):
        rehearse_backup.with_library(library, file, cancelled=lambda: True)
    wrong = None if library.is_encrypted else Passphrase("other words")
    with pytest.raises(LibraryError) as caught:
        rehearse_backup.run(file, credential=wrong)
    assert caught.value.code == ("locked" if library.is_encrypted else "not_encrypted")
    with Library.create(tmp_path / "other", "Other", None, "eight other words") as other:
        if library.is_encrypted:
            with pytest.raises(LibraryError) as caught:
                rehearse_backup.with_library(other, file)
            assert caught.value.code == "locked"
        else:  # a plain backup opens without keys, whoever looks at it
            assert rehearse_backup.with_library(other, file).is_complete


def test_only_what_was_imported_comes_back(library: Library, tmp_path: Path) -> None:
    """A photo is mended from a library of other keys, but never by other bytes."""
    first, second, third = library.photos.all()
    whole = library.photos.read_original(first)
    file = tmp_path / "other.skintrack"
    with Library.create(tmp_path / "other", "Other", None, "eight other words") as other:
        add_photo(other, library.photos.read_original(first))
        changed = add_photo(other, library.photos.read_original(second))
        path = other.folder / changed.file_name
        path.write_bytes(path.read_bytes()[:-1] + b"!")
        backup_library.run(other, file)
    for photo in (first, second):
        (library.folder / photo.file_name).write_bytes(b"damaged")
    with pytest.raises(LibraryError):
        repair_library.run(library, file)
    result = repair_library.run(library, file, credential=Passphrase("eight other words"))
    assert result.mended == {first.id}
    assert [error.code for error in result.errors] == ["not_in_backup"]
    assert library.photos.read_original(first) == whole
    assert first.id in result.changes.photos
    assert set(library.keeping.damaged()) == {second.id}
    assert library.photos.read_original(third)
