"""``demo``: reuses a sample that is there, and never waits for a display that is not."""

from pathlib import Path

import pytest

from skintrack.cli import command_line
from skintrack.library import Library
from skintrack.settings import sample_library_folder


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """Return a library where the sample would be; building the real one takes a minute."""
    folder = tmp_path / "sample"
    Library.create(folder, "Sample").close()
    return folder


@pytest.fixture(autouse=True)
def _no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> list[Path | None]:
    """Return the libraries that a window was asked for."""
    monkeypatch.setenv("DISPLAY", ":9")
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    return []


def open_into(windows: list[Path | None]):
    def open_window(library: Path | None, *, measure_start: bool = False) -> int:
        assert not measure_start
        windows.append(library)
        return 0

    return open_window


@pytest.mark.slow
@pytest.mark.parametrize("options", [["--headless"], []])
def test_without_a_display_it_writes_the_report_and_prints_both_paths(run, sample, options):
    result = run("demo", "--library", sample, *options)
    assert result.code == 0, result.err
    report = sample.with_name("sample-report.pdf")
    assert result.out.splitlines() == [f"Library: {sample}", f"Report: {report}"]
    assert report.read_bytes().startswith(b"%PDF")


def test_with_a_display_it_opens_the_sample(sample, windows):
    arguments = ["demo", "--library", str(sample)]
    assert command_line.run(arguments, open_into(windows)) == 0
    assert windows == [sample]


def test_headless_opens_no_window_even_with_a_display(sample, windows):
    arguments = ["demo", "--library", str(sample), "--headless"]
    assert command_line.run(arguments, open_into(windows)) == 0
    assert windows == []


def test_without_a_command_the_window_opens_on_the_given_library(sample, windows):
    assert command_line.run(["--library", str(sample)], open_into(windows)) == 0
    assert command_line.run([], open_into(windows)) == 0
    assert windows == [sample, None]


def test_a_folder_with_other_things_is_left_alone(run, tmp_path):
    (tmp_path / "diary.txt").write_text("mine")
    result = run("demo", "--library", tmp_path, "--headless")
    assert result.code == 1
    assert "not empty" in result.err
    assert [path.name for path in tmp_path.iterdir()] == ["diary.txt"]


def test_the_sample_has_a_place_of_its_own(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert sample_library_folder().name == "sample"
