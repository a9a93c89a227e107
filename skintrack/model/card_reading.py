"""What a photo shows of the colour card; small enough to keep with the photo's numbers."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CardPatch:
    """One colour of the card as the photo shows it.

    ``rgb`` is linear light (0..1) under the card's mean light; None where the patch is clipped,
    covered or hidden by glare.
    """

    name: str
    rgb: tuple[float, float, float] | None


@dataclass(frozen=True)
class CardReading:
    """A card in a photo.

    ``serial`` names the print. ``corners`` are the card's corners in photo pixels, clockwise from
    its upper left. ``px_per_mm`` is the scale at its middle, ``tilt_deg`` its turn away from the
    camera, ``evenness`` the spread of the light over it (log10, P95 - P5), ``glare_fraction`` the
    share of the patches that shines. ``face_rgb`` is the skin of the face in the same linear
    light, as the photo shows it; None without a face.
    """

    serial: str
    patches: tuple[CardPatch, ...]
    corners: tuple[tuple[float, float], ...]
    px_per_mm: float
    tilt_deg: float
    evenness: float
    glare_fraction: float
    face_rgb: tuple[float, float, float] | None = None
