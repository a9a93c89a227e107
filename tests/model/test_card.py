"""The card's layout and its numbers."""

from itertools import pairwise

import pytest

from skintrack.model import card


def test_every_number_has_markers_of_its_own_and_comes_back():
    numbers = [0, 1, 249, 250, 62_499, 62_500, 4711, 123_456, card.SERIAL_COUNT - 1]
    for number in numbers:
        ids = card.marker_ids(number)
        assert [marker // card.MARKERS_PER_CORNER for marker in ids] == [0, 1, 2, 3]
        assert card.number_of_markers(ids) == number
    assert len({card.marker_ids(number) for number in numbers}) == len(numbers)


def test_markers_of_two_prints_do_not_belong_together():
    one, other = card.marker_ids(4711), card.marker_ids(9_876_543)
    for corner in range(4):
        mixed = list(one)
        mixed[corner] = other[corner]
        assert card.number_of_markers((mixed[0], mixed[1], mixed[2], mixed[3])) is None


def test_a_serial_reads_back_and_takes_no_letter_for_another():
    for number in (0, 31, 32, 4711, card.SERIAL_COUNT - 1):
        serial = card.serial_of(number)
        assert len(serial) == card.SERIAL_LENGTH
        assert not set("ILOU") & set(serial)
        assert card.number_of(f" {serial.lower()} ") == number


@pytest.mark.parametrize("text", ["", "0000", "000000", "0000I", "ZZZZZ", "00-00"])
def test_what_is_no_serial_is_told(text):
    assert card.number_of(text) is None


def test_patches_lie_apart_on_the_grey_field_between_the_markers():
    patches = card.patches()
    assert len(patches) == card.PATCH_COLUMNS * card.PATCH_ROWS
    assert len({patch.name for patch in patches}) == len({patch.srgb for patch in patches}) == 16
    field = card.Box(
        card.FIELD_LEFT_MM, card.FIELD_TOP_MM, card.FIELD_WIDTH_MM, card.FIELD_HEIGHT_MM
    )
    boxes = [*(patch.box for patch in patches), *card.field_samples()]
    for box in boxes:
        assert field.left - 1e-9 <= box.left
        assert box.left + box.width <= field.left + field.width + 1e-9
        assert field.top <= box.top
        assert box.top + box.height <= field.top + field.height + 1e-9
    rows = [patch.box for patch in patches[: card.PATCH_COLUMNS]]
    assert all(
        b.left - (a.left + a.width) == pytest.approx(card.GAP_X_MM) for a, b in pairwise(rows)
    )
    markers = [card.Box(x, y, card.MARKER_MM, card.MARKER_MM) for x, y in card.MARKER_CORNERS_MM]
    for marker in markers:
        below_or_above = marker.top + marker.height < field.top or marker.top > field.top + 68
        assert below_or_above
        assert marker.left > 0
        assert marker.left + marker.width < card.WIDTH_MM
        assert marker.top + marker.height < card.HEIGHT_MM
