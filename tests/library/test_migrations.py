"""A library of any earlier version opens with everything it held."""

from contextlib import closing
from importlib import resources

import pytest
from sqlcipher3 import dbapi2

from skintrack.library import Library
from skintrack.library.schema import APPLICATION_ID
from skintrack.model import PhotoId, Reference, View
from tests.helpers.libraries import sql

PHOTO_ID = PhotoId("a" * 16)
MIGRATIONS = tuple(
    sorted(
        file.name
        for file in (resources.files("skintrack.library") / "migrations").iterdir()
        if file.name.endswith(".sql")
    )
)
NEWEST = len(MIGRATIONS)


def text_of(name):
    return (resources.files("skintrack.library") / "migrations" / name).read_text(encoding="utf-8")


@pytest.fixture
def old_library(folder):
    """Return a maker of libraries as an earlier version left them, with one photo."""

    def make(version):
        Library.create(folder, "Course").close()
        (folder / "skintrack.db").unlink()
        with closing(dbapi2.connect(str(folder / "skintrack.db"))) as connection:
            for name in MIGRATIONS[:version]:
                connection.executescript(text_of(name))
            connection.executescript(
                f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {version};"
            )
            connection.execute(
                "INSERT INTO course (id, name, created_at)"
                " VALUES (1, 'Acne scars', '2026-01-01T00:00:00+00:00')"
            )
            connection.execute(
                "INSERT INTO photo (id, course_id, sha256, file_name, original_name, byte_size,"
                " width, height, is_zone_assumed, view, session_day_relation, imported_at)"
                " VALUES (?, 1, ?, 'originals/undated/a.jpg', 'a.jpg', 1, 30, 40, 0, 'front',"
                " 'before', '2026-01-01T00:00:00+00:00')",
                (PHOTO_ID, "a" * 64),
            )
            connection.commit()
        return folder

    return make


@pytest.mark.parametrize("version", range(1, NEWEST + 1))
def test_a_library_of_an_earlier_version_opens_and_keeps_what_it_held(old_library, version):
    folder = old_library(version)
    with Library.open(folder) as library:
        (photo,) = library.photos.all()
        assert (photo.id, photo.width, photo.session_day_relation) == (PHOTO_ID, 30, "before")
        assert photo.skin_state is None
        assert not photo.is_calibration
        assert library.courses.all()[0].name == "Acne scars"
    assert sql(folder, "PRAGMA user_version") == [(NEWEST,)]
    Library.open(folder).close()  # once migrated, nothing is applied twice


def test_migrations_are_numbered_without_a_gap():
    assert [int(name.split("_")[0]) for name in MIGRATIONS] == list(range(1, NEWEST + 1))


def test_outlines_of_single_photos_become_the_region_of_their_view(old_library):
    folder = old_library(3)
    for number, (day, view) in enumerate((("03", "front"), ("02", "front"), ("01", "close_up"))):
        photo_id = f"{number}" * 16
        sql(
            folder,
            "INSERT INTO photo (id, course_id, sha256, file_name, original_name, byte_size,"
            " width, height, captured_at, captured_utc, captured_at_source, is_zone_assumed, view,"
            " imported_at) VALUES (?, 1, ?, ?, 'b.jpg', 1, 30, 40, ?, ?, 'exif', 0, ?,"
            " '2026-01-01T00:00:00+00:00')",
            photo_id,
            f"{number}" * 64,
            f"originals/{number}.jpg",
            f"2026-03-{day}T00:00:00+00:00",
            f"2026-03-{day}T00:00:00+00:00",
            view,
        )
        outline = f"[[{number},0],[9,0],[9,9]]"
        sql(folder, "INSERT INTO drawn_region VALUES (?, ?)", photo_id, outline)
    with Library.open(folder) as library:
        course = library.courses.all()[0].id
        front = library.regions.of_view(course, View.FRONT)
        close = library.regions.of_view(course, View.CLOSE_UP)
        assert front is not None
        assert front.skin is not None
        assert close is not None
        assert (front.photo_id, front.skin[0].x, front.untreated) == ("1" * 16, 1, None)
        assert close.photo_id == "2" * 16
        assert library.analyses.drawn_region(front.photo_id) is None
        kept = library.analyses.drawn_region(PhotoId("0" * 16))
        assert kept is not None  # later ones keep their own
        assert kept[0].x == 0


def test_what_was_measured_before_there_were_references_is_measured_against_the_face(old_library):
    folder = old_library(2)
    sql(
        folder,
        "INSERT INTO analysis (photo_id, algorithm, sha256, view, outlines, valid_fraction,"
        " usable_for, issues, conditions, analysed_at) VALUES (?, '1', ?, 'front',"
        " '{}', '{}', '[]', '[]', '{}', '2026-01-01T00:00:00+00:00')",
        PHOTO_ID,
        "a" * 64,
    )
    with Library.open(folder) as library:
        analysis = library.analyses.get(PHOTO_ID)
        assert analysis is not None
        assert (analysis.reference, analysis.card) == (Reference.FACE, None)
