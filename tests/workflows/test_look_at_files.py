"""What a file says of itself before it is imported."""

import hashlib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skintrack.errors import PhotoError
from skintrack.workflows import look_at_files
from tests.helpers.photo_makers import cut_off_jpeg, jpeg_bytes, save_photo

MAY = datetime(2026, 5, 5, 10, 22, tzinfo=UTC)


def test_a_photo_tells_its_hash_and_its_date(tmp_path: Path) -> None:
    path = save_photo(tmp_path / "IMG_20260301.jpg", 10, MAY)
    look = look_at_files.look(path)
    assert look.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert look.captured is not None
    assert look.captured.captured_at == MAY
    assert look.day_in_name == date(2026, 3, 1)
    assert (look.failure, look.is_from_future) == (None, False)


def test_a_date_that_is_still_to_come_is_not_believed(tmp_path: Path) -> None:
    path = save_photo(tmp_path / "a.jpg", 10, datetime.now(UTC) + timedelta(days=400))
    look = look_at_files.look(path)
    assert (look.captured, look.is_from_future) == (None, True)


def test_the_time_of_the_file_is_no_date(tmp_path: Path) -> None:
    assert look_at_files.look(save_photo(tmp_path / "a.jpg")).captured is None


@pytest.mark.parametrize(
    ("data", "code"), [(cut_off_jpeg(), "truncated"), (b"words", "not_a_photo"), (b"", "empty")]
)
def test_a_file_that_is_no_whole_photo_says_why(tmp_path: Path, data: bytes, code: str) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(data)
    look = look_at_files.look(path)
    assert look.failure is not None
    assert look.failure.code == code
    assert "a.jpg" in look.failure.message
    assert look.sha256


def test_a_file_that_is_gone_says_so(tmp_path: Path) -> None:
    look = look_at_files.look(tmp_path / "a.jpg")
    assert look.failure is not None
    assert (look.failure.code, look.sha256) == ("missing", "")
    with pytest.raises(PhotoError):
        look_at_files.small_picture(tmp_path / "a.jpg")


def test_the_small_picture_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(jpeg_bytes(size_px=(640, 480)))
    assert look_at_files.small_picture(path).shape == (96, 128, 3)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("IMG_20260303_101500.jpg", date(2026, 3, 3)),
        ("IMG-20260303-WA0001.jpg", date(2026, 3, 3)),
        ("PXL_20260303_091500123.jpg", date(2026, 3, 3)),
        ("2026-03-03 10.22.33.jpg", date(2026, 3, 3)),
        ("signal-2026_03_03.jpg", date(2026, 3, 3)),
        ("Foto 03.03.2026.jpg", date(2026, 3, 3)),
        ("2026-03-03 2026-03-03.jpg", date(2026, 3, 3)),
        ("2026-03-03 to 2026-03-04.jpg", None),
        ("20260230.jpg", None),
        ("20990101.jpg", None),
        ("18991231.jpg", None),
        ("123420260303.jpg", None),
        ("2026-0303.jpg", None),
        ("IMG_2041.jpg", None),
        ("03/04/2026", None),
    ],
)
def test_the_day_in_a_name(name: str, day: date | None) -> None:
    assert look_at_files.day_in_name(name) == day


@given(st.text())
def test_no_name_is_too_odd(name: str) -> None:
    found = look_at_files.day_in_name(name)
    assert found is None or found <= datetime.now(UTC).date() + timedelta(days=2)
