"""How much time a file may take, by what it declares: little for what is small, so that bombs end.

Seconds are those of the computer on which they were measured; the child finds out how much slower
its own one is. Honest files took a third of this at most. Figures in docs/adr/0028.
"""

import hashlib
import time
import zlib
from dataclasses import dataclass

from skintrack.imaging.kinds import Kind

START_S = 2.0
"""Before a file has said how large it is; a report has no more than this."""

START_S_PER_MEGABYTE = 0.01
MOST_S = 4.5
SLOWEST = 4.0
"""So much slower than the reference a computer may be."""

_SAMPLE_BYTES = 1 << 16
_SAMPLE_RUNS = 4
_SAMPLE_S = 0.00041


@dataclass(frozen=True)
class _Rate:
    """Seconds for each million of pixels and of bytes; pixels cost nothing to declare."""

    pixels_s: float
    bytes_s: float
    most_for_pixels_s: float = 2.0


_RATES = {
    Kind.JPEG: _Rate(0.03, 0.05, 1.6),  # its scans may come without end
    # All that they can do is to be as large as they say.
    Kind.PNG: _Rate(0.05, 0.02, 2.2),
    Kind.TIFF: _Rate(0.04, 0.01, 1.6),
    Kind.WEBP: _Rate(0.06, 0.10),
    Kind.AVIF: _Rate(0.06, 0.10),
    # Its decoder takes its time for bytes: a camera's photo of 33 megapixels and 5 MB took 4 s.
    Kind.HEIF: _Rate(0.03, 0.60),
}
_LEAST_S = 0.8


def before_it_is_known(size_bytes: int) -> float:
    """Return how many seconds a file may be looked at until it says how large it is."""
    return START_S + START_S_PER_MEGABYTE * size_bytes / 1e6


def once_declared(kind: Kind, pixels: int, size_bytes: int) -> float:
    """Return how many seconds a photo may take altogether."""
    rate = _RATES[kind]
    pixels_s = min(rate.pixels_s * pixels / 1e6, rate.most_for_pixels_s)
    return min(_LEAST_S + pixels_s + rate.bytes_s * size_bytes / 1e6, MOST_S)


def slowness() -> float:
    """Return how much slower than the reference this computer is, 1..``SLOWEST``."""
    sample = zlib.compress(hashlib.shake_128().hexdigest(_SAMPLE_BYTES).encode(), 1)
    times = []
    for _ in range(_SAMPLE_RUNS):
        begun = time.process_time()
        zlib.decompress(sample)
        times.append(time.process_time() - begun)
    return min(max(min(times) / _SAMPLE_S, 1.0), SLOWEST)
