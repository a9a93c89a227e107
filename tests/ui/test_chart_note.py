"""What is written on the chart covers nothing, and nothing runs through it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRectF, QSizeF
from PySide6.QtGui import QImage

from skintrack.charts import plan_chart
from skintrack.model import Metric
from skintrack.ui.trends.callout import bounds_of_note
from skintrack.ui.trends.chart_canvas import chart_offset
from skintrack.ui.widgets.banner import Banner

pytestmark = pytest.mark.gui


def changed_area(before: QImage, after: QImage) -> QRectF:
    """Return where two pictures differ."""
    places = [
        (x, y)
        for y in range(before.height())
        for x in range(before.width())
        if before.pixel(x, y) != after.pixel(x, y)
    ]
    xs, ys = [x for x, _ in places], [y for _, y in places]
    return QRectF(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def test_the_note_of_every_point_stands_between_the_axes(course_window, settled):
    course_window.resize(1280, 900)
    course_window.show_view("trends")
    settled()
    view = course_window.view("trends")
    view.metrics.button(Metric.REDNESS_SPOTS).click()
    chart = view.chart
    frame = chart._made_painter(chart._plan_shown()).frame
    plot = frame.plot.translated(chart_offset()).adjusted(
        -14, -14, 14, 0
    )  # with a ring at its edge
    before = chart.grab().toImage()
    for place in (0, -1):
        chart._hovered = view.series.points[place].photo_id
        if chart.place_of(chart._hovered) is None:
            continue
        assert plot.contains(changed_area(before, chart.grab().toImage()))


def test_a_note_larger_than_the_plot_takes_what_the_chart_has():
    plot, chart = QRectF(40, 50, 500, 90), QRectF(0, 0, 600, 200)
    assert bounds_of_note(QSizeF(300, 80), plot, chart) == plot
    assert bounds_of_note(QSizeF(300, 100), plot, chart) == QRectF(40, 0, 500, 200)
    assert bounds_of_note(QSizeF(520, 80), plot, chart) == QRectF(0, 50, 600, 90)


def test_sessions_do_not_run_through_the_words_that_nothing_was_measured(course_window, settled):
    course_window.show_view("trends")
    settled()
    view, state = course_window.view("trends"), course_window.services.course.state
    assert state.healing
    empty = replace(view.series, points=(), baseline=None, baseline_photo_id=None)
    pictures = []
    for windows in (state.healing, ()):
        plan = replace(plan_chart(empty, windows), days=(0.0, 200.0))
        assert plan.why_empty
        view.chart.show_plan(plan, "", "")
        pictures.append(view.chart.grab().toImage())
    assert pictures[0] == pictures[1]


def test_a_message_leaves_the_visits_and_the_days_of_both_photos_in_sight(course_window, settled):
    course_window.show_view("compare")
    settled()
    view = course_window.view("compare")
    view.saving.saved.emit("The picture is saved as p.png.")
    banner = course_window.findChild(Banner)
    assert banner.isVisible()
    labels = round(view.canvas.scene.label_height)
    foot = view.canvas.mapTo(course_window, QPoint(0, view.canvas.height() - labels))
    assert banner.mapTo(course_window, QPoint(0, banner.height())).y() <= foot.y()
