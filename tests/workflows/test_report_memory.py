"""What is kept between two looks at a report."""

from datetime import date

from skintrack.library import Library
from skintrack.model import Paper, PhotoPrivacy, ReportChoices
from skintrack.workflows import build_series, make_report, report_charts
from tests.helpers.measured_library import Shot, course_shots, make_library

DAY = date(2026, 11, 20)


def test_a_part_is_made_once_until_something_is_written(tmp_path):
    made: list[int] = []

    def make() -> int:
        made.append(1)
        return len(made)

    with Library.create(tmp_path / "one", "Course") as one:
        assert [one.memory.remembered("a", 1, make) for _ in range(3)] == [1, 1, 1]
        assert one.memory.remembered("a", 2, make) == 2
        one.courses.add("Another")
        assert one.memory.remembered("a", 1, make) == 3
        one.memory.forget()
        assert one.memory.remembered("a", 1, make) == 4
        with Library.create(tmp_path / "two", "Course") as two:
            assert two.memory.remembered("a", 1, make) == 5


def test_it_does_not_grow_without_end(tmp_path):
    with Library.create(tmp_path / "one", "Course") as library:
        for number in range(200):
            library.memory.remembered("a", number, lambda: b"x", most=5)
            library.memory.keep(number, b"x", most=7)
        assert len(library.memory._of_records["a"]) <= 5
        assert library.memory.lasting(6) == b"x"
        assert library.memory.lasting(7) is None


def test_another_privacy_computes_no_series_and_draws_no_chart(tmp_path, monkeypatch):
    with make_library(tmp_path, course_shots()) as library:
        choices = ReportChoices(report_day=DAY)
        make_report.preview(library, choices, dpi=20)
        monkeypatch.setattr(build_series, "from_records", None)
        monkeypatch.setattr(report_charts, "main_regions", None)
        hidden = ReportChoices(report_day=DAY, photos=PhotoPrivacy.NONE)
        assert make_report.preview(library, hidden, dpi=20)


def test_kept_parts_and_new_ones_give_the_same_file(tmp_path):
    with make_library(tmp_path, [Shot(0, redness=12.0), Shot(60, redness=6.0)]) as library:
        for choices in (
            ReportChoices(report_day=DAY),
            ReportChoices(report_day=DAY, language="de"),
            ReportChoices(report_day=DAY, paper=Paper.LETTER),
            ReportChoices(report_day=DAY, date_to=date(2026, 4, 1)),
        ):
            kept = make_report.run(library, tmp_path / "kept.pdf", choices).path.read_bytes()
            library.memory.forget()
            new = make_report.run(library, tmp_path / "new.pdf", choices).path.read_bytes()
            assert kept == new
