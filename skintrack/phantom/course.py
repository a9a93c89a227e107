"""The sample course as data: acne scars, four needling sessions, and the photos in between.

Everything is fixed: the same seed gives the same dates, poses, light and skin.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

import numpy as np

from skintrack.model.phrase import Phrase
from skintrack.phantom.camera import Camera
from skintrack.phantom.lesions import SkinDay
from skintrack.phantom.lighting import Light
from skintrack.phantom.pose import Pose

COURSE_NAME = Phrase("Sample: acne scars")
CONCERN = "acne_scars"

FRONT, LEFT_OBLIQUE, RIGHT_OBLIQUE = "front", "left_oblique", "right_oblique"
_ALL_VIEWS = (FRONT, LEFT_OBLIQUE, RIGHT_OBLIQUE)
_YAW_DEG = {FRONT: 0.0, LEFT_OBLIQUE: -35.0, RIGHT_OBLIQUE: 35.0}
_WINTER, _SUMMER = timezone(timedelta(hours=1)), timezone(timedelta(hours=2))
_SUMMER_BEGINS, _SUMMER_ENDS = date(2026, 3, 29), date(2026, 10, 25)


@dataclass(frozen=True)
class PlannedSession:
    """One needling session of the sample."""

    day: date
    depth_mm: float
    device: Phrase
    notes: Phrase


@dataclass(frozen=True)
class PlannedPhoto:
    """One photo of the sample: when, which view, and everything the renderer needs.

    ``is_before_session`` marks photos taken on a session's day before the needling.
    """

    taken_at: datetime
    view: str
    is_before_session: bool
    skin: SkinDay
    pose: Pose
    light: Light
    camera: Camera
    seed: int


@dataclass(frozen=True)
class _Visit:
    """A day with photos. ``healed`` runs from 0 (baseline) to 1 (what the course can reach)."""

    day: date
    views: tuple[str, ...]
    healed: float
    days_after_session: int | None = None
    is_session_day: bool = False
    is_side_lit: bool = False


_PEN = Phrase("Pen, 36 needles")
SESSIONS = (
    PlannedSession(date(2026, 1, 19), 1.5, _PEN, Phrase("Warm for an hour, then tight.")),
    PlannedSession(
        date(2026, 2, 23), 1.5, _PEN, Phrase("Deeper on the cheeks than the first time.")
    ),
    PlannedSession(date(2026, 3, 30), 1.5, _PEN, Phrase("Red for two days, then calm.")),
    PlannedSession(date(2026, 5, 4), 1.5, _PEN, Phrase("Last session planned.")),
)

_VISITS = (
    _Visit(date(2026, 1, 12), _ALL_VIEWS, 0.00),
    _Visit(date(2026, 1, 20), (FRONT,), 0.02, days_after_session=1),
    _Visit(date(2026, 1, 22), (FRONT,), 0.03, days_after_session=3),
    _Visit(date(2026, 2, 9), (FRONT,), 0.12),
    _Visit(date(2026, 2, 23), _ALL_VIEWS, 0.20, is_session_day=True),
    _Visit(date(2026, 2, 24), (FRONT,), 0.20, days_after_session=1),
    _Visit(date(2026, 2, 26), (FRONT,), 0.21, days_after_session=3),
    _Visit(date(2026, 3, 16), (FRONT,), 0.32),
    _Visit(date(2026, 3, 29), (FRONT,), 0.39, is_side_lit=True),
    _Visit(date(2026, 3, 31), (FRONT,), 0.39, days_after_session=1),
    _Visit(date(2026, 4, 2), (FRONT,), 0.40, days_after_session=3),
    _Visit(date(2026, 4, 20), (FRONT,), 0.50),
    _Visit(date(2026, 5, 4), _ALL_VIEWS, 0.57, is_session_day=True),
    _Visit(date(2026, 5, 5), (FRONT,), 0.57, days_after_session=1),
    _Visit(date(2026, 5, 7), (FRONT,), 0.58, days_after_session=3),
    _Visit(date(2026, 6, 15), (FRONT,), 0.74),
    _Visit(date(2026, 8, 3), _ALL_VIEWS, 0.90),
    _Visit(date(2026, 11, 2), _ALL_VIEWS, 1.00),
)


def planned_photos(seed: int = 1) -> tuple[PlannedPhoto, ...]:
    """Return the photos of the sample, oldest first."""
    photos: list[PlannedPhoto] = []
    for number, visit in enumerate(_VISITS):
        for view in visit.views:
            photos.append(_plan_photo(visit, number, view, len(photos), seed))
    return tuple(photos)


def _plan_photo(visit: _Visit, number: int, view: str, index: int, seed: int) -> PlannedPhoto:
    of_day = np.random.default_rng([seed, number, 21])
    of_photo = np.random.default_rng([seed, index, 22])
    clock = 7 * 60 + 15 + int(of_day.integers(0, 70)) + 2 * visit.views.index(view)
    if visit.is_side_lit:
        clock += 13 * 60
    is_summer = _SUMMER_BEGINS <= visit.day < _SUMMER_ENDS
    midnight = datetime.combine(visit.day, datetime.min.time(), _SUMMER if is_summer else _WINTER)
    return PlannedPhoto(
        taken_at=midnight + timedelta(minutes=clock, seconds=int(of_photo.integers(0, 60))),
        view=view,
        is_before_session=visit.is_session_day,
        skin=_skin(visit, number, seed, of_day),
        pose=_pose(view, of_photo),
        light=_light(visit, of_day),
        camera=_camera(visit, of_day),
        seed=int(seed * 1000 + index),
    )


def _skin(visit: _Visit, number: int, seed: int, rng: np.random.Generator) -> SkinDay:
    """Return redness and relief of the day: falling with the course, fresh after a session."""
    flush, punctures = {1: (0.085, 0.10), 3: (0.035, 0.035)}.get(
        visit.days_after_session or 0, (0.0, 0.0)
    )
    return SkinDay(
        spots=float((1.0 - 0.78 * visit.healed) * rng.normal(1.0, 0.04)),
        scars=float((1.0 - 0.62 * visit.healed) * rng.normal(1.0, 0.02)),
        flush=flush,
        punctures=punctures,
        pores=float(1.0 - 0.10 * visit.healed),
        variation=0.12,
        seed=seed * 100 + number,
    )


def _pose(view: str, rng: np.random.Generator) -> Pose:
    return Pose(
        yaw_deg=_YAW_DEG[view] + float(rng.normal(0, 1.2)),
        pitch_deg=float(rng.normal(0, 1.5)),
        roll_deg=float(rng.normal(0, 1.2)),
        distance_mm=float(440.0 * (1.0 + rng.normal(0, 0.025))),
        shift_px=(float(rng.normal(0, 14)), float(rng.normal(0, 14))),
    )


def _light(visit: _Visit, rng: np.random.Generator) -> Light:
    """Return daylight from the same window, or one evening a lamp at the side."""
    x, y = float(rng.normal(-0.19, 0.025)), float(rng.normal(-0.42, 0.03))
    if visit.is_side_lit:
        return Light(direction=(0.93, -0.22, 0.30), key=1.0, fill=0.20, colour=(1.0, 0.90, 0.74))
    return Light(
        direction=(x, y, 0.84),
        key=float(rng.normal(0.78, 0.015)),
        fill=float(rng.normal(0.44, 0.015)),
        colour=(1.0, float(rng.normal(0.985, 0.006)), float(rng.normal(0.955, 0.012))),
    )


def _camera(visit: _Visit, rng: np.random.Generator) -> Camera:
    balance = (float(rng.normal(1.0, 0.008)), 1.0, float(rng.normal(1.0, 0.012)))
    if visit.is_side_lit:
        balance = (0.97, 1.0, 1.14)
    return Camera(
        exposure_ev=float(rng.normal(0.0, 0.07)),
        white_balance=balance,
        blur_px=float(rng.uniform(0.55, 0.65)),
    )
