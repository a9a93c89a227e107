"""Save two photos, aligned on the face, as one labelled picture without metadata."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from skintrack.analysis.maps import to_photo
from skintrack.analysis.similarity import chain, inverse, scaling
from skintrack.errors import InputError
from skintrack.imaging.decode import decode_bytes
from skintrack.imaging.files import read_file
from skintrack.imaging.labelled_pair import draw_labelled_pair
from skintrack.imaging.light_gain import with_gain
from skintrack.imaging.map_picture import SURROUND, blend
from skintrack.library import Library
from skintrack.model import Photo, Similarity
from skintrack.model.light import LightGain
from skintrack.model.phrase import Phrase
from skintrack.model.skin_map import MapLegend
from skintrack.model.text import file_label
from skintrack.workflows.safe_file import refuse_harmful_output, write_safely

HEIGHT_PX = 1400
_JPEG_ENDINGS = {".jpg", ".jpeg"}

Pixels = NDArray[np.uint8]


class Frame(NamedTuple):
    """What is seen of the frame that both photos share, in its units."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class LaidMap:
    """A map to be laid over a photo, which turns grey under it.

    ``pixels`` are uint8 RGBA in the shared frame, shape (760, 640, 4); ``opacity`` 0..1.
    """

    pixels: Pixels
    to_canonical: Similarity
    opacity: float
    legend: MapLegend


@dataclass(frozen=True)
class PairSide:
    """One photo of the pair.

    ``to_frame`` leads from its pixels into the shared frame; ``lines`` stand under it, the first
    one as title; ``gain`` is the light it is shown in, None as it was photographed.
    """

    photo: Photo
    to_frame: Similarity
    lines: tuple[str, ...]
    gain: LightGain | None = None
    laid_map: LaidMap | None = None


@dataclass(frozen=True)
class PairPicture:
    """What is to be saved."""

    sides: tuple[PairSide, PairSide]
    frame: Frame


def run(library: Library, picture: PairPicture, output: Path) -> None:
    """Write the picture, as JPEG where the name ends so, else as PNG.

    Raises
    ------
    InputError
        With code ``inside_library``, or ``same_file`` where the name is that of a photo.
    PhotoError, StorageError
        If a photo cannot be read or the picture cannot be written.
    """
    refuse_harmful_output(output)
    _refuse_photo(library, output)
    pictures = [_drawn(library, side, picture.frame) for side in picture.sides]
    labels = [side.lines for side in picture.sides]
    legends = [side.laid_map.legend for side in picture.sides if side.laid_map is not None]
    is_jpeg = output.suffix.lower() in _JPEG_ENDINGS
    legend = legends[0] if legends else None
    write_safely(output, draw_labelled_pair(pictures, labels, legend, is_jpeg=is_jpeg))


def _refuse_photo(library: Library, output: Path) -> None:
    """Refuse to write over a photo of the library, wherever the user keeps it as well."""
    if not output.is_file():
        return
    sha256 = hashlib.sha256(read_file(output)).hexdigest()
    if any(photo.sha256 == sha256 for photo in library.photos.all()):
        raise InputError(
            Phrase(
                "“{file}” is one of the photos themselves. Choose another name.",
                file=file_label(output),
            ),
            "same_file",
        )


def _drawn(library: Library, side: PairSide, frame: Frame) -> Pixels:
    image = decode_bytes(library.photos.read_original(side.photo), side.photo.original_name).image
    if side.gain is not None:
        image = with_gain(image, side.gain)
    seen = seen_through(image, side.to_frame, frame, HEIGHT_PX)
    laid = side.laid_map
    if laid is None:
        return seen
    # From the pixels of the picture to those of the photo, and on into the frame of the map.
    to_picture = _matrix(side.to_frame, frame, HEIGHT_PX / frame.height)
    to_map = chain(_canonical(laid.to_canonical), inverse(to_picture))
    colors = to_photo(laid.pixels, to_map, (seen.shape[0], seen.shape[1]))
    return blend(seen, colors, laid.opacity)


def _canonical(place: Similarity) -> NDArray[np.float64]:
    return np.array([[place.a, -place.b, place.tx], [place.b, place.a, place.ty]])


def _matrix(to_frame: Similarity, frame: Frame, zoom: float) -> NDArray[np.float64]:
    """Return the similarity from photo pixels to those of the picture, by their centres."""
    turn = np.array([[to_frame.a, -to_frame.b], [to_frame.b, to_frame.a]]) * zoom
    shift = np.array([to_frame.tx - frame.left, to_frame.ty - frame.top]) * zoom
    return np.column_stack([turn, shift - 0.5])


def seen_through(image: Pixels, to_frame: Similarity, frame: Frame, height_px: int) -> Pixels:
    """Return what a part of the shared frame shows of a photo; neutral grey beyond its edge.

    Parameters
    ----------
    image : ndarray of uint8, shape (H, W, 3)
    to_frame : Similarity
        From its pixels into the frame.
    frame : Frame
        The part.
    height_px : int
        Of the result.
    """
    zoom = height_px / frame.height
    width_px = max(round(frame.width * zoom), 1)
    a, b = to_frame.a * zoom, to_frame.b * zoom
    factor = min((a**2 + b**2) ** 0.5, 1.0)
    if factor < 1:  # averaged first, so that nothing is skipped
        height, width = image.shape[:2]
        size = (max(round(width * factor), 1), max(round(height * factor), 1))
        image = np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)
    from_copy = inverse(scaling(factor))
    drawn = cv2.warpAffine(
        image,
        chain(_matrix(to_frame, frame, zoom), from_copy),
        (width_px, height_px),
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=SURROUND,
    )
    return np.asarray(drawn, np.uint8)
