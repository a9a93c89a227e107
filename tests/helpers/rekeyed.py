"""Libraries whose form or keys change: made, brought on, looked into."""

from contextlib import closing
from datetime import date

from sqlcipher3 import dbapi2

from skintrack.library import Library
from skintrack.library.vault import keyring
from skintrack.library.vault.credentials import Passphrase
from skintrack.workflows import verify_library
from tests.helpers.keys import WORDS
from tests.helpers.libraries import add_photo, files_of

JPEG = b"\xff\xd8\xff\xe0 number %d" + b" MARKER" * 20_000 + b"\xff\xd9"
DAY = date(2026, 3, 1)
KEY = Passphrase(WORDS)
NEW_KEY = Passphrase("another one")


def make_plain(folder):
    """Make a plain library with photos, one of them in the bin."""
    with Library.create(folder, "Course") as library:
        for number in range(3):
            taken = f"2026-0{number + 1}-10T10:00:00+01:00" if number else None
            add_photo(library, JPEG % number, taken=taken, original_name=f"{number}.jpg")
        last = add_photo(library, JPEG % 3, taken="2026-04-10T10:00:00+01:00")
        library.photos.move_to_bin(last.id)
        library.sessions.add(library.courses.all()[0].id, DAY, notes="MARKER")
    return folder


def bring_on(folder, credential, most=None):
    """Open the library and convert photos; all of them, unless told how many."""
    with Library.open(folder, credential) as library:
        for photo in library.rekeying.waiting()[:most]:
            library.rekeying.bring_on(photo)
        if most is None:
            library.rekeying.finish()


def refuse_unsound(folder, credential, *, deep=True):
    """Open a library and read all of it."""
    with Library.open(folder, credential) as library:
        photos = (*library.photos.all(), *library.photos.in_bin())
        assert sorted(library.photos.read_original(photo) for photo in photos) == [
            JPEG % number for number in range(len(photos))
        ]
        assert len(photos) >= 4
        assert not library.photos.without_preview()
        if deep:
            assert verify_library.run(library).problems == ()
        course = library.courses.all()[0]
        assert [each.notes for each in library.sessions.of_course(course.id)] == ["MARKER"]


def vault_of(folder, credential):
    ring = keyring.read_keyring(folder)
    assert ring is not None
    return ring.unlock(credential)


def readable(folder):
    """Return the files in which anything of a person can be read."""
    signs = (b"MARKER", b"\xff\xd8\xff\xe0", b"\xff\xd8small", b"SQLite format 3", b"Course")
    return [name for name, data in files_of(folder).items() if any(sign in data for sign in signs)]


def dump(path, key=None):
    """Return everything that is in a database."""
    with closing(dbapi2.connect(str(path))) as connection:
        if key is not None:
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        tables = connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
        versions = [
            connection.execute(f"PRAGMA {name}").fetchall()
            for name in ("user_version", "application_id")
        ]
        return (
            versions,
            tables,
            {
                name: connection.execute(" ".join(("SELECT * FROM", name))).fetchall()
                for name, sql in tables
                if sql is not None and sql.startswith("CREATE TABLE")
            },
        )
