"""The chart of a year of daily photos: laid out and painted again, as after a click or a resize."""

import math
import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from benchmarks.photos import twelve_megapixels
from benchmarks.timing import beside_unit, report
from benchmarks.unit import in_units, unit_of
from skintrack.charts import plan_chart
from skintrack.model import (
    HealingWindow,
    Metric,
    NoiseSource,
    Phase,
    PhotoId,
    RegionName,
    Series,
    SeriesPoint,
    TrendLine,
    Verdict,
    View,
    VisitPhase,
)

RUNS = 9
SIZE = (1600, 800)
COUNTS = (365, 10_000)
TARGET_MS = 60
START = date(2025, 1, 1)


def run(_folder: Path) -> None:
    """Measure the plan with the painting, for one year and for many."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtWidgets import QApplication

    from skintrack.ui.fonts import load_fonts
    from skintrack.ui.tokens import LIGHT
    from skintrack.ui.trends.chart_painter import ChartPainter

    application = QApplication.instance() or QApplication([])
    if isinstance(application, QApplication):
        load_fonts(application)
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    unit = unit_of(twelve_megapixels())
    for count in COUNTS:
        series, windows = wild_series(count), sessions(count)

        def redraw(series: Series = series, windows: tuple[HealingWindow, ...] = windows) -> None:
            image.fill(0xFFFFFFFF)
            painter = QPainter(image)
            ChartPainter(plan_chart(series, windows), LIGHT, *SIZE).paint(painter)
            painter.end()

        redraw()  # fonts
        redraw_s, unit_s = beside_unit(redraw, unit, RUNS)
        report(
            f"chart of {count:,} points, laid out and painted",
            f"{in_units(redraw_s, unit_s):.2f} U ({redraw_s * 1000:.1f} ms)",
            f"at most {TARGET_MS} ms" if count == COUNTS[0] else "",
        )


def wild_series(count: int) -> Series:
    """Return a point a day that swings far, with a band that does too; some are left out."""
    points = tuple(_point(number) for number in range(count))
    return Series(
        metric=Metric.REDNESS_SPOTS,
        region=RegionName.FACE,
        view=View.FRONT,
        points=points,
        baseline_photo_id=points[0].photo_id,
        baseline=points[0].value,
        change=-1.0,
        noise=1.0,
        noise_source=NoiseSource.ASSUMED,
        verdict=Verdict.WITHIN_NOISE,
        line=TrendLine(-0.01, 10.0, -0.5, 0.01),
        algorithm="1",
    )


def sessions(count: int) -> tuple[HealingWindow, ...]:
    """Return a session in every seventh week."""
    starts = [START + timedelta(days=day) for day in range(20, count, 49)]
    return tuple(
        HealingWindow(start, start + timedelta(days=7), number)
        for number, start in enumerate(starts, start=1)
    )


def _point(number: int) -> SeriesPoint:
    is_left_out = number % 9 == 1
    return SeriesPoint(
        photo_id=PhotoId(f"{number:016x}"),
        captured_at=datetime(START.year, START.month, START.day, 12, tzinfo=UTC)
        + timedelta(days=number),
        value=10.0 + 4.0 * math.sin(2.4 * number),
        phase=VisitPhase(Phase.BASELINE),
        is_included=not is_left_out,
        excluded_reason="Lit from the other side." if is_left_out else None,
        noise=1.5 + math.cos(1.7 * number),
    )
