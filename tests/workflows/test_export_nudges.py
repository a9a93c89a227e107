"""An export tells how photos were moved by hand."""

import csv
import io
import json
from pathlib import Path

import pytest

from skintrack.imaging.export import encode_jpeg
from skintrack.library import Library
from skintrack.model import PhotoId
from skintrack.model.nudge import Nudge
from skintrack.workflows import export_library, import_photos
from tests.helpers.measured_library import draw


@pytest.fixture
def exported(tmp_path: Path) -> tuple[Path, PhotoId]:
    files = [tmp_path / f"{number}.jpg" for number in (1, 2)]
    for number, file in enumerate(files):
        file.write_bytes(encode_jpeg(draw(number)))
    with Library.create(tmp_path / "library", "Cheeks") as library:
        import_photos.run(library, files)
        moved = library.photos.all()[0]
        library.nudges.save(moved.id, Nudge(0.25, -0.5, 1.5, -30.0))
        export_library.run(library, tmp_path / "export")
        return tmp_path / "export", moved.id


def test_in_the_table_and_in_the_document(exported: tuple[Path, PhotoId]) -> None:
    folder, moved = exported
    wanted = {"nudge_x": 0.25, "nudge_y": -0.5, "nudge_scale": 1.5, "nudge_turn_deg": -30.0}
    rows = list(csv.DictReader(io.StringIO((folder / "photos.csv").read_text(encoding="utf-8"))))
    for row in rows:
        texts = [row[name] for name in wanted]
        is_moved = row["photo_id"] == moved
        assert texts == ([str(value) for value in wanted.values()] if is_moved else [""] * 4)
    document = json.loads((folder / "library.json").read_text(encoding="utf-8"))
    for photo in document["courses"][0]["photos"]:
        value = wanted if photo["photo_id"] == moved else dict.fromkeys(wanted)
        assert {name: photo[name] for name in wanted} == value


def test_the_columns_are_explained(exported: tuple[Path, PhotoId]) -> None:
    folder, _moved = exported
    text = (folder / "README.txt").read_text(encoding="utf-8")
    assert all(name in text for name in ("nudge_x", "nudge_y", "nudge_scale", "nudge_turn_deg"))
