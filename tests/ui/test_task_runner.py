import threading

import pytest
import shiboken6
from PySide6.QtCore import QObject

from skintrack.ui.tasks import TaskRunner

pytestmark = pytest.mark.gui


class Receiver(QObject):
    def __init__(self):
        super().__init__()
        self.results = []
        self.errors = []
        self.threads = set()

    def take(self, result):
        self.results.append(result)
        self.threads.add(threading.get_ident())

    def fail(self, error):
        self.errors.append(error)


@pytest.fixture
def runner(qapp):
    made = TaskRunner(2, "test")
    yield made
    made.close()


def test_every_one_of_a_thousand_results_arrives_on_the_gui_thread(runner, qtbot):
    receiver = Receiver()
    for number in range(1000):
        runner.run(lambda number=number: number, done=receiver.take, failed=receiver.fail)
    qtbot.waitUntil(lambda: len(receiver.results) == 1000)
    assert sorted(receiver.results) == list(range(1000))
    assert receiver.threads == {threading.get_ident()}
    assert receiver.errors == []


def test_one_worker_runs_in_order_on_one_thread(qapp, qtbot):
    runner = TaskRunner(1, "library")
    receiver = Receiver()
    for _ in range(200):
        runner.run(threading.get_ident, done=receiver.take, failed=receiver.fail)
    qtbot.waitUntil(lambda: len(receiver.results) == 200)
    runner.close()
    assert len(set(receiver.results)) == 1
    assert receiver.results[0] != threading.get_ident()


def test_an_error_arrives_as_an_error(runner, qtbot):
    receiver = Receiver()
    runner.run(lambda: 1 / 0, done=receiver.take, failed=receiver.fail)
    qtbot.waitUntil(lambda: bool(receiver.errors))
    assert isinstance(receiver.errors[0], ZeroDivisionError)
    assert receiver.results == []


def test_a_widget_that_is_gone_gets_nothing(runner, qtbot):
    gone, stays = Receiver(), Receiver()
    release = threading.Event()
    runner.run(release.wait, done=gone.take, failed=gone.fail)
    shiboken6.delete(gone)
    release.set()
    runner.run(lambda: "later", done=stays.take, failed=stays.fail)
    qtbot.waitUntil(lambda: stays.results == ["later"])
    assert gone.results == []


def test_what_is_needed_is_done_on_close_after_all_the_rest(qapp):
    runner = TaskRunner(1, "test")
    receiver = Receiver()
    began, release = threading.Event(), threading.Event()
    order = []

    def wait():
        began.set()
        release.wait()
        order.append("running")

    runner.run(wait, done=receiver.take, failed=receiver.fail)
    runner.run(lambda: order.append("waiting"), done=receiver.take, failed=receiver.fail)
    runner.run(
        lambda: order.append("closed"), done=receiver.take, failed=receiver.fail, is_needed=True
    )
    began.wait()
    threading.Timer(0.05, release.set).start()
    runner.close()
    assert order == ["running", "closed"]


def test_what_has_not_begun_is_cancelled_on_close(qapp, qtbot):
    runner = TaskRunner(1, "test")
    receiver = Receiver()
    began, release = threading.Event(), threading.Event()

    def wait():
        began.set()
        release.wait()

    runner.run(wait, done=receiver.take, failed=receiver.fail)
    waiting = runner.run(lambda: "never", done=receiver.take, failed=receiver.fail)
    began.wait()
    threading.Timer(0.05, release.set).start()
    runner.close()
    qtbot.wait(50)
    assert waiting.cancelled()
    assert receiver.results == []
