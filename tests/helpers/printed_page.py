"""A printed page before a camera: turned in space, unevenly lit, blurred, noisy, compressed."""

import shutil
import subprocess
from pathlib import Path

import cv2
import numpy as np
import pytest

from skintrack.imaging.decode import decode_photo

DPI = 150
WIDTH, HEIGHT = 1200, 1600
FOCAL_PX = 1500.0


def rasterised(pdf: Path):
    """Return the first page of a PDF as pixels, as a printer would be given it."""
    if shutil.which("pdftoppm") is None:
        pytest.skip("pdftoppm is not installed")
    base = pdf.with_suffix("")
    command = ["pdftoppm", "-r", str(DPI), "-png", "-singlefile", str(pdf), str(base)]
    subprocess.run(command, check=True, timeout=60)
    return decode_photo(base.with_suffix(".png")).image


def photographed(
    page, *, yaw=0.0, pitch=0.0, roll=0.0, distance=500.0, centre_mm=(58.0, 90.0), blur=0.8,
    noise=2.0, uneven=0.25, quality=80, seed=0,
):  # fmt: skip
    """Return a photo of the page, whose ``centre_mm`` lies in the middle of the picture.

    Angles in degrees, ``distance`` in mm, ``uneven`` in stops over the picture.
    """
    rng = np.random.default_rng(seed)
    mm = 25.4 / DPI
    height, width = page.shape[:2]
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]]) * mm - centre_mm
    turned = np.column_stack([corners, np.zeros(4)]) @ _rotation(yaw, pitch, roll).T
    seen = turned[:, :2] * (FOCAL_PX / (distance - turned[:, 2:])) + (WIDTH / 2, HEIGHT / 2)
    source = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(source, seen.astype(np.float32))
    table = cv2.resize(rng.uniform(40, 150, (40, 30, 3)), (WIDTH, HEIGHT))
    scale = FOCAL_PX / distance * mm
    if scale < 1:
        page = cv2.GaussianBlur(page, (0, 0), 0.5 / scale)
    flat = cv2.warpPerspective(page, matrix, (WIDTH, HEIGHT), flags=cv2.INTER_LINEAR)
    share = cv2.warpPerspective(np.ones((height, width), np.float32), matrix, (WIDTH, HEIGHT))
    picture = flat * 0.8 * share[..., None] + table * (1 - share[..., None])
    ramp = np.linspace(-0.5, 0.5, WIDTH)[None, :] + np.linspace(-0.3, 0.3, HEIGHT)[:, None]
    picture = picture * np.exp2(uneven * ramp / 2.2)[..., None]
    picture = cv2.GaussianBlur(picture, (0, 0), blur) + rng.normal(0, noise, picture.shape)
    pixels = np.clip(np.round(picture), 0, 255).astype(np.uint8)
    _, packed = cv2.imencode(".jpg", pixels[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])
    read = cv2.imdecode(packed, cv2.IMREAD_COLOR)
    assert read is not None
    return np.ascontiguousarray(read[..., ::-1])


def _rotation(yaw, pitch, roll):
    yaw, pitch, roll = np.radians([yaw, pitch, roll])
    turn = np.array([[np.cos(yaw), 0, np.sin(yaw)], [0, 1, 0], [-np.sin(yaw), 0, np.cos(yaw)]])
    nod = np.array(
        [[1, 0, 0], [0, np.cos(pitch), np.sin(pitch)], [0, -np.sin(pitch), np.cos(pitch)]]
    )
    tilt = np.array([[np.cos(roll), -np.sin(roll), 0], [np.sin(roll), np.cos(roll), 0], [0, 0, 1]])
    return nod @ turn @ tilt
