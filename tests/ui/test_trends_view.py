"""Trends: the simple scores first, index or raw value, and one number everywhere."""

import csv
import io
import json

import pytest
from PySide6.QtCore import QRect, Qt

from skintrack.library import Library
from skintrack.model import Metric, RegionName, Shown, View
from skintrack.model.index_text import index_text
from skintrack.reports.summary import summary_rows
from skintrack.settings import SettingsStore
from skintrack.workflows import build_series, export_library, make_report
from tests.helpers.pdf_text import page_texts

pytestmark = pytest.mark.gui

INDEX_COLUMN = VALUE_COLUMN = 1


@pytest.fixture
def trends(course_window, settled):
    course_window.show_view("trends")
    settled()
    return course_window.view("trends")


def headings(view):
    columns = range(view.model.columnCount())
    return [view.model.headerData(n, Qt.Orientation.Horizontal) for n in columns]


def cells(view, column):
    return [view.model.index(row, column).data() for row in range(view.model.rowCount())]


def score_of(view):
    return view.score


def region_of(view):
    return view.series.region


def choose(view, metric):
    view.metrics.button(metric).click()


def test_the_two_scores_come_first_and_are_named_simply(trends):
    names = [button.accessibleName() for button in trends.metrics.buttons.buttons()]
    assert names == ["Redness spots", "Texture", "Redness", "Relief"]
    assert score_of(trends) is Metric.REDNESS_SPOTS
    assert region_of(trends) is RegionName.FACE
    choose(trends, Metric.TEXTURE)
    assert (trends.series.metric, trends.series.region) == (Metric.TEXTURE, RegionName.FACE)
    choose(trends, Metric.REDNESS)
    assert score_of(trends) is None
    assert region_of(trends) is RegionName.RIGHT_CHEEK


def test_the_raw_value_is_one_click_away_and_the_choice_is_kept(trends, program, tmp_path):
    assert headings(trends)[INDEX_COLUMN] == "Index (noise)"
    trends.switch.buttons.button(1).click()
    assert headings(trends)[VALUE_COLUMN] == "Value (EI)"
    assert cells(trends, VALUE_COLUMN)[0] == "13.00"
    program.services.settings.flush()
    kept = SettingsStore(tmp_path / "config" / "settings.json").current
    assert kept.trend_shown == Shown.RAW


def test_the_key_changes_over(trends, qtbot):
    trends.table.setFocus()
    for heading in ("Value (EI)", "Index (noise)"):
        qtbot.keyClick(trends.table, Qt.Key.Key_I)
        assert headings(trends)[1] == heading


def test_a_setting_of_another_program_version_is_no_trouble(program, window):
    program.services.settings.change(trend_shown="percent")
    window.show_view("trends")
    assert window.view("trends").switch.shown is Shown.INDEX


def test_the_formula_stands_under_the_chart(trends, qtbot):
    assert "redness spots at baseline" in trends.explanation
    trends.switch.buttons.button(1).click()
    assert "The value behind the index, in EI." in trends.explanation
    choose(trends, Metric.REDNESS)
    assert "no index" in trends.explanation
    assert trends.explanation.endswith("about \N{MINUS SIGN}5.4 a*.")
    assert not trends.switch.isVisible()
    assert "Change (EI)" in headings(trends)


def test_the_chart_is_told_with_what_it_shows(trends):
    assert "index" in trends.chart.accessibleDescription()
    trends.switch.buttons.button(1).click()
    assert "index" not in trends.chart.accessibleDescription()


def test_the_table_has_all_that_the_chart_shows(trends):
    assert headings(trends) == [
        *("Day", "Index (noise)", "What it means", "Session", "Value (EI)", "Change (EI)")
    ]
    rows = [
        [trends.model.index(row, column).data() for column in range(6)]
        for row in range(trends.model.rowCount())
    ]
    assert rows[0][:4] == ["3 Mar 2026", "100", "● baseline", "Baseline"]
    day_after = next(row for row in rows if "Day 1 after session 1" in row[3])
    assert day_after[1] == "\N{EN DASH}"
    assert day_after[2] == "○ Day 1 after session 1: redness and swelling are expected now."
    assert day_after[4] == "21.00"
    blurred = next(row for row in rows if "blurred" in row[2])
    assert blurred[4] == "\N{EN DASH}"
    assert rows[-1][1] == "31 (0 to 71)"
    assert rows[-1][2] == "▼ better, beyond noise"
    assert " ± " in rows[-1][5]


@pytest.mark.parametrize("width", [1024, 1280, 1920])
def test_the_table_cuts_no_sentence_and_never_scrolls_sideways(trends, program, qtbot, width):
    table = trends.table
    program.window.resize(width, 800)
    qtbot.waitUntil(lambda: program.window.width() == width)
    for shown in (1, 0):
        trends.switch.buttons.button(shown).click()
        qtbot.waitUntil(lambda: table.horizontalScrollBar().maximum() == 0)
        columns = [c for c in range(trends.model.columnCount()) if not table.isColumnHidden(c)]
        assert {0, 1, 2, 3} <= set(columns)
        assert table.horizontalHeader().length() <= table.viewport().width() + 1
        for row in range(trends.model.rowCount()):
            for column in columns:
                assert is_whole(table, trends.model.index(row, column))


def test_a_narrow_table_of_an_index_leaves_measured_values_to_the_switch(trends, program, qtbot):
    program.window.resize(1024, 640)
    qtbot.waitUntil(lambda: trends.table.isColumnHidden(4))
    trends.switch.buttons.button(1).click()
    qtbot.waitUntil(lambda: not trends.table.isColumnHidden(4))


def is_whole(table, index):
    """Whether the words of a cell fit, broken into lines."""
    place = table.visualRect(index)
    room = QRect(0, 0, place.width() - 20, 10_000)
    flags = Qt.TextFlag.TextWordWrap.value
    needed = table.fontMetrics().boundingRect(room, flags, str(index.data()))
    return needed.width() <= room.width() and needed.height() <= place.height()


def test_a_view_without_scores_shows_its_details(trends, program):
    measurements = program.services.course.measurements
    trend = measurements.trends[View.FRONT]
    cheeks = tuple(one for one in trend.series if one.region is not RegionName.FACE)
    measurements.trends[View.FRONT] = type(trend)(trend.course, trend.view, trend.sessions, cheeks)
    trends.refresh()
    assert trends.score is None
    assert trends.series.region is RegionName.RIGHT_CHEEK
    assert not trends.regions.button(RegionName.FACE).isEnabled()
    assert trends.regions.button(RegionName.RIGHT_CHEEK).isChecked()


def test_window_json_csv_and_pdf_say_the_same(trends, program, course_copy, tmp_path):
    from skintrack.workflows.series_document import series_document

    shown = cells(trends, INDEX_COLUMN)[-1]
    program.close()
    with Library.open(course_copy) as library:
        trend = build_series.run(library)
        export_library.run(library, tmp_path / "out")
        report = make_report.run(library, tmp_path / "report.pdf")
    series = trend.find(Metric.REDNESS_SPOTS, RegionName.FACE)
    assert series is not None
    assert series.index is not None
    document = json.loads(json.dumps(series_document(series)))
    table = (tmp_path / "out" / "measurements.csv").read_text(encoding="utf-8")
    rows = {
        row["photo_id"]: row
        for row in csv.DictReader(io.StringIO(table, newline=""))
        if (row["metric"], row["region"]) == ("redness_spots", "face")
    }
    for point in document["points"]:
        row = rows[point["photo_id"]]
        for key in ("index", "index_low", "index_high"):
            assert (float(row[key]) if row[key] else None) == point[key]
    told = index_text(series.index)
    assert document["index"] == series.index.value == document["points"][-1]["index"]
    assert shown == told == "31 (0 to 71)"
    assert summary_rows([series])[0].index == f"index {told}"
    text = " ".join(page_texts(report.path))
    assert f"Whole face: redness spots down 69 since baseline, beyond noise, index {told}." in text


def test_the_table_is_no_higher_than_its_rows_and_keeps_the_chosen_one_in_sight(
    trends, program, qtbot
):  # fmt: skip
    last = trends.model.rowCount() - 1
    for size in ((1900, 1050), (1280, 800), (1024, 640)):
        program.window.resize(*size)
        qtbot.waitUntil(lambda size=size: program.window.size().toTuple() == size)
        if trends.table.currentIndex().row() != last:
            trends.table.show_photo(last)
        place = trends.table.visualRect(trends.table.currentIndex())
        assert trends.table.viewport().rect().contains(place.center())
    rows = trends.table.verticalHeader().length() + trends.table.horizontalHeader().height()
    assert trends.table.maximumHeight() <= max(rows + 8, 96)
