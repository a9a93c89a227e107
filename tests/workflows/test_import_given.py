"""What the user says of single files before an import."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from skintrack.errors import InputError
from skintrack.library import Library
from skintrack.model import CapturedAtSource, SessionDayRelation, View
from skintrack.workflows import import_photos
from tests.helpers.photo_makers import save_photo

MARCH = datetime(2026, 3, 1, 10, 22, tzinfo=UTC)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "library", "Course") as made:
        yield made


def test_what_is_said_of_single_files_goes_before_what_is_said_of_all(
    library: Library, tmp_path: Path
) -> None:
    first, second = save_photo(tmp_path / "a.jpg", 10, MARCH), save_photo(tmp_path / "b.jpg", 90)
    given = {
        first: import_photos.Given(MARCH + timedelta(days=1), View.CLOSE_UP),
        second: import_photos.Given(relation=SessionDayRelation.AFTER),
    }
    result = import_photos.run(library, [first, second], view=View.FRONT, given=given)
    photos = {Path(entry.file).name: entry.photo for entry in (*result.added, *result.needs_date)}
    assert photos["a.jpg"].captured_at == MARCH + timedelta(days=1)
    assert photos["a.jpg"].captured_at_source is CapturedAtSource.GIVEN
    assert (photos["a.jpg"].view, photos["a.jpg"].session_day_relation) == (View.CLOSE_UP, None)
    assert photos["b.jpg"].captured_at is None
    assert photos["b.jpg"].view is View.FRONT
    assert photos["b.jpg"].session_day_relation is SessionDayRelation.AFTER


def test_a_time_without_zone_is_refused_of_single_files_too(
    library: Library, tmp_path: Path
) -> None:
    path = save_photo(tmp_path / "a.jpg")
    naive = import_photos.Given(MARCH.replace(tzinfo=None))
    with pytest.raises(InputError):
        import_photos.run(library, [path], given={path: naive})
    assert library.photos.all() == ()
