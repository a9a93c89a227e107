"""The PDF itself: archival and accessible, deterministic, read back with pikepdf."""

import dataclasses
import io
import shutil
import subprocess
from datetime import date

import numpy as np
import pikepdf
import pytest

from skintrack.imaging.export import encode_jpeg
from skintrack.model import Paper
from skintrack.reports import Chart, Picture, render_pages, render_pdf, wording
from skintrack.reports.content import (
    LeftOut,
    RecordBlock,
    RecordCell,
    RecordColumn,
    RecordGroup,
    RecordRow,
    ReportContent,
    TextBlock,
)
from skintrack.reports.summary_parts import (
    AnswerLine,
    ChartPanel,
    Pair,
    PairSide,
    People,
    PersonAnswer,
    RegionCell,
    RegionRow,
    RegionTable,
    Said,
    SummaryRow,
)
from tests.helpers.pdf_text import alternative_texts
from tests.helpers.report_parts import (
    method_with,
    practitioner_with,
    recovery_with,
    sessions_with,
)

JPEG = encode_jpeg(np.full((380, 320, 3), 150, np.uint8), 85)
PHOTO = Picture(JPEG, "Front view, 3 March 2026.")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><path d="M0 0H4V2"/></svg>'
ROW = SummaryRow(
    *("Redness", "Chin", "3.1", "3 Mar 2026", "1.2", "5 May 2026"),
    *("1.9 ± 1.1", "index 78 (70 to 86)", "▼", "better", "less red"),
)
CONTENT = ReportContent(
    language="en",
    paper=Paper.A4,
    report_day=date(2026, 11, 20),
    report_id="ST-0000-0001",
    title="Progress report: Cheeks",
    heading="Cheeks",
    concern="Acne scars",
    concern_label="In the patient's own words",
    facts=tuple(TextBlock(f"Fact {n}", "text") for n in range(4)),
    answer=(AnswerLine("▼", "Better, beyond noise: redness."),),
    scores=("Whole face: within noise.",),
    pair=Pair(
        PairSide(PHOTO, "Baseline", "3 March 2026", (), "Reference"),
        PairSide(
            PHOTO._replace(alt="Later."),
            *("Latest", "5 May 2026", ("Week 9",), "Comparable"),
        ),
        ("Front view.",),
    ),
    pair_sentences=(),
    people=People(
        "People", (Said("Scale", (PersonAnswer("4", "", "the patient", ("5 May 2026",)),)),), ""
    ),
    summary=(ROW,),
    summary_notes=("Lower is better.",),
    charts=(ChartPanel(Chart(SVG, "Chart of redness."), "2 photos count."),) * 2,
    chart_notes=("Change from baseline.",),
    regions=RegionTable(
        ("Region", "Redness"),
        (
            RegionRow(
                "Chin", (RegionCell("▼", "\N{MINUS SIGN}1.9 ± 1.1", "3.1 to 1.2", "better"),)
            ),
            RegionRow("Nose", (None,)),
        ),
    ),
    regions_note="Lower is better.",
    left_out=(LeftOut("8 Apr 2026", "All", "Blurred."),),
    record=(
        RecordGroup(
            "Photo record",
            ("Oldest left.",),
            (
                RecordBlock(
                    (RecordColumn("3 Mar 2026", "Baseline"),),
                    (RecordRow("Front", (RecordCell(PHOTO, "dark"),)),),
                ),
            ),
        ),
    ),
    sessions=sessions_with("said"),
    recovery=recovery_with("calm"),
    method=method_with("What it means."),
    practitioner=practitioner_with("write"),
    footer="Report ST-0000-0001",
    labels=wording.LABELS,
    letters_note=wording.MISSING_LETTERS,
)


@pytest.fixture(scope="module")
def pdf_bytes():
    return render_pdf(CONTENT).pdf


def test_it_says_that_it_is_archival_and_accessible(pdf_bytes):
    with pikepdf.open(io.BytesIO(pdf_bytes)) as pdf:
        metadata = pdf.open_metadata()
        assert metadata.pdfa_status == "3A"
        assert metadata["pdfuaid:part"] == "1"
        root = pdf.Root
        assert "/StructTreeRoot" in root
        assert root.MarkInfo.Marked
        assert str(root.Lang) == "en"
        assert root.ViewerPreferences.DisplayDocTitle
        assert root.OutputIntents[0].S == "/GTS_PDFA1"
        assert str(pdf.docinfo["/Title"]) == "Progress report: Cheeks"
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20261120120000")


def test_every_figure_has_its_text_and_tables_have_headers(pdf_bytes, tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_bytes)
    texts = alternative_texts(path)
    assert sorted(set(texts)) == [
        "A drawn face.",
        "Chart of redness.",
        "Front view, 3 March 2026.",
        "Later.",
        *(f"step {level}" for level in range(4)),
    ]
    with pikepdf.open(path) as pdf:
        kinds = {str(o.S) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/S" in o}
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/Figure"} <= kinds


def test_photos_reach_the_pdf_unchanged(pdf_bytes):
    with pikepdf.open(io.BytesIO(pdf_bytes)) as pdf:
        images = [
            bytes(o.read_raw_bytes())
            for o in pdf.objects
            if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"
        ]
    assert JPEG in images


def test_only_the_own_font_is_inside(pdf_bytes):
    with pikepdf.open(io.BytesIO(pdf_bytes)) as pdf:
        fonts = {
            str(o.BaseFont)
            for o in pdf.objects
            if isinstance(o, pikepdf.Dictionary) and "/BaseFont" in o
        }
    assert fonts
    assert all("Inter-" in font for font in fonts)


def test_the_same_content_gives_the_same_bytes(pdf_bytes):
    assert render_pdf(CONTENT).pdf == pdf_bytes


def test_qpdf_finds_nothing_wrong(pdf_bytes, tmp_path):
    qpdf = shutil.which("qpdf")
    if qpdf is None:
        pytest.skip("qpdf is not installed")
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_bytes)
    subprocess.run([qpdf, "--check", str(path)], check=True, capture_output=True)


def test_pages_as_pictures_for_a_preview():
    pages = render_pages(CONTENT, dpi=40)
    assert len(pages) == render_pdf(CONTENT).page_count
    assert all(page.startswith(b"\x89PNG") for page in pages)


@pytest.mark.parametrize(
    "text",
    [
        "a\x00b\x07c\nd\te",
        "\ufeffbom \u202e reversed \u200b zero",
        "مرحبا שלום",
        "漢字 สวัสดี 😀 👩‍👩‍👧",
        "\ud83d lone surrogate",
        "Z̸̡̢͙a̷l̶g̴o̵",
        "\uffff\ue123\U000e0041",
        "x" * 400,
        "",
    ],
    ids=[
        "control",
        "invisible",
        "right to left",
        "emoji",
        "lone",
        "zalgo",
        "none",
        "long",
        "empty",
    ],
)
def test_any_text_can_be_printed(text):
    content = dataclasses.replace(
        CONTENT,
        heading=text,
        concern=text,
        facts=(TextBlock(text, text),) * 5,
        answer=(AnswerLine("▼", text), AnswerLine("", text)),
        people=People("People", (Said(text, (PersonAnswer(text, text, text, (text,)),)),), text),
        title=f"Report {text}",
        sessions=sessions_with(text),
        recovery=recovery_with(text),
        method=method_with(text),
        practitioner=practitioner_with(text),
    )
    report = render_pdf(content)
    assert report.page_count >= 2
    with pikepdf.open(io.BytesIO(report.pdf)) as pdf:
        assert pdf.open_metadata().pdfa_status == "3A"


def test_twelve_long_sessions_and_forty_visits_flow_over_pages():
    notes = "Long notes about everything that was done on this day. " * 4
    column = RecordColumn("10 Mar 2026", "10 weeks after session 12")
    rows = tuple(
        RecordRow(view, (RecordCell(PHOTO, ""),) * 5)
        for view in ("Front", "Left oblique", "Right oblique")
    )
    content = dataclasses.replace(
        CONTENT,
        sessions=sessions_with(notes, 12),
        record=(RecordGroup("Record", (), (RecordBlock((column,) * 5, rows),) * 8),),
    )
    assert render_pdf(content).page_count >= 6
