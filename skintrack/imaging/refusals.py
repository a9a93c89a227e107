"""Why a file cannot be used, in one sentence each. No decoder is needed to say it."""

from skintrack.errors import PhotoError
from skintrack.imaging.declared import declare
from skintrack.imaging.kinds import Kind
from skintrack.model.phrase import Phrase

MOST_BYTES = 300_000_000
MOST_PIXELS = 120_000_000
MOST_PIXELS_OF_VIDEO_CODECS = 64_000_000
"""Limits before decoding, for decoders keep several copies.

Measured bytes for each pixel, the pixels themselves not counted: JPEG 0, progressive 3 to 6, PNG 5,
TIFF 3 and its file, HEIF 5, WebP 6, lossless 8, AVIF 8.
The process that reads foreign files has less memory than the largest of each kind might take.
"""

_VIDEO_CODECS = frozenset({Kind.WEBP, Kind.HEIF, Kind.AVIF})


def check_pixels(size: tuple[int, int], kind: Kind, name: str) -> None:
    """Refuse a picture that is too large to decode, or declare it; ``size`` is from its header."""
    width, height = size
    most = MOST_PIXELS_OF_VIDEO_CODECS if kind in _VIDEO_CODECS else MOST_PIXELS
    if width * height > most:
        raise PhotoError(
            Phrase(
                "“{file}” is too large: {width:,} x {height:,} pixels. Save a copy of up to {most} "
                "million pixels and add that.",
                file=name,
                width=width,
                height=height,
                most=most // 1_000_000,
            ),
            "too_large",
        )
    declare(kind, width * height)


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


def too_much_memory(name: str) -> PhotoError:
    """Say that a file needs more memory than one photo is given."""
    return PhotoError(
        Phrase("“{file}” would need too much memory. Save it smaller, as JPEG, first.", file=name),
        "too_large",
    )


def too_slow(name: str) -> PhotoError:
    """Say that decoding a file was given up."""
    return PhotoError(
        Phrase("“{file}” takes too long to open. Save it anew as JPEG first.", file=name),
        "too_slow",
    )


def crashed(name: str) -> PhotoError:
    """Say that a file brought down the process that was to decode it."""
    return PhotoError(
        Phrase(
            "“{file}” is damaged in a way that made its decoder break down, so it was left out. "
            "Copy it again from the camera.",
            file=name,
        ),
        "crashed",
    )


def no_process(name: str) -> PhotoError:
    """Say that this computer has no room for the process that decodes."""
    return PhotoError(
        Phrase(
            "“{file}” could not be opened: this computer is too busy. Close other programs and "
            "try again.",
            file=name,
        ),
        "busy",
    )


def unreadable_colors(name: str) -> PhotoError:
    """Say that the colours of a file have no one meaning as sRGB."""
    return PhotoError(
        Phrase(
            "“{file}” stores its colours in a way that SkinTrack does not read. Save it "
            "as an ordinary 8-bit JPEG first.",
            file=name,
        ),
        "unsupported",
    )
