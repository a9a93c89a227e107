"""Whole programs under a wrong clock: nothing leaves the bin, and verifying goes on."""

import json
import shutil
import subprocess
import sys

import pytest

from skintrack.library import Library
from tests.helpers.libraries import add_photo

FAKETIME = shutil.which("faketime")
OPEN = """
import json, sys
from pathlib import Path
from skintrack.library import Library
from skintrack.library.records import now
from skintrack.workflows import look_after_library, verify_library
with Library.open(Path(sys.argv[1])) as library:
    seen = look_after_library.run(library)
    result = verify_library.run(library)
    print(json.dumps({
        "gone": seen.emptied.count,
        "is_doubted": seen.emptied.is_clock_doubted,
        "in_bin": len(library.bin.items()),
        "is_whole": result.is_ok,
        "verified": library.keeping.state(now()).verified,
    }))
"""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(FAKETIME is None, reason="needs faketime"),
]


@pytest.fixture
def opened_at(folder, pytestconfig):
    """Return a function that opens the library at a moment and says what happened."""

    def run(moment):
        command = [str(FAKETIME), "-f", f"@{moment}", sys.executable, "-c", OPEN, str(folder)]
        done = subprocess.run(
            command, cwd=pytestconfig.rootpath, capture_output=True, text=True, check=True
        )
        return json.loads(done.stdout)

    return run


def test_a_photo_in_the_bin_outlives_every_wrong_clock(folder, opened_at):
    Library.create(folder, "Course").close()
    # The first look at the clock, long after this test was written.
    assert opened_at("2036-05-01 12:00:00")["is_doubted"] is False
    with Library.open(folder) as library:
        photo = add_photo(library, b"deleted")
        library.photos.move_to_bin(photo.id)
    for moment in ("1970-01-02 00:00:00", "2038-01-19 03:14:09", "2106-02-07 06:28:17"):
        found = opened_at(moment)
        assert (found["gone"], found["is_doubted"], found["in_bin"]) == (0, True, 1)
        assert (found["is_whole"], found["verified"]) == (True, 1)
    # The right one again: it rests from the first look that could be right.
    for moment in ("2036-05-02 12:00:00", "2036-05-20 12:00:00", "2036-05-31 12:00:00"):
        found = opened_at(moment)
        assert (found["gone"], found["is_doubted"], found["in_bin"]) == (0, False, 1)
    assert opened_at("2036-06-02 12:00:00")["gone"] == 1
    assert not list((folder / "originals").rglob("*.jpg"))
