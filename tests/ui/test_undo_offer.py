"""Undo takes back what was done last, whatever it was, and the banner offers nothing else."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from skintrack.imaging.export import encode_jpeg
from skintrack.model import SkinState, View, ViewSource
from skintrack.model.diary import Sign, Step
from skintrack.ui.diary.diary_dialog import DiaryDialog
from tests.helpers.importing import add_photos
from tests.helpers.measured_library import draw
from tests.helpers.ui_actions import dialog_of, press

pytestmark = pytest.mark.gui
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def course(program):
    return program.services.course


@pytest.fixture
def key(course_window, qtbot, settled):
    def press_key(letter):
        qtbot.keyClick(course_window, letter, CONTROL)
        settled()

    return press_key


@pytest.fixture
def imported(course_window, course, qtbot, settled, tmp_path):
    """An import just before, which nothing else may take back."""
    path = tmp_path / "new.jpg"
    path.write_bytes(encode_jpeg(draw(77)))
    before = len(course.state.photos)
    add_photos(course_window, qtbot, [path])
    qtbot.waitUntil(lambda: len(course.state.photos) == before + 1)
    settled()
    return next(photo for photo in course.state.photos if photo.captured_at is None)


def test_the_undo_key_takes_back_a_date_and_not_the_import_before_it(
    imported, course_window, course, key, settled
):
    photo, count = course.state.dated_photos()[0], len(course.state.photos)
    course_window.commands.set_date(photo, photo.captured_at + timedelta(days=1))
    settled()
    key(Qt.Key.Key_Z)
    now = course.state.photo(photo.id)
    assert (now.captured_at, now.captured_at_source) == (
        photo.captured_at,
        photo.captured_at_source,
    )
    assert len(course.state.photos) == count
    key(Qt.Key.Key_Y)
    assert course.state.photo(photo.id).captured_at == photo.captured_at + timedelta(days=1)


def test_dates_given_together_go_back_to_none(imported, course_window, course, key, settled):
    moment = course.state.dated_photos()[0].captured_at
    course_window.commands._set_dates({imported.id: moment})
    settled()
    assert course_window.banner.text == "The photo has a new date."
    key(Qt.Key.Key_Z)
    assert course.state.photo(imported.id).captured_at is None


def test_the_undo_key_takes_back_what_was_noted_of_the_skin(
    imported, course_window, course, key, settled
):
    photo = course.state.dated_photos()[0]
    notes = course_window.imports.skin_notes
    notes.note(photo, SkinState.MAKE_UP)
    settled()
    notes.mark_calibration(photo, True)
    settled()
    key(Qt.Key.Key_Z)
    assert not course.state.photo(photo.id).is_calibration
    key(Qt.Key.Key_Z)
    assert course.state.photo(photo.id).skin_state is None
    assert course.state.photo(imported.id) is not None


def test_a_view_that_was_found_counts_as_found_again(course_window, course, key, settled):
    photo = course.state.dated_photos(View.FRONT)[0]
    course_window.show_photo(photo)
    settled()
    source = photo.view_source
    course_window.view("photo").record._set_view(View.LEFT_OBLIQUE)
    settled()
    assert course.state.photo(photo.id).view_source is ViewSource.GIVEN
    key(Qt.Key.Key_Z)
    now = course.state.photo(photo.id)
    assert (now.view, now.view_source) == (View.FRONT, source)


def test_the_banner_offers_no_step_that_was_taken_back_already(
    course_window, course, key, settled
):  # fmt: skip
    first, second, *_ = course.state.sessions
    for session in (first, second):
        course_window.commands.sessions._remove(session)
        settled()
    assert "was removed" in course_window.banner.text
    key(Qt.Key.Key_Z)
    # It said that the session was removed, and its Undo brought the one before back as well.
    assert course_window.banner.text == ""
    assert len(course.state.sessions) == 3


def test_the_banner_offers_no_step_that_another_one_came_after(
    course_window, course, qtbot, settled
):
    course_window.commands.sessions._remove(course.state.sessions[0])
    settled()
    course_window.diary.open_latest()
    dialog = dialog_of(qtbot, DiaryDialog)
    qtbot.mouseClick(dialog.rows[Sign.REDNESS].button(Step.CLEARLY), Qt.MouseButton.LeftButton)
    settled()
    dialog.reject()
    assert course_window.banner.text == ""


def test_what_goes_back_in_another_course_is_said(course_window, course, key, qtbot, settled):
    first = course.state.course.id
    course_window.commands.sessions._remove(course.state.sessions[0])
    settled()
    course_window.commands._add_course("Second", None, "")
    qtbot.waitUntil(lambda: course.state.course.name == "Second")
    settled()
    key(Qt.Key.Key_Z)
    said = "The session of 10 March 2026 was removed."
    assert course_window.banner.text == f"Taken back: {said}"
    press(qtbot, course_window.banner, "Redo")
    qtbot.waitUntil(lambda: course_window.banner.text == f"Done again: {said}")
    press(qtbot, course_window.banner, "Undo")
    settled()
    course.show_course(first)
    settled()
    assert len(course.state.sessions) == 4
