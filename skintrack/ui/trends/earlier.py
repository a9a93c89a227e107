"""What photos said before they are measured anew, so that no chart stands empty meanwhile."""

from skintrack.charts.plan import EarlierValues
from skintrack.model import CourseId, PhotoAnalysis, PhotoId, Series
from skintrack.ui.course_state import CourseMeasurements, CourseState


class EarlierMemory:
    """Keeps the analyses of an earlier version of the method while new ones replace them.

    They are for showing only, greyed; nothing is compared with them.
    """

    def __init__(self) -> None:
        self._course: CourseId | None = None
        self._kept: dict[PhotoId, PhotoAnalysis] = {}

    def remember(self, state: CourseState | None, measurements: CourseMeasurements) -> None:
        """Keep what waits to be measured anew; forget all once nothing does."""
        course = None if state is None else state.course.id
        if course != self._course:
            self._course = course
            self._kept.clear()
        waiting = {
            point.photo_id
            for trend in measurements.trends.values()
            for series in trend.series
            for point in series.outdated
        }
        if not waiting and measurements.trends:
            self._kept.clear()
        for photo_id in waiting & measurements.analyses.keys():
            self._kept[photo_id] = measurements.analyses[photo_id]

    def values_of(self, series: Series) -> EarlierValues | None:
        """Return the earlier values of a series; None where their baseline is not known."""
        baseline = self._baseline_photo(series)
        reference = None if baseline is None else self._kept.get(baseline)
        start = None if reference is None else reference.value(series.metric, series.region)
        if reference is None or start is None:
            return None
        values = {}
        for point in series.outdated:
            kept = self._kept.get(point.photo_id)
            value = None if kept is None else kept.value(series.metric, series.region)
            if kept is not None and value is not None and kept.algorithm == reference.algorithm:
                values[point.photo_id] = value
        return EarlierValues(start, values) if values else None

    def _baseline_photo(self, series: Series) -> PhotoId | None:
        """Return the photo that is the baseline, or was the first that could have been."""
        if series.baseline_photo_id is not None:
            return series.baseline_photo_id
        for point in series.points:
            kept = self._kept.get(point.photo_id)
            is_known = kept is not None and kept.value(series.metric, series.region) is not None
            if is_known and not point.phase.is_healing:
                return point.photo_id
        return None
