"""The unit U: one full decode of a 12-megapixel JPEG by libjpeg-turbo, on one thread."""

from collections.abc import Callable

import simplejpeg


def unit_of(jpeg: bytes) -> Callable[[], object]:
    """Return the work that takes one unit."""
    return lambda: simplejpeg.decode_jpeg(jpeg, colorspace="RGB")


def in_units(job_s: float, unit_s: float) -> float:
    """Return a time in units."""
    return job_s / unit_s
