"""Capture time and turn of a photo from its EXIF.

Only ``DateTimeOriginal`` and then ``DateTimeDigitized`` tell when a photo was taken, or the first
of them in XMP. ``DateTime`` is when the file was last changed and the file's own time is when it
was copied: neither is used, a wrong date in a course of treatment is worse than a question.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from skintrack.imaging import xmp
from skintrack.imaging.containers import exif_block, xmp_packet
from skintrack.imaging.tiff_tags import Tag, read_directory
from skintrack.model.limits import is_of_a_camera

ORIENTATION = 0x0112
_ORIENTATIONS = range(1, 9)
_ORIENTATION_WORDS = frozenset(map(str, _ORIENTATIONS))
_EXIF_POINTER, _INTEROPERABILITY_POINTER = 0x8769, 0xA005
_INTEROPERABILITY_INDEX = 0x0001
# Date, fraction of a second, offset from UTC: first of the shot, then of the scan.
_TIME_TAGS = ((0x9003, 0x9291, 0x9011), (0x9004, 0x9292, 0x9012))

_DATE = re.compile(
    r"(\d{4})[:\-/.](\d{1,2})[:\-/.](\d{1,2})[ T]+(\d{1,2}):(\d{1,2}):(\d{1,2})", re.ASCII
)
_XMP_TIME = re.compile(
    r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(:\d\d)?(?:\.(\d+))?(Z|[+-]\d\d:\d\d)?$", re.ASCII
)
_LARGEST_OFFSET = timedelta(hours=15)
_HOUR_MINUTES = 60
_OFFSET = re.compile(r"([+-])(\d{1,2}):?(\d{2})", re.ASCII)


@dataclass(frozen=True)
class CaptureTime:
    """When a photo was taken.

    ``captured_at`` is aware. ``is_zone_assumed`` tells that the camera stored no offset: the zone
    is then that of this computer on that date.
    """

    captured_at: datetime
    is_zone_assumed: bool


@dataclass(frozen=True)
class CameraTime:
    """What a camera wrote: its wall clock, carried in UTC, and its offset from UTC if it did."""

    wall_clock: datetime
    zone: timezone | None


def read_capture_time(data: bytes) -> CaptureTime | None:
    """Return when a photo was taken, or None if its EXIF does not say.

    Parameters
    ----------
    data : bytes
        The whole file; JPEG, PNG, TIFF, WebP, HEIF or AVIF. Anything else yields None.
    """
    said = read_camera_time(data)
    return None if said is None else in_zone(said)


def read_camera_time(data: bytes) -> CameraTime | None:
    """Return what the camera wrote, without asking this computer for its zone; None as above."""
    block = exif_block(data)
    first = read_directory(block) if block else {}
    pointer = first.get(_EXIF_POINTER)
    if pointer is not None and pointer.number is not None:
        said = _time_in(read_directory(block, pointer.number))
        if said is not None:
            return said
    # Some programs write the tags of the shot among those of the picture, others in XMP alone.
    return _time_in(first) or _time_in_xmp(xmp_packet(data))


def _time_in(tags: dict[int, Tag]) -> CameraTime | None:
    for date_tag, fraction_tag, offset_tag in _TIME_TAGS:
        moment = parse_time(_text(tags, date_tag), _text(tags, fraction_tag))
        if moment is not None and is_of_a_camera(moment):
            return CameraTime(moment, parse_offset(_text(tags, offset_tag)))
    return None


def _time_in_xmp(packet: bytes) -> CameraTime | None:
    match = _XMP_TIME.match(xmp.value(packet, "exif:DateTimeOriginal"))
    if match is None:
        return None
    moment = parse_time(f"{match[1]} {match[2]}{match[3] or ':00'}", match[4] or "")
    if moment is None or not is_of_a_camera(moment):
        return None
    return CameraTime(moment, parse_offset(match[5] or ""))


def in_zone(said: CameraTime) -> CaptureTime | None:
    """Return a camera's time with its own zone, or that of this computer on that day."""
    if said.zone is not None:
        return CaptureTime(said.wall_clock.replace(tzinfo=said.zone), is_zone_assumed=False)
    try:
        offset_then = _local_offset(said.wall_clock.replace(tzinfo=None))
    except (OverflowError, OSError, ValueError):  # years that this system's clock cannot hold
        return None
    return CaptureTime(said.wall_clock.replace(tzinfo=timezone(offset_then)), is_zone_assumed=True)


def read_orientation(block: bytes) -> int:
    """Return the EXIF orientation of an EXIF block, 1 to 8; 1 if it is missing or nonsense."""
    tag = read_directory(block).get(ORIENTATION)
    number = tag.number if tag is not None else None
    return number if number is not None and number in _ORIENTATIONS else 1


def orientation_of(data: bytes) -> int:
    """Return the orientation of a JPEG, PNG or WebP file: of its EXIF, else of its XMP."""
    block = exif_block(data)
    if block and ORIENTATION in read_directory(block):
        return read_orientation(block)
    said = xmp.value(xmp_packet(data), "tiff:Orientation")
    return int(said) if said in _ORIENTATION_WORDS else 1


def is_adobe_rgb(block: bytes) -> bool:
    """Tell whether the camera marked its colours as Adobe RGB (DCF 2.0: index ``R03``)."""
    exif = read_directory(block).get(_EXIF_POINTER)
    if exif is None or exif.number is None:
        return False
    interoperability = read_directory(block, exif.number).get(_INTEROPERABILITY_POINTER)
    if interoperability is None or interoperability.number is None:
        return False
    index = read_directory(block, interoperability.number).get(_INTEROPERABILITY_INDEX)
    return index is not None and index.text == "R03"


def parse_time(text: str, fraction: str = "") -> datetime | None:
    """Read an EXIF date such as ``2026:03:01 10:22:00``.

    Returns
    -------
    datetime or None
        The wall clock of the camera, carried in UTC for want of a zone; None for blanks, zeros,
        impossible dates and anything else.
    """
    match = _DATE.match(text)
    if match is None:
        return None
    year, month, day, hour, minute, second = map(int, match.groups())
    digits = re.match(r"\d*", fraction.strip(), re.ASCII)
    microsecond = int((digits[0] if digits else "")[:6].ljust(6, "0"))
    try:
        return datetime(year, month, day, hour, minute, second, microsecond, tzinfo=UTC)
    except ValueError:
        return None


def parse_offset(text: str) -> timezone | None:
    """Read an EXIF offset such as ``+01:00`` or ``Z``; None for blanks and nonsense."""
    if text.strip() == "Z":
        return UTC
    match = _OFFSET.fullmatch(text.strip())
    if match is None:
        return None
    hours, minutes = int(match[2]), int(match[3])
    offset = timedelta(hours=hours, minutes=minutes)
    if offset > _LARGEST_OFFSET or minutes >= _HOUR_MINUTES:
        return None
    return timezone(-offset if match[1] == "-" else offset)


def _local_offset(wall_clock: datetime) -> timedelta:
    """Return this computer's offset from UTC at a naive time, with the summer time of that day.

    An hour that came twice is taken as the first. For an hour that summer time left out, Python's
    versions differ in what ``astimezone`` makes of it; here it counts as standard time, so that
    the wall clock stays what the camera showed.
    """
    offsets = []
    for fold in (0, 1):
        local = wall_clock.replace(fold=fold).astimezone()
        offset = local.utcoffset() or timedelta()
        if local.replace(tzinfo=None, fold=0) == wall_clock:
            return offset
        offsets.append(offset)
    return min(offsets)


def _text(tags: dict[int, Tag], number: int) -> str:
    tag = tags.get(number)
    return "" if tag is None else tag.text
