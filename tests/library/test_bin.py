"""What was deleted rests in the bin, comes back as it was, or goes whole."""

from datetime import UTC, date, datetime, timedelta

import pytest

from skintrack.errors import LibraryError
from skintrack.library import Library
from skintrack.library.storage import sync_folder
from skintrack.model import (
    BlindedTrial,
    Choice,
    DiaryEntry,
    OutlineKind,
    Point,
    Rater,
    Scale,
    Sign,
    Step,
    TrialId,
    View,
)
from skintrack.model.bin import BinKind
from skintrack.workflows import verify_library
from tests.helpers.libraries import add_front, files_of, sql
from tests.helpers.sealed import plain_only

MARCH = "2026-03-01T10:22:00+01:00"
EVERY_ROW = """
SELECT id FROM treatment_session UNION ALL SELECT id FROM diary_entry
UNION ALL SELECT id FROM rating UNION ALL SELECT id FROM blinded_trial UNION ALL SELECT id FROM pin
"""
TRIANGLE = (Point(1, 1), Point(9, 1), Point(9, 9))


def now():
    return datetime.now(UTC).replace(microsecond=0)


def after(days):
    return now() + timedelta(days=days)


def kinds(library):
    return [item.kind for item in library.bin.items()]


@pytest.fixture
def course(library):
    return library.courses.all()[0].id


def put_all_in_bin(library, course):
    """Delete one thing of each kind and return what was there before."""
    one, two = add_front(library, b"one", MARCH), add_front(library, b"two", MARCH)
    other = library.courses.add("Another course")
    session = library.sessions.add(course, date(2026, 3, 1), notes="calm")
    library.diary.save(DiaryEntry(session.id, date(2026, 3, 2), {Sign.REDNESS: Step.CLEARLY}))
    ratings = library.ratings.add(course, date(2026, 3, 1), [(Scale.GAIS, 2, Rater.PATIENT)])
    pin = library.pins.add(course, "Scar", two.id, Point(1, 2))
    trial = BlindedTrial(
        TrialId(0), course, now(), one.id, two.id, True, Choice.LATER, Rater.PATIENT, now()
    )
    trials = library.blinded_trials.add_round([trial])
    library.photos.move_to_bin(one.id)
    library.courses.remove(other.id)
    library.sessions.remove(session.id)
    library.ratings.remove(ratings)
    library.pins.remove(pin.id)
    library.blinded_trials.remove(trials)
    return one, session, pin


def test_each_kind_rests_and_comes_back(library, course):
    photo, session, pin = put_all_in_bin(library, course)
    items = library.bin.items()
    assert {item.kind for item in items} == set(BinKind)
    by_kind = {item.kind: item for item in items}
    assert by_kind[BinKind.PHOTO].photo == photo
    assert by_kind[BinKind.PHOTO].day == date(2026, 3, 1)
    assert (by_kind[BinKind.PIN].name, by_kind[BinKind.COURSE].name) == ("Scar", "Another course")
    assert (by_kind[BinKind.PIN].day, by_kind[BinKind.PIN].view) == (date(2026, 3, 1), View.FRONT)
    assert (by_kind[BinKind.RATING].name, by_kind[BinKind.RATING].count) == ("gais", 2)
    assert by_kind[BinKind.ROUND].count == 1
    assert {item.course for item in items} == {"Acne scars", "Another course"}
    library.bin.restore(items)
    assert library.bin.items() == ()
    assert photo in library.photos.of_course(course)
    assert library.sessions.of_course(course) == (session,)
    assert len(library.diary.of_session(session.id)) == 1
    assert library.pins.of_course(course) == (pin,)
    assert len(library.ratings.of_course(course)) == 1
    assert len(library.blinded_trials.of_course(course)) == 1
    assert len(library.courses.all()) == 2
    library.bin.put_back(items)
    assert library.bin.items() == items


@plain_only
def test_each_kind_goes_whole(library, course, folder):
    put_all_in_bin(library, course)
    kept = library.photos.of_course(course)
    assert library.bin.remove_for_good(library.bin.items()) == 6
    assert library.bin.items() == ()
    assert [len(files) for files in (kept, library.photos.in_bin())] == [1, 0]
    assert len([name for name in files_of(folder) if name.startswith("originals/")]) == 1
    assert len([name for name in files_of(folder) if name.startswith("previews/")]) == 2
    assert verify_library.run(library).is_ok
    library.close()
    assert sql(folder, EVERY_ROW) == []
    assert len(sql(folder, "SELECT * FROM photo")) == len(sql(folder, "SELECT * FROM course")) == 1
    assert sql(folder, "SELECT * FROM unsettled_file") == []


def test_a_course_goes_with_everything_in_it(library, course, folder):
    person = library.people.named("Alex")
    second = library.courses.add("Second")
    with library.photos._database.transaction():
        library.photos._database.update("course", second.id, {"person_id": person.id})
    library.sessions.add(second.id, date(2026, 3, 1))
    photo = add_front(library, b"in the second", MARCH)
    library.photos.set_course(photo.id, second.id)
    library.pins.add(second.id, "Spot", photo.id, Point(1, 1))
    library.ratings.add(second.id, date(2026, 3, 1), [(Scale.GAIS, 2, Rater.PATIENT)])
    library.photos.move_to_bin(photo.id)
    library.courses.remove(second.id)
    (item,) = library.bin.items()  # what lies in it goes and comes with it
    assert (item.kind, item.count) == (BinKind.COURSE, 1)
    library.bin.remove_for_good([item])
    assert library.photos.in_bin() == ()
    assert library.people.all() == ()
    assert not any(name.startswith("originals/") for name in files_of(folder))
    assert verify_library.run(library).is_ok


def test_what_is_in_use_again_is_not_removed(library, course):
    photo = add_front(library, b"one", MARCH)
    library.photos.move_to_bin(photo.id)
    items = library.bin.items()
    library.photos.take_from_bin(photo.id)
    with pytest.raises(LibraryError) as refused:
        library.bin.remove_for_good(items)
    assert refused.value.code == "not_in_bin"
    assert library.photos.of_course(course) == (photo,)


def test_it_goes_after_thirty_days_and_not_before(library):
    library.bin.remove_expired(now())
    photo = add_front(library, b"one", MARCH)
    library.photos.move_to_bin(photo.id)
    (item,) = library.bin.items()
    assert item.goes_at == item.deleted_at + timedelta(days=30)
    assert library.bin.remove_expired(after(29)).count == 0
    assert library.bin.remove_expired(after(30.1)).count == 1
    assert library.photos.in_bin() == ()


def test_what_an_earlier_version_deleted_rests_from_the_first_look(library):
    photo = add_front(library, b"one", MARCH)
    library.photos.move_to_bin(photo.id)
    with library.photos._database.transaction():
        library.photos._database.update(
            "photo", photo.id, {"deleted_at": "2020-01-01T00:00:00+00:00"}
        )
    assert library.bin.items()[0].goes_at is None
    assert library.bin.remove_expired(now()).count == 0
    assert library.bin.remove_expired(after(29)).count == 0
    assert library.bin.remove_expired(after(31)).count == 1


def test_a_clock_that_was_years_behind_when_it_was_deleted_takes_nothing_away(library):
    library.bin.remove_expired(now())
    photo = add_front(library, b"one", MARCH)
    library.photos.move_to_bin(photo.id)
    with library.photos._database.transaction():
        library.photos._database.update(
            "photo", photo.id, {"deleted_at": "1970-01-02T00:00:00+00:00"}
        )
    assert library.bin.remove_expired(after(1)).count == 0
    assert library.bin.remove_expired(after(30)).count == 0
    assert library.bin.remove_expired(after(32)).count == 1


@pytest.mark.parametrize("jump", [-3000, 46, 4500, 36_500])
def test_a_clock_that_jumps_takes_nothing_away(library, jump):
    library.bin.remove_expired(now())
    photo = add_front(library, b"one", MARCH)
    library.photos.move_to_bin(photo.id)
    for day in (jump, jump + 1):
        emptied = library.bin.remove_expired(after(day))
        assert (emptied.count, emptied.is_clock_doubted) == (0, True)
    # After two days of use it is believed; the time that it jumped over does not count.
    emptied = library.bin.remove_expired(after(jump + 2.1))
    assert (emptied.count, emptied.is_clock_doubted) == (0, False)
    assert library.photos.in_bin() == (photo,)
    if jump > 0:
        assert library.bin.remove_expired(after(jump + 29)).count == 0
        assert library.bin.remove_expired(after(jump + 33)).count == 1


def test_deleted_again_it_rests_anew(library):
    library.bin.remove_expired(now())
    photo = add_front(library, b"one", MARCH)
    library.photos.move_to_bin(photo.id)
    library.bin.remove_expired(after(20))
    library.photos.take_from_bin(photo.id)
    library.photos.move_to_bin(photo.id)
    with library.photos._database.transaction():
        library.photos._database.update("photo", photo.id, {"deleted_at": after(25).isoformat()})
    assert library.bin.remove_expired(after(31)).count == 0
    assert library.bin.remove_expired(after(56)).count == 1


def test_a_photo_whose_outline_holds_for_others_does_not_go_by_itself(library):
    library.bin.remove_expired(now())
    photo, other = add_front(library, b"one", MARCH), add_front(library, b"two", MARCH)
    library.regions.save_outline(photo, OutlineKind.SKIN, TRIANGLE)
    library.photos.move_to_bin(photo.id)
    assert library.bin.items()[0].is_needed
    assert library.bin.remove_expired(after(40)).count == 0
    assert library.regions.of_view(other.course_id, other.view) is not None
    library.photos.move_to_bin(other.id)
    assert not any(item.is_needed for item in library.bin.items())
    assert library.bin.remove_expired(after(80)).count == 1
    assert library.bin.remove_expired(after(115)).count == 1


def test_a_pin_stays_where_it_is_in_other_photos(library, course):
    first, second = add_front(library, b"one", MARCH), add_front(library, b"two", MARCH)
    pin = library.pins.add(course, "Scar", first.id, Point(1, 2))
    library.pins.set_place(pin.id, second.id, Point(3, 4))
    library.photos.move_to_bin(first.id)
    library.bin.remove_for_good(library.bin.items())
    (left,) = library.pins.of_course(course)
    assert (left.id, left.photo_id, dict(left.places)) == (pin.id, second.id, {second.id: (3, 4)})


def test_an_answer_taken_back_and_given_again_is_not_offered(library, course):
    one, two = add_front(library, b"one", MARCH), add_front(library, b"two", MARCH)
    trial = BlindedTrial(
        TrialId(0), course, now(), one.id, two.id, True, None, Rater.PATIENT, now()
    )
    library.blinded_trials.remove(library.blinded_trials.add_round([trial]))
    again = library.blinded_trials.add_round([trial])
    assert kinds(library) == []
    library.blinded_trials.remove(again)
    assert [(item.kind, item.count) for item in library.bin.items()] == [(BinKind.ROUND, 1)]
    library.bin.restore(library.bin.items())
    assert len(library.blinded_trials.of_course(course)) == 1


@pytest.mark.parametrize("moment", ["before the files", "after the files"])
def test_killed_while_it_goes(folder, monkeypatch, moment):
    with Library.create(folder, "Course") as library:
        add_front(library, b"stays", MARCH)
        photo = add_front(library, b"goes", MARCH)
        library.photos.move_to_bin(photo.id)
        removal = library.bin._removal
        if moment == "before the files":
            monkeypatch.setattr(removal, "_remove_files", lambda _names: None)
        else:
            monkeypatch.setattr("skintrack.library.bin_removal.sync_folder", broken_sync)
        library.bin.remove_for_good(library.bin.items())
    assert sql(folder, "SELECT count(*) FROM unsettled_file") == [(1,)]
    with Library.open(folder) as library:
        result = verify_library.run(library)
        assert (result.is_ok, result.photos) == (True, 1)
        assert library.photos.in_bin() == ()
    assert sum(name.startswith("originals/") for name in files_of(folder)) == 1


def broken_sync(folder):
    sync_folder(folder)
    raise OSError(5, "Input/output error")


def test_its_words_are_overwritten_in_the_file(folder):
    with Library.create(folder, "Course") as library:
        course = library.courses.all()[0].id
        session = library.sessions.add(course, date(2026, 3, 1), notes="unspeakable marker")
        library.sessions.remove(session.id)
        library.bin.remove_for_good(library.bin.items())
    assert b"unspeakable marker" not in (folder / "skintrack.db").read_bytes()
