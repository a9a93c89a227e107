"""An export comes back into a library: everything, once, or nothing at all."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from skintrack.errors import CancelledError, EnvironmentalError, StorageError
from skintrack.library import Library
from skintrack.model import (
    AnchorPair,
    Anchors,
    BlindedTrial,
    Choice,
    DiaryEntry,
    NeedleZone,
    Point,
    Provider,
    Rater,
    Scale,
    SessionId,
    Sign,
    Step,
    TreatmentSession,
    View,
    ViewSource,
)
from skintrack.model.blinded import TrialId
from skintrack.model.face_point import FacePoint
from skintrack.model.nudge import Nudge
from skintrack.workflows import export_library, import_export, import_photos
from tests.helpers.corner_photos import corner_picture, encoded, exif_bytes
from tests.helpers.libraries import files_of
from tests.helpers.naughty_strings import FOREIGN, INVISIBLE, NAUGHTY

NOTE = "\n".join([*NAUGHTY.values(), *INVISIBLE.values(), *FOREIGN.values()]).replace("\ud83d", "")
DAYS = ("2026:03:01 10:22:00", "2026:04:05 09:00:00", "2026:05:10 18:30:00")
Document = dict[str, Any]


def camera_folder(folder: Path) -> Path:
    """Write three dated photos and one without a date."""
    folder.mkdir()
    for number, taken in enumerate((*DAYS, None)):
        exif = exif_bytes(6) if taken is None else exif_bytes(6, original=taken, offset="+02:00")
        turned = corner_picture().transpose(Image.Transpose.ROTATE_90)
        data = encoded(turned, "JPEG", exif=exif, quality=95) + bytes([number])
        (folder / f"IMG {number} – ä.jpg").write_bytes(data)
    return folder


def fill(library: Library, card: Path) -> None:
    """Note everything that a library can hold."""
    course = library.courses.all()[0]
    import_photos.run(library, [card], view=View.FRONT)
    photos = library.photos.of_course(course.id)
    first, second, third, undated = photos
    library.photos.set_view(third.id, View.CLOSE_UP, ViewSource.GIVEN)
    library.photos.set_calibration(second.id, is_calibration=True)
    library.nudges.save(second.id, Nudge(0.1, -0.05, 1.25, -3.5))
    library.courses.update(
        replace(
            course,
            person_id=library.people.named("Zoë Quist").id,
            area="Cheeks",
            concern_words=NOTE,
            planned_sessions=4,
            spacing_weeks=(4, 6),
            appointment=date(2027, 1, 8),
            appointment_clock=time(14, 30),
            practitioner_instruction="Cool packs\nfor one evening.",
        )
    )
    session = library.sessions.record(
        TreatmentSession(
            SessionId(0),
            course.id,
            date(2026, 3, 2),
            depth_mm=1.25,
            provider=Provider.CLINIC,
            notes=NOTE,
            clock=time(9, 5),
            zone_depths={NeedleZone.CHEEKS: 1.5},
            passes=2,
            pain=3,
            safety_answers={"infection": False, "pregnancy": True},
        )
    )
    library.sessions.add(course.id, date(2026, 3, 2))
    signs = {Sign.REDNESS: Step.STRONGLY, Sign.PEELING: Step.NONE}
    library.diary.save(
        DiaryEntry(session.id, session.date, signs, 4, frozenset({"fever", "pus"}), NOTE)
    )
    library.ratings.add(course.id, date(2026, 6, 1), [(Scale.GAIS, 2, Rater.PATIENT)], NOTE)
    library.ratings.add(course.id, date(2026, 6, 1), [(Scale.PATIENT, 7, Rater.OTHER)])
    began = datetime(2026, 10, 1, 18, 5, tzinfo=UTC)
    answered = began + timedelta(seconds=9)
    library.blinded_trials.add_round(
        [
            BlindedTrial(
                TrialId(0),
                course.id,
                began,
                first.id,
                third.id,
                True,
                choice,
                Rater.OTHER,
                answered,
            )
            for choice in (Choice.LATER, None)
        ]
    )
    pin = library.pins.add(course.id, "Scar; by the ear", second.id, Point(10.5, 20))
    library.pins.set_place(pin.id, first.id, Point(11, 21.25))
    library.face_points.save(undated.id, {FacePoint.CHIN: Point(30, 40.25)})
    outline = (Point(1, 1), Point(20.5, 1), Point(20.5, 30))
    library.regions.save(library.photos.get(first.id), outline, None)
    library.regions.save(library.photos.get(third.id), outline, outline[::-1])
    pair = AnchorPair(Point(1, 2), Point(3, 4))
    library.regions.save_anchors(second.id, Anchors(first.id, (pair, pair)))
    empty = library.courses.add("Another course", created_at=began)
    library.sessions.add(empty.id, date(2026, 9, 9), notes="Only noted.")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "library", "Scars", "acne_scars") as made:
        fill(made, camera_folder(tmp_path / "card"))
        yield made


@pytest.fixture
def exported(library: Library, tmp_path: Path) -> Path:
    return export_library.run(library, tmp_path / "export", originals=True).folder


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "other", "Mine") as made:
        yield made


def document_of(folder: Path) -> Document:
    document: Document = json.loads((folder / "library.json").read_text(encoding="utf-8"))
    return document


def essence(folder: Path, names: dict[str, str] | None = None) -> list[Document]:
    """Return the courses of an export without ids and times of the import itself."""
    text = json.dumps(document_of(folder)["courses"])
    for old, new in (names or {}).items():
        text = text.replace(old, new)
    courses: list[Document] = json.loads(text)
    for course in courses:
        for photo in course["photos"]:
            del photo["imported_at"]
        for pin in course["pins"]:
            del pin["pin"]
    return courses


def change(folder: Path, alter: Callable[[Document], object]) -> None:
    document = document_of(folder)
    alter(document)
    (folder / "library.json").write_text(json.dumps(document), encoding="utf-8")


def state_of(library: Library, out: Path) -> list[Document]:
    return essence(export_library.run(library, out, originals=True).folder)


def test_an_export_comes_back_as_it_was(exported: Path, other: Library, tmp_path: Path) -> None:
    blank = other.courses.all()[0].id
    result = import_export.run(other, exported, instead_of=blank)
    assert (result.added, result.known, result.errors) == (4, 0, ())
    again = export_library.run(other, tmp_path / "again", originals=True).folder
    assert essence(again) == essence(exported)
    photos = {name: data for name, data in files_of(exported).items() if "photos/" in name}
    assert photos == {name: data for name, data in files_of(again).items() if "photos/" in name}
    assert len(photos) == 4


def test_pixels_alone_come_back_with_all_that_was_noted(
    library: Library, other: Library, tmp_path: Path
) -> None:
    out = export_library.run(library, tmp_path / "pixels").folder
    result = import_export.run(other, out, instead_of=other.courses.all()[0].id)
    assert (result.added, result.errors) == (4, ())
    again = export_library.run(other, tmp_path / "again", originals=True).folder
    names = {
        old[name]: new[name]
        for old, new in zip(
            document_of(out)["courses"][0]["photos"],
            document_of(again)["courses"][0]["photos"],
            strict=True,
        )
        for name in ("photo_id", "sha256", "file")
    }
    before = sorted(map(json.dumps, essence(out, names)[0].pop("face_points")))
    assert before == sorted(map(json.dumps, essence(again)[0].pop("face_points")))
    for one, other_one in zip(essence(out, names), essence(again), strict=True):
        for name in ("name", "person", "sessions", "diary", "ratings", "blinded_trials", "regions"):
            assert one[name] == other_one[name], name
        for photo, same in zip(one["photos"], other_one["photos"], strict=True):
            assert photo.keys() == same.keys()
            for key in photo.keys() - {"file", "sha256", "photo_id"}:
                assert photo[key] == same[key], key


def test_twice_is_once(exported: Path, library: Library, other: Library, tmp_path: Path) -> None:
    before = state_of(library, tmp_path / "before")
    result = import_export.run(library, exported)
    assert (result.added, result.known) == (0, 4)
    assert state_of(library, tmp_path / "after") == before
    import_export.run(other, exported)
    once = state_of(other, tmp_path / "once")
    import_export.run(other, exported)
    assert state_of(other, tmp_path / "twice") == once


def test_what_is_known_here_stays_and_the_rest_is_completed(
    exported: Path, library: Library, other: Library, tmp_path: Path
) -> None:
    import_photos.run(other, [tmp_path / "card"])
    mine = other.courses.all()[0]
    dated = next(photo for photo in other.photos.all() if photo.captured_at is not None)
    other.photos.set_view(dated.id, View.LEFT_PROFILE, ViewSource.GIVEN)
    day = datetime(2026, 2, 2, 12, 0, tzinfo=UTC)
    undated = next(photo for photo in library.photos.all() if photo.captured_at is None)
    library.photos.set_captured_at(undated.id, day)
    shutil.rmtree(exported)
    export_library.run(library, exported)
    result = import_export.run(other, exported)
    assert (result.added, result.known) == (0, 4)
    assert other.photos.get(dated.id).view is View.LEFT_PROFILE
    assert other.photos.get(undated.id).captured_at == day
    assert {photo.course_id for photo in other.photos.all()} == {mine.id}


def test_deleted_things_come_back(exported: Path, library: Library) -> None:
    course = library.courses.all()[0]
    library.courses.remove(course.id)
    import_export.run(library, exported)
    assert library.courses.get(course.id).name == "Scars"
    photo = library.photos.of_course(course.id)[0]
    library.photos.move_to_bin(photo.id)
    import_export.run(library, exported)
    assert photo in library.photos.of_course(course.id)


def damage(folder: Path) -> None:
    photo = next((folder / "photos" / "2026").iterdir())
    photo.write_bytes(photo.read_bytes() + b"!")


def test_a_changed_photo_is_named_and_its_notes_too(
    exported: Path, other: Library, tmp_path: Path
) -> None:
    damage(exported)
    result = import_export.run(other, exported)
    assert result.added == 3
    assert [error.code for error in result.errors][0] == "changed"
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
    assert [e.code for e in import_export.run(other, exported).errors][0] == "outside"
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
