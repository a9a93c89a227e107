"""``skintrack read-report``: reads back, adds on request, refuses in words."""

import json
import shutil

import pytest

from skintrack.library import Library
from skintrack.model import ReportChoices
from skintrack.workflows import make_report
from tests.helpers.noted_library import COURSE, DAY, noted_library

KEY = "öffne"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("noted")
    with noted_library(folder) as library:
        result = make_report.run(library, folder / "report.pdf", ReportChoices(report_day=DAY))
        choices = ReportChoices(report_day=DAY, password=KEY)
        make_report.run(library, folder / "locked.pdf", choices)
    return folder, result.report_id


def test_it_says_what_the_report_says(run, made):
    folder, report_id = made
    result = run("read-report", folder / "report.pdf", "--json")
    assert result.code == 0
    document = result.document
    assert (document["report_id"], document["course"]) == (report_id, COURSE)
    assert (document["sessions"], document["ratings"], document["photos"]) == (2, 4, 10)
    assert document["added"] is None
    trend = run("trend", "--library", folder / "library", "--view", "front", "--json").document
    read = [series for series in document["series"] if series["view"] == "front"]
    for series in trend["series"]:
        assert series in read


def test_it_is_read_by_people_too(run, made):
    result = run("read-report", made[0] / "report.pdf")
    assert result.code == 0
    assert f"Report {made[1]} of 2026-11-20: {COURSE}" in result.out
    assert "better, beyond noise" in result.out


def test_it_adds_what_a_course_lacks_once(run, made, tmp_path):
    run("init", "--library", tmp_path / "mine", "--course", "Mine")
    call = ("read-report", made[0] / "report.pdf", "--add", "--library", tmp_path / "mine")
    added = run(*call, "--json").document["added"]
    assert (added["sessions"], added["diary_days"], added["ratings"]) == (2, 4, 4)
    again = run(*call, "--json").document["added"]
    assert (again["sessions"], again["diary_days"], again["ratings"], again["kept"]) == (0, 0, 0, 0)
    with Library.open(tmp_path / "mine") as library:
        assert len(library.sessions.of_course(library.courses.all()[0].id)) == 2


def test_a_report_goes_to_the_course_it_was_made_of(run, made, tmp_path):
    copy = shutil.copytree(made[0] / "library", tmp_path / "copy")
    with Library.open(copy) as library:
        library.courses.add("Newest")
    call = ("read-report", made[0] / "report.pdf", "--add", "--library", copy, "--json")
    assert run(*call).document["added"]["course"] == COURSE
    assert run(*call, "--course", "newest").document["added"]["course"] == "Newest"


def test_a_locked_report(run, made, tmp_path):
    refused = run("read-report", made[0] / "locked.pdf", "--json")
    assert refused.code == 1
    assert refused.document["errors"][0]["code"] == "password"
    (tmp_path / "word.txt").write_text(f"{KEY}\n", encoding="utf-8")
    opened = run(
        "read-report", made[0] / "locked.pdf", "--password-file", tmp_path / "word.txt", "--json"
    )
    assert opened.code == 0
    assert opened.document["report_id"] == made[1]


def test_what_is_no_report(run, tmp_path):
    (tmp_path / "x.json").write_text(json.dumps({"format": "other"}))
    result = run("read-report", tmp_path / "x.json", "--json")
    assert result.code == 1
    assert result.document["errors"][0]["code"] == "not_a_report"
    assert run("read-report", tmp_path / "gone.pdf").code == 1
    assert run("read-report", tmp_path / "x.json", "--add").code == 2
