"""What a map says, in words: its legend, and a sentence for people who cannot see it."""

from collections.abc import Sequence
from math import exp

from skintrack.model import Metric, PhotoAnalysis
from skintrack.model.display import region_in_sentence
from skintrack.model.measurement import Reference, RegionName
from skintrack.model.phrase import Phrase
from skintrack.model.skin_map import MapKind, MapLegend, Rgba

KIND_METRIC = {MapKind.REDNESS: Metric.REDNESS, MapKind.TEXTURE: Metric.TEXTURE}
_KINDS = (
    Phrase("Colour and surface"),
    Phrase("Colour only (shine)"),
    Phrase("Over- or underexposed"),
    Phrase("Hair, shadow or cloth"),
)
_DIMMED = Phrase("Dimmed: not measured in both photos.")
_SAME_BELOW = 1.05
_LEAST_SHARE = 0.005
_MEASURED = (
    Phrase("{share:.0f} % for colour and surface"),
    Phrase("{share:.0f} % for colour only"),
    Phrase("{share:.0f} % over- or underexposed"),
    Phrase("{share:.0f} % covered"),
)
_TEXTURE_TICKS = (Phrase("half"), Phrase("middle"), Phrase("twice"))
_LESS = {MapKind.REDNESS: Phrase("less red"), MapKind.TEXTURE: Phrase("smoother")}
_MORE = {MapKind.REDNESS: Phrase("redder"), MapKind.TEXTURE: Phrase("rougher")}


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
            title=Phrase("What was measured"),
            entries=tuple(zip(colors, _KINDS, strict=True)),
            note=Phrase("Without colour: not skin of the face, or outside the photo."),
        )
    if kind is MapKind.REDNESS:
        is_face = reference is Reference.FACE
        values = (ends[0], 0.0, ends[1])
        return MapLegend(
            title=Phrase(
                "Redness against the face, EI"
                if is_face
                else "Redness against the untreated skin, EI"
            ),
            colors=tuple(colors),
            ticks=_ticks(values, ends, [_signed(value) for value in values]),
            note=Phrase(
                "0 is as red as the face on average."
                if is_face
                else "0 is as red as the untreated skin on average."
            ),
        )
    return MapLegend(
        title=Phrase("Texture against the rest"),
        colors=tuple(colors),
        ticks=_ticks((ends[0], 0.0, ends[1]), ends, _TEXTURE_TICKS),
        note=Phrase("How strong pores and fine lines are, where texture is measured."),
    )


def change_legend(
    kind: MapKind, colors: Sequence[Rgba], end: float, noise: tuple[float, float]
) -> MapLegend:
    """Return the legend of a change map; ``end`` and ``noise`` in EI or ln units."""
    values, ends = (-end, 0.0, end), (-end, end)
    less, more = _LESS[kind], _MORE[kind]
    if kind is MapKind.REDNESS:
        title = Phrase("Change of redness, ±{end:.0f} EI", end=end)
        band = Phrase(
            "{area:.1f} EI for an area, {spot:.1f} EI for a spot", area=noise[0], spot=noise[1]
        )
    else:
        title = Phrase("Change of texture, half to twice")
        shares = list(dict.fromkeys(f"{100 * (exp(each) - 1):.0f} %" for each in noise))
        band = Phrase("{share}", share=shares[0])
        if len(shares) > 1:
            band = Phrase("{area} and {spot}", area=shares[0], spot=shares[1])
    return MapLegend(
        title=title,
        colors=tuple(colors),
        ticks=_ticks(values, ends, [less, Phrase("noise"), more]),
        note=Phrase(
            "Blue is {less}, orange {more}; grey is within the noise ({band}). {dimmed}",
            less=less,
            more=more,
            band=band,
            dimmed=_DIMMED,
        ),
        remark=_DIMMED,
    )


def map_reference(analysis: PhotoAnalysis) -> Reference:
    """Return what the regions of a map of redness are measured against."""
    return Reference.FACE if analysis.to_canonical is not None else Reference.UNTREATED


def describe_redness(analysis: PhotoAnalysis) -> str:
    """Say where redness is strongest, as the numbers have it."""
    values = _values(analysis, Metric.REDNESS)
    if not values:
        return Phrase("Redness map.")
    region = max(values, key=lambda each: values[each])
    is_face = map_reference(analysis) is Reference.FACE
    name = _place(region)
    if values[region] <= 0:
        return Phrase(
            "Redness map: no region is redder than the face; the nearest is {place}."
            if is_face
            else "Redness map: no region is redder than the untreated skin; the nearest is "
            "{place}.",
            place=name,
        )
    return Phrase(
        "Redness map: strongest on {place}, {value:.2f} EI over the face."
        if is_face
        else "Redness map: strongest on {place}, {value:.2f} EI over the untreated skin.",
        place=name,
        value=values[region],
    )


def describe_texture(analysis: PhotoAnalysis, means: dict[str, float]) -> str:
    """Say where fine texture is strongest; ``means`` in ln units against the photo's middle."""
    known = {name: means[name] for name in _values(analysis, Metric.TEXTURE) if name in means}
    if not known:
        return Phrase("Texture map.")
    region = max(known, key=lambda each: known[each])
    times = exp(known[region])
    if times < _SAME_BELOW:
        return Phrase("Texture map: much the same in every region.")
    return Phrase(
        "Texture map: strongest on {place}, {times:.1f} times the middle of the measured skin.",
        place=_place(region),
        times=times,
    )


def describe_mask(shares: Sequence[float]) -> str:
    """Say how much of the face was measured.

    Parameters
    ----------
    shares : sequence of float
        Of the face outline, 0..1: measured, colour only, clipped, covered.
    """
    said = [
        words.filled(share=100 * share)
        for share, words in zip(shares, _MEASURED, strict=True)
        if share >= _LEAST_SHARE
    ]
    if not said:
        return Phrase("Nothing was measured.")
    return Phrase("What was measured: {parts}.", parts=Phrase.joined(", ", said))


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
    name = Phrase("redness" if kind is MapKind.REDNESS else "fine texture")
    said = [
        Phrase("{share:.0f} % of the skin {change}", share=100 * share, change=words[kind])
        for share, words in ((less, _LESS), (more, _MORE))
        if share >= _LEAST_SHARE
    ]
    if not said:
        return Phrase(
            "Change of {name}: nothing beyond the noise but a few points."
            if less or more
            else "Change of {name}: nothing beyond the noise.",
            name=name,
        )
    parts = said[0] if len(said) == 1 else Phrase("{less} and {more}", less=said[0], more=said[1])
    if strongest is None:
        return Phrase("Change of {name}, beyond the noise: {parts}.", name=name, parts=parts)
    return Phrase(
        "Change of {name}, beyond the noise: {parts}, most on {place}.",
        name=name,
        parts=parts,
        place=_place(strongest),
    )


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


def _place(region: str) -> Phrase:
    if region == RegionName.DRAWN:
        return Phrase("the drawn region")
    return Phrase("the patient's {region}", region=region_in_sentence(RegionName(region)))


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
