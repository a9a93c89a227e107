"""The analyses of a long course, kept as numbers side by side until somebody looks at one.

An analysis has some two hundred numbers in a dozen parts. Those of 10,000 photos would take more
memory as objects than the window itself; and long rows of numbers are all that stays of reading
them, so that what reading took goes back to the system whole.
"""

from __future__ import annotations

import json
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, fields
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from skintrack.library.card_records import card_of
from skintrack.library.records import said_if_damaged
from skintrack.model.measurement import (
    CaptureConditions,
    Metric,
    PackedMeasurements,
    PhotoAnalysis,
    Point,
    Reference,
    RegionName,
    Similarity,
)
from skintrack.model.packed import number_of, numbers
from skintrack.model.photo import PhotoId, View

if TYPE_CHECKING:
    from skintrack.model.card_reading import CardReading
    from skintrack.model.face_point import FacePoint
    from skintrack.model.measurement import QualityIssue
    from skintrack.model.skin_print import SkinPrint

Outlines = tuple[tuple[RegionName, int], ...]
"""The outlined regions, and how many points each has."""

_FRAME = attrgetter(*(each.name for each in fields(Similarity)))
_FRAME_SIZE = len(fields(Similarity))
_CONDITIONS = attrgetter(*(each.name for each in fields(CaptureConditions)))
_CONDITIONS_SIZE = len(fields(CaptureConditions))
_DIGEST_BYTES = 32
_QUICK = 1


class PackedAnalyses(Mapping[PhotoId, PhotoAnalysis]):
    """The analyses of photos by their ids; each is made anew when it is asked for.

    Filled by ``put`` before anybody else has it.
    """

    def __init__(self) -> None:
        self._places: dict[PhotoId, int] = {}
        self._kinds: list[_Kind] = []
        self._known: dict[tuple[object, ...], int] = {}
        self._kind_of = array("L")
        self._starts = array("Q")
        self._numbers = array("d")
        self._editions = array("q")
        self._digests = bytearray()
        # What few photos have, or none.
        self._cards: dict[int, bytes] = {}
        self._face_points: dict[int, Mapping[FacePoint, Point]] = {}
        self._whole: dict[PhotoId, PhotoAnalysis] = {}

    @said_if_damaged
    def put(self, photo_id: PhotoId, analysis: PhotoAnalysis) -> None:
        """Keep one more analysis."""
        digest, measured = _digest_of(analysis.sha256), analysis.measurements
        number = analysis.number
        if digest is None or number is None or not isinstance(measured, PackedMeasurements):
            self._whole[photo_id] = analysis
            return
        place = self._places[photo_id] = len(self._kind_of)
        self._kind_of.append(self._kind(analysis, measured.places))
        self._starts.append(len(self._numbers))
        self._editions.append(number)
        self._digests += digest
        for part in _number_parts(analysis, measured):
            self._numbers.extend(part)
        if analysis.card is not None:
            self._cards[place] = zlib.compress(json.dumps(asdict(analysis.card)).encode(), _QUICK)
        if analysis.face_points:
            self._face_points[place] = analysis.face_points

    def _kind(self, analysis: PhotoAnalysis, places: Places) -> int:
        outlines = tuple((region, len(each)) for region, each in analysis.outlines.items())
        valid = tuple(analysis.valid_fraction)
        # Those of one reading share their issues: the same are the same object. Equal ones may have
        # been worded by other templates, and would be other sentences in another language.
        key = (
            *(analysis.algorithm, analysis.view, analysis.reference, analysis.region_revision),
            *(id(analysis.usable_for), id(analysis.issues), id(places), id(analysis.skin_print)),
            *(analysis.to_canonical is None, analysis.to_region is None),
            *(analysis.region_conditions is None, outlines, valid),
        )
        if key not in self._known:
            self._known[key] = len(self._kinds)
            kind = _Kind(
                analysis.algorithm,
                analysis.view,
                analysis.reference,
                analysis.region_revision,
                analysis.usable_for,
                analysis.issues,
                analysis.skin_print,
                places,
                outlines,
                valid,
                has_frame=analysis.to_canonical is not None,
                has_region_frame=analysis.to_region is not None,
                has_region_conditions=analysis.region_conditions is not None,
            )
            self._kinds.append(kind)
        return self._known[key]

    def put_instead(self, photo_id: PhotoId, analysis: PhotoAnalysis) -> None:
        """Keep another analysis in the place of one."""
        self._whole[photo_id] = analysis

    def __getitem__(self, photo_id: PhotoId) -> PhotoAnalysis:
        """Return the analysis of a photo."""
        whole = self._whole.get(photo_id)
        return self._made(self._places[photo_id]) if whole is None else whole

    def __contains__(self, photo_id: object) -> bool:
        """Tell whether a photo has an analysis; none is made for it."""
        return photo_id in self._places or photo_id in self._whole

    def __iter__(self) -> Iterator[PhotoId]:
        """Go through the photos."""
        yield from self._places
        yield from (each for each in self._whole if each not in self._places)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._places) + sum(each not in self._places for each in self._whole)

    def _made(self, place: int) -> PhotoAnalysis:
        kind = self._kinds[self._kind_of[place]]
        row = _Row(self._numbers, self._starts[place])
        to_canonical = Similarity(*row.next(_FRAME_SIZE)) if kind.has_frame else None
        to_region = Similarity(*row.next(_FRAME_SIZE)) if kind.has_region_frame else None
        conditions = _conditions_of(row)
        region_conditions = _conditions_of(row) if kind.has_region_conditions else None
        valid = dict(zip(kind.valid, row.next(len(kind.valid)), strict=True))
        measurements = PackedMeasurements(kind.places, row.next(len(kind.places)))
        digest = self._digests[place * _DIGEST_BYTES : (place + 1) * _DIGEST_BYTES]
        analysis = PhotoAnalysis(
            algorithm=kind.algorithm,
            sha256=digest.hex(),
            view=kind.view,
            to_canonical=to_canonical,
            outlines=OutlinesAmongNumbers(kind.outlines, row.all, row.at),
            measurements=measurements,
            valid_fraction=valid,
            usable_for=kind.usable_for,
            issues=kind.issues,
            conditions=conditions,
            reference=kind.reference,
            card=self._card(place),
            skin_print=kind.skin_print,
            to_region=to_region,
            region_revision=kind.region_revision,
            region_conditions=region_conditions,
            face_points=self._face_points.get(place, {}),
        )
        # It is no argument: a copy with other values must never have this number.
        object.__setattr__(analysis, "number", self._editions[place])
        return analysis

    def _card(self, place: int) -> CardReading | None:
        packed = self._cards.get(place)
        return None if packed is None else card_of(json.loads(zlib.decompress(packed)))


Places = dict[tuple[Metric, RegionName], int]


class _Kind(NamedTuple):
    """What is the same in many photos: all but the numbers."""

    algorithm: str
    view: View
    reference: Reference
    region_revision: int | None
    usable_for: frozenset[Metric]
    issues: tuple[QualityIssue, ...]
    skin_print: SkinPrint | None
    places: Places
    outlines: Outlines
    valid: tuple[RegionName, ...]
    has_frame: bool
    has_region_frame: bool
    has_region_conditions: bool


class _Row:
    """Reads the numbers of one photo one part after the other."""

    def __init__(self, all_numbers: array[float], at: int) -> None:
        self.all = all_numbers
        self.at = at

    def next(self, count: int) -> array[float]:
        """Return the next numbers."""
        start = self.at
        self.at += count
        return self.all[start : self.at]


class OutlinesAmongNumbers(Mapping[RegionName, tuple[Point, ...]]):
    """The measured regions of one photo, read from the numbers of its course when wanted."""

    __slots__ = ("_all", "_outlines", "_start")

    def __init__(self, outlines: Outlines, all_numbers: array[float], start: int) -> None:
        self._outlines = outlines
        self._all = all_numbers
        self._start = start

    def __getitem__(self, region: RegionName) -> tuple[Point, ...]:
        """Return the outline of a region."""
        start = self._start
        for name, count in self._outlines:
            if name == region:
                found = iter(self._all[start : start + 2 * count])
                return tuple(map(Point, found, found))
            start += 2 * count
        raise KeyError(region)

    def __iter__(self) -> Iterator[RegionName]:
        """Go through the regions."""
        return (name for name, _ in self._outlines)

    def __len__(self) -> int:
        """Return how many regions there are."""
        return len(self._outlines)

    def __repr__(self) -> str:
        """Show the outlines."""
        return repr(dict(self))


def _number_parts(
    analysis: PhotoAnalysis, measured: PackedMeasurements
) -> Iterator[Iterable[float]]:
    """Yield the numbers of an analysis, part by part as ``_made`` reads them."""
    for frame in (analysis.to_canonical, analysis.to_region):
        if frame is not None:
            yield _FRAME(frame)
    for conditions in (analysis.conditions, analysis.region_conditions):
        if conditions is not None:
            yield numbers(_CONDITIONS(conditions))
    yield analysis.valid_fraction.values()
    yield measured.values
    for outline in analysis.outlines.values():
        yield chain.from_iterable(outline)


def _conditions_of(row: _Row) -> CaptureConditions:
    return CaptureConditions(*map(number_of, row.next(_CONDITIONS_SIZE)))


def _digest_of(sha256: str) -> bytes | None:
    """Return a hash as bytes; None for what would not come back as the same text."""
    try:
        digest = bytes.fromhex(sha256)
    except ValueError:
        return None
    return digest if len(digest) == _DIGEST_BYTES and digest.hex() == sha256 else None
