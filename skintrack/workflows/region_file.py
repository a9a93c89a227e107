"""Read an outline from a small JSON file, so that a region can be measured without a library.

``{"skin": [[x, y], …], "untreated": [[x, y], …], "anchors": {"b.jpg": [[[x, y], [x, y]], …]}}``:
outlines in pixels of the photo they were drawn on, and for a photo of that name pairs of the same
spot, in the drawn-on photo first. ``skin`` or ``untreated`` is needed, all else may be left out.
"""

import hashlib
import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from skintrack.errors import InputError
from skintrack.imaging.files import read_file
from skintrack.model import AnchorPair, Outline, Point
from skintrack.model.phrase import Phrase
from skintrack.model.region import FEWEST_ANCHORS, FEWEST_CORNERS
from skintrack.model.text import file_label
from skintrack.workflows.face_finders import FaceFinders
from skintrack.workflows.region_finder import RegionInPhoto, RegionReference, prepare_region
from skintrack.workflows.sandbox import photos as foreign

_MOST_BYTES = 1_000_000
_MOST_POINTS = 2000
_LEAST_DOUBLED_AREA = 2.0  # square pixels
_HALF_PX = 0.5  # from a pixel's centre to its edge
_KEYS = frozenset({"skin", "untreated", "anchors"})


class _NoRegionError(ValueError):
    """Says in words what such a file lacks."""


@dataclass(frozen=True)
class DrawnFile:
    """What such a file holds; anchors by the name of the photo they were set in."""

    skin: Outline | None
    untreated: Outline | None
    anchors: dict[str, tuple[AnchorPair, ...]]


def read_region_file(path: Path) -> DrawnFile:
    """Read outlines and anchors.

    Raises
    ------
    InputError
        With code ``region_file``, in words that name the file.
    PhotoError
        If the file cannot be read at all.
    """
    data = read_file(path)
    try:
        return _drawn(json.loads(_small(data)))
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        reason = (
            error.args[0]
            if isinstance(error, _NoRegionError)
            else Phrase("it is not the JSON that is expected")
        )
        raise InputError(
            Phrase("“{file}” holds no region: {reason}.", file=file_label(path), reason=reason),
            "region_file",
        ) from error


def _prepare(drawn: DrawnFile, photo: Path, finders: FaceFinders) -> RegionReference:
    """Look at the photo that the region was drawn on."""
    data = read_file(photo)
    image = foreign.decode(data, photo.name).image
    height, width = image.shape[:2]
    for point in (*(drawn.skin or ()), *(drawn.untreated or ())):
        across = -_HALF_PX <= point.x <= width - _HALF_PX
        if not (across and -_HALF_PX <= point.y <= height - _HALF_PX):
            raise InputError(
                Phrase(
                    "The outline leaves “{file}”, which has {width} x {height} pixels.",
                    file=file_label(photo),
                    width=width,
                    height=height,
                ),
                "region_file",
            )
    sha256 = hashlib.sha256(data).hexdigest()
    return prepare_region(image, sha256, drawn.skin, drawn.untreated, finders)


def _small(data: bytes) -> bytes:
    if len(data) > _MOST_BYTES:
        raise _NoRegionError(Phrase("it is too large"))
    return data


class GivenRegion:
    """A region from a file, with the photo it was drawn on looked at once.

    Raises
    ------
    InputError
        With code ``region_file``.
    PhotoError
        If the file or that photo cannot be read.
    """

    def __init__(self, file: Path, drawn_on: Path, finders: FaceFinders) -> None:
        self._drawn = read_region_file(file)
        self._reference = _prepare(self._drawn, drawn_on, finders)

    def in_photo(self, photo: Path) -> RegionInPhoto:
        """Return what a photo needs to be measured with the region."""
        return RegionInPhoto(self._reference, self._drawn.anchors.get(photo.name, ()))


def _drawn(content: Any) -> DrawnFile:
    unknown = set(content) - _KEYS
    if unknown:
        raise _NoRegionError(
            Phrase("“{key}” is not among skin, untreated and anchors", key=min(unknown))
        )
    skin, untreated = (_outline(content.get(key), key) for key in ("skin", "untreated"))
    if skin is None and untreated is None:
        raise _NoRegionError(Phrase("it outlines neither skin nor untreated"))
    anchors = {name: _pairs(pairs) for name, pairs in content.get("anchors", {}).items()}
    return DrawnFile(skin, untreated, anchors)


def _outline(points: Any, key: str) -> Outline | None:
    if points is None:
        return None
    if not FEWEST_CORNERS <= len(points) <= _MOST_POINTS:
        raise _NoRegionError(
            Phrase("{key} needs 3 to {most_points} points", key=key, most_points=_MOST_POINTS)
        )
    outline = tuple(_point(each) for each in points)
    following = outline[1:] + outline[:1]
    doubled = sum(a.x * b.y - b.x * a.y for a, b in zip(outline, following, strict=True))
    if abs(doubled) < _LEAST_DOUBLED_AREA:
        raise _NoRegionError(Phrase("{key} encloses nothing", key=key))
    return outline


def _pairs(pairs: Any) -> tuple[AnchorPair, ...]:
    if not FEWEST_ANCHORS <= len(pairs) <= _MOST_POINTS:
        raise _NoRegionError(Phrase("anchors come in two pairs of points or more"))
    return tuple(AnchorPair(_point(one), _point(other)) for one, other in pairs)


def _point(pair: Any) -> Point:
    x, y = (float(value) for value in pair)
    if not (math.isfinite(x) and math.isfinite(y)):
        raise _NoRegionError(Phrase("a point is not two numbers"))
    return Point(x, y)
