"""How the pages hold what people type: nothing runs off, nothing is cut, headings in order."""

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date

import cv2
import numpy as np
import pikepdf
import pytest

from skintrack.library import Library
from skintrack.model import Paper, PhotoPrivacy, Rater, ReportChoices, Scale, View
from skintrack.workflows import make_report
from tests.helpers.measured_library import Shot, course_shots, make_library
from tests.helpers.pdf_text import page_texts

DAY = date(2026, 11, 20)
LONG = "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft"
MARGIN = 19 / 25.4 * 72  # points
WORDS = f"The deep scars on my cheeks should be less visible in side light. {LONG} " * 3
WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)<')


def full_library(folder) -> Library:
    """Return a course of 20 visits in three views, 12 sessions, long names and many ratings."""
    views = (View.FRONT, View.LEFT_OBLIQUE, View.RIGHT_OBLIQUE)
    shots = [Shot(12 * n, view, redness=14 - n / 2) for n in range(20) for view in views]
    days = [10 + 20 * n for n in range(12)]
    library = make_library(folder, shots, course=LONG, session_days=days, notes=f"{LONG} {LONG}")
    course = library.courses.all()[0]
    person = library.people.named(LONG).id
    library.courses.update(
        replace(
            course,
            concern_words=WORDS,
            area=LONG + " and chin",
            planned_sessions=12,
            person_id=person,
        )
    )
    answers = ((Scale.PATIENT, 3), (Scale.GAIS, 4), (Scale.GOODMAN_BARON, 3))
    for day in (date(2026, 3, 3), date(2026, 9, 1)):
        for rater in Rater:
            said = tuple((scale, value, rater) for scale, value in answers)
            library.ratings.add(course.id, day, said, None)
    return library


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    with full_library(tmp_path_factory.mktemp("full")) as library:
        yield library


def words_of(path) -> list[tuple[int, float, float, str]]:
    """Return each word with its page and its left and right end in points."""
    pdftotext = shutil.which("pdftotext")
    if pdftotext is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    command = [pdftotext, "-bbox", "-enc", "UTF-8", str(path), "-"]
    text = subprocess.run(command, check=True, capture_output=True).stdout.decode()
    pages = text.split("<page ")[1:]
    return [
        (number, float(found[1]), float(found[3]), found[5])
        for number, page in enumerate(pages, start=1)
        for found in WORD.finditer(page)
    ]


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("language", ["en", "de"])
def test_long_names_and_many_visits_stay_within_the_margins(library, tmp_path, paper, language):
    choices = ReportChoices(report_day=DAY, paper=paper, language=language)
    path = make_report.run(library, tmp_path / "a.pdf", choices).path
    width = {Paper.A4: 595.28, Paper.LETTER: 612.0}[paper]
    outside = [
        word for word in words_of(path) if word[1] < MARGIN - 2 or word[2] > width - MARGIN + 2
    ]
    assert outside == []
    squeezed = "".join("".join(page_texts(path)).split())
    assert squeezed.count(LONG) >= 6


def test_no_page_but_the_last_is_nearly_empty(library, tmp_path):
    path = make_report.run(library, tmp_path / "a.pdf", ReportChoices(report_day=DAY)).path
    counts = [len(text) for text in page_texts(path)]
    assert min(counts[:-1]) > 150, counts


def test_a_course_fits_the_pages_it_should(tmp_path):
    with make_library(tmp_path, course_shots()) as library:
        for language in ("en", "de"):
            for paper in Paper:
                choices = ReportChoices(report_day=DAY, paper=paper, language=language)
                texts = page_texts(make_report.run(library, tmp_path / "a.pdf", choices).path)
                first, second = texts[:2]
                # All numbers stand on the first page, all charts on the second.
                assert first.count("EI") >= 4, (language, paper)
                assert second.count("2026") >= 8, (language, paper)


def headings(path) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:

        def add(items, depth: int) -> None:
            for item in items:
                found.append((depth, item.title))
                add(item.children, depth + 1)

        add(outline.root, 1)
    return found


def test_the_list_of_headings_follows_the_pages(tmp_path):
    with make_library(tmp_path, course_shots()) as library:
        course = library.courses.all()[0]
        library.ratings.add(course.id, DAY, ((Scale.PATIENT, 3, Rater.PATIENT),), None)
        path = make_report.run(library, tmp_path / "a.pdf", ReportChoices(report_day=DAY)).path
    found = headings(path)
    assert found[0] == (1, "Acne scars")
    assert [title for depth, title in found if depth == 1] == ["Acne scars"]
    assert [title for depth, title in found if depth == 2][:5] == [
        "What people say",
        "Numbers",
        "Over time",
        "All regions",
        "Photos that do not count, and why",
    ]


def test_without_photos_there_is_no_frame_but_a_sentence(library, tmp_path):
    choices = ReportChoices(report_day=DAY, photos=PhotoPrivacy.NONE, code="P-17")
    path = make_report.run(library, tmp_path / "a.pdf", choices).path
    text = " ".join(page_texts(path))
    assert "This report has no photos, by choice." in text
    assert "P-17" in text
    with pikepdf.open(path) as pdf:
        streams = [each for each in pdf.objects if isinstance(each, pikepdf.Stream)]
        assert not any(each.get("/Subtype") == "/Image" for each in streams)


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_numbers_are_read_row_by_row(library, tmp_path, language):
    choices = ReportChoices(report_day=DAY, language=language)
    text = " ".join(page_texts(make_report.run(library, tmp_path / "a.pdf", choices).path))
    left, right = {"en": ("Left cheek", "Right cheek"), "de": ("Linke Wange", "Rechte Wange")}[
        language
    ]
    # Each region, its two values with their days, then its change: nothing between them.
    number = "[\N{MINUS SIGN}+]?" r"[\d.,]+"
    row = re.compile(rf"({left}|{right}) {number} \S+ \S+ 2026 {number} \S+ \S+ 2026 {number}")
    assert {found[1] for found in row.finditer(text)} == {left, right}
    table = re.compile(rf"({left}|{right}) [▼▲●] {number}")
    assert {found[1] for found in table.finditer(text)} == {left, right}


def end_beside_the_photos(page: bytes) -> tuple[float, float]:
    """Return where what stands in the rows of the pair ends, and its foot, in points."""
    picture = cv2.imdecode(np.frombuffer(page, np.uint8), cv2.IMREAD_GRAYSCALE)
    assert picture is not None
    inked = np.asarray(picture < 215)
    at_margin = inked[:, round(MARGIN) + 4]
    starts = [row for row in range(1, len(inked)) if at_margin[row] and not at_margin[row - 1]]
    ends = [start + int(np.argmin(at_margin[start:])) for start in starts]
    top, foot = max(zip(starts, ends, strict=True), key=lambda rows: rows[1] - rows[0])
    assert foot - top > 100  # a photo
    return float(np.flatnonzero(inked[top:foot].any(axis=0))[-1]), float(foot)


@pytest.mark.parametrize("rater_count", [0, 1, 3])
def test_the_pair_takes_the_width_of_the_text_and_leaves_room_for_the_numbers(
    tmp_path, rater_count
):
    with make_library(tmp_path, course_shots()) as library:
        course = library.courses.all()[0]
        scales = ((Scale.PATIENT, 3), (Scale.GAIS, 4), (Scale.GOODMAN_BARON, 3))
        for rater in list(Rater)[:rater_count]:
            said = tuple((scale, value, rater) for scale, value in scales)
            library.ratings.add(course.id, DAY, said, None)
        for language in ("en", "de"):
            for paper, width in ((Paper.A4, 595.28), (Paper.LETTER, 612.0)):
                choices = ReportChoices(report_day=DAY, paper=paper, language=language)
                page = make_report.preview(library, choices, dpi=72)[0]
                end, foot = end_beside_the_photos(page)
                case = (language, paper, end, foot)
                assert width - MARGIN - 45 < end < width - MARGIN + 2, case
                assert foot < 480, case
