"""What comes back from the child is what the same decoder says here, whatever the format."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from skintrack.errors import PhotoError
from skintrack.imaging.decode import decode_bytes
from skintrack.imaging.exif import read_capture_time
from skintrack.imaging.thumbnails import make_previews
from skintrack.model.phrase import Phrase
from skintrack.workflows.sandbox import photos
from skintrack.workflows.sandbox.messages import Message
from skintrack.workflows.sandbox.pool import Pool
from tests.helpers.corner_photos import (
    CORNERS,
    corner_picture,
    corners_of,
    encoded,
    exif_bytes,
    turned,
)
from tests.helpers.photo_makers import broken_heic, cut_off_jpeg, huge_png

HEIC = Path(__file__).parents[2] / "imaging" / "data" / "turned_6.heic"
DATED = {"original": "2026:03:01 10:22:00", "offset": "+01:00"}
FORMATS = {
    "jpeg": lambda: encoded(corner_picture(), "JPEG", exif=exif_bytes(**DATED)),
    "progressive": lambda: encoded(corner_picture(), "JPEG", progressive=True),
    "cmyk": lambda: encoded(corner_picture().convert("CMYK"), "JPEG"),
    "grey": lambda: encoded(corner_picture().convert("L"), "JPEG"),
    "png": lambda: encoded(corner_picture(), "PNG"),
    "palette": lambda: encoded(corner_picture().convert("P"), "PNG"),
    "webp": lambda: encoded(corner_picture(), "WEBP"),
    "avif": lambda: encoded(corner_picture(), "AVIF"),
    "tiff": lambda: encoded(corner_picture(), "TIFF"),
    "lzw": lambda: encoded(corner_picture(), "TIFF", compression="tiff_lzw"),
    "packbits": lambda: encoded(corner_picture(), "TIFF", compression="packbits"),
    "deflate": lambda: encoded(corner_picture(), "TIFF", compression="tiff_adobe_deflate"),
    "heic": HEIC.read_bytes,
}


@pytest.mark.parametrize("name", FORMATS)
def test_the_child_sees_what_we_see(name):
    data = FORMATS[name]()
    here = decode_bytes(data, "a")
    there = photos.decode(data, "a")
    assert np.array_equal(there.image, here.image)
    assert (there.format, there.captured) == (here.format, read_capture_time(data))
    read = photos.read_photo(data, "a", (16, 64))
    assert read.previews == make_previews(here.image, (16, 64))
    assert (read.height, read.width) == here.image.shape[:2]
    look = photos.look(data, "a", with_picture=True)
    assert look.captured == read.captured == there.captured
    assert look.thumbnail is not None
    assert np.array_equal(look.thumbnail, photos.small_picture(data, "a"))
    assert photos.look(data, "a", with_picture=False).thumbnail is None


@pytest.mark.parametrize("format_name", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_turn_is_the_same_wherever_it_is_made(format_name, orientation):
    data = turned(format_name, orientation)
    whole = photos.decode(data, "a")
    assert np.abs(corners_of(whole.image) - CORNERS).max() < 40
    read = photos.read_photo(data, "a", (24, 2048))
    assert (read.width, read.height) == (96, 64)
    pictures = [np.asarray(Image.open(io.BytesIO(each))) for each in read.previews.values()]
    pictures.append(photos.small_picture(data, "a"))
    for picture in pictures:
        assert np.abs(corners_of(picture) - corners_of(whole.image)).max() < 12


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_turn_of_a_heic_is_the_same(orientation):
    data = (HEIC.parent / f"turned_{orientation}.heic").read_bytes()
    read = photos.read_photo(data, "a", (24, 2048))
    assert (read.width, read.height) == (96, 64)
    pictures = [np.asarray(Image.open(io.BytesIO(each))) for each in read.previews.values()]
    for picture in (*pictures, photos.small_picture(data, "a"), photos.decode(data, "a").image):
        assert np.abs(corners_of(picture) - CORNERS).max() < 40


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"no photo", "not_a_photo"),
        (b"GIF89a", "unsupported"),
        (cut_off_jpeg(), "truncated"),
        (broken_heic(), "undecodable"),
        (huge_png(), "too_large"),
    ],
)
def test_refusals_come_through_in_the_same_words(data, code):
    with pytest.raises(PhotoError) as here:
        decode_bytes(data, "a b.jpg")
    for read in (photos.decode, photos.small_picture):
        with pytest.raises(PhotoError) as there:
            read(data, "a b.jpg")
        assert there.value.code == here.value.code == code
        assert there.value.message == here.value.message
        assert _stored(there.value.message) == _stored(here.value.message)


def _stored(message):
    assert isinstance(message, Phrase)
    return message.stored()


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"format": "exe", "width": 1, "height": 1},
        {"format": "jpg", "width": -1, "height": 1},
        {"format": "jpg", "width": "1", "height": 1},
        {"format": "jpg", "width": 2, "height": 2},
        {"format": "jpg", "width": 1, "height": 1, "wall_clock": "soon", "offset_s": None},
        {"refused": "x", "text": {"template": "{a.b", "many": None, "values": {"a": "x"}}},
        {"refused": "x", "text": 5},
    ],
)
def test_an_answer_that_makes_no_sense_is_a_crash(monkeypatch, facts):
    monkeypatch.setattr(Pool, "ask", lambda *_: Message(facts, [b"abc"]))
    with pytest.raises(PhotoError) as caught:
        photos.decode(b"", "a.jpg")
    assert caught.value.code == "crashed"
    assert "a.jpg" in caught.value.message


@pytest.mark.parametrize("name", ["png", "webp", "heic", "avif", "tiff"])
def test_what_would_take_much_memory_is_not_decoded_beside_others(name):
    data = FORMATS[name]()
    with pytest.raises(photos.LargePhotoError):
        photos.read_photo(data, "a", (16, 64), most_memory_bytes=5_000)
    beside = photos.read_photo(data, "a", (16, 64), most_memory_bytes=130_000_000)
    assert beside == photos.read_photo(data, "a", (16, 64))
