"""Photos that get their records together: all that was said, in order, and nothing left aside."""

from pathlib import Path

import numpy as np
import pytest

from skintrack.errors import LibraryError, StorageError
from skintrack.imaging.export import encode_jpeg
from skintrack.library import Library, NewPhoto
from skintrack.workflows import import_photos, prepare_photo, verify_library
from skintrack.workflows.sandbox import photos

COUNT = 40


def photo_bytes(number):
    """Return a small photo of its own."""
    image = np.random.default_rng(number).integers(0, 256, (24, 32, 3), dtype=np.uint8)
    return encode_jpeg(image)


@pytest.fixture
def card(tmp_path):
    folder = tmp_path / "card"
    folder.mkdir()
    for number in range(COUNT):
        (folder / f"{number:02}.jpg").write_bytes(photo_bytes(number))
    return folder


@pytest.fixture
def library(tmp_path):
    with Library.create(tmp_path / "library", "Course") as library:
        yield library


def files_of(entries):
    """Return the names of files in a result."""
    return [Path(entry.file).name for entry in entries]


def nothing_aside(library):
    """Tell whether nothing is left aside and nothing is announced."""
    return not any((library.folder / "incoming").iterdir()) and library._originals.is_settled


@pytest.mark.parametrize("jobs", [1, 3])
def test_all_come_in_the_order_of_the_files(library, card, jobs):
    result = import_photos.run(library, [card], jobs=jobs)
    assert files_of(result.needs_date) == [f"{number:02}.jpg" for number in range(COUNT)]
    for entry in result.needs_date:
        assert library.photos.read_original(entry.photo) == Path(entry.file).read_bytes()
        assert library.photos.preview(entry.photo, 2048) is not None
    assert verify_library.run(library).is_ok
    assert nothing_aside(library)


def test_few_commits_for_many_photos(library, card, monkeypatch):
    groups: list[int] = []
    record = library.photos.arrivals.record

    def counted(group):
        groups.append(len(group))
        record(group)

    monkeypatch.setattr(library.photos.arrivals, "record", counted)
    import_photos.run(library, [card])
    assert sum(groups) == COUNT
    assert max(groups) > 1


def test_the_same_bytes_twice_in_one_import(library, card):
    (card / "00 again.jpg").write_bytes(photo_bytes(0))
    (card / "05 again.jpg").write_bytes(photo_bytes(5))
    result = import_photos.run(library, [card], jobs=2)
    assert files_of(result.needs_date)[0] == "00 again.jpg"
    assert files_of(result.duplicates) == ["00.jpg", "05.jpg"]
    assert len(library.photos.all()) == COUNT
    assert nothing_aside(library)


def test_what_was_taken_before_a_stop_is_there(library, card):
    seen: list[object] = []
    result = import_photos.run(
        library, [card], jobs=2, progress=seen.append, cancelled=lambda: len(seen) >= 5
    )
    assert result.is_cancelled
    assert files_of(result.needs_date) == [f"{number:02}.jpg" for number in range(5)]
    assert len(library.photos.all()) == 5
    assert nothing_aside(library)


def test_a_disk_that_refuses_names_keeps_what_it_can(library, card, monkeypatch):
    place = library.photos.arrivals._originals.place

    def refused(staged):
        place(staged)
        if len(library.photos.all()) + len(staged) > 7:
            raise StorageError("The disk is full.", "disk_full")

    monkeypatch.setattr(library.photos.arrivals._originals, "place", refused)
    result = import_photos.run(library, [card], jobs=2)
    assert files_of(result.needs_date) == [f"{number:02}.jpg" for number in range(7)]
    assert files_of(result.errors) == [f"{number:02}.jpg" for number in range(7, COUNT)]
    assert {error.code for error in result.errors} == {"disk_full"}
    assert len(library.photos.all()) == 7
    assert nothing_aside(library)
    assert verify_library.run(library).is_ok


def test_a_disk_that_refuses_records_is_believed(library, card, monkeypatch):
    record = library.photos.arrivals.record

    def refused(group):
        if library.photos.all():
            raise StorageError("The disk is full.", "disk_full")
        record(group)

    monkeypatch.setattr(library.photos.arrivals, "record", refused)
    result = import_photos.run(library, [card])
    came = len(result.needs_date)
    assert 0 < came < COUNT
    assert len(library.photos.all()) == came
    assert files_of(result.errors) == [f"{number:02}.jpg" for number in range(came, COUNT)]
    folder = library.folder
    library._database.close()  # as a program that was killed
    library._lock.release()
    with Library.open(folder) as again:
        assert len(again.photos.all()) == came
        assert verify_library.run(again).is_ok


def test_an_error_nobody_expects_leaves_nothing_aside(library, card, monkeypatch):
    def refused(group):
        raise LibraryError("Another database.", "replaced")

    monkeypatch.setattr(library.photos.arrivals, "place", refused)
    with pytest.raises(LibraryError, match="Another"):
        import_photos.run(library, [card], jobs=2)
    assert library.photos.all() == ()
    assert not any((library.folder / "incoming").iterdir())


def test_hashes_that_begin_alike_get_names_of_their_own(library):
    course_id = library.courses.all()[0].id
    arrivals = library.photos.arrivals
    group = []
    for number in range(2):
        sha256 = f"00000000{number}" + "a" * 55
        data = b"photo %d" % number
        new = NewPhoto(course_id, sha256, f"{number}.jpg", "jpg", 32, 24)
        group.append(arrivals.stage(data, new))
    stored = arrivals.place(group)
    arrivals.record(stored)
    assert len({each.file_name for each in stored}) == 2
    assert len(library.photos.all()) == 2


@pytest.mark.parametrize("jobs", [1, 3])
def test_large_photos_are_decoded_one_at_a_time(library, card, jobs, monkeypatch):
    at_once: list[int] = []
    read = photos.read_photo
    working: list[str] = []

    def watched(data, name, edges_px, on_slow, most_memory_bytes=None):
        working.append(name)
        try:
            if most_memory_bytes is None:
                at_once.append(len(working))
            return read(data, name, edges_px, on_slow, most_memory_bytes)
        finally:
            working.remove(name)

    monkeypatch.setattr(prepare_photo, "read_photo", watched)
    monkeypatch.setattr(prepare_photo, "_SHARED_BYTES", 1_000)
    result = import_photos.run(library, [card], jobs=jobs)
    assert len(result.needs_date) == COUNT
    assert at_once == [1] * COUNT
