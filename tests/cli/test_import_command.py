"""``import`` and ``session add``: the JSON contract, and every kind of bad file."""

import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import numpy as np
import pytest

from skintrack.library import Library
from tests.helpers import photo_makers

BAD_FILES = {
    "cut_off.jpg": (photo_makers.cut_off_jpeg, "truncated"),
    "empty.jpg": (bytes, "empty"),
    "text.jpg": (lambda: b"Not a photo, just words.\n", "not_a_photo"),
    "huge.png": (photo_makers.huge_png, "too_large"),
    "broken.heic": (photo_makers.broken_heic, "undecodable"),
}


def test_each_bad_file_is_named_and_the_rest_imported(run, library, tmp_path):
    folder = tmp_path / "phone"
    folder.mkdir()
    taken = datetime(2026, 3, 1, 10, 22, tzinfo=timezone(timedelta(hours=1)))
    for number, name in enumerate(["a.jpg", "m.jpg", "z.jpg"]):
        photo_makers.save_photo(folder / name, shade=60 + 40 * number, taken=taken)
    for name, (content, _code) in BAD_FILES.items():
        (folder / name).write_bytes(content())

    result = run("import", "--library", library, folder, tmp_path / "gone.jpg", "--json")

    assert result.code == 1
    document = result.document
    assert [Path(each["file"]).name for each in document["added"]] == ["a.jpg", "m.jpg", "z.jpg"]
    assert {each["captured_at"] for each in document["added"]} == {"2026-03-01T10:22:00+01:00"}
    codes = {Path(each["file"]).name: each["code"] for each in document["errors"]}
    expected = {name: code for name, (_content, code) in BAD_FILES.items()}
    assert codes == {**expected, "gone.jpg": "missing"}
    for each in document["errors"]:
        assert Path(each["file"]).name in each["message"]
        assert each["message"] in result.err.splitlines()
    assert "Traceback" not in result.err
    verified = run("verify", "--library", library, "--json")
    assert verified.code == 0
    assert verified.document["ok"] is True
    assert verified.document["photos"] == verified.document["verified"] == 3


def test_a_photo_without_a_date_is_imported_and_waits_for_one(run, library, tmp_path):
    photo = photo_makers.save_photo(tmp_path / "undated.jpg")
    result = run("import", "--library", library, photo, "--json")
    assert result.code == 0
    document = result.document
    assert document["added"] == document["errors"] == []
    [waiting] = document["needs_date"]
    assert waiting["file"] == str(photo)
    assert len(waiting["photo_id"]) == 16


def test_the_same_bytes_are_said_to_be_there(run, library, tmp_path):
    photo = photo_makers.save_photo(tmp_path / "one.jpg")
    copy = shutil.copy(photo, tmp_path / "two.jpg")
    first = run("import", "--library", library, photo, "--captured-at", "2026-03-01", "--json")
    second = run("import", "--library", library, copy, "--json")
    assert second.code == 0
    [known] = second.document["duplicates"]
    assert known == {"file": str(copy), "photo_id": first.document["added"][0]["photo_id"]}


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ("2026-03-01T10:22:00+01:00", "2026-03-01T10:22:00+01:00"),
        ("2026-03-01T10:22:00Z", "2026-03-01T10:22:00+00:00"),
    ],
)
def test_a_given_time_keeps_its_zone(run, library, tmp_path, given, stored):
    photo = photo_makers.save_photo(tmp_path / "photo.jpg")
    result = run("import", "--library", library, photo, "--captured-at", given, "--json")
    assert result.document["added"][0]["captured_at"] == stored


def test_a_given_day_is_that_day_here(run, library, tmp_path):
    photo = photo_makers.save_photo(tmp_path / "photo.jpg")
    result = run("import", "--library", library, photo, "--captured-at", "2026-03-01", "--json")
    captured_at = datetime.fromisoformat(result.document["added"][0]["captured_at"])
    assert captured_at.utcoffset() is not None
    assert captured_at.astimezone().date().isoformat() == "2026-03-01"


def test_an_unknown_course_is_refused_and_the_known_ones_are_named(run, library, tmp_path):
    photo = photo_makers.save_photo(tmp_path / "photo.jpg")
    result = run("import", "--library", library, photo, "--course", "Hands")
    assert result.code == 1
    assert "Hands" in result.err
    assert "Cheeks" in result.err


def test_people_get_a_count(run, library, tmp_path):
    photo = photo_makers.save_photo(tmp_path / "photo.jpg", taken=datetime(2026, 3, 1, tzinfo=UTC))
    result = run("import", "--library", library, photo)
    assert (result.code, result.out, result.err) == (0, "1 new.\n", "")


def test_a_session_is_recorded(run, library):
    options = ["--depth-mm", "1.5", "--device", "Pen", "--provider", "clinic", "--notes", "calm"]
    add = ["session", "add", "--library", library, "--date", "2026-03-04"]
    document = run(*add, *options, "--json").document
    assert document["date"] == "2026-03-04"
    assert document["depth_mm"] == 1.5
    assert (document["device"], document["provider"], document["notes"]) == (
        "Pen",
        "clinic",
        "calm",
    )
    assert run("session", "add", "--library", library, "--date", "2026-04-08").code == 0


def test_a_second_session_on_one_day_is_accepted_and_said(run, library):
    add = ["session", "add", "--library", library, "--date"]
    first = run(*add, "2026-03-04", "--json")
    assert (first.document["warnings"], first.err) == ([], "")
    second = run(*add, "2026-03-04", "--json")
    assert second.code == 0
    [warning] = second.document["warnings"]
    assert warning["code"] == "same_day"
    assert "4 March 2026" in warning["message"]
    third = run(*add, "2026-03-04")
    assert (third.code, third.out) == (0, "Recorded the session of 4 March 2026.\n")
    assert third.err == warning["message"] + "\n"
    assert run(*add, "2026-03-05").err == ""


@pytest.mark.parametrize("depth", ["0", "-1", "nan", "inf", "40"])
def test_an_impossible_depth_is_refused(run, library, depth):
    add = ["session", "add", "--library", library, "--date", "2026-03-04", f"--depth-mm={depth}"]
    result = run(*add)
    assert result.code == 2
    assert "depth" in result.err.splitlines()[-1]


def test_a_camera_clock_in_the_future_is_no_date(run, library, tmp_path):
    taken = datetime.now(UTC) + timedelta(days=400)
    wrong = photo_makers.save_photo(tmp_path / "wrong.jpg", 60, taken)
    undated = photo_makers.save_photo(tmp_path / "undated.jpg", 160)
    photos = (wrong, undated)
    result = run("import", "--library", library, *photos, "--json")
    assert result.code == 0
    assert result.document["added"] == []
    reasons = {Path(e["file"]).name: e["reason"] for e in result.document["needs_date"]}
    assert reasons == {"wrong.jpg": "future_date", "undated.jpg": "no_date"}
    dated = run("import", "--library", library, wrong, "--captured-at", "2026-03-01", "--json")
    assert len(dated.document["duplicates"]) == 1


def test_people_hear_of_a_clock_in_the_future(run, library, tmp_path):
    taken = datetime.now(UTC) + timedelta(days=400)
    photo = photo_makers.save_photo(tmp_path / "wrong.jpg", 60, taken)
    result = run("import", "--library", library, photo)
    assert "These do not say when they were taken" in result.out
    assert "wrong.jpg (its date lies in the future)" in result.out


def test_a_photo_known_from_another_course_is_said_with_it(run, library, tmp_path):
    photo = photo_makers.save_photo(tmp_path / "photo.jpg")
    assert run("import", "--library", library, photo).code == 0
    with Library.open(library) as opened:
        opened.courses.add("Forehead")
    result = run("import", "--library", library, photo, "--json")
    [known] = result.document["duplicates"]
    assert known["course"] == "Cheeks"
    assert "photo.jpg: Cheeks" in run("import", "--library", library, photo).out
    again = run("import", "--library", library, photo, "--course", "cheeks", "--json")
    assert "course" not in again.document["duplicates"][0]


def without_root_powers() -> list[str]:
    """Return a prefix that takes from root the power to read what it may not."""
    if not hasattr(os, "geteuid"):
        pytest.skip("needs POSIX users")
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("root can read everything, and setpriv is not here")
    powers = "-dac_override,-dac_read_search"
    return ["setpriv", f"--bounding-set={powers}", f"--inh-caps={powers}"]


@pytest.mark.slow
def test_a_file_without_permission_is_named_and_the_rest_imported(run, library, tmp_path):
    folder = tmp_path / "phone"
    folder.mkdir()
    taken = datetime(2026, 3, 1, tzinfo=UTC)
    photo_makers.save_photo(folder / "open.jpg", taken=taken)
    photo_makers.save_photo(folder / "closed.jpg", shade=60, taken=taken).chmod(0)
    command = [sys.executable, "-m", "skintrack", "import", "--library", library, folder, "--json"]
    result = subprocess.run(
        [*without_root_powers(), *map(str, command)], capture_output=True, text=True, check=False
    )
    assert result.returncode == 1
    document = json.loads(result.stdout)
    assert [Path(each["file"]).name for each in document["added"]] == ["open.jpg"]
    [error] = document["errors"]
    assert error["code"] == "no_permission"
    assert "closed.jpg" in error["message"]
    assert result.stderr == error["message"] + "\n"
    assert run("verify", "--library", library).code == 0


FULL_DISK = """
mount -t tmpfs -o size={size} none {disk} || exit 77
{skintrack} init --library {disk}/library || exit 78
{skintrack} import --library {disk}/library {photos} --json >{out}/import.json 2>{out}/import.err
echo $? >{out}/import.code
{skintrack} verify --library {disk}/library --json >{out}/verify.json
echo $? >{out}/verify.code
"""


@pytest.mark.slow
def test_a_full_disk_is_said_of_each_file_and_the_library_stays_whole(tmp_path):
    disk, photos, out = (tmp_path / name for name in ("disk", "photos", "out"))
    for folder in (disk, photos, out):
        folder.mkdir()
    noise = np.random.default_rng(1)
    for number in range(12):
        # A comment of random bytes makes each file large; the picture stays small.
        whole = photo_makers.jpeg_bytes()
        comment = b"".join(
            b"\xff\xfe\xff\xff" + noise.bytes(0xFFFD) for _part in range(4 + number % 2)
        )
        (photos / f"{number:02}.jpg").write_bytes(whole[:2] + comment + whole[2:])
    script = FULL_DISK.format(
        size="2m", disk=disk, photos=photos, out=out, skintrack=f"{sys.executable} -m skintrack"
    )
    own_mounts = ["unshare", "--mount", *([] if is_root() else ["--user", "--map-root-user"])]
    if shutil.which("unshare") is None:
        pytest.skip("needs a small disk of its own, and unshare is not here")
    result = subprocess.run(
        [*own_mounts, "sh", "-c", script], capture_output=True, text=True, check=False
    )
    if not (out / "verify.code").exists():
        pytest.skip(f"this system lends no small disk: {result.stderr}")
    assert (out / "import.code").read_text().strip() == "1"
    document = json.loads((out / "import.json").read_text())
    imported = [Path(each["file"]).name for each in document["needs_date"]]
    refused = [Path(each["file"]).name for each in document["errors"]]
    assert imported
    assert refused
    assert sorted(imported + refused) == [f"{number:02}.jpg" for number in range(12)]
    for each in document["errors"]:
        assert each["code"] == "disk_full"
        assert Path(each["file"]).name in each["message"]
    assert "Traceback" not in (out / "import.err").read_text()
    assert (out / "verify.code").read_text().strip() == "0"
    verified = json.loads((out / "verify.json").read_text())
    assert verified["ok"] is True
    assert verified["photos"] == verified["verified"] == len(imported)


def is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
