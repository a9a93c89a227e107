import io
import shutil
import subprocess
from datetime import datetime

import numpy as np
import pytest
from PIL import Image

from skintrack.imaging.decode import decode_bytes
from skintrack.imaging.export import encode_jpeg, encode_png
from skintrack.imaging.thumbnails import make_preview, make_previews


def skin(height=600, width=800):
    noise = np.random.default_rng(2).normal(0, 8, (height, width, 1))
    return np.clip(np.array([200, 150, 130]) + noise, 0, 255).astype(np.uint8)


def metadata(data):
    picture = Image.open(io.BytesIO(data))
    return {key for key in map(str, picture.info) if not key.startswith("jfif")} - {"dpi"}


def test_png_is_exact_and_carries_nothing():
    image = skin()
    data = encode_png(image)
    assert np.array_equal(decode_bytes(data, "a").image, image)
    assert not metadata(data)


def test_jpeg_carries_nothing():
    data = encode_jpeg(skin())
    assert not metadata(data)
    assert b"Exif" not in data
    assert np.abs(decode_bytes(data, "a").image.astype(int) - skin()).mean() < 4


@pytest.mark.parametrize("edge", [256, 2048])
@pytest.mark.parametrize("size", [(1500, 2100), (2100, 1500), (2100, 90)])
def test_preview_size(edge, size):
    image = decode_bytes(make_preview(skin(*size), edge), "a").image
    assert max(image.shape[:2]) == edge
    expected = edge * min(size) / max(size)
    assert abs(min(image.shape[:2]) - expected) <= 1


def test_preview_of_a_phone_photo_is_made_of_whole_blocks():
    image = decode_bytes(make_preview(skin(1512, 2016), 1024), "a").image
    assert image.shape == (756, 1008, 3)


def test_preview_of_a_small_photo_keeps_its_size():
    assert decode_bytes(make_preview(skin(30, 40), 256), "a").image.shape == (30, 40, 3)


def test_preview_of_a_very_long_photo():
    assert decode_bytes(make_preview(skin(2, 6000), 256), "a").image.shape == (1, 256, 3)


def test_previews_have_the_colours_of_the_photo_and_nothing_else():
    previews = make_previews(skin(), (256, 500))
    assert set(previews) == {256, 500}
    for data in previews.values():
        assert not metadata(data)
        mean = decode_bytes(data, "a").image.mean(axis=(0, 1))
        assert np.abs(mean - skin().mean(axis=(0, 1))).max() < 1.5


def test_fine_lines_leave_no_pattern():
    # Lines of one pixel become even grey, not stripes.
    lines = np.zeros((1024, 1024, 3), np.uint8)
    lines[:, ::2] = 255
    small = decode_bytes(make_preview(lines, 256), "a").image
    assert small.std() < 3
    assert abs(small.mean() - 127.5) < 2


@pytest.mark.skipif(shutil.which("exiftool") is None, reason="exiftool is not installed")
def test_exiftool_finds_only_the_capture_time(tmp_path):
    moment = datetime.fromisoformat("2026-03-01T10:22:00+05:30")
    (tmp_path / "a.jpg").write_bytes(encode_jpeg(skin(), captured_at=moment))
    said = subprocess.run(
        [str(shutil.which("exiftool")), "-EXIF:all", "-G", "-s", "a.jpg"],
        cwd=tmp_path, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    tags = {line.split("]")[1].split(":")[0].strip() for line in said.splitlines()}
    assert tags <= {"DateTimeOriginal", "OffsetTimeOriginal", "ExifOffset"}
    assert "2026:03:01 10:22:00" in said
    assert "+05:30" in said
