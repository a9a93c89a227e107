"""When photos were verified is kept, and every day has its part."""

from datetime import UTC, datetime, timedelta

import pytest

from skintrack.model.keeping import DamageKind
from skintrack.workflows import verify_library
from tests.helpers.libraries import add_photo

NOW = datetime.now(UTC).replace(microsecond=0)


def at(days):
    return NOW + timedelta(days=days)


@pytest.fixture
def photos(library):
    return [add_photo(library, b"photo %d" % number) for number in range(60)]


def test_what_was_imported_was_read_back_and_counts_as_verified(library, photos):
    state = library.keeping.state(NOW)
    assert (state.photos, state.verified, state.damaged) == (60, 60, {})
    assert abs(state.oldest - NOW) < timedelta(hours=2)  # the whole run


def test_an_empty_library_has_nothing_to_verify(library):
    assert library.keeping.part_of_today(NOW) == ()
    assert library.keeping.state(NOW).oldest is None


def test_what_was_read_long_ago_does_not_count(library, photos):
    assert library.keeping.state(at(44)).verified == 60
    assert library.keeping.state(at(46)).verified == 0
    library.keeping.note({photos[0].id: None}, at(46))
    assert library.keeping.state(at(46)).verified == 1


def test_a_time_that_lies_ahead_is_no_proof(library, photos):
    library.keeping.note({each.id: None for each in photos[1:]}, NOW)
    library.keeping.note({photos[0].id: None}, at(4000))
    assert library.keeping.state(NOW).verified == 59
    assert library.keeping.part_of_today(NOW)[0].id == photos[0].id


def test_each_day_has_a_thirtieth_and_a_month_has_everything(library, photos):
    seen = []
    for day in range(30):
        part = library.keeping.part_of_today(at(day + 0.1))
        assert len(part) == (14 if day == 0 else 2)  # the first one begins with a week's
        library.keeping.note({photo.id: None for photo in part}, at(day + 0.1))
        library.keeping.end_part(at(day + 0.1))
        assert library.keeping.part_of_today(at(day + 0.1)) == ()
        seen += [photo.id for photo in part]
    assert set(seen) == {photo.id for photo in photos}
    oldest = library.keeping.state(at(29)).oldest
    assert oldest > at(0)


def test_days_without_the_program_are_made_up_for_in_part(library, photos):
    library.keeping.end_part(NOW)
    assert len(library.keeping.part_of_today(at(3))) == 6
    assert len(library.keeping.part_of_today(at(300))) == 14


def test_a_clock_that_was_moved_back_does_not_stop_it(library, photos):
    library.keeping.end_part(at(400))
    assert len(library.keeping.part_of_today(NOW)) == 2


def test_damage_is_kept_until_it_is_mended_and_is_always_looked_at(library, photos):
    keeping = library.keeping
    path = library.photos.original_path(photos[5])
    whole = path.read_bytes()
    path.write_bytes(b"other")
    result = verify_library.run_part(library, photos[:10])
    assert result.changes.photos == {photos[5].id}
    assert keeping.damaged() == {photos[5].id: DamageKind.CHANGED}
    assert [photo.id for photo in keeping.damaged_photos()] == [photos[5].id]
    assert keeping.state(NOW).verified == 59
    path.unlink()
    assert verify_library.run_part(library, photos[:10]).changes.photos == {photos[5].id}
    assert keeping.damaged() == {photos[5].id: DamageKind.MISSING}
    keeping.end_part(NOW)
    assert photos[5].id in {photo.id for photo in keeping.part_of_today(at(1))}
    path.write_bytes(whole)
    result = verify_library.run(library)
    assert result.is_ok
    assert result.changes.photos == {photos[5].id}
    assert keeping.damaged() == {}
    assert verify_library.run(library).changes.photos == frozenset()


def test_facts_are_kept_replaced_and_forgotten(library):
    keeping = library.keeping
    keeping.keep_fact("name", "one")
    keeping.keep_fact("name", "two")
    assert keeping.fact("name") == "two"
    keeping.keep_fact("name", None)
    assert keeping.fact("name") is None
