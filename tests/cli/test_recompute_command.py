"""``trend`` and ``report`` on a library that an earlier version measured."""

import json
import signal
import subprocess
import sys

import pytest

from skintrack.analysis import ALGORITHM
from tests.helpers.libraries import sql
from tests.helpers.measured_library import Shot, make_library

NOTICE = "SkinTrack measures photos in a new way. Measuring 5 photos again; nothing is lost.\n"
# Measures like `trend`, and is killed when the second photo is stored.
KILLED = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from skintrack.library import Library
from skintrack.workflows import analyse_photos

def progress(step):
    if step.done == 2:
        os.kill(os.getpid(), signal.SIGKILL)

with Library.open(Path(sys.argv[1])) as library:
    analyse_photos.analyse_library(library, progress=progress)
"""


@pytest.fixture
def old(tmp_path):
    """Five photos measured by version 1; a drawn region spares the search for a face."""
    make_library(tmp_path, (Shot(9 * n) for n in range(5)), session_days=()).close()
    folder = tmp_path / "library"
    sql(folder, "UPDATE analysis SET algorithm = '1'")
    sql(folder, "UPDATE measurement SET algorithm = '1'")
    outline = json.dumps([[30, 20], [90, 20], [90, 60], [30, 60]])
    for (photo_id,) in sql(folder, "SELECT id FROM photo"):
        statement = "INSERT INTO drawn_region (photo_id, outline) VALUES (?, ?)"
        sql(folder, statement, photo_id, outline)
    return folder


def versions(folder):
    rows = sql(folder, "SELECT algorithm, count(*) FROM analysis GROUP BY algorithm")
    return {row[0]: row[1] for row in rows}


def test_trend_measures_everything_again_and_says_so(run, old):
    result = run("trend", "--library", old, "--json", "--jobs", 1)
    assert result.err == NOTICE
    assert {series["algorithm"] for series in result.document["series"]} == {ALGORITHM}
    assert versions(old) == {ALGORITHM: 5}
    assert run("trend", "--library", old, "--json").err == ""


def test_report_measures_everything_again(run, old, tmp_path):
    result = run("report", "--library", old, "--output", tmp_path / "report.pdf")
    assert result.err.startswith(NOTICE)
    assert versions(old) == {ALGORITHM: 5}


def test_recompute_measures_what_is_up_to_date_too(run, old):
    run("trend", "--library", old)
    sql(old, "UPDATE measurement SET value = 99")
    run("trend", "--library", old)
    assert sql(old, "SELECT count(*) FROM measurement WHERE value = 99") != [(0,)]
    assert run("trend", "--library", old, "--recompute", "--jobs", 2).code == 0
    assert sql(old, "SELECT count(*) FROM measurement WHERE value = 99") == [(0,)]


def test_what_cannot_be_measured_still_waits(run, old):
    min((old / "originals").rglob("*.jpg")).unlink()
    result = run("trend", "--library", old)
    assert result.code == 1
    assert "1 photo still waits.\n" in result.err
    assert versions(old) == {"1": 1, ALGORITHM: 4}


def test_killed_in_the_middle_it_goes_on_with_the_rest(run, old, pytestconfig):
    command = [sys.executable, "-c", KILLED, str(old), str(pytestconfig.rootpath)]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    assert versions(old) == {"1": 3, ALGORITHM: 2}
    result = run("trend", "--library", old)
    assert "Measuring 3 photos again" in result.err
    assert versions(old) == {ALGORITHM: 5}
