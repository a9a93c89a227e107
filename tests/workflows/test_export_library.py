import csv
import io
import json
import shutil
import stat
import subprocess
from datetime import date, datetime

import numpy as np
import pytest
from PIL import Image

from skintrack.errors import CancelledError, EnvironmentalError
from skintrack.imaging.decode import decode_photo
from skintrack.imaging.exif import read_capture_time
from skintrack.library import Library
from skintrack.model import Metric, Provider, RegionName, View
from skintrack.workflows import export_library, import_photos
from tests.helpers.corner_photos import CORNERS, corner_picture, corners_of, encoded, exif_bytes
from tests.helpers.libraries import files_of, no_steps
from tests.helpers.model_objects import make_analysis

MARCH = datetime.fromisoformat("2026-03-01T10:22:00+01:00")
COURSE = "Acne, “scars”; =1+1"
NOTES = 'line one\nline "two", with; 🙂'


def camera_jpeg(number, **times):
    """Return a photo like that of a phone: place, serial number and thumbnail in its EXIF."""
    exif = Image.Exif()
    exif.load(exif_bytes(6, **times))
    exif[0x010F] = "SECRETMAKER"
    exif.get_ifd(0x8769)[0xA431] = "SERIAL12345"
    exif.get_ifd(0x8825).update({1: "N", 2: (48.0, 8.0, 7.0), 3: "E", 4: (11.0, 34.0, 5.0)})
    turned = corner_picture().transpose(Image.Transpose.ROTATE_90)
    data = encoded(turned, "JPEG", exif=exif.tobytes(), quality=95, comment=b"SECRETCOMMENT")
    return data + bytes([number])


@pytest.fixture
def library(tmp_path):
    folder = tmp_path / "card"
    folder.mkdir()
    (folder / "dated.jpg").write_bytes(
        camera_jpeg(1, original="2026:03:01 10:22:00", offset="+01:00")
    )
    (folder / "undated.jpg").write_bytes(camera_jpeg(2))
    with Library.create(tmp_path / "library", COURSE, "acne_scars") as made:
        import_photos.run(made, [folder], view=View.FRONT)
        course = made.courses.all()[0].id
        made.sessions.add(
            course, date(2026, 3, 1), depth_mm=1.5, provider=Provider.CLINIC, notes=NOTES
        )
        photo = made.photos.all()[0]
        values = {
            (Metric.REDNESS, RegionName.NOSE): 3.125,
            (Metric.TEXTURE, RegionName.NOSE): None,
        }
        made.analyses.save(photo.id, make_analysis(photo, values))
        yield made


def table(path):
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))


def test_photos_are_upright_and_carry_pixels_and_their_time(library, tmp_path):
    result = export_library.run(library, tmp_path / "out")
    assert (result.photos, result.errors) == (2, ())
    photos = sorted((tmp_path / "out" / "photos").rglob("*.jpg"))
    assert len(photos) == 2
    for path in photos:
        data = path.read_bytes()
        for secret in (b"SECRET", b"SERIAL", b"GPS", b"ICC_PROFILE", b"http"):
            assert secret not in data
        image = decode_photo(path).image
        assert image.shape == (64, 96, 3)
        assert np.abs(corners_of(image) - np.array(CORNERS)).max() <= 12
    dated, undated = (read_capture_time(path.read_bytes()) for path in photos)
    assert undated is None
    assert dated is not None
    assert dated.captured_at == MARCH
    assert not dated.is_zone_assumed


@pytest.mark.skipif(shutil.which("exiftool") is None, reason="exiftool is not installed")
def test_exiftool_finds_nothing_private(library, tmp_path):
    export_library.run(library, tmp_path / "out")
    said = subprocess.run(
        [str(shutil.which("exiftool")), "-r", "-G", "-a", "-s", str(tmp_path / "out" / "photos")],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    found = [line[1:].split("]", 1) for line in said.splitlines() if line.startswith("[")]
    assert {group for group, _rest in found} <= {"ExifTool", "File", "JFIF", "Composite", "EXIF"}
    exif = {rest.split(":")[0].strip() for group, rest in found if group == "EXIF"}
    assert exif == {"DateTimeOriginal", "OffsetTimeOriginal"}


def test_file_times_are_capture_times(library, tmp_path):
    export_library.run(library, tmp_path / "out")
    (dated,) = (tmp_path / "out" / "photos" / "2026").iterdir()
    assert dated.stat().st_mtime == MARCH.timestamp()
    assert dated.name.startswith("2026-03-01_front_")


def test_originals_only_when_asked_for(library, tmp_path):
    export_library.run(library, tmp_path / "out", originals=True)
    written = {path.read_bytes() for path in (tmp_path / "out" / "photos").rglob("*.jpg")}
    assert written == {library.photos.read_original(photo) for photo in library.photos.all()}


def test_tables(library, tmp_path):
    export_library.run(library, tmp_path / "out")
    photos = table(tmp_path / "out" / "photos.csv")
    assert [row["captured_at"] for row in photos] == [MARCH.isoformat(), ""]
    assert [row["original_name"] for row in photos] == ["dated.jpg", "undated.jpg"]
    for row in photos:
        assert (tmp_path / "out" / row["file"]).is_file()
        assert row["course"] == COURSE
        assert row["view"] == "front"
    (session,) = table(tmp_path / "out" / "sessions.csv")
    assert {name: value for name, value in session.items() if value} == {
        "course": COURSE,
        "date": "2026-03-01",
        "depth_mm": "1.5",
        "provider": "clinic",
        "notes": NOTES,
    }
    (course,) = table(tmp_path / "out" / "courses.csv")
    assert (course["course"], course["concern"]) == (COURSE, "acne_scars")
    assert course["planned_sessions"] == ""
    measured = table(tmp_path / "out" / "measurements.csv")
    assert [(row["metric"], row["value"]) for row in measured] == [
        ("redness", "3.125"),
        ("texture", ""),
    ]
    assert measured[0]["photo_id"] == photos[0]["photo_id"]
    assert measured[0]["is_usable"] == "True"
    assert measured[0]["reference"] == "face"


def test_every_column_is_explained(library, tmp_path):
    export_library.run(library, tmp_path / "out")
    explained = (tmp_path / "out" / "README.txt").read_text(encoding="utf-8")
    hard = {"photo_id", "file", "captured_at", "captured_at_source", "is_zone_assumed", "view"}
    hard |= {
        "session_day_relation",
        "sha256",
        "depth_mm",
        "is_usable",
        "valid_fraction",
        "reference",
    }
    columns = set(table(tmp_path / "out" / "photos.csv")[0])
    columns |= set(table(tmp_path / "out" / "measurements.csv")[0])
    columns |= set(table(tmp_path / "out" / "sessions.csv")[0])
    assert hard <= columns
    for name in hard:
        assert name in explained


def test_document(library, tmp_path):
    export_library.run(library, tmp_path / "out")
    document = json.loads((tmp_path / "out" / "library.json").read_text(encoding="utf-8"))
    assert (document["format"], document["version"]) == ("skintrack-export", 1)
    (course,) = document["courses"]
    assert (course["name"], course["concern"]) == (COURSE, "acne_scars")
    assert course["sessions"][0]["notes"] == NOTES
    dated, undated = course["photos"]
    assert dated["captured_at"] == MARCH.isoformat()
    assert undated["captured_at"] is None
    assert undated["analysis"] is None
    assert dated["analysis"]["measurements"][0] == {
        "metric": "redness",
        "region": "nose",
        "value": 3.125,
        "index": None,
        "index_low": None,
        "index_high": None,
    }
    assert dated["analysis"]["measurements"][1]["value"] is None


def test_binned_photos_stay_at_home(library, tmp_path):
    library.photos.move_to_bin(library.photos.all()[0].id)
    assert export_library.run(library, tmp_path / "out").photos == 1
    assert len(table(tmp_path / "out" / "photos.csv")) == 1


def test_damaged_photo_is_named_and_the_rest_is_written(library, tmp_path):
    library.photos.original_path(library.photos.all()[0]).write_bytes(b"damaged")
    result = export_library.run(library, tmp_path / "out")
    assert [(error.file, error.code) for error in result.errors] == [("dated.jpg", "changed")]
    assert result.photos == 1
    assert [row["file"] != "" for row in table(tmp_path / "out" / "photos.csv")] == [False, True]


def test_export_is_private(library, tmp_path):
    export_library.run(library, tmp_path / "out")
    for path in (tmp_path / "out", *(tmp_path / "out").rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)


def test_folders_that_are_not_empty_are_refused(library, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a.txt").write_text("mine")
    for output in (tmp_path / "out", tmp_path / "out" / "a.txt", library.folder / "export"):
        with pytest.raises(EnvironmentalError) as caught:
            export_library.run(library, output)
        assert caught.value.code in {"not_empty", "inside_library"}
    Library.create(tmp_path / "other library", "Course").close()
    for output in (library.folder, tmp_path / "other library" / "export"):
        with pytest.raises(EnvironmentalError) as caught:
            export_library.run(library, output)
        assert caught.value.code == "inside_library"
    assert files_of(tmp_path / "out") == {"a.txt": b"mine"}
    (tmp_path / "empty").mkdir()
    export_library.run(library, tmp_path / "empty")


def test_stopping_leaves_nothing(library, tmp_path):
    steps = no_steps()
    with pytest.raises(CancelledError):
        export_library.run(
            library,
            tmp_path / "new" / "out",
            progress=steps.append,
            cancelled=lambda: len(steps) > 0,  # after the first photo
        )
    assert not (tmp_path / "new").exists()
