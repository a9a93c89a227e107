import io
import subprocess
import sys
import time
import warnings
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from skintrack.errors import PhotoError
from skintrack.imaging import refusals
from skintrack.imaging.decode import decode_bytes, decode_photo
from tests.helpers.corner_photos import corner_picture, encoded, exif_bytes
from tests.helpers.photo_makers import broken_heic, huge_png, png_chunk

DATA = Path(__file__).parent / "data"
HEIC = DATA / "turned_1.heic"


def speckled(size=(160, 120)):
    pixels = np.random.default_rng(5).integers(0, 255, (size[1], size[0], 3), dtype=np.uint8)
    return Image.fromarray(pixels)


FORMATS = {
    "jpeg": lambda: encoded(speckled(), "JPEG"),
    "progressive jpeg": lambda: encoded(speckled(), "JPEG", progressive=True),
    "jpeg with thumbnail": lambda: with_thumbnail(encoded(speckled(), "JPEG")),
    "png": lambda: encoded(speckled(), "PNG"),
    "webp": lambda: encoded(speckled(), "WEBP"),
    "tiff": lambda: encoded(speckled(), "TIFF"),
    "compressed tiff": lambda: encoded(speckled(), "TIFF", compression="tiff_lzw"),
    "avif": lambda: encoded(speckled(), "AVIF"),
    "heic": HEIC.read_bytes,
}


def with_thumbnail(jpeg: bytes) -> bytes:
    """Put a whole small JPEG, with its own end marker, into a segment of the large one."""
    small = encoded(speckled((16, 16)), "JPEG")
    content = b"Exif\0\0" + small
    return jpeg[:2] + b"\xff\xe1" + (len(content) + 2).to_bytes(2, "big") + content + jpeg[2:]


def refusal_of(data, name="a.jpg") -> PhotoError:
    with pytest.raises(PhotoError) as caught:
        decode_bytes(data, name)
    assert name in caught.value.message
    assert caught.value.message.endswith((".", "read."))
    return caught.value


@pytest.mark.parametrize(
    ("format_name", "extension"),
    [("JPEG", "jpg"), ("PNG", "png"), ("TIFF", "tif"), ("WEBP", "webp"), ("AVIF", "avif")],
)
def test_kind_by_content(format_name, extension, tmp_path):
    path = tmp_path / "no photo by its name.txt"
    path.write_bytes(encoded(corner_picture(), format_name))
    photo = decode_photo(path)
    assert photo.format == extension
    assert photo.image.dtype == np.uint8
    assert photo.image.shape == (64, 96, 3)
    assert photo.image.flags.c_contiguous


def test_lossless_pixels_are_exact():
    picture = speckled()
    for options in ({"format_name": "PNG"}, {"format_name": "WEBP", "lossless": True}):
        assert np.array_equal(decode_bytes(encoded(picture, **options), "a").image, picture)


def test_jpeg_pixels_are_those_of_pillow():
    data = encoded(speckled((333, 777)), "JPEG")
    expected = np.asarray(Image.open(io.BytesIO(data)))
    assert np.array_equal(decode_bytes(data, "a").image, expected)


@pytest.mark.parametrize("name", FORMATS)
def test_cut_off_anywhere_is_refused(name):
    whole = FORMATS[name]()
    decode_bytes(whole, "a")
    ends = [len(whole) * tenth // 10 for tenth in range(1, 10)]
    for end in [*ends, len(whole) - 40, len(whole) - 2, len(whole) - 1]:
        error = refusal_of(whole[:end])
        assert error.code in {"truncated", "undecodable"}
        assert error.code == "truncated" or name == "compressed tiff"


def test_bytes_after_the_picture_do_no_harm():
    # Phones append videos and depth maps.
    for name in ("jpeg", "png", "webp", "tiff"):
        decode_bytes(FORMATS[name]() + b"more bytes \xff\xd8\xff\xe0" * 9, "a")


def test_empty():
    assert refusal_of(b"").code == "empty"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"Just a text that was given the wrong name.", "not_a_photo"),
        (b"\0" * 5000, "not_a_photo"),
        (b"PK\x03\x04" + b"x" * 100, "not_a_photo"),
        (b"GIF89a" + b"\0" * 100, "unsupported"),
        (b"%PDF-1.7\n", "unsupported"),
        (b"\0\0\0\x18ftypqt  \0\0\0\0qt  ", "not_a_photo"),
        (b"\xff\xd8\xff", "truncated"),
        (b"\x89PNG\r\n\x1a\n", "truncated"),
    ],
)
def test_other_files(data, code):
    assert refusal_of(data).code == code


def test_heic_that_does_not_decode():
    assert refusal_of(broken_heic(), "b.heic").code == "undecodable"


def test_heic_with_an_item_that_has_no_name_is_refused_before_the_decoder_sees_it():
    # pi-heif 1.4 ends the whole process on this one.
    data = HEIC.read_bytes()
    assert data.count(b"\0Exif\0") == 1
    assert refusal_of(data.replace(b"\0Exif\0", b"\0\x97xif\0")).code == "undecodable"


def test_altered_png_is_refused():
    data = bytearray(FORMATS["png"]())
    data[len(data) // 2] ^= 4
    assert refusal_of(bytes(data)).code == "undecodable"


def test_huge_picture_is_refused_before_decoding():
    data = huge_png()
    started = time.process_time()
    error = refusal_of(data)
    assert error.code == "too_large"
    assert "20,000 x 20,000" in error.message
    assert time.process_time() - started < 0.5


def test_huge_picture_needs_little_memory(tmp_path):
    pytest.importorskip("resource")
    path = tmp_path / "huge.png"
    path.write_bytes(huge_png())
    script = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from skintrack.errors import PhotoError\n"
        "from skintrack.imaging.decode import decode_photo\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "try:\n"
        "    decode_photo(Path(sys.argv[1]))\n"
        "except PhotoError:\n"
        "    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before\n"
        "    raise SystemExit(grown > 20_000)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(path)], check=False)
    assert done.returncode == 0


def test_pixel_limit_counts_for_every_format(monkeypatch):
    monkeypatch.setattr(refusals, "MOST_PIXELS", 1000)
    monkeypatch.setattr(refusals, "MOST_PIXELS_OF_VIDEO_CODECS", 1000)
    for make in FORMATS.values():
        assert refusal_of(make()).code == "too_large"


def test_too_many_bytes(tmp_path):
    path = tmp_path / "long.jpg"
    with path.open("wb") as file:
        file.truncate(refusals.MOST_BYTES + 1)
    with pytest.raises(PhotoError) as caught:
        decode_photo(path)
    assert caught.value.code == "too_large"


def test_files_that_cannot_be_read(tmp_path):
    with pytest.raises(PhotoError) as caught:
        decode_photo(tmp_path / "nothing.jpg")
    assert caught.value.code == "missing"
    with pytest.raises(PhotoError) as caught:
        decode_photo(tmp_path)
    assert caught.value.code == "not_a_photo"


def test_name_with_a_line_break_stays_on_one_line():
    with pytest.raises(PhotoError) as caught:
        decode_bytes(b"", "a\nb\x1b[31m\udcff.jpg")
    assert "a\\nb\\x1b[31m\\xff.jpg" in caught.value.message
    caught.value.message.encode()


def test_odd_tags_cause_no_warning():
    damaged = b"Exif\0\0II*\0\x08\0\0\0\x05\0" + bytes(range(60))
    pictures = [
        encoded(corner_picture(), "JPEG", exif=damaged),
        encoded(corner_picture(), "PNG", exif=damaged[6:]),
        encoded(corner_picture(), "WEBP", exif=damaged),
    ]
    tiff = bytearray(encoded(corner_picture(), "TIFF", exif=exif_bytes(1, changed="x" * 30)))
    place = tiff.rfind(b"x" * 30)
    assert place > 0
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        for data in [*pictures, bytes(tiff)]:
            assert decode_bytes(data, "a").image.shape == (64, 96, 3)
    assert not caught


def test_text_that_unpacks_to_very_much_is_left_out():
    whole = encoded(corner_picture(), "PNG")
    bomb = png_chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"\0" * 80_000_000, 9))
    data = whole[:33] + bomb + whole[33:]
    started = time.process_time()
    assert decode_bytes(data, "a").image.shape == (64, 96, 3)
    assert time.process_time() - started < 0.5


def test_damaged_files_are_refused_or_decoded_but_never_crash():
    random = np.random.default_rng(11)
    for make in FORMATS.values():
        whole = make()
        for _ in range(25):
            data = bytearray(whole)
            for place in random.integers(0, len(data), 3):
                data[place] = random.integers(0, 256)
            try:
                image = decode_bytes(bytes(data), "a").image
            except PhotoError:
                continue
            assert image.ndim == 3
