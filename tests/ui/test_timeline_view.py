import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QLabel

from skintrack.model import SkinState, View
from skintrack.ui.dialogs.session import SessionDialog
from skintrack.ui.timeline.sizes import label_top, line_y
from skintrack.ui.words import day_words
from tests.helpers.ui_actions import button_of, dialog_of, press

pytestmark = pytest.mark.gui


@pytest.fixture
def timeline(course_window):
    return course_window.view("timeline")


def click_cell(qtbot, timeline, row, column, modifier=Qt.KeyboardModifier.NoModifier):
    grid = timeline.grid
    place = grid.photo_rect(row, column).center()
    qtbot.mouseClick(grid.viewport_widget(), Qt.MouseButton.LeftButton, modifier, place)


def shown_labels(widget):
    return [each for each in widget.findChildren(QLabel) if each.isVisible()]


def test_opens_with_the_answer_and_keeps_its_proof_one_step_behind(timeline, qtbot):
    assert timeline.answer.headline == (
        "Redness spots down 69 since baseline, beyond noise. "
        "Texture down 59 since baseline, beyond noise."
    )
    detail = "Redness better"
    assert not any(detail in each.text() for each in shown_labels(timeline.answer))
    press(qtbot, timeline.answer, "Show each region")
    assert any(detail in each.text() for each in shown_labels(timeline.answer))
    press(qtbot, timeline.answer, "Hide each region")
    assert not any(detail in each.text() for each in shown_labels(timeline.answer))


def test_a_click_shows_the_visit(timeline, qtbot):
    click_cell(qtbot, timeline, 0, 3)
    assert timeline.panel.isVisible()
    assert timeline.panel.visit.day.isoformat() == "2026-04-14"
    assert button_of(timeline.panel, "Edit Session 2")
    press(qtbot, timeline.panel, "Close this panel")
    assert not timeline.panel.isVisible()


def test_arrow_keys_walk_over_visits_and_views(timeline, qtbot):
    grid = timeline.grid
    grid.setFocus()
    grid.setCurrentIndex(timeline.model.index(0, 0))
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left):
        qtbot.keyClick(grid, key)
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (1, 1)
    qtbot.keyClick(grid, Qt.Key.Key_End)
    assert grid.currentIndex().column() == timeline.model.columnCount() - 1


def test_two_of_one_view_are_compared(timeline, course_window, qtbot, settled):
    click_cell(qtbot, timeline, 0, 0)
    click_cell(qtbot, timeline, 0, 4, Qt.KeyboardModifier.ControlModifier)
    press(qtbot, timeline, "Compare these two")
    settled()
    compare = course_window.view("compare")
    assert compare.isVisible()
    assert [photo.captured_at.date().isoformat() for photo in compare.chosen] == [
        "2026-03-03",
        "2026-05-19",
    ]


def test_two_of_different_views_are_not(timeline, qtbot):
    click_cell(qtbot, timeline, 0, 0)
    click_cell(qtbot, timeline, 1, 3, Qt.KeyboardModifier.ControlModifier)
    assert timeline.compare_button.isVisible()
    assert not timeline.compare_button.isEnabled()


def test_cells_and_places_agree(timeline):
    grid = timeline.grid
    for row in range(timeline.model.rowCount()):
        for column in range(timeline.model.columnCount()):
            index = timeline.model.index(row, column)
            assert grid.indexAt(grid.visualRect(index).center()) == index


def test_a_pin_opens_its_session_and_it_can_be_removed_and_put_back(
    timeline, course_window, program, qtbot, settled
):
    grid = timeline.grid
    state = program.services.course.state
    paint = grid._make_painter(grid._layout)
    pin = paint.shared_pin_rect(paint.shared_pins(state.sessions)[0]).toAlignedRect()
    qtbot.mouseClick(grid.viewport_widget(), Qt.MouseButton.LeftButton, pos=pin.center())
    dialog = dialog_of(qtbot, SessionDialog)
    assert dialog.session() == state.sessions[0]
    press(qtbot, dialog, "Remove session")
    qtbot.waitUntil(lambda: len(program.services.course.state.sessions) == 3)
    settled()
    press(qtbot, course_window.banner, "Undo")
    qtbot.waitUntil(lambda: len(program.services.course.state.sessions) == 4)
    settled()


def test_the_visit_stays_chosen_when_the_course_is_read_again(timeline, program, qtbot, settled):
    click_cell(qtbot, timeline, 0, 4)
    program.services.course.reload()
    settled()
    assert timeline.panel.isVisible()
    assert timeline.panel.visit.day.isoformat() == "2026-05-19"
    assert timeline.grid.currentIndex().column() == 4


def test_the_chosen_visit_is_shown_once_when_the_visits_are_others(
    timeline, course_window, qtbot, settled, monkeypatch
):
    click_cell(qtbot, timeline, 0, 4)
    shown = []
    show_visit = type(timeline.panel).show_visit

    def note(panel, state, visit):
        shown.append(visit.day.isoformat())
        show_visit(panel, state, visit)

    monkeypatch.setattr(type(timeline.panel), "show_visit", note)
    course_window.commands.bin_photo(timeline.model.visits[-1].photos[-1])
    qtbot.waitUntil(lambda: bool(shown))
    settled()
    assert timeline.panel.visit.day.isoformat() == "2026-05-19"
    # With the visits, and again with what was measured of them.
    assert shown == ["2026-05-19"] * 2


def test_every_view_of_the_course_has_a_row(timeline):
    assert timeline.model.views == (View.FRONT, View.LEFT_OBLIQUE)


def test_what_was_noted_of_the_skin_stands_beside_its_photo(course_window, program, qtbot, settled):
    timeline = course_window.view("timeline")
    photo = program.services.course.state.dated_photos(View.FRONT)[0]
    course_window.imports.skin_notes.note(photo, SkinState.FLUSHED)
    qtbot.waitUntil(
        lambda: program.services.course.state.photo(photo.id).skin_state is SkinState.FLUSHED
    )
    settled()
    state = program.services.course.state
    timeline.panel.show_visit(state, state.visit_of(photo.id))
    texts = [each.text() for each in timeline.panel.findChildren(QLabel)]
    assert texts.count("Just washed, or warm") == 1


def test_a_visit_that_enters_no_trend_is_hollow_and_says_why(timeline):
    grid, model = timeline.grid, timeline.model
    hollow = [visit.day.isoformat() for n, visit in enumerate(model.visits) if model.is_hollow(n)]
    assert hollow == ["2026-03-11", "2026-03-13", "2026-06-23"]  # two days that heal, one blurred
    reason = "Left out of the trends. The photo is blurred. Hold still."
    blurred = model.columnCount() - 2
    assert reason in model.data(model.index(0, blurred), Qt.ItemDataRole.AccessibleTextRole)
    center = grid.column_rect(blurred).center().x()
    assert reason in grid.text_at(QPoint(center, label_top() + 4))
    grid._sessions = ()  # their pins cover dots, and speak first
    axis = grid._make_painter(grid._layout)
    for column, visit in enumerate(model.visits):
        said = grid.text_at(QPoint(round(axis._dot_x(column)) + 3, line_y()))
        assert said.startswith(day_words(visit.day))
    assert reason in grid.text_at(QPoint(round(axis._dot_x(blurred)), line_y()))


def test_the_dot_of_a_visit_on_the_axis_is_drawn_as_it_counts(timeline):
    grid, model = timeline.grid, timeline.model
    grid._sessions = ()  # their pins cover dots
    picture = grid.viewport_widget().grab().toImage()
    ratio = picture.devicePixelRatio()
    axis = grid._make_painter(grid._layout)
    ground = timeline.services.theme.tokens.surface_0
    for column, visit in enumerate(model.visits):
        place = QPointF(axis._dot_x(column), line_y()) * ratio
        is_ground = picture.pixelColor(place.toPoint()).name() == ground.lower()
        assert is_ground == model.is_hollow(column), visit.day
