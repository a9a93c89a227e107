import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skintrack.errors import InputError, InternalError, LibraryError, PhotoError
from skintrack.library import Library, storage
from skintrack.library.naming import original_names
from skintrack.model import CourseId, PhotoId, SessionDayRelation, SkinState, View, ViewSource
from skintrack.model.text import file_label, storable_text
from skintrack.workflows import verify_library
from tests.helpers.libraries import PREVIEWS, add_front, add_photo, files_of, new_photo, sql
from tests.helpers.sealed import plain_only

MARCH = "2026-03-01T10:22:00+01:00"


def originals_of(library):
    return sorted(name for name in files_of(library.folder) if name.startswith("originals/"))


def is_clean(library):
    return verify_library.run(library).is_ok


def test_add_and_find_again(folder):
    with Library.create(folder, "Course") as library:
        photo = add_front(library, b"bytes", MARCH)
        assert photo.id == photo.sha256[:16]
        assert photo.file_name == f"originals/2026/2026-03-01_front_{photo.sha256[:8]}.jpg"
        assert photo.captured_at == datetime.fromisoformat(MARCH)
        assert photo.captured_at.isoformat() == MARCH
        assert photo.byte_size == 5
        assert photo.imported_at.tzinfo is not None
    with Library.open(folder) as library:
        assert library.photos.get(photo.id) == photo
        assert library.photos.find(photo.sha256) == photo
        assert library.photos.all() == (photo,)
        assert library.photos.read_original(photo) == b"bytes"
        assert library.photos.original_path(photo).read_bytes() == b"bytes"
        assert library.photos.preview(photo, 256) == PREVIEWS[256]
        assert library.photos.preview(photo, 2048) == PREVIEWS[2048]
        assert is_clean(library)


def test_unknown_photo(library):
    with pytest.raises(LibraryError):
        library.photos.get(PhotoId("0" * 16))
    assert library.photos.find("0" * 64) is None


@pytest.mark.parametrize("state", SkinState)
def test_the_state_of_the_skin_is_kept_changed_and_taken_back(folder, state):
    with Library.create(folder, "Course") as library:
        photo = add_photo(library, b"one", taken=MARCH, skin_state=state)
        other = add_photo(library, b"two", taken=MARCH)
        assert (photo.skin_state, other.skin_state) == (state, None)
        assert library.photos.set_skin_state(other.id, state).skin_state is state
    with Library.open(folder) as library:
        assert {each.skin_state for each in library.photos.all()} == {state}
        assert library.photos.set_skin_state(photo.id, None).skin_state is None
        assert library.photos.get(other.id).skin_state is state


@plain_only
def test_order_is_that_of_the_shots_over_all_zones_with_undated_last(library):
    late = add_photo(library, b"late", taken="2026-03-01T09:00:00-08:00")
    undated = add_photo(library, b"undated")
    early = add_photo(library, b"early", taken="2026-03-01T12:00:00+01:00")
    course = library.courses.all()[0]
    assert library.photos.of_course(course.id) == (early, late, undated)
    assert library.photos.all() == (early, late, undated)
    assert undated.file_name.startswith("originals/undated/undated_unknown_")


def test_same_bytes_twice_are_refused_and_change_nothing(library):
    photo = add_photo(library, b"bytes", taken=MARCH)
    with pytest.raises(InternalError):
        add_photo(library, b"bytes", taken=MARCH)
    assert library.photos.all() == (photo,)
    assert library.photos.read_original(photo) == b"bytes"
    assert is_clean(library)


@plain_only
def test_names_that_collide_get_a_longer_hash(library):
    first = add_front(library, b"first", MARCH)
    new = new_photo(library, b"second", taken=MARCH, view=View.FRONT)
    shortest = next(iter(original_names(new.captured_at, View.FRONT, new.sha256, "jpg")))
    (library.folder / shortest).write_bytes(b"somebody's own file")
    second = library.photos.add(b"second", new)
    assert second.file_name.endswith(f"_{new.sha256[:16]}.jpg")
    assert (library.folder / shortest).read_bytes() == b"somebody's own file"
    assert library.photos.read_original(first) == b"first"


@plain_only
def test_a_left_over_with_the_same_bytes_is_taken_up(library):
    new = new_photo(library, b"bytes", taken=MARCH, view=View.FRONT)
    name = next(iter(original_names(new.captured_at, View.FRONT, new.sha256, "jpg")))
    (library.folder / "originals/2026").mkdir(parents=True)
    (library.folder / name).write_bytes(b"bytes")
    assert library.photos.add(b"bytes", new).file_name == name
    assert originals_of(library) == [name]


@plain_only
def test_a_date_given_later_renames_the_original(library):
    photo = add_photo(library, b"bytes")
    moment = datetime.fromisoformat("2025-12-31T23:59:00+13:00")
    dated = library.photos.set_captured_at(photo.id, moment)
    assert dated.captured_at == moment
    assert dated.captured_at_source == "given"
    assert not dated.is_zone_assumed
    assert originals_of(library) == [f"originals/2025/2025-12-31_unknown_{photo.id[:8]}.jpg"]
    assert library.photos.read_original(dated) == b"bytes"
    assert library.photos.set_captured_at(photo.id, moment) == dated
    assert is_clean(library)


def test_a_time_without_zone_is_refused(library):
    photo = add_photo(library, b"bytes")
    naive = datetime.fromisoformat("2026-03-01T10:00:00")
    with pytest.raises(InputError):
        library.photos.set_captured_at(photo.id, naive)
    for year in (1, 9999):
        with pytest.raises(InputError):
            library.photos.set_captured_at(photo.id, naive.replace(year=year, tzinfo=UTC))


@plain_only
def test_a_view_found_later_renames_the_original(library):
    photo = add_photo(library, b"bytes", taken=MARCH)
    found = library.photos.set_view(photo.id, View.LEFT_OBLIQUE, ViewSource.MESH)
    assert (found.view, found.view_source) == (View.LEFT_OBLIQUE, ViewSource.MESH)
    assert originals_of(library) == [found.file_name]
    assert "_left_oblique_" in found.file_name
    assert is_clean(library)


@plain_only
def test_an_old_name_that_could_not_be_removed_goes_when_the_library_is_opened(
    library, monkeypatch
):
    photo = add_photo(library, b"bytes", taken=MARCH)
    unlink = Path.unlink

    def refuse(path, *, missing_ok=False):
        if path.name.endswith(Path(photo.file_name).name):
            raise PermissionError(13, "somebody has the file open")
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)
    found = library.photos.set_view(photo.id, View.FRONT, ViewSource.MESH)
    monkeypatch.undo()
    assert originals_of(library) == sorted([photo.file_name, found.file_name])
    assert is_clean(library)
    library.close()
    with Library.open(library.folder) as again:
        assert originals_of(again) == [found.file_name]
        assert is_clean(again)


def test_renaming_works_without_hard_links(library, monkeypatch):
    # As on a memory stick with FAT.
    def refuse(*_names):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("os.link", refuse)
    photo = add_photo(library, b"bytes", taken=MARCH)
    found = library.photos.set_view(photo.id, View.FRONT, ViewSource.MESH)
    assert originals_of(library) == [found.file_name]
    assert library.photos.read_original(found) == b"bytes"


def test_facts_of_a_photo_whose_file_is_missing_can_still_change(library):
    photo = add_photo(library, b"bytes", taken=MARCH)
    library.photos.original_path(photo).unlink()
    found = library.photos.set_view(photo.id, View.FRONT, ViewSource.GIVEN)
    assert found.view is View.FRONT
    assert found.file_name == photo.file_name


def test_relation_to_a_session(library):
    photo = add_photo(library, b"bytes", taken=MARCH)
    after = library.photos.set_session_day_relation(photo.id, SessionDayRelation.AFTER)
    assert after.session_day_relation is SessionDayRelation.AFTER
    assert library.photos.set_session_day_relation(photo.id, None) == photo


def test_bin(library):
    photo = add_photo(library, b"bytes", taken=MARCH)
    course = photo.course_id
    library.photos.move_to_bin(photo.id)
    assert library.photos.all() == library.photos.of_course(course) == ()
    assert library.photos.in_bin() == (photo,)
    assert library.photos.is_in_bin(photo.id)
    assert library.photos.find(photo.sha256) == photo
    assert library.photos.read_original(photo) == b"bytes"
    assert is_clean(library)
    library.photos.take_from_bin(photo.id)
    assert library.photos.all() == (photo,)
    assert library.photos.in_bin() == ()


def test_altered_and_missing_originals_are_never_handed_out(library):
    photo = add_photo(library, b"bytes", taken=MARCH)
    path = library.photos.original_path(photo)
    path.write_bytes(b"bytez")
    with pytest.raises(PhotoError) as caught:
        library.photos.read_original(photo)
    assert caught.value.code == "changed"
    path.unlink()
    with pytest.raises(PhotoError) as caught:
        library.photos.read_original(photo)
    assert caught.value.code == "missing"
    assert "IMG_0001.JPG" in caught.value.message


@plain_only
def test_previews_that_are_missing_or_cut_short_are_none(library):
    photo = add_photo(library, b"bytes", taken=MARCH)
    path = library.folder / "previews" / "256" / f"{photo.id}.jpg"
    assert library.photos.without_preview() == ()
    path.write_bytes(PREVIEWS[256][:-1])
    assert library.photos.preview(photo, 256) is None
    path.unlink()
    assert library.photos.preview(photo, 256) is None
    assert library.photos.without_preview() == (photo,)
    library.photos.save_previews(photo.id, PREVIEWS)
    assert library.photos.preview(photo, 256) == PREVIEWS[256]


@pytest.mark.parametrize(
    "name",
    [
        "caf\udce9.jpg",
        "a" * 251 + ".jpg",
        "Robert'); DROP TABLE photo;--.jpg",
        'quote"d %s {x}.jpg',
        "🙂 سلام \u202egpj.exe",
        "lone \ud800 surrogate",
        " \t\n",
    ],
)
def test_odd_names_survive(folder, name):
    with Library.create(folder, "Course") as library:
        photo = add_photo(library, b"bytes", taken=MARCH, original_name=name)
    with Library.open(folder) as library:
        again = library.photos.get(photo.id)
    assert again.original_name == storable_text(name)
    again.original_name.encode()


@given(st.text())
def test_text_is_stored_as_it_is_unless_it_cannot_be(text):
    stored = storable_text(text)
    stored.encode()
    if not re.search("[\ud800-\udfff]", text):
        assert stored == text


@given(st.binary(max_size=40))
def test_names_of_any_bytes_can_be_stored_and_said(raw):
    name = raw.decode("utf-8", "surrogateescape")
    storable_text(name).encode()
    label = file_label(name)
    assert label.isprintable()
    label.encode()


@given(
    st.none() | st.datetimes(timezones=st.timezones()),
    st.sampled_from(View),
    st.binary(min_size=32, max_size=32),
    st.sampled_from(["jpg", "png", "tif", "webp", "heic", "avif"]),
)
def test_names_of_originals(captured_at, view, digest, extension):
    names = list(original_names(captured_at, view, digest.hex(), extension))
    assert len(set(names)) == 3
    for name in names:
        folder, year, file_name = name.split("/")
        assert folder == "originals"
        match = re.fullmatch(
            r"(\d{4}-\d{2}-\d{2}|undated)_([a-z_]+)_([0-9a-f]+)\.[a-z]+", file_name
        )
        assert match is not None
        assert match[2] == view.value
        assert digest.hex().startswith(match[3])
        assert year == match[1][:4] or year == match[1] == "undated"


def test_photo_of_an_unknown_course_is_refused_and_leaves_nothing(library):
    with pytest.raises(InternalError):
        add_photo(library, b"bytes", taken=MARCH, course_id=CourseId(99))
    assert library.photos.all() == ()
    library.close()
    with Library.open(library.folder) as again:
        assert originals_of(again) == []
        assert is_clean(again)


def test_left_overs_of_a_sudden_end_are_cleared_and_other_files_are_not(folder):
    with Library.create(folder, "Course") as library:
        photo = add_photo(library, b"bytes", taken=MARCH)
    (folder / "incoming" / "half.part").write_bytes(b"half")
    stray = "originals/2026/2026-03-01_front_00000000.jpg"
    own = folder / "originals/2026/my own file.jpg"
    (folder / stray).write_bytes(b"announced, but never recorded")
    own.write_bytes(b"put there by hand")
    sql(folder, "INSERT INTO unsettled_file VALUES (?), (?)", stray, photo.file_name)
    (folder / "library.lock").write_bytes(b"")  # as a program leaves it that was killed
    with Library.open(folder) as library:
        assert not (folder / stray).exists()
        assert not (folder / "incoming" / "half.part").exists()
        assert own.exists()
        assert library.photos.read_original(photo) == b"bytes"
        problems = verify_library.run(library).problems
        assert [(problem.code, problem.photo) for problem in problems] == [
            ("extra", "originals/2026/my own file.jpg")
        ]
    assert sql(folder, "SELECT * FROM unsettled_file") == []


def test_bytes_that_the_disk_alters_are_not_stored(library, monkeypatch):
    synced = storage.sync_file

    def altered(file):
        file.seek(2)
        file.write(b"X")
        synced(file)

    monkeypatch.setattr(storage, "sync_file", altered)
    with pytest.raises(Exception, match="other bytes"):
        add_photo(library, b"bytes", taken=MARCH)
    monkeypatch.undo()
    assert library.photos.all() == ()
    assert originals_of(library) == []
    assert is_clean(library)


def test_known_photos_are_found_by_their_bytes_also_in_the_bin(library):
    dated = add_front(library, b"one", MARCH)
    binned = add_front(library, b"two", None)
    library.photos.move_to_bin(binned.id)
    known = library.photos.known()
    assert set(known) == {dated.sha256, binned.sha256}
    assert (known[dated.sha256].id, known[dated.sha256].is_in_bin) == (dated.id, False)
    assert known[dated.sha256].captured_at == datetime.fromisoformat(MARCH)
    assert known[dated.sha256].course_id == dated.course_id
    assert (known[binned.sha256].captured_at, known[binned.sha256].is_in_bin) == (None, True)


@pytest.mark.parametrize("moment", [MARCH, None])
def test_a_date_can_be_put_back_also_to_none(library, moment):
    photo = add_front(library, b"bytes", moment)
    library.photos.set_captured_at(photo.id, datetime(2026, 4, 1, tzinfo=UTC))
    back = library.photos.put_time_back(photo)
    assert back == photo
    assert library.photos.read_original(back) == b"bytes"
    assert originals_of(library) == [photo.file_name]


def test_a_view_can_be_taken_back_to_nobody_said(library):
    photo = add_photo(library, b"bytes")
    library.photos.set_view(photo.id, View.CLOSE_UP, ViewSource.GIVEN)
    assert library.photos.set_view(photo.id, photo.view, photo.view_source) == photo
