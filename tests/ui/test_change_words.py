"""A change with its noise, as the window says it."""

import dataclasses
from datetime import UTC, datetime

import pytest

from skintrack.model import Metric, Phase, PhotoId, RegionName, Verdict, VisitPhase
from skintrack.model.series_points import SeriesPoint
from skintrack.ui import words
from skintrack.ui.findings import Finding, finding_lines
from skintrack.ui.models.series_model import SeriesModel
from tests.model.test_index import make_series


@pytest.mark.parametrize(
    ("metric", "change", "noise", "expected"),
    [
        (Metric.REDNESS, -1.9, 0.4, "\u22121.90 ± 0.40"),
        (Metric.REDNESS, -0.432, 0.429, "\u22120.432 ± 0.429"),
        (Metric.RELIEF, 0.104, 0.1, "+10.4 % ± 10.0 %"),
        (Metric.TEXTURE, 0.02, 0.1, "+2 % ± 11 %"),
        (Metric.REDNESS, 0.001, None, "0.00"),
    ],
)
def test_a_change_beyond_its_noise_does_not_look_equal_to_it(
    metric: Metric, change: float, noise: float | None, expected: str
) -> None:
    assert words.change_words(metric, change, noise, baseline=1.0) == expected


def test_changes_in_one_sentence_and_in_one_column_have_the_same_decimals() -> None:
    found = [
        Finding(Metric.RELIEF, region, Verdict.IMPROVED, change, 0.01, 0.1)
        for region, change in ((RegionName.LEFT_CHEEK, -0.0104), (RegionName.RIGHT_CHEEK, -0.02))
    ]
    [line] = finding_lines(found)
    assert "\u221210.4 % ± 10.0 % (left cheek), \u221220.0 % ± 10.0 % (right cheek)" in line.text
    model = SeriesModel()
    points = tuple(
        SeriesPoint(
            PhotoId(str(day)),
            datetime(2026, 3, day, tzinfo=UTC),
            value,
            VisitPhase(Phase.BASELINE),
            is_included=True,
        )
        for day, value in enumerate((0.1, 0.0896, 0.08), start=1)
    )
    series = make_series(Metric.RELIEF, baseline=0.1, change=-0.02, noise=0.01)
    model.show(dataclasses.replace(series, points=points, baseline_photo_id=PhotoId("1")))
    last = model.columnCount() - 1
    changes = [model.texts_in(row)[last] for row in range(model.rowCount())]
    assert changes[1:] == ["\u221210.4 % ± 10.0 %", "\u221220.0 % ± 10.0 %"]
