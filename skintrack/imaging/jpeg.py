"""The structure of a JPEG file: its segments, its EXIF, and whether it is whole.

Layout: ITU-T T.81, annex B. The decoder fills what is missing at the end of a file with grey and
says nothing about the last rows, so the end marker is looked for here.
"""

import re
from collections.abc import Iterator

END_OF_IMAGE = 0xD9
_START_OF_SCAN, _APP1, _FILL = 0xDA, 0xE1, 0xFF
# Markers without a length: a stuffed zero, TEM, restart markers, start of image.
_BARE = frozenset({0x00, 0x01, *range(0xD0, 0xD9)})
# Baseline, extended and progressive, by Huffman's codes or arithmetic.
_FREQUENCIES = frozenset({0xC0, 0xC1, 0xC2, 0xC9, 0xCA})
# In a scan, FF stands before a zero, a restart marker or padding; anything else ends the scan.
_NEXT_MARKER = re.compile(rb"\xff[^\x00\x01\xd0-\xd7\xff]")


def segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield marker, start and end of the content of each segment, through all scans."""
    at = 2
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            return
        marker = data[at + 1]
        if marker in _BARE or marker == _FILL:
            at += 1 if marker == _FILL else 2
            continue
        if marker == END_OF_IMAGE:
            yield marker, at + 2, at + 2
            return
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        yield marker, at + 4, end
        at = end
        if marker == _START_OF_SCAN:
            found = _NEXT_MARKER.search(data, end)
            if found is None:
                return
            at = found.start()


def is_whole(data: bytes) -> bool:
    """Tell whether the file has a scan and goes on to the end marker of the picture."""
    markers = [marker for marker, _, _ in segments(data)]
    return _START_OF_SCAN in markers and markers[-1] == END_OF_IMAGE


def is_scalable(data: bytes) -> bool:
    """Tell whether the picture is made of frequencies, so that some of them are enough.

    libjpeg-turbo crashes when it is to shrink a lossless JPEG (ITU-T T.81, annex H).
    """
    for marker, _, _ in segments(data):
        if marker == _START_OF_SCAN:
            break
        if marker in _FREQUENCIES:
            return True
    return False


def read_exif(data: bytes) -> bytes:
    """Return the EXIF block, or nothing; segments after the first scan do not count."""
    return _application_data(data, b"Exif\0\0")


def read_xmp(data: bytes) -> bytes:
    """Return the XMP packet, or nothing."""
    return _application_data(data, b"http://ns.adobe.com/xap/1.0/\0")


def _application_data(data: bytes, name: bytes) -> bytes:
    for marker, start, end in segments(data):
        if marker == _START_OF_SCAN:
            break
        if marker == _APP1 and data.startswith(name, start):
            return data[start + len(name) : end]
    return b""
