"""The report as a file: what stands on its pages, and that nothing breaks it."""

import re
import stat
from dataclasses import replace
from datetime import date, timedelta

import pikepdf
import pytest

from skintrack.errors import CancelledError, InputError, StorageError
from skintrack.model import Paper, ProgressStep, ReportChoices, View
from skintrack.workflows import gather_report, make_report
from tests.helpers.measured_library import START, Shot, course_shots, make_library
from tests.helpers.pdf_text import alternative_texts, page_texts

DAY = date(2026, 11, 20)
LETTER = ReportChoices(paper=Paper.LETTER, report_day=DAY)


def write(library, folder, *, control=None, **choices) -> make_report.ReportResult:
    chosen = ReportChoices(report_day=DAY, **choices)
    return make_report.run(library, folder / "report.pdf", chosen, **(control or {}))


@pytest.fixture(scope="module")
def course_report(tmp_path_factory):
    folder = tmp_path_factory.mktemp("course")
    with make_library(folder, course_shots(), notes="Numbing cream.") as library:
        return write(library, folder)


def test_the_result_counts_pages_and_photos(course_report):
    with pikepdf.open(course_report.path) as pdf:
        assert len(pdf.pages) == course_report.page_count
    assert course_report.photo_count == 9
    assert course_report.report_id.startswith("ST-")
    assert stat.S_IMODE(course_report.path.stat().st_mode) == 0o600


def test_the_first_page_answers(course_report):
    first = page_texts(course_report.path)[0]
    for words in (
        "Acne scars",
        "3 Mar 2026 to 19 Sep 2026",
        "4, the last on 23 Jun 2026",
        "Better, beyond noise: relief, fine texture, redness and redness spots (both cheeks)",
        "3 March 2026 Baseline",
        "19 September 2026 Latest",
        "3 months after session 4",
        "88 days since the last session",
        "7 months after the baseline photo",
        "Comparable for all 4 metrics",
        "Made by the patient with SkinTrack. Not a diagnosis.",
        "Comparable for redness, redness spots, fine texture and relief.",
        "12.0",
        "EI units",
        "assumed",
    ):
        assert words in first, words


def test_every_page_carries_number_report_id_and_the_disclaimer(course_report):
    pages = page_texts(course_report.path)
    for number, text in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in text
        assert course_report.report_id in text
        assert "Not a diagnosis" in text


def test_sessions_reasons_and_method_are_there(course_report):
    text = " ".join(page_texts(course_report.path))
    for words in (
        "2 photos of healing days",
        "The photo is blurred.",
        "1.75",
        "5 weeks",
        "Numbing cream.",
        "not depth",
        "cannot see the whole face becoming redder",
        "Never taken: right oblique view.",
        "not taken",
    ):
        assert words in text, words
    for word in ("percentile", "skin age", "disease"):
        assert word not in text.lower()


def test_every_picture_is_described(course_report):
    texts = alternative_texts(course_report.path)
    pictures = [text for text in texts if "view, 3 March 2026, Baseline." in text]
    assert len(pictures) == 3  # large in the pair; small front and oblique in the record
    assert len([text for text in texts if text.startswith("Chart of")]) == 8
    assert all(texts)


def test_of_many_visits_before_all_sessions_one_is_the_baseline(tmp_path):
    side = View.LEFT_OBLIQUE
    shots = [Shot(0), Shot(3), Shot(6, redness=6.0), Shot(60)]
    shots += [Shot(0, side, redness=None), Shot(6, side, redness=None)]
    with make_library(tmp_path, shots) as library:
        path = write(library, tmp_path, has_data=True).path
    small = [text for text in alternative_texts(path) if text.startswith("Front view,")]
    assert sum("Baseline." in text for text in small) == 2  # in the pair and in the record
    assert sum("Before the first session." in text for text in small) == 2
    heads = re.search("Photo record.*?Front", " ".join(page_texts(path)))
    assert heads is not None
    assert heads[0].count("Before the first session") == 2
    with pikepdf.open(path) as pdf:
        table = pdf.attachments["measurements.csv"].get_file().read_bytes().decode("utf-8-sig")
    of_chin = [row for row in table.splitlines() if ",front,chin,redness," in row]
    said = [("Baseline" in row, "Before the first session" in row) for row in of_chin]
    assert said == [(True, False), (False, True), (False, True), (False, False)]
    # Also where nothing was measured, so that no photo is the baseline of a number.
    of_side = [row for row in table.splitlines() if ",left_oblique,chin,redness," in row]
    assert ["Before the first session" in row for row in of_side] == [False, True]


def test_the_same_library_gives_the_same_bytes(tmp_path):
    with make_library(tmp_path, course_shots()) as library:
        first = write(library, tmp_path).path.read_bytes()
        assert write(library, tmp_path).path.read_bytes() == first


def test_photos_carry_no_metadata(course_report):
    with pikepdf.open(course_report.path) as pdf:
        images = [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and is_image(o)]
        assert images
        for image in images:
            assert b"Exif" not in image.read_raw_bytes()
            assert image.get("/Metadata") is None


def is_image(stream) -> bool:
    return bool(stream.get("/Subtype") == "/Image")


def test_paper_sizes(course_report, tmp_path):
    with make_library(tmp_path, [Shot(0), Shot(60)]) as library:
        letter = write(library, tmp_path, paper=Paper.LETTER).path
    for path, points in ((course_report.path, 595.28), (letter, 612.0)):
        with pikepdf.open(path) as pdf:
            assert float(pdf.pages[0].mediabox[2]) == pytest.approx(points, abs=0.1)


def test_a_period_narrows_photos_and_sessions(tmp_path):
    with make_library(tmp_path, course_shots()) as library:
        result = write(library, tmp_path, date_to=START + timedelta(days=50))
    assert result.photo_count == 6
    assert "2, the last on 14 Apr 2026" in page_texts(result.path)[0]


@pytest.mark.parametrize(
    ("shots", "sessions", "words"),
    [
        ((), (), "There are no dated photos in this period yet."),
        ((Shot(0),), (), "So far there is one visit that counts."),
        ((Shot(0), Shot(60, redness=2.0)), (), "No session has been recorded."),
        (
            (Shot(0, redness=None, has_face=False), Shot(60, redness=None, has_face=False)),
            (7,),
            "Front view, not aligned, because no face was found.",
        ),
        ((Shot(0, View.RIGHT_PROFILE), Shot(50, View.RIGHT_PROFILE)), (7,), "Right profile view"),
        ((Shot(8, redness=20.0),), (7,), "1 photo of healing days"),
    ],
    ids=["no photo", "one visit", "no session", "no face", "other view", "only healing"],
)
def test_a_thin_course_gives_a_sensible_page(tmp_path, shots, sessions, words):
    with make_library(tmp_path, shots, session_days=sessions) as library:
        result = write(library, tmp_path)
    assert words in " ".join(page_texts(result.path))


def test_a_missing_original_leaves_a_frame_that_says_so(tmp_path):
    with make_library(tmp_path, [Shot(0, redness=12.0), Shot(60, redness=5.0)]) as library:
        photo = library.photos.all()[0]
        library.photos.original_path(photo).unlink()
        result = write(library, tmp_path)
    text = page_texts(result.path)[0]
    assert "file cannot be read" in text
    assert "Better, beyond noise" in text


def test_a_library_that_is_gone_gives_no_report_and_the_whole_one_when_it_is_back(tmp_path):
    """Its pages without photos were kept in mind, and saved when the drive was plugged in again."""
    with make_library(tmp_path, [Shot(0), Shot(60)]) as library:
        away = library.folder.with_name("away")
        library.folder.rename(away)
        with pytest.raises(StorageError) as caught:
            write(library, tmp_path)
        assert caught.value.code == "library_gone"
        assert not (tmp_path / "report.pdf").exists()
        away.rename(library.folder)
        assert "file cannot be read" not in " ".join(page_texts(write(library, tmp_path).path))


def test_odd_strings_come_out_as_typed(tmp_path):
    odd = '#let x = 1; *bold* $math$ <label> @ref "quote" \\n `code` [x] // Ελλάδα Привет é'
    with make_library(tmp_path, course_shots(), course=odd, notes=odd) as library:
        result = write(library, tmp_path)
    text = " ".join(page_texts(result.path))
    squeezed = "".join(odd.split())
    assert "".join(text.split()).count(squeezed) >= 2


def test_letters_that_no_font_has_become_boxes_and_the_report_says_so(tmp_path):
    with make_library(
        tmp_path, [Shot(0)], course="Scars \ue000\N{LINEAR B SYLLABLE B008 A}"
    ) as lib:
        result = write(lib, tmp_path)
    text = " ".join(page_texts(result.path))
    assert "□ stands for a letter that no font on this computer can print" in text


def test_a_refused_choice_writes_nothing(tmp_path):
    with make_library(tmp_path, [Shot(0)]) as library:
        with pytest.raises(InputError, match="ends before it begins"):
            write(library, tmp_path, date_from=DAY, date_to=START)
        with pytest.raises(CancelledError):
            write(library, tmp_path, control={"cancelled": lambda: True})
        with pytest.raises(StorageError):
            make_report.run(library, tmp_path / "nowhere" / "report.pdf")
    assert not list(tmp_path.glob("*.pdf"))


def test_a_photo_of_a_healing_day_never_stands_for_progress(tmp_path):
    shots = [Shot(0, redness=12.0), Shot(60, redness=6.0), Shot(113, redness=25.0)]
    with make_library(tmp_path, shots) as library:
        text = page_texts(write(library, tmp_path).path)[0]
    assert "2 May 2026 Latest" in text
    assert "Better, beyond noise" in text


def test_the_preview_shows_the_same_pages_and_writes_nothing(tmp_path):
    with make_library(tmp_path, [Shot(0), Shot(60)]) as library:
        pages = make_report.preview(library, LETTER, dpi=40)
        assert not list(tmp_path.glob("*.pdf"))
        assert len(pages) == write(library, tmp_path, paper=Paper.LETTER).page_count
    assert all(page.startswith(b"\x89PNG") for page in pages)


def test_progress_is_told_for_each_photo(tmp_path):
    steps: list[ProgressStep] = []
    with make_library(tmp_path, [Shot(0), Shot(60)]) as library:
        write(library, tmp_path, control={"progress": steps.append})
    # Two small prints, the same two large, and the pages.
    assert [step.done for step in steps] == [0, 1, 2, 3, 4]
    assert {step.total for step in steps} == {5}


def test_an_appointment_is_no_session_that_was_done(tmp_path):
    after = (DAY - START).days + 20
    with make_library(tmp_path, [Shot(0), Shot(60)], session_days=(7, after)) as library:
        text = " ".join(page_texts(write(library, tmp_path).path))
    assert "1, on 10 Mar 2026" in text
    assert "10 Dec 2026" not in text


def test_what_was_seen_is_written_as_it_was_and_a_change_is_not_missed(tmp_path, monkeypatch):
    gathered: list[int] = []
    gather = gather_report.run

    def counted(*args, **options):
        gathered.append(1)
        return gather(*args, **options)

    monkeypatch.setattr(gather_report, "run", counted)
    with make_library(tmp_path, [Shot(0), Shot(60)]) as library:
        make_report.preview(library, ReportChoices(report_day=DAY), dpi=30)
        path = write(library, tmp_path).path
        assert len(gathered) == 1
        write(library, tmp_path, paper=Paper.LETTER)
        assert len(gathered) == 2
        session = library.sessions.of_course(library.courses.all()[0].id)[0]
        library.sessions.update(replace(session, notes="A new note."))
        assert "A new note." in " ".join(page_texts(write(library, tmp_path).path))
        seen = path.read_bytes()
        library.memory.forget()
        assert write(library, tmp_path).path.read_bytes() == seen
