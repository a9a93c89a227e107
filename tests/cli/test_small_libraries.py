"""A library that has only begun: every command has an answer and none a traceback."""

import re
from pathlib import Path

import pytest

from tests.helpers import photo_makers

pytestmark = pytest.mark.slow

NOTICE = re.compile("Measuring (1 photo|2 photos) first. This is done once.\n")


@pytest.fixture(params=["empty", "a session", "an undated photo", "a photo", "two photos"])
def young_library(request: pytest.FixtureRequest, run, library: Path, tmp_path: Path) -> Path:
    """Return a library with hardly anything in it."""
    photo = photo_makers.save_photo(tmp_path / "one.jpg", 60)
    other = photo_makers.save_photo(tmp_path / "two.jpg", 160)
    add = ["import", "--library", library, "--view", "front"]
    if request.param == "a session":
        assert run("session", "add", "--library", library, "--date", "2026-03-01").code == 0
    elif request.param == "an undated photo":
        assert run(*add, photo).code == 0
    elif request.param != "empty":
        assert run(*add, photo, "--captured-at", "2026-03-01").code == 0
    if request.param == "two photos":
        assert run(*add, other, "--captured-at", "2026-05-01").code == 0
    return library


@pytest.mark.parametrize(
    "command",
    [
        ["trend", "--json"],
        ["trend", "--output", "chart.png"],
        ["report", "--output", "report.pdf"],
        ["report", "--output", "report.pdf", "--from", "2031-01-01"],
        ["export", "--output", "export"],
        ["backup", "--output", "backup.file"],
        ["verify", "--json"],
    ],
)
def test_each_command_has_an_answer(run, young_library, tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    result = run(*command, "--library", young_library)
    assert result.code in (0, 1)
    said = NOTICE.sub("", result.err)
    if result.code == 1:
        assert said.count("\n") == 1
    else:
        assert result.out
        assert said == ""
    if "--output" in command and result.code == 0:
        assert Path(command[2]).exists()


def test_that_photos_are_measured_first_is_said_once(run, library, tmp_path):
    photo = photo_makers.save_photo(tmp_path / "one.jpg", 60)
    taken = ("--view", "front", "--captured-at", "2026-03-01")
    assert run("import", "--library", library, *taken, photo).code == 0
    command = ("report", "--library", library, "--output", tmp_path / "report.pdf")
    assert run(*command).err == "Measuring 1 photo first. This is done once.\n"
    assert run(*command).err == ""
