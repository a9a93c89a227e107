"""A deleted course is out of sight with all it holds, and comes back as it was."""

from pathlib import Path

import pytest

from skintrack.errors import InputError, LibraryError
from skintrack.library import Library
from skintrack.model import Course
from tests.helpers.libraries import add_photo
from tests.helpers.measured_library import Shot, make_library

DAY = "2026-03-03T10:00:00+00:00"


@pytest.fixture
def two(library: Library) -> tuple[Course, Course]:
    """Two courses with a photo each."""
    first, second = library.courses.all()[0], library.courses.add("Other")
    add_photo(library, b"one", taken=DAY, course_id=first.id)
    add_photo(library, b"two", taken=DAY, course_id=second.id)
    return first, second


def test_nothing_of_it_is_seen_until_it_is_brought_back(
    library: Library, two: tuple[Course, Course]
) -> None:
    kept, deleted = two
    (photo,) = library.photos.of_course(deleted.id)
    library.courses.remove(deleted.id)
    assert library.courses.all() == (kept,)
    assert library.courses.deleted() == (deleted,)
    assert [each.course_id for each in library.photos.all()] == [kept.id]
    assert library.analyses.pending("any") == (library.photos.of_course(kept.id)[0].id,)
    with pytest.raises(LibraryError, match="not in the library"):
        library.courses.get(deleted.id)
    assert library.courses.restore(deleted.id) == deleted
    assert library.courses.all() == (kept, deleted)
    assert library.photos.of_course(deleted.id) == (photo,)


def test_its_files_stay_and_are_checked_with_the_others(
    library: Library, two: tuple[Course, Course]
) -> None:
    _, deleted = two
    (photo,) = library.photos.of_course(deleted.id)
    library.courses.remove(deleted.id)
    assert photo in library.inspection.photos()
    assert library.inspection.check_photo(photo) is None
    assert list(library.inspection.extra_files()) == []


def test_a_photo_of_it_counts_as_in_the_bin(library: Library, two: tuple[Course, Course]) -> None:
    _, deleted = two
    (photo,) = library.photos.of_course(deleted.id)
    assert not library.photos.known()[photo.sha256].is_in_bin
    library.courses.remove(deleted.id)
    assert library.photos.known()[photo.sha256].is_in_bin
    assert library.photos.is_in_bin(photo.id)
    assert library.photos.in_bin() == (photo,)


def test_the_only_course_is_kept(library: Library) -> None:
    with pytest.raises(InputError, match="only course"):
        library.courses.remove(library.courses.all()[0].id)
    assert len(library.courses.all()) == 1


def test_it_stays_deleted_when_the_library_is_opened_again(tmp_path: Path) -> None:
    with make_library(tmp_path, [Shot(0)]) as library:
        other = library.courses.add("Other")
        library.courses.remove(library.courses.all()[0].id)
        folder = library.folder
    with Library.open(folder) as again:
        assert again.courses.all() == (other,)
        (deleted,) = again.courses.deleted()
        again.courses.restore(deleted.id)
        assert len(again.photos.of_course(deleted.id)) == 1
        assert len(again.sessions.of_course(deleted.id)) == 4


def test_a_photo_of_it_that_is_imported_again_joins_the_course_it_is_imported_to(
    tmp_path: Path,
) -> None:
    from skintrack.workflows import import_photos

    with make_library(tmp_path, [Shot(0)]) as library:
        first = library.courses.all()[0]
        other = library.courses.add("Other")
        library.courses.remove(first.id)
        result = import_photos.run(library, [tmp_path / "shot0.jpg"], course_id=other.id)
        assert [each.photo.course_id for each in result.added] == [other.id]
        assert len(library.photos.of_course(other.id)) == 1
