"""Words and rows of a report."""

import dataclasses
from datetime import date, timedelta

import pytest

from skintrack.model import (
    Comparison,
    Course,
    CourseId,
    Metric,
    NoiseSource,
    Paper,
    Phase,
    QualityIssue,
    RegionName,
    ReportChoices,
    Series,
    SeriesPoint,
    SkinState,
    Verdict,
    View,
    Visit,
    VisitPhase,
)
from skintrack.reports import (
    ChosenPair,
    Picture,
    ReportMaterial,
    ReportVisit,
    build_content,
    main_regions,
)
from skintrack.reports.answer import answer_lines
from skintrack.reports.chart_words import chart_notes
from skintrack.reports.left_out import finding_of, left_out_rows
from skintrack.reports.pictures import Chart
from tests.helpers.model_objects import make_photo, make_session

DAY = date(2026, 3, 3)
PHOTO = make_photo(DAY)
LATER = make_photo(DAY + timedelta(days=60))
HEALING = make_photo(DAY + timedelta(days=8))
VISITS = (
    ReportVisit(Visit(DAY, VisitPhase(Phase.BASELINE), (PHOTO,)), "Baseline"),
    ReportVisit(
        Visit(DAY + timedelta(days=60), VisitPhase(Phase.FOLLOW_UP, 1, 53), (LATER,)),
        "8 weeks after session 1",
    ),
)


def make_series(
    metric=Metric.REDNESS, region=RegionName.LEFT_CHEEK, change=-3.0, **parts
) -> Series:
    points = tuple(
        SeriesPoint(photo.id, photo.captured_at, 5.0, VisitPhase(Phase.BASELINE), is_included=True)
        for photo in (PHOTO, LATER)
        if photo.captured_at is not None
    )
    verdict = None
    if change is not None:
        verdict = Verdict.WITHIN_NOISE
        if abs(change) > 1:
            verdict = Verdict.IMPROVED if change < 0 else Verdict.WORSE
    series = Series(
        metric=metric,
        region=region,
        view=View.FRONT,
        points=points,
        baseline_photo_id=PHOTO.id,
        baseline=5.0,
        change=change,
        noise=None if change is None else 1.0,
        noise_source=None if change is None else NoiseSource.ASSUMED,
        verdict=verdict,
        line=None,
        algorithm="1",
    )
    return dataclasses.replace(series, **parts)


def test_the_answer_groups_metrics_by_verdict_and_names_the_places():
    cheeks = (RegionName.RIGHT_CHEEK, RegionName.LEFT_CHEEK)
    series = [make_series(Metric.REDNESS, region) for region in cheeks]
    series += [make_series(Metric.RELIEF, cheeks[0], 3.0), make_series(Metric.RELIEF, cheeks[1], 0)]
    series += [make_series(Metric.TEXTURE, region, None) for region in cheeks]
    assert [(line.symbol, line.text) for line in answer_lines(series, has_photos=True)] == [
        ("▼", "Better, beyond noise: redness (both cheeks)."),
        ("▲", "Worse, beyond noise: relief (right cheek)."),
        ("●", "No change that these photos can show: relief (left cheek)."),
        ("○", "Nothing to compare yet: fine texture (both cheeks)."),
    ]


def test_metrics_that_share_their_places_stand_together():
    cheeks = (RegionName.RIGHT_CHEEK, RegionName.LEFT_CHEEK)
    series = [
        make_series(metric, region)
        for metric in (Metric.REDNESS, Metric.TEXTURE, Metric.RELIEF)
        for region in cheeks
    ]
    assert [line.text for line in answer_lines(series, has_photos=True)] == [
        "Better, beyond noise: redness, fine texture and relief (both cheeks)."
    ]


@pytest.mark.parametrize(
    ("regions", "main"),
    [
        (list(RegionName), (RegionName.RIGHT_CHEEK, RegionName.LEFT_CHEEK)),
        ([RegionName.LEFT_CHEEK, RegionName.CHIN], (RegionName.LEFT_CHEEK,)),
        ([RegionName.FACE, RegionName.DRAWN], (RegionName.DRAWN,)),
        ([RegionName.CHIN, RegionName.NOSE], (RegionName.CHIN, RegionName.NOSE)),
        ([], ()),
    ],
)
def test_the_summary_takes_the_cheeks_where_it_can(regions, main):
    assert main_regions(make_series(region=region) for region in regions) == main


def test_reasons_are_said_once_for_each_photo_and_healing_days_share_a_row():
    def left_out(photo, reason, phase) -> SeriesPoint:
        return SeriesPoint(photo.id, photo.captured_at, 5.0, phase, False, reason)

    follow_up = VisitPhase(Phase.FOLLOW_UP, 1, 53)
    points = (
        left_out(HEALING, "Day 1 after session 1: expected.", VisitPhase(Phase.RECOVERY, 1, 1)),
        left_out(LATER, "The light differs. Use the same lamp.", follow_up),
    )
    series = [
        make_series(metric, region, points=points)
        for metric in (Metric.REDNESS, Metric.RELIEF)
        for region in (RegionName.RIGHT_CHEEK, RegionName.LEFT_CHEEK)
    ]
    series.append(
        make_series(Metric.RELIEF, points=(left_out(LATER, "The photo is blurred.", follow_up),))
    )
    rows = left_out_rows(series, VISITS)
    assert [(row.photo, row.metrics, row.reason) for row in rows] == [
        ("1 photo of healing days", "All", rows[0].reason),
        ("2 May 2026, 8 weeks after session 1", "All", "The light differs."),
        ("", "Relief", "The photo is blurred."),
    ]


def test_a_finding_loses_its_advice_only():
    assert finding_of("The photo is blurred. Hold still.") == "The photo is blurred."
    assert finding_of("Lit from the other side") == "Lit from the other side"


MATERIAL = ReportMaterial(
    course=Course(CourseId(1), "Cheeks", None, PHOTO.imported_at),
    concern=None,
    sessions=(make_session(DAY + timedelta(days=7)),),
    visits=VISITS,
    undated_count=2,
    main_view=View.FRONT,
    series=(make_series(), make_series(region=RegionName.CHIN)),
    charts=(),
    pair=ChosenPair(
        View.FRONT,
        PHOTO.id,
        LATER.id,
        Comparison(
            "1",
            {Metric.REDNESS: True, Metric.RELIEF: True, Metric.TEXTURE: False},
            (
                QualityIssue(
                    "sharp",
                    "The later photo is less sharp. Focus.",
                    frozenset({Metric.TEXTURE}),
                    advice="Wipe the lens.",
                ),
                QualityIssue("two", "It is small.", frozenset({Metric.TEXTURE}), advice="Zoom."),
                QualityIssue("remark", "A mere remark."),
            ),
            (),
        ),
        is_aligned=True,
    ),
    pictures={},
    pair_pictures={PHOTO.id: Picture(None, ""), LATER.id: Picture(None, "")},
    report_day=date(2026, 11, 20),
    app_version="0.1.0",
    algorithm="1",
)

ON_LETTER = dataclasses.replace(MATERIAL, choices=ReportChoices(paper=Paper.LETTER))


def test_the_pair_says_what_it_is_comparable_for_and_why_not_for_the_rest():
    pair = build_content(MATERIAL).pair
    assert pair is not None
    assert pair.notes == (
        "Front view, same crop and scale.",
        "Comparable for redness and relief.",
        "Not comparable for fine texture. The later photo is less sharp. It is small.",
        "Wipe the lens.",
    )
    assert (pair.before.day, pair.before.role) == ("3 March 2026", "Baseline")
    assert pair.before.lines == ("before the first session",)
    assert (pair.after.role, pair.after.grade) == ("Latest", "Comparable for 2 of 3 metrics")
    assert pair.after.lines == (
        "8 weeks after session 1",
        "53 days since the last session",
        "9 weeks after the baseline photo",
    )


def test_what_was_noted_of_the_skin_stands_with_the_photos_and_changes_the_id():
    visit = VISITS[0].visit
    photos = (dataclasses.replace(visit.photos[0], skin_state=SkinState.MAKE_UP),)
    noted = dataclasses.replace(
        VISITS[0], visit=visit._replace(photos=(*photos, *visit.photos[1:]))
    )
    material = dataclasses.replace(MATERIAL, visits=(noted, *VISITS[1:]))
    content = build_content(material)
    columns = [column for group in content.record for column in group.blocks[0].columns]
    assert [column.skin for column in columns] == ["Make-up"] + [""] * (len(columns) - 1)
    assert content.pair is not None
    assert content.pair.before.lines == ("before the first session", "make-up")
    assert content.report_id != build_content(MATERIAL).report_id


def test_the_summary_has_the_main_regions_and_a_table_has_all():
    content = build_content(ON_LETTER)
    assert [row.region for row in content.summary] == ["Left cheek"]
    assert content.regions is not None
    assert content.regions.columns == ("Region", "Redness, EI units")
    assert [row.region for row in content.regions.rows] == ["Left cheek", "Chin"]
    cell = content.regions.rows[1].cells[0]
    assert cell is not None
    assert (cell.change, cell.values, cell.verdict) == (
        "\N{MINUS SIGN}3.00 ± 1.00",
        "5.00 to 2.00",
        "better",
    )
    row = content.summary[0]
    assert row.direction == "less red than at baseline"
    assert (row.baseline, row.latest, row.symbol) == ("5.00", "2.00", "▼")
    assert (row.baseline_day, row.latest_day) == ("3 Mar 2026", "2 May 2026")
    assert "2 photos without a date are not shown." in content.record[0].notes


def test_points_beyond_a_scale_are_explained_where_a_chart_has_one():
    near, far = Chart(b"", "Near."), Chart(b"", "Far.", reaches_beyond=True)
    assert "△" not in "".join(chart_notes([near]))
    (note,) = chart_notes([near, far])
    assert note.endswith("△ ▽ left out, and beyond the scale.")


def test_a_single_photo_waits_for_a_second():
    pair = ChosenPair(View.FRONT, PHOTO.id, None, None, is_aligned=False)
    content = build_content(dataclasses.replace(MATERIAL, pair=pair, visits=VISITS[:1]))
    assert content.pair is not None
    assert content.pair.after.picture.note == "No later photo yet"


def test_the_report_id_follows_from_what_is_told():
    first = build_content(MATERIAL).report_id
    assert build_content(ON_LETTER).report_id == first
    changed = dataclasses.replace(MATERIAL, series=(make_series(change=-2.9),))
    assert build_content(changed).report_id != first
