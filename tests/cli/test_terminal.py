"""Output, progress and Ctrl-C."""

import io
import json
import math
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from skintrack.cli.outcome import Outcome
from skintrack.cli.terminal import Terminal, without_nan
from skintrack.model import FileFailure, ProgressStep
from tests.helpers import photo_makers


class Screen(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("odd", [math.nan, math.inf, -math.inf])
def test_what_json_cannot_write_is_null(odd):
    value = {"a": odd, "b": [1.5, odd, {"c": (odd, "nan")}], "d": None, "e": True}
    assert without_nan(value) == {
        "a": None,
        "b": [1.5, None, {"c": [None, "nan"]}],
        "d": None,
        "e": True,
    }


def test_json_output_is_one_object_and_failures_are_said_too():
    out, err = io.StringIO(), io.StringIO()
    failure = FileFailure("a.jpg", "truncated", "“a.jpg” ends too early.")
    outcome = Outcome(("for people",), {"photos": [math.nan]}, (failure,))
    Terminal(out, err).show(outcome, as_json=True)
    assert json.loads(out.getvalue()) == {
        "photos": [None],
        "errors": [{"file": "a.jpg", "code": "truncated", "message": "“a.jpg” ends too early."}],
    }
    assert err.getvalue() == "“a.jpg” ends too early.\n"
    assert outcome.exit_code == 1


def test_progress_is_shown_on_a_terminal_and_wiped_before_the_end():
    screen = Screen()
    terminal = Terminal(io.StringIO(), screen)
    terminal.progress(ProgressStep(3, 10, "Measuring a.jpg"))
    assert "3 of 10  Measuring a.jpg" in screen.getvalue()
    terminal.show(Outcome(("Done",)), as_json=False)
    assert screen.getvalue().rpartition("\r")[2] == ""


def test_progress_is_silent_where_nobody_watches():
    err = io.StringIO()
    Terminal(io.StringIO(), err).progress(ProgressStep(3, 10, "Measuring a.jpg"))
    assert err.getvalue() == ""


SHELL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")


def in_shell(command: str, *, is_buffered: bool) -> subprocess.CompletedProcess[str]:
    """Run ``skintrack`` with a shell's redirections; the last line of the output is its code."""
    environment = {key: text for key, text in os.environ.items() if key != "PYTHONUNBUFFERED"}
    if not is_buffered:
        environment["PYTHONUNBUFFERED"] = "1"
    program = f"'{sys.executable}' -m skintrack {command}"
    return subprocess.run(
        ["/bin/sh", "-c", program], capture_output=True, text=True, check=False, env=environment
    )


@SHELL
@pytest.mark.parametrize("is_buffered", [True, False])
@pytest.mark.parametrize("as_json", ["", "--json"])
def test_a_full_output_is_said_in_one_sentence(library, is_buffered, as_json):
    result = in_shell(f"verify --library '{library}' {as_json} >/dev/full", is_buffered=is_buffered)
    assert result.returncode == 1
    [sentence] = result.stderr.splitlines()
    assert sentence == "The output could not be written: no space left on device."


@SHELL
@pytest.mark.parametrize("is_buffered", [True, False])
def test_a_reader_that_has_left_ends_it_silently(library, is_buffered):
    command = f"verify --library '{library}' --json"
    result = in_shell(f"{command} | true", is_buffered=is_buffered)
    assert result.stderr == ""


@SHELL
@pytest.mark.parametrize("redirection", ["2>/dev/full", ">/dev/full 2>/dev/full", ">&-", "2>&-"])
def test_no_stream_is_needed_to_end_without_a_traceback(tmp_path, redirection):
    command = f"verify --library '{tmp_path}' --json {redirection}"
    result = in_shell(command, is_buffered=True)
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert "Exception" not in result.stderr


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is sent as a POSIX signal")
def test_ctrl_c_keeps_what_is_done_and_says_so(run, library, tmp_path):
    folder = tmp_path / "phone"
    folder.mkdir()
    for number in range(2000):
        data = photo_makers.jpeg_bytes(size_px=(640, 480))
        comment = f"photo {number:05}".encode()
        marker = b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment
        (folder / f"{number:05}.jpg").write_bytes(data[:2] + marker + data[2:])
    command = [sys.executable, "-m", "skintrack", "import", "--library", str(library)]
    process = subprocess.Popen(
        [*command, str(folder), "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    deadline = time.monotonic() + 60
    while not any(library.rglob("originals/**/*.jpg")) and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "Stopping" in err
    assert "Traceback" not in err
    done = json.loads(out)["needs_date"]
    assert 0 < len(done) < 2000
    verified = run("verify", "--library", library, "--json").document
    assert verified["ok"] is True
    assert verified["photos"] == len(done)
