"""What ``skintrack report`` puts in, leaves out, and says of it."""

import shutil

import pikepdf
import pytest

from tests.helpers.measured_library import course_shots, make_library
from tests.helpers.pdf_text import page_texts

LOCK = "eine Tür"
SECTIONS = ("trends", "photo_record", "sessions", "recovery", "practitioner")


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    folder = tmp_path_factory.mktemp("course")
    make_library(folder, course_shots(), notes="Numbing cream").close()
    return folder / "library"


@pytest.fixture
def report(run, course, tmp_path):
    """Write the report of the course with more options; return what was said, and its text."""

    def write(*options):
        output = tmp_path / "report.pdf"
        result = run("report", "--library", course, "--output", output, "--json", *options)
        assert result.code == 0, result.err
        return result.document, output

    return write


def text_of(output):
    return " ".join(page_texts(output))


def test_it_lists_what_is_inside(report):
    document, output = report()
    inside = document["inside"]
    assert document["path"] == str(output)
    assert inside["pages"] == document["pages"] == len(page_texts(output))
    assert inside["photos"] == document["photos"] == inside["photos_counted"] == 9
    assert inside["names"] == ["Acne scars"]
    assert inside["sessions"] == 4
    assert inside["has_notes"]
    assert inside["has_data"]
    assert not inside["has_fhir"]
    assert not inside["has_password"]
    assert tuple(inside["sections"]) == SECTIONS


def test_it_says_what_is_inside(run, course, tmp_path):
    result = run("report", "--library", course, "--output", tmp_path / "r.pdf")
    assert result.code == 0
    inside, absent = result.out.split("Not inside:")
    assert "Inside:" in inside
    assert "9 photos on 7 days: front, left oblique" in inside
    assert "4 sessions with their notes" in inside
    assert "where photos were taken" in absent


def test_a_view_and_a_photo_are_left_out_but_counted(report, run, course):
    document, _ = report("--view", "front")
    assert document["inside"]["views"] == ["front"]
    shown = document["photos"]
    listed = run("verify", "--library", course, "--json").document
    assert listed["photos"] == 9
    photo = _first_photo(course)
    document, _ = report("--view", "front", "--leave-out", photo)
    assert document["photos"] == shown - 1
    assert document["inside"]["photos_taken_out"] == 1
    assert document["inside"]["photos_counted"] == 9


def test_parts_are_chosen(report):
    document, output = report("--without", "sessions", "--without", "practitioner")
    assert document["inside"]["sections"] == ["trends", "photo_record", "recovery"]
    assert "Numbing cream" not in text_of(output)
    document, output = report("--section", "sessions")
    assert document["inside"]["sections"] == ["sessions"]
    assert "Numbing cream" in text_of(output)


def test_a_code_stands_for_the_names(report):
    document, output = report("--code", "MN-17")
    assert document["inside"]["names"] == ["MN-17"]
    assert document["inside"]["is_code"]
    assert "MN-17" in text_of(output)


def test_language_and_paper(report):
    _, output = report("--language", "de", "--paper", "letter")
    with pikepdf.open(output) as pdf:
        assert str(pdf.Root.Lang) == "de"
        assert [round(float(edge)) for edge in pdf.pages[0].mediabox] == [0, 0, 612, 792]
    assert "Seite 1 von" in text_of(output)


def test_photos_are_not_shown(report):
    document, output = report("--photos", "none")
    assert document["photos"] == 0
    assert document["inside"]["photos_shown"] == "none"
    with pikepdf.open(output) as pdf:
        images = [each for page in pdf.pages for each in page.get_images()]
    assert images == []


def test_files_are_attached_as_wanted(report):
    _, output = report("--no-data", "--fhir")
    with pikepdf.open(output) as pdf:
        assert [name for name in pdf.attachments if "fhir" in name] == list(pdf.attachments)
        assert len(pdf.attachments) == 1


def test_a_password_comes_from_a_file_and_is_told_nobody(report, tmp_path):
    file = tmp_path / "password.txt"
    file.write_text(f"{LOCK}\n", encoding="utf-8")
    document, output = report("--password-file", file)
    assert document["inside"]["has_password"]
    assert LOCK not in str(document)
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(output)
    with pikepdf.open(output, password=LOCK) as pdf:
        assert len(pdf.pages) == document["pages"]


@pytest.mark.parametrize(("content", "code"), [(b"", "password_empty"), (b"\xff\xfe", None)])
def test_a_file_without_a_password_is_refused(run, course, tmp_path, content, code):
    file, output = tmp_path / "password.txt", tmp_path / "r.pdf"
    file.write_bytes(content)
    result = run(
        *("report", "--library", course, "--output", output, "--password-file", file, "--json")
    )
    assert result.code == 1
    assert result.document["errors"][0]["code"] == (code or "password_file")
    assert not output.exists()


def test_a_password_is_asked_for_twice(report, run, course, tmp_path, monkeypatch):
    answers = iter([LOCK, LOCK, LOCK, "other"])
    monkeypatch.setattr("getpass.getpass", lambda _prompt: next(answers))
    _, output = report("--password")
    with pikepdf.open(output, password=LOCK):
        pass
    result = run("report", "--library", course, "--output", tmp_path / "b.pdf", "--password")
    assert result.code == 1
    assert "The two passwords differ." in result.err
    assert not (tmp_path / "b.pdf").exists()


def test_pages_are_written_as_pictures(run, course, tmp_path):
    folder = tmp_path / "pages"
    result = run("report", "--library", course, "--png", folder, "--page", 2, "--json")
    assert result.code == 0
    assert result.document["pictures"] == [str(folder / "page-2.png")]
    assert (folder / "page-2.png").read_bytes().startswith(b"\x89PNG")
    assert result.document["path"] is None
    run("report", "--library", course, "--png", folder)
    assert len(list(folder.iterdir())) == result.document["pages"]


def test_a_page_that_there_is_not_is_said(run, course, tmp_path):
    result = run("report", "--library", course, "--png", tmp_path / "p", "--page", 99, "--json")
    assert result.code == 1
    assert result.document["errors"][0]["code"] == "no_such_page"
    assert not (tmp_path / "p").exists()


def test_a_pair_is_named(report, course):
    first, last = _photos(course, "front")[0], _photos(course, "front")[-1]
    _, output = report("--pair", first, last)
    assert "chose" in text_of(output)


def test_a_photo_of_another_library_is_refused(run, course, tmp_path):
    output = tmp_path / "r.pdf"
    result = run("report", "--library", course, "--output", output, "--leave-out", "0" * 16)
    assert result.code == 1
    assert not output.exists()


def test_pictures_never_go_into_the_library(run, course, tmp_path):
    copy = shutil.copytree(course, tmp_path / "copy")
    result = run("report", "--library", copy, "--png", copy / "pages")
    assert result.code == 1
    assert not (copy / "pages").exists()


@pytest.mark.parametrize(
    "options",
    [
        [],
        ["--page", "1", "--output", "r.pdf"],
        ["--png", "p", "--page", "0"],
        ["--output", "r.pdf", "--section", "trends", "--without", "sessions"],
        ["--output", "r.pdf", "--password", "--password-file", "f"],
        ["--output", "r.pdf", "--photos", "none", "--view", "front"],
        ["--output", "r.pdf", "--code", " "],
        ["--output", "r.pdf", "--language", "fr"],
        ["--output", "r.pdf", "--png", "p", "--password"],
    ],
)
def test_what_does_not_go_together_is_wrong_usage(run, course, options, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run("report", "--library", course, *options)
    assert result.code == 2
    assert "usage: skintrack" in result.err
    assert list(tmp_path.iterdir()) == []


def _photos(course, view):
    from skintrack.library import Library

    with Library.open(course) as library:
        photos = library.photos.of_course(library.courses.all()[0].id)
        return [photo.id for photo in photos if photo.view == view]


def _first_photo(course):
    return _photos(course, "front")[0]
