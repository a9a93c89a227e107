"""Faults put in at single system calls: some of them with every run of the tests."""

import os
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from torture import campaign, page, struck
from torture.campaign import Outcome, run_campaign
from torture.checks import wrong_after
from torture.faults import Fault, Kind, calls_of, faults_among, run_with
from torture.job import library_of, source_of
from torture.jobs import JOBS
from torture.struck import Run

needs_strace = pytest.mark.skipif(not struck.is_possible(), reason="strace is missing here")
ENDED = Run(0, ("begin", "done"), "")


@needs_strace
@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "every"),
    [
        ("create", 97),
        ("import", 61),
        ("import-together", 71),
        ("edit", 53),
        ("backup", 29),
        ("restore", 23),
        ("create-encrypted", 97),
        ("import-encrypted", 71),
        ("import-together-encrypted", 83),
        ("edit-encrypted", 61),
        ("encrypt", 97),
        ("new-passphrase", 7),
        ("import-export", 211),
        ("empty-bin", 29),
        ("repair-encrypted", 31),
    ],
)
def test_nothing_is_lost(tmp_path, name, every):
    outcomes = run_campaign(tmp_path, [name], every=every, jobs=1)
    assert sum(outcome.tried for outcome in outcomes) > 2
    assert [failure for outcome in outcomes for failure in outcome.failures] == []


@needs_strace
@pytest.mark.slow
def test_a_job_that_stands_still_is_a_failure(tmp_path, monkeypatch):
    monkeypatch.setitem(JOBS, "create", replace(JOBS["create"], work=_wait_long))
    monkeypatch.setattr(struck, "_LONGEST_RUN_S", 2)
    prepared = tmp_path / "create"
    prepared.mkdir()
    wrong = campaign._try("create", prepared, Fault(Kind.KILL, "mkdir", 9))
    assert wrong is not None
    assert "does not end" in wrong


def _wait_long(_place, _say):
    time.sleep(30)


@needs_strace
def test_a_fault_strikes_where_it_is_put_in():
    assert run_with(Fault(Kind.KILL, "mkdir", 1), _make_a_folder_nowhere).code == -9
    run = run_with(Fault(Kind.KILL, "mkdir", 2), _make_a_folder_nowhere)
    assert (run.code, run.said) == (1, ("begin",))
    assert "FileNotFoundError" in run.errors


def _make_a_folder_nowhere():
    os.writev(1, [b"begin\n"])
    Path("/nowhere/at/all").mkdir()
    return 0


@needs_strace
def test_the_calls_of_the_work_alone_are_counted(tmp_path):
    def work():
        descriptor = os.open(tmp_path / "file", os.O_CREAT | os.O_WRONLY)
        os.write(descriptor, b"one")
        os.write(descriptor, b"two")
        os.fsync(descriptor)
        return 0

    found = calls_of(work, tmp_path / "log")
    assert {call: found[call] for call in ("write", "fsync", "mkdir")} == {
        "write": 2,
        "fsync": 1,
        "mkdir": 0,
    }


@needs_strace
def test_work_that_fails_without_a_fault_is_no_measure(tmp_path):
    with pytest.raises(RuntimeError, match="without a fault"):
        calls_of(_make_a_folder_nowhere, tmp_path / "log")


def test_every_call_is_struck_once_by_each_kind():
    found = list(faults_among(Counter(write=2, fsync=1), [Kind.KILL]))
    assert found == [
        Fault(Kind.KILL, "write", 1),
        Fault(Kind.KILL, "write", 2),
        Fault(Kind.KILL, "fsync", 1),
    ]


@pytest.fixture
def place(tmp_path):
    """A folder in which an import has just been done."""
    job = JOBS["import"]
    job.prepare(tmp_path)
    said = ["begin"]
    job.work(tmp_path, said.append)
    return tmp_path, tuple(said)


def test_an_import_without_a_fault_is_found_in_order(place):
    folder, said = place
    assert wrong_after(JOBS["import"], folder, Run(0, said, "")) == []


def test_a_lost_photo_is_noticed(place):
    folder, said = place
    next((library_of(folder) / "originals").rglob("*.jpg")).unlink()
    (wrong,) = wrong_after(JOBS["import"], folder, Run(0, said, ""))[:1]
    assert "missing" in wrong


def test_a_broken_promise_is_noticed(place):
    folder, said = place
    run = Run(0, (*said, f"photo {'0' * 64}"), "")
    assert wrong_after(JOBS["import"], folder, run) == [f"photo {'0' * 64} is gone"]


def test_a_changed_source_is_noticed(place):
    folder, said = place
    next(source_of(folder).iterdir()).write_bytes(b"changed")
    assert "a file of the user was changed" in wrong_after(JOBS["import"], folder, Run(0, said, ""))


def test_a_traceback_is_noticed(place):
    folder, _ = place
    run = Run(1, ("begin",), "Traceback …\nOSError: [Errno 28] No space left on device")
    (wrong,) = wrong_after(JOBS["import"], folder, run)
    assert wrong.startswith("ended with 1: OSError")


def test_the_table_counts_and_is_written_between_the_markers(tmp_path):
    outcomes = [
        Outcome("import", "killed", 5, ()),
        Outcome("edit", "disk full from then on", 3, ("edit, …",)),
        Outcome("clock", "the clock is wrong", 0, (), "needs faketime"),
    ]
    text = page.table(outcomes)
    assert "| edit | disk full from then on | 3 | 2 | 1 |" in text
    assert "| clock | the clock is wrong | not tried: needs faketime | | |" in text
    assert "| **all** | | **8** | **7** | **1** |" in text
    path = tmp_path / "page.md"
    path.write_text("before\n<!-- torture:begin -->\nold\n<!-- torture:end -->\nafter\n")
    page.write(path, text)
    assert path.read_text() == (
        f"before\n<!-- torture:begin -->\n{text}\n<!-- torture:end -->\nafter\n"
    )
    path.write_text("no markers")
    with pytest.raises(ValueError, match="has no"):
        page.write(path, text)
