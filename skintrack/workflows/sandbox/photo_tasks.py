"""What a child does with photos: all that parses or decodes their bytes.

Imported in the child only, before it gives up opening files: what is needed later is imported here.
"""

from collections.abc import Mapping
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from skintrack.imaging import declared, glance
from skintrack.imaging.coarse import decode_for_previews
from skintrack.imaging.decode import decode_bytes
from skintrack.imaging.exif import read_camera_time
from skintrack.imaging.kinds import Kind
from skintrack.imaging.room import empty_image
from skintrack.imaging.thumbnails import make_previews
from skintrack.workflows.sandbox.messages import Message

# What reading a photo for its previews was measured to take at 48 megapixels: its decoder mostly.
_BYTES_PER_PIXEL = {
    Kind.JPEG: 3.2,  # progressive: others are not held whole
    Kind.PNG: 5.3,
    Kind.TIFF: 5.3,  # tiles and a single packed strip; others go in bands, beside the file
    Kind.AVIF: 7.9,
    Kind.HEIF: 5.0,
    Kind.WEBP: 7.5,  # lossless
}


def prepare() -> None:
    """Load what is loaded late otherwise, when no file can be opened any more."""
    make_previews(np.zeros((8, 8, 3), np.uint8), (8,))
    # Children work side by side; threads within one would only take address space.
    cv2.setNumThreads(1)


class _TooMuchMemoryNowError(Exception):
    """A photo is not decoded beside others."""


def read_photo(data: bytes, asked: Mapping[str, Any]) -> Message:
    """Return what an import needs: format, size, time, previews of the edges that are asked for.

    Where decoding would take more memory than is asked for, nothing but that is said.
    """
    most_bytes = asked["most_memory_bytes"]

    def refuse_large(kind: Kind, pixels: int) -> None:
        if most_bytes is not None and pixels * _BYTES_PER_PIXEL[kind] > most_bytes:
            raise _TooMuchMemoryNowError

    try:
        with declared.heard_by(refuse_large):
            return _read(data, asked["name"], tuple(asked["edges_px"]))
    except _TooMuchMemoryNowError:
        return Message({"is_large": True})


def _read(data: bytes, name: str, edges_px: tuple[int, ...]) -> Message:
    photo = decode_for_previews(data, name, max(edges_px))
    previews = make_previews(photo.image, edges_px, photo.orientation)
    facts = {
        "format": photo.format,
        "width": photo.width,
        "height": photo.height,
        **_time_of(data),
    }
    return Message(facts, [previews[edge] for edge in sorted(previews, reverse=True)])


def decode(data: bytes, asked: Mapping[str, Any]) -> Message:
    """Return the pixels, with format, size and time."""
    room = asked["room"]
    image, format_name = _decoded(data, asked["name"], room)
    height, width = image.shape[:2]
    facts = {"format": format_name, "width": width, "height": height, **_time_of(data)}
    if room is None:
        return Message(facts, [_bytes_of(image)])
    return Message(facts, shared_bytes=image.nbytes)


def _decoded(data: bytes, name: str, room: memoryview | None) -> tuple[NDArray[np.uint8], str]:
    """Return the pixels and the format; the pixels lie in the room if there is one."""
    photo = decode_bytes(data, name, room)
    image = photo.image
    if room is not None:
        height, width = image.shape[:2]
        placed = empty_image(height, width, room)
        if image.__array_interface__["data"][0] != placed.__array_interface__["data"][0]:
            placed[:] = image
            image = placed
    return image, photo.format


def look(data: bytes, asked: Mapping[str, Any]) -> Message:
    """Return what can be said at once: time and a thumbnail, decoded only if that is asked for."""
    glance.check_photo(data, asked["name"])
    thumbnail = glance.embedded_thumbnail(data)
    if thumbnail is None and asked["with_picture"]:
        thumbnail = glance.small_picture(data, asked["name"])
    if thumbnail is None:
        return Message(_time_of(data))
    height, width = thumbnail.shape[:2]
    return Message({"width": width, "height": height, **_time_of(data)}, [_bytes_of(thumbnail)])


def small_picture(data: bytes, asked: Mapping[str, Any]) -> Message:
    """Return a small picture."""
    picture = glance.small_picture(data, asked["name"])
    height, width = picture.shape[:2]
    return Message({"width": width, "height": height}, [_bytes_of(picture)])


def _bytes_of(image: NDArray[np.uint8]) -> memoryview:
    return np.ascontiguousarray(image).data


def _time_of(data: bytes) -> dict[str, Any]:
    """Return what the camera wrote; its zone in seconds. The program knows where it is."""
    said = read_camera_time(data)
    if said is None:
        return {}
    offset = None if said.zone is None else said.zone.utcoffset(None).total_seconds()
    return {"wall_clock": said.wall_clock.isoformat(), "offset_s": offset}


TASKS = {
    "read_photo": read_photo,
    "decode": decode,
    "look": look,
    "small_picture": small_picture,
}
