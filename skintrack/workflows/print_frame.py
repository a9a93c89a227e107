"""How a print is laid out: the common frame, or regions of it side by side."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from skintrack.analysis.canonical_frame import (
    HEIGHT_PX,
    WIDTH_PX,
    transform_points,
    warp_picture,
)
from skintrack.model import Photo, PhotoAnalysis, PhotoId, RegionName, Similarity, View

Pixels = NDArray[np.uint8]
Matrix = NDArray[np.float64]
Key = tuple[View, bool]

SURROUND = 214  # the neutral grey round the photos of the report
FINE = 0.75  # of a print's pixels in one of the photo: so fine a copy needs no cubic
_PSF_PX = 0.42  # a little sharper than a camera, as a mean over four pixels blurs too
_MARGIN = 1.12  # round the skin of a region
_MOST_ZOOM = 5.0


@dataclass(frozen=True)
class PhotoCopy:
    """A photo decoded no larger than it is shown: ``scale`` pixels for one of the photo."""

    image: Pixels
    scale: float

    def warped(self, matrix: Matrix, size_px: tuple[int, int]) -> Pixels:
        """Return what a way from the photo's own pixels shows of it."""
        way = on_copy(matrix, self.scale)
        shrinks = float(np.hypot(way[0, 0], way[1, 0]))
        if shrinks > FINE:
            return warp_picture(self.image, way, size_px)
        # With pixels enough, their mean is as sharp as a cubic, in an eighth of the time.
        blurred = cv2.GaussianBlur(self.image, (0, 0), _PSF_PX * np.sqrt(1 / shrinks**2 - 1))
        beyond = (SURROUND,) * 3
        return np.asarray(
            cv2.warpAffine(blurred, way, size_px, flags=cv2.INTER_LINEAR, borderValue=beyond),
            np.uint8,
        )


@dataclass(frozen=True)
class SkinTile:
    """Where a region lies in the common frame: the middle of its skin in all photos of a view."""

    region: RegionName
    x: float
    y: float


@dataclass(frozen=True)
class SkinSheet:
    """Regions side by side on a print of the common shape, ``zoom`` times as large as in it."""

    tiles: tuple[SkinTile, ...]
    zoom: float

    def tile_px(self, height_px: int) -> tuple[int, int]:
        """Return width and height of a tile on a print."""
        return print_width(height_px) // len(self.tiles), height_px

    def from_frame(self, tile: SkinTile, height_px: int) -> tuple[float, float, float]:
        """Return scale and shift from the common frame to a tile of a print."""
        width, height = self.tile_px(height_px)
        scale = self.zoom * height_px / HEIGHT_PX
        return scale, width / 2 - scale * tile.x, height / 2 - scale * tile.y


def print_width(height_px: int) -> int:
    """Return how wide a print of the common shape is."""
    return round(height_px * WIDTH_PX / HEIGHT_PX)


def frame_matrix(place: Similarity, scale: float, left: float = 0.0, top: float = 0.0) -> Matrix:
    """Return the way from a photo through its frame, scaled and then shifted, shape (2, 3)."""
    turn = np.array([[place.a, -place.b], [place.b, place.a]]) * scale
    return np.column_stack([turn, np.array([place.tx * scale + left, place.ty * scale + top])])


def on_copy(matrix: Matrix, factor: float) -> Matrix:
    """Return a way from a photo's pixels for a copy of it that is shrunk by ``factor``."""
    shrunk = matrix.copy()
    # The centre of the first pixel is (0, 0), so a pixel's edge moves with the scale.
    shrunk[:, 2] += matrix[:, :2] @ np.full(2, 0.5 / factor - 0.5)
    shrunk[:, :2] /= factor
    return shrunk


def outline_in(analysis: PhotoAnalysis, region: RegionName, matrix: Matrix) -> Matrix:
    """Return the outline of a region where a way from the photo's pixels puts it."""
    return transform_points(np.array(analysis.outlines[region], float), matrix)


def sheets_of(
    photos: Sequence[Photo],
    analyses: Mapping[PhotoId, PhotoAnalysis],
    regions_of: Callable[[PhotoAnalysis], Sequence[RegionName]],
) -> dict[Key, SkinSheet]:
    """Return how the measured skin of each view is laid out, with and without a face.

    All photos of a face share one scale, whatever their view.
    """
    spans: dict[Key, dict[RegionName, list[Matrix]]] = {}
    for photo in photos:
        analysis = analyses.get(photo.id)
        place = None if analysis is None else analysis.to_frame
        if analysis is None or place is None:
            continue
        of_view = spans.setdefault(key_of(photo, analysis), {})
        for region in regions_of(analysis):
            outline = outline_in(analysis, region, frame_matrix(place, 1.0))
            of_view.setdefault(region, []).append(outline)
    extents = {
        key: {region: _extent(outlines) for region, outlines in of_view.items()}
        for key, of_view in spans.items()
        if of_view
    }
    zooms = {
        has_face: min(
            [_zoom(each) for key, each in extents.items() if key[1] is has_face],
            default=1.0,
        )
        for has_face in (True, False)
    }
    return {
        key: SkinSheet(
            tuple(
                sorted(
                    (SkinTile(region, *each.mean(axis=0)) for region, each in of_view.items()),
                    key=lambda tile: tile.x,
                )
            ),
            zooms[key[1]],
        )
        for key, of_view in extents.items()
    }


def _extent(outlines: Sequence[Matrix]) -> Matrix:
    """Return the least and the greatest x and y of outlines, shape (2, 2)."""
    low = np.array([one.min(axis=0) for one in outlines]).min(axis=0)
    high = np.array([one.max(axis=0) for one in outlines]).max(axis=0)
    return np.array([low, high])


def _zoom(extents: Mapping[RegionName, Matrix]) -> float:
    """Return by how much the regions of a view can grow."""
    room = np.array([WIDTH_PX / len(extents), HEIGHT_PX])
    spans = [np.maximum(high - low, 1.0) * _MARGIN for low, high in extents.values()]
    return min(_MOST_ZOOM, *(float((room / span).min()) for span in spans))


def key_of(photo: Photo, analysis: PhotoAnalysis) -> Key:
    """Return which photos a photo shares its sheet with."""
    return photo.view, analysis.to_canonical is not None


def whole(image: Pixels, height_px: int) -> Pixels:
    """Return a whole photo inside a frame of the common shape, on neutral grey."""
    width_px = print_width(height_px)
    factor = min(width_px / image.shape[1], height_px / image.shape[0])
    size = (max(1, round(image.shape[1] * factor)), max(1, round(image.shape[0] * factor)))
    small = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
    canvas = np.full((height_px, width_px, 3), SURROUND, np.uint8)
    top, left = (height_px - size[1]) // 2, (width_px - size[0]) // 2
    canvas[top : top + size[1], left : left + size[0]] = small
    return canvas
