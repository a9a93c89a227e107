"""Decode a photo no larger than it is shown: for pictures to look at, never for measuring."""

import numpy as np
import numpy.typing as npt

from skintrack.imaging import pixels
from skintrack.imaging.decode import accepted_kind, decode_bytes
from skintrack.imaging.failures import refused_in_words
from skintrack.imaging.kinds import Kind
from skintrack.model.text import file_label


def decode_no_smaller(data: bytes, file_name: str, least_edge_px: int) -> npt.NDArray[np.uint8]:
    """Return a photo, upright and in sRGB, its shorter edge at least so long where it can be.

    A JPEG is decoded at a half, a quarter or an eighth of its size where that is enough.

    Raises
    ------
    PhotoError
        As ``decode_bytes``; of a JPEG that was shrunk only what a coarse decode meets.
    """
    name = file_label(file_name)
    with refused_in_words(name):
        if accepted_kind(data, name) is Kind.JPEG:
            coarse = pixels.decode_coarsely(data, least_edge_px, name)
            if coarse is not None:
                return coarse
    return decode_bytes(data, file_name).image
