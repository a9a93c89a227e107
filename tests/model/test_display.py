"""The wording of numbers and days."""

import dataclasses
from datetime import date

import pytest

from skintrack.model import Metric, NoiseSource, RegionName, Series, TrendLine, Verdict, View
from skintrack.model.display import (
    change_text,
    day_text,
    even_decimals,
    metric_name,
    noise_source_text,
    region_name,
    short_day_text,
    trend_text,
    value_text,
    verdict_text,
    view_name,
)

SERIES = Series(
    metric=Metric.REDNESS,
    region=RegionName.CHIN,
    view=View.FRONT,
    points=(),
    baseline_photo_id=None,
    baseline=3.0,
    change=-1.94,
    noise=1.1,
    noise_source=NoiseSource.ASSUMED,
    verdict=Verdict.IMPROVED,
    line=None,
    algorithm="1",
)


@pytest.mark.parametrize(
    ("metric", "baseline", "change", "noise", "text"),
    [
        (Metric.REDNESS, 3.0, -1.94, 1.1, "\N{MINUS SIGN}1.94 ± 1.10 EI units"),
        (Metric.REDNESS_SPOTS, 3.0, 0.5, 1.1, "+0.50 ± 1.10 EI units"),
        (Metric.REDNESS, 3.0, -0.04, 1.1, "\N{MINUS SIGN}0.04 ± 1.10 EI units"),
        (Metric.TEXTURE, -3.4, -0.2, 0.11, "\N{MINUS SIGN}18 % ± 10 %"),
        (Metric.TEXTURE, -3.4, 0.2, 0.11, "+22 % ± 12 %"),
        # Where rounding would hide on which side of the noise it lies, it takes a decimal more.
        (Metric.REDNESS, 3.0, 1.103, 1.1, "+1.103 ± 1.100 EI units"),
        (Metric.RELIEF, 0.1, 0.0104, 0.01, "+10.4 % ± 10.0 %"),
        # Within the noise both may look alike.
        (Metric.REDNESS, 3.0, 1.098, 1.1, "+1.10 ± 1.10 EI units"),
        (Metric.RELIEF, 0.08, -0.02, 0.008, "\N{MINUS SIGN}25 % ± 10 %"),
    ],
)
def test_a_change_stands_with_sign_noise_and_unit(metric, baseline, change, noise, text):
    series = dataclasses.replace(
        SERIES, metric=metric, baseline=baseline, change=change, noise=noise
    )
    assert change_text(series) == text


def test_changes_of_a_metric_that_stand_together_have_the_same_decimals():
    telling = dataclasses.replace(
        SERIES, metric=Metric.RELIEF, baseline=0.1, change=0.0104, noise=0.01
    )
    plain = dataclasses.replace(telling, change=-0.02)
    unknown = dataclasses.replace(telling, change=None)
    decimals = even_decimals([plain, unknown, telling, SERIES])
    assert decimals == {Metric.RELIEF: 1, SERIES.metric: 2}
    long = dataclasses.replace(SERIES, change=-0.10202, noise=0.10162)
    assert change_text(long) == "\N{MINUS SIGN}0.1020 ± 0.1016 EI units"
    assert even_decimals([SERIES, long]) == {SERIES.metric: 3}  # not four in every row for it
    assert change_text(plain, decimals[plain.metric]) == "\N{MINUS SIGN}20.0 % ± 10.0 %"
    assert change_text(plain) == "\N{MINUS SIGN}20 % ± 10 %"


def test_what_is_missing_is_a_dash_and_never_zero():
    assert change_text(dataclasses.replace(SERIES, change=None)) == "\N{EN DASH}"
    assert change_text(dataclasses.replace(SERIES, noise=None)) == "\N{EN DASH}"
    assert value_text(Metric.REDNESS, None) == "\N{EN DASH}"


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (TrendLine(-0.1, 3.0, -0.8, 0.0312), "0.43 EI units less a month, p = 0.031"),
        (TrendLine(0.23, 3.0, 0.9, 0.00001), "1.00 EI units more a month, p < 0.001"),
        (None, "\N{EN DASH}"),
    ],
)
def test_a_trend_is_told_by_the_month_with_its_test(line, text):
    assert trend_text(dataclasses.replace(SERIES, line=line)) == text


def test_values_keep_the_decimals_that_mean_something():
    assert value_text(Metric.REDNESS, 3.14) == "3.14"
    assert value_text(Metric.TEXTURE, -3.421) == "\N{MINUS SIGN}3.42"
    assert value_text(Metric.RELIEF, 0.0812) == "0.081"


def test_days_carry_the_month_in_words():
    assert day_text(date(2026, 3, 3)) == "3 March 2026"
    assert short_day_text(date(2026, 12, 24)) == "24 Dec 2026"


def test_every_word_is_there():
    assert all(metric_name(metric) for metric in Metric)
    assert all(region_name(region) for region in RegionName)
    assert all(view_name(view) for view in View)
    assert all(verdict_text(verdict) for verdict in (*Verdict, None))
    assert all(noise_source_text(source) for source in (*NoiseSource, None))
