"""Names and ways also in the states of a view that are not there when it opens."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from skintrack.ui.compare.modes import Mode
from tests.helpers.reachable import missed_by_tab, spoken_name, too_small, unnamed, without_role
from tests.helpers.ui_actions import press

pytestmark = pytest.mark.gui


@pytest.fixture
def usable(course_window, qtbot):
    """Tell what is wrong with the window as it is now; nothing where everybody can use it."""

    def check():
        faults = [*unnamed(course_window), *too_small(course_window)]
        faults += without_role(course_window)
        return [*faults, *sorted(missed_by_tab(course_window, qtbot))]

    return check


@pytest.mark.parametrize("place", range(8))
def test_each_group_of_the_report(report, usable, place):
    assert len(report.panel.groups) == 8
    report.panel.groups[place].head.click()
    QApplication.sendPostedEvents()
    assert usable() == []


@pytest.mark.parametrize("page", range(3))
def test_each_page_of_a_photo(shown, usable, page):
    view = shown("photo").view("photo")
    view.panel.show_page(page)
    QApplication.sendPostedEvents()
    assert usable() == []


@pytest.mark.parametrize("mode", list(Mode))
def test_each_mode_of_comparing(shown, usable, settled, mode):
    view = shown("compare").view("compare")
    view.set_mode(list(Mode).index(mode))
    settled()
    assert usable() == []


def test_a_round_without_dates_and_its_result(shown, usable, qtbot):
    view = shown("blinded").view("blinded")
    qtbot.waitUntil(view.begin_page.begin_button.isEnabled)
    press(qtbot, view, "Begin")
    qtbot.waitUntil(lambda: view.round is not None)
    qtbot.waitUntil(lambda: view.answer_page.canvas.is_ready, timeout=10_000)
    assert usable() == []
    while not view.round.is_over:
        qtbot.waitUntil(lambda: view.answer_page.canvas.is_ready, timeout=10_000)
        qtbot.keyClick(view, Qt.Key.Key_Left)
    QApplication.sendPostedEvents()
    assert usable() == []


def test_a_review_without_photos(shown, usable, course_window):
    view = shown("import").view("import")
    view.review.clear()
    course_window.show_view("import")
    QApplication.sendPostedEvents()
    assert view.first_control().isVisible()
    assert usable() == []


def test_a_course_without_photos(course_window, usable, program, qtbot):
    state = program.services.course.state
    for photo in state.dated_photos():
        course_window.commands.bin_photo(photo)
    qtbot.waitUntil(lambda: not program.services.course.state.photos, timeout=20_000)
    for key in ("timeline", "compare", "trends", "report"):
        course_window.show_view(key)
        QApplication.sendPostedEvents()
        assert usable() == []


@pytest.mark.parametrize(
    ("key", "name"),
    [("timeline", "grid"), ("trends", "chart"), ("photo", "canvas"), ("compare", "canvas")],
)
def test_what_is_painted_says_what_it_is(shown, key, name):
    painted = getattr(shown(key).view(key), name)
    said = QAccessible.queryAccessibleInterface(painted)
    assert spoken_name(painted)
    # A role that readers know, or words for how it is used.
    is_known = said.role() not in {QAccessible.Role.NoRole, QAccessible.Role.Client}
    assert is_known or painted.accessibleDescription()
    assert painted.focusPolicy() & Qt.FocusPolicy.TabFocus
