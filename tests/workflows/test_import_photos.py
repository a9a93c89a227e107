import os
import stat
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from skintrack.errors import InputError, LibraryError, StorageError
from skintrack.library import Library
from skintrack.model import (
    CapturedAtSource,
    CourseId,
    SessionDayRelation,
    View,
    ViewSource,
)
from skintrack.workflows import (
    import_photos,
    prepare_photo,
    rebuild_previews,
    verify_library,
)
from tests.helpers.corner_photos import corner_picture, encoded, exif_bytes, turned
from tests.helpers.libraries import files_of, no_steps
from tests.helpers.photo_makers import broken_heic, cut_off_jpeg, huge_png, jpeg_bytes

MARCH = datetime.fromisoformat("2026-03-01T10:22:00+01:00")
HEIC = Path(__file__).parents[1] / "imaging" / "data" / "turned_6.heic"


@pytest.fixture
def library(tmp_path):
    with Library.create(tmp_path / "library", "Course") as made:
        yield made


@pytest.fixture
def card(tmp_path):
    """A folder of photos as a camera card has them."""
    folder = tmp_path / "card"
    folder.mkdir()
    return folder


def save(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def dated_jpeg(shade=0, **times) -> bytes:
    times = {"original": "2026:03:01 10:22:00", "offset": "+01:00"} | times
    data = encoded(corner_picture(), "JPEG", exif=exif_bytes(**times), quality=95)
    return data + bytes([shade])  # phones append to the picture too


def names(entries):
    return sorted(Path(entry.file).name for entry in entries)


def test_one_photo(library, card):
    path = save(card, "IMG_1.JPG", dated_jpeg())
    result = import_photos.run(library, [path])
    (entry,) = result.added
    photo = entry.photo
    assert entry.file == str(path)
    assert (photo.captured_at, photo.captured_at_source) == (MARCH, CapturedAtSource.EXIF)
    assert not photo.is_zone_assumed
    assert (photo.width, photo.height) == (96, 64)
    assert (photo.view, photo.view_source) == (View.UNKNOWN, None)
    assert photo.original_name == "IMG_1.JPG"
    assert result.changes.photos == {photo.id}
    assert library.photos.all() == (photo,)
    assert library.photos.read_original(photo) == path.read_bytes()
    for edge in (256, 2048):
        preview = library.photos.preview(photo, edge)
        assert preview is not None
        assert preview.startswith(b"\xff\xd8")
    assert (result.duplicates, result.needs_date, result.errors) == ((), (), ())
    assert not result.is_cancelled


def test_every_format_with_its_turn_and_date(library, card):
    for name in ("JPEG", "PNG", "TIFF", "WEBP", "AVIF"):
        save(card, f"a.{name.lower()}", turned(name, 6))
    save(card, "a.heic", HEIC.read_bytes())
    result = import_photos.run(library, [card], jobs=2)
    assert result.errors == ()
    photos = [entry.photo for entry in (*result.added, *result.needs_date)]
    assert len(photos) == 6
    assert {(photo.width, photo.height) for photo in photos} == {(96, 64)}
    suffixes = {Path(photo.file_name).suffix for photo in photos}
    assert suffixes == {".jpg", ".png", ".tif", ".webp", ".avif", ".heic"}
    assert names(result.added) == ["a.heic"]


def test_each_bad_file_is_named_and_the_rest_comes_in(library, card, tmp_path):
    save(card, "cut.jpg", cut_off_jpeg())
    save(card, "empty.jpg", b"")
    save(card, "text.jpg", b"Dear diary")
    save(card, "huge.png", huge_png())
    save(card, "broken.heic", broken_heic())
    save(card, "good.jpg", dated_jpeg())
    (card / "gone.jpg").symlink_to(tmp_path / "nowhere")
    result = import_photos.run(library, [card], jobs=2)
    codes = {Path(error.file).name: error.code for error in result.errors}
    assert codes == {
        "cut.jpg": "truncated",
        "empty.jpg": "empty",
        "text.jpg": "not_a_photo",
        "huge.png": "too_large",
        "broken.heic": "undecodable",
        "gone.jpg": "missing",
    }
    for error in result.errors:
        assert Path(error.file).name in error.message
        assert error.message.count("\n") == 0
    assert names(result.added) == ["good.jpg"]
    assert verify_library.run(library).is_ok


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_file_without_permission(library, card):
    save(card, "mine.jpg", dated_jpeg()).chmod(0)
    result = import_photos.run(library, [card])
    assert [error.code for error in result.errors] == ["no_permission"]


def test_pipe_does_not_block(library, card):
    if not hasattr(os, "mkfifo"):
        pytest.skip("no pipes here")
    os.mkfifo(card / "pipe.jpg")
    result = import_photos.run(library, [card / "pipe.jpg"])
    assert [error.code for error in result.errors] == ["not_a_photo"]


def test_folder_with_other_things(library, card):
    save(card, "notes.txt", b"text")
    save(card, "Thumbs.db", b"\xd0\xcf\x11\xe0")
    save(card, ".DS_Store", b"\0")
    save(card, ".hidden.jpg", dated_jpeg(1))
    save(card, ".trash/old.jpg", dated_jpeg(2))
    save(card, "clip.mov", b"\0\0\0\x18ftypqt  \0\0\0\0qt  ")
    save(card, "DCIM/100/IMG_2.JPG", dated_jpeg(3))
    save(card, "DCIM/no extension", dated_jpeg(4))
    save(card, "raw.dng", b"MM\0\x2b" + b"\0" * 50)
    result = import_photos.run(library, [card])
    assert names(result.added) == ["IMG_2.JPG", "no extension"]
    assert [(Path(error.file).name, error.code) for error in result.errors] == [
        ("raw.dng", "unsupported")
    ]


def test_named_files_are_always_answered(library, card):
    text = save(card, "notes.txt", b"text")
    hidden = save(card, ".hidden.jpg", dated_jpeg())
    result = import_photos.run(library, [text, hidden, hidden])
    assert [error.code for error in result.errors] == ["not_a_photo"]
    assert names(result.added) == [".hidden.jpg"]
    assert result.duplicates == ()


def test_a_library_inside_the_folder_is_passed_over(library, tmp_path):
    save(tmp_path, "card/a.jpg", dated_jpeg())
    import_photos.run(library, [tmp_path / "card"])
    result = import_photos.run(library, [tmp_path])
    assert names(result.duplicates) == ["a.jpg"]
    assert not result.errors
    assert not result.added


def test_duplicates_by_content_and_not_by_name(library, card):
    save(card, "a.jpg", dated_jpeg())
    save(card, "copy of a.png", dated_jpeg())
    first = import_photos.run(library, [card], jobs=3)
    assert names(first.added) == ["a.jpg"]
    assert names(first.duplicates) == ["copy of a.png"]
    os.utime(card / "a.jpg", (1, 1))
    (card / "a.jpg").rename(card / "renamed.jpg")
    again = import_photos.run(library, [card])
    assert again.added == ()
    assert names(again.duplicates) == ["copy of a.png", "renamed.jpg"]
    assert again.duplicates[0].photo == first.added[0].photo
    assert not again.changes.photos


def test_duplicates_are_not_decoded_again(library, card, monkeypatch):
    save(card, "a.jpg", dated_jpeg())
    import_photos.run(library, [card])
    monkeypatch.setattr(prepare_photo, "read_photo", lambda *_: pytest.fail("decoded"))
    assert len(import_photos.run(library, [card]).duplicates) == 1


def test_a_photo_without_date_waits_for_one(library, card):
    path = save(card, "a.jpg", jpeg_bytes())
    os.utime(path, (1_700_000_000, 1_700_000_000))
    result = import_photos.run(library, [path])
    assert result.added == ()
    (entry,) = result.needs_date
    assert entry.photo.captured_at is None
    assert entry.photo.captured_at_source is None
    # Naming the file again with a date gives it the date.
    again = import_photos.run(library, [path], captured_at=MARCH)
    (entry,) = again.duplicates
    assert entry.photo.captured_at == MARCH
    assert entry.photo.captured_at_source is CapturedAtSource.GIVEN
    assert again.changes.photos == {entry.photo.id}
    assert entry.photo.file_name.startswith("originals/2026/2026-03-01_")
    # A known date is not overwritten by importing once more.
    third = import_photos.run(library, [path], captured_at=MARCH.replace(year=2020))
    assert third.duplicates[0].photo.captured_at == MARCH


def test_zeros_and_blanks_are_no_date(library, card):
    save(card, "zeros.jpg", dated_jpeg(1, original="0000:00:00 00:00:00"))
    save(card, "blank.jpg", dated_jpeg(2, original="    :  :     :  :  "))
    result = import_photos.run(library, [card])
    assert names(result.needs_date) == ["blank.jpg", "zeros.jpg"]


def test_what_the_user_says_goes_first(library, card):
    path = save(card, "a.jpg", dated_jpeg())
    moment = datetime.fromisoformat("2025-01-02T03:04:05-06:00")
    result = import_photos.run(
        library,
        [path],
        view=View.LEFT_PROFILE,
        captured_at=moment,
        relation=SessionDayRelation.AFTER,
    )
    photo = result.added[0].photo
    assert (photo.captured_at, photo.captured_at_source) == (moment, CapturedAtSource.GIVEN)
    assert (photo.view, photo.view_source) == (View.LEFT_PROFILE, ViewSource.GIVEN)
    assert photo.session_day_relation is SessionDayRelation.AFTER
    assert photo.file_name == f"originals/2025/2025-01-02_left_profile_{photo.id[:8]}.jpg"


def test_course(library, card):
    other = library.courses.add("Other")
    result = import_photos.run(library, [save(card, "a.jpg", dated_jpeg(1))])
    assert result.added[0].photo.course_id == other.id  # the newest course
    first = library.courses.all()[0].id
    result = import_photos.run(library, [save(card, "b.jpg", dated_jpeg(2))], course_id=first)
    assert result.added[0].photo.course_id == first
    with pytest.raises(LibraryError):
        import_photos.run(library, [card], course_id=CourseId(99))


def test_time_without_zone_is_refused(library, card):
    with pytest.raises(InputError):
        import_photos.run(library, [card], captured_at=MARCH.replace(tzinfo=None))
    with pytest.raises(InputError):
        import_photos.run(library, [card], captured_at=MARCH.replace(year=1))


def test_a_binned_photo_comes_back(library, card):
    path = save(card, "a.jpg", dated_jpeg())
    photo = import_photos.run(library, [path]).added[0].photo
    library.photos.move_to_bin(photo.id)
    result = import_photos.run(library, [path])
    assert [entry.photo for entry in result.added] == [photo]
    assert library.photos.all() == (photo,)
    assert result.changes.photos == {photo.id}


def test_a_binned_photo_comes_back_into_the_course_it_is_imported_into(library, card):
    path = save(card, "a.jpg", dated_jpeg())
    photo = import_photos.run(library, [path]).added[0].photo
    library.photos.move_to_bin(photo.id)
    other = library.courses.add("Other")
    result = import_photos.run(library, [path], course_id=other.id)
    assert [entry.photo.course_id for entry in result.added] == [other.id]
    assert [each.id for each in library.photos.of_course(other.id)] == [photo.id]


def test_a_known_photo_takes_the_relation_and_keeps_its_course(library, card):
    path = save(card, "a.jpg", dated_jpeg())
    photo = import_photos.run(library, [path]).added[0].photo
    other = library.courses.add("Other")
    for relation in (SessionDayRelation.AFTER, SessionDayRelation.BEFORE):
        result = import_photos.run(library, [path], course_id=other.id, relation=relation)
        (entry,) = result.duplicates
        assert entry.photo.session_day_relation is relation
        assert entry.photo.course_id == photo.course_id
        assert result.changes.photos == {photo.id}
    again = import_photos.run(library, [path])
    assert again.duplicates[0].photo.session_day_relation is SessionDayRelation.BEFORE


def test_a_date_in_the_future_is_no_date(library, card):
    for years, name in ((0, "now.jpg"), (1, "next.jpg")):
        day = datetime.now(UTC) + timedelta(days=366 * years)
        text = f"{day:%Y:%m:%d %H:%M:%S}"
        save(card, name, dated_jpeg(years, original=text, offset="+00:00"))
    result = import_photos.run(library, [card])
    assert names(result.added) == ["now.jpg"]
    assert [(entry.is_from_future, entry.photo.captured_at) for entry in result.needs_date] == [
        (True, None)
    ]
    with pytest.raises(InputError) as caught:
        import_photos.run(library, [card], captured_at=datetime.now(UTC) + timedelta(days=3))
    assert caught.value.code == "future"


def test_sources_are_only_read(library, card):
    for number in range(4):
        path = save(card, f"{number}.jpg", dated_jpeg(number))
        path.chmod(0o400)
        os.utime(path, (1_600_000_000 + number, 1_600_000_000))
    before = files_of(card)
    facts = [(path.stat().st_mtime, path.stat().st_mode) for path in sorted(card.iterdir())]
    import_photos.run(library, [card], jobs=2)
    assert files_of(card) == before
    assert facts == [(path.stat().st_mtime, path.stat().st_mode) for path in sorted(card.iterdir())]
    for photo in library.photos.all():  # the copy does not take over read-only
        assert stat.S_IMODE(library.photos.original_path(photo).stat().st_mode) == 0o600


def test_progress_counts_up_to_the_end(library, card):
    for number in range(3):
        save(card, f"{number}.jpg", dated_jpeg(number))
    steps = no_steps()
    import_photos.run(library, [card], jobs=2, progress=steps.append)
    assert [(step.done, step.total) for step in steps] == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert [step.label for step in steps] == ["0.jpg", "1.jpg", "2.jpg", ""]


def test_cancel_keeps_what_is_done(library, card):
    for number in range(9):
        save(card, f"{number}.jpg", dated_jpeg(number))
    steps = no_steps()
    result = import_photos.run(
        library, [card], jobs=2, progress=steps.append, cancelled=lambda: len(steps) >= 3
    )
    assert result.is_cancelled
    assert names(result.added) == ["0.jpg", "1.jpg", "2.jpg"]
    assert len(library.photos.all()) == 3
    assert verify_library.run(library).is_ok


def test_full_disk_stops_politely(library, card, monkeypatch):
    for number in range(5):
        save(card, f"{number}.jpg", dated_jpeg(number))
    place = library.photos.arrivals.place

    def refuse_third(group):
        if len(library.photos.all()) + len(group) > 2:
            raise StorageError("The disk is full.", "disk_full")
        return place(group)

    monkeypatch.setattr(library.photos.arrivals, "place", refuse_third)
    result = import_photos.run(library, [card], jobs=2)
    assert names(result.added) == ["0.jpg", "1.jpg"]
    assert [(Path(error.file).name, error.code) for error in result.errors] == [
        ("2.jpg", "disk_full"),
        ("3.jpg", "disk_full"),
        ("4.jpg", "disk_full"),
    ]
    assert list((library.folder / "incoming").iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="file names are text elsewhere")
@pytest.mark.parametrize(
    "name", [b"caf\xe9.jpg", b"a" * 251 + b".jpg", "🙂 'quote\" \n.jpg".encode(), b"-rf.jpg"]
)
def test_odd_names(library, card, name):
    path = Path(os.fsdecode(os.fsencode(card) + b"/" + name))
    path.write_bytes(dated_jpeg())
    for source in (path, card):
        result = import_photos.run(library, [source])
        assert not result.errors
        for entry in (*result.added, *result.duplicates):
            entry.file.encode()
            entry.photo.original_name.encode()
    path.write_bytes(b"")
    (error,) = import_photos.run(library, [path]).errors
    assert error.message.isprintable()
    error.file.encode()


def test_previews_can_be_made_again(library, card):
    save(card, "a.jpg", dated_jpeg())
    save(card, "b.jpg", dated_jpeg(9))
    first, second = (e.photo for e in import_photos.run(library, [card]).added)
    assert not rebuild_previews.run(library).photos
    kept = library.photos.preview(first, 256)
    for photo in (first, second):
        (library.folder / "previews" / "256" / f"{photo.id}.jpg").unlink()
    library.photos.original_path(second).write_bytes(b"damaged")
    assert rebuild_previews.run(library).photos == {first.id}
    assert library.photos.preview(first, 256) == kept
    assert library.photos.preview(second, 256) is None
