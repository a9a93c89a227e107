"""A library with small drawn photos and analyses written by hand: quick, and no face needed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import numpy as np

from skintrack.analysis import ALGORITHM
from skintrack.imaging.export import encode_jpeg
from skintrack.library import Library
from skintrack.model import (
    CaptureConditions,
    Measurement,
    Metric,
    Photo,
    PhotoAnalysis,
    Provider,
    QualityIssue,
    RegionName,
    Similarity,
    View,
)
from skintrack.workflows import import_photos

START = date(2026, 3, 3)
SESSION_DAYS = (7, 42, 77, 112)
CHEEKS = (RegionName.RIGHT_CHEEK, RegionName.LEFT_CHEEK)
# The 120 x 160 picture fills the common frame.
TO_CANONICAL = Similarity(4.8, 0.0, 32.0, 0.0)


@dataclass(frozen=True)
class Shot:
    """One photo: day of the course, view, and the redness of its cheeks (None: not measured)."""

    day: int
    view: View = View.FRONT
    redness: float | None = 5.0
    issues: tuple[QualityIssue, ...] = ()
    has_face: bool = True


def make_library(
    folder: Path,
    shots: Iterable[Shot],
    *,
    course: str = "Acne scars",
    session_days: Iterable[int] = SESSION_DAYS,
    notes: str | None = None,
    passphrase: str | None = None,
) -> Library:
    """Return an open library with imported and measured photos."""
    library = Library.create(folder / "library", course, "acne_scars", passphrase)
    course_id = library.courses.all()[0].id
    for number, day in enumerate(session_days):
        library.sessions.add(
            course_id,
            START + timedelta(days=day),
            depth_mm=1.0 + 0.25 * number,
            device="Pen",
            provider=Provider.CLINIC,
            notes=notes,
        )
    for number, shot in enumerate(shots):
        path = folder / f"shot{number}.jpg"
        path.write_bytes(encode_jpeg(draw(number)))
        moment = datetime.combine(START, time(10), tzinfo=UTC) + timedelta(days=shot.day)
        result = import_photos.run(library, [path], captured_at=moment, view=shot.view)
        photo = result.added[0].photo
        library.analyses.save(photo.id, analysis_of(photo, shot))
    return library


def draw(number: int) -> np.ndarray:
    """Return a small picture that no other number has."""
    ramp = np.linspace(90, 210, 160, dtype=np.float64)[:, None, None]
    picture = np.broadcast_to(ramp, (160, 120, 3)).copy()
    picture[20:60, 20:100, 0] = 40 + 9 * number % 200
    return picture.astype(np.uint8)


def analysis_of(photo: Photo, shot: Shot) -> PhotoAnalysis:
    """Return a plausible analysis whose four metrics all follow the redness."""
    red = shot.redness
    values = {
        Metric.REDNESS: red,
        Metric.REDNESS_SPOTS: None if red is None else red + 1,
        Metric.TEXTURE: None if red is None else -3.4 + 0.1 * (red - 5),
        Metric.RELIEF: None if red is None else 0.08 + 0.01 * (red - 5),
    }
    return PhotoAnalysis(
        algorithm=ALGORITHM,
        sha256=photo.sha256,
        view=shot.view,
        to_canonical=TO_CANONICAL if shot.has_face else None,
        outlines={},
        measurements=tuple(
            Measurement(metric, region, value)
            for region in (*CHEEKS, RegionName.CHIN)
            for metric, value in values.items()
        )
        + tuple(
            Measurement(metric, RegionName.FACE, value)
            for metric, value in values.items()
            if metric is not Metric.REDNESS
        ),
        valid_fraction=dict.fromkeys((*CHEEKS, RegionName.CHIN), 0.95),
        usable_for=frozenset(metric for metric, value in values.items() if value is not None),
        issues=shot.issues,
        conditions=CaptureConditions(
            eye_distance_px=400.0,
            roll_deg=0.0,
            yaw_deg=0.0,
            pitch_deg=0.0,
            sharpness=0.5,
            left_right_light=0.0,
            up_down_light=0.0,
            face_log_luminance=-0.5,
            face_log_red_green=0.2,
            face_log_blue_green=-0.1,
            clipped_fraction=0.0,
            skin_fraction=0.9,
            mouth_open=0.0,
            smile=0.0,
        ),
    )


def course_shots() -> tuple[Shot, ...]:
    """Return a whole course: baseline, photos at each session, two healing days, a follow-up."""
    return (
        Shot(0, redness=12.0),
        Shot(0, View.LEFT_OBLIQUE, redness=12.0),
        Shot(8, redness=20.0),
        Shot(10, redness=15.0),
        Shot(42, redness=10.0),
        Shot(42, View.LEFT_OBLIQUE, redness=10.0),
        Shot(77, redness=8.0),
        Shot(
            112,
            redness=None,
            issues=(
                QualityIssue("blurred", "The photo is blurred. Hold still.", frozenset(Metric)),
            ),
        ),
        Shot(200, redness=3.0),
    )
