"""An export comes back into a library: everything, once, or nothing at all."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

from skintrack.library import Library
from skintrack.model import (
    View,
    ViewSource,
)
from skintrack.workflows import export_library, import_export, import_photos
from tests.helpers.filled_library import Document, document_of
from tests.helpers.libraries import files_of


def essence(folder: Path, names: dict[str, str] | None = None) -> list[Document]:
    """Return the courses of an export without ids and times of the import itself."""
    text = json.dumps(document_of(folder)["courses"])
    for old, new in (names or {}).items():
        text = text.replace(old, new)
    courses: list[Document] = json.loads(text)
    for course in courses:
        for photo in course["photos"]:
            del photo["imported_at"]
        for pin in course["pins"]:
            del pin["pin"]
    return courses


def state_of(library: Library, out: Path) -> list[Document]:
    return essence(export_library.run(library, out, originals=True).folder)


def test_an_export_comes_back_as_it_was(exported: Path, other: Library, tmp_path: Path) -> None:
    blank = other.courses.all()[0].id
    result = import_export.run(other, exported, instead_of=blank)
    assert (result.added, result.known, result.errors) == (4, 0, ())
    again = export_library.run(other, tmp_path / "again", originals=True).folder
    assert essence(again) == essence(exported)
    photos = {name: data for name, data in files_of(exported).items() if "photos/" in name}
    assert photos == {name: data for name, data in files_of(again).items() if "photos/" in name}
    assert len(photos) == 4


def test_pixels_alone_come_back_with_all_that_was_noted(
    library: Library, other: Library, tmp_path: Path
) -> None:
    out = export_library.run(library, tmp_path / "pixels").folder
    result = import_export.run(other, out, instead_of=other.courses.all()[0].id)
    assert (result.added, result.errors) == (4, ())
    again = export_library.run(other, tmp_path / "again", originals=True).folder
    names = {
        old[name]: new[name]
        for old, new in zip(
            document_of(out)["courses"][0]["photos"],
            document_of(again)["courses"][0]["photos"],
            strict=True,
        )
        for name in ("photo_id", "sha256", "file")
    }
    before = sorted(map(json.dumps, essence(out, names)[0].pop("face_points")))
    assert before == sorted(map(json.dumps, essence(again)[0].pop("face_points")))
    for one, other_one in zip(essence(out, names), essence(again), strict=True):
        for name in ("name", "person", "sessions", "diary", "ratings", "blinded_trials", "regions"):
            assert one[name] == other_one[name], name
        for photo, same in zip(one["photos"], other_one["photos"], strict=True):
            assert photo.keys() == same.keys()
            for key in photo.keys() - {"file", "sha256", "photo_id"}:
                assert photo[key] == same[key], key


def test_twice_is_once(exported: Path, library: Library, other: Library, tmp_path: Path) -> None:
    before = state_of(library, tmp_path / "before")
    result = import_export.run(library, exported)
    assert (result.added, result.known) == (0, 4)
    assert state_of(library, tmp_path / "after") == before
    import_export.run(other, exported)
    once = state_of(other, tmp_path / "once")
    import_export.run(other, exported)
    assert state_of(other, tmp_path / "twice") == once


def test_what_is_known_here_stays_and_the_rest_is_completed(
    exported: Path, library: Library, other: Library, tmp_path: Path
) -> None:
    import_photos.run(other, [tmp_path / "card"])
    mine = other.courses.all()[0]
    dated = next(photo for photo in other.photos.all() if photo.captured_at is not None)
    other.photos.set_view(dated.id, View.LEFT_PROFILE, ViewSource.GIVEN)
    day = datetime(2026, 2, 2, 12, 0, tzinfo=UTC)
    undated = next(photo for photo in library.photos.all() if photo.captured_at is None)
    library.photos.set_captured_at(undated.id, day)
    shutil.rmtree(exported)
    export_library.run(library, exported)
    result = import_export.run(other, exported)
    assert (result.added, result.known) == (0, 4)
    assert other.photos.get(dated.id).view is View.LEFT_PROFILE
    assert other.photos.get(undated.id).captured_at == day
    assert {photo.course_id for photo in other.photos.all()} == {mine.id}


def test_deleted_things_come_back(exported: Path, library: Library) -> None:
    course = library.courses.all()[0]
    library.courses.remove(course.id)
    import_export.run(library, exported)
    assert library.courses.get(course.id).name == "Scars"
    photo = library.photos.of_course(course.id)[0]
    library.photos.move_to_bin(photo.id)
    import_export.run(library, exported)
    assert photo in library.photos.of_course(course.id)
