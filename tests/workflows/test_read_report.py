"""A report read back: from a PDF or its data file, locked or damaged, into a course or not."""

import json
import zlib
from contextlib import suppress
from datetime import date

import pikepdf
import pytest

from skintrack.errors import EnvironmentalError, InputError, StorageError
from skintrack.model import (
    ReportChoices,
)
from skintrack.workflows import (
    make_report,
    read_report,
    report_data,
    report_file,
)
from tests.helpers.noted_library import COURSE, DAY, NAUGHTY, PERSON, noted_library
from tests.helpers.report_files import report_files

TODAY = date(2026, 11, 21)
_SAID_OF_A_FILE = ("description", "filename", "mime_type", "creation_date", "mod_date")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A library with its report as PDF, locked PDF and data file."""
    folder = tmp_path_factory.mktemp("noted")
    with noted_library(folder) as library:
        make_report.run(library, folder / "report.pdf", ReportChoices(report_day=DAY))
        files = report_files(library).files
        (folder / "data.json").write_bytes(files[report_data.DOCUMENT_NAME].data)
        (folder / "table.csv").write_bytes(files[report_data.MEASUREMENTS_NAME].data)
        make_report.run(
            library, folder / "empty.pdf", ReportChoices(report_day=DAY, has_data=False)
        )
    with pikepdf.open(folder / "report.pdf") as pdf:
        locked = pikepdf.Encryption(owner="öffne", user="öffne", R=6)
        pdf.save(folder / "locked.pdf", encryption=locked)
    return folder


@pytest.fixture(scope="module")
def report(made):
    return read_report.run(made / "report.pdf")


# Reading


def test_pdf_and_data_file_say_the_same(made, report):
    assert report.course.name == COURSE
    assert report.person == PERSON
    assert report.day == DAY
    assert report.sessions[0].notes == NAUGHTY
    alone = read_report.run(made / "data.json")
    assert (alone.series, alone.sessions) == (report.series, report.sessions)


def test_a_file_is_known_by_what_it_holds(made, tmp_path):
    for name in ("report.pdf", "data.json"):
        other = tmp_path / f"{name}.jpg"
        other.write_bytes((made / name).read_bytes())
        assert report_file.is_report_file(other)
        assert read_report.run(other).course.name == COURSE
    assert not report_file.is_report_file(made / "table.csv")
    assert not report_file.is_report_file(made / "shot0.jpg")
    assert not report_file.is_report_file(made)
    assert not report_file.is_report_file(made / "gone.pdf")


def test_a_locked_report_opens_with_its_password(made):
    with pytest.raises(InputError, match="is locked") as caught:
        read_report.run(made / "locked.pdf")
    assert caught.value.code == "password"
    with pytest.raises(InputError, match="does not open") as caught:
        read_report.run(made / "locked.pdf", "wrong")
    assert caught.value.code == "password"
    assert read_report.run(made / "locked.pdf", "öffne").course.name == COURSE


def test_a_report_without_its_data_says_so(made):
    with pytest.raises(InputError, match="no SkinTrack data inside") as caught:
        read_report.run(made / "empty.pdf")
    assert caught.value.code == "no_data"


def test_a_missing_file_is_said(tmp_path):
    with pytest.raises(StorageError):
        read_report.run(tmp_path / "gone.pdf")


# What may come from anybody


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"%PDF-1.7\n",
        b"%PDF-1.7\n%%EOF",
        b"\xff\xfe{}",
        b'{"format": "skintrack-report", "version": NaN}',
        b'{"format": "skintrack-report", "version": 1' + b"0" * 5000 + b"}",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"format": "skintrack-report", "version": 1, "report": []}',
        b'{"format": "skintrack-report", "version": 1, "report": {"id": "x", "day": "soon"}}',
    ],
    ids=str,
)
def test_what_is_no_report_is_refused_in_words(tmp_path, content):
    path = tmp_path / "report.pdf"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"“report\.pdf”") as caught:
        read_report.run(path)
    assert caught.value.code in ("damaged", "not_a_report", "newer")


def changed(made, change):
    document = json.loads((made / "data.json").read_bytes())
    change(document)
    return json.dumps(document).encode()


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("sessions", 0, "pain"), 11),
        (("sessions", 0, "depth_mm"), 1e300),
        (("sessions", 0, "depth_mm"), True),
        (("sessions", 0, "date"), "0001-01-01"),
        (("sessions", 0, "clock"), "09:05+02:00"),
        (("sessions", 0, "notes"), ["x"]),
        (("sessions", 0, "notes"), "x" * 30_000),
        (("sessions", 0, "notes"), "a\0b"),
        (("sessions", 0, "zone_depths_mm"), {"liver": 1.0}),
        (("sessions", 0, "safety_answers"), {"pregnancy": "no"}),
        (("sessions",), [{}] * 6_000),
        (("sessions",), {"0": {}}),
        (("diary", 0, "day"), "2026-12-24"),
        (("diary", 0, "redness"), 4),
        (("ratings", 0, "value"), 77),
        (("ratings", 0, "value"), None),
        (("ratings", 0, "scale"), "stars"),
        (("blinded_results", 0, "later"), -1),
        (("photos", 0, "captured_at"), "2026-03-03T10:00:00"),
        (("series", 0, "metric"), "age"),
        (("series", 0, "points", 0, "value"), "1"),
        (("course", "planned_sessions"), 2.5),
    ],
    ids=str,
)
def test_a_value_that_cannot_be_names_its_field(made, place, value):
    def change(document):
        for step in place[:-1]:
            document = document[step]
        document[place[-1]] = value

    with pytest.raises(InputError) as caught:
        read_report.from_bytes(changed(made, change), "x.json")
    assert caught.value.code == "damaged"
    assert str(place[-1]) in caught.value.message or "liver" in caught.value.message


def test_a_newer_format_says_so(made):
    data = changed(made, lambda document: document.update(version=2))
    with pytest.raises(InputError, match="newer version") as caught:
        read_report.from_bytes(data, "x.json")
    assert caught.value.code == "newer"


def test_what_a_newer_program_adds_is_passed_over(made, report):
    data = changed(made, lambda document: document["series"][0].update(colour="red"))
    assert read_report.from_bytes(data, "x").series == report.series


def pdf_with(path, data, **entries):
    """Write a PDF that carries these bytes, packed or not, under the name of the data."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.attachments[report_data.DOCUMENT_NAME] = pikepdf.AttachedFileSpec(
            pdf, b"{}", **dict.fromkeys(_SAID_OF_A_FILE, "")
        )
        stream = pdf.attachments[report_data.DOCUMENT_NAME].get_file().obj
        stream.write(data, filter=entries.pop("filter", None))
        for name, value in entries.items():
            stream[f"/{name}"] = value
        pdf.save(path, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return path


def test_data_that_swells_is_not_unpacked(tmp_path):
    packed = zlib.compress(b" " * 40 * 2**20, 9)
    assert len(packed) < 100_000
    path = pdf_with(tmp_path / "bomb.pdf", packed, filter=pikepdf.Name.FlateDecode)
    with pytest.raises(InputError) as caught:
        read_report.run(path)
    assert caught.value.code == "too_large"


def test_a_pdf_that_swells_is_not_even_opened(tmp_path, monkeypatch):
    zeros = zlib.compress(b"\0" * 300 * 2**20, 9)
    path = pdf_with(tmp_path / "bomb.pdf", zeros, filter=pikepdf.Name.FlateDecode)

    def refuse(*_values, **_named):
        raise AssertionError("it was opened")

    monkeypatch.setattr(pikepdf, "open", refuse)
    with pytest.raises(InputError) as caught:
        read_report.run(path)
    assert caught.value.code == "too_large"


def test_packing_that_we_never_use_is_refused(tmp_path):
    path = pdf_with(tmp_path / "odd.pdf", b"30>", filter=pikepdf.Name.ASCIIHexDecode)
    with pytest.raises(InputError) as caught:
        read_report.run(path)
    assert caught.value.code == "damaged"


def test_a_file_that_is_too_large_is_not_read(tmp_path, monkeypatch):
    path = tmp_path / "large.pdf"
    path.write_bytes(b"%PDF-1.7")
    monkeypatch.setattr(report_file, "MOST_FILE_BYTES", 4)
    with pytest.raises(InputError) as caught:
        read_report.run(path)
    assert caught.value.code == "too_large"


def test_a_report_cut_or_altered_anywhere_never_crashes(made, tmp_path):
    whole = (made / "report.pdf").read_bytes()
    path = tmp_path / "cut.pdf"
    for part in range(1, 40):
        place = len(whole) * part // 40
        for data in (
            whole[:place],
            whole[:place] + b"\0\xff<<>>" + whole[place + 6 :],
        ):
            path.write_bytes(data)
            with suppress(EnvironmentalError):
                read_report.run(path)


def test_reading_changes_no_file(made):
    path = made / "report.pdf"
    before = path.read_bytes(), path.stat().st_mtime_ns
    read_report.run(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
