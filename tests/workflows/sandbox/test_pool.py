"""Children that crash, hang, eat memory or talk nonsense, and the next file after them."""

import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from skintrack.errors import EnvironmentalError
from skintrack.workflows.sandbox import child_process
from skintrack.workflows.sandbox.child_process import ChildDiedError, ChildProcess, Death
from skintrack.workflows.sandbox.messages import Message
from skintrack.workflows.sandbox.pool import PHOTOS, REPORTS, Pool
from tests.helpers.fragile_tasks import MARK

FRAGILE = "tests.helpers.fragile_tasks"
LOWEST_PRIORITY = 19

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of Unix")


@pytest.fixture
def pool():
    made = Pool()
    yield made
    made.close()


def ask(pool, deed, **options):
    return pool.ask(FRAGILE, Message({"task": "fragile"}, [MARK + deed.encode()]), **options)


def pid_of(pool):
    return ask(pool, "echo").facts["pid"]


def test_bytes_go_in_and_out_and_the_child_stays(pool):
    answer = ask(pool, "echo Grüße")
    assert bytes(answer.parts[0]).decode() == "Grüße"
    assert answer.facts["pid"] not in (os.getpid(), None)
    assert pid_of(pool) == answer.facts["pid"]


def test_the_window_goes_first(pool):
    pid = pid_of(pool)
    priority = os.getpriority(os.PRIO_PROCESS, pid)
    assert priority > os.getpriority(os.PRIO_PROCESS, 0) or priority == LOWEST_PRIORITY
    # Linux shares processors out by session before it looks at priorities.
    assert os.getsid(pid) == os.getsid(0)
    assert os.getpgid(pid) != os.getpgid(0)


def test_a_refusal_is_an_answer_and_the_child_stays(pool):
    before = pid_of(pool)
    answer = ask(pool, "refuse a.jpg")
    assert answer.facts["refused"] == "no_good"
    assert answer.facts["text"]["values"] == {"file": "a.jpg"}
    assert pid_of(pool) == before


@pytest.mark.parametrize(
    ("deed", "death"),
    [
        ("crash", Death.CRASHED),
        ("fault", Death.CRASHED),
        ("mistake", Death.CRASHED),
        ("less", Death.CRASHED),
        ("nonsense", Death.CRASHED),
        pytest.param(
            "eat",
            Death.MEMORY,
            marks=pytest.mark.skipif(sys.platform != "linux", reason="no limit there"),
        ),
    ],
)
def test_a_death_harms_nobody(pool, deed, death):
    before = pid_of(pool)
    with pytest.raises(ChildDiedError) as caught:
        ask(pool, deed)
    assert caught.value.death is death
    assert pid_of(pool) != before


def test_work_without_end_is_ended_by_its_processor_time(pool):
    pid_of(pool)
    begun = time.monotonic()
    before = time.process_time()
    with pytest.raises(ChildDiedError) as caught:
        ask(pool, "spin")
    assert caught.value.death is Death.TOO_SLOW
    assert time.monotonic() - begun < child_process.PATIENCE * 4 + 5
    assert time.process_time() - before < 1
    pid_of(pool)


def test_a_child_that_only_waits_is_ended_by_the_program(pool, monkeypatch):
    monkeypatch.setattr(child_process, "PATIENCE", 0.1)
    with pytest.raises(ChildDiedError) as caught:
        ask(pool, "sleep 60")
    assert caught.value.death is Death.TOO_SLOW
    pid_of(pool)


def test_who_waits_long_is_told_so(pool, monkeypatch):
    monkeypatch.setattr(child_process, "USUAL_ANSWER_S", 0.05)
    told = threading.Event()
    ask(pool, "sleep 0.3", on_slow=told.set)
    assert told.is_set()
    monkeypatch.setattr(child_process, "USUAL_ANSWER_S", 30)
    told.clear()
    ask(pool, "sleep 0", on_slow=told.set)
    assert not told.is_set()


def test_what_a_library_prints_is_no_answer(pool):
    assert bytes(ask(pool, "print").parts[0]) == b"fine"


@pytest.mark.skipif(sys.platform != "linux", reason="kept by Linux")
def test_the_child_can_open_nothing_and_write_nothing(pool, tmp_path, monkeypatch):
    monkeypatch.setenv("SKINTRACK_PASSPHRASE", "open sesame")
    for path in ("/etc/passwd", str(tmp_path / "new")):
        assert b"Too many open files" in bytes(ask(pool, f"open {path}").parts[0])
    limits = ask(pool, "limits").facts
    assert limits["core"] == limits["size"] == [0, 0]
    assert not [name for name in limits["environment"] if name.startswith("SKINTRACK")]


@pytest.mark.skipif(sys.platform != "linux", reason="kept by Linux")
@pytest.mark.parametrize("tasks", [PHOTOS, REPORTS])
def test_linux_grants_every_limit(tasks):
    child = ChildProcess(tasks)
    try:
        granted = child.wait_until_ready()
    finally:
        child.end()
    assert granted == ("core", "file_size", "files", "memory", "privileges")


def test_children_work_side_by_side(pool):
    answers = []

    def work():
        answers.append(ask(pool, "sleep 1.5"))

    pool.warm_up(FRAGILE, 2)
    threads = [threading.Thread(target=work) for _ in range(2)]
    begun = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 2
    assert time.monotonic() - begun < 2.9  # one after the other takes three seconds


def test_children_that_were_begun_are_those_that_answer(pool):
    times = []
    for _ in range(3):
        pool.close()
        begun = time.monotonic()
        pool.begin(FRAGILE, 2)
        times.append(time.monotonic() - begun)
    assert min(times) < 0.3  # waits for none of them
    pids = {child.pid for child in pool._idle[FRAGILE]}
    assert len(pids) == 2
    assert pid_of(pool) in pids
    assert len(pool._idle[FRAGILE]) == 2


def test_an_idle_child_that_went_is_begun_anew(pool):
    before = pid_of(pool)
    os.kill(before, signal.SIGALRM)
    assert pid_of(pool) != before


def test_a_child_ends_with_its_program():
    program = (
        "import os, sys; from skintrack.workflows.sandbox.pool import PHOTOS, the_pool;"
        "the_pool().warm_up(PHOTOS, 1);"
        "print(the_pool()._idle[PHOTOS][0].pid, flush=True); os.kill(os.getpid(), 9)"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    pid = int(run.stdout)
    deadline = time.monotonic() + 10
    while _is_there(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not _is_there(pid)


def _is_there(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_child_that_cannot_begin_is_said_in_words(pool):
    with pytest.raises(EnvironmentalError) as caught:
        pool.ask("skintrack.workflows.sandbox.no_such_module", Message({}, [b""]))
    assert caught.value.code == "no_reader"
