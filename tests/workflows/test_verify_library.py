from datetime import datetime, timedelta

import pytest

from skintrack.errors import StorageError
from skintrack.library import Library
from skintrack.workflows import verify_library
from tests.helpers.libraries import add_front, add_photo, files_of, no_steps, sql

MARCH = "2026-03-01T10:22:00+01:00"


@pytest.fixture
def library(tmp_path):
    with Library.create(tmp_path / "library", "Course") as made:
        yield made


def photo_files(library):
    """Return every file but the database, where it is noted what was verified."""
    files = files_of(library.folder)
    return {name: data for name, data in files.items() if not name.startswith("skintrack.db")}


def test_whole_library(library):
    for number in range(3):
        add_photo(library, b"%d" % number)
    library.photos.move_to_bin(library.photos.all()[0].id)
    before = photo_files(library)
    steps = no_steps()
    result = verify_library.run(library, progress=steps.append)
    assert (result.photos, result.verified, result.problems, result.is_ok) == (3, 3, (), True)
    assert [step.done for step in steps] == [0, 1, 2, 3]
    assert photo_files(library) == before


def test_empty_library(library):
    assert verify_library.run(library).is_ok


def test_each_damage_is_named(library):
    good, changed, missing, folder = (
        add_front(library, name.encode(), MARCH) for name in ("good", "changed", "missing", "dir")
    )
    path = library.photos.original_path(changed)
    path.write_bytes(b"changeD")
    library.photos.original_path(missing).unlink()
    library.photos.original_path(folder).unlink()
    library.photos.original_path(folder).mkdir()
    (library.folder / "originals" / "holiday.jpg").write_bytes(b"not ours")
    result = verify_library.run(library)
    assert not result.is_ok
    assert (result.photos, result.verified) == (4, 1)
    found = {problem.photo: problem.code for problem in result.problems}
    assert found == {
        changed.id: "changed",
        missing.id: "missing",
        folder.id: "unreadable",
        "originals/holiday.jpg": "extra",
    }
    assert good.id not in found
    for problem in result.problems:
        assert problem.message.endswith(".")
        assert "remove" not in problem.message  # an original without a record may be the only one


def test_one_flipped_bit_is_found(library):
    photo = add_front(library, bytes(100_000), MARCH)
    path = library.photos.original_path(photo)
    data = bytearray(path.read_bytes())
    data[77_777] ^= 1
    path.write_bytes(data)
    assert [problem.code for problem in verify_library.run(library).problems] == ["changed"]


def test_records_that_point_nowhere(tmp_path):
    with Library.create(tmp_path / "library", "Course") as library:
        add_front(library, b"bytes", MARCH)
    sql(tmp_path / "library", "DELETE FROM course")
    with Library.open(tmp_path / "library") as library:
        problems = verify_library.run(library).problems
    assert [problem.code for problem in problems] == ["database"]


def test_records_that_cannot_be_read(tmp_path):
    with Library.create(tmp_path / "library", "Course") as library:
        add_front(library, b"bytes", MARCH)
    sql(tmp_path / "library", "UPDATE photo SET view = 'inside_out'")
    with Library.open(tmp_path / "library") as library:
        result = verify_library.run(library)
    assert [problem.code for problem in result.problems] == ["database"]
    assert (result.photos, result.verified) == (None, None)  # unknown is not 0
    assert not result.is_ok


def test_stopping_says_how_far_it_came(library):
    for number in range(4):
        add_photo(library, b"%d" % number)
    steps = no_steps()
    result = verify_library.run(library, progress=steps.append, cancelled=lambda: len(steps) == 2)
    assert (result.photos, result.verified) == (4, 2)
    assert not result.is_ok


def test_a_full_disk_does_not_hide_what_was_found(library, monkeypatch):
    photo = add_photo(library, b"good")
    library.photos.original_path(photo).write_bytes(b"bad")

    def refuse(_found, _at):
        raise StorageError("The disk is full.", "disk_full")

    monkeypatch.setattr(library.keeping, "note", refuse)
    result = verify_library.run(library)
    assert [problem.code for problem in result.problems] == ["changed"]
    assert result.not_noted == "The disk is full."


def test_one_that_is_stopped_goes_on_where_it_was(library):
    photos = [add_front(library, b"%d" % number, MARCH) for number in range(6)]
    steps = no_steps()
    going = verify_library.Round(library)
    result = going.go_on(steps.append, lambda: len(steps) == 2)
    assert (result.photos, result.verified, result.is_ok) == (6, 2, False)
    # Meanwhile one gets another name and one goes for good.
    library.photos.set_captured_at(photos[4].id, datetime.fromisoformat(MARCH) - timedelta(days=9))
    library.photos.move_to_bin(photos[5].id)
    library.bin.remove_for_good(library.bin.items())
    result = going.go_on(steps.append, lambda: False)
    assert (result.photos, result.verified, result.is_ok) == (5, 5, True)
    assert [step.done for step in steps] == [0, 1, 2, 3, 4, 5, 6]


def test_photos_of_a_library_that_is_not_there_are_not_damaged(library):
    add_photo(library, b"one")
    away = library.folder.with_name("away")
    library.folder.rename(away)
    with pytest.raises(StorageError, match="not there any more") as caught:
        verify_library.run_part(library, library.photos.all())
    assert caught.value.code == "library_gone"
    away.rename(library.folder)
    assert library.keeping.damaged() == {}
    assert verify_library.run(library).is_ok
