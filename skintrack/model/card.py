"""The printable colour card as data: where everything lies, which colours, which markers.

The one place that says so; the PDF, the search in a photo and the drawn sample all read it. Lengths
in mm from the card's upper left corner, x to the right, y down.
"""

from typing import NamedTuple

WIDTH_MM, HEIGHT_MM = 80.0, 112.0

# Markers: OpenCV's ArUco dictionary of 1000 patterns of 5 x 5 bits, framed by one bit of black.
MARKER_DICTIONARY = "DICT_5X5_1000"
MARKER_BITS = 7
MARKER_MM = 16.0
MARKERS_PER_CORNER = 250
_MARKER_NEAR, _MARKER_RIGHT, _MARKER_LOW = 3.0, 61.0, 93.0
MARKER_CORNERS_MM = (  # upper left corner of each marker, clockwise from the card's upper left
    (_MARKER_NEAR, _MARKER_NEAR),
    (_MARKER_RIGHT, _MARKER_NEAR),
    (_MARKER_RIGHT, _MARKER_LOW),
    (_MARKER_NEAR, _MARKER_LOW),
)

# The grey field that the patches lie on; its level tells how evenly the card is lit.
FIELD_LEFT_MM, FIELD_TOP_MM, FIELD_WIDTH_MM, FIELD_HEIGHT_MM = 3.0, 22.0, 74.0, 68.0
FIELD_SRGB = (124, 124, 124)
PATCH_MM = 13.0
PATCH_COLUMNS, PATCH_ROWS = 4, 4
GAP_X_MM, GAP_Y_MM = 4.4, 3.2

RULER_LEFT_MM, RULER_TOP_MM, RULER_MM = 25.0, 96.0, 30

# Nominal sRGB. Neutrals tie down brightness and contrast; five tones of skin, each plain and with
# more blood, tie down the colours that are to be measured; orange and red add what skin lacks.
# Few are bright: a phone exposes for the face, and beside dark skin bright paper is clipped.
_PATCH_COLORS: tuple[tuple[str, tuple[int, int, int]], ...] = (
    ("gray_60", (204, 204, 204)),
    ("light_skin", (230, 195, 175)),
    ("light_skin_red", (222, 165, 149)),
    ("gray_9", (84, 84, 84)),
    ("tan_skin", (198, 152, 124)),
    ("tan_skin_red", (190, 123, 103)),
    ("red", (168, 62, 56)),
    ("gray_33", (156, 156, 156)),
    ("orange", (190, 120, 66)),
    ("brown_skin", (154, 108, 82)),
    ("brown_skin_red", (147, 86, 68)),
    ("deep_skin", (118, 80, 61)),
    ("gray_3", (48, 48, 48)),
    ("dark_skin", (86, 58, 46)),
    ("dark_skin_red", (82, 45, 37)),
    ("deep_skin_red", (113, 63, 50)),
)

SERIAL_COUNT = MARKERS_PER_CORNER**3
_SERIAL_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U
SERIAL_LENGTH = 5
_CHECK_FACTORS, _CHECK_START = (7, 31, 101), 17


class Box(NamedTuple):
    """A rectangle on the card, in mm."""

    left: float
    top: float
    width: float
    height: float


class Patch(NamedTuple):
    """One printed colour: its name, its nominal sRGB (0..255) and its place."""

    name: str
    srgb: tuple[int, int, int]
    box: Box


def patches() -> tuple[Patch, ...]:
    """Return the patches row by row from the upper left."""
    found = []
    for index, (name, srgb) in enumerate(_PATCH_COLORS):
        row, column = divmod(index, PATCH_COLUMNS)
        left = FIELD_LEFT_MM + GAP_X_MM + column * (PATCH_MM + GAP_X_MM)
        top = FIELD_TOP_MM + GAP_Y_MM + row * (PATCH_MM + GAP_Y_MM)
        found.append(Patch(name, srgb, Box(left, top, PATCH_MM, PATCH_MM)))
    return tuple(found)


def field_samples() -> tuple[Box, ...]:
    """Return 20 places of bare grey field between and beside the patches, row by row."""
    return tuple(
        Box(
            FIELD_LEFT_MM + column * (PATCH_MM + GAP_X_MM),
            FIELD_TOP_MM + GAP_Y_MM + row * (PATCH_MM + GAP_Y_MM),
            GAP_X_MM,
            PATCH_MM,
        )
        for row in range(PATCH_ROWS)
        for column in range(PATCH_COLUMNS + 1)
    )


def marker_ids(number: int) -> tuple[int, int, int, int]:
    """Return the ids of the four markers, clockwise from the upper left.

    Each corner has 250 ids of its own, so an id tells its corner. Three of them carry the number,
    the last one checks them.

    Parameters
    ----------
    number : int
        0 .. ``SERIAL_COUNT`` - 1.
    """
    rest, third = divmod(number, MARKERS_PER_CORNER)
    first, second = divmod(rest, MARKERS_PER_CORNER)
    digits = (first, second, third)
    digit_check = _check_digit(digits)
    ids = [
        corner * MARKERS_PER_CORNER + digit for corner, digit in enumerate((*digits, digit_check))
    ]
    return ids[0], ids[1], ids[2], ids[3]


def number_of_markers(ids: tuple[int, int, int, int]) -> int | None:
    """Return the card's number from its marker ids, or None where they do not belong together."""
    digits = [each - corner * MARKERS_PER_CORNER for corner, each in enumerate(ids)]
    if any(not 0 <= digit < MARKERS_PER_CORNER for digit in digits):
        return None
    if _check_digit((digits[0], digits[1], digits[2])) != digits[3]:
        return None
    return (digits[0] * MARKERS_PER_CORNER + digits[1]) * MARKERS_PER_CORNER + digits[2]


def _check_digit(digits: tuple[int, int, int]) -> int:
    weighted = sum(factor * digit for factor, digit in zip(_CHECK_FACTORS, digits, strict=True))
    return (weighted + _CHECK_START) % MARKERS_PER_CORNER


def serial_of(number: int) -> str:
    """Return the serial as printed: five letters and digits that are not mistaken for others."""
    letters = []
    for _ in range(SERIAL_LENGTH):
        number, digit = divmod(number, len(_SERIAL_LETTERS))
        letters.append(_SERIAL_LETTERS[digit])
    return "".join(reversed(letters))


def number_of(serial: str) -> int | None:
    """Return the number of a serial that was typed, or None if it is none."""
    text = serial.strip().upper()
    if len(text) != SERIAL_LENGTH or any(letter not in _SERIAL_LETTERS for letter in text):
        return None
    number = 0
    for letter in text:
        number = number * len(_SERIAL_LETTERS) + _SERIAL_LETTERS.index(letter)
    return number if number < SERIAL_COUNT else None
