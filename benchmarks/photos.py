"""A 12-megapixel photo of the drawn face, as a phone would store it."""

import io

import numpy as np
from PIL import Image

from skintrack.phantom.person import person
from skintrack.phantom.render import render_photo
from skintrack.phantom.subject import build_subject

WIDTH_PX, HEIGHT_PX = 3000, 4000
QUALITY = 92
# So much that the file has the 3.4 MB of a phone's: what a decoder does follows the bytes.
GRAIN = 7.0


def twelve_megapixels() -> bytes:
    """Return a JPEG of 3000 x 4000 pixels, quality 92, 4:2:0, of 3.4 MB.

    The face is rendered smaller and enlarged; grain gives back the detail that a sensor's noise
    has and that costs a decoder its time.
    """
    small = Image.fromarray(render_photo(build_subject(person(1))).image)
    large = np.asarray(small.resize((WIDTH_PX, HEIGHT_PX), Image.Resampling.BICUBIC), np.float32)
    grain = np.random.default_rng(1).normal(0.0, GRAIN, large.shape).astype(np.float32)
    noisy = np.clip(large + grain, 0.0, 255.0).astype(np.uint8)
    buffer = io.BytesIO()
    Image.fromarray(noisy).save(buffer, "JPEG", quality=QUALITY, subsampling="4:2:0")
    return buffer.getvalue()


def with_comment(jpeg: bytes, text: str) -> bytes:
    """Return the same picture in a file of its own, told apart by a comment."""
    comment = text.encode()
    return jpeg[:2] + b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment + jpeg[2:]
