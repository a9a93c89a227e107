"""``--map``: a picture with its legend, or the reason why there is none."""

import pytest
from PIL import Image

from tests.helpers import photo_makers


@pytest.mark.parametrize("kind", ["redness", "texture", "mask"])
def test_a_map_is_saved_beside_the_scores(run, faces, tmp_path, kind):
    output = tmp_path / "map.png"
    result = run("analyze", faces[0], "--map", kind, "--output", output, "--json")
    assert result.code == 0
    assert result.document["output"] == str(output)
    assert result.document["map_description"].endswith(".")
    assert result.document["photos"][0]["regions"]
    with Image.open(output) as picture:
        picture.load()
        assert not picture.info


def test_the_map_is_said_to_people_too(run, faces, tmp_path):
    result = run("analyze", faces[0], "--map", "redness", "--output", tmp_path / "map.png")
    assert "Redness map: strongest on the patient's" in result.out
    assert f"Saved {tmp_path / 'map.png'}" in result.out


def test_a_photo_without_a_face_has_scores_but_no_map(run, tmp_path):
    photo = photo_makers.save_photo(tmp_path / "wall.jpg")
    output = tmp_path / "map.png"
    result = run("analyze", photo, "--map", "mask", "--output", output, "--json")
    assert result.code == 1
    [error] = result.document["errors"]
    assert (error["file"], error["code"]) == (str(photo), "no_map")
    assert "face" in error["message"]
    assert len(result.document["photos"]) == 1
    assert not output.exists()


@pytest.mark.parametrize("kind", ["redness", "texture"])
def test_what_changed_is_saved(run, faces, tmp_path, kind):
    output = tmp_path / "change.png"
    result = run("compare", *faces[:2], "--map", kind, "--output", output, "--json")
    assert result.code == 0
    assert "noise" in result.document["map_description"]
    assert result.document["changes"]
    with Image.open(output) as picture:
        assert picture.width > 1900


def test_a_pair_without_a_face_in_both_has_no_map(run, faces, tmp_path):
    wall = photo_makers.save_photo(tmp_path / "wall.jpg")
    output = tmp_path / "change.png"
    result = run("compare", faces[0], wall, "--map", "redness", "--output", output, "--json")
    assert result.code == 1
    [error] = result.document["errors"]
    assert error["code"] == "no_map"
    assert "cannot be compared" in error["message"]
    assert not output.exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("analyze", "a.jpg", "--map", "redness"),
        ("analyze", "a.jpg", "--output", "map.png"),
        ("analyze", "a.jpg", "b.jpg", "--map", "redness", "--output", "map.png"),
        ("analyze", "a.jpg", "--map", "beauty", "--output", "map.png"),
        ("analyze", "a.jpg", "--map", "redness", "--output", "map.jpg"),
        ("compare", "a.jpg", "b.jpg", "--map", "redness"),
        ("compare", "a.jpg", "b.jpg", "--map", "mask", "--output", "map.png"),
    ],
)
def test_wrong_usage_is_said(run, arguments):
    result = run(*arguments)
    assert result.code == 2
    assert "map" in result.err


def test_a_photo_is_never_written_over(run, faces):
    before = faces[0].read_bytes()
    photo = faces[0].with_suffix(".png")
    photo.write_bytes(before)
    result = run("analyze", photo, "--map", "mask", "--output", photo)
    assert result.code == 1
    assert photo.read_bytes() == before
