"""The design tokens: every colour and size of the window has its name here."""

from typing import NamedTuple


class Tokens(NamedTuple):
    """Colours as ``#RRGGBB``; ``surround`` is strictly neutral because skin is judged against it.

    ``text_3`` is for hints of 14 px and more. ``accent_soft`` is the ground of a selection.
    """

    is_dark: bool
    surface_0: str
    surface_1: str
    surface_2: str
    surround: str
    surround_text: str
    text_1: str
    text_2: str
    text_3: str
    line: str
    line_strong: str
    accent: str
    accent_hover: str
    accent_soft: str
    on_accent: str
    improved: str
    worse: str
    unknown: str


LIGHT = Tokens(
    is_dark=False,
    surface_0="#FAFAF9",
    surface_1="#FFFFFF",
    surface_2="#F1F0EE",
    surround="#D6D6D6",
    surround_text="#303030",
    text_1="#1B1B1A",
    text_2="#55534F",
    text_3="#6B6862",
    line="#DEDCD8",
    line_strong="#8E8B85",
    accent="#0F6B6B",
    accent_hover="#0B5757",
    accent_soft="#E3EFEE",
    on_accent="#FFFFFF",
    improved="#2B6CB0",
    worse="#B4590B",
    unknown="#6B6862",
)

DARK = Tokens(
    is_dark=True,
    surface_0="#161616",
    surface_1="#1E1E1E",
    surface_2="#292929",
    surround="#303030",
    surround_text="#DEDEDE",
    text_1="#F2F2F0",
    text_2="#B9B7B2",
    text_3="#9A9893",
    line="#3A3A3A",
    line_strong="#767470",
    accent="#5CC4BF",
    accent_hover="#77D0CB",
    accent_soft="#1F3534",
    on_accent="#0E2423",
    improved="#7FB2EA",
    worse="#F0A35E",
    unknown="#9A9893",
)

SPACE = (4, 8, 12, 16, 24, 32, 48)
CARD_RADIUS = 8
CONTROL_RADIUS = 6
CONTROL_HEIGHT = 34
RAIL_WIDTH = 84
FONT_SIZES = (12, 14, 18, 22, 28)
