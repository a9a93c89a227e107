"""Photos that bring down whoever reads them: named, and the rest is imported."""

import hashlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from skintrack.library import Library
from skintrack.library.vault.credentials import Passphrase
from skintrack.workflows import import_photos
from skintrack.workflows.sandbox import child_process, photos
from tests.helpers.fragile_tasks import MARK
from tests.helpers.photo_makers import jpeg_bytes

FRAGILE = "tests.helpers.fragile_tasks"
WORDS = "correct horse battery staple"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of Unix")


@pytest.fixture
def fragile(monkeypatch):
    """Let photos do harm to the child that reads them."""
    monkeypatch.setattr(photos, "PHOTOS", FRAGILE)


@pytest.fixture
def card(tmp_path):
    folder = tmp_path / "card"
    folder.mkdir()
    return folder


def hostile(deed):
    return jpeg_bytes(7) + MARK + deed.encode()


@pytest.mark.parametrize(
    "death",
    [("crash", "crashed"), ("fault", "crashed"), ("eat", "too_large"), ("spin", "too_slow")],
)
@pytest.mark.parametrize("jobs", [1, 2])
def test_one_that_kills_its_reader_is_named_and_the_rest_comes(
    fragile, card, tmp_path, death, jobs
):
    deed, code = death
    for number in range(4):
        (card / f"{number}.jpg").write_bytes(jpeg_bytes(40 * number))
    (card / "2b.jpg").write_bytes(hostile(deed))
    with Library.create(tmp_path / "library", "Course") as library:
        result = import_photos.run(library, [card], jobs=jobs)
        assert len(result.needs_date) == 4
        (failure,) = result.errors
        assert (Path(failure.file).name, failure.code) == ("2b.jpg", code)
        assert "2b.jpg" in failure.message
        assert len(library.photos.all()) == 4
        assert not (tmp_path / "library" / "reading").exists()


NOTED_S = 0.7
DYING = """
import os, sys, threading, time
from pathlib import Path
from skintrack.library import Library
from skintrack.library.vault.credentials import Passphrase
from skintrack.workflows import import_photos
from skintrack.workflows.sandbox import child_process, photos

photos.PHOTOS = "tests.helpers.fragile_tasks"
child_process.USUAL_ANSWER_S = 0.1
folder, source = map(Path, sys.argv[1:3])
credential = Passphrase(sys.argv[3]) if sys.argv[3] else None
with Library.open(folder, credential) as library:
    import_photos.run(library, [source])
"""


@pytest.mark.parametrize("passphrase", ["", WORDS])
def test_what_a_whole_program_died_of_is_left_out_once_and_named(
    fragile, card, tmp_path, passphrase
):
    deadly = hostile("sleep 2")
    (card / "a.jpg").write_bytes(jpeg_bytes(1))
    (card / "b.jpg").write_bytes(deadly)
    (card / "c.jpg").write_bytes(jpeg_bytes(3))
    folder = tmp_path / "library"
    credential = Passphrase(passphrase) if passphrase else None
    Library.create(folder, "Course", passphrase=passphrase or None).close()
    program = subprocess.Popen(
        [sys.executable, "-c", DYING, str(folder), str(card), passphrase],
        cwd=Path(__file__).parents[2],
    )
    note = folder / "reading"
    _wait_for_slow_photo(note)
    program.send_signal(signal.SIGKILL)
    program.wait()
    noted = note.read_text("ascii").split()
    sha256 = hashlib.sha256(deadly).hexdigest()
    assert (noted == [sha256]) is not bool(passphrase)
    assert len(noted) == 1
    with Library.open(folder, credential) as library:
        result = import_photos.run(library, [card])
        (failure,) = result.errors
        assert (Path(failure.file).name, failure.code) == ("b.jpg", "cut_short")
        assert len(library.photos.all()) == 2
        assert not note.exists()
        # Once more, and it is tried again: now it is only slow.
        again = import_photos.run(library, [card])
        assert "cut_short" not in [each.code for each in again.errors]


def _wait_for_slow_photo(note):
    """Wait until one photo is noted for a while: on a busy computer others are as well, shortly."""
    deadline = time.monotonic() + 30
    seen, since = "", time.monotonic()
    while time.monotonic() < deadline:
        try:
            noted = note.read_text("ascii")
        except OSError:
            noted = ""  # it comes and goes
        if noted != seen:
            seen, since = noted, time.monotonic()
        if len(seen.split()) == 1 and time.monotonic() - since > NOTED_S:
            return
        time.sleep(0.01)
    pytest.fail("no photo was noted")


def test_a_photo_that_takes_long_leaves_no_note(fragile, card, tmp_path, monkeypatch):
    monkeypatch.setattr(child_process, "USUAL_ANSWER_S", 0.05)
    (card / "slow.jpg").write_bytes(hostile("sleep 0.3"))
    with Library.create(tmp_path / "library", "Course") as library:
        import_photos.run(library, [card])
        assert not (tmp_path / "library" / "reading").exists()


def test_no_program_that_dies_in_the_middle_leaves_a_child(fragile, card, tmp_path):
    (card / "a.jpg").write_bytes(hostile("sleep 1"))
    Library.create(tmp_path / "library", "Course").close()
    program = subprocess.Popen(
        [sys.executable, "-c", DYING, str(tmp_path / "library"), str(card), ""],
        cwd=Path(__file__).parents[2],
    )
    deadline = time.monotonic() + 30
    while not (children := _children_of(program.pid)) and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(0.5)
    program.kill()
    program.wait()
    assert children
    deadline = time.monotonic() + 10
    while any(map(_is_there, children)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(_is_there, children))


def _children_of(pid):
    try:
        tasks = Path(f"/proc/{pid}/task").iterdir()
        return [int(each) for task in tasks for each in (task / "children").read_text().split()]
    except OSError:
        return []


def _is_there(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
