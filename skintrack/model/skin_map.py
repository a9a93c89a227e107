"""Maps over a photo: which there are, and what their colours mean in words."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class MapKind(StrEnum):
    """What a map shows; ``MASK`` is what could be measured."""

    REDNESS = "redness"
    TEXTURE = "texture"
    MASK = "mask"


class Rgba(NamedTuple):
    """A colour, each part 0..255; alpha 0 lets the photo show through."""

    red: int
    green: int
    blue: int
    alpha: int = 255


@dataclass(frozen=True)
class MapLegend:
    """What the colours of a map mean.

    Attributes
    ----------
    title : str
        What is shown, with its unit.
    colors : tuple of Rgba
        Evenly spaced from the lowest to the highest value; empty for a map of kinds.
    ticks : tuple of (float, str)
        Places along the colours, 0..1, and what stands there.
    entries : tuple of (Rgba, str)
        The kinds of a map of kinds.
    note : str
        What is neutral, and what a map does not say.
    remark : str
        The part of it that is needed beside the map at once; empty where the colours say it all.
    """

    title: str
    colors: tuple[Rgba, ...] = ()
    ticks: tuple[tuple[float, str], ...] = ()
    entries: tuple[tuple[Rgba, str], ...] = field(default=())
    note: str = ""
    remark: str = ""
