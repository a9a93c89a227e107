"""A photo decoded for its previews alone: the same refusals, sizes, turns and pictures."""

from typing import Any

import numpy as np
import pytest
from PIL import Image

from skintrack.errors import PhotoError
from skintrack.imaging import color, pixels
from skintrack.imaging.coarse import decode_for_previews
from skintrack.imaging.decode import decode_bytes, decode_unturned
from skintrack.imaging.orientation import upright
from skintrack.imaging.profiles import ColorSpace, profile_of
from skintrack.imaging.thumbnails import make_previews, preview_size, shrunk
from tests.helpers.corner_photos import encoded, exif_bytes

EDGE = 160
FORMS: dict[str, dict[str, Any]] = {
    "4:2:0": {"subsampling": 2},
    "4:4:4": {"subsampling": 0},
    "progressive": {"progressive": True},
    "restarts": {"restart_marker_blocks": 5},
    "grey": {"mode": "L"},
    "cmyk": {"mode": "CMYK"},
}


def skin(height=320, width=240):
    """Return soft skin with grain."""
    rng = np.random.default_rng(5)
    slope = np.linspace(120, 210, width)[None, :, None] - np.array([0, 40, 60])
    return np.clip(slope + rng.normal(0, 6, (height, width, 3)), 0, 255).astype(np.uint8)


def jpeg(form="4:2:0", **options):
    """Return such skin as JPEG."""
    options = {**FORMS[form], **options}
    return encoded(Image.fromarray(skin()).convert(options.pop("mode", "RGB")), "JPEG", **options)


def said_of(decode, data):
    """Return what a decoder says of a file: a code, or nothing."""
    try:
        decode(data, "a")
    except PhotoError as error:
        return error.code
    return None


def small_enough(data, name):
    """Decode for previews."""
    return decode_for_previews(data, name, EDGE)


@pytest.mark.parametrize("form", FORMS)
def test_what_is_damaged_is_refused_alike(form):
    data = jpeg(form)
    rng = np.random.default_rng(6)
    cases = [data[:end] for end in range(2, len(data), len(data) // 25)]
    cases += [data[:end] + b"\xff\xd9" for end in range(700, len(data), len(data) // 25)]
    for at in rng.integers(2, len(data) - 50, 60):
        cases.append(data[:at] + bytes([data[at] ^ 1 << int(at) % 8]) + data[at + 1 :])
        cases.append(data[:at] + data[at + 40 :])
        cases.append(data[:at] + bytes(40) + data[at + 40 :])
    whole = [said_of(decode_unturned, case) for case in cases]
    coarse = [said_of(small_enough, case) for case in cases]
    assert coarse == whole
    assert {None, "truncated", "undecodable"} <= set(whole)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("orientation", [1, 3, 6, 7])
def test_it_looks_like_the_whole_one(form, orientation):
    data = jpeg(form, exif=exif_bytes(orientation))
    whole = decode_bytes(data, "a").image
    coarse = decode_for_previews(data, "a", EDGE)
    assert (coarse.height, coarse.width) == whole.shape[:2]
    assert coarse.format == "jpg"
    assert (max(coarse.image.shape) == EDGE) == (form != "cmyk")
    small = shrunk(upright(coarse.image, coarse.orientation), EDGE)
    wanted = shrunk(whole, EDGE)
    assert small.shape == wanted.shape
    assert np.abs(small.astype(int) - wanted).mean() < 2
    assert small.std() == pytest.approx(wanted.std(), rel=0.03)


def test_the_profile_counts():

    data = jpeg(icc_profile=profile_of(ColorSpace.ADOBE_RGB))
    plain = decode_for_previews(jpeg(), "a", EDGE).image.astype(int)
    applied = decode_for_previews(data, "a", EDGE).image.astype(int)
    wanted = shrunk(decode_bytes(data, "a").image, EDGE)
    assert np.abs(applied - wanted).mean() < 2
    assert np.abs(applied - plain).mean() > 3


@pytest.mark.parametrize(
    ("size", "decoded"),
    [
        ((320, 240), 160),  # whole blocks: as large as the preview
        ((640, 480), 160),
        ((480, 360), 240),  # a last step of two thirds
        ((300, 225), 300),  # a half would be too small
        ((180, 135), 180),  # too near
        ((100, 75), 100),
        ((2400, 3), 300),
    ],
)
def test_no_larger_than_needed_and_never_too_small(size, decoded):
    data = encoded(Image.fromarray(skin(*size)), "JPEG")
    coarse = decode_for_previews(data, "a", EDGE)
    assert max(coarse.image.shape) == decoded
    (preview,) = make_previews(coarse.image, (EDGE,)).values()
    assert decode_bytes(preview, "a").image.shape[:2] == preview_size(size[0], size[1], EDGE)


OTHERS: dict[str, tuple[str, dict[str, Any]]] = {
    "png": ("PNG", {}),
    "tif": ("TIFF", {"compression": "tiff_lzw"}),
    "webp": ("WEBP", {"lossless": True}),
}


@pytest.mark.parametrize("kind", OTHERS)
@pytest.mark.parametrize("size", [(320, 240), (643, 507), (479, 641), (170, 130), (700, 3)])
@pytest.mark.parametrize("orientation", [1, 6])
def test_other_kinds_are_shrunk_strip_by_strip_to_the_same(kind, size, orientation, monkeypatch):
    monkeypatch.setattr(pixels, "BAND_PIXELS", 5000)
    monkeypatch.setattr(pixels, "STRIP_PIXELS", 3000)
    monkeypatch.setattr(color, "STRIP_PIXELS", 3000)
    format_name, options = OTHERS[kind]
    image = skin(*size)
    turn = {"tiffinfo": {274: orientation}} if kind == "tif" else {"exif": exif_bytes(orientation)}
    data = encoded(Image.fromarray(image), format_name, **turn, **options)
    coarse = decode_for_previews(data, "a", EDGE)
    # Pillow turns a TIFF that it must read in one piece.
    stored = image if coarse.orientation == orientation else upright(image, orientation)
    assert np.array_equal(coarse.image, shrunk(stored, EDGE))
    assert coarse.format == kind
    assert np.array_equal(decode_bytes(data, "a").image, upright(image, orientation))
    assert (coarse.height, coarse.width) == upright(image, orientation).shape[:2]
