"""A view that was clicked first is made, filled and shown in turns of the loop of their own."""

import pytest

from skintrack.ui.photo.photo_view import PhotoView
from skintrack.ui.report.folding_group import FoldingGroup
from skintrack.ui.trends.trends_view import TrendsView

pytestmark = pytest.mark.gui


@pytest.fixture
def refreshed(monkeypatch):
    """Whether the view was seen, at each refresh."""
    seen: list[bool] = []
    for kind in (PhotoView, TrendsView):

        def note(view, refresh=kind.refresh):
            seen.append(view.isVisible())
            refresh(view)

        monkeypatch.setattr(kind, "refresh", note)
    return seen


def test_a_view_is_filled_once_and_before_it_is_seen(course_window, qtbot, refreshed):
    views = course_window.views
    course_window.rail.button("trends").click()
    assert views.is_opening
    assert not views.is_current("trends")
    qtbot.waitUntil(lambda: not views.is_opening)
    assert views.is_current("trends")
    assert refreshed == [False]


def test_a_photo_is_filled_once_and_before_it_is_seen(course_window, program, qtbot, refreshed):
    views, photo = course_window.views, program.services.course.state.dated_photos()[0]
    views.open_photo(photo)
    assert not views.is_current("photo")
    qtbot.waitUntil(lambda: not views.is_opening)
    assert views.is_current("photo")
    assert views.view("photo").photo == photo
    assert refreshed == [False]


def test_the_last_click_decides(course_window, qtbot):
    course_window.rail.button("trends").click()
    course_window.rail.button("timeline").click()
    qtbot.wait(50)
    assert course_window.views.is_current("timeline")
    course_window.rail.button("compare").click()
    course_window.rail.button("report").click()
    qtbot.waitUntil(lambda: not course_window.views.is_opening)
    qtbot.wait(50)
    assert course_window.views.is_current("report")


def test_a_page_that_was_left_half_made_is_whole_the_next_time(course_window, qtbot):
    views = course_window.views
    course_window.rail.button("report").click()
    panel = views.view("report").panel
    assert panel.findChildren(FoldingGroup) == []
    course_window.rail.button("timeline").click()
    qtbot.wait(50)
    assert views.is_current("timeline")
    course_window.rail.button("report").click()
    qtbot.waitUntil(lambda: views.is_current("report"))
    assert len(panel.findChildren(FoldingGroup)) == len(panel.groups) == 8
