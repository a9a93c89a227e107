"""What a map says, in words: its legend, and a sentence for people who cannot see it."""

from collections.abc import Sequence
from math import exp

from skintrack.model import Metric, PhotoAnalysis
from skintrack.model.display import region_name
from skintrack.model.measurement import Reference, RegionName
from skintrack.model.skin_map import MapKind, MapLegend, Rgba

KIND_METRIC = {MapKind.REDNESS: Metric.REDNESS, MapKind.TEXTURE: Metric.TEXTURE}
_KINDS = (
    "Colour and surface",
    "Colour only (shine)",
    "Over- or underexposed",
    "Hair, shadow or cloth",
)
_DIMMED = "Dimmed: not measured in both photos."
_SAME_BELOW = 1.05
_LEAST_SHARE = 0.005


def photo_legend(
    kind: MapKind, colors: Sequence[Rgba], ends: tuple[float, float], reference: Reference
) -> MapLegend:
    """Return the legend of a map of one photo.

    Parameters
    ----------
    kind : MapKind
    colors : sequence of Rgba
        From the lowest to the highest value; for ``MASK`` one colour for each kind.
    ends : tuple of float
        The lowest and the highest value, in EI or ln units.
    reference : Reference
        What redness is measured against.
    """
    if kind is MapKind.MASK:
        return MapLegend(
            title="What was measured",
            entries=tuple(zip(colors, _KINDS, strict=True)),
            note="Without colour: not skin of the face, or outside the photo.",
        )
    if kind is MapKind.REDNESS:
        against = "the face" if reference is Reference.FACE else "the untreated skin"
        values = (ends[0], 0.0, ends[1])
        return MapLegend(
            title=f"Redness against {against}, EI",
            colors=tuple(colors),
            ticks=_ticks(values, ends, [_signed(value) for value in values]),
            note=f"0 is as red as {against} on average.",
        )
    return MapLegend(
        title="Texture against the rest",
        colors=tuple(colors),
        ticks=_ticks((ends[0], 0.0, ends[1]), ends, ["half", "middle", "twice"]),
        note="How strong pores and fine lines are, where texture is measured.",
    )


def change_legend(
    kind: MapKind, colors: Sequence[Rgba], end: float, noise: tuple[float, float]
) -> MapLegend:
    """Return the legend of a change map; ``end`` and ``noise`` in EI or ln units."""
    values, ends = (-end, 0.0, end), (-end, end)
    if kind is MapKind.REDNESS:
        title, less, more = f"Change of redness, ±{end:.0f} EI", "less red", "redder"
        band = f"{noise[0]:.1f} EI for an area, {noise[1]:.1f} EI for a spot"
    else:
        title, less, more = "Change of texture, half to twice", "smoother", "rougher"
        band = " and ".join(dict.fromkeys(f"{100 * (exp(each) - 1):.0f} %" for each in noise))
    return MapLegend(
        title=title,
        colors=tuple(colors),
        ticks=_ticks(values, ends, [less, "noise", more]),
        note=(f"Blue is {less}, orange {more}; grey is within the noise ({band}). {_DIMMED}"),
        remark=_DIMMED,
    )


def map_reference(analysis: PhotoAnalysis) -> Reference:
    """Return what the regions of a map of redness are measured against."""
    return Reference.FACE if analysis.to_canonical is not None else Reference.UNTREATED


def describe_redness(analysis: PhotoAnalysis) -> str:
    """Say where redness is strongest, as the numbers have it."""
    values = _values(analysis, Metric.REDNESS)
    if not values:
        return "Redness map."
    region = max(values, key=lambda each: values[each])
    against = "the face" if map_reference(analysis) is Reference.FACE else "the untreated skin"
    name = _place(region)
    if values[region] <= 0:
        return f"Redness map: no region is redder than {against}; the nearest is {name}."
    return f"Redness map: strongest on {name}, {values[region]:.1f} EI over {against}."


def describe_texture(analysis: PhotoAnalysis, means: dict[str, float]) -> str:
    """Say where fine texture is strongest; ``means`` in ln units against the photo's middle."""
    known = {name: means[name] for name in _values(analysis, Metric.TEXTURE) if name in means}
    if not known:
        return "Texture map."
    region = max(known, key=lambda each: known[each])
    times = exp(known[region])
    if times < _SAME_BELOW:
        return "Texture map: much the same in every region."
    return (
        f"Texture map: strongest on {_place(region)}, {times:.1f} times the middle of the "
        "measured skin."
    )


def describe_mask(shares: Sequence[float]) -> str:
    """Say how much of the face was measured.

    Parameters
    ----------
    shares : sequence of float
        Of the face outline, 0..1: measured, colour only, clipped, covered.
    """
    words = ("for colour and surface", "for colour only", "over- or underexposed", "covered")
    said = [
        f"{100 * share:.0f} % {word}"
        for share, word in zip(shares, words, strict=True)
        if share >= _LEAST_SHARE
    ]
    return f"What was measured: {', '.join(said)}." if said else "Nothing was measured."


def describe_change(kind: MapKind, less: float, more: float, strongest: str | None) -> str:
    """Say how much of the skin that both photos show has changed.

    Parameters
    ----------
    kind : MapKind
    less, more : float
        Shares of the skin with less and with more than before, beyond the noise.
    strongest : str, optional
        Region with the strongest change on average.
    """
    name = "redness" if kind is MapKind.REDNESS else "fine texture"
    down, up = ("less red", "redder") if kind is MapKind.REDNESS else ("smoother", "rougher")
    said = [
        f"{100 * share:.0f} % of the skin {word}"
        for share, word in ((less, down), (more, up))
        if share >= _LEAST_SHARE
    ]
    if not said:
        few = " but a few points" if less or more else ""
        return f"Change of {name}: nothing beyond the noise{few}."
    text = f"Change of {name}, beyond the noise: {' and '.join(said)}"
    return f"{text}, most on {_place(strongest)}." if strongest is not None else f"{text}."


def _values(analysis: PhotoAnalysis, metric: Metric) -> dict[str, float]:
    """Return the values of the regions that the map shows."""
    left_out = {RegionName.FACE}
    if analysis.to_canonical is not None:
        left_out.add(RegionName.DRAWN)
    return {
        each.region.value: each.value
        for each in analysis.measurements
        if each.metric is metric and each.value is not None and each.region not in left_out
    }


def _place(region: str) -> str:
    name = region_name(RegionName(region)).lower()
    return f"the patient's {name}" if region != RegionName.DRAWN else "the drawn region"


def _ticks(
    values: Sequence[float], ends: tuple[float, float], words: Sequence[str]
) -> tuple[tuple[float, str], ...]:
    low, high = ends
    return tuple(
        ((value - low) / (high - low), word) for value, word in zip(values, words, strict=True)
    )


def _signed(value: float) -> str:
    text = f"{value:+.0f}" if value else "0"
    return text.replace("-", "\N{MINUS SIGN}")
