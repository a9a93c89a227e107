"""Short makers of model objects, so that a test says only what it is about."""

import hashlib
from datetime import UTC, date, datetime, time

from skintrack.model import (
    CapturedAtSource,
    Change,
    Comparison,
    CourseId,
    Measurement,
    Metric,
    NoiseSource,
    Photo,
    PhotoAnalysis,
    PhotoId,
    QualityIssue,
    RegionName,
    SessionId,
    Similarity,
    TreatmentSession,
    Verdict,
    View,
)


def make_session(day: date, number: int = 1, **details) -> TreatmentSession:
    return TreatmentSession(SessionId(number), CourseId(1), day, **details)


def make_photo(day: date | datetime | None, *, view=View.FRONT, relation=None, name="a") -> Photo:
    moment = day if isinstance(day, datetime) or day is None else _noon(day)
    sha256 = hashlib.sha256(f"{moment} {view} {name}".encode()).hexdigest()
    return Photo(
        id=PhotoId(sha256[:16]),
        course_id=CourseId(1),
        sha256=sha256,
        file_name=f"photos/{sha256[:8]}.jpg",
        original_name=f"{name}.jpg",
        byte_size=1000,
        width=300,
        height=400,
        captured_at=moment,
        captured_at_source=CapturedAtSource.EXIF if moment else None,
        is_zone_assumed=False,
        view=view,
        view_source=None,
        session_day_relation=relation,
        imported_at=datetime(2026, 11, 1, tzinfo=UTC),
    )


def make_analysis(
    photo: Photo,
    values: dict[tuple[Metric, RegionName], float | None],
    *,
    algorithm: str = "1",
    issues: tuple[QualityIssue, ...] = (),
    to_canonical: Similarity | None = None,
) -> PhotoAnalysis:
    return PhotoAnalysis(
        algorithm=algorithm,
        sha256=photo.sha256,
        view=photo.view,
        to_canonical=to_canonical,
        outlines={},
        measurements=tuple(Measurement(m, r, value) for (m, r), value in values.items()),
        valid_fraction={},
        usable_for=frozenset(metric for (metric, _), value in values.items() if value is not None),
        issues=issues,
    )


def make_compare(noise: float = 1.0, *, apart: QualityIssue | None = None, shift: float = 0.0):
    """Return a comparison with fixed noise.

    Photos whose analysis carries the issue ``apart`` are not comparable with others; ``shift`` is
    added to every change, as a correction would.
    """

    def compare(before: PhotoAnalysis, after: PhotoAnalysis) -> Comparison:
        is_apart = apart is not None and (apart in before.issues) != (apart in after.issues)
        changes = tuple(
            _change(m, after.value(m.metric, m.region), noise, shift)
            if not is_apart
            else _no_change(m.metric, m.region)
            for m in before.measurements
        )
        return Comparison("1", {}, (apart,) if is_apart and apart else (), changes)

    return compare


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)


def _change(before: Measurement, after: float | None, noise: float, shift: float) -> Change:
    if before.value is None or after is None:
        return _no_change(before.metric, before.region)
    change = after - before.value + shift
    verdict = Verdict.WITHIN_NOISE
    if abs(change) > noise:
        verdict = Verdict.IMPROVED if change < 0 else Verdict.WORSE
    return Change(
        metric=before.metric,
        region=before.region,
        before=before.value,
        after=before.value + change,
        change=change,
        noise=noise,
        noise_source=NoiseSource.ASSUMED,
        verdict=verdict,
    )


def _no_change(metric: Metric, region: RegionName) -> Change:
    return Change(metric, region, None, None, None, None, None, Verdict.NOT_COMPARABLE)
