import os
import struct
import time
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skintrack.imaging.containers import exif_block
from skintrack.imaging.exif import parse_offset, parse_time, read_capture_time
from skintrack.imaging.export import encode_jpeg
from tests.helpers.corner_photos import corner_picture, encoded, exif_bytes

HEIC = Path(__file__).parent / "data" / "turned_6.heic"


def photo(format_name="JPEG", **times):
    return encoded(corner_picture(), format_name, exif=exif_bytes(**times))


@pytest.fixture
def zone(monkeypatch):
    """Let the computer be in another time zone."""

    def be_in(name):
        monkeypatch.setenv("TZ", name)
        time.tzset()

    yield be_in
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize("format_name", ["JPEG", "PNG", "TIFF", "WEBP", "AVIF"])
def test_time_with_offset_in_every_format(format_name):
    data = photo(format_name, original="2026:03:01 10:22:33", offset="+01:00", fraction="25")
    found = read_capture_time(data)
    assert found is not None
    assert found.captured_at.isoformat() == "2026-03-01T10:22:33.250000+01:00"
    assert not found.is_zone_assumed


def test_time_in_heic():
    found = read_capture_time(HEIC.read_bytes())
    assert found is not None
    assert found.captured_at.isoformat() == "2026-03-01T10:22:00+01:00"


def test_digitized_stands_in_for_original_with_its_own_offset():
    data = photo(digitized="2026:03:01 10:22:33", offset="+01:00", digitized_offset="-05:30")
    found = read_capture_time(data)
    assert found is not None
    assert found.captured_at.isoformat() == "2026-03-01T10:22:33-05:30"
    blank = photo(original="    :  :     :  :  ", digitized="2026:03:01 10:22:33")
    assert read_capture_time(blank) is not None


def test_time_of_change_is_no_capture_time():
    assert read_capture_time(photo(changed="2026:03:01 10:22:33")) is None


@pytest.mark.parametrize(
    "text",
    [
        *("0000:00:00 00:00:00", "    :  :     :  :  ", "", "2026:13:01 10:22:33"),
        *("2026:02:30 10:00:00", "2026:03:01 24:00:00", "yesterday", "2026:03:01", "\0" * 19),
        *("0000:01:01 10:00:00", "2026:03:01 10:22", "\uff12026:01:01 00:00:00"),
    ],
)
def test_no_time_rather_than_a_wrong_one(text):
    assert parse_time(text) is None
    if text.isascii():
        assert read_capture_time(photo(original=text)) is None


def test_without_exif():
    assert read_capture_time(encoded(corner_picture(), "JPEG")) is None
    assert read_capture_time(b"") is None
    assert read_capture_time(b"some text") is None


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system sets no time zone")
@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Europe/Berlin", "2026:01:15 12:00:00", "2026-01-15T12:00:00+01:00"),
        ("Europe/Berlin", "2026:07:15 12:00:00", "2026-07-15T12:00:00+02:00"),
        ("Asia/Kolkata", "2026:07:15 23:59:59", "2026-07-15T23:59:59+05:30"),
        ("America/Los_Angeles", "2026:01:01 00:00:00", "2026-01-01T00:00:00-08:00"),
        # An hour that the change to summer time left out: the wall clock is kept.
        ("Europe/Berlin", "2026:03:29 02:30:00", "2026-03-29T02:30:00+01:00"),
        # An hour that came twice: the first.
        ("Europe/Berlin", "2026:10:25 02:30:00", "2026-10-25T02:30:00+02:00"),
    ],
)
def test_without_offset_the_zone_of_that_day_is_assumed(zone, name, text, expected):
    zone(name)
    found = read_capture_time(photo(original=text))
    assert found is not None
    assert found.captured_at.isoformat() == expected
    assert found.is_zone_assumed


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system sets no time zone")
@pytest.mark.parametrize("name", ["Pacific/Auckland", "UTC", "America/St_Johns"])
def test_an_offset_of_the_camera_counts_in_every_zone(zone, name):
    zone(name)
    found = read_capture_time(photo(original="2026:03:01 00:10:00", offset="+01:00"))
    assert found is not None
    assert found.captured_at.isoformat() == "2026-03-01T00:10:00+01:00"


@settings(max_examples=60)
@given(st.datetimes())
def test_every_time_is_read_as_written(moment):
    text = (
        f"{moment.year:04d}:{moment.month:02d}:{moment.day:02d}"
        f" {moment.hour:02d}:{moment.minute:02d}:{moment.second:02d}"
    )
    found = parse_time(text, f"{moment.microsecond:06d}")
    assert found == moment.replace(tzinfo=UTC)


@settings(max_examples=60)
@given(st.text(max_size=30), st.text(max_size=8))
def test_any_text_is_read_or_left(text, fraction):
    parse_time(text, fraction)
    parse_offset(text)


@settings(max_examples=60)
@given(st.integers(-14 * 60, 14 * 60))
def test_every_offset_is_read_as_written(minutes):
    text = f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
    found = parse_offset(text)
    assert found is not None
    assert found.utcoffset(None) == timedelta(minutes=minutes)


@pytest.mark.parametrize("text", ["", "   :  ", "+1", "+25:00", "+05:75", "CET", "+01:00 garbage"])
def test_odd_offsets_are_none(text):
    assert parse_offset(text) is None


@settings(max_examples=60)
@given(
    st.dates(date(1990, 1, 1), date(2199, 12, 31)),
    st.times(),
    st.integers(-12 * 60, 14 * 60),
)
def test_what_is_written_is_read(day, clock, minutes):
    captured_at = datetime.combine(day, clock).replace(tzinfo=timezone(timedelta(minutes=minutes)))
    data = encode_jpeg(np.zeros((4, 4, 3), np.uint8), captured_at=captured_at)
    found = read_capture_time(data)
    assert found is not None
    assert found.captured_at == captured_at
    assert found.captured_at.utcoffset() == captured_at.utcoffset()
    assert not found.is_zone_assumed


@settings(max_examples=60)
@given(st.data())
def test_damaged_files_are_read_or_left(draw):
    formats = draw.draw(st.sampled_from(["JPEG", "PNG", "TIFF", "WEBP", "AVIF", "HEIC"]))
    whole = HEIC.read_bytes() if formats == "HEIC" else CACHE[formats]
    data = bytearray(whole[: draw.draw(st.integers(0, len(whole)))])
    if data:
        for place in draw.draw(st.lists(st.integers(0, len(data) - 1), max_size=6)):
            data[place] = draw.draw(st.integers(0, 255))
    read_capture_time(bytes(data))


CACHE = {
    name: photo(name, original="2026:03:01 10:22:33", offset="+01:00")
    for name in ("JPEG", "PNG", "TIFF", "WEBP", "AVIF")
}


def test_pointer_to_itself_ends():
    # A directory whose EXIF pointer leads to the directory itself.
    entry = struct.pack("<HHII", 0x8769, 4, 1, 8)
    block = b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", 1) + entry + bytes(4)
    jpeg = encoded(corner_picture(), "JPEG", exif=b"Exif\0\0" + block)
    assert exif_block(jpeg) == block
    assert read_capture_time(jpeg) is None


def test_file_time_is_not_used(tmp_path):
    path = tmp_path / "a.jpg"
    path.write_bytes(encoded(corner_picture(), "JPEG"))
    os.utime(path, (1_700_000_000, 1_700_000_000))
    assert read_capture_time(path.read_bytes()) is None


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("9999:12:31 23:59:59", "-12:00"),
        ("0001:01:01 00:00:00", "+14:00"),
        ("1800:01:01 00:00:00", ""),
        ("1904:01:01 00:00:00", ""),
        ("1970:01:01 00:00:00", "+00:00"),
        ("1980:01:01 12:00:00", ""),
    ],
)
def test_a_clock_that_was_never_set_is_no_date(text, offset):
    assert read_capture_time(photo(original=text, offset=offset)) is None
