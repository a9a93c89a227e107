"""Values of one metric over time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from skintrack.model.comparison import NoiseSource, Verdict
from skintrack.model.index import BaselineIndex, index_formula, index_of, index_with_noise
from skintrack.model.measurement import Metric, RegionName
from skintrack.model.photo import PhotoId, View
from skintrack.model.series_points import PackedPoints, SeriesPoint

__all__ = ["Series", "SeriesPoint", "TrendLine"]


@dataclass(frozen=True)
class TrendLine:
    """Theil-Sen line with Kendall's test, over the medians of four or more visits.

    ``slope_low_per_week`` and ``slope_high_per_week`` are the ends of the slope's 95 % confidence
    interval; None where so few visits bound it on no side.
    """

    slope_per_week: float
    intercept: float
    kendall_tau: float
    p_value: float
    slope_low_per_week: float | None = None
    slope_high_per_week: float | None = None


@dataclass(frozen=True)
class Series:
    """One metric in one region and view over time.

    ``baseline`` is the value all others are compared with; None while no comparable photo exists.
    ``noise`` is the MDC95 of a change from baseline. ``verdict`` and ``change`` speak of the latest
    included point against the baseline; None with fewer than two included points.
    """

    metric: Metric
    region: RegionName
    view: View
    points: Sequence[SeriesPoint]
    baseline_photo_id: PhotoId | None
    baseline: float | None
    change: float | None
    noise: float | None
    noise_source: NoiseSource | None
    verdict: Verdict | None
    line: TrendLine | None
    algorithm: str

    @property
    def outdated(self) -> tuple[SeriesPoint, ...]:
        """The points that wait to be measured by the algorithm of the series."""
        if isinstance(self.points, PackedPoints) and not self.points.has_outdated:
            return ()
        return tuple(point for point in self.points if point.is_outdated)

    @property
    def included(self) -> tuple[SeriesPoint, ...]:
        """The points that count, oldest first."""
        return tuple(point for point in self.points if point.is_included)

    @property
    def counted_ids(self) -> Iterator[PhotoId]:
        """The photos of the points that count."""
        if isinstance(self.points, PackedPoints):
            return self.points.counted_ids
        return (point.photo_id for point in self.points if point.is_included)

    @property
    def index(self) -> BaselineIndex | None:
        """The latest visit as an index against the baseline; None where there is no change."""
        return index_with_noise(self.metric, self.change, self.noise, self.baseline)

    @property
    def formula(self) -> str | None:
        """The formula of the index; None for a metric that has none."""
        return index_formula(self.metric)

    def point_of(self, photo_id: PhotoId) -> SeriesPoint | None:
        """Return the point of a photo, or None where it has none."""
        if isinstance(self.points, PackedPoints):
            return self.points.of_photo(photo_id)
        return next((point for point in self.points if point.photo_id == photo_id), None)

    def noise_of(self, point: SeriesPoint) -> float | None:
        """Return the MDC95 of a point's change; that of the latest visit where it has none."""
        return self.noise if point.noise is None else point.noise

    def change_of(self, point: SeriesPoint) -> float | None:
        """Return a point's change from the baseline; None for a point that does not count."""
        if not point.is_included or point.value is None or self.baseline is None:
            return None
        return point.value - self.baseline

    def index_of(self, point: SeriesPoint) -> float | None:
        """Return a point's index; None for a point that does not count."""
        return None if not point.is_included else index_of(self.metric, point.value, self.baseline)

    def index_interval_of(self, point: SeriesPoint) -> BaselineIndex | None:
        """Return a point's index with its noise; None for the baseline, which has no change."""
        if point.photo_id == self.baseline_photo_id:
            return None
        change = self.change_of(point)
        return index_with_noise(self.metric, change, self.noise_of(point), self.baseline)
