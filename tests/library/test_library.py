"""The folder itself: creation, opening, permissions, one program at a time, versions."""

import os
import stat
import subprocess
import sys
from contextlib import closing

import pytest
from sqlcipher3 import dbapi2

from skintrack.errors import EnvironmentalError, LibraryError, StorageError
from skintrack.library import Library
from skintrack.library.lock import LibraryLock
from tests.helpers.libraries import add_photo, files_of, sql


def code_of(action):
    with pytest.raises(EnvironmentalError) as caught:
        action()
    assert caught.value.message.endswith(".")
    return caught.value.code


def test_create_open_close(folder):
    assert not Library.is_library(folder)
    with Library.create(folder, "Acne scars", "acne_scars") as library:
        (course,) = library.courses.all()
        assert (course.name, course.concern) == ("Acne scars", "acne_scars")
        assert course.created_at.tzinfo is not None
        assert library.folder == folder
    assert Library.is_library(folder)
    with Library.open(folder) as library:
        assert library.courses.all() == (course,)
    library.close()  # twice is allowed


def test_everything_is_private_whatever_the_umask(folder):
    old = os.umask(0)
    try:
        with Library.create(folder, "Course") as library:
            add_photo(library, b"one", taken="2026-03-01T10:00:00+01:00")
            paths = [folder, *folder.rglob("*")]
            modes = {path: stat.S_IMODE(path.stat().st_mode) for path in paths}
        os.umask(0o777)
        with Library.open(folder) as library:
            add_photo(library, b"two", taken="2027-03-01T10:00:00+01:00")
            paths = [folder, *folder.rglob("*")]
            modes |= {path: stat.S_IMODE(path.stat().st_mode) for path in paths}
    finally:
        os.umask(old)
    assert any(path.name.endswith("-wal") for path in modes)
    for path, mode in modes.items():
        assert mode == (0o700 if path.is_dir() or not path.suffix else 0o600) or path.is_file()
        if path.exists():
            assert mode == (0o700 if path.is_dir() else 0o600), path


def test_create_refuses_what_is_there(folder, tmp_path):
    Library.create(folder, "Course").close()
    assert code_of(lambda: Library.create(folder, "Course")) == "exists"
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "thesis.txt").write_text("mine")
    assert code_of(lambda: Library.create(tmp_path / "other", "Course")) == "not_empty"
    assert list((tmp_path / "other").iterdir()) == [tmp_path / "other" / "thesis.txt"]
    assert code_of(lambda: Library.create(tmp_path / "other" / "thesis.txt", "C")) == "storage"


def test_create_in_an_empty_folder_and_after_a_cut_short_creation(folder):
    folder.mkdir(mode=0o755)
    (folder / "skintrack.db.new").write_bytes(b"half")
    (folder / "skintrack.db.new-wal").write_bytes(b"half")
    (folder / "library.lock").touch()
    with Library.create(folder, "Course") as library:
        assert library.courses.all()[0].name == "Course"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert not list(folder.glob("*.new*"))


def test_a_blank_course_name_leaves_no_library(folder):
    assert code_of(lambda: Library.create(folder, "  ")) == "no_name"
    assert not Library.is_library(folder)
    Library.create(folder, "Course").close()


def test_open_refuses_other_folders(tmp_path):
    assert code_of(lambda: Library.open(tmp_path)) == "not_a_library"
    assert code_of(lambda: Library.open(tmp_path / "nowhere")) == "not_a_library"


def test_one_at_a_time(folder, library):
    assert code_of(lambda: Library.open(folder)) == "in_use"
    library.close()
    Library.open(folder).close()


def test_lock(tmp_path):
    first = LibraryLock(tmp_path)
    assert code_of(lambda: LibraryLock(tmp_path)) == "in_use"
    first.release()
    first.release()
    LibraryLock(tmp_path).release()


def test_one_at_a_time_between_processes_and_no_lock_survives_a_kill(folder):
    Library.create(folder, "Course").close()
    script = (
        "import sys, time\n"
        "from pathlib import Path\n"
        "from skintrack.library import Library\n"
        "library = Library.open(Path(sys.argv[1]))\n"
        "print('open', flush=True)\n"
        "time.sleep(60)\n"
    )
    command = [sys.executable, "-c", script, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        assert code_of(lambda: Library.open(folder)) == "in_use"
        other.kill()
        other.wait()
    Library.open(folder).close()


def test_newer_library_is_refused(folder):
    Library.create(folder, "Course").close()
    sql(folder, "PRAGMA user_version = 999")
    before = (folder / "skintrack.db").read_bytes()
    assert code_of(lambda: Library.open(folder)) == "newer"
    assert (folder / "skintrack.db").read_bytes() == before


def test_other_database_is_refused(folder):
    Library.create(folder, "Course").close()
    sql(folder, "PRAGMA application_id = 7")
    assert code_of(lambda: Library.open(folder)) == "database"


@pytest.mark.parametrize(
    "content",
    [b"no database" * 500, b"SQLite format 3\0" + b"\xa5" * 8000, bytes(8192), b"SQLite"],
)
def test_damaged_database_is_said_so(folder, content):
    Library.create(folder, "Course").close()
    (folder / "skintrack.db").write_bytes(content)
    assert code_of(lambda: Library.open(folder)) == "database"
    assert code_of(lambda: Library.open(folder)) == "database"  # and the lock was given back


def foreign_database(path):
    """Return the bytes of another program's SQLite file."""
    with closing(dbapi2.connect(str(path))) as connection:
        connection.execute("CREATE TABLE recipe (name TEXT)")
        connection.commit()
    return path.read_bytes()


@pytest.mark.parametrize("is_emptied", [True, False])
def test_an_emptied_or_replaced_database_is_no_new_library(folder, tmp_path, is_emptied):
    # A sync program may leave an empty file. As a new library it would disown the originals.
    with Library.create(folder, "Course") as library:
        add_photo(library, b"a photo")
    content = b"" if is_emptied else foreign_database(tmp_path / "recipes.db")
    (folder / "skintrack.db").write_bytes(content)
    before = files_of(folder)
    with pytest.raises(LibraryError) as caught:
        Library.open(folder)
    assert caught.value.code == "damaged"
    assert "backup" in caught.value.message
    assert "originals" in caught.value.message
    assert files_of(folder) == before


def content_of(library):
    """Read every record, and what verify says of the database."""
    records = (library.courses.all(), library.photos.all(), library.photos.in_bin())
    return records, [problem.code for problem in library.inspection.check_database()]


def content_or_code(folder):
    try:
        with Library.open(folder) as library:
            return content_of(library)
    except LibraryError as error:
        return None, [error.code]


def test_any_damaged_page_is_named_or_harmless(folder):
    with Library.create(folder, "Course") as library:
        for number in range(20):
            add_photo(library, b"photo %d" % number, taken="2026-03-01T10:00:00+01:00")
        records, _ = content_of(library)
    path = folder / "skintrack.db"
    whole, named = path.read_bytes(), 0
    for start in range(0, len(whole), 4096):
        path.write_bytes(whole[: start + 8] + b"\x5a" * 4088 + whole[start + 4096 :])
        found, problems = content_or_code(folder)
        assert problems == ["database"] or (problems == [] and found == records), start
        named += len(problems)
    assert named > 5  # the other pages hold empty tables


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write all")
def test_folder_that_may_not_be_written(folder):
    Library.create(folder, "Course").close()
    folder.chmod(0o500)
    try:
        with pytest.raises(StorageError):
            Library.open(folder)
    finally:
        folder.chmod(0o700)


def test_opening_imports_no_heavy_module(folder):
    Library.create(folder, "Course").close()
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from skintrack.library import Library\n"
        "with Library.open(Path(sys.argv[1])) as library:\n"
        "    library.photos.all()\n"
        "heavy = {'numpy', 'cv2', 'PIL', 'pi_heif', 'matplotlib', 'typst', 'PySide6'}\n"
        "raise SystemExit(sorted(heavy & set(sys.modules)) or 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(folder)], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
