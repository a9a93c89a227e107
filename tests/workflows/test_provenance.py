"""Every stored number says which method, photo, outline and reference it is from, and how good."""

import csv
import io
import json

import pytest

from skintrack.analysis import ALGORITHM
from skintrack.imaging.export import encode_jpeg
from skintrack.library import Library
from skintrack.model import (
    Metric,
    OutlineKind,
    Point,
    QualityIssue,
    Reference,
    RegionName,
    View,
)
from skintrack.workflows import analyse_photos, export_library, import_photos, make_report
from tests.helpers.libraries import sql
from tests.helpers.measured_library import course_shots, draw, make_library
from tests.helpers.model_objects import make_analysis
from tests.helpers.pdf_text import page_texts

SKIN = tuple(Point(*at) for at in ((30, 25), (90, 25), (90, 70), (30, 70)))
UNTREATED = tuple(Point(*at) for at in ((30, 90), (90, 90), (90, 140), (30, 140)))

# What every measured number must lead to, in the database itself.
TRACE = """
SELECT m.id, m.algorithm, a.algorithm, a.sha256, p.sha256, a.reference, a.region_revision,
       a.issues, a.usable_for, a.valid_fraction, a.analysed_at
FROM measurement m
LEFT JOIN analysis a ON a.photo_id = m.photo_id
LEFT JOIN photo p ON p.id = a.photo_id
"""


@pytest.fixture
def library(tmp_path):
    """Three photos: two with a region and untreated skin really measured, one noted by hand."""
    paths = [tmp_path / f"{number}.jpg" for number in range(3)]
    for number, path in enumerate(paths):
        path.write_bytes(encode_jpeg(draw(number)))
    with Library.create(tmp_path / "library", "Arm") as made:
        import_photos.run(made, paths[:2], view=View.CLOSE_UP)
        import_photos.run(made, paths[2:], view=View.FRONT)
        first = next(each for each in made.photos.all() if each.view is View.CLOSE_UP)
        made.regions.save_outline(first, OutlineKind.SKIN, SKIN)
        made.regions.save_outline(first, OutlineKind.UNTREATED, UNTREATED)
        analyse_photos.analyse_library(made)
        front = next(each for each in made.photos.all() if each.view is View.FRONT)
        issues = (
            QualityIssue(
                "hair", "Hair.", frozenset({Metric.TEXTURE}), frozenset({RegionName.NOSE})
            ),
            QualityIssue("blurred", "Blurred.", frozenset({Metric.TEXTURE})),
            QualityIssue("remark", "A remark."),
        )
        values = {
            (Metric.TEXTURE, RegionName.CHIN): None,
            (Metric.TEXTURE, RegionName.NOSE): None,
            (Metric.REDNESS, RegionName.CHIN): 2.0,
        }
        noted = make_analysis(front, values, algorithm=ALGORITHM, issues=issues)
        made.analyses.save(front.id, noted)
        yield made


def test_every_stored_number_leads_to_what_it_was_made_of(library):
    revision = library.regions.of_view(library.courses.all()[0].id, View.CLOSE_UP).revision
    library.close()
    rows = sql(library.folder, TRACE)
    assert len(rows) > 8
    for row in rows:
        _, algorithm, of_analysis, sha256, of_photo, reference, drawn, *quality = row
        assert algorithm == of_analysis == ALGORITHM
        assert sha256 == of_photo
        assert reference in set(Reference)
        assert drawn in (None, revision)
        assert all(quality)
    assert {row[6] for row in rows} == {None, revision}
    assert sql(library.folder, "PRAGMA foreign_key_check") == []


def test_a_number_of_other_bytes_waits_to_be_measured(library):
    assert library.analyses.pending(ALGORITHM) == ()
    front = next(each for each in library.photos.all() if each.view is View.FRONT)
    folder = library.folder
    library.close()
    sql(folder, "UPDATE analysis SET sha256 = ? WHERE photo_id = ?", "0" * 64, front.id)
    with Library.open(folder) as opened:
        assert opened.analyses.pending(ALGORITHM) == (front.id,)
        assert opened.analyses.outdated(ALGORITHM) == frozenset()


def test_outdated_photos_are_those_of_another_version(library):
    first, *others = library.photos.all()
    another = f"{ALGORITHM}, changed"
    assert library.analyses.outdated(another) == {first.id, *(each.id for each in others)}
    assert library.analyses.outdated(ALGORITHM) == frozenset()
    library.photos.move_to_bin(first.id)
    assert library.analyses.outdated(another) == {each.id for each in others}


def test_every_exported_number_says_the_same(library, tmp_path):
    revision = library.regions.of_view(library.courses.all()[0].id, View.CLOSE_UP).revision
    hashes = {photo.id: photo.sha256 for photo in library.photos.all()}
    export_library.run(library, tmp_path / "out")
    text = (tmp_path / "out" / "measurements.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    for row in rows:
        assert row["algorithm"] == ALGORITHM
        assert row["sha256"] == hashes[row["photo_id"]]
        assert row["reference"]
        assert row["is_usable"] in {"True", "False"}
        assert row["region_revision"] == (str(revision) if row["view"] == "close_up" else "")
    drawn = {row["metric"]: row for row in rows if row["region"] == "drawn"}
    assert drawn["redness"]["reference"] == "untreated"
    codes = {(row["metric"], row["region"]): row["issues"] for row in rows}
    assert codes["texture", "chin"] == "blurred"
    assert codes["texture", "nose"] == "hair blurred"
    assert codes["redness", "chin"] == ""

    document = json.loads((tmp_path / "out" / "library.json").read_text(encoding="utf-8"))
    photos = document["courses"][0]["photos"]
    assert any(photo["analysis"]["region_conditions"] for photo in photos)
    assert {photo["analysis"]["reference"] for photo in photos} == {"face", "untreated"}
    assert any(photo["analysis"]["to_region"] for photo in photos)
    for photo in photos:
        analysis = photo["analysis"]
        assert analysis["algorithm"] == ALGORITHM
        assert analysis["sha256"] == photo["sha256"] == hashes[photo["photo_id"]]
        close = photo["view"] == "close_up"
        assert analysis["region_revision"] == (revision if close else None)
        assert analysis["reference"] == library.analyses.get(photo["photo_id"]).reference


def test_a_report_has_no_number_of_another_version(tmp_path):
    make_library(tmp_path, course_shots()).close()
    folder = tmp_path / "library"
    sql(folder, "UPDATE analysis SET algorithm = '1'")
    with Library.open(folder) as library:
        path = make_report.run(library, tmp_path / "report.pdf").path
    text = " ".join(page_texts(path))
    for words in ("Comparable for", "beyond noise", "12.0", "EI units"):
        assert words not in text, words
