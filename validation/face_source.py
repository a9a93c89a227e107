"""Where the pictures of one face come from: a real photo or the rendered phantom."""

from typing import Protocol
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from validation.shots import CLEAN, Change, Shot


class FaceSource(Protocol):
    """One face that can be photographed again and again with known changes.

    Attributes
    ----------
    name : str
        Stable; also the seed of its draws.
    tone : str
        Class of its skin.
    changes : frozenset of Change
        What can be done to it.
    """

    name: str
    tone: str
    changes: frozenset[Change]

    def picture(self, shot: Shot) -> NDArray[np.uint8]:
        """Return the picture of a shot, sRGB (H, W, 3)."""
        ...


class FaceMaker(Protocol):
    """A face that has yet to be made: small, and fit to be sent to another process."""

    @property
    def name(self) -> str:
        """The face's name."""
        ...

    def make(self) -> FaceSource | None:
        """Return the face; None where the photo shows none that can be measured."""
        ...


def draw_of(name: str, shot: Shot) -> np.random.Generator:
    """Return the random numbers of one shot of one face: the same in every run."""
    change, level = (Change.NONE, 0.0) if shot.twin else (shot.change, shot.level)
    what = f"{change}|{level:.6f}|{shot.tier}" if shot.tier != CLEAN else CLEAN
    return np.random.default_rng([crc32(name.encode()), crc32(what.encode()), shot.draw])
