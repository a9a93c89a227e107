"""Whatever somebody types into whatever field comes out of the report as it was typed."""

import re
import shutil
import subprocess
import unicodedata
from dataclasses import replace
from datetime import date, timedelta

import pikepdf
import pytest

from skintrack.library import Library
from skintrack.model import (
    DiaryEntry,
    Provider,
    Rater,
    ReportChoices,
    Scale,
    never_cancelled,
)
from skintrack.workflows import make_report, report_inside, report_preview
from skintrack.workflows.report_inside import Layout
from skintrack.workflows.report_inside_words import inside_words
from tests.helpers.naughty_strings import FOREIGN, INVISIBLE, NAUGHTY
from tests.helpers.pdf_text import page_texts

DAY = date(2026, 11, 20)
SESSION_DAY = date(2026, 4, 1)
FIELDS = (
    *("person", "course", "words", "area", "instruction"),
    *("device", "notes", "practitioner", "products", "numbing", "diary"),
)
NOT_PRINTED = ("rating",)


@pytest.fixture
def report_of(tmp_path):
    """Return a function from a text, put into every field, to the report's file."""

    def make(text, **choices):
        library = Library.create(tmp_path / "library", "Course", "acne_scars")
        typed = {field: f"{field}: {text}" for field in (*FIELDS, *NOT_PRINTED)}
        with library:
            fill(library, typed)
            chosen = ReportChoices(report_day=DAY, **choices)
            return make_report.run(library, tmp_path / "report.pdf", chosen)

    return make


def fill(library, typed):
    course = library.courses.all()[0]
    library.courses.update(
        replace(
            course,
            name=typed["course"],
            person_id=library.people.named(typed["person"]).id,
            concern_words=typed["words"],
            area=typed["area"],
            practitioner_instruction=typed["instruction"],
        )
    )
    session = library.sessions.add(course.id, SESSION_DAY, provider=Provider.CLINIC)
    library.sessions.update(
        replace(
            session,
            depth_mm=1.0,
            device=typed["device"],
            notes=typed["notes"],
            practitioner=typed["practitioner"],
            products=typed["products"],
            numbing=typed["numbing"],
        )
    )
    day = SESSION_DAY + timedelta(days=1)
    library.diary.save(DiaryEntry(session.id, day, pain=2, notes=typed["diary"]))
    answers = [(Scale.GAIS, 2, Rater.PRACTITIONER)]
    library.ratings.add(course.id, day, answers, typed["rating"])


def squeezed(text):
    """Return what can be seen of a text, without spaces: lines break where they must.

    Without hyphens too, as pdftotext takes those at the end of a line for its own.
    """
    return "".join(
        letter
        for letter in unicodedata.normalize("NFC", text)
        if not letter.isspace()
        and letter != "-"
        and unicodedata.category(letter) not in {"Cf", "Cc"}
    )


def seen_in(path):
    return squeezed(pdftotext("-raw", path))


@pytest.mark.parametrize("text", NAUGHTY.values(), ids=NAUGHTY)
def test_every_field_comes_out_as_typed(report_of, text):
    seen = seen_in(report_of(text).path)
    missing = [field for field in FIELDS if squeezed(f"{field}: {text}") not in seen]
    assert missing == []


@pytest.mark.parametrize("text", INVISIBLE.values(), ids=INVISIBLE)
def test_signs_that_are_not_seen_take_nothing_with_them(report_of, text):
    seen = seen_in(report_of(text).path)
    assert squeezed(f"notes: {text}")[:9] in seen
    assert seen.count("notes:") == 1


@pytest.mark.parametrize("text", FOREIGN.values(), ids=FOREIGN)
def test_letters_of_other_fonts_give_pages_and_a_note_where_they_are_missing(report_of, text):
    report = report_of(text)
    seen = " ".join(page_texts(report.path))
    assert report.page_count >= 2
    assert ("□" in seen) == bool(report.letters_note)
    assert ("Some letters cannot be printed" in seen) == bool(report.letters_note)
    with pikepdf.open(report.path) as pdf:
        assert pdf.open_metadata().pdfa_status == "3A"


def test_lines_of_notes_stay_lines(report_of):
    report = report_of("first line\nsecond line\r\n\r\n\r\n\r\nthird line")
    seen = " ".join(page_texts(report.path))
    for field in ("notes", "diary"):
        assert f"{field}: first line second line third line" in seen
    layout = pdftotext("-layout", report.path)
    for field in ("notes", "diary", "words"):
        assert f"{field}: first line" in layout
        assert f"{field}: first line second" not in layout


@pytest.mark.parametrize("length", [60, 400])
def test_very_long_words_are_broken_and_none_is_cut(report_of, length):
    word = ("Mikroneedling" * 40)[:length]
    report = report_of(word)
    assert f"notes:{word}" in seen_in(report.path)
    with pikepdf.open(report.path) as pdf:
        width = float(pdf.pages[0].mediabox[2])
    assert right_edge(report.path) < width - 20


def pdftotext(option, path):
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    command = [program, option, "-enc", "UTF-8", path, "-"]
    return subprocess.run(command, check=True, capture_output=True).stdout.decode()


def right_edge(path):
    """Return how far right text reaches on any page, in points."""
    boxes = pdftotext("-bbox", path)
    return max(float(found) for found in re.findall(r'<word .*?xMax="([\d.]+)"', boxes))


def test_the_title_has_one_line_and_no_markup(report_of):
    report = report_of("#panic()\nsecond")
    with pikepdf.open(report.path) as pdf:
        title = str(pdf.docinfo["/Title"])
    assert "\n" not in title
    assert "#panic() second" in title


def test_thousands_of_lines_flow_over_pages(report_of):
    report = report_of("\n".join(f"line {n}" for n in range(400)))
    assert report.page_count > 4
    assert "line399" in seen_in(report.path)


def test_what_cannot_be_printed_is_said_before_the_report_is_written(tmp_path):
    with Library.create(tmp_path / "library", "\ue000", "acne_scars") as library:
        choices = ReportChoices(report_day=DAY)
        draft = report_preview.gather(library, choices, never_cancelled)
        stock = report_inside.stock_of(library, library.courses.all()[0].id)
    assert draft is not None
    inside = report_inside.list_inside(stock, choices, DAY)
    layout = Layout(3, 0, draft.byte_size, draft.letters_note)
    words = inside_words(inside, layout)
    assert words.not_inside[0].startswith("Some letters cannot be printed")
    assert not any("letters" in line for line in inside_words(inside, Layout(3, 0)).not_inside)
