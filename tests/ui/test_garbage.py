import gc
import threading
import weakref

import pytest
from PySide6.QtWidgets import QWidget

from skintrack.ui.garbage import GarbageCollector
from skintrack.ui.tasks import TaskRunner

pytestmark = pytest.mark.gui


class Ring(QWidget):
    """A widget in a cycle, so that only the cyclic collector frees it."""

    def __init__(self):
        super().__init__()
        self.itself = self


@pytest.fixture
def collector(qapp):
    made = GarbageCollector()
    yield made
    made.close()
    assert gc.isenabled()


def test_widgets_die_on_the_gui_thread_only(collector, qapp, qtbot):
    died_on = []
    for _ in range(20):
        weakref.finalize(Ring(), lambda: died_on.append(threading.get_ident()))
    runner = TaskRunner(1, "garbage")
    made: list[object] = []
    runner.run(
        lambda: [[[number]] for number in range(200_000)], done=made.append, failed=made.append
    )
    qtbot.waitUntil(lambda: bool(made))
    runner.close()
    made.clear()
    qtbot.waitUntil(lambda: gc.collect() >= 0 and len(died_on) == 20)
    assert set(died_on) == {threading.get_ident()}


def test_what_is_due_is_collected_by_the_timer(collector, qtbot):
    ring = weakref.ref(Ring())
    keep: list[list[int]] = [[] for _ in range(5000)]
    qtbot.waitUntil(lambda: ring() is None, timeout=5000)
    assert keep
