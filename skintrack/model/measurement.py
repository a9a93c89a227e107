"""What is measured in a photo and under which conditions it was taken."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, overload

from skintrack.model.metric import Metric, RegionName
from skintrack.model.packed import Packed, number_of, numbers
from skintrack.model.phrase import Phrase

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from skintrack.model.card_reading import CardReading
    from skintrack.model.face_point import FacePoint
    from skintrack.model.photo import View
    from skintrack.model.skin_print import SkinPrint

__all__ = [
    "CaptureConditions",
    "Measurement",
    "Metric",
    "PackedMeasurements",
    "PhotoAnalysis",
    "Point",
    "QualityIssue",
    "Reference",
    "RegionName",
    "Similarity",
]


class Reference(StrEnum):
    """What redness is measured against; values with different references are never joined.

    The skin of the whole face, a patch of untreated skin that the user marked, or a colour card.
    """

    FACE = "face"
    UNTREATED = "untreated"
    CARD = "card"


class Point(NamedTuple):
    """A position in pixels of the upright photo; the centre of the first pixel is (0, 0)."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Similarity:
    """Turn, scale and shift from photo pixels to the canonical frame.

    ``x' = a x - b y + tx`` and ``y' = b x + a y + ty``. The canonical frame is 640 x 760 with the
    outer eye corners 300 px apart round (320, 270).
    """

    a: float
    b: float
    tx: float
    ty: float


@dataclass(frozen=True)
class QualityIssue:
    """One thing about a photo (or a pair) that limits what can be said.

    ``metrics`` are those that the issue withholds; empty for a mere remark. ``regions`` narrows it
    down; empty means everywhere. ``message`` is one sentence on what is so, ``advice`` one on what
    to do; empty where nothing helps.
    """

    code: str
    message: str
    metrics: frozenset[Metric] = frozenset()
    regions: frozenset[RegionName] = frozenset()
    advice: str = ""

    @cached_property
    def text(self) -> str:
        """Message and advice, as they stand in a list; made once, as thousands of points say it."""
        return Phrase.joined(" ", (part for part in (self.message, self.advice) if part))

    @property
    def is_of_face(self) -> bool:
        """Whether it is so of the whole face alone, such as that its redness needs a card."""
        return self.regions == {RegionName.FACE}


@dataclass(frozen=True, slots=True)
class Measurement:
    """One value of one metric in one region; ``value`` is None where it could not be measured."""

    metric: Metric
    region: RegionName
    value: float | None


class PackedMeasurements(Packed[Measurement]):
    """The measurements of one photo among thousands, kept small: a tenth of as many objects.

    Parameters
    ----------
    places : dict
        Metric and region of each value, and its position; many photos share one.
    values : iterable of float or None
        In that order.
    """

    __slots__ = ("_places", "_values")

    def __init__(
        self, places: dict[tuple[Metric, RegionName], int], values: Iterable[float | None]
    ) -> None:
        self._places = places
        self._values = numbers(values)

    @property
    def places(self) -> dict[tuple[Metric, RegionName], int]:
        """The positions of the values, as they were given."""
        return self._places

    @property
    def values(self) -> array[float]:
        """The values in that order; what is missing is not a number."""
        return self._values

    def value(self, metric: Metric, region: RegionName) -> float | None:
        """Return the measured value, or None where there is none."""
        position = self._places.get((metric, region))
        return None if position is None else number_of(self._values[position])

    def has(self, metric: Metric, region: RegionName) -> bool:
        """Tell whether a metric belongs to a region, measured or not."""
        return (metric, region) in self._places

    @overload
    def __getitem__(self, index: int) -> Measurement: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Measurement, ...]: ...

    def __getitem__(self, index: int | slice) -> Measurement | tuple[Measurement, ...]:
        """Return one measurement, or some."""
        return tuple(self)[index]

    def __iter__(self) -> Iterator[Measurement]:
        """Go through the measurements."""
        return (
            Measurement(metric, region, number_of(value))
            for (metric, region), value in zip(self._places, self._values, strict=True)
        )

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._values)


@dataclass(frozen=True, slots=True)
class CaptureConditions:
    """How the photo was taken, as far as the comparability of two photos depends on it.

    None where it could not be read. The numbers are explained in ``docs/measurement.md``. For a
    drawn region ``eye_distance_px`` is the longer side of its outline; the ``control`` ones are of
    the untreated patch, or of the skin round the outline.
    """

    eye_distance_px: float | None = None
    roll_deg: float | None = None
    yaw_deg: float | None = None
    pitch_deg: float | None = None
    sharpness: float | None = None
    left_right_light: float | None = None
    up_down_light: float | None = None
    face_log_luminance: float | None = None
    face_log_red_green: float | None = None
    face_log_blue_green: float | None = None
    clipped_fraction: float | None = None
    skin_fraction: float | None = None
    mouth_open: float | None = None
    smile: float | None = None
    grain: float | None = None
    color_spread: float | None = None
    face_share: float | None = None
    control_texture: float | None = None
    control_relief: float | None = None
    control_log_luminance: float | None = None


@dataclass(frozen=True, slots=True)
class PhotoAnalysis:
    """Everything the program found in one photo, tied to its bytes and the algorithm version.

    ``to_canonical`` is None where no face was found. ``outlines`` are the measured regions as
    polygons in photo pixels. ``valid_fraction`` is the share of a region that was measurable.
    ``reference`` is the skin that regional redness is measured against; ``card`` the colour card,
    where one was found. ``skin_print`` is the skin in coarse cells, for comparing; None without a
    face.

    ``to_region`` leads from photo pixels into the frame of the region that the user outlined for
    the view; None where there is none, or where it was not found in this photo. ``region_revision``
    is that of the region when the photo was measured, ``region_conditions`` how the photo shows it.

    ``face_points`` are the points of the face that the user had set by hand, in photo pixels; the
    frame of the face goes through them.

    ``number`` is that under which a library keeps exactly this; whatever was altered since it was
    read (``dataclasses.replace``) has none.
    """

    algorithm: str
    sha256: str
    view: View
    to_canonical: Similarity | None
    outlines: Mapping[RegionName, tuple[Point, ...]]
    measurements: Sequence[Measurement]
    valid_fraction: dict[RegionName, float]
    usable_for: frozenset[Metric]
    issues: tuple[QualityIssue, ...]
    conditions: CaptureConditions = field(default_factory=CaptureConditions)
    reference: Reference = Reference.FACE
    card: CardReading | None = None
    skin_print: SkinPrint | None = None
    to_region: Similarity | None = None
    region_revision: int | None = None
    region_conditions: CaptureConditions | None = None
    face_points: Mapping[FacePoint, Point] = field(default_factory=dict)
    number: int | None = field(default=None, init=False, compare=False, repr=False)

    @property
    def to_frame(self) -> Similarity | None:
        """The way into the frame that photos of this view share, by face or by region."""
        return self.to_canonical or self.to_region

    def reference_of(self, metric: Metric, region: RegionName) -> str:
        """Return what a value is measured against; only equal texts may be joined.

        A card or a patch counts for redness of the whole face, and a patch for a drawn region; the
        regions of a face are steadier against its own skin.
        """
        if metric is not Metric.REDNESS or region not in {RegionName.FACE, RegionName.DRAWN}:
            return Reference.FACE.value
        if region is RegionName.FACE and self.card is not None:
            return f"{Reference.CARD.value} {self.card.serial}"
        return self.reference.value

    def value(self, metric: Metric, region: RegionName) -> float | None:
        """Return the measured value, or None where there is none."""
        if isinstance(self.measurements, PackedMeasurements):
            return self.measurements.value(metric, region)
        for measurement in self.measurements:
            if measurement.metric is metric and measurement.region is region:
                return measurement.value
        return None

    def has(self, metric: Metric, region: RegionName) -> bool:
        """Tell whether a metric belongs to a region, measured or refused with a reason."""
        if isinstance(self.measurements, PackedMeasurements):
            return self.measurements.has(metric, region)
        return any(each.metric is metric and each.region is region for each in self.measurements)
