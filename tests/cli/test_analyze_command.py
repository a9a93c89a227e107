"""``analyze`` and ``compare``: the JSON contract, on a drawn face and on files without one."""

import math
from pathlib import Path

import pytest

from skintrack.analysis import ALGORITHM
from skintrack.model import Metric, Verdict, View
from tests.helpers import photo_makers

PHOTO_KEYS = {
    "file", "sha256", "width", "height", "captured_at", "captured_at_source", "view", "quality",
    "regions",
}  # fmt: skip
REGIONS = {"right_cheek", "left_cheek", "forehead", "nose", "chin", "face"}
METRICS = {metric.value for metric in Metric}


def test_a_photo_is_scored_region_by_region(run, faces):
    photo = faces[0]
    result = run("analyze", photo, "--json")
    assert result.code == 0
    document = result.document
    assert document["algorithm"] == ALGORITHM
    assert document["errors"] == []
    [scored] = document["photos"]
    assert set(scored) == PHOTO_KEYS
    assert scored["file"] == str(photo)
    assert scored["view"] == "front"
    assert set(scored["regions"]) == REGIONS
    for region in scored["regions"].values():
        assert set(region) == METRICS | {"valid_fraction"}
        assert all(value is None or math.isfinite(value) for value in region.values())
    assert scored["regions"]["right_cheek"]["redness"] is not None
    assert set(scored["quality"]["usable_for"]) <= METRICS
    for issue in scored["quality"]["issues"]:
        assert issue["code"]
        assert issue["message"].endswith(".")
        assert issue["advice"] is None or issue["advice"].endswith(".")
        assert {"metrics", "regions"} <= issue.keys()


def test_relative_to_itself_nothing_is_withheld(run, faces):
    photo = faces[0]
    alone = run("analyze", photo, "--json").document["photos"][0]
    relative = run("analyze", photo, "--baseline", photo, "--json").document["photos"][0]
    assert relative["quality"]["usable_for"] == alone["quality"]["usable_for"]
    assert relative["regions"]["nose"]["redness"] == alone["regions"]["nose"]["redness"]


def test_one_bad_photo_stops_no_other_and_order_is_kept(run, tmp_path):
    names = ["b.jpg", "cut.jpg", "a.jpg"]
    for shade, name in zip((60, 0, 160), names, strict=True):
        photo_makers.save_photo(tmp_path / name, shade=shade)
    (tmp_path / "cut.jpg").write_bytes(photo_makers.cut_off_jpeg())
    result = run("analyze", *(tmp_path / name for name in names), "--jobs", 2, "--json")
    assert result.code == 1
    document = result.document
    assert [Path(photo["file"]).name for photo in document["photos"]] == ["b.jpg", "a.jpg"]
    [error] = document["errors"]
    assert (Path(error["file"]).name, error["code"]) == ("cut.jpg", "truncated")
    assert "cut.jpg" in error["message"]


def test_a_photo_without_a_face_has_nulls_and_a_reason(run, tmp_path):
    photo = photo_makers.save_photo(tmp_path / "wall.jpg")
    result = run("analyze", photo, "--json")
    assert result.code == 0
    [scored] = result.document["photos"]
    assert scored["view"] == View.UNKNOWN
    assert scored["captured_at"] is scored["captured_at_source"] is None
    assert scored["quality"]["usable_for"] == []
    values = [region[metric] for region in scored["regions"].values() for metric in METRICS]
    assert set(values) == {None}
    assert scored["quality"]["issues"][0]["code"] in ("no_face", "models_missing")


def test_a_missing_baseline_is_refused_as_a_whole(run, tmp_path):
    photo = photo_makers.save_photo(tmp_path / "photo.jpg")
    gone = tmp_path / "gone.jpg"
    result = run("analyze", photo, "--baseline", gone, "--json")
    assert result.code == 1
    assert (result.document["algorithm"], result.document["photos"]) == (ALGORITHM, [])
    [error] = result.document["errors"]
    assert (error["file"], error["code"]) == (str(gone), "missing")
    assert "gone.jpg" in error["message"]


def test_people_get_names_and_numbers(run, faces):
    result = run("analyze", faces[0])
    assert result.code == 0
    assert "Front" in result.out
    assert "Left cheek: redness " in result.out
    assert "None" not in result.out
    assert "nan" not in result.out


@pytest.fixture
def pair(faces: tuple[Path, ...]) -> tuple[Path, Path]:
    return faces[0], faces[1]


def test_two_photos_are_compared(run, pair, tmp_path):
    picture = tmp_path / "pair.png"
    result = run("compare", *pair, "--output", picture, "--json")
    assert result.code == 0
    document = result.document
    assert document["algorithm"] == ALGORITHM
    assert set(document["comparable"]) == METRICS
    assert set(document["changes"]) <= REGIONS
    for region in document["changes"].values():
        for change in region.values():
            assert change["verdict"] in set(Verdict)
            if change["verdict"] == "not_comparable":
                assert change["change"] is None
            else:
                assert change["change"] == pytest.approx(change["after"] - change["before"])
                assert change["noise"] > 0
                assert change["noise_source"] in ("assumed", "repeats", "repeats_and_settings")
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_a_photo_against_itself_has_not_changed(run, pair):
    changes = run("compare", pair[0], pair[0], "--json").document["changes"]
    verdicts = {change["verdict"] for region in changes.values() for change in region.values()}
    assert verdicts <= {"within_noise", "not_comparable"}
    assert changes["left_cheek"]["texture"]["change"] == 0


def test_without_faces_nothing_is_comparable_and_it_is_said(run, tmp_path):
    walls = [photo_makers.save_photo(tmp_path / f"{shade}.jpg", shade) for shade in (60, 160)]
    result = run("compare", *walls, "--json")
    assert result.code == 0
    document = result.document
    assert set(document["comparable"].values()) == {False}
    assert document["issues"]


def test_a_picture_that_cannot_be_saved_is_refused(run, pair, tmp_path):
    result = run("compare", *pair, "--output", tmp_path / "nowhere" / "pair.png")
    assert result.code == 1
    assert "pair.png" in result.err
    assert result.err.count("\n") == 1


def test_the_picture_never_replaces_a_photo(run, tmp_path):
    before, after = (
        photo_makers.save_photo(tmp_path / f"{shade}.png", shade) for shade in (60, 160)
    )
    bytes_before = after.read_bytes()
    result = run("compare", before, after, "--output", after)
    assert result.code == 1
    assert "160.png" in result.err
    assert after.read_bytes() == bytes_before


def test_the_picture_is_a_png_by_name_too(run, pair, tmp_path):
    result = run("compare", *pair, "--output", tmp_path / "pair.jpg")
    assert result.code == 2
    assert ".png" in result.err


def test_a_bad_file_is_named(run, tmp_path):
    empty = tmp_path / "empty.jpg"
    empty.touch()
    result = run("compare", empty, empty, "--json")
    assert result.code == 1
    assert (result.document["algorithm"], result.document["changes"]) == (ALGORITHM, {})
    assert "empty.jpg" in result.document["errors"][0]["message"]
