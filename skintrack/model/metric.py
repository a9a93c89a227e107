"""The names of what is measured and where: words need no more of a measurement than these."""

from enum import StrEnum


class Metric(StrEnum):
    """The four metrics; lower is better in all of them (``docs/measurement.md``)."""

    # That of Enum is written in Python; long courses look up by these a million times.
    __hash__ = str.__hash__

    REDNESS = "redness"
    REDNESS_SPOTS = "redness_spots"
    TEXTURE = "texture"
    RELIEF = "relief"


class RegionName(StrEnum):
    """Regions of the face by the PATIENT's side; ``DRAWN`` is outlined by the user."""

    # That of Enum is written in Python; long courses look up by these a million times.
    __hash__ = str.__hash__

    RIGHT_CHEEK = "right_cheek"
    LEFT_CHEEK = "left_cheek"
    FOREHEAD = "forehead"
    NOSE = "nose"
    CHIN = "chin"
    FACE = "face"
    DRAWN = "drawn"
