"""Colours and fonts of a chart; the tokens of the window, and white paper."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from skintrack.resources import asset

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties


@dataclass(frozen=True)
class ChartTheme:
    """Colours as ``#RRGGBB``; ``size_pt`` is the base text size.

    ``improved``, ``worse`` and ``unknown`` always come with a shape too, so that a chart is read as
    well in greyscale.
    """

    ground: str
    text: str
    text_soft: str
    line: str
    band: str
    trend: str
    improved: str
    worse: str
    unknown: str
    hatch: str
    pin: str
    size_pt: float

    def font(self, *, scale: float = 1.0, is_bold: bool = False) -> "FontProperties":
        """Return the program's own font at the base size times ``scale``."""
        # Not at the top: paper has its charts without matplotlib.
        from matplotlib.font_manager import FontProperties

        # The file decides what is drawn; family and weight are for an SVG that keeps its text.
        return FontProperties(
            family="Inter",
            weight=600 if is_bold else 400,
            size=self.size_pt * scale,
            fname=_font_file(is_bold=is_bold),
        )


LIGHT = ChartTheme(
    ground="#FFFFFF",
    text="#1B1B1A",
    text_soft="#6B6862",
    line="#DEDCD8",
    band="#F1F0EE",
    trend="#0F6B6B",
    improved="#2B6CB0",
    worse="#B4590B",
    unknown="#6B6862",
    hatch="#C6C3BE",
    pin="#8E8B85",
    size_pt=9.5,
)
DARK = ChartTheme(
    ground="#1E1E1E",
    text="#F2F2F0",
    text_soft="#9A9893",
    line="#3A3A3A",
    band="#373635",
    trend="#5CC4BF",
    improved="#7FB2EA",
    worse="#F0A35E",
    unknown="#9A9893",
    hatch="#4B4A48",
    pin="#767470",
    size_pt=9.5,
)
PRINT = ChartTheme(
    ground="#FFFFFF",
    text="#1B1B1A",
    text_soft="#55534F",
    line="#D3D1CD",
    band="#EFEEEB",
    trend="#0F6B6B",
    improved="#1F5A9C",
    worse="#A04E08",
    unknown="#55534F",
    hatch="#BDBAB4",
    pin="#8E8B85",
    size_pt=7.5,
)


def _font_file(*, is_bold: bool) -> Path:
    return asset("fonts/Inter-SemiBold.otf" if is_bold else "fonts/Inter-Regular.otf")
