"""The photos inside a PDF, as they were embedded."""

import io
from pathlib import Path

import numpy as np
import pikepdf
from PIL import Image


def jpegs_in(path: Path) -> list[bytes]:
    """Return every JPEG of a PDF, unchanged."""
    with pikepdf.open(path) as pdf:
        return [
            bytes(each.read_raw_bytes())
            for each in pdf.objects
            if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"
        ]


def pixels_of(jpeg: bytes) -> np.ndarray:
    """Return a JPEG as numbers that can be subtracted, (H, W, 3)."""
    with Image.open(io.BytesIO(jpeg)) as opened:
        return np.asarray(opened.convert("RGB"), np.int16)
