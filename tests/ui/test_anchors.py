"""The same spots are matched in two photos, by mouse or keys, and can be taken back."""

import pytest
from PySide6.QtCore import QPoint, Qt

from skintrack.model import AnchorPair, Anchors, Point, View
from skintrack.ui.operations import Operation
from skintrack.ui.photo.anchor_edit import AnchorList, Side
from tests.helpers.ui_actions import press


def filled():
    anchors = AnchorList()
    for here, there in (((10, 10), (30, 10)), ((50, 10), (70, 10))):
        anchors.set(Side.REGION_PHOTO, Point(*here))
        anchors.set(Side.PHOTO, Point(*there))
    return anchors


def test_clicks_pair_up_in_turn():
    anchors = AnchorList()
    anchors.set(Side.PHOTO, Point(1, 2))
    assert not anchors.is_enough
    anchors.set(Side.REGION_PHOTO, Point(3, 4))
    assert anchors.pairs == (AnchorPair(Point(3, 4), Point(1, 2)),)


def test_two_pairs_tell_how_the_photos_lie():
    way = filled().similarity()
    assert (way.a, way.b, way.tx, way.ty) == pytest.approx((1, 0, 20, 0))


def test_pairs_on_one_spot_tell_nothing():
    anchors = AnchorList((AnchorPair(Point(5, 5), Point(1, 1)),) * 2)
    assert anchors.similarity() is None


def test_every_edit_can_be_undone_and_done_again():
    anchors = filled()
    before = anchors.anchors
    anchors.chosen = 0
    anchors.move(Side.PHOTO, Point(99, 9))
    anchors.remove_chosen()
    assert len(anchors.anchors) == 1
    anchors.undo()
    anchors.undo()
    assert anchors.anchors == before
    anchors.redo()
    assert anchors.anchors[0].photo == Point(99, 9)


def test_a_drag_is_one_step():
    anchors = filled()
    before = anchors.anchors
    anchors.chosen = 1
    anchors.move(Side.PHOTO, Point(71, 10))
    for x in range(72, 90):
        anchors.move(Side.PHOTO, Point(x, 10), is_new_step=False)
    anchors.undo()
    assert anchors.anchors == before


@pytest.mark.gui
def test_anchors_are_set_by_clicks_and_keys_and_kept(course_window, program, qtbot, settled):
    first, second = program.services.course.state.dated_photos(View.FRONT)[:2]
    course_window.show_photo(first)
    view = course_window.view("photo")
    view.outline_given.emit(first, *_outline())
    settled()
    course_window.show_photo(second)
    settled()
    press(qtbot, view, "Marks")
    press(qtbot, view, "Set anchors")
    left, right = view.anchor_editor.canvases
    assert not view.anchor_editor.done_button.isEnabled()
    for canvas, x, y in ((left, 30, 40), (right, 33, 44), (left, 90, 100), (right, 93, 104)):
        place = canvas.screen_point(Point(x, y))
        spot = QPoint(round(place.x()), round(place.y()))
        qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=spot)
    assert view.anchor_editor.done_button.isEnabled()
    before = view.anchor_editor.anchors.pairs[1].on_photo
    qtbot.keyClick(right, Qt.Key.Key_Right)
    assert view.anchor_editor.anchors.pairs[1].on_photo.x == pytest.approx(before.x + 1)
    pairs = view.anchor_editor.anchors.pairs
    press(qtbot, view.anchor_editor, "Done")
    settled()
    kept: list[Anchors] = []
    work = Operation("", lambda library, _p, _c: library.regions.anchors(second.id))
    program.services.desk.run(work, kept.append)
    qtbot.waitUntil(lambda: bool(kept))
    assert kept[0].region_photo_id == first.id
    assert kept[0].pairs == pairs


def _outline():
    from skintrack.model import OutlineKind

    return OutlineKind.SKIN, (Point(30, 40), Point(90, 40), Point(90, 120), Point(30, 120))
