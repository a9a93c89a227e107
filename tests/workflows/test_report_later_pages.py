"""The pages after the trends as a file: whole rows, headings with their parts, tags for all."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pikepdf
import pytest

from skintrack.library import Library
from skintrack.model import (
    DiaryEntry,
    NeedleZone,
    Paper,
    PhotoPrivacy,
    Provider,
    ReportChoices,
    ReportSection,
    SessionId,
    Sign,
    Step,
    TreatmentSession,
    View,
)
from skintrack.workflows import make_report
from tests.helpers.measured_library import START, Shot, make_library
from tests.helpers.pdf_text import alternative_texts, page_texts

DAY = date(2026, 11, 20)
HEADINGS = (
    "Photo record",
    "Healing days",
    "Sessions",
    "Recovery and safety",
    "Method and limits",
    "For the practitioner to fill in",
)
LONG = "Two passes along and across the cheeks, lightly at the nose, then a cool mask. " * 5
VIEWS = (View.FRONT, View.RIGHT_OBLIQUE, View.LEFT_OBLIQUE)


def add_sessions(library: Library, count: int) -> None:
    course = library.courses.all()[0]
    library.courses.update(
        replace(course, practitioner_instruction="Only the plain balm.", planned_sessions=count)
    )
    for number in range(1, count + 1):
        day = START + timedelta(days=20 * number - 13)
        session = library.sessions.record(
            TreatmentSession(
                SessionId(0),
                course.id,
                day,
                depth_mm=1.5,
                zone_depths=dict.fromkeys(NeedleZone, 0.25),
                device=f"Pen{number:02}",
                provider=Provider.CLINIC,
                practitioner="Practice of a rather long name and partners",
                products="Hyaluronic acid, vitamin B5 serum and a plain balm without perfume",
                notes=f"{LONG}End{number:02}.",
                safety_answers={"cold_sores": number > 1, "pregnancy": False},
            )
        )
        for days in (0, 1, 3):
            signs = {Sign.REDNESS: Step(3 - days), Sign.SWELLING: Step.NONE}
            library.diary.save(DiaryEntry(session.id, day + timedelta(days=days), signs, 4 - days))


@pytest.fixture(scope="module", params=[Paper.A4, Paper.LETTER], ids=["A4", "Letter"])
def long_report(request, tmp_path_factory):
    """Twenty visits, each with its views, and twelve sessions with many words."""
    folder = tmp_path_factory.mktemp("long")
    shots = [
        Shot(13 * visit, view, redness=12.0 - 0.4 * visit)
        for visit in range(20)
        for view in (VIEWS if visit % 3 else VIEWS[:1])
    ]
    with make_library(folder, shots, session_days=()) as library:
        add_sessions(library, 12)
        choices = ReportChoices(report_day=DAY, paper=request.param)
        return make_report.run(library, folder / "report.pdf", choices)


def test_parts_follow_each_other_as_printed(long_report):
    text = " ".join(page_texts(long_report.path))
    places = [text.rindex(heading) for heading in HEADINGS]
    assert places == sorted(places)


def test_no_session_is_torn_apart_and_each_page_repeats_the_head(long_report):
    pages = page_texts(long_report.path)
    for number in range(1, 13):
        first = [n for n, text in enumerate(pages) if f"Pen{number:02}" in text]
        last = [n for n, text in enumerate(pages) if f"End{number:02}" in text]
        assert len(first) == 1
        assert first == last
        assert "Needle depth in mm" in pages[first[0]]


def test_no_heading_stands_alone_at_the_foot_of_a_page(long_report):
    for text in page_texts(long_report.path):
        body = text.split("Report ST-")[0].strip()
        assert not body.endswith(HEADINGS)


def test_two_blocks_of_three_views_share_a_page(long_report):
    blocks = [text.count("Left oblique") for text in page_texts(long_report.path)]
    record = [count for count in blocks if count]
    assert sum(record) == 5  # four of the record, one of healing days
    assert max(record) == 2
    assert len(record) == 3


def test_marks_of_the_diary_are_told_to_those_who_do_not_see_them(long_report):
    texts = alternative_texts(long_report.path)
    assert all(texts)
    for step, count in (("strongly", 12), ("clearly", 12), ("none", 4 * 12), ("a little", 0)):
        assert texts.count(step) == count, step


def test_tables_have_heads_and_cells(long_report):
    with pikepdf.open(long_report.path) as pdf:
        kinds = [
            str(each.S)
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/StructElem"
        ]
    assert kinds.count("/Table") >= 12
    assert kinds.count("/TH") > kinds.count("/Table")
    assert {"/H1", "/H2", "/H3", "/TD", "/Figure"} <= set(kinds)


def test_changed_answers_and_the_instruction_are_there(long_report):
    text = " ".join(page_texts(long_report.path))
    assert "no before session 1; yes before sessions 2 to 12, from 30 Mar 2026" in text
    assert "Only the plain balm." in text
    assert "Pregnancy" not in text


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    folder = tmp_path_factory.mktemp("short")
    shots = [Shot(0), Shot(0, View.LEFT_OBLIQUE), Shot(60, redness=2.0)]
    with make_library(folder, shots, session_days=()) as opened:
        add_sessions(opened, 2)
        yield opened


def pages_with(library, tmp_path, **choices) -> str:
    path = tmp_path / "report.pdf"
    make_report.run(library, path, ReportChoices(report_day=DAY, **choices))
    return " ".join(page_texts(path))


@pytest.mark.parametrize(
    ("section", "words"),
    [
        (ReportSection.PHOTO_RECORD, "Photo record"),
        (ReportSection.SESSIONS, "Pen01"),
        (ReportSection.RECOVERY, "Recovery and safety"),
        (ReportSection.PRACTITIONER, "For the practitioner to fill in"),
    ],
)
def test_a_part_can_be_left_out(library, tmp_path, section, words):
    assert words in pages_with(library, tmp_path)
    text = pages_with(library, tmp_path, sections=frozenset(ReportSection) - {section})
    assert words not in text
    assert "What this cannot show" in text


def test_without_photos_the_record_is_a_table_and_no_picture_is_inside(library, tmp_path):
    text = pages_with(library, tmp_path, photos=PhotoPrivacy.NONE)
    assert re.search(r"3 Mar 2026 Baseline Front, left oblique", text)
    with pikepdf.open(tmp_path / "report.pdf") as pdf:
        images = [
            each
            for each in pdf.objects
            if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"
        ]
    assert images == []


def test_the_diary_ends_with_the_period(library, tmp_path):
    second_day = START + timedelta(days=8)
    assert "Redness from day 3" in pages_with(library, tmp_path)
    text = pages_with(library, tmp_path, date_to=second_day)
    assert "Redness clearly, day 1" in text
    assert "from day 3" not in text


def test_a_course_without_sessions_has_no_empty_table(tmp_path):
    with make_library(tmp_path, [Shot(0), Shot(60)], session_days=()) as library:
        text = pages_with(library, tmp_path)
    assert "No session has been recorded." in text
    assert "Recovery and safety" not in text
    assert "Pain, 0 to 10" not in text
