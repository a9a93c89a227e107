"""Where the patient asks for it, every view keeps scores back until the next milestone photo."""

import pytest
from PySide6.QtWidgets import QLabel

from skintrack.model import RegionName
from skintrack.ui.hidden_scores import hidden_words
from tests.helpers.measured_library import Shot, make_library
from tests.helpers.ui_actions import press

pytestmark = pytest.mark.gui

# Three weeks after the only session: no milestone; a month and a half after it: one.
WEEKS_AFTER = (Shot(0, redness=12.0), Shot(28, redness=8.0))
SHOWN_MS = 100
MONTHS_AFTER = (*WEEKS_AFTER, Shot(52, redness=6.0))


@pytest.fixture
def opened(program, tmp_path, settled):
    def open_with(shots, *, hides=True):
        make_library(tmp_path, shots, session_days=(7,)).close()
        program.window.libraries.open_folder(tmp_path / "library")
        settled()
        if hides:
            program.window.ratings.hide_scores(True)
            settled()
        return program.window

    return open_with


def texts(widget):
    return [each.text() for each in widget.findChildren(QLabel) if each.isVisible()]


def shows_figures(widget):
    return [text for text in texts(widget) if "±" in text or "beyond noise" in text]


def show_compare(window, qtbot, settled):
    """Show the pair and wait until something is said of it."""
    window.show_view("compare")
    view = window.view("compare")
    qtbot.waitUntil(lambda: bool(view.panel.summary))
    settled()
    qtbot.wait(SHOWN_MS)
    return view


def visit_all(window, program, qtbot, settled):
    """Yield each view with what it shows."""
    state = program.services.course.state
    for key in ("timeline", "trends"):
        window.show_view(key)
        settled()
        if key == "timeline":
            window.view(key).show_visit(state.visits[-1])
        yield key, window.view(key)
    yield "compare", show_compare(window, qtbot, settled)
    window.show_photo(state.dated_photos()[-1])
    settled()
    yield "photo", window.view("photo")


def test_scores_are_there_unless_somebody_asks(opened, program, qtbot, settled):
    window = opened(WEEKS_AFTER, hides=False)
    shown = {
        key: bool(shows_figures(view)) for key, view in visit_all(window, program, qtbot, settled)
    }
    del shown["trends"]  # two visits make no trend yet
    assert shown == {"timeline": True, "compare": True, "photo": True}
    assert window.view("trends").model.rowCount() > 0


def test_every_view_keeps_them_back(opened, program, qtbot, settled):
    window = opened(WEEKS_AFTER)
    for key, view in visit_all(window, program, qtbot, settled):
        assert shows_figures(view) == [], key
    trends = window.view("trends")
    assert trends.model.rowCount() == 0
    assert not trends.chart.has_points
    assert not trends.save_button.isEnabled()
    assert window.view("compare").panel.summary == hidden_words()
    assert hidden_words() in texts(window.view("photo"))
    assert "rest until" in window.view("timeline").answer.headline


def test_no_value_of_a_region_either(opened, program, settled):
    window = opened(WEEKS_AFTER)
    trends = window.view("trends")
    window.show_view("trends")
    settled()
    trends._choose_region(RegionName.LEFT_CHEEK)
    settled()
    assert trends.model.rowCount() == 0


def test_the_milestone_brings_them_back(opened, program, qtbot, settled):
    window = opened(MONTHS_AFTER)
    assert program.services.course.state.course.hides_scores
    shown = {
        key: bool(shows_figures(view)) for key, view in visit_all(window, program, qtbot, settled)
    }
    assert shown == {"timeline": True, "compare": True, "trends": True, "photo": True}


def test_they_can_be_shown_sooner(opened, program, qtbot, settled):
    window = opened(WEEKS_AFTER)
    window.ratings.show_scores()
    settled()
    assert not program.services.course.state.are_scores_hidden
    assert shows_figures(show_compare(window, qtbot, settled))


def test_compare_leads_to_the_round_without_dates(opened, program, qtbot, settled):
    window = opened(WEEKS_AFTER)
    window.show_view("compare")
    settled()
    press(qtbot, window.view("compare"), "Compare without dates…")
    assert window.views.is_current("blinded")
    press(qtbot, window.view("blinded"), "Back to Compare")
    assert window.views.is_current("compare")
