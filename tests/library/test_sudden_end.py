"""A process that is killed at any time loses nothing it has promised and leaves nothing half."""

import subprocess
import sys
import time

import pytest

from skintrack.library import Library
from skintrack.workflows import verify_library

# Adds photos, renames every second one, and prints each id once it is promised.
WORK = """
import sys
from datetime import datetime
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from skintrack.library import Library
from skintrack.model import View, ViewSource
from tests.helpers.libraries import add_photo

with Library.open(Path(sys.argv[1])) as library:
    first = len(library.photos.all())
    print("open", flush=True)
    for number in range(first, first + 500):
        photo = add_photo(library, b"photo %d" % number * 5000)
        print("added", photo.id, flush=True)
        if number % 2:
            moment = datetime.fromisoformat("2026-03-01T10:00:00+01:00")
            library.photos.set_captured_at(photo.id, moment)
            library.photos.set_view(photo.id, View.FRONT, ViewSource.MESH)
            print("named", photo.id, flush=True)
"""


def killed_after(folder, root, seconds):
    """Run the work, kill it so long after it has opened the library, return what it promised."""
    command = [sys.executable, "-c", WORK, str(folder), str(root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "open\n"
        time.sleep(seconds)
        worker.kill()
        said = worker.stdout.read()
    lines = [line.split() for line in said.splitlines(keepends=True) if line.endswith("\n")]
    return {tuple(line) for line in lines}


@pytest.mark.slow
def test_killed_at_any_time(folder, pytestconfig):
    Library.create(folder, "Course").close()
    promised = set()
    for round_number in range(12):
        promised |= killed_after(folder, pytestconfig.rootpath, round_number * 0.02)
        with Library.open(folder) as library:
            result = verify_library.run(library)
            assert result.is_ok, result.problems
            photos = {photo.id: photo for photo in library.photos.all()}
            assert {photo for what, photo in promised if what == "added"} <= set(photos)
            for what, photo in promised:
                assert what == "added" or photos[photo].file_name.startswith("originals/2026/")
            assert len(photos) <= len([1 for what, _ in promised if what == "added"]) + 12
            assert list((folder / "incoming").iterdir()) == []
    assert len(promised) > 8
