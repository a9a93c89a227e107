"""What the timeline does in a narrow window: it says less, scrolls once and ends softly."""

from functools import partial

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from skintrack.ui.models.sessions_model import SESSION_ROLE
from skintrack.ui.timeline.edges import paint_edges
from skintrack.ui.timeline.session_strip import SessionStrip

pytestmark = pytest.mark.gui


@pytest.fixture
def timeline(course_window, settled):
    course_window.show_view("timeline")
    settled()
    return course_window.view("timeline")


def chip_width(strip):
    chips = strip._list
    return chips.itemDelegate().sizeHint(None, chips.model().index(0, 0)).width()


def test_sessions_say_less_before_one_is_out_of_sight(timeline, program, qtbot):
    strip = SessionStrip(program.services)
    qtbot.addWidget(strip)
    strip.show_course(program.services.course.state)
    strip.show()
    chips = strip._list
    count = chips.model().rowCount()
    assert count > 1
    assert chips.model().index(0, 0).data(SESSION_ROLE) is not None
    widths = set()
    for width in (2400, 720, 560):
        strip.resize(width, strip.height())
        qtbot.waitUntil(lambda width=width: strip.width() == width)
        widths.add(chip_width(strip))
        assert count * chip_width(strip) <= chips.viewport().width()
    assert len(widths) == 3


def test_a_low_window_scrolls_the_page_and_not_the_axis_within_it(timeline, program, qtbot):
    program.window.resize(1024, 640)
    qtbot.waitUntil(lambda: program.window.height() == 640)
    assert timeline.grid.verticalScrollBar().maximum() == 0


def test_the_axis_ends_softly_where_it_goes_on():
    image = QImage(100, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("black"))
    painter = QPainter(image)
    area = QRectF(image.rect())
    paint_edges(painter, area, "#FFFFFF", more_before=True, more_after=False)
    painter.end()
    shades = [image.pixelColor(x, 10).lightness() for x in (0, 10, 19, 50, 99)]
    assert shades[0] > 240
    assert 90 < shades[1] < 160
    assert shades[2] < 20
    assert shades[3:] == [0, 0]


def has_little_below(grid, column):
    return 0 <= grid.height() - grid.column_rect(column).bottom() < 40


def test_the_sessions_stand_right_below_the_photos_of_a_tall_window(timeline, program, qtbot):
    grid, heights = timeline.grid, []
    for height in (1400, 800, 1400):
        program.window.resize(1400, height)
        qtbot.waitUntil(lambda height=height: program.window.height() == height)
        column = timeline.model.columnCount() - 1
        qtbot.waitUntil(partial(has_little_below, grid, column))
        heights.append(grid.photo_rect(0, column).height())
    assert heights[0] == heights[2]
    assert heights[1] < heights[0]


def test_windows_of_any_size_one_after_the_other_leave_no_scroll_bar(timeline, program, qtbot):
    for size in ((1280, 800), (1024, 640), (1920, 1080), (1280, 800), (1024, 700), (1280, 760)):
        program.window.resize(*size)
        qtbot.waitUntil(lambda size=size: program.window.size().toTuple() == size)
        qtbot.waitUntil(lambda: timeline.grid.verticalScrollBar().maximum() == 0)
