"""The chart of trends by mouse and keys: points, pairs, the face to click, files to save."""

import csv
from dataclasses import replace

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QPainter
from PySide6.QtWidgets import QFileDialog

from skintrack.charts import Meaning, plan_chart
from skintrack.model import Metric, RegionName, View
from skintrack.ui.tokens import LIGHT
from skintrack.ui.trends.chart_painter import ChartPainter
from skintrack.ui.trends.chart_words import Sign, legend_entries
from tests.helpers.libraries import sql
from tests.helpers.ui_actions import dialog_of
from tests.test_charts import make_series, point

pytestmark = pytest.mark.gui

LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def trends(course_window, settled):
    course_window.show_view("trends")
    settled()
    return course_window.view("trends")


def photos(view):
    """The ids of the points of the chart, oldest first."""
    return [each.point.photo_id for each in view.chart._points()]


def place(view, photo_id):
    found = view.chart.place_of(photo_id)
    assert isinstance(found, QPointF)
    return found.toPoint()


def region_of(view):
    return view.series.region


def heard(signal):
    """Collect what a signal says."""
    calls = []
    signal.connect(lambda *values: calls.append(values))
    return calls


def test_a_click_chooses_a_point_and_says_it(trends, qtbot):
    last = photos(trends)[-1]
    qtbot.mouseClick(trends.chart, LEFT, pos=place(trends, last))
    assert trends.chart.current == last
    assert trends.readout.line.whole_text == (
        "19 September 2026 · Index 31 (0 to 71) · ▼ better, beyond noise · 3 months after session 4"
    )
    assert trends.readout.open_button.isEnabled()
    assert trends.table.currentIndex().row() == trends.model.rowCount() - 1
    assert trends.readout.line.whole_text in trends.chart.accessibleDescription()
    qtbot.mouseClick(trends.chart, LEFT, pos=QPoint(60, 60))
    assert trends.chart.current is None
    assert not trends.readout.open_button.isEnabled()


def test_a_hollow_point_says_why_under_the_mouse(trends, qtbot):
    hollow = trends.chart._points()[1]
    assert hollow.meaning is Meaning.LEFT_OUT
    before = trends.chart.grab().toImage()
    qtbot.mouseMove(trends.chart, place(trends, hollow.point.photo_id))
    qtbot.waitUntil(lambda: trends.chart.grab().toImage() != before)
    words = trends.chart.words_of(trends.chart._hovered)
    assert words is not None
    assert words.why == "Day 1 after session 1: redness and swelling are expected now."
    assert words.meaning == f"○ {words.why}"


def legend_picture(plan):
    image = QImage(800, 400, QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.surface_1))
    with QPainter(image) as painter:
        ChartPainter(plan, LIGHT, 800, 400).paint(painter)
    return image.copy(0, 380, 800, 20)


@pytest.mark.usefixtures("program")
def test_a_point_beyond_the_scale_is_in_the_legend():
    pictures = []
    for value, sign in ((90.0, Sign.ABOVE), (-90.0, Sign.BELOW), (8.0, None)):
        points = [point(0, 8.0), point(10, value, is_included=False), point(60, 6.0)]
        plan = plan_chart(make_series(points))
        said = {each.sign: each.words for each in legend_entries(plan)}
        found = {each: said[each] for each in (Sign.ABOVE, Sign.BELOW) if each in said}
        assert found == ({} if sign is None else {sign: "Beyond the scale"})
        pictures.append(legend_picture(plan))
    above, below, none = pictures
    assert above != below
    assert none not in (above, below)


def test_arrow_keys_walk_along_the_points(trends, qtbot):
    ids = photos(trends)
    trends.chart.setFocus()
    seen = []
    for _ in range(len(ids) + 2):
        qtbot.keyClick(trends.chart, Qt.Key.Key_Right)
        seen.append(trends.chart.current)
    assert seen == [*ids, ids[-1], ids[-1]]
    assert "expected now" in trends.chart.words_of(ids[1]).line
    qtbot.keyClick(trends.chart, Qt.Key.Key_Left)
    assert trends.chart.current == ids[-2]
    qtbot.keyClick(trends.chart, Qt.Key.Key_Home)
    assert trends.chart.current == ids[0]
    qtbot.keyClick(trends.chart, Qt.Key.Key_End)
    assert trends.chart.current == ids[-1]
    qtbot.keyClick(trends.chart, Qt.Key.Key_Escape)
    assert trends.chart.current is None


def test_enter_and_double_click_open_the_photo(trends, qtbot):
    opened = heard(trends.photo_opened)
    first, last = photos(trends)[0], photos(trends)[-1]
    trends.chart.setFocus()
    qtbot.keyClick(trends.chart, Qt.Key.Key_Right)
    qtbot.keyClick(trends.chart, Qt.Key.Key_Return)
    qtbot.mouseDClick(trends.chart, LEFT, pos=place(trends, last))
    assert [photo.id for (photo,) in opened] == [first, last]


def test_the_photo_of_a_point_is_shown_by_the_window(course_window, trends, qtbot):
    qtbot.mouseClick(trends.chart, LEFT, pos=place(trends, photos(trends)[0]))
    qtbot.mouseClick(trends.readout.open_button, LEFT)
    qtbot.waitUntil(lambda: course_window.views.is_current("photo"))


def test_two_marks_with_ctrl_compare(trends, qtbot):
    pairs = heard(trends.comparison_chosen)
    first, last = photos(trends)[0], photos(trends)[-1]
    qtbot.mouseClick(trends.chart, LEFT, CTRL, pos=place(trends, last))
    assert trends.chart.marked == last
    assert trends.readout.line.whole_text == (
        "19 September 2026 is marked. Mark a second point to compare the two."
    )
    qtbot.mouseClick(trends.chart, LEFT, CTRL, pos=place(trends, first))
    assert [(one.id, two.id) for one, two in pairs] == [(first, last)]
    assert trends.chart.marked is None


def test_two_marks_with_space_show_the_comparison(course_window, trends, qtbot):
    trends.chart.setFocus()
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Space, Qt.Key.Key_End, Qt.Key.Key_Space):
        qtbot.keyClick(trends.chart, key)
    assert course_window.views.is_current("compare")


def test_a_mark_can_be_taken_back(trends, qtbot):
    pairs = heard(trends.comparison_chosen)
    trends.chart.setFocus()
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Space, Qt.Key.Key_Space):
        qtbot.keyClick(trends.chart, key)
    assert trends.chart.marked is None
    assert pairs == []


def test_one_point_is_compared_with_the_baseline(trends, qtbot):
    pairs = heard(trends.comparison_chosen)
    first, last = photos(trends)[0], photos(trends)[-1]
    trends.chart.setFocus()
    qtbot.keyClick(trends.chart, Qt.Key.Key_Home)
    assert not trends.readout.compare_button.isEnabled()
    qtbot.keyClick(trends.chart, Qt.Key.Key_End)
    assert trends.readout.compare_button.toolTip() == "Compare with 3 March 2026"
    qtbot.mouseClick(trends.readout.compare_button, LEFT)
    assert [(one.id, two.id) for one, two in pairs] == [(first, last)]


def test_a_row_of_the_table_chooses_its_point(trends, qtbot):
    trends.table.setFocus()
    trends.table.selectRow(0)
    qtbot.keyClick(trends.table, Qt.Key.Key_Down)
    assert trends.chart.current == photos(trends)[1]


def test_a_cheek_is_clicked_on_the_face(trends, qtbot):
    cheek = trends.regions.button(RegionName.LEFT_CHEEK)
    qtbot.mouseClick(cheek, LEFT)
    assert region_of(trends) is RegionName.LEFT_CHEEK
    # Seen as in a photo: the person's left is on the right.
    assert cheek.geometry().center().x() > trends.regions.drawing.width() / 2
    assert cheek.accessibleDescription() == "Your left cheek"
    qtbot.mouseClick(trends.regions.drawing, LEFT, pos=QPoint(60, 66))
    assert region_of(trends) is RegionName.FACE
    assert trends.regions.button(RegionName.FACE).isChecked()


def test_the_regions_are_a_radio_group_for_keys_and_screen_readers(trends, qtbot):
    right = trends.regions.button(RegionName.RIGHT_CHEEK)
    spoken = QAccessible.queryAccessibleInterface(right)
    assert spoken.role() is QAccessible.Role.RadioButton
    assert spoken.text(QAccessible.Text.Name) == "Right cheek"
    right.setFocus()
    right.click()
    qtbot.keyClick(right, Qt.Key.Key_Right)
    assert region_of(trends) is not RegionName.RIGHT_CHEEK
    assert trends.regions.buttons.checkedButton().hasFocus()


def test_tab_enters_the_group_at_the_region_that_is_shown(trends):
    for name in (RegionName.CHIN, RegionName.FACE):
        trends.regions.button(name).click()
        reached = [
            button
            for button in trends.regions.buttons.buttons()
            if button.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        assert reached == [trends.regions.button(name)]


def test_regions_that_were_not_measured_cannot_be_clicked(trends):
    assert not trends.regions.button(RegionName.NOSE).isEnabled()
    assert trends.regions.button(RegionName.CHIN).isEnabled()
    trends.metrics.button(Metric.REDNESS).click()
    assert not trends.regions.button(RegionName.FACE).isEnabled()


def test_the_region_is_kept_for_the_metric_that_has_it(trends):
    trends.metrics.button(Metric.REDNESS).click()
    assert region_of(trends) is RegionName.RIGHT_CHEEK
    trends.metrics.button(Metric.TEXTURE).click()
    assert region_of(trends) is RegionName.FACE


def test_nothing_jumps_whatever_is_chosen(trends, qtbot):
    places = set()
    for metric in Metric:
        trends.metrics.button(metric).click()
        trends.chart.setFocus()
        qtbot.keyClick(trends.chart, Qt.Key.Key_Right)
        places.add(trends.chart.geometry().getRect())
    assert len(places) == 1


@pytest.mark.parametrize("kind", ["png", "svg", "csv"])
def test_the_chart_is_saved_where_the_user_says(trends, qtbot, tmp_path, kind):
    trends.save_button.choose_file(kind)
    dialog = dialog_of(qtbot, QFileDialog)
    path = tmp_path / f"chart.{kind}"
    dialog.fileSelected.emit(str(path))
    dialog.close()
    qtbot.waitUntil(path.exists, timeout=30_000)
    qtbot.waitUntil(lambda: "chart." in trends.readout.line.whole_text, timeout=20_000)
    assert trends.readout.line.whole_text == f"Saved as “chart.{kind}”."
    if kind == "png":
        with Image.open(path) as picture:
            assert picture.info.keys() <= {"dpi"}
            assert picture.convert("RGB").getpixel((2, 2)) == (255, 255, 255)
    elif kind == "svg":
        text = path.read_text(encoding="utf-8")
        assert text.startswith("<?xml")
        assert "metadata" not in text
        assert "SkinTrack" not in text
    else:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        assert len(rows) == trends.model.rowCount()
        assert rows[1]["why_left_out"].startswith("Day 1 after session 1")
        assert rows[0]["noise"] == ""
        assert rows[-1]["verdict"] == "improved"


def test_old_values_stay_grey_while_they_are_measured_anew(program, course_copy, qtbot):
    sql(course_copy, "UPDATE analysis SET algorithm = '1'")
    sql(course_copy, "UPDATE measurement SET algorithm = '1'")
    course, window = program.services.course, program.window
    window.libraries.open_folder(course_copy)
    qtbot.waitUntil(lambda: course.is_measured, timeout=20_000)
    window.show_view("trends")
    view = window.view("trends")
    assert view.chart._plan.meanings == {Meaning.EARLIER}
    assert view.chart._plan.band == ()
    assert "Grey: measured by an earlier version" in view.explanation
    assert view.series.included == ()
    last = photos(view)[-1]
    assert "Earlier version: 31" in view.chart.words_of(last).line
    assert view.model.index(view.model.rowCount() - 1, 1).data() == "Earlier version: 31"


def test_a_view_without_a_value_says_so(trends, program):
    measurements = program.services.course.measurements
    trend = measurements.trends[View.FRONT]
    measurements.trends[View.FRONT] = replace(trend, series=())
    trends.refresh()
    assert "Nothing was measured here yet." in trends.chart.accessibleDescription()
    assert trends.sentence == ""
    assert not trends.table.isVisibleTo(trends)
    assert not trends.chart.has_points
    assert not trends.save_button.isEnabled()
