"""Ways to look at two photos: curtain, fade, blink; what is remembered; empty places."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from skintrack.app import Program
from skintrack.model import Photo, PhotoId, View
from skintrack.ui.compare.compare_view import CompareView
from skintrack.ui.compare.keys import KeysDialog
from skintrack.ui.compare.modes import MODES, Mode
from skintrack.ui.main_window import MainWindow
from tests.helpers.measured_library import Shot, make_library

pytestmark = pytest.mark.gui

Settled = Callable[[], None]


@pytest.fixture
def compare(
    course_window: MainWindow, settled: Settled, program: Program, qtbot: QtBot
) -> CompareView:
    course_window.show_view("compare")
    settled()
    view = course_window.view("compare")
    assert isinstance(view, CompareView)
    qtbot.waitUntil(lambda: not program.services.images.is_working, timeout=10_000)
    return view


def painted(view: CompareView) -> QImage:
    return view.canvas.grab().toImage()


def color_at(view: CompareView, x_share: float, y_share: float = 0.5) -> QColor:
    area = view.canvas.scene.photo_area
    point = QPoint(round(area.width() * x_share), round(area.height() * y_share))
    return QColor(painted(view).pixel(point))


def show(view: CompareView, mode: Mode) -> None:
    view.set_mode(MODES.index(mode))


# Blink


def test_space_blinks_while_it_is_held(compare: CompareView, qtbot: QtBot) -> None:
    show(compare, Mode.BLINK)
    canvas = compare.canvas
    places = canvas.scene.places()
    assert [place.number for place in places] == [1]
    before = painted(compare)
    qtbot.keyPress(canvas, Qt.Key.Key_Space)
    assert [place.number for place in canvas.scene.places()] == [0]
    assert painted(compare) != before
    qtbot.keyRelease(canvas, Qt.Key.Key_Space)
    assert canvas.scene.places() == places


def test_the_button_blinks_while_it_is_held(compare: CompareView, qtbot: QtBot) -> None:
    show(compare, Mode.BLINK)
    button = compare.band.blink
    assert button.isVisible()
    shown = [compare.canvas.scene.places()[0].number]
    qtbot.mousePress(button, Qt.MouseButton.LeftButton)
    shown.append(compare.canvas.scene.places()[0].number)
    qtbot.mouseRelease(button, Qt.MouseButton.LeftButton)
    shown.append(compare.canvas.scene.places()[0].number)
    assert shown == [1, 0, 1]
    show(compare, Mode.SIDE_BY_SIDE)
    assert not button.isVisible()


def test_side_by_side_the_photos_change_places_with_their_labels(
    compare: CompareView, qtbot: QtBot
) -> None:
    canvas = compare.canvas
    assert canvas.scene.label_place(0) == 0
    qtbot.keyPress(canvas, Qt.Key.Key_Space)
    assert [place.number for place in canvas.scene.places()] == [1, 0]
    assert canvas.scene.label_place(0) == 1
    qtbot.keyRelease(canvas, Qt.Key.Key_Space)
    assert canvas.scene.label_place(0) == 0


def test_leaving_the_photos_ends_the_blink(compare: CompareView, qtbot: QtBot) -> None:
    qtbot.keyPress(compare.canvas, Qt.Key.Key_Space)
    compare.pickers[0].setFocus()
    assert not compare.canvas.scene.is_blinking


# Fade and curtain


def test_the_slider_fades_from_one_photo_to_the_other(compare: CompareView, qtbot: QtBot) -> None:
    show(compare, Mode.FADE)
    slider = compare.band.fade
    assert slider.isVisible()
    colors = []
    for percent in (0, 50, 100):
        slider.setValue(percent)
        colors.append(color_at(compare, 0.5, 0.28))
    reds = [color.red() for color in colors]
    assert abs(reds[0] - reds[2]) > 20  # the pictures differ there
    assert min(reds[0], reds[2]) < reds[1] < max(reds[0], reds[2])


def test_keys_move_the_fade_and_the_curtain(compare: CompareView, qtbot: QtBot) -> None:
    show(compare, Mode.FADE)
    start = compare.canvas.scene.fade
    qtbot.keyClick(compare.canvas, Qt.Key.Key_Period)
    assert compare.canvas.scene.fade > start
    assert compare.band.fade.value() == round(100 * compare.canvas.scene.fade)
    show(compare, Mode.CURTAIN)
    share = compare.canvas.scene.share
    qtbot.keyClick(compare.canvas, Qt.Key.Key_Comma)
    assert compare.canvas.scene.share < share
    assert compare.canvas.scene.fade > start


@pytest.mark.parametrize("width", [1024, 1500])
def test_what_fades_or_blinks_stands_between_the_labels_and_never_on_a_photo(
    compare: CompareView, course_window: MainWindow, width: int
) -> None:
    course_window.resize(width, 700)
    for mode in (Mode.FADE, Mode.BLINK):
        show(compare, mode)
        scene = compare.canvas.scene
        place = compare.band.geometry()
        assert place.top() >= scene.photo_area.bottom()
        labels = [scene.label_rect(number).toAlignedRect() for number in (0, 1)]
        assert not any(place.adjusted(2, 2, -2, -2).intersects(label) for label in labels)
        assert compare.band.blink.width() >= compare.band.blink.sizeHint().width() or (
            mode is Mode.FADE
        )


def test_labels_of_both_photos_stand_in_every_mode(compare: CompareView) -> None:
    for mode in MODES:
        show(compare, mode)
        words = compare.canvas.accessibleDescription()
        assert "3 March 2026, Baseline · day 0" in words
        assert "19 September 2026, 3 months after session 4 · day 200" in words
        left, right = compare.canvas.scene.panes()
        assert max(left.bottom(), right.bottom()) <= compare.canvas.height() - 60


def test_what_is_looked_at_stays_when_the_mode_changes(compare: CompareView, qtbot: QtBot) -> None:
    qtbot.keyClick(compare.canvas, Qt.Key.Key_Plus)
    qtbot.keyClick(compare.canvas, Qt.Key.Key_Down)
    look = compare.canvas.scene.look
    for mode in MODES:
        show(compare, mode)
        assert compare.canvas.scene.look == look


# Keys


def test_the_keys_are_listed(compare: CompareView, qtbot: QtBot) -> None:
    qtbot.keyClick(compare.canvas, "?")
    dialog = compare.findChild(KeysDialog)
    assert dialog is not None
    qtbot.waitExposed(dialog)
    texts = [each.text() for each in dialog.findChildren(QLabel)]
    assert "Shift with arrows" in texts
    qtbot.mouseClick(dialog.close_button, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()


def test_letters_switch_what_has_no_number(compare: CompareView, qtbot: QtBot) -> None:
    canvas = compare.canvas
    for key, toggle in (
        (Qt.Key.Key_L, compare.tools.light),
        (Qt.Key.Key_O, compare.tools.outlines),
        (Qt.Key.Key_N, compare.tools.nudge),
        (Qt.Key.Key_P, compare.tools.panel),
    ):
        was_on = toggle.isChecked()
        qtbot.keyClick(canvas, key)
        assert toggle.isChecked() is not was_on
        qtbot.keyClick(canvas, key)
        assert toggle.isChecked() is was_on


def test_v_goes_to_the_next_view_of_the_same_visits(
    compare: CompareView, qtbot: QtBot, settled: Settled
) -> None:
    qtbot.keyClick(compare.canvas, Qt.Key.Key_V)
    settled()
    left, right = compare.chosen
    assert left is not None
    assert right is not None
    assert {left.view, right.view} == {View.LEFT_OBLIQUE}


def test_enter_opens_the_photo(compare: CompareView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(compare.photo_opened) as opened:
        qtbot.keyClick(compare.canvas, Qt.Key.Key_Return)
    assert opened.args == [compare.chosen[1]]


def test_the_panel_can_be_put_away(compare: CompareView, program: Program) -> None:
    width = compare.canvas.width()
    compare.tools.panel.click()
    assert not compare.panel.isVisible()
    compare.layout()
    assert not program.services.settings.current.compare_shows_panel
    assert compare.canvas.width() >= width


# Memory


def test_the_next_window_looks_at_the_same(
    compare: CompareView, program: Program, course_window: MainWindow, qtbot: QtBot
) -> None:
    show(compare, Mode.CURTAIN)
    qtbot.keyClick(compare.canvas, Qt.Key.Key_Plus)
    qtbot.keyClick(compare.canvas, Qt.Key.Key_Left)
    qtbot.keyClick(compare.canvas, Qt.Key.Key_Comma)
    compare.tools.outlines.setChecked(True)
    scene, chosen = compare.canvas.scene, compare.chosen
    course_window.show_view("timeline")  # leaving keeps it
    again = CompareView(program.services)
    qtbot.addWidget(again)
    again.refresh()
    assert again.chosen == chosen
    assert again.canvas.mode is Mode.CURTAIN
    assert again.canvas.scene.look == scene.look
    assert again.canvas.scene.share == pytest.approx(scene.share)
    assert again.canvas.scene.shows_outlines


def test_a_new_visit_is_the_later_photo_unless_another_one_was_chosen(
    compare: CompareView, program: Program, course_window: MainWindow
) -> None:
    course_window.show_view("timeline")
    assert program.services.settings.current.compare_photos == ("", "")
    compare.step(-1)
    compare._remember()
    left, right = program.services.settings.current.compare_photos
    assert left == ""
    assert right == compare.photos.photos[-2].id


# Few photos


@pytest.mark.parametrize("count", [0, 1])
def test_few_photos_are_explained(
    count: int,
    program: Program,
    settled: Settled,
    tmp_path_factory: pytest.TempPathFactory,
    qtbot: QtBot,
) -> None:
    folder = tmp_path_factory.mktemp("few")
    make_library(folder, [Shot(day) for day in range(count)]).close()
    program.window.libraries.open_folder(folder / "library")
    settled()
    program.window.show_view("compare")
    settled()
    view = program.window.view("compare")
    assert isinstance(view, CompareView)
    if count:
        assert "One photo so far" in view.canvas.accessibleDescription()
    for mode in MODES[: len(MODES) * count]:
        show(view, mode)
        painted(view)
        assert view.canvas.mode is Mode.SIDE_BY_SIDE
    qtbot.keyClicks(view.canvas, "2ol")
    assert not any(button.isEnabled() for button in view.modes.buttons())
    assert view.modes.checkedId() == 0
    assert not view.tools.outlines.isChecked()
    assert not view.tools.light.isChecked()
    assert program.services.settings.current.compare_mode == MODES[-1 if count else 0].value
    assert not view.tools.save.isEnabled()
    assert not view.band.isVisible()
    assert view.panel.summary == "Two photos of the same view make a comparison."
    assert view.panel.isHidden()  # it would be empty
    for part in (view.tools, view.pickers[0], view.strip, view.canvas):
        assert part.isVisible() is bool(count)
    assert view.beginning.isVisible() is not bool(count)


def test_a_photo_without_a_face_is_shown_whole_and_says_so(
    program: Program, settled: Settled, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("faceless")
    make_library(folder, [Shot(0), Shot(40, has_face=False)]).close()
    program.window.libraries.open_folder(folder / "library")
    settled()
    program.window.show_view("compare")
    settled()
    view = program.window.view("compare")
    assert isinstance(view, CompareView)
    sides = view.canvas.scene.sides
    assert sides[0] is not None
    assert sides[0].notes == ()
    assert sides[1] is not None
    assert sides[1].notes == ("no face found, so not aligned",)


def test_two_photos_of_one_minute_tell_their_place(
    program: Program, settled: Settled, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("day")
    make_library(folder, [Shot(0), Shot(0)]).close()
    program.window.libraries.open_folder(folder / "library")
    settled()
    program.window.show_view("compare")
    settled()
    view = program.window.view("compare")
    assert isinstance(view, CompareView)
    sides = view.canvas.scene.sides
    titles = ["" if side is None else side.title for side in sides]
    assert [title.rpartition(", ")[2] for title in titles] == ["photo 1 of 2", "photo 2 of 2"]


def test_the_next_and_previous_visits_are_fetched_beforehand(
    compare: CompareView, program: Program, qtbot: QtBot
) -> None:
    photos = compare.photos.photos
    compare.choose(photos[0], photos[3])
    images = program.services.images

    def there(photo_id: PhotoId) -> bool:
        return photo_id in images._pictures

    qtbot.waitUntil(lambda: all(there(photos[row].id) for row in (0, 1, 2, 3, 4)), timeout=10_000)


def test_full_sharpness_is_fetched_once_the_hand_rests(
    compare: CompareView, program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[PhotoId] = []

    def want(photo: Photo) -> None:
        asked.append(photo.id)

    qtbot.waitUntil(lambda: compare.canvas.painter.is_resting, timeout=5_000)
    monkeypatch.setattr(program.services.images, "want_original", want)
    compare.canvas.show_face()
    compare.canvas.zoom_by(8.0)
    assert asked == []
    qtbot.waitUntil(lambda: len(set(asked)) == 2, timeout=5_000)


def test_large_letters_leave_the_photos_their_room(
    compare: CompareView, program: Program, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    window = compare.window()
    whole = window.size()
    assert compare.panel.isVisible()
    monkeypatch.setattr("skintrack.ui.compare.room.scaled", lambda px: round(1.5 * px))
    window.resize(1024, 700)
    qtbot.waitUntil(compare.panel.isHidden)
    # It is there when it is asked for, and it is not forgotten for larger windows.
    compare.tools.panel.click()
    assert compare.panel.isVisible()
    compare.tools.panel.click()
    assert program.services.settings.current.compare_shows_panel
    monkeypatch.undo()
    window.resize(whole)
    qtbot.waitUntil(compare.panel.isVisible)
