"""WebP through libwebp: what is damaged is refused, whatever stands behind the picture."""

import io

import numpy as np
import pytest
from PIL import Image

from skintrack.errors import PhotoError
from skintrack.imaging.decode import decode_bytes

_HEAD, _CHUNK_HEAD = 12, 8


def photo(*, lossless: bool) -> bytes:
    rng = np.random.default_rng(3)
    picture = Image.fromarray(rng.integers(0, 256, (240, 320, 3)).astype(np.uint8))
    exif = Image.Exif()
    exif[0x010F] = "A maker of cameras" * 3000  # longer than what is missing
    file = io.BytesIO()
    picture.save(file, "WEBP", lossless=lossless, exif=exif)
    return file.getvalue()


def chunks_of(data: bytes) -> list[tuple[bytes, bytes]]:
    found, at = [], _HEAD
    while at < len(data):
        size = int.from_bytes(data[at + 4 : at + _CHUNK_HEAD], "little")
        found.append((data[at : at + 4], data[at + _CHUNK_HEAD : at + _CHUNK_HEAD + size]))
        at += _CHUNK_HEAD + size + size % 2
    return found


def file_of(chunks: list[tuple[bytes, bytes]]) -> bytes:
    body = b"WEBP" + b"".join(
        name + len(data).to_bytes(4, "little") + data + b"\0" * (len(data) % 2)
        for name, data in chunks
    )
    return b"RIFF" + len(body).to_bytes(4, "little") + body


@pytest.mark.parametrize("lossless", [True, False])
@pytest.mark.parametrize("share", [0.2, 0.6, 0.95])
def test_a_picture_that_lost_its_end_is_refused_though_its_exif_follows(lossless, share):
    whole = photo(lossless=lossless)
    chunks = chunks_of(whole)
    assert {name for name, _ in chunks} >= {b"VP8X", b"EXIF"}
    assert decode_bytes(whole, "whole.webp").image.shape == (240, 320, 3)
    cut = [
        (name, data[: int(len(data) * share)] if name in (b"VP8 ", b"VP8L") else data)
        for name, data in chunks
    ]
    with pytest.raises(PhotoError):
        decode_bytes(file_of(cut), "cut.webp")
