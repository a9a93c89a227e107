"""``photo set`` and ``--skin-state``: what only the user knows, said at once or later."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from skintrack.library import Library
from skintrack.model import SkinState, View
from tests.helpers import photo_makers


@pytest.fixture
def photo(tmp_path):
    taken = datetime(2026, 3, 1, tzinfo=UTC)
    return photo_makers.save_photo(tmp_path / "photo.jpg", taken=taken)


def stored(folder):
    with Library.open(folder) as library:
        return library.photos.all()


def test_a_state_is_noted_at_import_and_by_importing_again(run, library, photo):
    first = ["import", "--library", library, photo, "--skin-state"]
    assert run(*first, "make-up").code == 0
    assert [each.skin_state for each in stored(library)] == [SkinState.MAKE_UP]
    assert run(*first, "bare").code == 0
    assert [each.skin_state for each in stored(library)] == [SkinState.BARE]
    run("import", "--library", library, photo)
    assert [each.skin_state for each in stored(library)] == [SkinState.BARE]


@pytest.mark.parametrize("by", ["id", "file"])
def test_a_state_is_noted_later_and_taken_back(run, library, photo, by):
    [added] = run("import", "--library", library, photo, "--json").document["added"]
    name = added["photo_id"] if by == "id" else photo
    result = run("photo", "set", "--library", library, name, "--skin-state", "wet", "--json")
    assert result.code == 0
    [told] = result.document["photos"]
    assert (told["photo_id"], told["skin_state"]) == (added["photo_id"], "wet")
    assert [each.skin_state for each in stored(library)] == [SkinState.WET]
    again = run("photo", "set", "--library", library, name, "--skin-state", "not_noted")
    assert (again.code, again.out) == (0, "Changed 1 photo.\n")
    assert [each.skin_state for each in stored(library)] == [None]


def test_view_date_and_relation_are_set_too(run, library, photo):
    run("import", "--library", library, photo)
    options = ["--view", "close_up", "--captured-at", "2026-02-03T10:00:00Z", "--relation", "after"]
    result = run("photo", "set", "--library", library, photo, *options, "--json")
    [told] = result.document["photos"]
    assert told["captured_at"] == "2026-02-03T10:00:00+00:00"
    assert (told["captured_at_source"], told["view"], told["relation"], told["skin_state"]) == (
        "given",
        "close_up",
        "after",
        None,
    )
    assert stored(library)[0].view is View.CLOSE_UP


def test_a_photo_that_is_not_there_stops_no_other(run, library, photo, tmp_path):
    run("import", "--library", library, photo)
    other = photo_makers.save_photo(tmp_path / "other.jpg", shade=99)
    names = [other, "0" * 16, tmp_path / "gone.jpg", photo]
    result = run("photo", "set", "--library", library, *names, "--skin-state", "flushed", "--json")
    assert result.code == 1
    codes = [(Path(each["file"]).name, each["code"]) for each in result.document["errors"]]
    assert codes == [
        ("other.jpg", "no_such_photo"),
        ("0" * 16, "no_such_photo"),
        ("gone.jpg", "missing"),
    ]
    assert [each.skin_state for each in stored(library)] == [SkinState.FLUSHED]


@pytest.mark.parametrize(
    "options", [[], ["--skin-state", "greasy"], ["--captured-at", "2999-01-01"]]
)
def test_wrong_usage_is_said(run, library, photo, options):
    result = run("photo", "set", "--library", library, photo, *options)
    assert result.code == 2
    assert "Traceback" not in result.err


def test_a_backup_and_an_export_carry_the_note(run, library, photo, tmp_path):
    run("import", "--library", library, photo, "--skin-state", "flushed")
    assert run("backup", "--library", library, "--output", tmp_path / "one.backup").code == 0
    assert run("restore", tmp_path / "one.backup", "--library", tmp_path / "again").code == 0
    assert [each.skin_state for each in stored(tmp_path / "again")] == [SkinState.FLUSHED]
    assert run("export", "--library", library, "--output", tmp_path / "out").code == 0
    assert ",flushed," in (tmp_path / "out" / "photos.csv").read_text(encoding="utf-8")
    assert '"skin_state": "flushed"' in (tmp_path / "out" / "library.json").read_text("utf-8")


def test_compare_takes_states_and_says_what_they_withhold(run, faces):
    pair = ["compare", faces[0], faces[1], "--json"]
    plain = run(*pair).document
    assert any(plain["comparable"].values())
    states = ["--before-skin-state", "bare", "--after-skin-state", "make-up"]
    document = run(*pair, *states).document
    assert not any(document["comparable"].values())
    (issue,) = (each for each in document["issues"] if each["code"] == "make_up_differs")
    assert issue["message"] == "Only the later photo is noted as with make-up."
    assert issue["advice"] == "Take the next one before you put it on."
    verdicts = {
        each["verdict"] for region in document["changes"].values() for each in region.values()
    }
    assert verdicts == {"not_comparable"}


def test_a_photo_in_other_light_is_marked_and_taken_back_and_told_outside(
    run, library, photo, tmp_path
):
    run("import", "--library", library, photo)
    assert not stored(library)[0].is_calibration
    options = ["photo", "set", "--library", library, photo, "--json", "--calibration"]
    [told] = run(*options, "yes").document["photos"]
    assert told["is_calibration"] is True
    assert stored(library)[0].is_calibration
    run("backup", "--library", library, "--output", tmp_path / "all.zip")
    run("restore", tmp_path / "all.zip", "--library", tmp_path / "again")
    assert stored(tmp_path / "again")[0].is_calibration
    run("export", "--library", library, "--output", tmp_path / "out")
    assert '"is_calibration": true' in (tmp_path / "out" / "library.json").read_text("utf-8")
    [told] = run(*options, "no").document["photos"]
    assert told["is_calibration"] is False
    assert not stored(library)[0].is_calibration
    assert run(*options, "perhaps").code == 2
