"""The same picture, turned in eight ways and stored in six formats, comes out upright once."""

from pathlib import Path

import numpy as np
import pytest

from skintrack.imaging.decode import decode_bytes, decode_photo
from tests.helpers.corner_photos import (
    CORNERS,
    HEIGHT,
    WIDTH,
    corner_picture,
    corners_of,
    encoded,
    exif_bytes,
    turned,
)

ORIENTATIONS = range(1, 9)
DATA = Path(__file__).parent / "data"


def assert_upright(image):
    assert image.shape == (HEIGHT, WIDTH, 3)
    assert np.abs(corners_of(image) - np.array(CORNERS)).max() <= 12


@pytest.mark.parametrize("orientation", ORIENTATIONS)
@pytest.mark.parametrize("format_name", ["JPEG", "PNG", "TIFF", "WEBP", "AVIF"])
def test_upright_in_every_format(format_name, orientation):
    assert_upright(decode_bytes(turned(format_name, orientation), "a").image)


@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_heic_turns_once(orientation):
    # Like a phone, these say the turn twice: as a property of the picture and in the EXIF.
    photo = decode_photo(DATA / f"turned_{orientation}.heic")
    assert photo.format == "heic"
    assert_upright(photo.image)


@pytest.mark.parametrize("orientation", [0, 9, 65535])
def test_nonsense_is_upright(orientation):
    data = encoded(corner_picture(), "JPEG", exif=exif_bytes(orientation), quality=95)
    assert_upright(decode_bytes(data, "a").image)
