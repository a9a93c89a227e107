"""The indexes of an export, by photo, metric and region."""

from collections.abc import Iterable, Mapping

from skintrack.model.measurement import Metric, RegionName
from skintrack.model.photo import PhotoId
from skintrack.model.series import Series, SeriesPoint

Place = tuple[PhotoId, Metric, RegionName]
BaselineIndexes = Mapping[str, float | None]
NO_INDEX: BaselineIndexes = {"index": None, "index_low": None, "index_high": None}


def indexes_of(all_series: Iterable[Series]) -> dict[Place, BaselineIndexes]:
    """Return the index of every photo that counts, with its noise where it has one."""
    return {
        (point.photo_id, series.metric, series.region): _index(series, point)
        for series in all_series
        for point in series.points
        if point.is_included
    }


def _index(series: Series, point: SeriesPoint) -> BaselineIndexes:
    noisy = series.index_interval_of(point)
    return {
        "index": series.index_of(point),
        "index_low": None if noisy is None else noisy.low,
        "index_high": None if noisy is None else noisy.high,
    }
