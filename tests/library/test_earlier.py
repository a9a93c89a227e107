"""Before a migration a copy of the database is kept; what goes wrong puts it back."""

import os
import shutil
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from skintrack.errors import LibraryError, StorageError
from skintrack.library import Library, earlier, schema
from skintrack.library.vault.credentials import Passphrase
from tests.helpers.libraries import add_photo, sql

NOW = datetime.now(UTC)
WORDS = "a long row of words"


@pytest.fixture
def newer(monkeypatch, tmp_path):
    """Let this program have one more migration than its libraries."""
    known = schema._migrations()

    def add(statement):
        file = tmp_path / "9999_more.sql"
        file.write_text(statement, encoding="utf-8")
        monkeypatch.setattr(schema, "_migrations", lambda: [*known, (known[-1][0] + 1, file)])
        return known[-1][0]

    return add


@pytest.fixture
def made(folder):
    with Library.create(folder, "Course") as library:
        add_photo(library, b"one")
    return folder


def copies(folder):
    return sorted(path.name for path in (folder / earlier.FOLDER).glob("*"))


def test_a_library_of_this_version_needs_no_copy(made):
    Library.open(made).close()
    assert not (made / earlier.FOLDER).exists()


def test_a_copy_is_kept_before_anything_is_altered(made, newer):
    version = newer("CREATE TABLE more (id INTEGER PRIMARY KEY) STRICT;")
    before = sql(made, "SELECT id FROM photo")
    Library.open(made).close()
    assert sql(made, "PRAGMA user_version") == [(version + 1,)]
    copy = earlier.copy_path(made, version)
    assert copy.stat().st_mode & 0o777 == 0o600
    assert copy.parent.stat().st_mode & 0o777 == 0o700
    with closing(dbapi2.connect(str(copy))) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (version,)
        assert connection.execute("SELECT id FROM photo").fetchall() == before
    assert list((made / "incoming").iterdir()) == []
    # It opens as a library with the version that made it.
    shutil.copy(copy, made / "skintrack.db")
    assert sql(made, "PRAGMA integrity_check") == [("ok",)]


@pytest.mark.parametrize(
    "statement", ["DELETE FROM photo;", "DELETE FROM photo; DELETE FROM course;"]
)
def test_a_migration_that_loses_something_is_taken_back(made, newer, statement):
    version = newer(statement)
    before = sql(made, "SELECT * FROM photo")
    with pytest.raises(LibraryError) as refused:
        Library.open(made)
    assert refused.value.code == "update_failed"
    assert sql(made, "PRAGMA user_version") == [(version,)]
    assert sql(made, "SELECT * FROM photo") == before
    assert list((made / "incoming").iterdir()) == []


def test_a_migration_that_cannot_be_done_alters_nothing(made, newer):
    version = newer(
        "CREATE TABLE more (id INTEGER PRIMARY KEY) STRICT; INSERT INTO none VALUES(1);"
    )
    with pytest.raises(Exception, match="none"):
        Library.open(made)
    assert sql(made, "PRAGMA user_version") == [(version,)]
    assert copies(made) == [earlier.copy_path(made, version).name]


def test_without_room_for_the_copy_nothing_is_altered(made, newer, monkeypatch):
    version = newer("DELETE FROM photo;")

    def refuse(_file):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(earlier, "sync_file", refuse)
    with pytest.raises(StorageError) as refused:
        Library.open(made)
    assert refused.value.code == "disk_full"
    assert sql(made, "SELECT count(*) FROM photo") == [(1,)]
    assert sql(made, "PRAGMA user_version") == [(version,)]
    assert copies(made) == []
    assert list((made / "incoming").iterdir()) == []


def test_the_copy_of_an_encrypted_library_is_encrypted(folder, newer):
    with Library.create(folder, "Course", passphrase=WORDS) as library:
        add_photo(library, b"one", original_name="readable marker.jpg")
    version = newer("CREATE TABLE more (id INTEGER PRIMARY KEY) STRICT;")
    Library.open(folder, Passphrase(WORDS)).close()
    data = earlier.copy_path(folder, version).read_bytes()
    assert not data.startswith(b"SQLite format 3")
    assert b"readable marker" not in data
    assert b"CREATE TABLE" not in data


def old_copy(folder, version, days, data=b"SQLite format 3\0"):
    path = earlier.copy_path(folder, version)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    written = (NOW - timedelta(days=days)).timestamp()
    os.utime(path, (written, written))


def test_the_last_two_copies_stay_for_a_month(tmp_path: Path):
    for version, days in ((3, 29), (9, 20), (12, 1)):
        old_copy(tmp_path, version, days)
    earlier.prune(tmp_path, NOW, is_encrypted=False)
    assert copies(tmp_path) == ["skintrack-0009.db", "skintrack-0012.db"]
    earlier.prune(tmp_path, NOW + timedelta(days=12), is_encrypted=False)
    assert copies(tmp_path) == ["skintrack-0012.db"]
    earlier.prune(tmp_path, NOW + timedelta(days=40), is_encrypted=False)
    assert copies(tmp_path) == []


def test_a_copy_of_a_time_ahead_stays(tmp_path):
    old_copy(tmp_path, 9, -4000)
    earlier.prune(tmp_path, NOW, is_encrypted=False)
    assert copies(tmp_path) == ["skintrack-0009.db"]


def test_no_readable_copy_stays_beside_an_encrypted_library(tmp_path):
    old_copy(tmp_path, 9, 1)
    old_copy(tmp_path, 12, 1, b"sealed")
    earlier.prune(tmp_path, NOW, is_encrypted=True)
    assert copies(tmp_path) == ["skintrack-0012.db"]
