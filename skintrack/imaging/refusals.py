"""Why a file cannot be used, in one sentence each."""

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image

from skintrack.errors import PhotoError
from skintrack.imaging.color import UnreadableColorsError
from skintrack.imaging.kinds import Kind
from skintrack.model.phrase import Phrase

MOST_BYTES = 300_000_000
MOST_PIXELS = 120_000_000
MOST_PIXELS_OF_VIDEO_CODECS = 64_000_000
"""Limits before decoding, so that it never takes more than 1 GB.

Measured peaks: JPEG of 120 megapixels 0.94 GB; WebP of 48 megapixels 0.82 GB, for the decoders of
WebP, AVIF and HEIF keep several copies.
"""

_VIDEO_CODECS = frozenset({Kind.WEBP, Kind.HEIF, Kind.AVIF})

# What the decoders raise on damaged input; MemoryError where a header lies about sizes.
_FAILURES = (
    *(OSError, SyntaxError, ValueError, TypeError, LookupError, ArithmeticError, EOFError),
    *(RuntimeError, AttributeError, AssertionError, MemoryError, struct.error, zlib.error),
    Image.DecompressionBombError,
)


@contextmanager
def refused_in_words(name: str) -> Iterator[None]:
    """Turn whatever a decoder raises into a ``PhotoError`` about the file ``name``."""
    try:
        yield
    except UnreadableColorsError as error:
        raise PhotoError(
            Phrase(
                "“{file}” stores its colours in a way that SkinTrack does not read. Save it "
                "as an ordinary 8-bit JPEG first.",
                file=name,
            ),
            "unsupported",
        ) from error
    except _FAILURES as error:
        if "truncated" in str(error).lower():
            raise truncated(name) from error
        raise undecodable(name) from error


def check_pixels(size: tuple[int, int], kind: Kind, name: str) -> None:
    """Refuse a picture that is too large to decode; ``size`` is from its header."""
    width, height = size
    most = MOST_PIXELS_OF_VIDEO_CODECS if kind in _VIDEO_CODECS else MOST_PIXELS
    if width * height > most:
        raise PhotoError(
            Phrase(
                "“{file}” is too large: {width:,} x {height:,} pixels; up to {most} million "
                "pixels can be read.",
                file=name,
                width=width,
                height=height,
                most=most // 1_000_000,
            ),
            "too_large",
        )


def too_many_bytes(name: str) -> PhotoError:
    """Say that a file is too long to be read."""
    return PhotoError(
        Phrase(
            "“{file}” is too large: files of up to {most} MB can be read.",
            file=name,
            most=MOST_BYTES // 1_000_000,
        ),
        "too_large",
    )


def not_read(name: str, format_name: str | None) -> PhotoError:
    """Say that a file is no photo, or one of a format that is not read."""
    if format_name is None:
        return PhotoError(
            Phrase("“{file}” is not a photo that SkinTrack can read.", file=name), "not_a_photo"
        )
    return PhotoError(
        Phrase(
            "“{file}” is a {format_name} file, which SkinTrack does not read. Save it as "
            "JPEG or PNG first.",
            file=name,
            format_name=format_name,
        ),
        "unsupported",
    )


def empty(name: str) -> PhotoError:
    """Say that a file has no content."""
    return PhotoError(
        Phrase("“{file}” is empty. Copy it again from the camera.", file=name), "empty"
    )


def truncated(name: str) -> PhotoError:
    """Say that the end of a file is missing."""
    return PhotoError(
        Phrase(
            "“{file}” is cut off: part of the photo is missing. Copy it again from the camera.",
            file=name,
        ),
        "truncated",
    )


def undecodable(name: str) -> PhotoError:
    """Say that a file is damaged."""
    return PhotoError(
        Phrase(
            "“{file}” is damaged and cannot be shown. Copy it again from the camera.", file=name
        ),
        "undecodable",
    )
