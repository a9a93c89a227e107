"""For every test: no real settings, no display, no thread left behind."""

import os

# Before anything can import Qt.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import gc
import threading
import time

import pytest
from hypothesis import settings

from tests.helpers.patient_bot import PatientBot

# A busy machine is not a fault, and nothing may be left behind.
settings.register_profile("skintrack", deadline=None, database=None)
settings.load_profile("skintrack")

_SETTLE_S = 5.0
_USUAL_THRESHOLDS = gc.get_threshold()
# Threads that libraries keep on purpose.
_KEPT = ("pytest_timeout", "ThreadPoolExecutor-asyncio")


@pytest.fixture
def qtbot(qapp, request):
    return PatientBot(request)


@pytest.fixture(autouse=True)
def _own_folders(tmp_path_factory, monkeypatch):
    """Keep the user's settings and libraries out of reach."""
    home = tmp_path_factory.mktemp("home")
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))
    monkeypatch.setenv("XDG_STATE_HOME", str(home / "state"))
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    monkeypatch.setenv("APPDATA", str(home))
    monkeypatch.setenv("LOCALAPPDATA", str(home))


@pytest.fixture(autouse=True, scope="module")
def _no_heap_of_garbage():
    """Collect now and then: closed windows hold pictures in cycles, gigabytes over a whole run."""
    yield
    gc.collect()


@pytest.fixture(autouse=True)
def _usual_garbage():
    """Put back what commands that were run in this process have asked of the collector."""
    gc.set_threshold(*_USUAL_THRESHOLDS)


@pytest.fixture(autouse=True)
def _no_stray_threads():
    """Fail where a test leaves a thread running."""
    before = set(threading.enumerate())
    yield
    deadline = time.monotonic() + _SETTLE_S
    while (left := _strays(before)) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not left, f"threads left running: {[thread.name for thread in left]}"


def _strays(before):
    return [
        thread
        for thread in threading.enumerate()
        if thread not in before and thread.is_alive() and not thread.name.startswith(_KEPT)
    ]
