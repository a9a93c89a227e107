"""The finished file as archives, screen readers and other programs see it."""

import hashlib
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from skintrack.library import Library
from skintrack.model import PhotoPrivacy, ReportChoices
from skintrack.workflows import make_report
from tests.helpers.measured_library import course_shots, make_library
from tests.helpers.pdf_text import alternative_texts, page_texts

DAY = date(2026, 11, 20)
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    folder = tmp_path_factory.mktemp("course")
    with make_library(folder, course_shots(), notes="Numbing cream.") as library:
        yield library


@pytest.fixture(scope="module", params=["en", "de"])
def written(course, request, tmp_path_factory):
    path = tmp_path_factory.mktemp("written") / "report.pdf"
    choices = ReportChoices(report_day=DAY, language=request.param, has_data=True, has_fhir=True)
    make_report.run(course, path, choices)
    return path, request.param


def elements(pdf: pikepdf.Pdf, kind: str) -> list[pikepdf.Dictionary]:
    """Return the elements of a kind in the structure tree, in the order they are read."""
    found: list[pikepdf.Dictionary] = []

    def walk(node: pikepdf.Object) -> None:
        if not isinstance(node, pikepdf.Dictionary):
            return
        if node.get("/S") == kind:
            found.append(node)
        children = node.get("/K", pikepdf.Array())
        for child in children if isinstance(children, pikepdf.Array) else [children]:
            walk(child)

    walk(pdf.Root.StructTreeRoot)
    return found


def test_it_calls_itself_archival_and_accessible(written):
    path, language = written
    with pikepdf.open(path) as pdf:
        metadata = pdf.open_metadata()
        assert metadata["pdfaid:part"] == "3"
        assert metadata["pdfaid:conformance"] == "A"
        assert metadata["pdfuaid:part"] == "1"
        assert str(pdf.Root.Lang) == language
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        (intent,) = pdf.Root.OutputIntents
        assert intent.S == "/GTS_PDFA1"
        assert intent.DestOutputProfile.N == 3
        assert b"acsp" in intent.DestOutputProfile.read_bytes()[:128]
        assert "/Encrypt" not in pdf.trailer


def test_it_is_dated_by_the_day_of_the_report(written):
    with pikepdf.open(written[0]) as pdf:
        for name in ("/CreationDate", "/ModDate"):
            assert str(pdf.docinfo[name]).startswith("D:20261120")
        assert "2026-11-20" in str(pdf.open_metadata()["xmp:CreateDate"])
        assert len(pdf.trailer.ID) == 2


def test_every_figure_says_what_it_shows(written):
    path, _ = written
    with pikepdf.open(path) as pdf:
        figures = elements(pdf, "/Figure")
        assert figures
        for figure in figures:
            assert len(str(figure.get("/Alt", ""))) > 10
    texts = alternative_texts(path)
    assert len(texts) == len(figures)
    assert not any("\n" in text for text in texts)


def test_headings_begin_at_one_and_skip_none(written):
    with pikepdf.open(written[0]) as pdf:
        assert len(elements(pdf, "/H1")) == 1
        assert len(elements(pdf, "/H2")) >= 4
        if elements(pdf, "/H4"):
            assert elements(pdf, "/H3")
        assert elements(pdf, "/Table")
        for table in elements(pdf, "/Table"):
            assert "/TH" in kinds_below(table)


def kinds_below(node: pikepdf.Object) -> set[str]:
    kinds: set[str] = set()
    if isinstance(node, pikepdf.Dictionary):
        kinds.add(str(node.get("/S", "")))
        children = node.get("/K", pikepdf.Array())
        for child in children if isinstance(children, pikepdf.Array) else [children]:
            kinds |= kinds_below(child)
    return kinds


def test_the_language_stays_the_same_in_all_of_it(written):
    path, language = written
    with pikepdf.open(path) as pdf:
        tagged = [each for each in elements(pdf, "/Document") if "/Lang" in each]
        assert all(str(each.Lang) == language for each in tagged)


def test_all_fonts_are_inside_and_no_page_can_do_anything(written):
    with pikepdf.open(written[0]) as pdf:
        descriptors = [
            each
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor"
        ]
        assert descriptors
        for each in descriptors:
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(each.keys())
        for name in ("/OpenAction", "/AA", "/AcroForm"):
            assert name not in pdf.Root
        assert not any(
            isinstance(each, pikepdf.Dictionary) and each.get("/S") in ("/JavaScript", "/URI")
            for each in pdf.objects
        )


def test_attachments_say_what_they_are_to_the_report(written):
    with pikepdf.open(written[0]) as pdf:
        names = set(pdf.attachments)
        assert {"skintrack-report.json", "measurements.csv", "sessions.csv"} <= names
        linked = {str(each.UF) for each in pdf.Root.AF}
        assert linked == names
        for name in names:
            spec = pdf.attachments[name].obj
            assert spec.AFRelationship in ("/Data", "/Source", "/Supplement")
            assert str(spec.Desc)
            stream = spec.EF.F
            assert "/" in str(stream.Subtype).lstrip("/")
            assert str(stream.Params.ModDate).startswith("D:20261120")


def test_it_reads_in_order(written):
    path, _ = written
    text = " ".join(page_texts(path))
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        titles = [str(each.title) for each in walk_outline(outline.root)]
    assert len(titles) >= 5
    places = []
    start = 0
    for title in titles:
        found = text.find(" ".join(title.split()), start)
        assert found >= 0, title
        places.append(found)
        start = found
    assert places == sorted(places)


def walk_outline(items: list[pikepdf.OutlineItem]) -> list[pikepdf.OutlineItem]:
    return [one for item in items for one in (item, *walk_outline(item.children))]


def test_qpdf_finds_nothing_wrong(written):
    qpdf = shutil.which("qpdf")
    if qpdf is None:
        pytest.skip("qpdf is not installed")
    done = subprocess.run([qpdf, "--check", written[0]], check=True, capture_output=True)
    assert b"WARNING" not in done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("privacy", [PhotoPrivacy.SHOWN, PhotoPrivacy.NONE])
def test_two_processes_write_the_same_bytes(tmp_path, privacy):
    with make_library(tmp_path, course_shots()) as library:
        folder = library.folder
    script = (
        "import sys; from datetime import date; from pathlib import Path\n"
        "from skintrack.library import Library\n"
        "from skintrack.model import PhotoPrivacy, ReportChoices\n"
        "from skintrack.workflows import make_report\n"
        "choices = ReportChoices(report_day=date(2026, 11, 20), has_fhir=True,"
        " photos=PhotoPrivacy(sys.argv[3]))\n"
        "with Library.open(Path(sys.argv[1])) as library:\n"
        "    make_report.run(library, Path(sys.argv[2]), choices)\n"
    )
    hashes = set()
    for seed, zone in (("0", "UTC"), ("1", "Pacific/Auckland"), ("77", "America/Lima")):
        output = tmp_path / f"{seed}.pdf"
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", script, str(folder), str(output), privacy.value]
        subprocess.run(command, check=True, env=environment, cwd=tmp_path)
        hashes.add(hashlib.sha256(output.read_bytes()).hexdigest())
    assert len(hashes) == 1


def test_the_same_once_more_from_kept_prints(course: Library, tmp_path):
    choices = ReportChoices(report_day=DAY)
    first = make_report.run(course, tmp_path / "a.pdf", choices).path.read_bytes()
    assert make_report.run(course, tmp_path / "b.pdf", choices).path.read_bytes() == first
