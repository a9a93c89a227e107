"""Prints are kept with the photo, and read only in the form that they were made in."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from skintrack.errors import StorageError
from skintrack.library import Library
from skintrack.library.prints import MOST_LARGE, KeptPrint, Prints
from skintrack.model import PhotoPrivacy, ReportChoices, Similarity
from skintrack.workflows import make_report, photo_print
from skintrack.workflows.photo_print import LARGE_HEIGHT_PX, SMALL_HEIGHT_PX, keep_small_print
from tests.helpers.measured_library import Shot, make_library

CHOICES = ReportChoices(report_day=date(2026, 11, 20))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with make_library(tmp_path, [Shot(day, redness=8.0 - day / 30) for day in (0, 60)]) as made:
        yield made


def prints(library: Library) -> list[tuple[str, str]]:
    rows = library._database.rows("SELECT photo_id, form FROM photo_print ORDER BY photo_id, form")
    return [(row[0], row[1].partition("/")[0]) for row in rows]


def write(library: Library, tmp_path: Path, choices: ReportChoices = CHOICES) -> bytes:
    library.memory.forget()
    output = tmp_path / "report.pdf"
    make_report.run(library, output, choices)
    return output.read_bytes()


def test_the_second_report_opens_no_photo_and_is_the_same(library, tmp_path, monkeypatch):
    first = write(library, tmp_path)
    ids = sorted(photo.id for photo in library.photos.all())
    heights = (str(LARGE_HEIGHT_PX), str(SMALL_HEIGHT_PX))
    assert prints(library) == [(each, height) for each in ids for height in heights]
    monkeypatch.setattr(photo_print, "print_of", None)
    assert write(library, tmp_path) == first


def test_a_print_made_with_the_numbers_is_the_one_that_the_report_makes(library, tmp_path):
    first = write(library, tmp_path)
    library._database.execute("DELETE FROM photo_print")
    for photo in library.photos.all():
        analysis = library.analyses.get(photo.id)
        assert analysis is not None
        keep_small_print(library, photo, analysis)
    assert {height for _, height in prints(library)} == {str(SMALL_HEIGHT_PX)}
    assert write(library, tmp_path) == first


def test_another_place_in_the_frame_takes_the_old_prints_place(library, tmp_path):
    first = write(library, tmp_path)
    count = len(prints(library))
    photo = library.photos.all()[1]
    analysis = library.analyses.get(photo.id)
    assert analysis is not None
    moved = replace(analysis, to_canonical=Similarity(4.8, 0.0, 60.0, 20.0))
    library.analyses.save(photo.id, moved)
    assert write(library, tmp_path) != first
    assert len(prints(library)) == count
    library.analyses.save(photo.id, analysis)
    assert write(library, tmp_path) == first


@pytest.mark.parametrize(
    "privacy", [each for each in PhotoPrivacy if each is not PhotoPrivacy.SHOWN]
)
def test_what_hides_a_part_is_never_kept(library, tmp_path, privacy):
    write(library, tmp_path, replace(CHOICES, photos=privacy))
    assert prints(library) == []


def test_of_large_prints_the_latest_are_kept(library):
    (photo, _) = library.photos.all()
    library.prints.keep(
        [KeptPrint(photo.id, SMALL_HEIGHT_PX, "a", b"small")], large_px=LARGE_HEIGHT_PX
    )
    for number in range(MOST_LARGE + 3):
        library._database.execute(
            "INSERT INTO photo_print (photo_id, form, jpeg) VALUES (?, ?, x'00')",
            (photo.id, f"{LARGE_HEIGHT_PX}/{number}"),
        )
    other = library.photos.all()[1]
    library.prints.keep([KeptPrint(other.id, LARGE_HEIGHT_PX, "b", b"x")], large_px=LARGE_HEIGHT_PX)
    heights = [height for _, height in prints(library)]
    assert heights.count(str(LARGE_HEIGHT_PX)) == MOST_LARGE
    assert library.prints.get(other.id, LARGE_HEIGHT_PX, "b") == b"x"
    assert library.prints.get(photo.id, SMALL_HEIGHT_PX, "a") == b"small"


def test_a_full_disk_leaves_the_report_as_it_is(library, tmp_path, monkeypatch):
    def refuse(*_given, **_named):
        raise StorageError("The disk is full.", "disk_full")

    monkeypatch.setattr(Prints, "keep", refuse)
    first = write(library, tmp_path)
    assert prints(library) == []
    monkeypatch.undo()
    assert write(library, tmp_path) == first
