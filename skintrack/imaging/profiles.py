"""Colour profiles for photos that name their colour space instead of carrying a profile.

Phones write Display P3 as a code in HEIF, AVIF and PNG (ITU-T H.273, table 2); cameras mark Adobe
RGB with an EXIF interoperability index only (DCF 2.0, section 5.2.3).
"""

import struct
from enum import Enum

import numpy as np
import numpy.typing as npt

Curve = tuple[float, float, float, float, float]

_D65, _D50 = (0.3127, 0.3290), (0.96420, 1.0, 0.82491)
_BRADFORD = np.array(
    [[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]]
)
# IEC 61966-2-1: gamma, a, b, c and d of ((a x + b) ^ gamma, or c x below d)
SRGB_CURVE: Curve = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
SRGB_PRIMARIES = ((0.640, 0.330), (0.300, 0.600), (0.150, 0.060))
_ADOBE_CURVE = (563 / 256, 1.0, 0.0, 0.0, 0.0)


class ColorSpace(Enum):
    """Chromaticities of red, green and blue (x, y), all with the white D65, and the curve."""

    DISPLAY_P3 = ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060)), SRGB_CURVE
    BT_2020 = ((0.708, 0.292), (0.170, 0.797), (0.131, 0.046)), SRGB_CURVE
    ADOBE_RGB = ((0.640, 0.330), (0.210, 0.710), (0.150, 0.060)), _ADOBE_CURVE


def profile_of(space: ColorSpace) -> bytes:
    """Return a small ICC profile (version 4.3: matrix and curves) of a colour space."""
    chromaticities, curve = space.value
    red, green, blue = colorants(chromaticities).T
    para = b"para\0\0\0\0\0\3\0\0" + b"".join(map(_fixed, curve))
    tags = [(b"wtpt", _xyz(_D50))]
    tags += [(b"rXYZ", _xyz(red)), (b"gXYZ", _xyz(green)), (b"bXYZ", _xyz(blue))]
    tags += [(b"rTRC", para), (b"gTRC", para), (b"bTRC", para)]
    table, content, at = b"", b"", 128 + 4 + 12 * len(tags)
    for name, data in tags:
        table += name + struct.pack(">II", at + len(content), len(data))
        content += data
    body = struct.pack(">I", len(tags)) + table + content
    header = struct.pack(
        ">I4xI4s4s4s12x4s", 128 + len(body), 0x04300000, b"mntr", b"RGB ", b"XYZ ", b"acsp"
    )
    header += bytes(28) + b"".join(map(_fixed, _D50))
    return header.ljust(128, b"\0") + body


def colorants(chromaticities: tuple[tuple[float, float], ...]) -> npt.NDArray[np.float64]:
    """Return the XYZ of red, green and blue as columns, adapted from D65 to D50 (Bradford)."""
    primaries = np.array([_xyz_of(*xy) for xy in chromaticities]).T
    white = np.array(_xyz_of(*_D65))
    scaled = primaries * np.linalg.solve(primaries, white)
    gains = (_BRADFORD @ np.array(_D50)) / (_BRADFORD @ white)
    adapted: npt.NDArray[np.float64] = np.linalg.solve(
        _BRADFORD, gains[:, None] * (_BRADFORD @ scaled)
    )
    return adapted


def _xyz_of(x: float, y: float) -> tuple[float, float, float]:
    return x / y, 1.0, (1 - x - y) / y


def _fixed(value: float) -> bytes:
    """Write an s15Fixed16Number."""
    return struct.pack(">i", round(float(value) * 65536))


def _xyz(values: npt.ArrayLike) -> bytes:
    return b"XYZ \0\0\0\0" + b"".join(map(_fixed, np.asarray(values, float)))
