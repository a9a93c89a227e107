from dataclasses import replace

from skintrack.cli.comparison_text import comparison_lines
from skintrack.model import (
    Change,
    Comparison,
    Metric,
    NoiseSource,
    QualityIssue,
    RegionName,
    Verdict,
)

BLURRED = QualityIssue("x", "It is blurred.", frozenset({Metric.TEXTURE}), advice="Hold still.")
REMARK = QualityIssue("y", "The light is warmer.")


def told(metric, region, verdict=Verdict.IMPROVED):
    return Change(metric, region, 3.0, 1.0, -2.0, 1.5, NoiseSource.ASSUMED, verdict)


def untold(metric, region):
    return Change(metric, region, 3.0, 1.0, None, None, None, Verdict.NOT_COMPARABLE)


def test_the_answer_comes_first_then_reasons_by_weight_then_changes_with_their_noise():
    comparison = Comparison(
        "1",
        {Metric.REDNESS: True},
        (REMARK, BLURRED, BLURRED),
        (
            told(Metric.REDNESS, RegionName.NOSE),
            untold(Metric.REDNESS, RegionName.CHIN),
            untold(Metric.REDNESS, RegionName.LEFT_CHEEK),
            replace(untold(Metric.REDNESS, RegionName.FACE), before=None, after=None),
            untold(Metric.TEXTURE, RegionName.NOSE),
        ),
    )
    assert comparison_lines(comparison) == [
        "Comparable for redness; not for redness spots, fine texture, relief.",
        "It is blurred. Hold still.",
        "The light is warmer.",
        "Redness, nose: 3.00 to 1.00, noise 1.50: better, beyond noise",
        "Redness, not comparable: chin, left cheek",
    ]


def test_where_nothing_can_be_compared_no_numbers_stand():
    comparison = Comparison("1", {}, (BLURRED,), (untold(Metric.TEXTURE, RegionName.NOSE),))
    assert comparison_lines(comparison) == [
        "These two photos are not comparable in numbers. Do look at them.",
        "It is blurred. Hold still.",
    ]


def test_where_all_can_be_compared_that_is_said():
    comparison = Comparison("1", dict.fromkeys(Metric, True), (), ())
    assert comparison_lines(comparison) == ["These two photos are comparable."]
