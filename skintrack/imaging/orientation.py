"""Turning a picture upright."""

from PIL import Image

# EXIF 2.32, section 4.6.4: what undoes each orientation.
_UNDO = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def upright(picture: Image.Image, orientation: int) -> Image.Image:
    """Return the picture as the camera saw it; ``orientation`` is EXIF's, 1 to 8."""
    undo = _UNDO.get(orientation)
    return picture if undo is None else picture.transpose(undo)
