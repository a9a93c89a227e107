"""A second start with the same library brings the first window forward; one alone has it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from skintrack.ui.instance.calls import Calls
from skintrack.ui.instance.hold import WindowHold, hold_or_call, meeting_place

pytestmark = pytest.mark.gui

ROOT = Path(__file__).parents[2]
# Waits for one moment, so that the slow start of Python does not spread the tries.
TRY = """
import sys, time
from pathlib import Path
from skintrack.ui.instance.hold import WindowHold, hold_or_call
time.sleep(max(0.0, float(sys.argv[2]) - time.time()))
held = hold_or_call(Path(sys.argv[1]), 20)
print("called" if held is True else "held" if held else "nobody", flush=True)
while isinstance(held, WindowHold):
    held.answer()
    time.sleep(0.01)
"""

# As ``skintrack --library``, which wants somebody to see the window.
WINDOW = """
import sys
from pathlib import Path
from skintrack.__main__ import open_window
sys.exit(open_window(Path(sys.argv[1])))
"""
NO_RAISE = "This plugin does not support raise"


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "library"
    made.mkdir()
    return made


def started(*command, **kwargs):
    return subprocess.Popen(
        [sys.executable, *command], cwd=ROOT, stdout=subprocess.PIPE, text=True, **kwargs
    )


@pytest.mark.slow
@pytest.mark.parametrize("count", [2, 5, 10])
def test_of_many_at_one_instant_one_holds_and_the_others_call_it(folder, count):
    for _ in range(3):
        moment = str(time.time() + 0.5 + 0.1 * count)
        tries = [started("-c", TRY, str(folder), moment) for _ in range(count)]
        said = []
        try:
            for each in tries:
                assert each.stdout is not None
                said.append(each.stdout.readline().strip())
        finally:
            for each in tries:
                each.kill()
                each.communicate()
        assert sorted(said) == [*["called"] * (count - 1), "held"]
    assert [path.name for path in meeting_place().glob("*/*")] == []


def test_one_that_was_killed_leaves_nothing_in_the_way(folder):
    first = started("-c", TRY, str(folder), "0")
    assert first.stdout is not None
    assert first.stdout.readline() == "held\n"
    assert WindowHold.take(folder) is None
    first.send_signal(signal.SIGKILL)
    first.communicate()
    held = hold_or_call(folder, 0.1)
    assert isinstance(held, WindowHold)
    held.release()


def test_one_that_does_not_answer_is_told_of_and_the_call_is_taken_back(folder):
    held = WindowHold.take(folder)
    assert held is not None
    assert hold_or_call(folder, 0.1) is False
    assert held.answer() == ()
    held.release()


def test_one_that_is_closed_while_it_is_called_hands_over(folder, monkeypatch):
    held = WindowHold.take(folder)
    assert held is not None
    monkeypatch.setattr("skintrack.ui.instance.hold.time.sleep", lambda _s: held.release())
    next_one = hold_or_call(folder, 5)
    assert isinstance(next_one, WindowHold)
    assert next_one.answer() == ()
    next_one.release()


def test_it_is_the_same_library_by_any_path(folder, tmp_path):
    (tmp_path / "link").symlink_to(folder)
    held = WindowHold.take(folder)
    assert held is not None
    assert WindowHold.take(tmp_path / "link") is None
    other = tmp_path / "other"
    other.mkdir()
    another = WindowHold.take(other)
    assert another is not None
    for each in (held, another):
        each.release()


def test_the_place_to_meet_is_the_users_alone(folder, tmp_path, monkeypatch):
    held = WindowHold.take(folder)
    assert held is not None
    for path in (meeting_place(), held.calls):
        assert path.stat().st_mode & 0o777 == 0o700
    held.release()
    # A folder that others may enter is not used, whatever the environment says of it.
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o777)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(shared))
    assert not meeting_place().is_relative_to(shared)
    shared.chmod(0o700)
    assert meeting_place().is_relative_to(shared)
    meeting_place().chmod(0o755)
    with pytest.raises(PermissionError):
        meeting_place()


def test_nothing_there_tells_which_library_it_is(folder):
    held = WindowHold.take(folder)
    assert held is not None
    names = " ".join(path.name for path in meeting_place().rglob("*"))
    assert "library" not in names
    held.release()


@pytest.mark.qt_log_ignore(NO_RAISE)
def test_a_call_brings_the_window_forward(course_window, program, qtbot, course_copy):
    calls = Calls(course_window, WindowHold.take(course_copy))
    try:
        calls._begin()
        course_window.showMinimized()
        assert course_window.isMinimized()
        qtbot.waitUntil(lambda: calls._watcher is not None)
        later = started("-c", TRY, str(course_copy), "0")
        qtbot.waitUntil(lambda: later.poll() is not None, timeout=20_000)
        assert later.communicate()[0] == "called\n"
        assert not course_window.isMinimized()
        assert not course_window.windowState() & Qt.WindowState.WindowMinimized
    finally:
        calls.close()


@pytest.mark.qt_log_ignore(NO_RAISE)
def test_a_call_opens_the_library_again_that_was_closed(
    course_window, program, qtbot, course_copy, settled
):
    calls = Calls(course_window, WindowHold.take(course_copy))
    try:
        program.services.desk.close()
        qtbot.waitUntil(lambda: course_window.views.is_current("first_start"))
        calls._come_forward("")
        settled()
        assert program.services.desk.folder == course_copy
    finally:
        calls.close()


def test_the_hold_follows_the_library_of_the_window(course_window, tmp_path, qtbot, course_copy):
    other = tmp_path / "other"
    other.mkdir()
    calls = Calls(course_window, WindowHold.take(other))
    try:
        calls._follow_library()
        assert WindowHold.take(course_copy) is None
        free = WindowHold.take(other)
        assert free is not None
        free.release()
    finally:
        calls.close()


def window_of(folder, home):
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_STATE_HOME": str(home / "state"),
    }
    return started("-c", WINDOW, str(folder), env=environment)


@pytest.mark.slow
def test_windows_started_at_once(course_copy, tmp_path):
    """The whole program: one stays, the others end with 0 and say why; then a kill -9."""
    windows = [window_of(course_copy, tmp_path) for _ in range(4)]
    try:
        deadline = time.monotonic() + 60
        while sum(each.poll() is None for each in windows) > 1 and time.monotonic() < deadline:
            time.sleep(0.05)
        running = [each for each in windows if each.poll() is None]
        ended = [each for each in windows if each.poll() is not None]
        assert len(running) == 1
        assert [each.returncode for each in ended] == [0, 0, 0]
        said = [each.stdout.read() for each in ended if each.stdout is not None]
        assert all("comes forward" in text for text in said)
        running[0].kill()
        running[0].wait()
        # Either may be the one that stays: how fast a program starts is nobody's promise.
        pair = [window_of(course_copy, tmp_path) for _ in range(2)]
        windows += pair
        deadline = time.monotonic() + 60
        while all(each.poll() is None for each in pair) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert {each.poll() for each in pair} == {0, None}
    finally:
        for each in windows:
            each.kill()
            each.wait()
            if each.stdout is not None:
                each.stdout.close()
