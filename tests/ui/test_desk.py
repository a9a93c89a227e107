"""One library thread: order, progress, cancel, giving way, errors."""

import threading
import time

import pytest
from PySide6.QtWidgets import QPushButton

from skintrack.errors import CancelledError, StorageError
from skintrack.library import Library
from skintrack.model import Changes, PhotoId, ProgressStep
from skintrack.ui.dialogs.message import BugDialog
from skintrack.ui.operations import Operation
from tests.helpers.ui_actions import dialog_of, press

pytestmark = pytest.mark.gui


@pytest.fixture
def desk(course_window, program):
    return program.services.desk


def test_progress_and_cancel_show_while_something_runs(course_window, desk, qtbot):
    told = threading.Event()
    ended = []

    def work(_library, progress, cancelled):
        progress(ProgressStep(3, 10, "Measuring c.jpg"))
        told.set()
        while not cancelled():
            threading.Event().wait(0.005)
        raise CancelledError("Stopped.")

    desk.ended.connect(lambda: ended.append(True))
    desk.run(Operation("Measuring", work))
    told.wait()
    qtbot.waitUntil(lambda: course_window.status.text == "Measuring c.jpg")
    press(qtbot, course_window.status, "Cancel")
    qtbot.waitUntil(lambda: bool(ended))
    assert "photos" in course_window.status.text
    assert course_window.banner.text == ""


def test_long_work_gives_way_and_goes_on(desk, qtbot):
    done: list[Changes] = []
    order = []
    begun = threading.Event()

    def measure(_library, _progress, cancelled):
        if not begun.is_set():
            begun.set()
            deadline = time.monotonic() + 10
            while not cancelled() and time.monotonic() < deadline:
                threading.Event().wait(0.01)
            order.append("gave way")
            raise CancelledError("Stopped.")
        order.append("measured")
        return Changes()

    def edit(_library, _progress, _cancelled):
        order.append("edited")
        return Changes()

    desk.run(Operation("Measuring", measure, is_urgent=False, gives_way=True), done.append)
    qtbot.waitUntil(begun.is_set)
    desk.run(Operation("", edit))
    qtbot.waitUntil(lambda: bool(done))
    assert order == ["gave way", "edited", "measured"]


def test_what_is_not_urgent_lets_the_window_paint_first(desk, qtbot):
    done: list[str] = []
    desk.run(Operation("", lambda *_: "later", is_urgent=False), done.append)
    desk.run(Operation("", lambda *_: "now"), done.append)
    assert desk.is_working
    qtbot.waitUntil(lambda: len(done) == 2)
    assert done == ["now", "later"]


def test_changes_are_told_once(desk, program, qtbot, settled):
    changes = Changes(photos=frozenset({PhotoId("a" * 16)}))
    with qtbot.waitSignal(program.services.bus.changed) as told:
        desk.run(Operation("", lambda *_: changes))
    assert told.args == [changes]
    settled()


def test_what_the_user_can_mend_is_one_sentence_in_the_window(course_window, desk, qtbot):
    def work(*_):
        raise StorageError("The disk is full. Free some space and try again.")

    desk.run(Operation("Adding", work))
    qtbot.waitUntil(lambda: bool(course_window.banner.text))
    assert course_window.banner.text == "The disk is full. Free some space and try again."


def test_a_bug_of_ours_is_owned_with_details_to_copy(course_window, desk, qtbot, qapp):
    desk.run(Operation("", lambda *_: 1 / 0))
    dialog = dialog_of(qtbot, BugDialog)
    assert dialog.windowTitle() == "Something in SkinTrack went wrong"
    press(qtbot, dialog, "Copy")
    assert "ZeroDivisionError" in qapp.clipboard().text()
    press(qtbot, dialog, "Close")


def test_what_ran_for_a_closed_library_is_dropped(desk, program, qtbot):
    begun, release = threading.Event(), threading.Event()
    done: list[Changes] = []

    def work(*_):
        begun.set()
        release.wait()
        return Changes(photos=frozenset({PhotoId("a" * 16)}))

    desk.run(Operation("Adding", work), done.append)
    begun.wait()
    desk.close()
    with qtbot.assertNotEmitted(program.services.bus.changed, wait=100):
        release.set()
    assert done == []
    assert not desk.is_busy


def test_of_two_quick_requests_the_second_counts_and_the_first_is_closed(
    program, course_copy, settled, tmp_path
):
    window, other = program.window, tmp_path / "other"
    Library.create(other, "Other").close()
    window.libraries.open_folder(course_copy)
    window.libraries.open_folder(other)
    settled()
    assert program.services.desk.folder == other
    Library.open(course_copy).close()


def test_a_library_still_being_opened_is_closed_with_the_window(window, program, course_copy):
    window.libraries.open_folder(course_copy)
    window.close()
    program.close()
    Library.open(course_copy).close()


def test_quitting_while_something_waits_closes_the_library(course_window, program, course_copy):
    begun, release = threading.Event(), threading.Event()

    def work(*_):
        begun.set()
        release.wait()

    program.services.desk.run(Operation("Adding", work))
    begun.wait()
    course_window.close()
    threading.Timer(0.05, release.set).start()
    program.close()
    Library.open(course_copy).close()


def test_cancel_stops_what_is_shown_and_no_quick_read(desk, program, qtbot, settled):
    course, stopped = program.services.course, []

    def measure(_library, _progress, cancelled):
        while not cancelled():
            threading.Event().wait(0.005)
        stopped.append(True)

    def begin_measuring():
        desk.run(Operation("Measuring", measure, is_urgent=False))

    course.loaded.connect(begin_measuring)
    with qtbot.waitSignal(course.loaded):
        course.reload()
    # The trends are read behind the measuring.
    with qtbot.waitSignal(course.measured):
        desk.cancel()
    course.loaded.disconnect(begin_measuring)
    settled()
    assert stopped == [True]
    assert set(course.measurements.trends) == set(course.state.views)


def test_a_library_that_is_none_leads_back_to_the_first_screen(window, qtbot, tmp_path):
    window.libraries.open_folder(tmp_path)
    qtbot.waitUntil(lambda: bool(window.banner.text))
    assert "There is no SkinTrack library" in window.banner.text
    assert window.view("first_start").isVisible()


def test_closing_the_library_shows_the_first_screen_with_the_way_back(
    course_window, desk, qtbot, course_copy, settled
):
    desk.close()
    first = course_window.view("first_start")
    assert first.isVisible()
    assert not course_window.rail.isVisible()
    name = f"Open “{course_copy.name}”"
    qtbot.waitUntil(lambda: any(b.text() == name for b in first.findChildren(QPushButton)))
    qtbot.wait(20)
    press(qtbot, first, name)
    settled()
    assert course_window.view("timeline").isVisible()
