"""What a chart holds: structure and meaning, not pixels."""

import dataclasses
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import matplotlib as mpl
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from skintrack.charts import (
    DARK,
    PRINT,
    describe_series,
    draw_all_series,
    draw_series,
    figure_png,
    figure_rgba,
    figure_svg,
    shared_range,
)
from skintrack.charts.plan import Meaning, meaning_of
from skintrack.charts.scale import (
    Heights,
    baseline_height,
    day_number,
    noise_band,
    time_ticks,
    value_range,
)
from skintrack.model import (
    HealingWindow,
    Metric,
    NoiseSource,
    Phase,
    PhotoId,
    RegionName,
    Series,
    SeriesPoint,
    Shown,
    TrendLine,
    Verdict,
    View,
    VisitPhase,
)

START = date(2026, 3, 3)
WINDOWS = tuple(
    HealingWindow(
        START + timedelta(days=14 + 35 * n),
        START + timedelta(days=21 + 35 * n),
        session_number=n + 1,
    )
    for n in range(4)
)


def point(day_offset: int, value: float | None, *, is_included=True, reason=None) -> SeriesPoint:
    return SeriesPoint(
        PhotoId(f"{day_offset:016x}"),
        datetime(2026, 3, 3, 12, tzinfo=UTC) + timedelta(days=day_offset),
        value,
        VisitPhase(Phase.BASELINE),
        is_included,
        reason,
    )


def make_series(points, *, metric=Metric.REDNESS, noise=1.0, line=None) -> Series:
    included = [p for p in points if p.is_included]
    baseline = included[0].value if included else None
    change = included[-1].value - baseline if len(included) > 1 else None
    return Series(
        metric=metric,
        region=RegionName.LEFT_CHEEK,
        view=View.FRONT,
        points=tuple(points),
        baseline_photo_id=included[0].photo_id if included else None,
        baseline=baseline,
        change=change,
        noise=noise if change is not None else None,
        noise_source=NoiseSource.ASSUMED if change is not None else None,
        verdict=Verdict.IMPROVED if change is not None else None,
        line=line,
        algorithm="1",
    )


FALLING = make_series(
    [
        point(0, 8.0),
        point(15, 12.0, is_included=False, reason="Day 1 after session 1"),
        point(50, 7.5),
        point(90, 6.0),
        point(200, 9.5),
        point(210, None, is_included=False, reason="Not sharp."),
    ],
    line=TrendLine(-0.1, 8.0, -0.6, 0.1),
)


def texts(figure: Figure) -> list[str]:
    return [text.get_text() for text in figure.texts]


def marks(figure: Figure) -> list[tuple[float, float, str, str]]:
    """Return (day, height, marker, face colour) of every single point on the axes."""
    axes = figure.axes[0]
    lines = [line for line in axes.lines if line.get_transform() == axes.transData]
    found = []
    for line in lines:
        days, heights = (np.asarray(values, float) for values in line.get_data())
        if days.size == 1:
            face = str(line.get_markerfacecolor())
            found.append((days.item(), heights.item(), str(line.get_marker()), face))
    return found


def test_points_stand_at_their_day_and_change_with_a_shape_for_each_meaning():
    figure = draw_series(FALLING, WINDOWS, theme=PRINT)
    found = marks(figure)
    assert [(day, height) for day, height, *_ in found] == [
        (day_number(p.captured_at), p.value - 8.0) for p in FALLING.points if p.value is not None
    ]
    assert [marker for _, _, marker, _ in found] == ["o", "o", "o", "v", "^"]
    assert [color == PRINT.ground for *_, color in found] == [False, True, False, False, False]


def test_every_session_has_a_numbered_pin_and_hatched_healing_days():
    axes = draw_series(FALLING, WINDOWS).axes[0]
    assert [text.get_text() for text in axes.texts] == ["1", "2", "3", "4"]
    hatched = [p for p in axes.patches if isinstance(p, Rectangle) and p.get_hatch()]
    assert [patch.get_x() for patch in hatched] == [w.start.toordinal() + 0.5 for w in WINDOWS]
    assert all(patch.get_width() == 7.5 for patch in hatched)


def test_weekly_sessions_keep_their_lines_but_not_colliding_pins():
    weekly = [
        HealingWindow(START + timedelta(days=7 * n), START + timedelta(days=7 * n + 7), n + 1)
        for n in range(40)
    ]
    axes = draw_series(FALLING, weekly, size_in=(3.5, 2.1), theme=PRINT, has_legend=False).axes[0]
    assert len([patch for patch in axes.patches if patch.get_hatch()]) == 40
    assert 5 < len(axes.texts) < 25


def test_the_axis_says_the_unit_and_the_direction():
    figure = draw_series(FALLING)
    assert "Change from baseline, EI units (lower is better)" in [
        t.get_text() for t in figure.texts
    ]


@pytest.mark.parametrize(
    ("metric", "shown", "text"),
    [
        (Metric.TEXTURE, Shown.INDEX, "Index, baseline = 100 (lower is better)"),
        (Metric.TEXTURE, Shown.RAW, "Fine texture, ln (lower is better)"),
        (Metric.REDNESS_SPOTS, Shown.RAW, "Redness spots, EI (lower is better)"),
        (Metric.REDNESS, Shown.RAW, "Change from baseline, EI units (lower is better)"),
    ],
)
def test_the_axis_says_what_stands_on_it(metric, shown, text):
    series = make_series([point(0, 3.2), point(60, 3.4)], metric=metric, noise=0.1)
    assert text in texts(draw_series(series, shown=shown))


def test_an_index_stands_round_a_hundred_with_its_band():
    points = [point(0, 4.0), point(40, 8.0, is_included=False), point(60, 3.0), point(90, 3.9)]
    series = make_series(points, metric=Metric.REDNESS_SPOTS, noise=0.4)
    figure = draw_series(series)
    assert [(height, marker) for _, height, marker, _ in marks(figure)] == [
        (100.0, "o"),
        (pytest.approx(figure.axes[0].get_ylim()[1]), "^"),
        (75.0, "v"),
        (pytest.approx(97.5), "o"),
    ]
    band = np.asarray(figure.axes[0].collections[0].get_paths()[0].vertices)
    assert (band[:, 1].min(), band[:, 1].max()) == pytest.approx((90.0, 110.0))
    labels = [label.get_text() for label in figure.axes[0].get_yticklabels()]
    assert "100" in labels
    assert not any(label.startswith("+") for label in labels)


def test_the_band_is_as_wide_as_the_noise_of_each_photo():
    first, second, third = point(0, 4.0), point(50, 3.2), point(90, 3.2)
    series = make_series(
        [first, second._replace(noise=1.0), third._replace(noise=0.4)],
        metric=Metric.REDNESS_SPOTS,
    )
    assert [marker for _, _, marker, _ in marks(draw_series(series))] == ["o", "o", "v"]
    bands = noise_band(series, Shown.INDEX)
    assert [(band.low, band.high) for _, band in bands] == [
        pytest.approx((75, 125)),
        pytest.approx((90, 110)),
    ]


def test_nothing_is_a_share_of_no_spots():
    series = make_series([point(0, 0.0), point(60, 0.4)], metric=Metric.REDNESS_SPOTS, noise=0.1)
    figure = draw_series(series)
    assert "Redness spots, EI (lower is better)" in texts(figure)
    assert [height for _, height, *_ in marks(figure)] == [0.0, 0.4]


def test_months_are_named_and_the_year_said_once():
    labels = [label.get_text() for label in draw_series(FALLING).axes[0].get_xticklabels()]
    assert labels[0] == "Mar\n2026"
    assert labels[1] == "Apr"


@pytest.mark.parametrize("days", [1, 20, 60, 100, 400, 1500, 9000])
def test_time_ticks_are_inside_in_order_and_not_too_many(days):
    start = float(START.toordinal())
    ticks = time_ticks(start, start + days, most=8)
    places = [place for place, _ in ticks]
    assert places == sorted(places)
    assert all(start <= place <= start + days for place in places)
    assert len(ticks) <= 9
    assert ticks or days < 7


def test_a_far_left_out_point_is_drawn_at_the_edge_and_flattens_nothing():
    series = make_series([point(0, 8.0), point(10, 90.0, is_included=False), point(60, 6.0)])
    figure = draw_series(series)
    top = figure.axes[0].get_ylim()[1]
    assert top < 10
    assert (top, "^") in [(height, marker) for _, height, marker, _ in marks(figure)]


@given(st.sampled_from(Shown), st.floats(-0.9, 0.9), st.floats(0.01, 0.5))
def test_the_meaning_of_a_point_never_depends_on_what_is_shown(shown, change, noise):
    assume(abs(abs(change) - noise) > 1e-9)
    points = [point(0, -3.0), point(60, -3.0 + change)]
    series = make_series(points, metric=Metric.TEXTURE, noise=noise)
    heights, later = Heights(series, shown), series.points[1]
    height = heights.of(later.value)
    assert height is not None
    meaning = meaning_of(height, heights.band(later))
    told = Meaning.BETTER if change < 0 else Meaning.WORSE
    assert meaning is (Meaning.SAME if abs(change) <= noise else told)
    limits = value_range(series, shown)
    assert limits.low < baseline_height(series, shown) < limits.high
    assert limits.low < height < limits.high


def test_marks_speak_through_shape_too():
    band = shared_range([FALLING])
    assert band is not None
    assert {meaning_of(v, None) for v in (-5, 0, 5)} == {Meaning.SAME}


def test_the_legend_explains_a_point_beyond_the_scale():
    far = make_series([point(0, 8.0), point(10, 90.0, is_included=False), point(60, 6.0)])
    words = [text.get_text() for text in draw_series(far).legends[0].get_texts()]
    assert "Beyond the scale" in words
    words = [text.get_text() for text in draw_series(FALLING).legends[0].get_texts()]
    assert "Beyond the scale" not in words


def test_a_series_without_a_baseline_says_so():
    lonely = make_series([point(0, None, is_included=False, reason="Not sharp.")])
    texts = [text.get_text() for text in draw_series(lonely).axes[0].texts]
    assert texts == ["Not sharp."]
    empty = draw_series(make_series([])).axes[0].texts
    assert [text.get_text() for text in empty] == ["No photo of this view has a date yet."]


def test_a_single_point_draws():
    assert len(marks(draw_series(make_series([point(0, 8.0)])))) == 1


def test_small_multiples_share_the_axis_of_a_metric():
    other = dataclasses.replace(
        make_series([point(0, 20.0), point(90, 5.0)]), region=RegionName.RIGHT_CHEEK
    )
    figure = draw_all_series([FALLING, other], WINDOWS)
    assert len(figure.axes) == 2
    assert figure.axes[0].get_ylim() == figure.axes[1].get_ylim()


def test_svg_has_the_same_bytes_every_time_and_no_date():
    first, second = (figure_svg(draw_series(FALLING, WINDOWS)) for _ in range(2))
    assert first == second
    assert b"<dc:date>" not in first
    assert b"<text" not in first


def test_png_and_pixels_have_the_size_asked_for():
    figure = draw_series(FALLING, size_in=(5.0, 3.0))
    assert figure_rgba(figure, 100).shape == (300, 500, 4)
    assert figure_png(figure, 100).startswith(b"\x89PNG")


def test_nothing_global_is_changed():
    before = dict(mpl.rcParams)
    figure_svg(draw_series(FALLING, WINDOWS, theme=DARK))
    assert dict(mpl.rcParams) == before


def test_pyplot_is_never_imported():
    code = "import sys, skintrack.charts; assert 'matplotlib.pyplot' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_chart_is_told_in_words():
    text = describe_series(FALLING, WINDOWS)
    assert text == (
        "Chart of Redness, left cheek (view: Front), 3 March 2026 to 29 September 2026. "
        "4 photos count. 2 photos are left out. 4 sessions. "
        "It goes up, from 8.00 at baseline to 9.50. Latest visit against baseline: "
        "+1.50 ± 1.00 EI units, better, beyond noise. Lower is better. "
        "Trend: 0.43 EI units less a month, p = 0.1."
    )


def test_a_chart_is_drawn_in_another_language():
    figure = draw_series(FALLING, WINDOWS, say=str.upper)
    shown = [*texts(figure), *(text.get_text() for text in figure.legends[0].get_texts())]
    shown += [label.get_text() for label in figure.axes[0].get_xticklabels()]
    assert "MAR\n2026" in shown
    assert [text for text in shown if text != text.upper()] == []
