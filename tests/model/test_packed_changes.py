"""Comparisons that are kept small are the same comparisons."""

import pytest

from skintrack.model import Metric, QualityIssue, RegionName
from skintrack.model.comparison import Change, Comparison, NoiseSource, Verdict
from skintrack.model.packed_changes import ComparisonPacker

CHANGES = (
    Change(
        *(Metric.REDNESS, RegionName.NOSE, 0.1 + 0.2, 1.5, 1.2, 0.4),
        *(NoiseSource.ASSUMED, Verdict.WORSE, 0),
    ),
    Change(
        *(Metric.TEXTURE, RegionName.CHIN, 2.0, None, None, None),
        *(None, Verdict.NOT_COMPARABLE, 0),
    ),
)
ISSUES = (QualityIssue("dark", "It is dark."),)
PLAIN = Comparison("1", {Metric.REDNESS: True, Metric.TEXTURE: False}, ISSUES, CHANGES)


@pytest.fixture
def packed():
    return ComparisonPacker().packed(PLAIN)


def test_every_change_comes_back_as_it_was(packed):
    assert packed.changes == CHANGES
    assert packed.changes[1] == CHANGES[1]
    assert packed.changes[:1] == CHANGES[:1]
    assert (packed.algorithm, packed.comparable, packed.issues) == ("1", PLAIN.comparable, ISSUES)


def test_one_is_found_by_metric_and_region(packed):
    for change in CHANGES:
        assert packed.change(change.metric, change.region) == change
    assert packed.change(Metric.RELIEF, RegionName.NOSE) is None


def test_equal_issues_are_kept_once():
    packer = ComparisonPacker()
    first, second = (
        packer.packed(Comparison("1", {}, (QualityIssue("dark", "It is dark."),), CHANGES))
        for _ in range(2)
    )
    assert first.issues is second.issues
