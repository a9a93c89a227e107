"""Turning an image upright."""

import cv2
import numpy as np
import numpy.typing as npt

from skintrack.imaging.room import Room, empty_image

Image = npt.NDArray[np.uint8]

LYING = frozenset({5, 6, 7, 8})
"""Orientations that exchange width and height."""


def upright(image: Image, orientation: int, room: Room = None) -> Image:
    """Return an image, (height, width, 3), as the camera saw it.

    ``orientation`` is that of EXIF 2.32, section 4.6.4: 1 is upright already, 2 to 4 keep width and
    height, 5 to 8 exchange them. The result may lie in the room, which must not be that of the
    image. OpenCV turns in a third of the time that NumPy or Pillow need.
    """
    if orientation not in range(2, 9):
        return image
    height, width = image.shape[:2]
    if orientation in LYING:
        height, width = width, height
    turned = empty_image(height, width, room)
    turns = {
        2: lambda: cv2.flip(image, 1, turned),
        3: lambda: cv2.rotate(image, cv2.ROTATE_180, turned),
        4: lambda: cv2.flip(image, 0, turned),
        5: lambda: cv2.transpose(image, turned),
        6: lambda: cv2.rotate(image, cv2.ROTATE_90_CLOCKWISE, turned),
        7: lambda: cv2.flip(cv2.transpose(image), -1, turned),
        8: lambda: cv2.rotate(image, cv2.ROTATE_90_COUNTERCLOCKWISE, turned),
    }
    turns[orientation]()
    return turned
