"""Photos from the camera: made into files in memory, judged; on no disk but in the library."""

import hashlib
import shutil
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from skintrack.imaging.export import encode_jpeg
from skintrack.model import PhotoAnalysis
from skintrack.workflows.analyse_photos import analyse_image
from skintrack.workflows.face_finders import FaceFinders

_PREFIX = "skintrack-camera-"
_QUALITY = 95
_LEFT_OVER_AFTER_S = 600.0


@dataclass(frozen=True)
class ShotFile:
    """A shot as it would be stored: a JPEG that carries its capture time, and what is in it."""

    name: str
    data: bytes
    analysis: PhotoAnalysis


def make_shot(
    image: NDArray[np.uint8],
    captured_at: datetime,
    finders: FaceFinders,
    baseline: PhotoAnalysis | None = None,
) -> ShotFile:
    """Make a file of a frame and measure it as it would be measured in the library.

    Parameters
    ----------
    image : ndarray of uint8, shape (H, W, 3)
        RGB, not mirrored.
    captured_at : datetime
        Aware.
    finders : FaceFinders
    baseline : PhotoAnalysis, optional
        The photo to compare with.
    """
    data = encode_jpeg(image, _QUALITY, captured_at)
    sha256 = hashlib.sha256(data).hexdigest()
    analysis = analyse_image(image, sha256, finders, baseline=baseline)
    name = f"camera {captured_at:%Y-%m-%d %H.%M.%S}.{captured_at.microsecond // 1000:03d}.jpg"
    return ShotFile(name, data, analysis)


def remove_left_over() -> None:
    """Remove what earlier versions that were killed in the middle of an import left behind."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError):
            if time.time() - folder.stat().st_mtime > _LEFT_OVER_AFTER_S:
                shutil.rmtree(folder)
