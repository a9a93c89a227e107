"""Make maps over photos: redness, texture, what was measured, and what changed in a pair."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skintrack.analysis import change_map, maps
from skintrack.analysis.maps import MapFrame
from skintrack.errors import CancelledError
from skintrack.imaging import map_colors
from skintrack.imaging.decode import decode_bytes
from skintrack.model import (
    Cancelled,
    Comparison,
    Metric,
    PhotoAnalysis,
    RegionName,
    Similarity,
    never_cancelled,
)
from skintrack.model.display import metric_in_sentence, metric_name
from skintrack.model.phrase import Phrase
from skintrack.model.skin_map import MapKind, MapLegend, Rgba
from skintrack.workflows import map_words
from skintrack.workflows.face_finders import FaceFinders
from skintrack.workflows.given_points import see_face
from skintrack.workflows.map_words import KIND_METRIC
from skintrack.workflows.sandbox import photos as foreign

REDNESS_ENDS = (-6.0, 12.0)  # EI
TEXTURE_ENDS = (-float(np.log(2)), float(np.log(2)))
REDNESS_CHANGE_END = 10.0
TEXTURE_CHANGE_END = float(np.log(2))
_DIMMED = (0, 0, 0, 110)
_LEGEND_COLORS = 33
_FRAMES_KEPT = 6
_NO_SKIN = Phrase("No face and no outlined skin was found in this photo: there is no map of it.")
_MOST_REASONS = 3

Pixels = NDArray[np.uint8]


@dataclass(frozen=True)
class MapPhoto:
    """A photo that a map is wanted of.

    Attributes
    ----------
    name : str
        For messages.
    read : callable
        Returns the bytes of the file; called off the GUI thread.
    analysis : PhotoAnalysis
        What was measured in it: a map shows nothing that the numbers withhold.
    is_foreign : bool
        Not of a library: decoded in a process apart.
    """

    name: str
    read: Callable[[], bytes]
    analysis: PhotoAnalysis
    is_foreign: bool = False


@dataclass(frozen=True)
class SkinMap:
    """A map, or the reason why there is none.

    Attributes
    ----------
    kind : MapKind
    pixels : ndarray of uint8, shape (760, 640, 4), or None
        RGBA in the canonical frame; transparent where nothing is to be shown.
    to_canonical : Similarity or None
        From the pixels of the photo (the later one of a pair) to the canonical frame.
    legend : MapLegend or None
    description : str
        The map in words; where there is none, why.
    """

    kind: MapKind
    pixels: Pixels | None
    to_canonical: Similarity | None
    legend: MapLegend | None
    description: str


class MapMaker:
    """Makes maps, keeping what was read from the last photos. Any thread may call it.

    Parameters
    ----------
    finders : FaceFinders, optional
        Shared with other work.
    """

    def __init__(self, finders: FaceFinders | None = None) -> None:
        self._finders = finders or FaceFinders()
        self._frames: OrderedDict[str, MapFrame | None] = OrderedDict()
        self._lock = threading.Lock()

    def photo_map(
        self, photo: MapPhoto, kind: MapKind, *, cancelled: Cancelled = never_cancelled
    ) -> SkinMap:
        """Return a map of one photo.

        Raises
        ------
        PhotoError
            If the file cannot be read as a photo.
        CancelledError
            If ``cancelled`` says so between the steps.
        """
        reason = _reason(photo.analysis, kind)
        if reason:
            return _no_map(kind, reason)
        frame = self._frame(photo, cancelled)
        if frame is None:
            return _no_map(kind, _NO_SKIN)
        make = {
            MapKind.REDNESS: _redness,
            MapKind.TEXTURE: _texture,
            MapKind.MASK: _mask,
        }[kind]
        return make(frame, photo.analysis)

    def change(
        self,
        before: MapPhoto,
        after: MapPhoto,
        comparison: Comparison,
        kind: MapKind,
        *,
        cancelled: Cancelled = never_cancelled,
    ) -> SkinMap:
        """Return where two photos differ beyond the noise, to be laid on the later one.

        Parameters
        ----------
        before, after : MapPhoto
            The earlier and the later photo.
        comparison : Comparison
            Of the two: what it calls not comparable has no map.
        kind : MapKind
            ``REDNESS`` or ``TEXTURE``.

        Raises
        ------
        PhotoError, CancelledError
            As ``photo_map``.
        """
        metric = KIND_METRIC[kind]
        reason = _pair_reason(comparison, metric)
        if reason:
            return _no_map(kind, reason)
        frames = self._frame(before, cancelled), self._frame(after, cancelled)
        if frames[0] is None or frames[1] is None:
            return _no_map(kind, "A map of changes needs a face, or skin outlined, in both photos.")
        return _change(frames[0], frames[1], comparison, kind)

    def _frame(self, photo: MapPhoto, cancelled: Cancelled) -> MapFrame | None:
        """Return a photo in the frame it was measured in; None where there was none."""
        analysis = photo.analysis
        key = f"{analysis.sha256} {analysis.to_region} {analysis.face_points}"
        with self._lock:
            if key in self._frames:
                self._frames.move_to_end(key)
                return self._frames[key]
        _stop_if(cancelled)
        decode = foreign.decode if photo.is_foreign else decode_bytes
        image = decode(photo.read(), photo.name).image
        _stop_if(cancelled)
        frame = self._read(image, analysis, cancelled)
        with self._lock:
            self._frames[key] = frame
            while len(self._frames) > _FRAMES_KEPT:
                self._frames.popitem(last=False)
        return frame

    def _read(
        self, image: Pixels, analysis: PhotoAnalysis, cancelled: Cancelled
    ) -> MapFrame | None:
        if analysis.to_canonical is not None:
            mesh = see_face(image, self._finders, analysis.face_points)
            _stop_if(cancelled)
            return None if mesh is None else maps.face_frame(image, mesh)
        outline = analysis.outlines.get(RegionName.DRAWN)
        if analysis.to_region is None or outline is None:
            return None
        place = analysis.to_region
        similarity = np.array([[place.a, -place.b, place.tx], [place.b, place.a, place.ty]])
        return maps.region_frame(image, similarity, np.array(outline, float))


def _stop_if(cancelled: Cancelled) -> None:
    if cancelled():
        raise CancelledError("The map was not needed any more.")


def _no_map(kind: MapKind, reason: str) -> SkinMap:
    return SkinMap(kind, None, None, None, reason)


def _reason(analysis: PhotoAnalysis, kind: MapKind) -> str:
    """Return why a photo has no such map; empty where it has one."""
    metric = KIND_METRIC.get(kind)
    if metric is None or metric in analysis.usable_for:
        return ""
    said = [issue.text for issue in analysis.issues if metric in issue.metrics]
    if not said:
        name = metric_name(metric)
        return Phrase("{metric} could not be measured in this photo.", metric=name)
    return Phrase.joined(" ", dict.fromkeys(said[:_MOST_REASONS]))


def _pair_reason(comparison: Comparison, metric: Metric) -> str:
    """Return why a pair has no such map; empty where it has one."""
    if comparison.comparable.get(metric, False):
        return ""
    said = [
        issue.text
        for issue in comparison.issues
        if metric in issue.metrics and issue.regions != {RegionName.FACE}
    ]
    start = Phrase(
        "These two photos cannot be compared for {metric}.", metric=metric_in_sentence(metric)
    )
    return Phrase.joined(" ", [start, *dict.fromkeys(said[:_MOST_REASONS])])


def _redness(frame: MapFrame, analysis: PhotoAnalysis) -> SkinMap:
    values = maps.redness_map(frame)
    numbers = _numbers(analysis, Metric.REDNESS)
    means = maps.region_means(values, frame.regions)
    values = values + np.float32(maps.offset(numbers, means))
    values = maps.without(values, frame.regions, numbers)
    legend = map_words.photo_legend(
        MapKind.REDNESS, _legend_colors(map_colors.sequential_table()), REDNESS_ENDS,
        map_words.map_reference(analysis),
    )  # fmt: skip
    return SkinMap(
        MapKind.REDNESS,
        map_colors.color_sequential(values, *REDNESS_ENDS),
        _similarity(frame),
        legend,
        map_words.describe_redness(analysis),
    )


def _texture(frame: MapFrame, analysis: PhotoAnalysis) -> SkinMap:
    numbers = _numbers(analysis, Metric.TEXTURE)
    values = maps.without(maps.texture_map(frame), frame.cores, numbers)
    legend = map_words.photo_legend(
        MapKind.TEXTURE, _legend_colors(map_colors.sequential_table()), TEXTURE_ENDS,
        map_words.map_reference(analysis),
    )  # fmt: skip
    means = maps.region_means(values, frame.cores)
    return SkinMap(
        MapKind.TEXTURE,
        map_colors.color_sequential(values, *TEXTURE_ENDS),
        _similarity(frame),
        legend,
        map_words.describe_texture(analysis, means),
    )


def _mask(frame: MapFrame, analysis: PhotoAnalysis) -> SkinMap:
    kinds = maps.measured_map(frame)
    outline_px = max(int(frame.mask.outline.sum()), 1)
    order = (maps.MEASURED, maps.COLOR_ONLY, maps.CLIPPED, maps.COVERED)
    colors = [Rgba(*color) for color in map_colors.KIND_COLORS]
    return SkinMap(
        MapKind.MASK,
        map_colors.color_kinds(kinds),
        _similarity(frame),
        map_words.photo_legend(MapKind.MASK, colors, (0.0, 0.0), map_words.map_reference(analysis)),
        map_words.describe_mask([float((kinds == kind).sum() / outline_px) for kind in order]),
    )


def _change(before: MapFrame, after: MapFrame, comparison: Comparison, kind: MapKind) -> SkinMap:
    metric = KIND_METRIC[kind]
    known = [
        each
        for each in comparison.changes
        if each.metric is metric and each.change is not None and each.region is not RegionName.FACE
    ]
    numbers = {each.region.value: each.change for each in known if each.change is not None}
    noise = max(each.noise for each in known if each.noise is not None)
    if kind is MapKind.REDNESS:
        made, end = change_map.redness_change(before, after, numbers, noise), REDNESS_CHANGE_END
    else:
        made, end = change_map.texture_change(before, after, numbers, noise), TEXTURE_CHANGE_END
    pixels = map_colors.color_diverging(made.change, end, full_at=min(made.noise))
    pixels[change_map.inner_skin(after) & np.isnan(made.change)] = _DIMMED
    table = map_colors.color_diverging(
        np.linspace(-end, end, _LEGEND_COLORS, dtype=np.float32)[None], end, min(made.noise)
    )[0]
    table[np.abs(np.linspace(-end, end, _LEGEND_COLORS)) <= min(made.noise), 3] = 0
    legend = map_words.change_legend(
        kind, [Rgba(*map(int, color)) for color in table], end, made.noise
    )
    return SkinMap(
        kind, pixels, _similarity(after), legend, _describe_change(kind, made.change, after)
    )


def _describe_change(kind: MapKind, change: NDArray[np.float32], frame: MapFrame) -> str:
    measured = np.isfinite(change)
    count = max(int(measured.sum()), 1)
    regions = frame.regions if kind is MapKind.REDNESS else frame.cores
    means = maps.region_means(change, regions)
    strongest = max(means, key=lambda name: abs(means[name])) if means else None
    shown = np.nan_to_num(change)
    return map_words.describe_change(
        kind, float((shown < 0).sum() / count), float((shown > 0).sum() / count), strongest
    )


def _numbers(analysis: PhotoAnalysis, metric: Metric) -> dict[str, float]:
    return {
        each.region.value: each.value
        for each in analysis.measurements
        if each.metric is metric and each.value is not None
    }


def _similarity(frame: MapFrame) -> Similarity:
    (a, minus_b, tx), (b, _, ty) = frame.similarity
    del minus_b
    return Similarity(float(a), float(b), float(tx), float(ty))


def _legend_colors(table: Pixels) -> list[Rgba]:
    places = np.linspace(0, len(table) - 1, _LEGEND_COLORS).round().astype(int)
    return [Rgba(*map(int, table[place])) for place in places]
