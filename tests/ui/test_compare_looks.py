"""Compare in a low window with large letters, and with one photo: the photos keep their room."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QColor

from skintrack.ui import fonts
from skintrack.ui.compare.modes import MODES, Mode
from skintrack.ui.compare.scene import LABEL_PX, Scene
from skintrack.ui.widgets.map_bar import MapBar
from tests.helpers.measured_library import Shot, make_library

pytestmark = pytest.mark.gui

WORDS = ["Side by side", "Curtain", "Fade", "Blink", "Change"]


@pytest.fixture
def compare(course_window, settled, program, qtbot):
    course_window.show_view("compare")
    settled()
    qtbot.waitUntil(lambda: not program.services.images.is_working, timeout=10_000)
    return course_window.view("compare")


def test_drawings_say_the_modes_where_words_would_take_a_second_line(compare):
    tools = compare.tools
    buttons = tools.modes.buttons()
    tools.set_low(is_low=True)
    assert [each.text() for each in buttons] == WORDS
    tools.resize(420, tools.height())
    assert [each.text() for each in buttons] == [""] * len(WORDS)
    assert not any(each.icon().isNull() for each in buttons)
    assert [each.accessibleName() for each in buttons] == WORDS
    tools.resize(1200, tools.height())
    assert [each.text() for each in buttons] == WORDS
    assert all(each.icon().isNull() for each in buttons)


def test_all_tools_stand_in_one_line_of_a_small_window(compare, window, qtbot):
    window.resize(1024, 640)
    tools, first = compare.tools, compare.tools.modes.button(0)

    def is_one_line():
        tops = (each.mapTo(tools, QPoint()).y() for each in (first, tools.light, tools.panel))
        return max(tops) < first.height()

    qtbot.waitUntil(lambda: tools.panel.isVisible() and first.text() == "" and is_one_line())
    assert first.width() >= 32


def test_a_tall_window_keeps_the_words_whatever_its_width(compare):
    compare.tools.set_low(is_low=False)
    compare.tools.resize(420, compare.tools.height())
    assert [each.text() for each in compare.tools.modes.buttons()] == WORDS


def test_labels_are_lower_where_the_photos_are_low(compare):
    scene = compare.canvas.scene
    tall, low = (replace(scene, area=QRectF(0, 0, 800, height)) for height in (700, 250))
    assert tall.label_height == fonts.scaled(LABEL_PX)
    assert low.label_height < tall.label_height
    noted = replace(low, sides=(scene.sides[0], replace(scene.sides[1], notes=("moved",))))
    assert low.label_height < noted.label_height < tall.label_height
    assert noted.label_rect(0).top() == noted.photo_area.bottom()


def test_an_empty_scene_has_labels_too():
    assert Scene(area=QRectF(0, 0, 400, 200)).photo_area.height() > 100


def test_the_photo_of_the_side_that_keys_act_on_stays_in_sight(compare, program, qtbot):
    strip, window = compare.strip, program.window
    for width in (1600, 1024, 1280):
        window.resize(width, 800)
        qtbot.waitUntil(lambda width=width: window.width() == width)
        place = strip.visualRect(compare.photos.index(compare.photos.rowCount() - 1))
        assert strip.viewport().rect().contains(place.center())


def test_why_there_is_no_map_begins_at_the_side(compare):
    bar = compare.change_bar
    bar.resize(900, 80)
    compare.set_mode(MODES.index(Mode.CHANGE))
    bar.explain("These two photos cannot be compared.")
    assert isinstance(bar, MapBar)
    bar._details.activate()
    assert bar.caption.mapTo(bar, QPoint(0, 0)).x() == 0


def test_one_photo_has_the_room_of_the_panel_and_no_empty_list(
    program, settled, tmp_path_factory
):  # fmt: skip
    folder = tmp_path_factory.mktemp("one")
    make_library(folder, [Shot(0)]).close()
    program.window.libraries.open_folder(folder / "library")
    settled()
    program.window.show_view("compare")
    settled()
    view = program.window.view("compare")
    assert view.panel.isHidden()
    assert not view.tools.panel.isEnabled()
    assert [picker.isEnabled() for picker in view.pickers].count(True) == 1
    assert "No other day yet" in [picker.shown_text for picker in view.pickers]
    assert program.services.settings.current.compare_shows_panel


@pytest.mark.parametrize("mode", [Mode.CURTAIN, Mode.FADE, Mode.BLINK])
def test_in_one_place_only_the_words_of_the_side_that_keys_act_on_are_underlined(
    compare, program, mode
):  # fmt: skip
    canvas, accent = compare.canvas, QColor(program.services.theme.tokens.accent).rgb()
    compare.set_mode(MODES.index(mode))
    compare.band.hide()
    canvas.setFocus()
    for side in (0, 1):
        canvas.set_active(side)
        image = canvas.grab().toImage()
        band = canvas.scene.label_rect(side).toAlignedRect()
        lines = {
            y: [x for x in range(image.width()) if image.pixel(x, y) == accent]
            for y in range(band.top(), image.height())
        }
        bar = next(columns for columns in reversed(lines.values()) if len(columns) > 20)
        assert not lines[band.top()]
        assert all(band.left() <= x <= band.right() for x in bar)
        assert len(bar) < 0.8 * band.width()
