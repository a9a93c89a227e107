"""What the timeline does in a narrow window: it says less, scrolls once and ends softly."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QLabel

from skintrack.model import View
from skintrack.model.catalogue import LANGUAGES
from skintrack.ui.answer_parts import Answer
from skintrack.ui.findings import Line
from skintrack.ui.fonts import load_fonts, ui_font
from skintrack.ui.language import speak
from skintrack.ui.models.sessions_model import SESSION_ROLE
from skintrack.ui.timeline import timeline_view
from skintrack.ui.timeline.edges import paint_edges
from skintrack.ui.timeline.next_block import NextBlock
from skintrack.ui.timeline.next_words import NextAction, NextItem
from skintrack.ui.timeline.painter import TimelinePainter
from skintrack.ui.timeline.session_strip import SessionStrip
from skintrack.ui.timeline.sizes import names_width
from skintrack.ui.tokens import LIGHT
from skintrack.ui.words import view_name
from tests.helpers.measured_library import Shot, make_library

pytestmark = pytest.mark.gui


@pytest.fixture
def timeline(course_window, settled):
    course_window.show_view("timeline")
    settled()
    return course_window.view("timeline")


def chip_widths(strip):
    chips = strip._list
    indexes = [chips.model().index(row, 0) for row in range(chips.model().rowCount())]
    return tuple(chips.itemDelegate().sizeHint(None, index).width() for index in indexes)


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
        widths.add(chip_widths(strip))
        assert sum(chip_widths(strip)) <= chips.viewport().width()
    assert len(widths) == 3


def test_sentences_that_would_break_in_large_letters_are_smaller(timeline, monkeypatch, qtbot):
    block = timeline.answer

    def letters(text):
        answer = Answer("", scores=(Line(text, "improved"),))
        monkeypatch.setattr(timeline_view, "course_answer", lambda *_, **__: answer)
        timeline.refresh()
        qtbot.wait(50)
        [label] = [each for each in block.findChildren(QLabel) if each.text() == text]
        assert label.height() < 2 * label.fontMetrics().height()
        return label.property("role")

    assert letters("Redness spots down 37, beyond noise.") == "headline"
    assert (
        letters("Rote Stellen seit dem Anfang um 37 gesunken, weit über dem Messrauschen.")
        == "title"
    )
    assert letters("Redness spots down 37, beyond noise.") == "headline"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_a_view_fits_beside_its_row(qapp, language):
    speak(qapp, language)
    words = QFontMetrics(ui_font(12))
    names = [view_name(view) for view in View]
    speak(qapp, "en")
    wide = [name for name in names for word in name.split() if words.horizontalAdvance(word) > 64]
    assert wide == []


@pytest.mark.parametrize("height", [90, 300])
def test_the_words_beside_the_first_photo_are_whole_in_large_letters(qapp, timeline, height):
    load_fonts(qapp, 150)
    image = QImage(900, 400, QImage.Format.Format_ARGB32)
    room = QRect(200, 80, 680, height)
    text = "Words that go on and on beside the very first photo of a course. " * 2
    painter = QPainter(image)
    area = TimelinePainter(LIGHT, timeline.grid._layout, 0).hint(painter, room, text)
    painter.setFont(ui_font(14))
    needed = painter.boundingRect(area, int(Qt.TextFlag.TextWordWrap), text)
    painter.end()
    load_fonts(qapp, 100)
    assert room.contains(area)
    assert area.contains(needed)


def test_an_answer_above_what_is_next_leaves_no_gap(timeline, monkeypatch, qtbot):
    answer = Answer("Your baseline is set. The next photos will be compared with it.")
    monkeypatch.setattr(timeline_view, "course_answer", lambda *_, **__: answer)
    timeline.refresh()
    timeline.setMaximumWidth(680)
    qtbot.waitUntil(lambda: timeline.next.y() > timeline.answer.y())
    answer = timeline.answer
    qtbot.waitUntil(lambda: answer.height() == answer.heightForWidth(answer.width()))


def test_a_page_without_photos_leaves_its_height_to_the_axis(timeline):
    before = timeline._stack.sizeHint().height()
    timeline.empty.show_course(timeline.services.course.state)
    assert timeline._stack.sizeHint().height() == before
    timeline._stack.setCurrentWidget(timeline.empty)
    assert timeline._stack.sizeHint().height() > before


def test_days_without_year_say_it_once_a_year(timeline, program, qtbot):
    strip = SessionStrip(program.services)
    qtbot.addWidget(strip)
    state = program.services.course.state
    [session, *_] = state.sessions
    days = (date(2025, 11, 3), date(2025, 12, 8), date(2026, 1, 12), date(2026, 2, 16))
    sessions = tuple(replace(session, date=day) for day in days)
    strip.show_course(replace(state, sessions=sessions))
    strip.resize(380, strip.height())
    strip.show()
    first, second, third, fourth = chip_widths(strip)
    assert first > second
    assert third > fourth
    # All do not fit beside each other: the latest is the one in sight.
    bar = strip._list.horizontalScrollBar()
    assert bar.value() == bar.maximum() > 0


def test_chips_move_together_before_one_is_out_of_sight(timeline, program, qtbot):
    strip = SessionStrip(program.services)
    qtbot.addWidget(strip)
    strip.show_course(program.services.course.state)
    strip.show()
    chips, tight = strip._list, []
    for width in range(720, 200, -4):
        strip.resize(width, strip.height())
        if chips.horizontalScrollBar().maximum() > 0:
            break
        tight = chip_widths(strip)
        assert sum(tight) <= chips.viewport().width()
    # Those that scroll anyway stand as roomy as before.
    roomy = chip_widths(strip)
    assert {less < more for less, more in zip(tight, roomy, strict=True)} == {True}


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


def test_what_is_next_is_said_in_whole_words(qtbot):
    block = NextBlock()
    qtbot.addWidget(block)
    long = "Planned for 27 April to 11 May. A later day is fine, so ask your practitioner first."
    block.show_items(
        [NextItem("Session 4 of 4: no day yet", long, NextAction.PLAN), NextItem("Photos", long)]
    )
    block.show()
    block.adjustSize()
    words = [label for label in block.findChildren(QLabel) if label.text() == long]
    assert len(words) == 2
    for label in words:
        assert label.height() >= label.heightForWidth(label.width()) > label.fontMetrics().height()


@pytest.fixture
def long_grid(program, settled, tmp_path_factory):
    """The timeline of thirty visits, which are not all in sight."""
    folder = tmp_path_factory.mktemp("long")
    make_library(folder, [Shot(4 * day) for day in range(30)]).close()
    program.window.resize(1280, 900)
    program.window.libraries.open_folder(folder / "library")
    settled()
    program.window.show_view("timeline")
    return program.window.view("timeline").grid


def test_a_course_that_must_be_scrolled_shows_photos_as_large_as_there_is_height(long_grid, qtbot):
    grid = long_grid
    qtbot.waitUntil(lambda: grid.horizontalScrollBar().maximum() > 0)
    assert grid.verticalScrollBar().maximum() == 0
    assert grid.photo_rect(0, 0).height() == 176


def test_a_few_photos_are_large_and_sharp(
    program, settled, qtbot, tmp_path_factory
):  # fmt: skip
    folder = tmp_path_factory.mktemp("few")
    make_library(folder, [Shot(0), Shot(40)]).close()
    program.window.resize(1600, 1000)
    program.window.libraries.open_folder(folder / "library")
    settled()
    program.window.show_view("timeline")
    grid = program.window.view("timeline").grid
    qtbot.waitUntil(lambda: grid.photo_rect(0, 0).height() > 300)
    photo = grid.model().visits[0].photos[0]
    grid.grab()
    images = program.services.images
    qtbot.waitUntil(lambda: images.is_settled(photo), timeout=10_000)


def test_no_line_of_a_photo_is_left_at_the_side(program, long_grid, qtbot):
    grid = long_grid
    bar = grid.horizontalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    photo, width = grid.photo_rect(0, 12), grid.viewport().width()
    middle = photo.center().y()
    for seen in (3, 14):
        at_left = photo.right() + bar.value() - names_width() - seen
        at_right = photo.left() + bar.value() - width + seen
        for value, edge in ((at_left, names_width()), (at_right, width - seen)):
            bar.setValue(value)
            image = grid.viewport().grab().toImage()
            line = {image.pixelColor(x, middle).name() for x in range(edge, edge + seen)}
            ground = QColor(program.services.theme.tokens.surface_0).name()
            assert (line == {ground}) == (seen == 3)


def test_chips_end_softly_where_more_of_them_follow(timeline, program, qtbot):
    strip = SessionStrip(program.services)
    qtbot.addWidget(strip)
    strip.show_course(program.services.course.state)
    strip.resize(260, strip.height())
    strip.show()
    chips = strip._list
    qtbot.waitUntil(lambda: chips.horizontalScrollBar().maximum() > 0)
    chips.horizontalScrollBar().setValue(0)
    image = chips.viewport().grab().toImage()
    ground = QColor(program.services.theme.tokens.surface_0)
    edge = {image.pixelColor(image.width() - 1, y).name() for y in range(image.height())}
    assert all(abs(QColor(name).lightness() - ground.lightness()) < 12 for name in edge)


def test_photos_without_a_date_are_asked_about_in_whole_words_in_a_narrow_window(timeline):
    bar = timeline._undated
    timeline._undated_text.setText("3 photos have no date. When were they taken? " * 2)
    bar.show()
    bar.resize(320, bar.heightForWidth(320))
    bar.layout().activate()
    assert bar.minimumSizeHint().width() <= 320
    words = timeline._undated_text
    assert words.height() >= words.heightForWidth(words.width())
