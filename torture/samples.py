"""A few small photos of nothing, drawn here, with and without a date."""

import io
from functools import cache

import numpy as np
from PIL import Image

PHOTO_COUNT = 5
_SIZE = (360, 480)
_DATE_TIME_ORIGINAL = 0x9003
_EXIF_FOLDER = 0x8769
_UNDATED = 3


@cache
def sample_photos() -> dict[str, bytes]:
    """Return JPEG files by name, the same in every process."""
    return {f"IMG_{number:04}.JPG": _photo(number) for number in range(1, PHOTO_COUNT + 1)}


def _photo(number: int) -> bytes:
    rng = np.random.default_rng(number)
    coarse = rng.integers(60, 200, (9, 12, 3)).astype(np.uint8)
    picture = Image.fromarray(coarse).resize(_SIZE, Image.Resampling.BICUBIC)
    exif = Image.Exif()
    if number != _UNDATED:
        exif.get_ifd(_EXIF_FOLDER)[_DATE_TIME_ORIGINAL] = f"2026:03:{number:02} 10:00:00"
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=90, exif=exif)
    return file.getvalue()
