"""Skin that the user outlined, and points that the user matched by hand."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from skintrack.model.measurement import Point
from skintrack.model.photo import PhotoId

Outline = tuple[Point, ...]
FEWEST_CORNERS = 3
FEWEST_ANCHORS = 2


class OutlineKind(StrEnum):
    """What an outline is for: skin to measure, or untreated skin to measure against."""

    SKIN = "skin"
    UNTREATED = "untreated"


@dataclass(frozen=True)
class Region:
    """Skin outlined once, on one photo, for all photos of its course and view.

    ``skin`` is what to measure where no face is found; ``untreated`` is skin that is not treated,
    which redness is measured against. Both are polygons in pixels of the photo ``photo_id``; one
    of them may be None. ``revision`` grows with every edit and is never used twice.
    """

    photo_id: PhotoId
    revision: int
    skin: Outline | None
    untreated: Outline | None

    def outline(self, kind: OutlineKind) -> Outline | None:
        """Return one of the outlines."""
        return self.skin if kind is OutlineKind.SKIN else self.untreated


class AnchorPair(NamedTuple):
    """The same spot of skin in the photo of the region and in another photo."""

    on_region_photo: Point
    on_photo: Point


@dataclass(frozen=True)
class Anchors:
    """Spots that the user matched by hand; they count only for the region of that photo."""

    region_photo_id: PhotoId
    pairs: tuple[AnchorPair, ...]
