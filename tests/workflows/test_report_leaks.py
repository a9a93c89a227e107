"""Nothing that photo files, folders or accounts say of a person reaches a report."""

import io
import struct
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pikepdf
import pytest

from skintrack.imaging.glance import embedded_thumbnail
from skintrack.imaging.jpeg import segments
from skintrack.library import Library
from skintrack.model import PhotoPrivacy, Provider, ReportChoices, View
from skintrack.workflows import analyse_photos, import_photos, make_report
from tests.helpers.marked_photos import LATITUDE_NUMERATOR, MAKERS, MARK, marked_jpeg
from tests.helpers.pdf_pictures import jpegs_in

DAY = date(2026, 11, 20)
START = datetime(2026, 3, 3, 10, tzinfo=UTC)
TYPED = "rosa 7"
# Lower, as everything is searched in lower case.
SPELLINGS = {
    "as bytes": MARK.lower().encode(),
    "UTF-16": MARK.lower().encode("utf-16-be"),
    "hex": MARK.encode().hex().encode(),
    "hex, lower": MARK.lower().encode().hex().encode(),
    "UTF-16 in hex": MARK.encode("utf-16-be").hex().encode(),
    "latitude": str(LATITUDE_NUMERATOR).encode(),
    "latitude, big end first": struct.pack(">I", LATITUDE_NUMERATOR).lower(),
    "latitude, little end first": struct.pack("<I", LATITUDE_NUMERATOR).lower(),
    "latitude in degrees": b"48.153",
}


@pytest.fixture(scope="module")
def marked(tmp_path_factory):
    """Return an open library under a marked home, with marked photos of marked names."""
    patch = pytest.MonkeyPatch()
    home = tmp_path_factory.mktemp("home") / f"{MARK}home"
    home.mkdir()
    for name in ("HOME", "USERPROFILE", "USER", "LOGNAME", "USERNAME", "HOSTNAME", "TMPDIR"):
        patch.setenv(name, str(home) if "HOME" in name or "PROFILE" in name else f"{MARK}{name}")
    library = Library.create(home / f"{MARK}library", "Cheeks", "acne_scars")
    course_id = library.courses.all()[0].id
    library.sessions.add(course_id, date(2026, 4, 1), depth_mm=1.0, provider=Provider.CLINIC)
    number = 0
    for extension, make in MAKERS.items():
        for view in (View.FRONT, View.LEFT_OBLIQUE):
            path = home / f"{MARK} photo {number}.{extension}"
            path.write_bytes(make(number))
            taken = START + timedelta(days=20 * number)
            result = import_photos.run(library, [path], captured_at=taken, view=view)
            assert len(result.added) == 1, result
            number += 1
    analyse_photos.analyse_library(library)
    with library:
        yield library
    patch.undo()


def write(library: Library, **choices) -> Path:
    chosen = ReportChoices(report_day=DAY, has_data=True, has_fhir=True, **choices)
    # Its own path is marked as well.
    output = library.folder.parent / f"{MARK} report.pdf"
    return make_report.run(library, output, chosen).path


def everything_in(path: Path, typed: str = "") -> Iterator[tuple[str, bytes]]:
    """Yield the bytes of a PDF, of every stream and attachment unpacked, and of every string."""
    yield "the file", path.read_bytes()
    with pikepdf.open(path, password=typed) as pdf:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Stream):
                yield f"stream {each.objgen}, stored", bytes(each.read_raw_bytes())
                if each.get("/Subtype") != "/Image":
                    yield f"stream {each.objgen}, unpacked", bytes(each.read_bytes())
        for name, attachment in pdf.attachments.items():
            yield f"attachment {name}", bytes(attachment.get_file().read_bytes())
        plain = io.BytesIO()
        pdf.save(
            plain,
            encryption=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.specialized,
            compress_streams=False,
            qdf=True,
        )
        yield "the file, unpacked", plain.getvalue()


def leaks(path: Path, typed: str = "") -> list[str]:
    return [
        f"{spelling} in {where}"
        for where, data in everything_in(path, typed)
        for spelling, wanted in SPELLINGS.items()
        if wanted in data.lower()
    ]


@pytest.mark.parametrize("privacy", list(PhotoPrivacy))
def test_no_marker_is_in_the_report(marked, privacy):
    path = write(marked, photos=privacy)
    assert leaks(path) == []


def test_no_marker_is_in_the_locked_report_when_it_is_opened(marked):
    path = write(marked, password=TYPED)
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(path)
    assert leaks(path, TYPED) == []


def test_no_marker_is_in_the_pages_as_pictures(marked):
    pages = make_report.preview(marked, ReportChoices(report_day=DAY), dpi=50)
    assert pages
    for page in pages:
        assert not any(spelling in page.lower() for spelling in SPELLINGS.values())
        chunks = {name for name, _ in png_chunks(page)}
        assert chunks <= {b"IHDR", b"pHYs", b"sRGB", b"gAMA", b"PLTE", b"tRNS", b"IDAT", b"IEND"}


def png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while at < len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        yield data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        at += 12 + length


def test_photos_in_the_report_have_pixels_and_nothing_else(marked):
    jpegs = jpegs_in(write(marked))
    assert len(jpegs) >= len(MAKERS)
    for jpeg in jpegs:
        # JFIF, tables, frame, scan, end: no EXIF, profile, comment, no second picture.
        assert set(markers(jpeg)) <= {0xE0, 0xDB, 0xC0, 0xC2, 0xC4, 0xDA, 0xD9, 0xDD}
        assert jpeg.endswith(b"\xff\xd9")
        assert jpeg.count(b"\xff\xd8\xff") == 1


def markers(jpeg: bytes) -> Iterator[int]:
    return (marker for marker, _, _ in segments(jpeg))


def test_the_search_finds_what_it_looks_for(marked):
    """The photos do carry the markers, and a report that carried one would be caught."""
    for extension, make in MAKERS.items():
        assert make(0).count(MARK.encode()) >= 5, extension
    assert embedded_thumbnail(marked_jpeg(0)) is not None
    path = write(marked)
    spoilt = path.with_name("spoilt.pdf")
    with pikepdf.open(path) as pdf:
        pdf.docinfo["/Author"] = f"{MARK}author"
        pdf.save(spoilt)
    assert leaks(spoilt)


def test_with_a_code_neither_person_nor_course_is_named_anywhere(marked, tmp_path):
    person = marked.people.named(f"{MARK} Rosa Example")
    course = marked.courses.add(f"{MARK} scars of Rosa", "acne_scars")
    marked.courses.update(replace(course, person_id=person.id))
    marked.sessions.add(course.id, date(2026, 4, 1), depth_mm=1.0)
    path = write(marked, course_id=course.id, code="P-0173")
    assert leaks(path) == []
    named = write(marked, course_id=course.id)
    assert leaks(named)
    with pikepdf.open(write(marked, course_id=course.id, code="P-0173")) as pdf:
        assert "P-0173" in str(pdf.docinfo["/Title"])
        with pdf.open_outline() as outline:
            assert outline.root
            assert not any(MARK in str(item.title) for item in outline.root)
