"""The files inside a report: of the same material, whole, and no more than was wanted."""

import csv
import io
import json
import re
from dataclasses import replace

import fastjsonschema
import pikepdf
import pytest

from skintrack.model import PhotoPrivacy, ReportChoices, ReportSection, View
from skintrack.model.report_choices import ALL_SECTIONS
from skintrack.resources import asset
from skintrack.workflows import make_report, report_data, report_numbers
from skintrack.workflows.read_report import from_bytes
from tests.helpers.measured_library import START
from tests.helpers.noted_library import DAY, FORMULA, NAMES, NAUGHTY, PERSON, noted_library
from tests.helpers.report_files import attached, report_files


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    with noted_library(tmp_path_factory.mktemp("noted")) as made:
        yield made


@pytest.fixture(scope="module")
def report(library):
    return report_files(library, has_fhir=True)


@pytest.fixture(scope="module")
def document(report):
    return report.document


def table(report, name):
    text = report.files[name].data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def everything_in(report) -> str:
    return "".join(file.data.decode() for file in report.files.values())


# The form


def test_the_document_is_as_its_schema_says(document):
    schema = json.loads(asset("report/skintrack-report.schema.json").read_text(encoding="utf-8"))
    check = fastjsonschema.compile(schema)
    check(document)
    assert document["$schema"] == schema["$id"]
    assert schema["$id"].startswith("urn:uuid:")
    document = json.loads(json.dumps(document))
    document["series"][0]["points"][0]["value"] = "12"
    with pytest.raises(fastjsonschema.JsonSchemaException):
        check(document)


def test_every_choice_gives_a_document_as_its_schema_says(library):
    schema = json.loads(asset("report/skintrack-report.schema.json").read_text(encoding="utf-8"))
    check = fastjsonschema.compile(schema)
    some: tuple[dict[str, object], ...] = (
        {"code": "P-07", "photos": PhotoPrivacy.NONE},
        {"sections": frozenset()},
        {"views": frozenset({View.LEFT_OBLIQUE}), "date_to": DAY},
    )
    for choices in some:
        check(report_files(library, **choices).document)


def test_every_series_and_point_comes_back_as_it_was(report):
    read = from_bytes(report.files[report_data.DOCUMENT_NAME].data, "report")
    assert read.series == report_data.all_series(report.material)
    assert {series.view for series in read.series} == {View.FRONT, View.LEFT_OBLIQUE}
    assert any(point.excluded_reason for series in read.series for point in series.points)


def test_what_people_noted_comes_back_as_it_was(report):
    read, material = from_bytes(report.files[report_data.DOCUMENT_NAME].data, ""), report.material
    assert read.sessions == tuple(
        replace(session, id=0, course_id=0) for session in material.sessions
    )
    assert [day.entry for day in read.diary] == [
        replace(entry, session_id=0) for entry in material.diary
    ]
    assert [(each.scale, each.value, each.rater, each.notes) for each in read.ratings] == [
        (each.scale, each.value, each.rater, each.notes) for each in material.ratings
    ]
    assert read.blinded == material.blinded
    assert read.person == PERSON
    for name in ("name", "concern", "concern_words", "area", "planned_sessions", "spacing_weeks"):
        assert getattr(read.course, name) == getattr(material.course, name)
    assert read.course.appointment_clock == material.course.appointment_clock
    assert read.course.practitioner_instruction == material.course.practitioner_instruction


def test_a_point_says_where_its_value_comes_from(document, report):
    photos = {photo["photo_id"]: photo for photo in document["photos"]}
    for series in document["series"]:
        for point in series["points"]:
            photo = photos[point["photo_id"]]
            assert point["sha256"] == photo["sha256"]
            assert point["algorithm"] == report.material.algorithm
            assert point["reference"] == "face"
            assert (point["excluded_reason"] is None) == point["is_included"]
    blurred = next(photo for photo in photos.values() if photo["quality"]["issues"])
    point = next(
        each for each in document["series"][0]["points"] if each["photo_id"] == blurred["photo_id"]
    )
    assert blurred["quality"]["issues"][0]["code"] == "blurred"
    assert (point["issues"], point["value"], point["measured_value"]) == (["blurred"], None, None)


def test_the_tables_hold_every_point_and_session(report, document):
    rows = table(report, report_data.MEASUREMENTS_NAME)
    assert tuple(rows[0]) == report_numbers.COLUMNS
    assert len(rows) == sum(len(series["points"]) for series in document["series"])
    sessions = table(report, report_data.SESSIONS_NAME)
    assert [row["number"] for row in sessions] == ["1", "2"]
    assert sessions[0]["depth_mm_cheeks"] == "1.5"


def test_no_cell_is_a_formula_for_a_spreadsheet(report, document):
    cells = [
        cell
        for name in (report_data.MEASUREMENTS_NAME, report_data.SESSIONS_NAME)
        for row in table(report, name)
        for cell in row.values()
    ]
    for cell in cells:
        is_number = re.fullmatch(r"-?[0-9.e+-]+", cell) and any(letter.isdigit() for letter in cell)
        assert is_number or not cell.startswith(("=", "+", "-", "@", "\t", "\r")), cell
    texts = table(report, report_data.SESSIONS_NAME)[0]
    assert texts["notes"] == f"'{NAUGHTY}"
    assert (texts["products"], texts["numbing"]) == ("'@serum", "'-")
    # Nobody runs JSON: there it stands as it was typed.
    assert document["sessions"][0]["notes"] == NAUGHTY
    assert NAUGHTY.startswith(FORMULA)


# What is not in it


def test_no_file_has_a_name_or_place_of_a_photo(report, library):
    text = everything_in(report)
    for photo in library.photos.all():
        assert photo.original_name not in text
        assert photo.file_name not in text
    assert str(library.folder) not in text


def test_with_a_code_no_name_is_in_any_file(library, report):
    text = everything_in(report)
    assert all(name in text for name in NAMES)
    hidden = report_files(library, code="P-07", has_fhir=True)
    text = everything_in(hidden)
    assert not [name for name in NAMES if name in text]
    assert hidden.document["course"]["code"] == "P-07"
    assert table(hidden, report_data.SESSIONS_NAME)[0]["course"] == "P-07"
    assert hidden.fhir["entry"][1]["resource"]["subject"] == {"display": "P-07"}


def test_a_section_that_was_left_out_is_in_no_file(library):
    without = ALL_SECTIONS - {ReportSection.RECOVERY}
    hidden = report_files(library, sections=without)
    assert hidden.document["diary"] == []
    assert hidden.document["sessions"][0]["safety_answers"] == {}
    assert table(hidden, report_data.SESSIONS_NAME)[1]["safety_yes"] == ""
    assert "pregnancy" not in everything_in(hidden)
    hidden = report_files(library, sections=without - {ReportSection.SESSIONS})
    assert report_data.SESSIONS_NAME not in hidden.files
    assert hidden.document["sessions"] == []
    before_any = report_files(library, date_to=START)
    assert report_data.SESSIONS_NAME not in before_any.files
    assert before_any.document["diary"] == []


def test_views_that_were_not_wanted_are_in_no_file(library):
    only_front = report_files(library, views=frozenset({View.FRONT})).document
    assert {series["view"] for series in only_front["series"]} == {"front"}


def test_a_photo_taken_out_by_hand_counts_and_is_not_shown(library, document):
    left_out = document["photos"][0]["photo_id"]
    other = report_files(library, left_out_photos=frozenset({left_out})).document
    assert other["series"] == document["series"]
    assert [each["is_shown"] for each in other["photos"]].count(False) == 1
    assert not next(each for each in other["photos"] if each["photo_id"] == left_out)["is_shown"]


def test_photos_that_no_page_shows_are_said_to_be_so(library, document):
    hidden = report_files(library, photos=PhotoPrivacy.NONE).document
    assert not any(photo["is_shown"] for photo in hidden["photos"])
    assert all(photo["is_shown"] for photo in document["photos"])


# In the PDF


def test_the_pdf_carries_them_as_its_data(library, tmp_path):
    result = make_report.run(
        library, tmp_path / "report.pdf", ReportChoices(report_day=DAY, has_fhir=True)
    )
    inside = attached(result.path)
    assert set(inside) == {
        "skintrack-report.json",
        "measurements.csv",
        "sessions.csv",
        "skintrack-fhir-r4.json",
    }
    assert json.loads(inside["skintrack-report.json"])["report"]["id"] == result.report_id
    with pikepdf.open(result.path) as pdf:
        assert len(pdf.Root.AF) == len(inside)
        for spec in pdf.attachments.values():
            assert spec.relationship == pikepdf.Name.Data
            assert spec.description
        assert pdf.attachments["skintrack-report.json"].get_file().mime_type == "application/json"


@pytest.mark.parametrize(
    ("choices", "names"),
    [
        ({"has_data": False}, set()),
        ({"has_data": False, "has_fhir": True}, {"skintrack-fhir-r4.json"}),
        ({}, {"skintrack-report.json", "measurements.csv", "sessions.csv"}),
    ],
)
def test_only_what_is_wanted_is_attached(library, tmp_path, choices, names):
    result = make_report.run(
        library, tmp_path / "report.pdf", ReportChoices(report_day=DAY, **choices)
    )
    assert set(attached(result.path)) == names


def test_the_same_report_has_the_same_bytes(library, report):
    again = report_files(library, has_fhir=True)
    assert again.files == report.files
