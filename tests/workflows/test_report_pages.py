"""Pages of the report as pictures."""

import io
import stat
from datetime import date

import pytest
from PIL import Image

from skintrack.errors import CancelledError, InputError, StorageError
from skintrack.model import ReportChoices
from skintrack.workflows import make_report, report_pages
from tests.helpers.measured_library import Shot, course_shots, make_library

CHOICES = ReportChoices(report_day=date(2026, 11, 20))


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    with make_library(tmp_path_factory.mktemp("course"), course_shots()) as library:
        yield library


def test_the_summary_alone_as_a_file(course, tmp_path):
    target = tmp_path / "summary.PNG"
    result = report_pages.run(course, target, CHOICES, dpi=50)
    assert result.paths == (target,)
    assert list(tmp_path.iterdir()) == [target]
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert target.read_bytes() == make_report.preview(course, CHOICES, dpi=50)[0]


def test_all_pages_into_a_folder_that_is_made(course, tmp_path):
    folder = tmp_path / "a" / "b"
    result = report_pages.run(course, folder, CHOICES, frozenset(), dpi=40)
    assert result.page_count == len(result.paths) >= 3
    assert [path.name for path in result.paths][:2] == ["page-1.png", "page-2.png"]
    assert sorted(folder.iterdir()) == list(result.paths)


def test_the_size_follows_the_sharpness_and_nothing_else_is_inside(course, tmp_path):
    result = report_pages.run(course, tmp_path / "a.png", CHOICES, dpi=72)
    data = result.paths[0].read_bytes()
    with Image.open(io.BytesIO(data)) as opened:
        assert opened.size == pytest.approx((595, 842), abs=1)
        assert set(opened.info) <= {"dpi", "srgb", "gamma"}
    assert b"Exif" not in data
    assert b"tEXt" not in data


@pytest.mark.parametrize(
    ("target", "pages", "rest"),
    [
        ("a.png", {99}, ({}, "no_such_page")),
        ("a.png", {0}, ({}, "no_such_page")),
        ("a.png", {1, 2}, ({}, "one_page")),
        ("a.png", set(), ({}, "one_page")),
        ("a.png", {1}, ({"password": "rosa"}, "locked_page")),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(course, tmp_path, target, pages, rest):
    choices, code = rest
    wanted = ReportChoices(report_day=date(2026, 11, 20), **choices)
    with pytest.raises(InputError) as refused:
        report_pages.run(course, tmp_path / target, wanted, frozenset(pages), dpi=30)
    assert refused.value.code == code
    assert list(tmp_path.iterdir()) == []


def test_not_into_a_library_and_not_where_a_file_is(course, tmp_path):
    with pytest.raises(InputError, match="inside the library"):
        report_pages.run(course, course.folder / "page.png", CHOICES, dpi=30)
    (tmp_path / "taken").write_text("x")
    with pytest.raises(StorageError):
        report_pages.run(course, tmp_path / "taken", CHOICES, dpi=30)


def test_a_stop_writes_nothing(tmp_path):
    with make_library(tmp_path, [Shot(0)]) as library, pytest.raises(CancelledError):
        report_pages.run(library, tmp_path / "a.png", CHOICES, cancelled=lambda: True)
    assert not (tmp_path / "a.png").exists()
