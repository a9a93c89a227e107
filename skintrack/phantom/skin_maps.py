"""Skin as maps of melanin, haemoglobin and relief, and its colour.

Colour follows Beer and Lambert: the reflectance of bloodless, unpigmented dermis times
``10 ** -(density)``, where the density of each colour channel is that of melanin plus that of
haemoglobin. The channel weights follow the published absorption of both between 450 and 620 nm,
rounded, with green = 1. Melanin in blue is weighted lower than its absorption in a cuvette: dark
skin would turn orange.
"""

from dataclasses import dataclass, replace

import numpy as np

from skintrack.phantom import grids, outlines
from skintrack.phantom.detail_frame import DetailFrame
from skintrack.phantom.maps import (
    Map,
    as_map,
    blur,
    bump,
    correlated_noise,
    gradient,
    ridge,
    smooth_step,
    stack,
)
from skintrack.phantom.person import Appearance, Person

MELANIN_WEIGHTS = np.array([0.80, 1.0, 1.15], np.float32)
HAEMOGLOBIN_WEIGHTS = np.array([0.256, 1.0, 0.882], np.float32)
DERMIS = np.array([0.88, 0.745, 0.655], np.float32)
_MM = grids.DETAIL_PX_PER_MM
_PORE_CANDIDATES = 6400


@dataclass(frozen=True)
class SkinMaps:
    """The truth about one skin on one day, on the detail grid.

    ``melanin`` and ``haemoglobin`` are optical densities in green; ``relief`` is in mm, outward
    positive; ``pores`` (0 to about 1) and ``lips`` (0 to 1) say where the sheen differs.
    """

    melanin: Map
    haemoglobin: Map
    relief: Map
    pores: Map
    lips: Map

    def colour(self) -> Map:
        """Return the reflectance in linear sRGB, (rows, columns, 3)."""
        channels = []
        for dermis, melanin, haemoglobin in zip(
            DERMIS, MELANIN_WEIGHTS, HAEMOGLOBIN_WEIGHTS, strict=True
        ):
            density = self.melanin * melanin + self.haemoglobin * haemoglobin
            density *= np.float32(-np.log(10.0))
            channels.append(np.exp(density, out=density) * dermis)
        return stack(*channels)

    def slopes(self) -> tuple[Map, Map]:
        """Return the slope of the relief along theta and along y (mm per mm)."""
        return gradient(self.relief, 1 / _MM, 1 / _MM)


def build_skin(who: Person, frame: DetailFrame) -> SkinMaps:
    """Return the person's own skin, without lesions."""
    rng = np.random.default_rng([who.seed, 11])
    lips = _lip_mask(who, frame)
    melanin = _melanin(who.appearance, frame, lips, rng)
    haemoglobin = _haemoglobin(who.appearance, frame, rng)
    lip_tone = 0.17 + 0.03 * correlated_noise(frame.shape, 0.5 * _MM, rng, 5.0)
    skin = SkinMaps(
        melanin=melanin + lips * (0.03 + 0.15 * who.appearance.melanin),
        haemoglobin=haemoglobin + lips * lip_tone,
        relief=np.zeros(frame.shape, np.float32),
        pores=_pores(frame, rng),
        lips=lips,
    )
    return replace(skin, relief=_relief(who.appearance, frame, skin, rng))


def _melanin(
    appearance: Appearance, frame: DetailFrame, lips: Map, rng: np.random.Generator
) -> Map:
    side = np.abs(frame.x)
    # Mottling grows slowly with pigment; in proportion it would swamp everything on dark skin.
    amplitude = 0.13 * (appearance.melanin / 0.13) ** 0.35
    mottling = (
        0.050 * correlated_noise(frame.shape, 9.0 * _MM, rng)
        + 0.045 * correlated_noise(frame.shape, 1.8 * _MM, rng)
        + 0.18 * bump(side, frame.feature_y, (30, 9), (13, 6))
        + 0.06 * bump(side, frame.feature_y, (30, -10), (14, 5))
    )
    fine = 0.0140 * correlated_noise(frame.shape, 0.55 * _MM, rng)
    melanin = appearance.melanin + amplitude * mottling + fine
    for _ in range(9):
        arc, y, size = rng.uniform(-58, 58), rng.uniform(-50, 100), rng.uniform(0.45, 0.8)
        part = frame.window((arc - 4 * size, arc + 4 * size), (y - 4 * size, y + 4 * size))
        spot = bump(frame.arc[None, part[1]], frame.y[part[0], None], (arc, y), (size, size))
        melanin[part] += rng.uniform(0.05, 0.22) * spot * (1.0 - lips[part])
    return as_map(melanin)


def _haemoglobin(appearance: Appearance, frame: DetailFrame, rng: np.random.Generator) -> Map:
    x, y = frame.x, frame.feature_y
    side = np.abs(x)
    mottling = (
        0.11 * correlated_noise(frame.shape, 6.0 * _MM, rng)
        + 0.10 * correlated_noise(frame.shape, 1.2 * _MM, rng)
        + 0.05 * correlated_noise(frame.shape, 0.5 * _MM, rng)
    )
    places = (
        0.030 * bump(side, y, (38, 32), (17, 14))
        + 0.030 * bump(x, y, (0, 42), (11, 9))
        + 0.012 * bump(x, y, (0, 106), (14, 9))
        - 0.012 * bump(x, y, (0, -45), (35, 14))
        + 0.020 * bump(side, y, (30, 8), (12, 5))
        + 0.020 * bump(side, y, (31, -3), (13, 6))
    )
    ears = 0.035 * smooth_step(80, 100, np.degrees(np.abs(frame.arc) / grids.DETAIL_RADIUS_MM))
    blood = appearance.haemoglobin * (1.0 + mottling) + places + ears[None, :]
    return as_map(np.maximum(blood, 0.0))


def _lip_mask(who: Person, frame: DetailFrame) -> Map:
    upper, _, lower = outlines.mouth_lines(who.shape, frame.x)
    half = who.shape.mouth_half_width
    mask = smooth_step(-0.5, 0.5, frame.feature_y - upper)
    mask = mask * smooth_step(-0.5, 0.5, lower - frame.feature_y)
    mask = mask * (1.0 - smooth_step(half - 1.4, half + 0.2, np.abs(frame.x)))
    return blur(as_map(mask), 0.5 * _MM)


def _pores(frame: DetailFrame, rng: np.random.Generator) -> Map:
    """Return pores as dots of depth up to 1, densest on nose, inner cheeks and forehead."""
    arc = rng.uniform(-120, 120, _PORE_CANDIDATES)
    y = rng.uniform(-66, 118, _PORE_CANDIDATES)
    density = (
        0.28
        + bump(np.abs(arc), y, (14, 35), (22, 22))
        + 0.5 * bump(arc, y, (0, -40), (40, 20))
        + 0.3 * bump(arc, y, (0, 105), (20, 12))
    )
    kept = rng.random(_PORE_CANDIDATES) < density
    columns = np.searchsorted(frame.arc, arc[kept]) % frame.shape[1]
    rows = np.searchsorted(frame.y, y[kept]) % frame.shape[0]
    dots = np.zeros(frame.shape, np.float32)
    np.add.at(dots, (rows, columns), rng.uniform(0.3, 1.0, len(rows)).astype(np.float32))
    sigma_px = 0.26 * _MM
    return blur(dots, sigma_px) * np.float32(2.0 * np.pi * sigma_px**2)


def _relief(
    appearance: Appearance, frame: DetailFrame, skin: SkinMaps, rng: np.random.Generator
) -> Map:
    fine = 0.014 * correlated_noise(frame.shape, 0.28 * _MM, rng) + 0.027 * correlated_noise(
        frame.shape, 0.62 * _MM, rng
    )
    relief = appearance.pores * (fine - 0.115 * skin.pores)
    lip_lines = 0.045 * correlated_noise(frame.shape, 0.45 * _MM, rng, 6.0)
    under_eye = ridge(np.abs(frame.x) - 31.0, 10.0) * ridge(frame.feature_y - 9.0, 5.0)
    calm = 1.0 - 0.5 * under_eye
    return as_map(relief * calm * (1.0 - skin.lips) + lip_lines * skin.lips)
