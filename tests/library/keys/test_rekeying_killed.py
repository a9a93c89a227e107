"""A key is changed in an open library, the program is killed, and the log still holds records."""

import subprocess
import sys

import pytest

from skintrack.library import Library
from skintrack.library.vault.credentials import Passphrase
from skintrack.workflows import change_form, verify_library
from tests.helpers.keys import WORDS
from tests.helpers.libraries import add_photo, sql

NEW_WORDS = "another one"
# Begins a change in an open library, records more, and is killed with all of it in the log.
WORK = """
import os, signal, sys
from datetime import date
from pathlib import Path
from skintrack.library import Library, key_changes
from skintrack.library.vault import keyring
from skintrack.library.vault.credentials import Passphrase
from skintrack.library.vault.derivation import Effort

keyring.calibrated = lambda: Effort(memory_mib=8, passes=1)
folder, way, words, new_words = Path(sys.argv[1]), *sys.argv[2:]
opener = None if way == "on" else Passphrase(words)
library = Library.open(folder, opener)
course = library.courses.all()[0].id
library.sessions.add(course, date(2026, 3, 1), notes="before")
if way == "on":
    key_changes.begin_sealing(folder, words)
elif way == "off":
    key_changes.begin_unsealing(folder, opener)
else:
    key_changes.begin_rotating(folder, opener, new_words)
library.sessions.add(course, date(2026, 4, 1), notes="after")
assert (folder / "skintrack.db-wal").stat().st_size > 10_000
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="kills by a signal")
@pytest.mark.parametrize("way", ["on", "off", "anew"])
def test_what_the_log_holds_survives_a_new_key(folder, way):
    with Library.create(folder, "Course", None, None if way == "on" else WORDS) as library:
        photo = add_photo(library, b"\xff\xd8 a photo \xff\xd9")
    killed = subprocess.run(
        [sys.executable, "-c", WORK, str(folder), way, WORDS, NEW_WORDS],
        check=False,
        capture_output=True,
        text=True,
    )
    assert killed.returncode == -9, killed.stderr
    assert (folder / "skintrack.db-wal").stat().st_size > 10_000
    opener = Passphrase(NEW_WORDS if way == "anew" else WORDS)
    with Library.open(folder, opener) as library:
        assert change_form.run(library).is_finished
    if way == "off":
        Library.open(folder, opener).close()
        assert not Library.is_locked(folder)
    with Library.open(folder, None if way == "off" else opener) as library:
        sessions = library.sessions.of_course(library.courses.all()[0].id)
        assert sorted(each.notes or "" for each in sessions) == ["after", "before"]
        assert library.photos.read_original(library.photos.get(photo.id))
        assert verify_library.run(library).is_ok
    if way == "off":
        assert sql(folder, "SELECT count(*) FROM treatment_session") == [(2,)]
