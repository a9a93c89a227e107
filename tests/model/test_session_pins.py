"""Every session keeps a pin that can be read, however close together they stand."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from skintrack.model.session_pins import SessionPin, shared_pins


def width_of(pin):
    return 10.0 if pin.first == pin.last else 18.0


def test_sessions_with_room_keep_their_own_pins():
    pins = shared_pins([(1, 0.0), (2, 10.0), (3, 40.0)], width_of)
    assert [(pin.text, pin.place) for pin in pins] == [("1", 0.0), ("2", 10.0), ("3", 40.0)]


def test_sessions_of_one_day_share_a_pin():
    pins = shared_pins([(1, 0.0), (2, 40.0), (3, 40.0)], width_of)
    assert [(pin.text, pin.place) for pin in pins] == [("1", 0.0), ("2\N{EN DASH}3", 40.0)]


def test_a_pin_that_grows_gives_way_to_the_one_before():
    pins = shared_pins([(1, 0.0), (2, 13.0), (3, 13.0)], width_of)
    assert [(pin.text, pin.place) for pin in pins] == [("1", 0.0), ("2\N{EN DASH}3", 14.0)]


def test_a_crowd_is_split_into_several_pins():
    pins = shared_pins([(number, 6.0 * number) for number in range(1, 13)], width_of)
    assert [pin.text for pin in pins][:2] == ["1\N{EN DASH}3", "4\N{EN DASH}6"]


def test_each_part_of_a_shared_pin_is_one_session():
    pin = SessionPin(2, 4, 0.0)
    assert [pin.number_at(share) for share in (-0.1, 0.0, 0.4, 0.9, 1.0)] == [2, 2, 3, 4, 4]


@given(st.lists(st.floats(0, 500), min_size=1, max_size=30))
def test_no_session_is_lost_and_no_pin_touches_another(places):
    pins = shared_pins(enumerate(sorted(places), start=1), width_of)
    numbers = [number for pin in pins for number in range(pin.first, pin.last + 1)]
    assert numbers == list(range(1, len(places) + 1))
    for earlier, later in pairwise(pins):
        least = (width_of(earlier) + width_of(later)) / 2
        assert later.place - earlier.place >= least - 1e-6
