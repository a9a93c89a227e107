"""An encrypted library is locked when nobody touches it, and when the computer sleeps."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from skintrack.ui.vault.idle_lock import IdleLock
from tests.helpers.sealed_course import FakeClocks

pytestmark = pytest.mark.gui

DAEMON, SEND = shutil.which("dbus-daemon") or "", shutil.which("dbus-send") or ""
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("minutes", [5, 15, 60])
def test_it_locks_when_nobody_touches_it(clocks, sealed_window, qtbot, locked, minutes):
    program = sealed_window
    program.services.settings.change(lock_minutes=minutes)
    idle = sealed_window.guards.locking.idle
    for _ in range(minutes * 2 - 1):
        clocks.pass_by(30)
        idle.look()
    assert program.services.desk.is_open
    qtbot.keyClick(sealed_window.windowHandle(), Qt.Key.Key_Shift)
    for _ in range(minutes * 2 - 1):
        clocks.pass_by(30)
        idle.look()
    assert program.services.desk.is_open
    clocks.pass_by(30)
    idle.look()
    locked()
    assert not idle.is_running


def test_it_never_locks_by_itself_where_that_is_chosen(clocks, sealed_window, program):
    program.services.settings.change(lock_minutes=0)
    for _ in range(1000):
        clocks.pass_by(50)
        sealed_window.guards.locking.idle.look()
    assert program.services.desk.is_open


@pytest.mark.parametrize("asleep", [True, False])
def test_it_locks_after_a_sleep_also_where_idleness_does_not(
    clocks, sealed_window, program, locked, asleep
):
    program.services.settings.change(lock_minutes=0)
    clocks.pass_by(5 if asleep else 400, asleep=400 if asleep else 0)
    sealed_window.guards.locking.idle.look()
    locked()


def test_the_look_is_taken_by_itself(program, qtbot):
    fake = FakeClocks()
    idle = IdleLock(program.services.settings, fake.clocks(), program.window)
    idle._timer.setInterval(10)
    idle.begin()
    fake.pass_by(15 * 60)
    with qtbot.waitSignal(idle.due, timeout=5000):
        pass
    idle.end()


def test_a_plain_library_is_not_watched(course_window, program, clocks):
    assert not course_window.guards.locking.idle.is_running


BUS = """
import sys
from PySide6.QtCore import QCoreApplication, QObject, QTimer
from skintrack.ui.vault.system_signals import SystemSignals, load

application = QCoreApplication([])
load()
signals = SystemSignals(application)
heard = []

def note():
    heard.append(True)
    if len(heard) == 3:
        application.quit()

signals.locking.connect(note)
print(signals.listen(), flush=True)
QTimer.singleShot(8000, application.quit)
application.exec()
print(len(heard), flush=True)
"""


@pytest.mark.skipif(not DAEMON or not SEND, reason="there is no D-Bus here")
def test_it_hears_the_system_go_to_sleep_and_lock_its_screen(tmp_path):
    command = [DAEMON, "--session", "--nofork", f"--address=unix:path={tmp_path}/bus"]
    with subprocess.Popen([*command, "--print-address"], stdout=subprocess.PIPE, text=True) as bus:
        try:
            address = said_by(bus)
            hear_four_signals(address)
        finally:
            bus.terminate()


def said_by(process):
    assert process.stdout is not None
    return process.stdout.readline().strip()


def hear_four_signals(address):
    environment = {
        **os.environ,
        "DBUS_SYSTEM_BUS_ADDRESS": address,
        "DBUS_SESSION_BUS_ADDRESS": address,
    }
    login, sleep = "/org/freedesktop/login1", "org.freedesktop.login1.Manager.PrepareForSleep"
    signals = (
        (login, sleep, "boolean:true"),
        (login, sleep, "boolean:false"),
        (f"{login}/session/_31", "org.freedesktop.login1.Session.Lock"),
        ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver.ActiveChanged", "boolean:true"),
    )
    with subprocess.Popen(
        [sys.executable, "-c", BUS], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as listener:
        assert said_by(listener) == "4"
        for signal in signals:
            command = [SEND, "--system", "--type=signal", *signal]
            subprocess.run(command, env=environment, check=True)
        # The one that says that the sleep is over locks nothing.
        assert listener.communicate(timeout=20)[0].strip() == "3"


def test_it_does_without_a_bus(tmp_path):
    environment = {
        **os.environ,
        "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={tmp_path}/none",
        "DBUS_SESSION_BUS_ADDRESS": f"unix:path={tmp_path}/none",
    }
    done = subprocess.run(
        [sys.executable, "-c", BUS.replace("8000", "100")],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    )
    assert done.stdout.split() == ["0", "0"]
