"""Names, usage and refusals: what a script can rely on before any work begins."""

import contextlib
import io
import subprocess
import sys

import pytest

from skintrack import __version__
from skintrack.cli.command_line import answer
from skintrack.cli.commands import COMMANDS as ALL_COMMANDS
from skintrack.cli.commands import command_parser
from skintrack.cli.host import Host
from skintrack.cli.terminal import standard_terminal

COMMANDS = (
    "demo", "init", "import", "session", "analyze", "compare", "trend", "report", "export",
    "calendar", "backup", "restore", "verify",
)  # fmt: skip


def test_the_version(run):
    result = run("--version")
    assert (result.code, result.out) == (0, f"skintrack {__version__}\n")


def test_help_names_every_command(run):
    result = run("--help")
    assert result.code == 0
    listed = {line.split()[0] for line in result.out.splitlines() if line.startswith("    ")}
    assert set(COMMANDS) <= listed
    assert "not a medical device" in result.out


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself(run, command):
    result = run(command, "--help")
    assert result.code == 0
    assert result.out.startswith(f"usage: skintrack {command}")


@pytest.mark.parametrize(
    "arguments",
    [
        ["polish"],
        ["import"],
        ["import", "a.jpg"],
        ["verify"],
        ["analyze"],
        ["compare", "a.jpg"],
        ["session"],
        ["session", "add", "--library", "x"],
        ["session", "add", "--library", "x", "--date", "yesterday"],
        ["session", "add", "--library", "x", "--date", "2026-02-30"],
        ["session", "add", "--library", "x", "--date", "2026-02-03", "--depth-mm", "deep"],
        ["session", "add", "--library", "x", "--date", "2026-02-03", "--provider", "friend"],
        ["import", "--library", "x", "a.jpg", "--view", "behind"],
        ["import", "--library", "x", "a.jpg", "--captured-at", "soon"],
        ["import", "--library", "x", "a.jpg", "--captured-at", "0001-01-01T00:00:00+14:00"],
        ["session", "add", "--library", "x", "--date", "9999-12-31"],
        ["import", "--library", "x", "a.jpg", "--jobs", "0"],
        ["import", "--library", "x", "a.jpg", "--jobs", "many"],
        ["analyze", "a.jpg", "--jobs", "-1"],
        ["init", "--library", "x", "--concern", "beauty"],
        ["report", "--library", "x"],
        ["report", "--library", "x", "--output", "r.pdf", "--paper", "a3"],
        ["report", "--library", "x", "--output", "r.pdf", "--from", "March"],
        ["trend", "--library", "x", "--output", "chart.bmp"],
        ["restore", "--library", "x"],
        ["--passphrase", "secret"],
        ["session", "add", "--library", "x", "--date", "2026-02-03", "--depth-mm", "nan"],
        ["session", "add", "--library", "x", "--date", "2026-02-03", "--depth-mm=-1.5"],
        ["session", "add", "--library", "x", "--date", "2200-01-01"],
        ["import", "--library", "x", "a.jpg", "--captured-at", "2199-01-01"],
        ["report", "--library", "x", "--output", "r", "--from", "2026-03-02", "--to", "2026-03-01"],
        ["verify", "--library", ""],
        ["import", "--library", "x", ""],
        ["report", "--library", "x", "--output", ""],
        ["--library", ""],
    ],
)
def test_wrong_usage_is_2_and_says_why(run, arguments, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert result.code == 2
    assert result.out == ""
    assert "usage: skintrack" in result.err
    assert "Traceback" not in result.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["import", "photo.jpg"],
        ["session", "add", "--date", "2026-03-01"],
        ["trend"],
        ["report", "--output", "report.pdf"],
        ["export", "--output", "out"],
        ["backup", "--output", "file"],
        ["verify"],
    ],
)
def test_a_folder_that_is_no_library_is_refused(run, arguments, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run(*arguments, "--library", tmp_path / "nothing")
    assert result.code == 1
    assert "nothing" in result.err
    assert result.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["import", "session add", "trend", "report", "verify"])
def test_with_json_a_refusal_is_still_one_object(run, command, tmp_path):
    needed = {
        "import": ["photo.jpg"],
        "session add": ["--date", "2026-03-01"],
        "report": ["--output", tmp_path / "r.pdf"],
    }
    folder = tmp_path / "nothing"
    result = run(*command.split(), *needed.get(command, []), "--library", folder, "--json")
    assert result.code == 1
    [error] = result.document["errors"]
    assert error["file"] is None
    assert error["code"] == "not_a_library"
    assert error["message"] in result.err


def test_the_library_may_stand_before_the_command(run, tmp_path):
    folder = tmp_path / "library"
    assert run("--library", folder, "init").code == 0
    assert run("--library", folder, "verify").code == 0


def test_the_window_says_that_it_asks_itself(capfd, monkeypatch):
    monkeypatch.setenv("SKINTRACK_PASSPHRASE", "open sesame")
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.setenv("DISPLAY", ":9")
    opened = []

    def open_window(library, **_choices):
        opened.append(library)
        return 0

    assert answer([], Host(standard_terminal(), open_window)) == 0
    assert opened == [None]
    said = capfd.readouterr().err
    assert "SKINTRACK_PASSPHRASE is not used" in said
    assert "sesame" not in said


def test_without_a_display_the_window_is_refused_in_a_sentence(run, monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    result = run()
    assert result.code == 1
    assert "no display" in result.err


def test_the_module_runs_too():
    command = [sys.executable, "-m", "skintrack", "--version"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.stdout == f"skintrack {__version__}\n"


def test_a_reader_that_leaves_early_is_no_error_to_see():
    program = f"'{sys.executable}' -m skintrack --help | head -n 1"
    result = subprocess.run(["/bin/sh", "-c", program], capture_output=True, text=True, check=False)
    assert "Traceback" not in result.stderr
    assert "BrokenPipe" not in result.stderr


@pytest.mark.parametrize("command", ALL_COMMANDS)
def test_the_parser_of_one_command_reads_it_as_that_of_all_does(command):
    wanted = [command, "--help"]
    said = []
    for parser in (command_parser(command), command_parser()):
        out = io.StringIO()
        with contextlib.redirect_stdout(out), pytest.raises(SystemExit):
            parser.parse_args(wanted)
        said.append(out.getvalue())
    assert said[0] == said[1]
    assert said[0].startswith(f"usage: skintrack {command}")


def test_a_command_is_read_without_loading_the_others():
    program = (
        "import sys\n"
        "from skintrack.cli.command_line import parse\n"
        "parse(['report', '--library', 'x', '--output', 'r.pdf'])\n"
        "print(*sys.modules)\n"
    )
    command = [sys.executable, "-c", program]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    loaded = set(result.stdout.split())
    assert "skintrack.cli.report" in loaded
    others = ("demo", "trend", "import_", "keys", "rescue", "analyze")
    assert not {f"skintrack.cli.{name}" for name in others} & loaded
