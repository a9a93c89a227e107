"""Save maps as pictures: over one photo, or beside the earlier one of a pair over the later one."""

from functools import partial
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from skintrack.analysis.canonical_frame import HEIGHT_PX, warp_for_display
from skintrack.analysis.maps import to_photo
from skintrack.errors import InputError
from skintrack.imaging.files import read_file
from skintrack.imaging.map_picture import blend, draw_map
from skintrack.imaging.pair_picture import draw_pair
from skintrack.model import Comparison, Similarity
from skintrack.model.display import day_text
from skintrack.model.skin_map import MapKind
from skintrack.workflows.analyse_photos import FileAnalysis
from skintrack.workflows.make_maps import MapMaker, MapPhoto, Pixels, SkinMap
from skintrack.workflows.safe_file import write_safely
from skintrack.workflows.sandbox import photos as foreign

_LONGEST_EDGE_PX = 2048
_PAIR_HEIGHT_PX = 1140


def save_photo_map(
    file: FileAnalysis, kind: MapKind, output: Path, maker: MapMaker | None = None
) -> str:
    """Save a photo with a map over it and the legend under it, as PNG without metadata.

    The photo is shown in grey, with at most 2048 pixels on its longer edge.

    Returns
    -------
    str
        The map in words.

    Raises
    ------
    InputError
        With code ``no_map`` and the reason, where the photo has none.
    PhotoError, StorageError
        If the photo cannot be read or the picture cannot be written.
    """
    path = Path(file.file)
    made = (maker or MapMaker()).photo_map(_map_photo(file), kind)
    if made.pixels is None or made.legend is None or made.to_canonical is None:
        raise _no_map(made)
    image = _image(path)
    factor = min(_LONGEST_EDGE_PX / max(image.shape[:2]), 1.0)
    if factor < 1:
        image = _smaller(image, factor)
    similarity = _of_smaller(_matrix(made.to_canonical), factor)
    colors = to_photo(made.pixels, similarity, (image.shape[0], image.shape[1]))
    write_safely(output, draw_map(blend(image, colors), made.legend))
    return made.description


def save_change_map(
    before: FileAnalysis,
    after: FileAnalysis,
    comparison: Comparison,
    kind: MapKind,
    output: Path,
) -> str:
    """Save two photos side by side, the later one with what changed, as PNG without metadata.

    Returns
    -------
    str
        The map in words.

    Raises
    ------
    InputError
        With code ``no_map`` and the reason, where the photos cannot be compared.
    PhotoError, StorageError
        As ``save_photo_map``.
    """
    files = (before, after)
    made = MapMaker().change(_map_photo(before), _map_photo(after), comparison, kind)
    if made.pixels is None or made.legend is None:
        raise _no_map(made)
    pictures = [_aligned(file) for file in files]
    factor = _PAIR_HEIGHT_PX / HEIGHT_PX
    size = pictures[1].shape[:2]
    to_canonical = np.array([[1 / factor, 0.0, 0.0], [0.0, 1 / factor, 0.0]])
    pictures[1] = blend(pictures[1], to_photo(made.pixels, to_canonical, (size[0], size[1])))
    labels = [_label(each) for each in files]
    write_safely(output, draw_pair(pictures, labels, _PAIR_HEIGHT_PX, made.legend))
    return made.description


def _image(path: Path) -> Pixels:
    return foreign.decode(read_file(path), path.name).image


def _map_photo(file: FileAnalysis) -> MapPhoto:
    path = Path(file.file)
    return MapPhoto(path.name, partial(read_file, path), file.analysis, is_foreign=True)


def _no_map(made: SkinMap) -> InputError:
    return InputError(made.description, "no_map")


def _aligned(file: FileAnalysis) -> Pixels:
    """Return a photo in the canonical frame, to be looked at."""
    image = _image(Path(file.file))
    place = file.analysis.to_canonical
    return image if place is None else warp_for_display(image, _matrix(place), _PAIR_HEIGHT_PX)


def _label(file: FileAnalysis) -> str:
    return day_text(file.captured_at) if file.captured_at else Path(file.file).name


def _matrix(place: Similarity) -> NDArray[np.float64]:
    return np.array([[place.a, -place.b, place.tx], [place.b, place.a, place.ty]])


def _of_smaller(similarity: NDArray[np.float64], factor: float) -> NDArray[np.float64]:
    """Return the similarity of a photo that was made smaller; pixels count from their centres."""
    turn = similarity[:, :2] / factor
    shift = similarity[:, 2] + turn @ np.full(2, (1 - factor) / 2)
    return np.column_stack([turn, shift])


def _smaller(image: Pixels, factor: float) -> Pixels:
    height, width = image.shape[:2]
    size = (max(round(width * factor), 1), max(round(height * factor), 1))
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)
