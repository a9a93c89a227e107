"""Real photos of faces, changed and perturbed as pictures."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from skintrack.analysis.color import FloatImage
from skintrack.analysis.face_mesh import FaceMesh
from skintrack.errors import EnvironmentalError
from skintrack.imaging.decode import decode_photo
from skintrack.workflows.face_finders import FaceFinders
from validation import known_changes
from validation.face_source import draw_of
from validation.known_changes import HAEMOGLOBIN, MELANIN, Cheek
from validation.nuisance import (
    CAUSES,
    TIERS,
    linear_before_rounding,
    perturb,
    srgb_from_linear,
)
from validation.shots import CLEAN, NEUTRAL, Change, Shot
from validation.skin_tone import tone_of, typology_angle

PHOTO_SUFFIXES = (".jpg", ".jpeg", ".png")
_LONGEST_EDGE_PX = 2000
_SPOT_SEED, _BROWN_SEED, _PIT_SEED, _ROUNDING_SEED = 7, 8, 9, 10
_INSIDE = 0.9
_TIER_OF = {tier.name: tier for tier in (*TIERS, *CAUSES)}


@dataclass(frozen=True)
class PhotoMaker:
    """A photo file that may show a face."""

    name: str
    path: Path

    def make(self) -> "PhotoFace | None":
        """Return the face of the photo; None where there is none or the file is not a photo."""
        try:
            image = _no_larger(decode_photo(self.path).image)
        except EnvironmentalError:
            return None
        with FaceFinders().lend() as finder:
            mesh = finder.find(image) if finder is not None else None
        return None if mesh is None else PhotoFace(self.name, image, mesh)


class PhotoFace:
    """The face of a real photo; see ``FaceSource``.

    Parameters
    ----------
    name : str
    image : ndarray of uint8, shape (H, W, 3)
    mesh : FaceMesh
        Of this image.
    """

    changes = frozenset(Change)

    def __init__(self, name: str, image: NDArray[np.uint8], mesh: FaceMesh) -> None:
        self.name = name
        self._image, self._mesh = image, mesh
        self._whole = known_changes.cheek_mask(image.shape, mesh, Cheek.WHOLE)
        self._middle = known_changes.cheek_mask(image.shape, mesh, Cheek.MIDDLE)
        self.tone = tone_of(typology_angle(image, self._middle > _INSIDE))

    def picture(self, shot: Shot) -> NDArray[np.uint8]:
        """Return the picture of a shot: the change first, then the nuisance."""
        image = self._changed(shot.change, shot.level)
        if shot.tier == CLEAN:
            return image
        return perturb(image, _TIER_OF[shot.tier], draw_of(self.name, shot))

    def _changed(self, change: Change, level: float) -> NDArray[np.uint8]:
        if level == NEUTRAL.get(change, 0.0) or change is Change.NONE:
            return self._image
        if change is Change.DETAIL:
            return known_changes.scale_detail(self._image, self._base, self._whole, level)
        if change is Change.PITS:
            return _encode(known_changes.shade(self._linear, self._pits, level))
        vector = MELANIN if change is Change.BROWN_MARKS else HAEMOGLOBIN
        density = np.float32(level) * self._place_of(change)
        return _encode(known_changes.absorb(self._linear, density, vector))

    def _place_of(self, change: Change) -> FloatImage:
        if change is Change.CHEEKS:
            return self._whole
        if change is Change.MIDDLE:
            return self._middle
        if change is Change.WHOLE_FACE:
            return np.ones_like(self._whole)
        seed = _BROWN_SEED if change is Change.BROWN_MARKS else _SPOT_SEED
        cheeks = self._middle if change is Change.MIDDLE_SPOTS else self._whole
        return known_changes.spots(self._mesh, cheeks, seed)

    @cached_property
    def _linear(self) -> FloatImage:
        return linear_before_rounding(self._image, np.random.default_rng(_ROUNDING_SEED))

    @cached_property
    def _base(self) -> FloatImage:
        return known_changes.without_detail(self._image)

    @cached_property
    def _pits(self) -> tuple[FloatImage, FloatImage]:
        return known_changes.pits(self._mesh, self._middle, _PIT_SEED)


def photo_makers(folder: Path) -> list[PhotoMaker]:
    """Return one maker for each photo of a folder, also in folders within it, by name.

    Of a repeat pair the neutral photo alone is taken: the other is the same person.
    """
    paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() in PHOTO_SUFFIXES)
    chosen = [path for path in paths if not path.stem.endswith("_smiling")]
    return [PhotoMaker(path.relative_to(folder).as_posix(), path) for path in chosen]


def _no_larger(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return the photo with at most 2,000 pixels on its longer edge."""
    shrink = max(image.shape[:2]) / _LONGEST_EDGE_PX
    if shrink <= 1:
        return image
    size = round(image.shape[1] / shrink), round(image.shape[0] / shrink)
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)


def _encode(linear: FloatImage) -> NDArray[np.uint8]:
    return np.round(srgb_from_linear(linear) * np.float32(255)).astype(np.uint8)
