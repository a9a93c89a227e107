"""The unit U: one full decode of a 12-megapixel JPEG by libjpeg-turbo."""

import importlib
import importlib.util
import io
from collections.abc import Callable

from PIL import Image

# Measured once side by side: Pillow's full decode of such a photo takes 1.80 U.
PILLOW_UNITS = 1.8


def decoder_name() -> str:
    """Say what measures the unit."""
    if has_turbo():
        return "libjpeg-turbo"
    return f"Pillow, divided by {PILLOW_UNITS} (an estimate: simplejpeg is not installed)"


def has_turbo() -> bool:
    """Whether libjpeg-turbo can be called directly."""
    return importlib.util.find_spec("simplejpeg") is not None


def unit_of(jpeg: bytes) -> Callable[[], object]:
    """Return the work that takes one unit, or ``PILLOW_UNITS`` units."""
    if not has_turbo():
        return lambda: Image.open(io.BytesIO(jpeg)).load()
    simplejpeg = importlib.import_module("simplejpeg")  # ships no type information
    return lambda: simplejpeg.decode_jpeg(jpeg, colorspace="RGB")


def in_units(job_s: float, unit_s: float) -> float:
    """Return a time in units."""
    return job_s / (unit_s if has_turbo() else unit_s / PILLOW_UNITS)
