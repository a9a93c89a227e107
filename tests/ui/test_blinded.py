"""A blinded round: no date anywhere, keys and buttons, the result only after the last pair."""

import re
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QTransform
from PySide6.QtWidgets import QLabel, QWidget

from skintrack.model import Choice, Rater
from skintrack.ui.blinded.blinded_canvas import BlindedSide, inner_rect
from skintrack.ui.blinded.blinded_round import BlindedRound
from tests.helpers.reachable import unnamed
from tests.helpers.ui_actions import button_of, press

pytestmark = pytest.mark.gui

MONTHS = r"Jan|Feb|Mar\b|March|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|202\d"


@pytest.fixture
def blinded(course_window, program, settled, qtbot):
    course_window.views.show_blinded()
    settled()
    view = course_window.view("blinded")
    qtbot.waitUntil(view.begin_page.begin_button.isEnabled)
    return view


def begin(view, qtbot):
    press(qtbot, view, "Begin")
    qtbot.waitUntil(lambda: view.round is not None)
    wait_for_pair(view, qtbot)


def wait_for_pair(view, qtbot):
    qtbot.waitUntil(lambda: view.answer_page.canvas.is_ready, timeout=10_000)


def answer_all(view, qtbot, answer):
    while not view.round.is_over:
        wait_for_pair(view, qtbot)
        answer(view.round.pair)


def later_key(pair):
    return Qt.Key.Key_Left if pair.is_later_left else Qt.Key.Key_Right


def test_a_round_by_the_keys(blinded, program, qtbot, settled):
    begin(blinded, qtbot)
    count = len(blinded.round.pairs)
    assert 1 < count <= 8
    numbers = iter(range(count))

    def answer(pair):
        key = Qt.Key.Key_Down if next(numbers) == 1 else later_key(pair)
        qtbot.keyClick(blinded.answer_page.canvas, key)

    answer_all(blinded, qtbot, answer)
    settled()
    headline, rest, chance = blinded.result_page.words
    assert headline == f"The later photo was chosen in {count - 1} of {count} pairs."
    assert "1 could not be told apart" in rest
    assert f"{count - 1} times or more out of {count - 1}" in chance
    trials = program.services.course.state.notes.trials
    assert [trial.choice for trial in trials].count(Choice.LATER) == count - 1
    assert [trial.choice for trial in trials].count(None) == 1
    assert {trial.rater for trial in trials} == {Rater.PATIENT}


def test_a_round_by_the_buttons(blinded, program, qtbot, settled):
    press(qtbot, blinded, "Who looks? Somebody else")
    begin(blinded, qtbot)
    answer_all(blinded, qtbot, lambda _pair: press(qtbot, blinded, "The left one"))
    settled()
    trials = program.services.course.state.notes.trials
    for trial in trials:
        assert (trial.choice is Choice.LATER) is trial.was_later_left
    assert {trial.rater for trial in trials} == {Rater.OTHER}


def spoken(widget):
    """Return everything that a page shows, says or tells by a tool tip."""
    found = []
    for each in [widget, *widget.findChildren(QWidget)]:
        if not each.isVisible():
            continue
        described = QAccessible.queryAccessibleInterface(each)
        kinds = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value)
        found += [described.text(kind) for kind in kinds]
        found.append(each.toolTip())
        if isinstance(each, QLabel):
            found.append(each.text())
    return [text for text in found if text]


def test_nothing_tells_the_date_during_a_round(blinded, course_window, program, qtbot):
    begin(blinded, qtbot)
    everything = [*spoken(course_window), course_window.windowTitle()]
    assert len(everything) > 10
    assert [text for text in everything if re.search(MONTHS, text)] == []
    names = {photo.original_name for photo in program.services.course.state.photos}
    assert not [text for text in everything if any(name in text for name in names)]


def test_nothing_is_known_before_the_last_answer(blinded, program, qtbot, settled):
    begin(blinded, qtbot)
    qtbot.keyClick(blinded.answer_page.canvas, Qt.Key.Key_Left)
    assert blinded.round.result is None
    assert blinded.round.trials == ()
    press(qtbot, blinded, "Go on later")
    settled()
    assert program.services.course.state.notes.trials == ()
    assert blinded.begin_page.begin_button.isVisible()


def test_a_round_that_is_left_midway_waits_and_goes_on_where_it_was(
    blinded, program, course_window, qtbot, settled
):
    begin(blinded, qtbot)
    asked = blinded.round.pairs
    answers = (Qt.Key.Key_Left, Qt.Key.Key_Down)
    for key in answers:
        wait_for_pair(blinded, qtbot)
        qtbot.keyClick(blinded.answer_page.canvas, key)
    assert len(asked) > len(answers)
    # The library is closed at once, as when the window is.
    folder = program.services.desk.folder
    program.services.desk.close()
    course_window.libraries.open_folder(folder)
    settled()
    course_window.views.show_blinded()
    settled()
    words = blinded.begin_page._waiting_words.text()
    assert f"2 of {len(asked)} pairs answered" in words
    press(qtbot, blinded, "Go on")
    assert blinded.round.pairs == asked
    assert blinded.round.number == 3
    answer_all(blinded, qtbot, lambda _pair: qtbot.keyClick(blinded, Qt.Key.Key_Down))
    settled()
    trials = program.services.course.state.notes.trials
    first = Choice.LATER if asked[0].is_later_left else Choice.EARLIER
    assert [trial.choice for trial in trials] == [first, *[None] * (len(asked) - 1)]
    assert len({trial.round_started_at for trial in trials}) == 1
    assert program.services.course.state.notes.open_round is None


def test_a_round_that_waits_can_be_let_go_and_taken_back(
    blinded, program, course_window, qtbot, settled
):
    begin(blinded, qtbot)
    qtbot.keyClick(blinded.answer_page.canvas, Qt.Key.Key_Left)
    press(qtbot, blinded, "Go on later")
    settled()
    waiting = program.services.course.state.notes.open_round
    assert waiting.answered == 1
    press(qtbot, blinded, "Let it go")
    settled()
    assert program.services.course.state.notes.open_round is None
    assert not blinded.begin_page.resume_button.isVisible()
    press(qtbot, course_window.banner, "Undo")
    settled()
    assert program.services.course.state.notes.open_round == waiting
    assert blinded.begin_page.resume_button.isVisible()


def test_pairs_of_photos_that_are_gone_are_left_out_of_a_round_that_waits(
    blinded, program, qtbot, settled
):
    begin(blinded, qtbot)
    qtbot.keyClick(blinded.answer_page.canvas, Qt.Key.Key_Left)
    settled()
    waiting = blinded.round.waiting
    gone = waiting.pairs[-1].later_photo_id
    state = program.services.course.state
    resumed = BlindedRound.resumed(
        waiting, lambda photo_id: None if photo_id == gone else state.photo(photo_id)
    )
    left = [pair for pair in blinded.round.pairs if gone not in (pair.earlier.id, pair.later.id)]
    assert list(() if resumed is None else resumed.pairs) == (left if len(left) > 1 else [])
    assert BlindedRound.resumed(waiting, lambda _photo_id: None) is None


def test_one_pair_back(blinded, qtbot):
    begin(blinded, qtbot)
    assert not button_of(blinded, "Back one pair").isEnabled()
    first = blinded.round.pair
    qtbot.keyClick(blinded.answer_page.canvas, Qt.Key.Key_Right)
    wait_for_pair(blinded, qtbot)
    assert blinded.round.pair is not first
    qtbot.keyClick(blinded.answer_page.canvas, Qt.Key.Key_Backspace)
    assert blinded.round.pair is first


def test_a_round_can_be_taken_back(blinded, program, course_window, qtbot, settled):
    begin(blinded, qtbot)
    answer_all(blinded, qtbot, lambda _pair: qtbot.keyClick(blinded, Qt.Key.Key_Down))
    settled()
    assert "nothing to reckon" in blinded.result_page.words[2]
    assert program.services.course.state.notes.trials
    press(qtbot, course_window.banner, "Undo")
    settled()
    assert program.services.course.state.notes.trials == ()


def test_a_message_leaves_the_answers_free(blinded, course_window, qtbot):
    begin(blinded, qtbot)
    banner, answer = course_window.banner, blinded.answer_page.neither_button
    banner.show_message("The photo was moved to the bin.", ("Undo", list))
    top = answer.mapTo(course_window, QPoint()).y()
    assert banner.mapTo(course_window, QPoint(0, banner.height())).y() < top


def test_both_photos_have_the_same_crop(blinded, qtbot):
    begin(blinded, qtbot)
    canvas = blinded.answer_page.canvas
    left, right = canvas.panes()
    one, other = canvas._shared_area(left), canvas._shared_area(right)
    assert one.size() == other.size()
    assert one.width() > 50
    assert (one.topLeft() - left.topLeft()) == (other.topLeft() - right.topLeft())


def test_photos_that_end_at_one_side_fill_their_places_all_the_same(blinded, qtbot):
    begin(blinded, qtbot)
    canvas = blinded.answer_page.canvas
    photo = replace(canvas.photos[0], width=1200, height=1400)
    pane = canvas.panes()[0]
    for start in (-100, -450):  # of a face in the middle, and of one at a side of its photo
        side = BlindedSide(photo, QTransform.fromTranslate(start, -300))
        canvas.show_sides(side, side)
        shared = canvas._shared_area(pane)
        assert (shared.left(), shared.right()) == pytest.approx((pane.left(), pane.right()), abs=1)
    narrow = BlindedSide(replace(photo, width=500), QTransform.fromTranslate(0, -300))
    canvas.show_sides(narrow, narrow)
    assert canvas._shared_area(pane).center().x() == pytest.approx(pane.center().x())
    before = canvas.look
    canvas.zoom_by(2)
    assert canvas.look.magnification == pytest.approx(2 * before.magnification)
    canvas.show_face()
    assert canvas.look == before


def test_the_inner_rectangle_lies_within_a_turned_outline():
    from PySide6.QtCore import QPointF, QRectF
    from PySide6.QtGui import QPolygonF, QTransform

    outline = QTransform().rotate(4).map(QPolygonF(QRectF(0, 0, 400, 500)))
    rect = inner_rect(outline, QRectF(-50, -50, 600, 700))
    assert rect.width() > 300
    assert rect.height() > 400
    for corner in (rect.topLeft(), rect.topRight(), rect.bottomLeft(), rect.bottomRight()):
        inward = corner + (rect.center() - corner) * 0.01
        assert outline.containsPoint(QPointF(inward), Qt.FillRule.OddEvenFill)


def test_every_control_has_a_name(blinded, qtbot):
    assert unnamed(blinded) == []
    begin(blinded, qtbot)
    assert unnamed(blinded) == []


def test_a_closed_library_ends_the_round(blinded, program, course_window, qtbot, settled):
    begin(blinded, qtbot)
    folder = program.services.desk.folder
    program.services.desk.close()
    qtbot.waitUntil(lambda: course_window.views.is_current("first_start"))
    assert blinded.round is None
    course_window.libraries.open_folder(folder)
    settled()
    course_window.views.show_blinded()
    settled()
    assert blinded.begin_page.begin_button.isVisible()
