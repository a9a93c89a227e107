"""Ratings stand beside the numbers; scores can wait for the next milestone photo."""

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QLabel

from skintrack.model import Rater, Scale, latest_ratings
from skintrack.ui.ratings.rating_dialog import RatingDialog
from tests.helpers.reachable import unnamed
from tests.helpers.ui_actions import button_of, dialog_of, entry_of, press

pytestmark = pytest.mark.gui


@pytest.fixture
def ratings(course_window, qtbot):
    course_window.ratings.open_ratings()
    dialog = dialog_of(qtbot, RatingDialog)
    yield dialog
    if course_window.ratings._dialog is not None:
        dialog.close()


def kept(program):
    return program.services.course.state.notes.ratings


def choose(box, value):
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def test_a_rating_is_given_and_listed(ratings, program, qtbot, settled):
    assert not ratings.add_button.isEnabled()
    qtbot.mouseClick(ratings.patient_row.button(7), Qt.MouseButton.LeftButton)
    choose(ratings.boxes[Scale.GAIS], 2)
    choose(ratings.boxes[Scale.GOODMAN_BARON], 3)
    qtbot.keyClicks(ratings.notes_field, "Cheeks smoother")
    press(qtbot, ratings, "Add to the ratings")
    settled()
    assert [(each.scale, each.value, each.rater) for each in kept(program)] == [
        (Scale.PATIENT, 7, Rater.PATIENT),
        (Scale.GAIS, 2, Rater.PATIENT),
        (Scale.GOODMAN_BARON, 3, Rater.PRACTITIONER),
    ]
    assert {each.notes for each in kept(program)} == {"Cheeks smoother"}
    assert ratings.patient_row.value is None
    assert not ratings.add_button.isEnabled()


def test_who_says_how_it_changed(ratings, program, qtbot, settled):
    choose(ratings.rater_box, Rater.OTHER)
    choose(ratings.boxes[Scale.GAIS], 5)
    press(qtbot, ratings, "Add to the ratings")
    settled()
    assert kept(program)[0].rater is Rater.OTHER


def test_a_rating_is_removed_and_taken_back(ratings, program, qtbot, settled):
    qtbot.mouseClick(ratings.patient_row.button(0), Qt.MouseButton.LeftButton)
    ratings.date_field.setDate(QDate(2026, 5, 4))
    press(qtbot, ratings, "Add to the ratings")
    settled()
    before = kept(program)
    press(qtbot, ratings, "Remove the rating of 4 May 2026: Content with my skin")
    settled()
    assert kept(program) == ()
    press(qtbot, ratings, "Undo")
    settled()
    assert kept(program) == before
    press(qtbot, ratings, "Undo")
    settled()
    assert kept(program) == ()


def test_the_latest_of_each_scale_and_person(ratings, program, qtbot, settled):
    for day, value in ((QDate(2026, 5, 4), 3), (QDate(2026, 3, 4), 9)):
        ratings.date_field.setDate(day)
        qtbot.mouseClick(ratings.patient_row.button(value), Qt.MouseButton.LeftButton)
        press(qtbot, ratings, "Add to the ratings")
        settled()
    (latest,) = latest_ratings(kept(program))
    assert latest.value == 3


def test_nothing_is_rated_in_the_future(ratings, qtbot):
    ratings.date_field.setDate(QDate.currentDate().addDays(3))
    ratings.patient_row.button(7).click()
    with qtbot.assertNotEmitted(ratings.given):
        ratings.add_button.click()
    assert "is still to come" in ratings.date_field.note
    ratings.date_field.setDate(QDate.currentDate())
    with qtbot.waitSignal(ratings.given):
        ratings.add_button.click()


def test_every_control_of_the_ratings_has_a_name(ratings):
    assert unnamed(ratings) == []


def test_scores_wait_where_the_patient_asks_for_it(course_window, program, qtbot, settled):
    state = program.services.course.state
    menu = course_window.header._make_course_menu(state)
    hiding = entry_of(menu, "Hide scores")
    assert not hiding.isChecked()
    hiding.trigger()
    settled()
    assert program.services.course.state.course.hides_scores
    assert "Scores rest" in course_window.banner.text
    button_of(course_window.banner, "Undo").click()
    settled()
    assert not program.services.course.state.course.hides_scores


def test_the_timeline_says_the_latest_beside_its_numbers(
    ratings, program, course_window, qtbot, settled
):
    course_window.show_view("timeline")
    for day, value in ((QDate(2026, 5, 4), 3), (QDate(2026, 6, 4), 8)):
        ratings.date_field.setDate(day)
        qtbot.mouseClick(ratings.patient_row.button(value), Qt.MouseButton.LeftButton)
        choose(ratings.boxes[Scale.GAIS], 2)
        press(qtbot, ratings, "Add to the ratings")
        settled()
    ratings.close()
    shown = [each.text() for each in course_window.view("timeline").answer.findChildren(QLabel)]
    assert "Ratings of 4 June 2026: content 8 of 10 · Much improved" in shown
