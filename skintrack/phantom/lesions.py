"""Red spots, acne scars and freshly needled skin, at any strength, laid over a subject's skin."""

from dataclasses import dataclass, replace

import numpy as np

from skintrack.phantom.detail_frame import DetailFrame
from skintrack.phantom.grids import DETAIL_PX_PER_MM, DETAIL_RADIUS_MM
from skintrack.phantom.maps import Map, as_map, blur, bump, correlated_noise, smooth_step
from skintrack.phantom.outlines import face_y
from skintrack.phantom.skin_maps import SkinMaps
from skintrack.phantom.subject import Subject

_SCAR_POWERS = (2.2, 4.0, 2.0)  # ice pick, boxcar, rolling: how flat the floor is
_SCAR_SHARES = (0.45, 0.30, 0.25)
_SCAR_RADII_MM = ((0.55, 0.9), (0.9, 1.5), (1.9, 2.9))
_SCAR_DEPTHS_MM = ((0.32, 0.56), (0.20, 0.34), (0.28, 0.46))
_PUNCTURE_COUNT = 5200
_SPOTS_ON_CHEEKS = 0.82


@dataclass(frozen=True)
class Spot:
    """A round red spot: place (arc and head's y), radius, haemoglobin density and height in mm."""

    arc: float
    y: float
    radius: float
    density: float
    height: float


@dataclass(frozen=True)
class Scar:
    """A dent: place, radius, depth in mm, and how flat its floor is (2 round, 4 flat)."""

    arc: float
    y: float
    radius: float
    depth: float
    power: float


@dataclass(frozen=True)
class Lesions:
    """All spots and scars of one subject at full strength."""

    spots: tuple[Spot, ...]
    scars: tuple[Scar, ...]


@dataclass(frozen=True)
class SkinDay:
    """The state of a skin on one day.

    ``spots`` and ``scars`` scale redness and depth (1 = full strength). ``flush`` adds haemoglobin
    density to the treated skin, ``punctures`` strews it with needle marks of that density, and
    ``cheeks`` adds it to both cheeks smoothly. ``pores`` scales pores and fine lines.
    ``seed`` decides the small differences between one day and the next, of size ``variation``.
    """

    spots: float = 1.0
    scars: float = 1.0
    flush: float = 0.0
    punctures: float = 0.0
    cheeks: float = 0.0
    pores: float = 1.0
    variation: float = 0.0
    seed: int = 0


def place_lesions(subject: Subject, seed: int, spots: int = 26, scars: int = 60) -> Lesions:
    """Return spots and scars on cheeks, chin and forehead, the same for the same seed."""
    rng = np.random.default_rng([seed, 77])
    return Lesions(
        spots=tuple(_place_spot(subject, rng) for _ in range(spots)),
        scars=tuple(_place_scar(subject, rng) for _ in range(scars)),
    )


def skin_on_day(subject: Subject, lesions: Lesions, day: SkinDay) -> SkinMaps:
    """Return the subject's skin with its lesions as they are on one day."""
    rng = np.random.default_rng([day.seed, 78])
    skin, frame = subject.skin, subject.frame
    blood, relief = skin.haemoglobin.copy(), skin.relief * np.float32(day.pores)
    for spot in lesions.spots:
        strength = day.spots * (1.0 + day.variation * rng.standard_normal())
        part, away = _around(frame, spot.arc, spot.y, spot.radius, 3.0)
        shape = np.exp(-np.power(away, 2.6))
        blood[part] += np.float32(spot.density * strength) * shape
        relief[part] += np.float32(spot.height * strength) * np.exp(-np.power(away / 1.3, 2.6))
    for scar in lesions.scars:
        part, away = _around(frame, scar.arc, scar.y, scar.radius, 2.6)
        rim = 0.07 * np.exp(-0.5 * ((away - 1.5) / 0.35) ** 2)
        relief[part] += np.float32(scar.depth * day.scars) * (rim - np.exp(-(away**scar.power)))
    if day.cheeks:
        blood += np.float32(day.cheeks) * bump(np.abs(frame.x), frame.feature_y, (38, 32), (15, 15))
    if day.flush or day.punctures:
        blood += _needled(frame, day, rng)
    if day.variation:
        flush = correlated_noise(frame.shape, 22.0 * DETAIL_PX_PER_MM, rng)
        blood += np.float32(0.025 * day.variation) * flush
    return replace(skin, haemoglobin=np.maximum(blood, 0.0), relief=relief)


def _place_spot(subject: Subject, rng: np.random.Generator) -> Spot:
    on_cheek = rng.random() < _SPOTS_ON_CHEEKS
    side = rng.choice([-1.0, 1.0])
    if on_cheek:
        x, y = side * rng.uniform(25, 55), rng.uniform(20, 66)
    else:
        x, y = rng.uniform(-30, 30), rng.choice([rng.uniform(-52, -30), rng.uniform(98, 108)])
    arc, height_y = _on_detail(subject, x, y)
    return Spot(
        arc, height_y, rng.uniform(1.1, 2.4), rng.uniform(0.10, 0.26), rng.uniform(0.04, 0.2)
    )


def _place_scar(subject: Subject, rng: np.random.Generator) -> Scar:
    side = rng.choice([-1.0, 1.0])
    x = side * np.clip(rng.normal(41, 9), 22, 60)
    arc, y = _on_detail(subject, x, np.clip(rng.normal(42, 14), 16, 72))
    kind = int(rng.choice(3, p=_SCAR_SHARES))
    return Scar(
        arc, y, rng.uniform(*_SCAR_RADII_MM[kind]), rng.uniform(*_SCAR_DEPTHS_MM[kind]),
        _SCAR_POWERS[kind],
    )  # fmt: skip


def _on_detail(subject: Subject, x: float, y: float) -> tuple[float, float]:
    """Return the arc and the head's y of a feature place."""
    head_y = face_y(subject.person.shape, y)
    return subject.surface.theta_at(x, head_y) * DETAIL_RADIUS_MM, head_y


def _around(
    frame: DetailFrame, arc: float, y: float, radius: float, reach: float
) -> tuple[tuple[slice, slice], Map]:
    """Return the window round a place and the distance from it, in radii."""
    margin = radius * reach
    part = frame.window((arc - margin, arc + margin), (y - margin, y + margin))
    across, down = frame.arc[None, part[1]] - arc, frame.y[part[0], None] - y
    away: Map = np.hypot(across, down) / np.float32(radius)
    return part, away


def _needled(frame: DetailFrame, day: SkinDay, rng: np.random.Generator) -> Map:
    """Return the added blood of treated skin: cheeks most, chin and forehead less, eyes spared."""
    x, y = frame.x, frame.feature_y
    side = np.abs(x)
    treated = bump(side, y, (40, 38), (19, 21)) + 0.35 * bump(x, y, (0, -42), (40, 15))
    treated += 0.45 * bump(x, y, (0, 104), (20, 10))
    treated *= smooth_step(0.0, 10.0, np.hypot((side - 31) / 1.25, y) - 12.0)
    blotches = 1.0 + 0.22 * correlated_noise(frame.shape, 4.0 * DETAIL_PX_PER_MM, rng)
    dots = np.zeros(frame.shape, np.float32)
    rows = rng.integers(0, frame.shape[0], _PUNCTURE_COUNT)
    columns = rng.integers(0, frame.shape[1], _PUNCTURE_COUNT)
    dots[rows, columns] = 1.0
    sigma_px = 0.32 * DETAIL_PX_PER_MM
    marks = blur(dots, sigma_px) * np.float32(2.0 * np.pi * sigma_px**2)
    return as_map(treated * (day.flush * blotches + day.punctures * marks))
