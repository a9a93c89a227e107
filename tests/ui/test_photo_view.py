from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt, QTime
from PySide6.QtWidgets import QLabel

from skintrack.imaging.export import encode_jpeg
from skintrack.model import CapturedAtSource, Point, SessionDayRelation, SkinState, View
from skintrack.ui.dialogs.skin_state import SkinStateDialog
from skintrack.ui.photo.date_control import DateControl
from skintrack.ui.photo.photo_panel import DETAILS
from tests.helpers.importing import add_photos
from tests.helpers.measured_library import draw
from tests.helpers.reachable import unnamed
from tests.helpers.ui_actions import button_of, dialog_of, press

pytestmark = pytest.mark.gui


@pytest.fixture
def photo_view(course_window, program, qtbot, settled):
    photo = program.services.course.state.dated_photos(View.FRONT)[0]
    course_window.show_photo(photo)
    settled()
    view = course_window.view("photo")
    qtbot.waitUntil(lambda: program.services.images.picture(photo) is not None)
    return view


def test_enter_on_the_timeline_opens_the_photo_and_escape_goes_back(course_window, qtbot):
    grid = course_window.view("timeline").grid
    grid.setFocus()
    grid.setCurrentIndex(course_window.view("timeline").model.index(0, 4))
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    view = course_window.view("photo")
    qtbot.waitUntil(view.isVisible)
    assert view.photo == course_window.view("timeline").model.cell(grid.currentIndex()).photos[0]
    qtbot.keyClick(view.canvas, Qt.Key.Key_Escape)
    assert course_window.view("timeline").isVisible()


def test_arrows_lead_to_the_neighbours_of_the_same_view(photo_view, qtbot, program):
    photos = program.services.course.state.dated_photos(View.FRONT)
    qtbot.keyClick(photo_view.canvas, Qt.Key.Key_Right)
    assert photo_view.photo == photos[1]
    qtbot.keyClick(photo_view.canvas, Qt.Key.Key_Left)
    qtbot.keyClick(photo_view.canvas, Qt.Key.Key_Left)
    assert photo_view.photo == photos[0]


def test_every_value_is_said_to_be_that_of_the_photo_alone(photo_view):
    texts = [each.text() for each in photo_view.panel.findChildren(QLabel)]
    below = texts[texts.index("All values") + 1]
    assert below.startswith("As this photo alone shows them; compared with the baseline")


def test_the_view_can_be_mended(photo_view, qtbot, program, settled):
    photo_id = photo_view.photo.id
    photo_view.panel.details.view_chosen.emit(View.CLOSE_UP)

    def shown():
        return program.services.course.state.photo(photo_id).view

    qtbot.waitUntil(lambda: shown() is View.CLOSE_UP, timeout=5000)
    settled()
    program.services.history.undo()
    qtbot.waitUntil(lambda: shown() is View.FRONT, timeout=5000)
    settled()


def test_before_or_after_is_asked_on_a_sessions_day(photo_view, qtbot, program, settled):
    state = program.services.course.state
    photo = next(p for p in state.photos if p.captured_at.date() == state.sessions[1].date)
    photo_view.show_photo(photo)
    photo_view.panel.details.relation_chosen.emit(SessionDayRelation.AFTER)
    qtbot.waitUntil(
        lambda: (
            program.services.course.state.photo(photo.id).session_day_relation
            is SessionDayRelation.AFTER
        )
    )
    settled()


def shown_texts(photo_view):
    return [each.text() for each in photo_view.panel.findChildren(QLabel) if each.isVisible()]


def test_a_photo_in_other_light_is_marked_by_key_and_taken_back(
    photo_view, course_window, program, qtbot, settled
):
    photo = photo_view.photo
    box = photo_view.panel.details.calibration.box
    assert not box.isChecked()
    photo_view.canvas.setFocus()
    qtbot.keyClick(photo_view.canvas, Qt.Key.Key_C)
    qtbot.waitUntil(lambda: stored_photo(program, photo.id).is_calibration)
    settled()
    assert box.isChecked()
    said = "This photo now tells what other light does. It is in no trend."
    assert course_window.banner.text == said
    assert "In no trend." in "".join(each.text() for each in photo_view.panel.findChildren(QLabel))
    press(qtbot, course_window.banner, "Undo")
    qtbot.waitUntil(lambda: not stored_photo(program, photo.id).is_calibration)
    settled()
    assert not box.isChecked()


def test_the_skin_is_noted_with_keys_alone_and_taken_back(
    photo_view, course_window, program, qtbot, settled
):
    photo = photo_view.photo
    press(qtbot, photo_view, "Details")
    box = photo_view.panel.details.skin
    assert box.currentData() is None
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: stored_photo(program, photo.id).skin_state is SkinState.MAKE_UP)
    settled()
    assert box.state is SkinState.MAKE_UP
    assert box.hasFocus()
    assert course_window.banner.text == "State of the skin in 1 photo: make-up."
    press(qtbot, course_window.banner, "Undo")
    qtbot.waitUntil(lambda: stored_photo(program, photo.id).skin_state is not SkinState.MAKE_UP)
    settled()
    assert box.state is stored_photo(program, photo.id).skin_state


def test_the_last_of_quick_keys_counts(photo_view, program, qtbot, settled):
    """Compared with what was stored a moment ago, the second choice looked like none."""
    photo = photo_view.photo
    press(qtbot, photo_view, "Details")
    box, mark = photo_view.panel.details.skin, photo_view.panel.details.calibration.box
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Up)
    mark.click()
    mark.click()
    settled()
    stored = stored_photo(program, photo.id)
    assert (stored.skin_state, stored.is_calibration) == (None, False)
    assert (box.state, mark.isChecked()) == (None, False)


def test_the_baseline_noted_with_make_up_is_compared_with_no_bare_skin(
    photo_view, program, qtbot, settled
):
    first, *_, last = program.services.course.state.dated_photos(View.FRONT)
    for photo, state in ((first, SkinState.MAKE_UP), (last, SkinState.BARE)):
        photo_view.record.skin_noted.emit(photo, state)
        qtbot.waitUntil(lambda p=photo, s=state: stored_photo(program, p.id).skin_state is s)
        settled()
    photo_view.show_photo(stored_photo(program, last.id))
    qtbot.waitUntil(
        lambda: any(text.startswith("○  Not comparable") for text in shown_texts(photo_view))
    )
    said = "Only the earlier photo is noted as with make-up."
    assert any(said in text for text in shown_texts(photo_view))


def test_the_skin_of_photos_just_added_is_noted_at_once(
    course_window, program, qtbot, settled, tmp_path
):
    paths = [tmp_path / f"new{number}.jpg" for number in range(2)]
    for number, path in enumerate(paths):
        path.write_bytes(encode_jpeg(draw(90 + number)))
    known = {photo.id for photo in program.services.course.state.photos}
    add_photos(course_window, qtbot, paths)
    qtbot.waitUntil(
        lambda: len(program.services.course.state.photos) == len(known) + 2, timeout=20_000
    )
    settled()
    press(qtbot, course_window.banner, "Note the skin")
    dialog = dialog_of(qtbot, SkinStateDialog)
    assert dialog.box.state is SkinState.BARE
    dialog.box.setCurrentIndex(dialog.box.findData(SkinState.WET))
    press(qtbot, dialog, "Save")

    def states():
        photos = program.services.course.state.photos
        return [photo.skin_state for photo in photos if photo.id not in known]

    qtbot.waitUntil(lambda: states() == [SkinState.WET] * 2)
    settled()
    assert course_window.banner.text == "State of the skin in 2 photos: wet or freshly creamed."
    press(qtbot, course_window.banner, "Undo")
    qtbot.waitUntil(lambda: states() == [None] * 2)
    settled()


def test_a_photo_goes_to_the_bin_and_comes_back(photo_view, course_window, qtbot, program, settled):
    photo_id = photo_view.photo.id
    press(qtbot, photo_view, "Details")
    press(qtbot, photo_view, "Move to the bin")
    qtbot.waitUntil(lambda: program.services.course.state.photo(photo_id) is None)
    settled()
    assert course_window.view("timeline").isVisible()
    assert course_window.banner.text == "The photo was moved to the bin."
    qtbot.mouseClick(button_of(course_window.banner, "Undo"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.services.course.state.photo(photo_id) is not None)
    settled()


def test_the_undo_key_brings_the_photo_back_and_takes_back_nothing_else(
    photo_view, course_window, qtbot, program, settled
):
    """It took back what was done before, such as a whole import, and left the photo in the bin."""
    photo_id, session = photo_view.photo.id, program.services.course.state.sessions[0]
    course_window.commands.sessions._remove(session)
    settled()
    sessions = program.services.course.state.sessions
    course_window.commands.bin_photo(photo_view.photo)
    qtbot.waitUntil(lambda: program.services.course.state.photo(photo_id) is None)
    settled()
    key, control = Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(course_window, key, control)
    qtbot.waitUntil(lambda: program.services.course.state.photo(photo_id) is not None)
    settled()
    assert program.services.course.state.sessions == sessions
    qtbot.keyClick(course_window, key, control | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: program.services.course.state.photo(photo_id) is None)
    settled()


def stored_photo(program, photo_id):
    return program.services.course.state.photo(photo_id)


def test_a_wrong_date_is_set_right_and_can_be_taken_back(photo_view, course_window, program, qtbot):
    press(qtbot, photo_view, "Details")
    photo, control = photo_view.photo, photo_view.panel.details.date
    assert not control.save_button.isVisible()
    control.day.setDate(QDate(2026, 2, 1))
    control.clock.setTime(QTime(8, 15))
    press(qtbot, photo_view, "Save the date")
    qtbot.waitUntil(lambda: stored_photo(program, photo.id).captured_at != photo.captured_at)
    stored = stored_photo(program, photo.id)
    assert f"{stored.captured_at:%Y-%m-%d %H:%M}" == "2026-02-01 08:15"
    assert stored.captured_at.tzinfo == photo.captured_at.tzinfo
    assert stored.captured_at_source is CapturedAtSource.GIVEN
    assert control.source == "The date is from you."
    assert not control.save_button.isVisible()
    assert program.services.course.state.visits[0].day == date(2026, 2, 1)
    assert course_window.banner.text == "The photo is now dated 1 February 2026, 08:15."
    press(qtbot, course_window.banner, "Undo")
    qtbot.waitUntil(lambda: stored_photo(program, photo.id).captured_at == photo.captured_at)


def test_a_date_being_typed_survives_that_the_course_is_read_again(photo_view, program, settled):
    photo_view.panel.show_page(DETAILS)
    control = photo_view.panel.details.date
    control.day.setDate(QDate(2026, 2, 1))
    program.services.course.reload()
    settled()
    assert control.day.date() == QDate(2026, 2, 1)
    assert control.save_button.isVisible()


def test_it_is_said_where_a_date_is_from(photo_view):
    photo_view.panel.show_page(DETAILS)
    control, photo = photo_view.panel.details.date, photo_view.photo
    control.show_photo(replace(photo, captured_at_source=CapturedAtSource.EXIF))
    assert control.source == "The date is from the photo."
    control.show_photo(replace(photo, captured_at=None, captured_at_source=None))
    assert control.source == "This photo has no date. When was it taken?"
    assert control.save_button.isVisible()


def test_a_photo_without_a_date_gets_one(course_window, program, qtbot, settled, tmp_path):
    path = tmp_path / "undated.jpg"
    path.write_bytes(encode_jpeg(draw(99)))
    add_photos(course_window, qtbot, [path])
    qtbot.waitUntil(lambda: bool(program.services.course.state.undated), timeout=20_000)
    settled()
    (photo,) = program.services.course.state.undated
    course_window.show_photo(photo)
    view = course_window.view("photo")
    view.panel.details.date.day.setDate(QDate(2026, 2, 1))
    press(qtbot, view, "Save the date")
    qtbot.waitUntil(lambda: not program.services.course.state.undated)
    settled()
    assert stored_photo(program, photo.id).captured_at.date() == date(2026, 2, 1)


def test_the_time_stands_below_the_day_where_the_day_would_be_cut(qtbot):
    control = DateControl()
    qtbot.addWidget(control)
    needed = control.day.sizeHint().width() + control.clock.width() + 8
    control.show()
    for width, is_below in ((needed, False), (needed - 1, True)):
        control.resize(width, 200)
        qtbot.waitUntil(lambda below=is_below: (control.clock.y() > control.day.y()) is below)
        assert control.day.width() >= control.day.sizeHint().width()


def test_a_photo_without_a_face_has_no_map_but_the_reason(photo_view, qtbot, program):
    qtbot.keyClick(photo_view.canvas, Qt.Key.Key_2)
    words = "No face and no outlined skin was found in this photo: there is no map of it."
    qtbot.waitUntil(lambda: photo_view.maps.caption.text() == words, timeout=20_000)
    assert not photo_view.maps.legend.isVisible()
    assert not photo_view.maps.slider.isVisible()
    assert not program.services.maps.is_working


@pytest.mark.parametrize("page", ["Findings", "Details", "Marks"])
def test_every_control_beside_the_photo_has_a_name(photo_view, qtbot, page):
    press(qtbot, photo_view, page)
    assert unnamed(photo_view) == []


def test_every_control_of_a_mode_and_of_the_strip_has_a_name(photo_view, qtbot, settled):
    photo_view.book.add(photo_view.photo, Point(40, 90))
    qtbot.waitUntil(photo_view.strip.isVisible)
    settled()
    assert unnamed(photo_view) == []
    photo_view.start_drawing()
    assert unnamed(photo_view) == []
    photo_view.modes.start_points()
    qtbot.waitUntil(photo_view.panel.points.isVisible)
    assert unnamed(photo_view) == []
    photo_view.modes.leave()
    qtbot.waitUntil(lambda: not photo_view.crops.is_working)


def test_what_limits_a_photo_is_said_with_what_to_do(photo_view, program, qtbot, settled):
    blurred = program.services.course.state.dated_photos(View.FRONT)[-2]
    photo_view.show_photo(blurred)
    settled()
    qtbot.waitUntil(lambda: "○  The photo is blurred. Hold still." in shown_texts(photo_view))
    assert "Usable for: looking only." in shown_texts(photo_view)


def test_the_words_of_the_maps_stay_whole_as_long_as_they_can(photo_view):
    buttons = photo_view.maps.buttons.buttons()

    def width_in(room_px):
        photo_view.maps.fit_choices(room_px)
        return sum(each.sizeHint().width() for each in buttons)

    wide = width_in(2000)
    snug = width_in(wide - 10)
    tight = width_in(snug - 10)
    assert tight < snug < wide
    assert [width_in(room + 4) for room in (wide, snug, tight)] == [wide, snug, tight]
