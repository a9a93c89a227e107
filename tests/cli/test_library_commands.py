"""The whole job from the command line: trend, report, export, backup."""

import json
import shutil
from pathlib import Path

import pytest

from skintrack.__main__ import main
from skintrack.cli.terminal import Terminal
from skintrack.model import Metric
from tests.helpers import photo_makers

pytestmark = pytest.mark.slow

METRICS = {metric.value for metric in Metric}
DAYS = ("2026-01-05", "2026-02-20", "2026-04-01", "2026-06-01")
SESSIONS = ("2026-01-12", "2026-02-16")


@pytest.fixture(scope="module")
def course(faces: tuple[Path, ...], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a library with a photo on each of four days and two sessions, not analysed."""
    folder = tmp_path_factory.mktemp("course") / "library"
    assert main(["init", "--library", str(folder), "--course", "Scars"]) == 0
    for day, face in zip(DAYS, faces, strict=True):
        add = ["import", "--library", str(folder), str(face), "--captured-at", day]
        assert main(add) == 0
    for day in SESSIONS:
        assert main(["session", "add", "--library", str(folder), "--date", day]) == 0
    return folder


@pytest.fixture
def library(course: Path, tmp_path: Path) -> Path:
    """Return a copy of the course that a test may change."""
    return Path(shutil.copytree(course, tmp_path / "library"))


def test_trend_analyses_what_is_new_and_tells_every_series(run, library):
    result = run("trend", "--library", library, "--json")
    assert result.code == 0
    document = result.document
    assert document["course"] == "Scars"
    assert document["view"] == "front"
    assert [session["date"] for session in document["sessions"]] == list(SESSIONS)
    assert {series["metric"] for series in document["series"]} == METRICS
    redness = next(
        series
        for series in document["series"]
        if (series["metric"], series["region"]) == ("redness", "left_cheek")
    )
    assert len(redness["points"]) == 4
    for point in redness["points"]:
        assert point["value"] is None or isinstance(point["value"], float)
        assert point["is_included"] == (point["excluded_reason"] is None)
    # 20 February is four days after a session: expected redness, in no verdict.
    healing = [p for p in redness["points"] if p["captured_at"].startswith("2026-02-20")]
    assert [(p["phase"], p["days_since"], p["is_included"]) for p in healing] == [
        ("recovery", 4, False)
    ]


@pytest.mark.parametrize(("name", "start"), [("chart.png", b"\x89PNG"), ("chart.svg", b"<?xml")])
def test_trend_saves_its_chart(run, library, tmp_path, name, start):
    chart = tmp_path / name
    result = run("trend", "--library", library, "--output", chart)
    assert result.code == 0
    assert chart.read_bytes().startswith(start)
    assert f"Saved {chart}" in result.out
    assert "Left cheek, redness" in result.out


def test_a_view_without_photos_has_no_numbers(run, library):
    document = run("trend", "--library", library, "--view", "left_profile", "--json").document
    assert all(series["points"] == [] for series in document["series"])


def test_the_report_is_a_pdf(run, library, tmp_path):
    output = tmp_path / "report.pdf"
    result = run("report", "--library", library, "--output", output, "--json")
    assert result.code == 0
    assert output.read_bytes().startswith(b"%PDF")
    document = result.document
    assert document["path"] == str(output)
    assert document["pages"] >= 1
    assert document["photos"] >= 2
    assert document["report_id"]


def test_a_report_that_cannot_be_written_is_refused(run, library, tmp_path):
    result = run("report", "--library", library, "--output", tmp_path / "no" / "report.pdf")
    assert result.code == 1
    assert "report.pdf" in result.err
    assert "Traceback" not in result.err


@pytest.mark.parametrize(
    ("command", "name"), [("report", "r.pdf"), ("trend", "t.png"), ("compare", "c.png")]
)
def test_nothing_is_written_into_a_library(run, library, faces, command, name):
    output = library / "originals" / name
    inputs = faces[:2] if command == "compare" else ("--library", library)
    result = run(command, *inputs, "--output", output)
    assert result.code == 1
    [sentence] = result.err.splitlines()
    assert name in sentence
    assert "inside the library" in sentence
    assert not output.exists()


@pytest.mark.parametrize("command", ["report", "trend"])
def test_after_ctrl_c_no_older_file_is_replaced(run, library, tmp_path, monkeypatch, command):
    output = tmp_path / ("report.pdf" if command == "report" else "trend.png")
    output.write_bytes(b"older")
    monkeypatch.setattr(Terminal, "cancelled", lambda _terminal: True)
    result = run(command, "--library", library, "--output", output)
    assert result.code == 1
    assert output.read_bytes() == b"older"


@pytest.mark.parametrize("originals", [False, True])
def test_export_writes_open_formats(run, library, tmp_path, originals):
    folder = tmp_path / "export"
    options = ["--originals"] if originals else []
    assert run("export", "--library", library, "--output", folder, *options).code == 0
    files = [path for path in folder.rglob("*") if path.is_file()]
    kinds = {path.suffix for path in files}
    assert {".csv", ".json", ".jpg"} <= kinds
    for path in files:
        if path.suffix == ".json":
            json.loads(path.read_text(encoding="utf-8"))


def test_a_backup_restores_to_the_same_library(run, library, tmp_path):
    backup, restored = tmp_path / "backup.file", tmp_path / "restored"
    assert run("backup", "--library", library, "--output", backup).code == 0
    assert run("restore", backup, "--library", restored).code == 0
    before, after = (
        run("trend", "--library", folder, "--json").document for folder in (library, restored)
    )
    assert before == after
    assert run("verify", "--library", restored, "--json").document["verified"] == 4


def test_a_file_that_is_no_backup_is_refused(run, tmp_path):
    file = tmp_path / "holiday.zip"
    file.write_bytes(b"no backup at all")
    result = run("restore", file, "--library", tmp_path / "restored")
    assert result.code == 1
    assert "holiday.zip" in result.err
    assert not (tmp_path / "restored").exists()


@pytest.mark.parametrize("command", ["export", "backup"])
@pytest.mark.parametrize("harm", [Path.unlink, lambda path: path.write_bytes(b"other bytes")])
def test_a_copy_that_lacks_a_photo_names_it(run, library, tmp_path, command, harm):
    harm(next((library / "originals").rglob("*.jpg")))
    output = tmp_path / "copy"
    result = run(command, "--library", library, "--output", output)
    assert result.code == 1
    assert output.exists()
    [sentence] = result.err.splitlines()
    assert "face-" in sentence


def test_verify_names_a_photo_that_has_changed(run, library):
    original = next((library / "originals").rglob("*.jpg"))
    original.chmod(0o600)
    data = bytearray(original.read_bytes())
    data[-100] ^= 1
    original.write_bytes(bytes(data))
    result = run("verify", "--library", library, "--json")
    assert result.code == 1
    document = result.document
    assert (document["ok"], document["photos"], document["verified"]) == (False, 4, 3)
    [problem] = document["problems"]
    assert problem["code"] == "changed"
    assert problem["message"] in result.err


def test_verify_of_a_damaged_database_says_so(run, library):
    for file in library.glob("skintrack.db*"):
        file.write_bytes(b"not a database" * 1000)
    result = run("verify", "--library", library, "--json")
    assert result.code == 1
    assert result.document["ok"] is False
    assert [problem["code"] for problem in result.document["problems"]] == ["database"]
    assert "Traceback" not in result.err


def test_verify_of_an_emptied_database_never_advises_to_delete(run, library):
    (library / "skintrack.db").write_bytes(b"")
    result = run("verify", "--library", library, "--json")
    assert result.code == 1
    document = result.document
    assert (document["ok"], document["photos"], document["verified"]) == (False, None, None)
    [problem] = document["problems"]
    assert problem["code"] == "database"
    assert "backup" in problem["message"]
    assert "remove" not in result.err


def test_a_photo_without_a_date_is_in_no_trend(run, library, tmp_path):
    photo = photo_makers.save_photo(tmp_path / "undated.jpg")
    assert run("import", "--library", library, photo, "--view", "front").code == 0
    document = run("trend", "--library", library, "--json").document
    ids = {point["photo_id"] for series in document["series"] for point in series["points"]}
    assert len(ids) == 4


def test_eight_real_selfies_go_all_the_way(run, selfies, tmp_path):
    """Whatever light and distance do to the verdicts, every command has an answer."""
    real = tmp_path / "real"
    assert run("init", "--library", real).code == 0
    for month, photo in enumerate(selfies, start=1):
        add = ("import", "--library", real, photo, "--captured-at", f"2026-{month:02}-03")
        assert run(*add).code == 0
    assert run("session", "add", "--library", real, "--date", "2026-02-20").code == 0
    trend = run("trend", "--library", real, "--json")
    assert trend.code == 0
    points = [series["points"] for series in trend.document["series"]]
    assert {len(each) for each in points} == {8}
    report = run("report", "--library", real, "--output", tmp_path / "real.pdf", "--json")
    assert report.code == 0
    assert report.document["photos"] == 8
    assert run("export", "--library", real, "--output", tmp_path / "export").code == 0
    assert run("verify", "--library", real, "--json").document["verified"] == 8
