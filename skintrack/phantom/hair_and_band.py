"""Hair, swept back, and the headband that holds it: where they are, how thick, and their colours.

The headband hides the hairline above the forehead, which a rendered head gets wrong most easily.
"""

import numpy as np

from skintrack.phantom import grids, outlines
from skintrack.phantom.head_form import crown_dome, ring_radius
from skintrack.phantom.maps import (
    Map,
    as_map,
    blur,
    correlated_noise,
    resize,
    ridge,
    smooth_curve,
    smooth_step,
)
from skintrack.phantom.person import HairStyle, Person

_BAND_THICKNESS_MM = 4.0


def hair(who: Person, theta: Map, y: Map) -> tuple[Map, Map]:
    """Return the mask of the hair on the head and its thickness in mm, (rows, columns)."""
    line = outlines.hair_line(theta, who.appearance.hair_style)[None, :]
    rng = np.random.default_rng([who.seed, 3])
    fringe = resize(correlated_noise((8, 200), 1.2, rng), len(theta), len(y))
    mask = smooth_step(-1.5, 6.0, line - y[:, None] + 0.8 * fringe)
    long = who.appearance.hair_style is HairStyle.LONG
    near, far = (3.0, 4.5) if long else (2.2, 3.0)
    above_line = line - y[:, None]
    height = near * smooth_step(0, 10, above_line) + far * smooth_step(4, 48, above_line)
    above_band = outlines.band_line(theta)[None, :] - outlines.BAND_HALF_HEIGHT_MM - y[:, None]
    height = height * np.maximum(crown_dome(y), 0.3)[:, None] * smooth_step(-4, 10, above_band)
    return as_map(mask), as_map(height)


def band(theta: Map, y: Map) -> tuple[Map, Map]:
    """Return the mask of the headband and its thickness in mm, with soft folds along it."""
    away = y[:, None] - outlines.band_line(theta)[None, :]
    half = outlines.BAND_HALF_HEIGHT_MM
    mask = smooth_step(0.0, 0.9, half - np.abs(away))
    tube = np.clip(1.0 - np.abs(away / (half + 0.4)) ** 3, 0.0, 1.0) ** 0.6
    turn = theta[None, :]
    folds = 0.32 * np.sin(away * 0.75 + 1.2 * np.sin(turn * 3.0) + 0.6 * np.sin(turn * 7.0 + 1.0))
    folds = folds * ridge(away, half * 0.62, 4.0)
    height = np.where(tube > 0, _BAND_THICKNESS_MM * tube + folds, 0.0)
    return as_map(mask), as_map(height)


def add_long_hair(who: Person, radius: Map, theta: Map, y: Map) -> tuple[Map, Map]:
    """Return the radius with hair falling behind ears and neck, and the mask of that hair."""
    rng = np.random.default_rng([who.seed, 4])
    waves = correlated_noise((len(y), len(theta)), 5.0, rng, 14.0)
    half_width = smooth_curve(
        ((-40, 70), (0, 73), (40, 76), (80, 80), (110, 80), (140, 76), (330, 70)), y, 10
    )[:, None]
    half_depth = smooth_curve(((-40, 84), (40, 84), (110, 80), (150, 84), (330, 90)), y, 10)
    hanging = ring_radius(theta, half_width, half_depth[:, None]) + 0.8 * waves
    front_edge = smooth_curve(
        ((-40, 121), (-10, 120), (20, 117), (50, 112), (90, 105), (130, 99), (160, 96)), y, 10
    )[:, None]
    turn = np.degrees(np.abs(theta))[None, :] + 0.8 * waves
    below_band = smooth_step(
        -2.0, 16.0, y[:, None] - outlines.band_line(theta)[None, :] - outlines.BAND_HALF_HEIGHT_MM
    )
    rise = smooth_step(-7.0, 7.0, turn - front_edge) * below_band
    lifted = np.maximum(radius, hanging * rise + radius * (1.0 - rise))
    mask = smooth_step(-8.0, -5.0, turn - front_edge) * smooth_step(0.1, 0.8, lifted - radius)
    return as_map(lifted), blur(as_map(mask), 1.0)


def cover_colours(
    who: Person, band_mask: Map, shirt_mask: Map, long_hair: Map, strands: Map
) -> Map:
    """Return what covers the skin as a map of linear colours, (rows, columns, 3).

    Band and shirt lie over the hair of the head; long hair falls over the shirt.
    """
    theta, y = grids.surface_axes()
    turn, down = theta[None, :], y[:, None]
    shape = len(y), len(theta)
    lightness = np.clip(1.0 + 0.34 * strands, 0.35, 2.2)
    hair_colour = np.array(who.appearance.hair, np.float32) * lightness[..., None]
    weave = 1.0 + 0.035 * np.sin(turn * 170.0) * np.sin(down * 3.1)
    band_colour = np.array(who.appearance.band, np.float32) * weave[..., None]
    rng = np.random.default_rng([who.seed, 6])
    cloth = 1.0 + 0.02 * correlated_noise(shape, 1.0, rng) + 0.03 * correlated_noise(shape, 20, rng)
    shirt_colour = np.array(who.appearance.shirt, np.float32) * cloth[..., None]
    colour = hair_colour * (1.0 - band_mask[..., None]) + band_colour * band_mask[..., None]
    colour = colour * (1.0 - shirt_mask[..., None]) + shirt_colour * shirt_mask[..., None]
    falling = long_hair[..., None]
    return as_map(colour * (1.0 - falling) + hair_colour * falling)


def strand_map(who: Person) -> Map:
    """Return the lightness of the strands (mean 0, variance about 1) on the surface grid."""
    theta, y = grids.surface_axes()
    rng = np.random.default_rng([who.seed, 2])
    shape = len(y), len(theta)
    fine = correlated_noise(shape, 0.7, rng, 45.0)
    locks = correlated_noise(shape, 3.0, rng, 26.0)
    broad = correlated_noise(shape, 9.0, rng, 12.0)
    return as_map(0.62 * fine + 0.55 * locks + 0.4 * broad)
