"""What a program that synchronises the folder may do: it is named, and no photo is lost."""

import shutil
import subprocess
import sys

import pytest

from skintrack.errors import LibraryError
from skintrack.library import Library
from skintrack.workflows import verify_library
from tests.helpers.libraries import add_front, add_photo, files_of, sql

# What is killed leaves its log.
KILLED = """
import os, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from skintrack.library import Library
from tests.helpers.libraries import add_front
library = Library.open(Path(sys.argv[1]))
add_front(library, b"said to be imported", "2026-03-01T10:22:00+01:00")
os._exit(0)
"""
MARCH = "2026-03-01T10:22:00+01:00"


def problems(folder):
    """Return what verify says of a library, or why it does not open."""
    try:
        with Library.open(folder) as library:
            found = verify_library.run(library).problems
    except LibraryError as error:
        return {error.code}
    return {problem.code for problem in found}


def originals(folder):
    files = files_of(folder)
    return {data for name, data in files.items() if name.startswith("originals/")}


@pytest.fixture
def old_database(folder):
    """Make a library with one photo, keep its database, add more photos; return the old one."""
    with Library.create(folder, "Course") as library:
        add_front(library, b"first", MARCH)
    old = folder.parent / "old.db"
    shutil.copy(folder / "skintrack.db", old)
    with Library.open(folder) as library:
        for number in range(5):
            add_front(library, b"later %d" % number, MARCH)
    return old


def test_an_old_database_comes_back(folder, old_database):
    before = originals(folder)
    shutil.copy(old_database, folder / "skintrack.db")
    with Library.open(folder) as library:
        result = verify_library.run(library)
        assert [problem.code for problem in result.problems] == ["extra"] * 5
        assert (result.photos, result.verified) == (1, 1)
        # What it says to do works.
        for number in range(5):
            add_front(library, b"later %d" % number, MARCH)
        assert len(library.photos.all()) == 6
    assert originals(folder) == before


def test_an_old_database_from_the_middle_of_an_import_removes_no_photo(folder):
    with Library.create(folder, "Course") as library:
        name = "originals/2026/2026-03-01_front_aaaaaaaa.jpg"
        library.photos._originals.announce(name)
        library.photos._database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copy(folder / "skintrack.db", folder.parent / "old.db")
        path = folder / name
        path.parent.mkdir(parents=True)
        path.write_bytes(b"a photo that was said to be imported")
        with library.photos._database.transaction():
            library.photos._originals.settled(name)
    shutil.copy(folder.parent / "old.db", folder / "skintrack.db")
    assert sql(folder, "SELECT count(*) FROM unsettled_file") == [(1,)]
    assert problems(folder) == {"extra"}
    assert path.read_bytes() == b"a photo that was said to be imported"


def test_an_old_database_beside_a_newer_log(folder, old_database, pytestconfig):
    """The worst of all: an old database, and the log of a program that was killed later."""
    before = originals(folder)
    subprocess.run(
        [sys.executable, "-c", KILLED, str(folder), str(pytestconfig.rootpath)], check=True
    )
    assert (folder / "skintrack.db-wal").stat().st_size > 0
    shutil.copy(old_database, folder / "skintrack.db")
    found = problems(folder)
    assert found <= {"extra", "missing", "database", "damaged"}
    if not found:  # the log held all of the table that was read
        assert sql(folder, "SELECT count(*) FROM photo") == [(7,)]
    assert before | {b"said to be imported"} == originals(folder)


def test_the_log_is_taken_away(folder, old_database):
    before = originals(folder)
    (folder / "skintrack.db-wal").unlink(missing_ok=True)
    assert problems(folder) == set()
    assert originals(folder) == before


@pytest.mark.parametrize(
    "name",
    [
        "skintrack (Sam's conflicted copy 2026-03-01).db",
        "skintrack-DESKTOP-1.db",
        "skintrack.sync-conflict-20260301-101112-ABCDEFG.db",
        "skintrack (1).db",
        "skintrack.db_conflict-20260301",
        "Skintrack 2.db",
        "library (conflicted copy).lock",
    ],
)
def test_a_second_database_is_named_and_not_used(folder, old_database, name):
    shutil.copy(old_database, folder / name)
    with Library.open(folder) as library:
        result = verify_library.run(library)
        assert [problem.code for problem in result.problems] == ["extra"]
        assert result.problems[0].photo == name
        assert "second copy" in result.problems[0].message
        assert result.verified == 6
    assert (folder / name).read_bytes() == old_database.read_bytes()


def test_what_other_programs_leave_is_no_damage(folder, old_database):
    for name in (".stfolder", "desktop.ini", ".DS_Store", ".dropbox", "Thumbs.db", "notes.txt"):
        (folder / name).write_bytes(b"theirs")
    assert problems(folder) == set()


def test_an_original_is_renamed_and_copied(folder):
    with Library.create(folder, "Course") as library:
        photo = add_photo(library, b"one")
        path = library.photos.original_path(photo)
    path.rename(path.with_name("photo (conflicted copy).jpg"))
    assert problems(folder) == {"missing", "extra"}
    path.with_name("photo (conflicted copy).jpg").rename(path)
    assert problems(folder) == set()
    with Library.open(folder) as library:
        assert library.keeping.damaged() == {}


def test_a_whole_older_folder_comes_back(folder, old_database):
    """Photos that the newer database knows are missing; they are named, and kept as damaged."""
    for path in sorted((folder / "originals").rglob("*.jpg"))[:2]:
        path.unlink()
    with Library.open(folder) as library:
        codes = [problem.code for problem in verify_library.run(library).problems]
        assert codes == ["missing", "missing"]
        assert len(library.keeping.damaged()) == 2
    with Library.open(folder) as library:
        assert len(library.keeping.damaged()) == 2


def test_a_database_that_is_replaced_while_it_is_open_keeps_nothing_in_silence(
    folder, old_database
):
    before = originals(folder)
    with Library.open(folder) as library:
        (folder / "copied back.db").write_bytes(old_database.read_bytes())
        (folder / "copied back.db").replace(folder / "skintrack.db")
        with pytest.raises(LibraryError) as refused:
            add_front(library, b"while it was replaced", MARCH)
        assert refused.value.code == "replaced"
    assert problems(folder) == {"extra"}
    assert originals(folder) == before  # nothing of it was said to be imported


def test_a_library_that_is_moved_while_it_is_open_goes_on(folder, old_database):
    with Library.open(folder) as library:
        folder.rename(folder.with_name("moved"))
        library.courses.add("Begun meanwhile")
    with Library.open(folder.with_name("moved")) as library:
        assert len(library.courses.all()) == 2
