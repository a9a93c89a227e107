"""A restore that was cut short, and folders that hold other things."""

import pytest

from skintrack.errors import LibraryError
from skintrack.library import Library
from skintrack.workflows import backup_library, restore_library, verify_library
from tests.helpers.libraries import add_photo


def test_a_restore_that_was_cut_short_can_be_done_again(tmp_path):
    folder, file = tmp_path / "library", tmp_path / "backup.skintrack"
    with Library.create(folder, "Course") as library:
        add_photo(library, b"photo" * 100)
        backup_library.run(library, file)
    half = tmp_path / "again"
    (half / "incoming").mkdir(parents=True)
    (half / "incoming" / "restoring").touch()
    (half / "originals").mkdir()
    (half / "originals" / "half.jpg").write_bytes(b"half")
    (half / "skintrack.db.new").write_bytes(b"half")
    assert restore_library.run(file, half).photos == 1
    with Library.open(half) as library:
        assert verify_library.run(library).is_ok
        assert list((half / "incoming").iterdir()) == []


def test_a_folder_with_other_things_is_never_cleared(tmp_path):
    folder, file = tmp_path / "library", tmp_path / "backup.skintrack"
    with Library.create(folder, "Course") as library:
        backup_library.run(library, file)
    other = tmp_path / "other"
    (other / "originals").mkdir(parents=True)
    (other / "originals" / "mine.jpg").write_bytes(b"mine")
    with pytest.raises(LibraryError, match="not empty"):
        restore_library.run(file, other)
    assert (other / "originals" / "mine.jpg").read_bytes() == b"mine"
