"""The only place where arrays and JPEG bytes become ``QImage``.

``QImage`` may be made on any thread, ``QPixmap`` on the GUI thread only. Large pictures are written
straight into the image by numpy, OpenCV and libjpeg-turbo, which let other threads run meanwhile:
Qt's own copies and conversions hold them all up, for 50 ms with twelve megapixels.
"""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from collections.abc import Callable

    import cv2
    import numpy as np
    from numpy.typing import NDArray

_RGB = 3
_PAINTED_FORMAT = QImage.Format.Format_RGB32
_HALVES = 1.999
_HEADS = {b"\xff\xd8\xff": "JPG", b"\x89PNG\r\n\x1a\n": "PNG"}
_BLUR, _LEAST_BLUR = 0.6, 0.1  # sigma, in pixels of the larger image


def image_from_array(image: "NDArray[np.uint8]") -> QImage:
    """Return an image that owns its pixels.

    Parameters
    ----------
    image : ndarray of uint8, shape (H, W, 3) or (H, W, 4)
        RGB, or RGBA without transparent pixels.
    """
    import cv2

    height, width, channels = image.shape
    made, pixels = _blank(width, height)
    code = cv2.COLOR_RGB2BGRA if channels == _RGB else cv2.COLOR_RGBA2BGRA
    cv2.cvtColor(image, code, dst=pixels)
    return made


def overlay_from_array(colors: "NDArray[np.uint8]") -> QImage:
    """Return an image to be laid over another one.

    Parameters
    ----------
    colors : ndarray of uint8, shape (H, W, 4)
        RGBA.
    """
    height, width, channels = colors.shape
    data = colors.tobytes()
    borrowed = QImage(data, width, height, width * channels, QImage.Format.Format_RGBA8888)
    return borrowed.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


def array_from_overlay(image: QImage) -> "NDArray[np.uint8]":
    """Return the pixels of an overlay, uint8 RGBA, shape (H, W, 4)."""
    import numpy as np

    plain = image.convertToFormat(QImage.Format.Format_RGBA8888)
    return np.array(_pixels(plain))


def gray_copy(image: QImage) -> QImage:
    """Return the image without its colours; call it off the GUI thread.

    By OpenCV, which lets other threads run meanwhile and is four times as fast as Qt.
    """
    import cv2

    made, pixels = _blank(image.width(), image.height())
    gray = cv2.cvtColor(_pixels(image), cv2.COLOR_BGRA2GRAY)
    cv2.cvtColor(gray, cv2.COLOR_GRAY2BGRA, dst=pixels)
    return made


def toned_copy(image: QImage, tables: "NDArray[np.uint8]") -> QImage:
    """Return the image with other tones; call it off the GUI thread.

    Parameters
    ----------
    image : QImage
        As it is painted.
    tables : ndarray of uint8, shape (3, 256)
        The new value of each value of red, green and blue.
    """
    import cv2
    import numpy as np

    opaque = np.full(256, 255, np.uint8)
    table = np.stack([tables[2], tables[1], tables[0], opaque], axis=-1)
    made, pixels = _blank(image.width(), image.height())
    cv2.LUT(_pixels(image), table.reshape(256, 1, 4), dst=pixels)
    return made


def resized(image: QImage, width: int, height: int) -> QImage:
    """Return a copy of half to whole size without aliasing; call it off the GUI thread.

    By OpenCV, for the same reasons. At half size each pixel is the mean of four; between, what the
    smaller size cannot hold is taken away first, three times as fast as by means over the area.
    """
    import cv2
    import numpy as np

    start = _pixels(image)
    made, pixels = _blank(width, height)
    factor = max(image.width() / width, image.height() / height, 1.0)
    sigma = _BLUR * (factor**2 - 1) ** 0.5
    is_between = factor < _HALVES
    if is_between and sigma > _LEAST_BLUR:
        start = np.asarray(cv2.GaussianBlur(start, (5, 5), sigma), np.uint8)
    method = cv2.INTER_LINEAR if is_between else cv2.INTER_AREA
    cv2.resize(start, (width, height), dst=pixels, interpolation=method)
    return made


def painted_from_array(colors: "NDArray[np.uint8] | cv2.typing.MatLike") -> QImage:
    """Return an image that owns its pixels, ready to be painted.

    Parameters
    ----------
    colors : ndarray of uint8, shape (H, W, 4)
        Blue, green, red and 255.
    """
    import numpy as np

    made, pixels = _blank(colors.shape[1], colors.shape[0])
    np.copyto(pixels, colors)
    return made


def _blank(width: int, height: int) -> "tuple[QImage, NDArray[np.uint8]]":
    """Return an image and its pixels to be written, shape (height, width, 4)."""
    import numpy as np

    made = QImage(width, height, _PAINTED_FORMAT)
    return made, np.frombuffer(made.bits(), np.uint8).reshape(height, width, 4)


def _pixels(image: QImage) -> "NDArray[np.uint8]":
    """Return the pixels of an image, shape (H, W, 4), without a copy."""
    import numpy as np

    width, height = image.width(), image.height()
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(height, image.bytesPerLine())
    return rows[:, : 4 * width].reshape(height, width, 4)


def preview_from_bytes(jpeg: bytes) -> QImage | None:
    """Decode a preview twice as fast as Qt does; None where it is not whole."""
    from skintrack.imaging.screen_pixels import decode_for_screen, size_of

    try:
        made, pixels = _blank(*size_of(jpeg))
        decode_for_screen(jpeg, pixels)
    except ValueError:
        return None
    return made


def image_from_bytes(data: bytes) -> QImage | None:
    """Decode a preview or a page that the program itself made; None where it is not a picture.

    Notes
    -----
    Qt is told the format. Asked to find out, it asks every format in turn, SVG among them, which
    makes connections behind locks of Qt with Python's lock held. The GUI thread may hold one of
    these and wait for Python: a connected object that is no ``QObject`` is gone. Both stand still.
    """
    kind = next((kind for head, kind in _HEADS.items() if data.startswith(head)), None)
    if kind is None:
        return None
    decode: Callable[[bytes, Any], QImage] = QImage.fromData  # takes text; its stub says bytes
    image = decode(data, kind)
    return None if image.isNull() else image.convertToFormat(_PAINTED_FORMAT)


def halved(image: QImage) -> QImage:
    """Return the image at half its size, each pixel the mean of four."""
    return resized(image, max(1, image.width() // 2), max(1, image.height() // 2))


def fitted(image: QImage, longest_edge_px: int) -> QImage:
    """Return the image with its longer edge no longer than this."""
    if max(image.width(), image.height()) <= longest_edge_px:
        return image
    return image.scaled(
        longest_edge_px,
        longest_edge_px,
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )


def pyramid(image: QImage, smallest_px: int = 96) -> tuple[QImage, ...]:
    """Return the image and its halvings, largest first, so that no zoom has to skip pixels."""
    levels = [image]
    while min(levels[-1].width(), levels[-1].height()) >= 2 * smallest_px:
        levels.append(halved(levels[-1]))
    return tuple(levels)
