"""What decoders raise, turned into a sentence about the file."""

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

import cv2
from PIL import Image

from skintrack.imaging.color import UnreadableColorsError
from skintrack.imaging.refusals import too_much_memory, truncated, undecodable, unreadable_colors

# What the decoders raise on damaged input.
_FAILURES = (
    *(OSError, SyntaxError, ValueError, TypeError, LookupError, ArithmeticError, EOFError),
    *(RuntimeError, AttributeError, AssertionError, struct.error, zlib.error),
    *(Image.DecompressionBombError, cv2.error),
)


@contextmanager
def refused_in_words(name: str) -> Iterator[None]:
    """Turn whatever a decoder raises into a ``PhotoError`` about the file ``name``."""
    try:
        yield
    except UnreadableColorsError as error:
        raise unreadable_colors(name) from error
    except MemoryError as error:  # also where a header lies about sizes
        raise too_much_memory(name) from error
    except _FAILURES as error:
        if "truncated" in str(error).lower():
            raise truncated(name) from error
        raise undecodable(name) from error
