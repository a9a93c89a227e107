"""From days and values to pixels: the frame of a chart on the screen."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from skintrack.charts.plan import ChartPlan, PlannedPoint
from skintrack.charts.scale import ValueRange

NEAR_PX = 16.0
"""A point is meant by a click this near to it."""


@dataclass(frozen=True)
class ChartFrame:
    """The plot of a chart in widget pixels."""

    plan: ChartPlan
    plot: QRectF

    def x(self, day: float) -> float:
        """Return where a day stands."""
        first, last = self.plan.days
        return self.plot.left() + (day - first) / (last - first) * self.plot.width()

    def y(self, height: float) -> float:
        """Return where a value stands."""
        low, high = self.plan.values.low, self.plan.values.high
        return self.plot.bottom() - (height - low) / (high - low) * self.plot.height()

    def place(self, point: PlannedPoint) -> QPointF:
        """Return the middle of a point."""
        return QPointF(self.x(point.day), self.y(point.height))

    def nearest(self, position: QPointF) -> PlannedPoint | None:
        """Return the point that a click means; None where none is near."""
        found, least = None, NEAR_PX * NEAR_PX
        for point in self.plan.points:
            apart = self.place(point) - position
            distance = QPointF.dotProduct(apart, apart)
            if distance <= least:
                found, least = point, distance
        return found

    def shown_points(self) -> Sequence[PlannedPoint]:
        """Return the points to draw: of a crowd in one column of pixels its highest and lowest."""
        points = self.plan.points
        if len(points) <= self.plot.width():
            return points
        extremes: dict[tuple[int, str], list[PlannedPoint]] = {}
        for point in points:
            kept = extremes.setdefault((int(self.x(point.day)), point.meaning), [point, point])
            kept[0] = min(kept[0], point, key=_height)
            kept[1] = max(kept[1], point, key=_height)
        return [point for pair in extremes.values() for point in pair]

    def shown_band(self) -> list[tuple[float, ValueRange]]:
        """Return the noise band by columns of pixels, from edge to edge."""
        is_crowded = len(self.plan.band) > self.plot.width()
        columns: dict[float, ValueRange] = {}
        for day, one in self.plan.band:
            x = float(int(self.x(day))) if is_crowded else self.x(day)
            columns[x] = columns[x] | one if x in columns else one
        if not columns:
            return []
        band = list(columns.items())
        return [(self.plot.left(), band[0][1]), *band, (self.plot.right(), band[-1][1])]


def _height(point: PlannedPoint) -> float:
    return point.height
