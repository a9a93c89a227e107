"""Measure one photo: from pixels and a face mesh to numbers, conditions and findings."""

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from skintrack.analysis import redness, texture
from skintrack.analysis.canonical_frame import (
    HEIGHT_PX,
    WIDTH_PX,
    fit_pose,
    inside_photo,
    to_canonical,
    transform_points,
    warp_linear,
)
from skintrack.analysis.color import FloatImage, log_channels, luminance
from skintrack.analysis.conditions import (
    Conditions,
    color_spread,
    expression,
    read_conditions,
)
from skintrack.analysis.face_mesh import FaceMesh
from skintrack.analysis.findings import FACE, METRICS, Finding
from skintrack.analysis.quality import (
    assess,
    assess_drawn,
    assess_mesh,
    hidden_regions,
    view_from_yaw,
)
from skintrack.analysis.regions import (
    FACE_OVAL,
    brow_mask,
    fill,
    region_outlines,
    skin_outline_mask,
    texture_outlines,
)
from skintrack.analysis.skin_grid import SkinGrid, read_grid
from skintrack.analysis.skin_mask import SkinMask, find_skin

Mask = NDArray[np.bool_]
Values = dict[str, dict[str, float | None]]

DRAWN = "drawn"
_MIN_PIXELS = 400
_MARGIN_PX = 12
_DRAWN_SIDE_PX = 300.0
_MIN_DRAWN_AREA_PX = 2500.0


@dataclass(frozen=True)
class PhotoMeasurement:
    """Everything measured in one photo.

    Attributes
    ----------
    view : str
        ``front``, ``left_oblique`` and so on, by the patient's side; ``unknown`` without a face.
    similarity : ndarray, shape (2, 3)
        From photo pixels to the canonical frame.
    outlines : dict of str to ndarray, shape (N, 2)
        Region outlines in photo pixels.
    values : dict of str to dict of str to (float or None)
        Region to metric to value; None where a finding withholds it.
    valid_fraction : dict of str to float
        Share of each region that could be measured, 0..1.
    conditions : Conditions
    findings : tuple of Finding
    grid : SkinGrid or None
        The skin in coarse cells, for comparing; None for a drawn region.
    """

    view: str
    similarity: NDArray[np.float64]
    outlines: dict[str, NDArray[np.float64]]
    values: Values
    valid_fraction: dict[str, float]
    conditions: Conditions
    findings: tuple[Finding, ...]
    grid: SkinGrid | None = None


@dataclass(frozen=True)
class _Frame:
    """The part of the canonical frame that is needed, with its masks."""

    linear: FloatImage
    log_rgb: FloatImage
    log_luminance: FloatImage
    mask: SkinMask
    part: tuple[slice, slice]

    def region(self, outline: NDArray[np.float64]) -> Mask:
        return fill(outline)[self.part]


def measure_face(image: NDArray[np.uint8], mesh: FaceMesh) -> PhotoMeasurement:
    """Measure a photo in which a face was found.

    Parameters
    ----------
    image : ndarray of uint8, shape (H, W, 3)
        sRGB, upright.
    mesh : FaceMesh
        The face in this picture.
    """
    pose = fit_pose(mesh.points)
    similarity = to_canonical(pose)
    points = transform_points(mesh.points, similarity)
    outline = skin_outline_mask(points) & inside_photo(image.shape, similarity)
    frame = _prepare(image, similarity, outline)
    outlines = region_outlines(points)
    regions = {name: frame.region(polygon) for name, polygon in outlines.items()}
    cores = {name: frame.region(polygon) for name, polygon in texture_outlines(points).items()}
    seen = regions.keys() - hidden_regions(pose)
    regions[FACE] = np.logical_or.reduce([regions[name] for name in seen])
    cores[FACE] = np.logical_or.reduce([cores[name] for name in seen])
    ei = redness.smoothed_erythema_index(frame.linear, frame.mask.color_skin)
    face = fill(points[list(FACE_OVAL)]) & inside_photo(image.shape, similarity)
    grid = read_grid(
        ei,
        frame.log_luminance,
        frame.mask.color_skin,
        face[frame.part] & ~frame.mask.clipped,
        frame.part,
    )
    lip_gap, mouth_width = expression(points, pose)
    conditions = replace(
        _conditions(frame, regions),
        eye_distance_px=pose.eye_distance_px,
        roll_deg=pose.roll_deg,
        yaw_deg=pose.yaw_deg,
        pitch_deg=pose.pitch_deg,
        sharpness=texture.sharpness(
            frame.log_luminance,
            brow_mask(points)[frame.part] & inside_photo(image.shape, similarity)[frame.part],
        ),
        mouth_open=lip_gap,
        smile=mouth_width,
        face_share=pose.eye_distance_px / max(image.shape[:2]),
        color_spread=color_spread(grid),
    )
    valid_fraction = {name: _share(frame.mask.skin, region) for name, region in cores.items()}
    color_fraction = {
        name: _share(frame.mask.color_skin, region) for name, region in regions.items()
    }
    findings = assess(conditions, pose, valid_fraction, color_fraction)
    findings += assess_mesh(mesh, pose, image.shape)
    values = _values(frame, ei, regions, cores, conditions.sharpness)
    return PhotoMeasurement(
        view=view_from_yaw(pose.yaw_deg),
        similarity=similarity,
        outlines=region_outlines(mesh.outline),
        values=_withhold(values, findings),
        valid_fraction=valid_fraction,
        conditions=conditions,
        findings=findings,
        grid=grid,
    )


def measure_drawn(image: NDArray[np.uint8], outline: NDArray[np.float64]) -> PhotoMeasurement:
    """Measure a region that the user outlined, where there is no face.

    Redness needs other skin as a reference and is withheld; the scale is that of the outline.

    Parameters
    ----------
    image : ndarray of uint8, shape (H, W, 3)
        sRGB, upright.
    outline : ndarray, shape (N, 2)
        Polygon in photo pixels, N >= 3.
    """
    area = abs(float(cv2.contourArea(outline.astype(np.float32))))
    low, high = outline.min(axis=0), outline.max(axis=0)
    extent = max(float((high - low).max()), 1.0)
    scale = _DRAWN_SIDE_PX / extent
    shift = np.array([WIDTH_PX / 2, HEIGHT_PX / 2]) - scale * (low + high) / 2
    similarity = np.column_stack([np.eye(2) * scale, shift])
    polygon = transform_points(outline, similarity)
    inside = fill(polygon) & inside_photo(image.shape, similarity)
    frame = _prepare(image, similarity, inside)
    region = {DRAWN: inside[frame.part]}
    valid_fraction = {DRAWN: _share(frame.mask.skin, region[DRAWN])}
    conditions = _conditions(frame, region)
    findings = assess_drawn(conditions, valid_fraction)
    if area < _MIN_DRAWN_AREA_PX:
        findings += (Finding("drawn_too_small", frozenset(METRICS), figure=area),)
    ei = redness.smoothed_erythema_index(frame.linear, frame.mask.color_skin)
    values = _values(frame, ei, region, region, None)
    return PhotoMeasurement(
        view="unknown",
        similarity=similarity,
        outlines={DRAWN: outline},
        values=_withhold(values, findings),
        valid_fraction=valid_fraction,
        conditions=conditions,
        findings=findings,
    )


def _prepare(image: NDArray[np.uint8], similarity: NDArray[np.float64], outline: Mask) -> _Frame:
    """Warp, and keep only the part round the outline (with the brows above it)."""
    rows, columns = np.flatnonzero(outline.any(axis=1)), np.flatnonzero(outline.any(axis=0))
    if rows.size == 0:
        rows, columns = np.array([0, HEIGHT_PX - 1]), np.array([0, WIDTH_PX - 1])
    part = (
        slice(max(int(rows[0]) - _MARGIN_PX, 0), min(int(rows[-1]) + 1 + _MARGIN_PX, HEIGHT_PX)),
        slice(
            max(int(columns[0]) - _MARGIN_PX, 0), min(int(columns[-1]) + 1 + _MARGIN_PX, WIDTH_PX)
        ),
    )
    linear = warp_linear(image, similarity, part)
    log_luminance = log_channels(luminance(linear))
    mask = find_skin(linear, log_luminance, np.ascontiguousarray(outline[part]))
    return _Frame(linear, log_channels(linear), log_luminance, mask, part)


def _conditions(frame: _Frame, regions: dict[str, Mask]) -> Conditions:
    skin = {name: region & frame.mask.color_skin for name, region in regions.items()}
    return read_conditions(frame.log_rgb, frame.log_luminance, frame.mask, skin)


def _share(mask: Mask, region: Mask) -> float:
    total = int(np.count_nonzero(region))
    return int(np.count_nonzero(mask & region)) / total if total else 0.0


def _values(
    frame: _Frame,
    ei: FloatImage,
    regions: dict[str, Mask],
    cores: dict[str, Mask],
    sharpness: float | None,
) -> Values:
    """Measure every metric in every region that has enough skin.

    Texture is given as at ``texture.REFERENCE_SHARPNESS``, or as it is where ``sharpness`` is None.
    """
    mask = frame.mask
    if not mask.color_skin.any():
        return {name: dict.fromkeys(METRICS) for name in regions}
    spots = redness.spot_band(frame.log_rgb, mask.color_skin)
    log_red = np.asarray(cv2.extractChannel(frame.log_rgb, 0), np.float32)
    fine = texture.fine_band(log_red, mask.skin)
    coarse = texture.relief_band(log_red, mask.skin)
    face_level = redness.mean_without_extremes(ei[mask.color_skin])
    values: Values = {}
    for name, region in regions.items():
        box, core_box = _box(region), _box(cores[name])
        colored = region[box] & mask.color_skin[box]
        core = cores[name][core_box]
        marked, surface = core & mask.color_skin[core_box], core & mask.skin[core_box]
        measured: dict[str, float | None] = dict.fromkeys(METRICS)
        if np.count_nonzero(colored) >= _MIN_PIXELS:
            measured["redness"] = redness.regional_redness(ei[box], colored, face_level)
        if np.count_nonzero(marked) >= _MIN_PIXELS:
            measured["redness_spots"] = redness.spot_redness(
                spots.part(core_box), marked, redness.soft_edge(core)
            )
        if np.count_nonzero(surface) >= _MIN_PIXELS:
            measured |= _surface(fine[core_box], coarse[core_box], surface, sharpness)
        values[name] = measured
    return values


def _box(region: Mask) -> tuple[slice, slice]:
    """Return the rows and columns of a region: most are a small part of the frame."""
    left, top, width, height = cv2.boundingRect(region.astype(np.uint8))
    return slice(top, top + height), slice(left, left + width)


def _surface(
    fine: FloatImage, coarse: FloatImage, surface: Mask, sharpness: float | None
) -> dict[str, float | None]:
    rough, raised = texture.fine_texture(fine, surface), texture.relief(coarse, surface)
    if sharpness is not None:
        wanted = texture.REFERENCE_SHARPNESS
        rough = texture.texture_at_sharpness(rough, sharpness, wanted)
        raised = texture.relief_at_sharpness(raised, sharpness, wanted)
    return {"texture": rough, "relief": raised}


def _withhold(values: Values, findings: tuple[Finding, ...]) -> Values:
    return {
        region: {
            metric: None
            if any(finding.withholds_value(metric, region) for finding in findings)
            else value
            for metric, value in measured.items()
        }
        for region, measured in values.items()
    }
