import io

import numpy as np
import pytest
from PIL import Image

from skintrack.errors import PhotoError
from skintrack.imaging.decode import decode_bytes
from skintrack.imaging.turbo import DamagedJpegError, decode_plain


def photo(mode: str = "RGB") -> bytes:
    pixels = np.random.default_rng(1).integers(0, 256, (240, 320, 3), np.uint8)
    output = io.BytesIO()
    Image.fromarray(pixels).convert(mode).save(output, "JPEG", quality=90)
    return output.getvalue()


@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_pixels_are_those_of_pillow(mode):
    data = photo(mode)
    wanted = np.asarray(Image.open(io.BytesIO(data)).convert("RGB"))
    pixels = decode_plain(data)
    assert pixels is not None
    assert np.array_equal(pixels, wanted)


def test_cmyk_is_left_to_pillow():
    assert decode_plain(photo("CMYK")) is None
    assert decode_bytes(photo("CMYK"), "print.jpg").image.shape == (240, 320, 3)


def test_a_block_of_zeros_in_the_scan_is_refused():
    data = bytearray(photo())
    middle = len(data) // 2
    data[middle : middle + 4096] = bytes(4096)
    with pytest.raises(DamagedJpegError):
        decode_plain(bytes(data))
    with pytest.raises(PhotoError, match="is damaged"):
        decode_bytes(bytes(data), "mine.jpg")


@pytest.mark.parametrize(("padding", "is_accepted"), [(2, True), (40, False)])
def test_a_little_padding_before_the_end_is_accepted(padding, is_accepted):
    data = photo()
    padded = data[:-2] + b"\x12" * padding + data[-2:]
    if is_accepted:
        whole = decode_bytes(data, "a.jpg").image
        assert np.array_equal(decode_bytes(padded, "a.jpg").image, whole)
    else:
        with pytest.raises(PhotoError):
            decode_bytes(padded, "a.jpg")
