"""The only place where arrays and JPEG bytes become ``QImage``.

``QImage`` may be made on any thread, ``QPixmap`` on the GUI thread only.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_ARRAY_FORMATS = {3: QImage.Format.Format_RGB888, 4: QImage.Format.Format_RGBX8888}
_PAINTED_FORMAT = QImage.Format.Format_RGB32


def image_from_array(image: "NDArray[np.uint8]") -> QImage:
    """Return an image that owns its pixels.

    Parameters
    ----------
    image : ndarray of uint8, shape (H, W, 3) or (H, W, 4)
        RGB, or RGBA without transparent pixels.
    """
    height, width, channels = image.shape
    data = image.tobytes()
    borrowed = QImage(data, width, height, width * channels, _ARRAY_FORMATS[channels])
    return borrowed.convertToFormat(_PAINTED_FORMAT)


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


def gray_copy(image: QImage) -> QImage:
    """Return the image without its colours; call it off the GUI thread.

    By OpenCV, which lets other threads run meanwhile and is four times as fast as Qt.
    """
    import cv2
    import numpy as np

    width, height = image.width(), image.height()
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(height, image.bytesPerLine())
    colors = rows[:, : 4 * width].reshape(height, width, 4)
    gray = cv2.cvtColor(cv2.cvtColor(colors, cv2.COLOR_BGRA2GRAY), cv2.COLOR_GRAY2BGRA)
    borrowed = QImage(gray.tobytes(), width, height, 4 * width, _PAINTED_FORMAT)
    return borrowed.copy()


def image_from_bytes(data: bytes) -> QImage | None:
    """Decode a preview or a page that the program itself made; None where it is not a picture."""
    image = QImage.fromData(data)
    return None if image.isNull() else image.convertToFormat(_PAINTED_FORMAT)


def halved(image: QImage) -> QImage:
    """Return the image at half its size, each pixel the mean of four."""
    size = QSize(max(1, image.width() // 2), max(1, image.height() // 2))
    return image.scaled(
        size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )


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
