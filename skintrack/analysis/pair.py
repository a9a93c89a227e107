"""A later photo on the scale of an earlier one: what light and camera changed is taken away.

Two photos of one face share most of its skin. Where that skin did not change it tells how the later
photo shows colours (``color_transfer``); with that, a region's change is read on the skin that both
photos show. Only small stored grids are needed, so photos of months ago need not be opened again.
"""

import math
from dataclasses import dataclass

import numpy as np

from skintrack.analysis.color import FloatImage
from skintrack.analysis.color_transfer import (
    ColorTransfer,
    PairCells,
    common_skin,
    fit_color_transfer,
    redness_change,
    unevenness,
)
from skintrack.analysis.contrast_transfer import ContrastTransfer, fit_contrast_transfer
from skintrack.analysis.findings import (
    ALL_METRICS,
    COLOR_METRICS,
    FACE,
    REDNESS,
    REDNESS_SPOTS,
    RELIEF,
    SURFACE_METRICS,
    TEXTURE,
    Finding,
)
from skintrack.analysis.noise import Mismatch
from skintrack.analysis.skin_grid import SkinGrid
from skintrack.analysis.texture import relief_on_scale, texture_on_scale

_LEAST_COMMON, _LEAST_COMMON_RELIEF = 0.5, 0.65
_SCATTER_REMARK_EI, _SCATTER_REFUSE_EI = 1.4, 1.8
_SHADING_REFUSE, _SHADING_REFUSE_ALL = 0.035, 0.09  # log10: the main light 25 degrees apart
_CONTRAST_REMARK, _CONTRAST_REFUSE = 0.25, 0.60  # ln
# Marks are finer than the skin that the contrast of colours is read from, and its reading errs with
# pose and expression. This share of it (as an exponent) serves photos and rendered faces best.
_SPOTS_FOLLOW_CONTRAST = 0.6
_TOGETHER = (frozenset({"right_cheek", "left_cheek"}),)
_MIRRORED = {"right_cheek": "left_cheek", "left_cheek": "right_cheek"}


@dataclass(frozen=True)
class PairSide:
    """One photo of a pair.

    Attributes
    ----------
    values : dict of str to dict of str to (float or None)
        Region to metric to value, as measured in this photo alone.
    grid : SkinGrid
    regions : dict of str to ndarray of float32, shape (76, 64)
        Share of each cell that belongs to the region.
    """

    values: dict[str, dict[str, float | None]]
    grid: SkinGrid
    regions: dict[str, FloatImage]


@dataclass(frozen=True)
class Related:
    """The later photo as the earlier one would have shown it.

    Attributes
    ----------
    values : dict of str to dict of str to (float or None)
        As ``PairSide.values``, on the scale of the earlier photo.
    mismatch : dict of str to Mismatch
        For each region, what the noise of a change grows with.
    findings : tuple of Finding
        What withholds a metric.
    """

    values: dict[str, dict[str, float | None]]
    mismatch: dict[str, Mismatch]
    findings: tuple[Finding, ...]


def relate(before: PairSide, after: PairSide) -> Related:
    """Return the later photo on the scale of the earlier one.

    Redness of the whole face is passed on as it is: no skin of the same photo can correct it.
    """
    contrast = fit_contrast_transfer(before.grid, after.grid)
    values = {region: _surface(measured, contrast) for region, measured in after.values.items()}
    mismatch: dict[str, Mismatch] = {}
    findings = _light_doubts(contrast)
    cells = PairCells(before.grid, after.grid)
    for group in _groups(before.regions, after.regions):
        regions = [before.regions[name] for name in group if name != FACE]
        left_out = np.max(regions, axis=0) > 0 if regions else np.zeros(_shape(before), bool)
        transfer = fit_color_transfer(before.grid, after.grid, left_out, cells)
        for name in group:
            finding = _doubt(before, after, transfer, name)
            if finding is not None:
                findings.append(finding)
            findings += _surface_doubts(before, after, name)
            if transfer is None or contrast is None or name not in values:
                continue
            if name not in before.values:
                continue
            mismatch[name] = Mismatch(
                scatter_ei=transfer.scatter_ei,
                shading=contrast.scatter,
                contrast=contrast.log_contrast,
                color=contrast.color_shift,
                bend=transfer.bend,
                stretch=transfer.contrast - 1,
                tilt=transfer.tilt,
                unevenness=unevenness(before.grid, after.grid, transfer, before.regions[name]),
                missing=max(1 - _shared_surface(before, after, name), 0.0),
                obliqueness=max(_obliqueness(side.regions, name) for side in (before, after)),
            )
            withheld = finding.withholds if finding is not None else frozenset[str]()
            values[name] |= _on_scale(before, after, transfer, name, withheld)
    return Related(values, mismatch, tuple(_merged(findings)))


def _surface(
    measured: dict[str, float | None], contrast: ContrastTransfer | None
) -> dict[str, float | None]:
    """Return the values of a region with texture and relief on the scale of the earlier photo."""
    values = dict(measured)
    texture, relief = values.get(TEXTURE), values.get(RELIEF)
    if contrast is not None and texture is not None:
        values[TEXTURE] = texture_on_scale(texture, contrast)
    if contrast is not None and relief is not None:
        values[RELIEF] = relief_on_scale(relief, contrast)
    return values


def _light_doubts(contrast: ContrastTransfer | None) -> list[Finding]:
    """Return what another light and another tone curve keep from being compared."""
    if contrast is None:
        return []
    findings = []
    if contrast.scatter > _SHADING_REFUSE:
        is_far = contrast.scatter > _SHADING_REFUSE_ALL
        withholds = ALL_METRICS if is_far else SURFACE_METRICS
        figure = math.copysign(contrast.scatter, contrast.log_contrast)
        findings.append(Finding("light_pattern_differs", withholds, figure=figure))
    if abs(contrast.log_contrast) > _CONTRAST_REMARK:
        is_far = abs(contrast.log_contrast) > _CONTRAST_REFUSE
        withholds = ALL_METRICS if is_far else frozenset[str]()
        findings.append(Finding("tone_curve_differs", withholds, figure=contrast.log_contrast))
    return findings


def _groups(before: dict[str, FloatImage], after: dict[str, FloatImage]) -> list[tuple[str, ...]]:
    """Return regions that are measured against the same skin: both cheeks, every other alone."""
    names = [name for name in before if name in after]
    groups = [tuple(name for name in names if name in together) for together in _TOGETHER]
    alone = [(name,) for name in names if not any(name in together for together in _TOGETHER)]
    return [group for group in (*groups, *alone) if group]


def _shape(side: PairSide) -> tuple[int, ...]:
    return side.grid.skin_share.shape


def _doubt(
    before: PairSide, after: PairSide, transfer: ColorTransfer | None, name: str
) -> Finding | None:
    share, where = _common_share(before, after, name), frozenset({name})
    if transfer is None or share < _LEAST_COMMON:
        return Finding("little_common_skin", COLOR_METRICS, where, share)
    if transfer.scatter_ei > _SCATTER_REMARK_EI:
        refused = transfer.scatter_ei > _SCATTER_REFUSE_EI
        withholds = COLOR_METRICS if refused else frozenset[str]()
        return Finding("colors_do_not_match", withholds, where, transfer.scatter_ei)
    return None


def _surface_doubts(before: PairSide, after: PairSide, name: str) -> list[Finding]:
    """Return why texture cannot be compared: clipped skin takes its folds and edges with it.

    Relief feels that far sooner than texture: its noise grows with the skin that is missing, and
    beyond a third of it nothing could be told (docs/measurement.md).
    """
    share = _shared_surface(before, after, name)
    if share >= _LEAST_COMMON_RELIEF:
        return []
    withholds = SURFACE_METRICS if share < _LEAST_COMMON else frozenset({RELIEF})
    return [Finding("little_common_skin", withholds, frozenset({name}), share)]


def _shared_surface(before: PairSide, after: PairSide, name: str) -> float:
    """Return the share of a region's skin, in the photo that shows more of it, that both show.

    Texture and relief are read on all skin of each photo, so what only one of them shows parts
    them, whichever of the two it is.
    """
    return min(_common_share(before, after, name), _common_share(after, before, name))


def _obliqueness(regions: dict[str, FloatImage], name: str) -> float:
    """Return ln of how much less of a region than of its mirror image a photo shows.

    A cheek that is turned away reaches to the edge of the face, where its colour changes with every
    millimetre that the outline moves.
    """
    own, other = (float(np.sum(regions.get(each, 0.0))) for each in (name, _MIRRORED.get(name, "")))
    return max(math.log(other / own), 0.0) if own > 0 and other > 0 else 0.0


def _common_share(before: PairSide, after: PairSide, name: str) -> float:
    """Return the share of a region's earlier skin that the later photo shows too."""
    region = before.regions[name]
    shown = float((before.grid.skin_share * region).sum())
    common = float((common_skin(before.grid, after.grid) * region).sum())
    return common / shown if shown > 0 else 0.0


def _on_scale(
    before: PairSide,
    after: PairSide,
    transfer: ColorTransfer,
    name: str,
    withheld: frozenset[str],
) -> dict[str, float | None]:
    first, second = before.values[name], after.values[name]
    redness: float | None = second.get(REDNESS)
    earlier = first.get(REDNESS)
    if name != FACE and redness is not None and earlier is not None and REDNESS not in withheld:
        redness = earlier + redness_change(before.grid, after.grid, transfer, before.regions[name])
    spots = second.get(REDNESS_SPOTS)
    if spots is not None:
        spots /= transfer.contrast**_SPOTS_FOLLOW_CONTRAST
    return {REDNESS: redness, REDNESS_SPOTS: spots}


def _merged(findings: list[Finding]) -> list[Finding]:
    """Say the same of several regions once; the figure is that of the worst."""
    merged: dict[tuple[str, frozenset[str]], Finding] = {}
    for each in findings:
        key = each.code, each.withholds
        earlier = merged.get(key)
        if earlier is None:
            merged[key] = each
            continue
        figures = [figure for figure in (earlier.figure, each.figure) if figure is not None]
        worst = min if each.code == "little_common_skin" else max
        regions = earlier.regions | each.regions
        merged[key] = Finding(each.code, each.withholds, regions, worst(figures))
    return list(merged.values())
