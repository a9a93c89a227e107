"""A series of years: thinned on the screen to what its pixels can show, whole in the table."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from benchmarks.chart_redraw import wild_series
from skintrack.charts.plan import ChartPlan, Meaning, plan_chart
from skintrack.model import (
    HealingWindow,
    PhotoId,
    Series,
    SeriesPoint,
    Shown,
)
from skintrack.ui.models import series_model
from skintrack.ui.models.point_words import PointWords, point_words
from skintrack.ui.models.series_model import MEANING_COLUMN, SeriesModel
from skintrack.ui.tokens import LIGHT
from skintrack.ui.trends.chart_frame import ChartFrame
from skintrack.ui.trends.chart_painter import ChartPainter
from skintrack.ui.trends.series_table import SeriesTable

pytestmark = pytest.mark.gui

COUNT = 6000
PLOT = QRectF(40, 30, 900, 400)
PEAK = 4321


@pytest.fixture(scope="module")
def series() -> Series:
    """One photo a day that swings beyond its noise, some left out, one far above all others."""
    usual = wild_series(COUNT)
    points = list(usual.points)
    points[PEAK] = points[PEAK]._replace(value=123456.0)
    return replace(usual, points=tuple(points))


@pytest.fixture(scope="module")
def plan(series: Series) -> ChartPlan:
    return plan_chart(series)


def test_each_few_pixels_keep_their_highest_and_lowest_of_every_meaning(plan: ChartPlan) -> None:
    frame = ChartFrame(plan, PLOT)
    shown = set(frame.shown_points())
    assert len(shown) < COUNT / 3
    for meaning in (Meaning.BETTER, Meaning.SAME, Meaning.WORSE, Meaning.LEFT_OUT):
        alike = [each for each in plan.points if each.meaning is meaning]
        drawn = [each for each in alike if each in shown]
        for each in alike:
            near = [one for one in drawn if abs(frame.x(one.day) - frame.x(each.day)) <= 6]
            assert min(one.height for one in near) <= each.height
            assert max(one.height for one in near) >= each.height


def test_every_point_is_reached_by_a_click_on_it(plan: ChartPlan) -> None:
    frame = ChartFrame(plan, PLOT)
    shown = set(frame.shown_points())
    hidden = [each for each in plan.points if each not in shown]
    for each in hidden[::97]:
        found = frame.nearest(frame.place(each))
        assert found is not None
        assert frame.place(found) == frame.place(each)


def test_a_short_series_is_drawn_whole(series: Series) -> None:
    short = plan_chart(replace(series, points=series.points[:800]))
    assert tuple(ChartFrame(short, PLOT).shown_points()) == short.points


def test_verdicts_lie_on_top(
    plan: ChartPlan, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    painter = ChartPainter(plan, LIGHT, 960, 480)
    drawn: list[Meaning] = []

    def note(_painter: QPainter, _place: QPointF, meaning: Meaning, _beyond: int) -> None:
        drawn.append(meaning)

    monkeypatch.setattr(painter, "_draw_mark", note)
    image = QImage(960, 480, QImage.Format.Format_RGB32)
    onto = QPainter(image)
    painter.paint(onto)
    onto.end()
    points = drawn[: len(painter.frame.shown_points())]
    order = [Meaning.LEFT_OUT, Meaning.SAME, Meaning.BETTER, Meaning.WORSE]
    assert points == sorted(points, key=order.index)
    assert set(points) == set(order)


def test_healing_days_narrower_than_their_line_have_no_hatch(
    series: Series, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = series.points[0].captured_at.date()
    windows = (HealingWindow(day + timedelta(days=900), day + timedelta(days=907), 1),)
    hatched: list[float] = []
    painted = ChartPainter._hatch

    def note(self: ChartPainter, painter: QPainter, area: QRectF) -> None:
        hatched.append(area.width())
        painted(self, painter, area)

    monkeypatch.setattr(ChartPainter, "_hatch", note)
    for count in (COUNT, 400):
        short = replace(series, points=series.points[600 : 600 + count])
        image = QImage(960, 480, QImage.Format.Format_RGB32)
        onto = QPainter(image)
        ChartPainter(plan_chart(short, windows), LIGHT, 960, 480).paint(onto)
        onto.end()
    in_plot = [width for width in hatched if width != pytest.approx(16)]
    assert len(in_plot) == 1
    assert in_plot[0] > 2


def test_the_table_finds_the_words_of_a_row_when_it_is_looked_at(
    series: Series, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[SeriesPoint] = []

    def count(
        series: Series, point: SeriesPoint, earlier: str = "", decimals: int | None = None
    ) -> PointWords:
        asked.append(point)
        return point_words(series, point, earlier, decimals)

    monkeypatch.setattr(series_model, "point_words", count)
    model = SeriesModel()
    table = SeriesTable(model)
    qtbot.addWidget(table)
    table.resize(900, 300)
    table.show()
    model.show(series, Shown.RAW)
    assert 0 < len(asked) < COUNT / 10
    # The longest number and each kind of words decide on the widths, wherever they stand.
    assert any("123456" in text.replace(",", "") for text in model.texts_of(1))
    assert any("Lit from the other side." in text for text in model.texts_of(MEANING_COLUMN))
    assert model.rowCount() == COUNT
    texts = [model.index(row, 0).data() for row in range(COUNT)]
    assert len(set(texts)) == COUNT
    assert all(model.index(row, MEANING_COLUMN).data() for row in range(COUNT))
    assert model.row_of(PhotoId(f"{PEAK:016x}")) == PEAK
