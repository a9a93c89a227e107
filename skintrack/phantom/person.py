"""Who is rendered: the proportions and colours of one invented person.

Proportions are rounded adult means from general anthropometry (face width about 140 mm, pupils
63 mm apart, nose 35 mm wide, mouth 50 mm wide), varied by hand; no scan, mesh or photo is read.
"""

from dataclasses import dataclass, field, replace
from enum import StrEnum

import numpy as np

Colour = tuple[float, float, float]
"""Reflectance in linear sRGB, 0 to 1."""


class HairStyle(StrEnum):
    """Hair above and behind the headband."""

    SHORT = "short"
    LONG = "long"


@dataclass(frozen=True)
class FaceShape:
    """Proportions of one face, in mm or as factors of the mean (1.0).

    ``lower_face`` shortens everything below the eyes. ``upper_lid`` and ``lower_lid`` are the
    distances of the lid edges from the pupil. ``smile`` lifts the corners of the mouth, in mm.
    """

    head_width: float = 1.0
    lower_face: float = 0.925
    jaw_width: float = 1.0
    chin: float = 1.0
    cheekbone: float = 1.0
    cheek_fullness: float = 0.0
    brow_ridge: float = 1.0
    eye_spacing: float = 31.0
    eye_half_width: float = 14.6
    upper_lid: float = 5.1
    lower_lid: float = 4.9
    eye_tilt: float = 0.07
    nose_width: float = 1.0
    nose_height: float = 1.0
    muzzle: float = 5.5
    mouth_half_width: float = 24.2
    lip_fullness: float = 1.0
    smile: float = 0.8
    brow_y: float = -18.6
    brow_thickness: float = 1.0
    ear_size: float = 1.0


@dataclass(frozen=True)
class Appearance:
    """Colours and skin of one person.

    ``melanin`` and ``haemoglobin`` are optical densities of the skin in the green channel; real
    skin runs from about 0.1 (very light) to 1.0 (very dark). ``pores`` scales pores and fine lines.
    """

    melanin: float = 0.16
    haemoglobin: float = 0.10
    pores: float = 1.0
    iris: Colour = (0.085, 0.050, 0.028)
    hair: Colour = (0.045, 0.028, 0.018)
    hair_style: HairStyle = HairStyle.SHORT
    band: Colour = (0.30, 0.34, 0.36)
    shirt: Colour = (0.10, 0.17, 0.22)
    wall: Colour = (0.47, 0.48, 0.47)


@dataclass(frozen=True)
class Person:
    """One invented person; ``seed`` decides every random detail of skin and hair."""

    seed: int
    shape: FaceShape = field(default_factory=FaceShape)
    appearance: Appearance = field(default_factory=Appearance)


_BLUE, _GREEN, _HAZEL = (0.060, 0.085, 0.105), (0.085, 0.085, 0.058), (0.095, 0.062, 0.030)
_BROWN, _DARK_BROWN = (0.060, 0.034, 0.018), (0.035, 0.020, 0.012)

_PEOPLE: tuple[tuple[FaceShape, Appearance], ...] = (
    (  # oval, light, long brown hair
        FaceShape(
            head_width=0.96, lower_face=0.90, jaw_width=0.95, chin=0.75, brow_ridge=0.35,
            cheekbone=1.1, eye_half_width=14.9, upper_lid=5.1, lower_lid=5.0, eye_tilt=0.09,
            nose_width=0.86, nose_height=0.88, muzzle=5.0, mouth_half_width=23.6, lip_fullness=1.16,
            smile=1.5, brow_y=-19.6, brow_thickness=0.72, ear_size=0.92,
        ),
        Appearance(
            melanin=0.14, haemoglobin=0.095, pores=0.9, iris=_GREEN, hair=(0.075, 0.040, 0.022),
            hair_style=HairStyle.LONG, band=(0.58, 0.57, 0.53), shirt=(0.09, 0.20, 0.21),
            wall=(0.60, 0.60, 0.57),
        ),
    ),
    (  # square, light, short hair
        FaceShape(
            head_width=1.03, lower_face=0.95, jaw_width=1.08, chin=1.25, brow_ridge=1.35,
            cheekbone=0.9, upper_lid=4.7, lower_lid=4.5, eye_tilt=0.04, nose_width=1.08,
            nose_height=1.02, mouth_half_width=25.2, lip_fullness=0.86, smile=0.5, brow_y=-17.4,
            brow_thickness=1.15, ear_size=1.08,
        ),
        Appearance(
            melanin=0.20, haemoglobin=0.11, pores=1.1, iris=_BLUE, hair=(0.085, 0.055, 0.032),
            band=(0.16, 0.24, 0.33), shirt=(0.40, 0.40, 0.38), wall=(0.54, 0.57, 0.60),
        ),
    ),
    (  # heart-shaped, dark, long hair
        FaceShape(
            head_width=0.99, lower_face=0.91, jaw_width=0.95, chin=0.9, brow_ridge=0.45,
            cheekbone=1.35, eye_half_width=15.1, upper_lid=5.5, lower_lid=5.2, eye_tilt=0.10,
            nose_width=1.14, nose_height=0.84, muzzle=7.2, mouth_half_width=25.0, lip_fullness=1.42,
            smile=1.2, brow_y=-19.4, brow_thickness=0.78, ear_size=0.92,
        ),
        Appearance(
            melanin=0.92, haemoglobin=0.10, pores=0.9, iris=_DARK_BROWN, hair=(0.016, 0.012, 0.010),
            hair_style=HairStyle.LONG, band=(0.42, 0.20, 0.13), shirt=(0.40, 0.33, 0.20),
            wall=(0.30, 0.29, 0.27),
        ),
    ),
    (  # long and strong, brown, short hair
        FaceShape(
            head_width=0.99, lower_face=0.965, jaw_width=1.05, chin=1.15, brow_ridge=1.2,
            cheekbone=1.1, upper_lid=4.9, lower_lid=4.7, eye_tilt=0.05, nose_width=1.15,
            nose_height=0.95, muzzle=6.8, mouth_half_width=25.6, lip_fullness=1.22, smile=0.6,
            brow_y=-17.6, brow_thickness=1.1, ear_size=1.02,
        ),
        Appearance(
            melanin=0.62, haemoglobin=0.11, pores=1.1, iris=_DARK_BROWN, hair=(0.014, 0.011, 0.010),
            band=(0.23, 0.30, 0.24), shirt=(0.20, 0.22, 0.27), wall=(0.36, 0.37, 0.36),
        ),
    ),
    (  # round, olive, long dark hair
        FaceShape(
            head_width=1.04, lower_face=0.895, jaw_width=1.02, chin=0.7, cheekbone=1.0,
            cheek_fullness=3.2, brow_ridge=0.4, eye_spacing=32.0, eye_half_width=14.4,
            upper_lid=4.9, lower_lid=4.7, eye_tilt=0.11, nose_width=1.04, nose_height=0.82,
            muzzle=5.8, mouth_half_width=23.8, lip_fullness=1.12, smile=1.3, brow_y=-19.2,
            brow_thickness=0.85, ear_size=0.9,
        ),
        Appearance(
            melanin=0.32, haemoglobin=0.10, pores=0.9, iris=_BROWN, hair=(0.020, 0.014, 0.011),
            hair_style=HairStyle.LONG, band=(0.30, 0.27, 0.38), shirt=(0.12, 0.15, 0.23),
            wall=(0.55, 0.55, 0.52),
        ),
    ),
    (  # narrow, medium brown, short hair
        FaceShape(
            head_width=0.94, lower_face=0.955, jaw_width=0.96, chin=1.05, cheekbone=1.25,
            brow_ridge=1.0, eye_spacing=30.2, upper_lid=5.0, lower_lid=4.8, eye_tilt=0.06,
            nose_width=0.98, nose_height=1.08, mouth_half_width=24.0, lip_fullness=1.0, smile=0.7,
            brow_y=-17.8, brow_thickness=1.2, ear_size=1.0,
        ),
        Appearance(
            melanin=0.44, haemoglobin=0.11, pores=1.0, iris=_HAZEL, hair=(0.018, 0.013, 0.011),
            band=(0.50, 0.49, 0.45), shirt=(0.12, 0.22, 0.16), wall=(0.48, 0.49, 0.48),
        ),
    ),
)  # fmt: skip

PERSON_COUNT = len(_PEOPLE)


def person(seed: int) -> Person:
    """Return an invented person: one of six basic faces by ``seed % 6``, varied by the seed.

    Seeds 0 to 5 are the basic faces as they stand.
    """
    shape, appearance = _PEOPLE[seed % PERSON_COUNT]
    if seed >= PERSON_COUNT:
        shape = _vary(shape, np.random.default_rng([seed, 1]))
    return Person(seed=seed, shape=shape, appearance=appearance)


def _vary(shape: FaceShape, rng: np.random.Generator) -> FaceShape:
    """Return the shape with small differences between brothers and sisters."""
    return replace(
        shape,
        head_width=shape.head_width * rng.uniform(0.985, 1.015),
        lower_face=shape.lower_face * rng.uniform(0.99, 1.01),
        jaw_width=shape.jaw_width * rng.uniform(0.98, 1.02),
        eye_spacing=shape.eye_spacing + rng.uniform(-0.5, 0.5),
        nose_width=shape.nose_width * rng.uniform(0.96, 1.04),
        nose_height=shape.nose_height * rng.uniform(0.97, 1.03),
        mouth_half_width=shape.mouth_half_width + rng.uniform(-0.7, 0.7),
        lip_fullness=shape.lip_fullness * rng.uniform(0.94, 1.06),
    )
