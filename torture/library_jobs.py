"""Jobs inside a library: making one, importing, editing, opening one of an older version."""

from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path

from sqlcipher3 import dbapi2

from skintrack.library import Library
from skintrack.library.schema import APPLICATION_ID
from skintrack.model import DiaryEntry, Rater, Scale, Sign, SkinState, Step, View
from skintrack.model.photo import ViewSource
from skintrack.workflows import import_photos
from torture.form import database_key, make_library, new_library, opened
from torture.job import LATER, Job, Say, library_of, source_of, write_sources
from torture.samples import PHOTO_COUNT

_MOMENT = datetime(2026, 4, 1, 10, tzinfo=UTC)
_SESSIONS = 2


def _prepare_creation(place: Path) -> None:
    write_sources(place)


def _work_creation(place: Path, say: Say) -> None:
    new_library(library_of(place)).close()
    say("created")


def _check_creation(place: Path, said: Sequence[str]) -> list[str]:
    if not Library.is_library(library_of(place)):
        if "created" in said:
            return ["the library that was made is gone"]
        new_library(library_of(place)).close()
    return []


CREATE = Job(_prepare_creation, _work_creation, _check_creation)
"""A new library: afterwards it is there and whole, or can be made."""


def _prepare_import(place: Path) -> None:
    write_sources(place)
    new_library(library_of(place)).close()


def _work_import(place: Path, say: Say) -> None:
    with opened(library_of(place)) as library:
        for path in sorted(source_of(place).iterdir()):
            result = import_photos.run(library, [path])
            for one in (*result.added, *result.needs_date):
                say(f"photo {one.photo.sha256}")


def _check_import(place: Path, said: Sequence[str]) -> list[str]:
    with opened(library_of(place)) as library:
        there = {photo.sha256 for photo in library.photos.all()}
        wrong = [f"{line} is gone" for line in said if _is_lost(line, there)]
        import_photos.run(library, [source_of(place)])
        if len(library.photos.all()) != PHOTO_COUNT:
            wrong.append("importing again does not bring in what was missing")
    return wrong


def _is_lost(line: str, there: set[str]) -> bool:
    what, _, sha256 = line.partition(" ")
    return what == "photo" and sha256 not in there


IMPORT = Job(_prepare_import, _work_import, _check_import)
"""Photos one by one: each that was said to be imported is there."""


def _work_import_together(place: Path, say: Say) -> None:
    with opened(library_of(place)) as library:
        result = import_photos.run(library, [source_of(place)])
        for one in (*result.added, *result.needs_date):
            say(f"photo {one.photo.sha256}")
        if result.errors:
            say(f"refused {result.errors[0].message}")


IMPORT_TOGETHER = Job(_prepare_import, _work_import_together, _check_import)
"""Photos that get their names and records in one group."""


def _prepare_edits(place: Path) -> None:
    make_library(place)


def _work_edits(place: Path, say: Say) -> None:
    with opened(library_of(place)) as library:
        photos = sorted(library.photos.all(), key=lambda photo: photo.original_name)
        library.photos.set_captured_at(photos[0].id, _MOMENT)
        say("dated")
        library.photos.set_view(photos[0].id, View.FRONT, ViewSource.GIVEN)
        library.photos.set_skin_state(photos[0].id, SkinState.BARE)
        say("noted")
        library.photos.move_to_bin(photos[1].id)
        say("in bin")
        library.photos.take_from_bin(photos[1].id)
        say("back")
        course = library.courses.all()[0]
        session = library.sessions.add(course.id, LATER, notes="new")
        say("session")
        library.diary.save(DiaryEntry(session.id, session.date, {Sign.REDNESS: Step.CLEARLY}))
        say("diary")
        library.ratings.add(course.id, session.date, [(Scale.PATIENT, 6, Rater.PATIENT)])
        say("rating")


def _check_edits(place: Path, said: Sequence[str]) -> list[str]:
    with opened(library_of(place)) as library:
        photos = sorted(library.photos.all(), key=lambda photo: photo.original_name)
        in_bin = library.photos.in_bin()
        course = library.courses.all()[0]
        holds = {
            "dated": photos[0].captured_at == _MOMENT,
            "noted": photos[0].skin_state is SkinState.BARE,
            "in bin": len(in_bin) == 1 or "back" in said or len(photos) == PHOTO_COUNT,
            "back": not in_bin and len(photos) == PHOTO_COUNT,
            "session": len(library.sessions.of_course(course.id)) == _SESSIONS,
            "diary": len(library.diary.of_course(course.id)) == 1,
            "rating": len(library.ratings.of_course(course.id)) == 1,
        }
        wrong = [f"“{fact}” was said and is not so" for fact in holds if _lies(fact, said, holds)]
        if len(photos) + len(in_bin) != PHOTO_COUNT:
            wrong.append("a photo is gone")
    return wrong


def _lies(fact: str, said: Sequence[str], holds: dict[str, bool]) -> bool:
    return fact in said and not holds[fact]


EDIT = Job(_prepare_edits, _work_edits, _check_edits)
"""Dates, views, notes, the bin, sessions, diary, ratings: what was said to be kept is kept."""


def _prepare_migration(place: Path) -> None:
    make_library(place)
    folder = library_of(place)
    with opened(folder) as library:
        photos = library.photos.all()
    key = database_key(folder)
    (folder / "skintrack.db").unlink()
    script = (resources.files("skintrack.library") / "migrations" / "0001_library.sql").read_text(
        encoding="utf-8"
    )
    with closing(dbapi2.connect(str(folder / "skintrack.db"))) as connection:
        if key is not None:
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.executescript(script)
        connection.executescript(
            f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = 1;"
        )
        connection.execute(
            "INSERT INTO course (id, name, created_at) VALUES (1, 'Old', '2026-01-01T00:00:00Z')"
        )
        connection.executemany(
            "INSERT INTO photo (id, course_id, sha256, file_name, original_name, byte_size,"
            " width, height, is_zone_assumed, view, imported_at)"
            " VALUES (?, 1, ?, ?, ?, ?, ?, ?, 0, 'front', '2026-01-01T00:00:00+00:00')",
            [
                (p.id, p.sha256, p.file_name, p.original_name, p.byte_size, p.width, p.height)
                for p in photos
            ],
        )
        connection.commit()


def _work_migration(place: Path, say: Say) -> None:
    opened(library_of(place)).close()
    say("opened")


def _check_migration(place: Path, said: Sequence[str]) -> list[str]:
    with opened(library_of(place)) as library:
        names = [course.name for course in library.courses.all()]
        count = len(library.photos.all())
    return [] if (names, count) == (["Old"], PHOTO_COUNT) else ["the old library lost something"]


MIGRATE = Job(_prepare_migration, _work_migration, _check_migration)
"""A library of the first version: afterwards it is old or new, with all that it held."""
