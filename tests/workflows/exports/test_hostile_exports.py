"""Exports that somebody has altered: refused in words, and nothing is changed."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from skintrack.errors import CancelledError, EnvironmentalError, StorageError
from skintrack.library import Library
from skintrack.workflows import import_export
from tests.helpers.filled_library import Document, change
from tests.helpers.libraries import files_of


def damage(folder: Path) -> None:
    photo = next((folder / "photos" / "2026").iterdir())
    photo.write_bytes(photo.read_bytes() + b"!")


def test_a_changed_photo_is_named_and_its_notes_too(
    exported: Path, other: Library, tmp_path: Path
) -> None:
    damage(exported)
    result = import_export.run(other, exported)
    assert result.added == 3
    assert next(error.code for error in result.errors) == "changed"
    assert {error.code for error in result.errors} <= {"changed", "without_photo"}


EVIL_PATHS = [
    "../outside.jpg",
    "photos/../../outside.jpg",
    "photos/2026/../../../outside.jpg",
    "/etc/hostname",
    "C:\\outside.jpg",
    "photos\\2026\\a.jpg",
    "photos/2026/CON.jpg",
    "photos/2026/2026-03-01_front_\0.jpg",
    "photos/2026/link.jpg",
    "library.json",
    "",
    ".",
    "photos",
    "file:///etc/hostname",
    "\ud800",
]


@pytest.mark.parametrize("path", EVIL_PATHS)
def test_photos_outside_the_export_are_not_read(
    exported: Path, other: Library, tmp_path: Path, path: str
) -> None:
    (tmp_path / "outside.jpg").write_bytes(b"\xff\xd8secret")

    def alter(document: Document) -> None:
        photo = document["courses"][0]["photos"][0]
        photo.update(file=path, file_sha256=None)

    change(exported, alter)
    result = import_export.run(other, exported)
    assert (result.added, result.errors[0].code) == (3, "outside")


def test_links_are_not_followed(exported: Path, other: Library, tmp_path: Path) -> None:
    secret = tmp_path / "secret.jpg"
    photo = next((exported / "photos" / "2026").iterdir())
    photo.rename(secret)
    photo.symlink_to(secret)
    assert import_export.run(other, exported).errors[0].code == "outside"
    (exported / "photos").rename(tmp_path / "elsewhere")
    (exported / "photos").symlink_to(tmp_path / "elsewhere")
    with Library.create(tmp_path / "third", "Mine") as third:
        result = import_export.run(third, exported)
        assert result.added == 0
    (exported / "library.json").rename(tmp_path / "library.json")
    (exported / "library.json").symlink_to(tmp_path / "library.json")
    with pytest.raises(EnvironmentalError) as caught:
        import_export.run(other, exported)
    assert caught.value.code == "not_an_export"


def set_in(*path: str | int) -> Callable[[object], Callable[[Document], None]]:
    """Return what puts a value into a document."""

    def with_value(value: object) -> Callable[[Document], None]:
        def alter(document: Any) -> None:
            for step in path[:-1]:
                document = document[step]
            document[path[-1]] = value

        return alter

    return with_value


COURSE = ("courses", 0)
PLACES: list[tuple[tuple[str | int, ...], list[object]]] = [
    (("courses",), [None, {}, "x", 3, [3]]),
    (("version",), [None, "1", True, 1.5]),
    ((*COURSE, "name"), [None, "", "  ", 3, "x" * 200_000]),
    ((*COURSE, "created_at"), [None, "yesterday", "2026-01-01T00:00:00", "9999-12-31T23:59:59Z"]),
    ((*COURSE, "planned_sessions"), ["4", 0, 10**6, True, 1e400, 4.5]),
    ((*COURSE, "spacing_weeks_least"), [None, -1, 99]),
    ((*COURSE, "appointment"), ["2026-02-30", 20260101, "0001-01-01"]),
    ((*COURSE, "hides_scores"), [None, 1, "yes"]),
    ((*COURSE, "sessions"), [None, {}, [[]], ["x"]]),
    ((*COURSE, "sessions", 0, "date"), [None, "soon"]),
    ((*COURSE, "sessions", 0, "depth_mm"), [-1, 6, "deep", float("nan"), 10**400, True]),
    ((*COURSE, "sessions", 0, "pain"), [11, -1, "much"]),
    ((*COURSE, "sessions", 0, "provider"), ["hospital", 3]),
    ((*COURSE, "sessions", 0, "zone_depths_mm"), [None, [], {"ear": 1}, {"nose": "x"}]),
    ((*COURSE, "sessions", 0, "safety_answers"), [None, {"infection": "no"}]),
    ((*COURSE, "diary", 0, "session_number"), [None, 0, 99, "1"]),
    ((*COURSE, "diary", 0, "redness"), [4, -1, "red"]),
    ((*COURSE, "diary", 0, "pain"), [11]),
    ((*COURSE, "ratings", 0, "value"), [None, 99, 2.5]),
    ((*COURSE, "ratings", 0, "scale"), [None, "stars"]),
    ((*COURSE, "blinded_trials", 0, "later_photo_id"), [None, "0" * 16, 3]),
    ((*COURSE, "pins", 0, "photo_id"), ["0" * 16, None]),
    ((*COURSE, "pins", 0, "label"), ["", "x" * 61]),
    ((*COURSE, "pins", 0, "x"), [None, "1", float("inf")]),
    ((*COURSE, "face_points", 0, "point"), ["knee"]),
    ((*COURSE, "regions", 0, "skin"), [[], [[1, 2]], [[1, 2, 3]] * 3, "x", [[1, "a"]] * 3]),
    ((*COURSE, "anchors", 0, "pairs"), [[], [[1, 2]], [[[1, 2], [3]]], [3]]),
    ((*COURSE, "photos", 0, "photo_id"), [None, "../../../etc", "0" * 16, 3]),
    ((*COURSE, "photos", 0, "sha256"), [None, "x" * 64]),
    ((*COURSE, "photos", 0, "captured_at"), [None, "now", "2199-01-01T00:00:00+00:00"]),
    ((*COURSE, "photos", 0, "view"), [None, "back"]),
    ((*COURSE, "photos", 0, "nudge_x"), [1.0, "x"]),
]
WRONG = [(path, value) for path, values in PLACES for value in values]


@pytest.mark.parametrize(("path", "value"), WRONG, ids=lambda each: str(each)[:40])
def test_what_is_not_as_it_should_be_changes_nothing(
    exported: Path, other: Library, path: tuple[str | int, ...], value: object
) -> None:
    before, courses = files_of(other.folder / "originals"), other.courses.all()
    change(exported, set_in(*path)(value))
    with pytest.raises(EnvironmentalError) as caught:
        import_export.run(other, exported)
    assert caught.value.message.endswith(".")
    assert files_of(other.folder / "originals") == before
    assert (other.courses.all(), other.photos.all()) == (courses, ())


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b"\xff\xfe\x00", b"[" * 100_000, b'{"format": "skintrack-export"}'],
    ids=range(7),
)
def test_documents_that_are_none(exported: Path, other: Library, content: bytes) -> None:
    (exported / "library.json").write_bytes(content)
    with pytest.raises(EnvironmentalError) as caught:
        import_export.run(other, exported)
    assert caught.value.code in {"export_damaged", "not_an_export"}


def test_a_huge_document_is_not_even_read(exported: Path, other: Library, tmp_path: Path) -> None:
    os.truncate(exported / "library.json", 50 << 30)
    with pytest.raises(EnvironmentalError) as caught:
        import_export.run(other, exported)
    assert caught.value.code == "too_large"
    with pytest.raises(EnvironmentalError) as caught:
        import_export.run(other, tmp_path / "nowhere")
    assert caught.value.code == "not_an_export"
    change_version = set_in("version")(2)
    (exported / "library.json").unlink()
    (exported / "library.json").write_text('{"format": "skintrack-export"}', encoding="utf-8")
    change(exported, change_version)
    with pytest.raises(EnvironmentalError) as caught:
        import_export.run(other, exported)
    assert caught.value.code == "newer"


def test_stopping_changes_nothing(exported: Path, other: Library) -> None:
    asked: list[int] = []

    def stop() -> bool:
        asked.append(1)
        return len(asked) > 2

    with pytest.raises(CancelledError):
        import_export.run(other, exported, cancelled=stop)
    assert files_of(other.folder / "originals") == {}
    assert (other.photos.all(), len(other.courses.all())) == ((), 1)
    assert import_export.run(other, exported).added == 4


def test_a_refusal_at_the_last_record_changes_nothing(
    exported: Path, other: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_values: object) -> None:
        raise StorageError("The disk is full.", "disk_full")

    monkeypatch.setattr(type(other.ratings), "add", refuse)
    with pytest.raises(StorageError):
        import_export.run(other, exported)
    assert files_of(other.folder / "originals") == {}
    assert (other.photos.all(), len(other.courses.all()), other.people.all()) == ((), 1, ())
