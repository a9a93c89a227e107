"""From days and values to pixels: the frame of a chart on the screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from PySide6.QtCore import QPointF, QRectF

from skintrack.charts.plan import ChartPlan, PlannedPoint
from skintrack.charts.scale import ValueRange

# Half the width of a mark: two of them side by side still show where both are.
_COLUMN_PX = 6.0
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
        """Return the points to draw: of a crowd in one column its highest and lowest."""
        points = self.plan.points
        if len(points) <= self.plot.width():
            return points
        first, last = self.plan.days
        columns_per_day = self.plot.width() / (last - first) / _COLUMN_PX
        ends: dict[tuple[int, str], tuple[PlannedPoint, PlannedPoint]] = {}
        for point in points:
            column = (int((point.day - first) * columns_per_day), point.meaning)
            low, high = ends.get(column, (point, point))
            if point.height > high.height:
                high = point
            elif point.height < low.height:
                low = point
            ends[column] = low, high
        return [
            point
            for low, high in ends.values()
            for point in ((low,) if low is high else (low, high))
        ]

    def band_columns(self) -> list[QRectF]:
        """Return the noise band as columns of one pixel: a wild polygon takes ten times as long."""
        band = self._band_points()
        columns: list[QRectF] = []
        for (start, one), (end, other) in pairwise(band):
            width = end - start
            for x in range(ceil(start), ceil(end)):
                share = (x - start) / width
                top = self.y(one.high + share * (other.high - one.high))
                bottom = self.y(one.low + share * (other.low - one.low))
                # A little wider, so that no seam shows where a pixel of the screen is smaller.
                columns.append(QRectF(x, top, 1.2, bottom - top))
        return columns

    def _band_points(self) -> list[tuple[float, ValueRange]]:
        """Return the band from edge to edge, of a crowd in one column the widest."""
        is_crowded = len(self.plan.band) > self.plot.width()
        widest: dict[float, ValueRange] = {}
        for day, one in self.plan.band:
            x = float(int(self.x(day))) if is_crowded else self.x(day)
            widest[x] = widest[x] | one if x in widest else one
        if not widest:
            return []
        band = list(widest.items())
        return [(self.plot.left(), band[0][1]), *band, (self.plot.right(), band[-1][1])]
