"""Pins and points of faces leave the library with everything else."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from skintrack.library import Library
from skintrack.model import Photo, Point
from skintrack.model.face_point import FacePoint
from skintrack.workflows import export_library
from tests.helpers.libraries import add_photo


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "library", "Scars") as made:
        yield made


@pytest.fixture
def photo(library: Library) -> Photo:
    return add_photo(library, b"one")


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))


def test_marks_are_in_tables_and_in_the_document(
    library: Library, photo: Photo, tmp_path: Path
) -> None:
    pin = library.pins.add(photo.course_id, "Scar; by the ear", photo.id, Point(10.5, 20))
    gone = library.pins.add(photo.course_id, "Gone", photo.id, Point(1, 2))
    library.pins.remove(gone.id)
    library.face_points.save(photo.id, {FacePoint.CHIN: Point(30, 40.25)})
    export_library.run(library, tmp_path / "out")
    (found,) = rows(tmp_path / "out" / "pins.csv")
    assert found == {
        "course": "Scars",
        "pin": str(pin.id),
        "label": "Scar; by the ear",
        "created_at": pin.created_at.isoformat(),
        "photo_id": photo.id,
        "is_first": "True",
        "x": "10.5",
        "y": "20.0",
    }
    (point,) = rows(tmp_path / "out" / "face_points.csv")
    assert (point["photo_id"], point["point"]) == (photo.id, "chin")
    assert (point["x"], point["y"]) == ("30", "40.25")
    text = (tmp_path / "out" / "library.json").read_text(encoding="utf-8")
    (course,) = json.loads(text)["courses"]
    assert [each["label"] for each in course["pins"]] == ["Scar; by the ear"]
    assert course["face_points"] == [{"photo_id": photo.id, "point": "chin", "x": 30, "y": 40.25}]
    readme = (tmp_path / "out" / "README.txt").read_text(encoding="utf-8")
    assert "pins.csv" in readme
    assert "face_points.csv" in readme
