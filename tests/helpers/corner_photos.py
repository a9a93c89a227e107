"""A picture whose corners tell how it was turned, in every format and orientation."""

import io

import numpy as np
from PIL import Image

CORNERS = ((200, 30, 30), (30, 200, 30), (30, 30, 200), (230, 230, 230))
WIDTH, HEIGHT = 96, 64

# What a camera held like that stores: the opposite of what undoes the orientation.
_STORED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def corner_picture() -> Image.Image:
    """Return the upright picture: red, green, blue and white corners."""
    image = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    for number, color in enumerate(CORNERS):
        top, left = number // 2 * HEIGHT // 2, number % 2 * WIDTH // 2
        image[top : top + HEIGHT // 2, left : left + WIDTH // 2] = color
    return Image.fromarray(image)


def corners_of(image) -> np.ndarray:
    """Return the colours in the middle of the four quarters, as rows."""
    height, width = image.shape[:2]
    rows, columns = (height // 4, 3 * height // 4), (width // 4, 3 * width // 4)
    return np.array([image[row, column] for row in rows for column in columns]).astype(int)


def exif_bytes(orientation=None, **times) -> bytes:
    """Return an EXIF block; ``times`` are original, digitized, changed, offset, fraction."""
    exif = Image.Exif()
    if orientation is not None:
        exif[0x0112] = orientation
    if "changed" in times:
        exif[0x0132] = times["changed"]
    details = exif.get_ifd(0x8769)
    tags = {
        "original": 0x9003,
        "digitized": 0x9004,
        "offset": 0x9011,
        "digitized_offset": 0x9012,
        "fraction": 0x9291,
    }
    for name, tag in tags.items():
        if name in times:
            details[tag] = times[name]
    return exif.tobytes()


def encoded(picture: Image.Image, format_name: str, **options) -> bytes:
    """Return a picture as a file of the format that Pillow calls so."""
    buffer = io.BytesIO()
    picture.save(buffer, format_name, **options)
    return buffer.getvalue()


def turned(format_name: str, orientation: int) -> bytes:
    """Return the corner picture as a camera held in that orientation stores it."""
    undo = _STORED.get(orientation)
    stored = corner_picture() if undo is None else corner_picture().transpose(undo)
    return encoded(stored, format_name, exif=exif_bytes(orientation), quality=95)
