"""The quick look at a photo: right way round, right shape, and only whole files."""

import io

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

from skintrack.errors import PhotoError
from skintrack.imaging.decode import decode_bytes
from skintrack.imaging.glance import SMALL_PX, check_photo, embedded_thumbnail, small_picture
from tests.helpers.corner_photos import CORNERS, corner_picture, corners_of, encoded, turned
from tests.helpers.photo_makers import cut_off_jpeg

Image8 = npt.NDArray[np.uint8]


def jpeg_with_thumbnail(
    size_px: tuple[int, int], thumbnail_px: tuple[int, int], orientation: int = 1
):
    """Return a blue photo with a red thumbnail, and black bars where their shapes differ."""
    thumbnail = Image.new("RGB", thumbnail_px, (0, 0, 0))
    scale = min(thumbnail_px[0] / size_px[0], thumbnail_px[1] / size_px[1])
    inner = (round(size_px[0] * scale), round(size_px[1] * scale))
    red = Image.new("RGB", inner, (200, 20, 20))
    red.paste((20, 200, 20), (0, 0, inner[0] // 2, inner[1] // 2))
    place = ((thumbnail_px[0] - inner[0]) // 2, (thumbnail_px[1] - inner[1]) // 2)
    thumbnail.paste(red, place)
    small = encoded(thumbnail, "JPEG", quality=95)
    return encoded(Image.new("RGB", size_px, (20, 20, 200)), "JPEG", exif=exif(small, orientation))


def exif(thumbnail: bytes, orientation: int) -> bytes:
    """Return an EXIF block written byte by byte: IFD0 with a turn, IFD1 with the thumbnail."""

    def entry(tag: int, kind: int, value: int) -> bytes:
        data = value.to_bytes(2, "little") + b"\0\0" if kind == 3 else value.to_bytes(4, "little")
        return tag.to_bytes(2, "little") + kind.to_bytes(2, "little") + b"\1\0\0\0" + data

    first = b"\1\0" + entry(0x0112, 3, orientation) + (26).to_bytes(4, "little")
    start = 26 + 2 + 2 * 12 + 4
    second = b"\2\0" + entry(0x0201, 4, start) + entry(0x0202, 4, len(thumbnail)) + bytes(4)
    return b"Exif\0\0II*\0\x08\0\0\0" + first + second + thumbnail


def found_in(data: bytes) -> Image8:
    found = embedded_thumbnail(data)
    assert found is not None
    return found


def test_the_thumbnail_of_the_camera_is_found() -> None:
    found = found_in(jpeg_with_thumbnail((640, 480), (160, 120)))
    assert found.shape == (120, 160, 3)
    assert found[100, 100, 0] > 180


def test_bars_that_fill_other_proportions_are_cut_off() -> None:
    found = found_in(jpeg_with_thumbnail((600, 400), (160, 120)))
    assert found.shape == (107, 160, 3)
    assert found.max(axis=2).min() > 100
    found = found_in(jpeg_with_thumbnail((400, 600), (160, 120)))
    assert found.shape == (120, 80, 3)


def test_a_turned_camera_turns_the_thumbnail_too() -> None:
    found = found_in(jpeg_with_thumbnail((640, 480), (160, 120), orientation=6))
    assert found.shape == (160, 120, 3)
    assert found[30, 90, 1] > 150


@pytest.mark.parametrize(
    "data",
    [
        encoded(corner_picture(), "JPEG"),
        encoded(corner_picture(), "PNG"),
        jpeg_with_thumbnail((640, 480), (80, 60)),
        b"",
    ],
)
def test_no_useful_thumbnail_is_none(data: bytes) -> None:
    assert embedded_thumbnail(data) is None


def test_a_thumbnail_that_points_outside_the_file_is_none() -> None:
    data = jpeg_with_thumbnail((640, 480), (160, 120))
    place = data.index(b"\x02\x02\x04\x00\x01\x00\x00\x00") + 8
    assert embedded_thumbnail(data[:place] + b"\xff\xff\0\0" + data[place + 4 :]) is not None
    place = data.index(b"\x01\x02\x04\x00\x01\x00\x00\x00") + 8
    assert embedded_thumbnail(data[:place] + b"\xff\xff\xff\xff" + data[place + 4 :]) is None


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_small_picture_is_upright(kind: str, orientation: int) -> None:
    found = small_picture(turned(kind, orientation), "a")
    assert np.abs(corners_of(found) - np.array(CORNERS)).max() < 12


def test_a_large_photo_becomes_small_and_keeps_its_colours() -> None:
    ramp = np.linspace(20, 230, 900).astype(np.uint8)
    image = np.dstack(
        [np.tile(ramp, (1200, 1)), np.full((1200, 900), 90), np.full((1200, 900), 60)]
    )
    data = encoded(Image.fromarray(image.astype(np.uint8)), "JPEG", quality=95)
    found = small_picture(data, "a.jpg")
    assert found.shape == (SMALL_PX, SMALL_PX * 3 // 4, 3)
    whole = decode_bytes(data, "a.jpg").image
    wanted = np.asarray(Image.fromarray(whole).resize(found.shape[1::-1], Image.Resampling.BOX))
    assert np.abs(found.astype(int) - wanted.astype(int)).max() <= 4


def test_a_profile_is_applied_as_in_the_whole_photo() -> None:
    image = Image.open(io.BytesIO(encoded(corner_picture(), "JPEG", quality=95)))
    data = encoded(image.convert("CMYK"), "JPEG", quality=95)
    small, whole = small_picture(data, "a"), decode_bytes(data, "a").image
    assert np.abs(corners_of(small) - corners_of(whole)).max() < 6


@pytest.mark.parametrize("data", [b"", b"text", cut_off_jpeg()])
def test_what_is_no_whole_photo_is_refused_at_once(data: bytes) -> None:
    with pytest.raises(PhotoError):
        check_photo(data, "a.jpg")
    with pytest.raises(PhotoError):
        small_picture(data, "a.jpg")


def test_a_thumbnail_that_says_it_is_huge_is_left_alone() -> None:
    data = jpeg_with_thumbnail((640, 480), (160, 120))
    frame = b"\xff\xc0\0\x11\x08" + (120).to_bytes(2, "big") + (160).to_bytes(2, "big")
    assert data.count(frame) == 1
    for edges in ((65_500, 65_500), (120, 3_000)):
        huge = frame[:5] + b"".join(edge.to_bytes(2, "big") for edge in edges)
        assert embedded_thumbnail(data.replace(frame, huge)) is None


def test_a_thumbnail_that_was_turned_without_its_photo_is_left_alone() -> None:
    data = jpeg_with_thumbnail((640, 480), (120, 160), orientation=6)
    assert embedded_thumbnail(data) is None
