import math
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QTransform
from PySide6.QtWidgets import QLabel

from skintrack.model import (
    Change,
    Comparison,
    Metric,
    NoiseSource,
    PhotoId,
    Point,
    QualityIssue,
    RegionName,
    Similarity,
    Verdict,
    View,
)
from skintrack.ui.compare.camera import MOST_ZOOM, Camera, face_camera, to_canonical, whole_face
from skintrack.ui.compare.comparison_panel import ComparisonPanel
from skintrack.ui.compare.modes import Mode
from skintrack.ui.images import Picture
from skintrack.ui.qimage import pyramid
from skintrack.ui.widgets.photo_painter import (
    clip_to_photo,
    level_for,
    paint_outline,
    paint_picture,
    similarity_transform,
)
from tests.helpers.measured_library import START
from tests.helpers.model_objects import make_analysis, make_photo

pytestmark = pytest.mark.gui

PANE = QRectF(0, 0, 400, 500)


def close_to(point, x, y):
    assert (point.x(), point.y()) == (pytest.approx(x, abs=1e-6), pytest.approx(y, abs=1e-6))


# Where one looks


def test_a_similarity_becomes_the_same_transform():
    similarity = Similarity(a=0.8, b=0.3, tx=12, ty=-7)
    point = similarity_transform(similarity).map(QPointF(100, 50))
    close_to(point, 0.8 * 100 - 0.3 * 50 + 12, 0.3 * 100 + 0.8 * 50 - 7)


def test_zooming_keeps_the_point_under_the_pointer():
    camera, at = Camera(320, 300, 0.7), QPointF(90, 410)
    inverse, _ = camera.to_screen(PANE).inverted()
    before = inverse.map(at)
    zoomed = camera.zoomed(1.6, at, PANE)
    close_to(zoomed.to_screen(PANE).map(before), 90, 410)
    assert zoomed.zoom == pytest.approx(0.7 * 1.6)


def test_zoom_has_limits():
    assert Camera(0, 0, 10).zoomed(100, PANE.center(), PANE).zoom == MOST_ZOOM


def test_moving_follows_the_pointer():
    camera = Camera(320, 300, 2.0)
    point = QPointF(300, 310)
    before = camera.to_screen(PANE).map(point)
    after = camera.moved(15, -8).to_screen(PANE).map(point)
    close_to(after - before, 15, -8)


def test_the_whole_face_is_in_sight_at_first():
    camera = face_camera(PANE)
    for corner in (QPointF(20, 0), QPointF(620, 760)):
        assert PANE.contains(camera.to_screen(PANE).map(corner))


def test_without_a_face_the_whole_photo_is_shown():
    photo = make_photo(START)
    transform, has_face = to_canonical(photo, make_analysis(photo, {}))
    assert not has_face
    middle = transform.map(QPointF(photo.width / 2, photo.height / 2))
    on_screen = face_camera(PANE).to_screen(PANE).map(middle)
    close_to(on_screen, PANE.center().x(), PANE.center().y())


def test_the_whole_face_stays_in_the_middle_in_another_view(compare, qtbot, settled):
    def look_through(view):
        index = compare.view_box.findData(view)
        compare.view_box.setCurrentIndex(index)
        compare.view_box.activated.emit(index)
        settled()
        return compare.canvas.scene.look

    assert look_through(View.LEFT_OBLIQUE) == whole_face(View.LEFT_OBLIQUE)
    assert look_through(View.FRONT) == whole_face(View.FRONT)
    qtbot.keyClick(compare.canvas, Qt.Key.Key_Plus)
    part = compare.canvas.scene.look
    assert look_through(View.LEFT_OBLIQUE) == part  # what was chosen stays
    qtbot.keyClick(compare.canvas, Qt.Key.Key_0)
    assert compare.canvas.scene.look.x > whole_face(View.FRONT).x


# Painting


def stripes(size, period):
    image = QImage(size, size, QImage.Format.Format_RGB32)
    image.fill(QColor("black"))
    painter = QPainter(image)
    for x in range(0, size, 2 * period):
        painter.fillRect(x, 0, period, size, QColor("white"))
    painter.end()
    return image


def test_an_outline_ends_where_the_photo_ends(qapp):
    image = QImage(100, 100, QImage.Format.Format_RGB32)
    image.fill(QColor("#808080"))
    photo = replace(make_photo(START), width=100, height=60)
    painter = QPainter(image)
    clip_to_photo(painter, photo, QTransform())
    outline = tuple(Point(x, y) for x, y in ((20, 20), (80, 20), (80, 90), (20, 90)))
    paint_outline(painter, outline, QTransform(), QColor("white"))
    painter.end()
    rows = {y for y in range(100) if image.pixelColor(20, y) != QColor("#808080")}
    assert max(rows) == 59
    assert min(rows) < 22


def test_fine_stripes_become_grey_when_made_small(qapp):
    """Skipping pixels would leave bands of light and dark; averaging leaves even grey."""
    picture = Picture(PhotoId("a"), 1600, 1600, pyramid(stripes(1600, 1)))
    screen = QImage(160, 160, QImage.Format.Format_RGB32)
    painter = QPainter(screen)
    paint_picture(painter, picture, QTransform.fromScale(0.093, 0.093), QRectF(0, 0, 160, 160))
    painter.end()
    values = [screen.pixelColor(x, 70).red() for x in range(4, 140)]
    assert max(values) - min(values) <= 12
    assert 110 <= sum(values) / len(values) <= 145


def test_a_level_is_never_far_from_the_size_on_the_screen(qapp):
    picture = Picture(PhotoId("a"), 2000, 2000, pyramid(stripes(1000, 4)))
    assert [level.width() for level in picture.levels] == [1000, 500, 250, 125]
    for scale in (0.0625, 0.07, 0.1, 0.126, 0.3, 0.45, 0.5):
        assert 0.7 < level_for(picture, scale).width() / (scale * 2000) < 1.42
    assert level_for(picture, 2.0).width() == 1000
    assert level_for(picture, 0.001).width() == 125
    assert picture.detail == 0.5


def test_photos_of_another_size_and_turn_lie_on_each_other(qapp):
    """The same face, once turned and at half size, is painted at the same place."""
    turn = math.radians(20)
    first = similarity_transform(Similarity(1.0, 0.0, 0.0, 0.0))
    second = similarity_transform(Similarity(2 * math.cos(turn), 2 * math.sin(turn), 40, -30))
    camera = Camera(320, 270, 1.3)
    for canonical in (QPointF(170, 270), QPointF(470, 270), QPointF(320, 500)):
        places = []
        for transform in (first, second):
            inverse, _ = transform.inverted()
            places.append((transform * camera.to_screen(PANE)).map(inverse.map(canonical)))
        close_to(places[0], places[1].x(), places[1].y())


# The view


@pytest.fixture
def compare(course_window, qtbot, settled):
    qtbot.mouseClick(course_window.rail.button("compare"), Qt.MouseButton.LeftButton)
    settled()
    return course_window.view("compare")


def test_begins_with_the_baseline_and_the_latest_photo(compare):
    before, after = compare.chosen
    assert before == compare.photos.photos[0]
    assert after == compare.photos.photos[-1]
    assert compare.panel.summary == "These two photos are comparable."


def test_photos_in_other_light_do_not_stand_at_the_beginning(
    course_window, program, qtbot, settled
):
    photos = program.services.course.state.dated_photos(View.FRONT)
    for photo in (photos[0], photos[-1]):
        course_window.imports.skin_notes.mark_calibration(photo, is_calibration=True)
        settled()
    qtbot.mouseClick(course_window.rail.button("compare"), Qt.MouseButton.LeftButton)
    settled()
    chosen = [photo.id for photo in course_window.view("compare").chosen]
    assert chosen[0] == photos[1].id
    assert chosen[1] not in (photos[0].id, photos[-1].id)


def test_the_source_of_the_noise_is_said_with_the_number_of_repeats(qtbot):
    changes = tuple(
        Change(metric, RegionName.NOSE, 3.0, 1.0, -2.0, 1.5, source, Verdict.IMPROVED, shots)
        for metric, source, shots in (
            (Metric.REDNESS, NoiseSource.REPEATS, 12),
            (Metric.TEXTURE, NoiseSource.REPEATS, 15),
            (Metric.RELIEF, NoiseSource.ASSUMED, 0),
        )
    )
    panel = ComparisonPanel()
    qtbot.addWidget(panel)
    panel.show_comparison(Comparison("1", dict.fromkeys(Metric, True), (), changes))
    said = "(assumed / from 15 repeat shots of yours)"
    assert any(said in each.text() for each in panel.findChildren(QLabel))


def test_arrows_choose_visits_for_the_active_side(compare, qtbot):
    canvas = compare.canvas
    assert canvas.hasFocus()
    qtbot.keyClick(canvas, Qt.Key.Key_Left)
    assert compare.chosen[1] == compare.photos.photos[-2]
    qtbot.keyClick(canvas, Qt.Key.Key_Backtab)
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    assert compare.chosen[0] == compare.photos.photos[1]
    qtbot.keyClick(canvas, Qt.Key.Key_Tab)
    assert canvas.active == 1
    qtbot.keyClick(canvas, Qt.Key.Key_Tab)
    assert not canvas.hasFocus()


def test_s_swaps(compare, qtbot):
    before, after = compare.chosen
    qtbot.keyClick(compare.canvas, Qt.Key.Key_S)
    assert compare.chosen == (after, before)


def test_the_pickers_say_which_photo_is_the_earlier_one(compare, qtbot):
    def names():
        return [picker.accessibleName() for picker in compare.pickers]

    assert names() == ["Earlier photo", "Later photo"]
    qtbot.keyClick(compare.canvas, Qt.Key.Key_S)
    assert names() == ["Later photo", "Earlier photo"]


def test_modes_by_key_are_remembered(compare, qtbot, program):
    for number, mode in enumerate(Mode, start=1):
        qtbot.keyClick(compare.canvas, str(number))
        assert compare.canvas.mode is mode
        assert compare.modes.button(number - 1).isChecked()
        assert program.services.settings.current.compare_mode == mode.value


def test_zoom_keys_and_whole_face(compare, qtbot):
    canvas = compare.canvas
    start = canvas.camera
    qtbot.keyClick(canvas, Qt.Key.Key_Plus)
    assert canvas.camera.zoom > start.zoom
    qtbot.keyClick(canvas, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert canvas.camera.x < start.x
    qtbot.keyClick(canvas, Qt.Key.Key_Down)
    assert canvas.camera.y > start.y
    qtbot.keyClick(canvas, Qt.Key.Key_0)
    assert canvas.camera == start


def test_dragging_moves_both(compare, qtbot):
    canvas = compare.canvas
    start = canvas.camera
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    qtbot.mouseMove(canvas, QPoint(130, 90))
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(130, 90))
    assert canvas.camera.x == pytest.approx(start.x - 30 / start.zoom)
    assert canvas.camera.y == pytest.approx(start.y + 10 / start.zoom)


def test_the_curtain_is_dragged(compare, qtbot):
    canvas = compare.canvas
    canvas.set_mode(Mode.CURTAIN)
    start = canvas.camera
    x = round(canvas.scene.curtain_x)
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(x, 80))
    qtbot.mouseMove(canvas, QPoint(round(canvas.width() * 0.25), 80))
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(10, 80))
    assert canvas.scene.share == pytest.approx(0.25, abs=0.01)
    assert canvas.camera == start


def test_labels_stand_below_the_photos_with_date_and_phase(compare):
    panes = compare.canvas.panes()
    assert all(pane.bottom() <= compare.canvas.height() - 40 for pane in panes)
    words = compare.canvas.accessibleDescription()
    assert words.startswith("3 March 2026, Baseline · day 0; 19 September 2026, ")
    assert "day 200" in words


def test_another_view_keeps_the_visits(compare, qtbot, settled):
    compare.choose(compare.photos.photos[0], compare.photos.photos[3])
    index = compare.view_box.findData(View.LEFT_OBLIQUE)
    compare.view_box.setCurrentIndex(index)
    compare.view_box.activated.emit(index)
    settled()
    assert [photo.view for photo in compare.chosen] == [View.LEFT_OBLIQUE] * 2
    assert [photo.captured_at.day for photo in compare.chosen] == [3, 14]


def test_a_photo_that_was_not_measured_is_explained(compare, qtbot, settled):
    blurred = compare.photos.photos[5]
    compare.choose(compare.photos.photos[0], blurred)
    settled()
    assert "not comparable" in compare.panel.summary


def test_what_cannot_be_compared_shows_no_two_values_to_subtract_and_the_gravest_reason_first(
    qtbot,
):
    remark = QualityIssue("expression", "The face smiles.", advice="Keep a neutral face.")
    grave = QualityIssue(
        "view_differs", "The photos show different sides.", frozenset(Metric), advice="Choose one."
    )
    change = Change(
        Metric.REDNESS, RegionName.NOSE, 12.5, 3.5, None, None, None, Verdict.NOT_COMPARABLE
    )
    panel = ComparisonPanel()
    qtbot.addWidget(panel)
    panel.show_comparison(Comparison("1", {}, (remark, grave), (change,)))
    texts = [each.text() for each in panel.findChildren(QLabel)]
    assert not [text for text in texts if "12.5" in text or "3.5" in text]
    reasons = [grave.message, grave.advice, remark.message, remark.advice]
    assert [text for text in texts if text in reasons] == reasons


def test_what_is_so_of_the_whole_face_alone_is_said_where_it_is_looked_at(qtbot):
    face = frozenset({RegionName.FACE})
    issue = QualityIssue("x", "It needs a card.", frozenset({Metric.REDNESS}), face)
    changes = tuple(
        Change(Metric.REDNESS, region, None, None, None, None, None, Verdict.NOT_COMPARABLE)
        for region in (RegionName.NOSE, RegionName.FACE)
    )
    panel = ComparisonPanel()
    qtbot.addWidget(panel)
    panel.show_comparison(Comparison("1", {}, (issue,), changes))
    assert issue.message not in [each.text() for each in panel.findChildren(QLabel)]
    panel.region_box.setCurrentIndex(panel.region_box.findData(RegionName.FACE))
    assert issue.message in [each.text() for each in panel.findChildren(QLabel)]


def test_a_region_that_is_turned_away_gives_way_to_one_with_numbers(qtbot):
    def comparison(measured):
        changes = tuple(
            Change(Metric.REDNESS, region, 2.0, 1.0, -1.0, 0.5, None, Verdict.IMPROVED)
            if region in measured
            else Change(
                Metric.REDNESS, region, None, None, None, None, None, Verdict.NOT_COMPARABLE
            )
            for region in (RegionName.RIGHT_CHEEK, RegionName.LEFT_CHEEK, RegionName.NOSE)
        )
        return Comparison("1", {}, (), changes)

    panel = ComparisonPanel()
    qtbot.addWidget(panel)

    def shown(*measured):
        panel.show_comparison(comparison(measured))
        return panel.region_box.currentData()

    assert shown(RegionName.LEFT_CHEEK) == RegionName.LEFT_CHEEK
    assert shown(RegionName.RIGHT_CHEEK, RegionName.NOSE) == RegionName.RIGHT_CHEEK
    panel.region_box.setCurrentIndex(panel.region_box.findData(RegionName.NOSE))
    assert shown(RegionName.RIGHT_CHEEK) == RegionName.RIGHT_CHEEK
    assert shown(RegionName.RIGHT_CHEEK, RegionName.NOSE) == RegionName.NOSE
    assert shown() == RegionName.NOSE
