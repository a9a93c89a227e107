"""Bring every face into one frame, so that photos taken months apart can be compared.

The canonical frame is 640 x 760 pixels with the outer eye corners of a head that faces the camera
300 px apart round (320, 270): about 3.3 px per mm, taking 90 mm between the outer eye corners.

Only a similarity (turn, scale, shift) is applied: a piecewise warp would stretch skin texture. It
comes from fitting a rigid template of 15 points that expressions hardly move to the mesh in three
dimensions, so neither a smile nor a turned head changes the scale.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from skintrack.analysis.color import (
    FloatImage,
    linear_from_srgb,
    linear_from_steps,
    linear_steps_from_srgb,
)

WIDTH_PX, HEIGHT_PX = 640, 760
EYE_DISTANCE_PX = 300.0
EYES_MIDDLE = (320.0, 270.0)
_LEAST_SIGMA_PX = 0.01
_PSF_PX = 0.5  # sigma of a camera's own blur, in its pixels
_MIN_BLUR_PX = 0.1
_BEYOND_PHOTO = 214

# Mean position of mesh points over frontal faces of 7 people, in units of the outer eye distance,
# made symmetric; x to the patient's left, y down, z away from the camera.
_TEMPLATE: dict[int, tuple[float, float, float]] = {
    33: (-0.500, 0.000, 0.000),
    263: (0.500, 0.000, 0.000),
    133: (-0.195, 0.011, -0.059),
    362: (0.195, 0.011, -0.059),
    127: (-0.754, 0.086, 0.550),
    356: (0.754, 0.086, 0.550),
    234: (-0.745, 0.255, 0.589),
    454: (0.745, 0.255, 0.589),
    168: (0.000, -0.071, -0.241),
    6: (0.000, 0.014, -0.296),
    195: (0.000, 0.165, -0.424),
    4: (0.000, 0.342, -0.525),
    9: (0.000, -0.255, -0.248),
    151: (0.000, -0.452, -0.203),
    10: (0.000, -0.635, -0.148),
}


@dataclass(frozen=True)
class HeadPose:
    """Fit of the template to a mesh.

    Attributes
    ----------
    yaw_deg : float
        Positive when the patient's right cheek is turned to the camera.
    pitch_deg : float
        Positive when the chin is lowered. Zero is the mean of six people looking into the camera.
    roll_deg : float
        Positive when the head leans clockwise as seen.
    eye_distance_px : float
        Distance of the outer eye corners, freed from foreshortening, in photo pixels.
    eyes_middle : tuple of float
        Middle between the outer eye corners, in photo pixels.
    misfit : float
        RMS distance of the mesh from the template, in eye distances.
    """

    yaw_deg: float
    pitch_deg: float
    roll_deg: float
    eye_distance_px: float
    eyes_middle: tuple[float, float]
    misfit: float


def fit_pose(points: NDArray[np.float64]) -> HeadPose:
    """Return position, size and turn of the head.

    Parameters
    ----------
    points : ndarray, shape (468, 3)
        Face mesh; x and y in photo pixels, z in the same unit.

    Notes
    -----
    Least squares similarity in three dimensions: Umeyama 1991, IEEE PAMI 13 (4).
    """
    template = np.array(list(_TEMPLATE.values()))
    target = points[list(_TEMPLATE)]
    template_mean, target_mean = template.mean(axis=0), target.mean(axis=0)
    source, aim = template - template_mean, target - target_mean
    u, weights, vt = np.linalg.svd(aim.T @ source)
    flip = np.array([1.0, 1.0, np.sign(np.linalg.det(u) * np.linalg.det(vt))])
    rotation = (u * flip) @ vt
    scale = float((weights * flip).sum() / (source**2).sum())
    middle = target_mean - scale * rotation @ template_mean
    residual = aim - scale * source @ rotation.T
    return HeadPose(
        yaw_deg=float(np.degrees(np.arcsin(np.clip(rotation[2, 0], -1, 1)))),
        pitch_deg=float(np.degrees(np.arctan2(rotation[2, 1], rotation[2, 2]))),
        roll_deg=float(np.degrees(np.arctan2(rotation[1, 0], rotation[0, 0]))),
        eye_distance_px=scale,
        eyes_middle=(float(middle[0]), float(middle[1])),
        misfit=float(np.sqrt((residual**2).sum(axis=1).mean()) / scale),
    )


def to_canonical(pose: HeadPose) -> NDArray[np.float64]:
    """Return the similarity from photo pixels to the canonical frame, shape (2, 3)."""
    scale = EYE_DISTANCE_PX / pose.eye_distance_px
    roll = np.radians(pose.roll_deg)
    a, b = scale * np.cos(roll), -scale * np.sin(roll)
    turn = np.array([[a, -b], [b, a]])
    shift = np.array(EYES_MIDDLE) - turn @ np.array(pose.eyes_middle)
    return np.column_stack([turn, shift])


def transform_points(
    points: NDArray[np.float64], similarity: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return (N, 2) points moved by a (2, 3) similarity."""
    return points[:, :2] @ similarity[:, :2].T + similarity[:, 2]


WHOLE_FRAME = (slice(0, HEIGHT_PX), slice(0, WIDTH_PX))


def warp_linear(
    image: NDArray[np.uint8],
    similarity: NDArray[np.float64],
    part: tuple[slice, slice] = WHOLE_FRAME,
) -> FloatImage:
    """Return the face in the canonical frame in linear light, shape (760, 640, 3).

    A photo larger than the frame is blurred first, as if a camera of the frame's resolution had
    taken it: the blur grows smoothly from none at scale 1, so that distance alone changes little.

    Parameters
    ----------
    image : ndarray of uint8, shape (H, W, 3)
        sRGB, upright.
    similarity : ndarray, shape (2, 3)
        From photo pixels to the canonical frame.
    part : tuple of slice
        Rows and columns of the frame that are wanted; the result has their size.
    """
    height, width = part[0].stop - part[0].start, part[1].stop - part[1].start
    similarity = similarity - np.array([[0, 0, part[1].start], [0, 0, part[0].start]])
    scale = float(np.hypot(similarity[0, 0], similarity[1, 0]))
    left, top, right, bottom = _needed_part(
        image.shape, similarity, (width, height), margin_px=4 / scale + 4
    )
    needed = np.ascontiguousarray(image[top:bottom, left:right])
    matrix = similarity.copy()
    matrix[:, 2] += similarity[:, :2] @ np.array([left, top])
    block = 1
    while scale * block * 2 <= 1:
        block *= 2
    # Averaging blocks blurs already; only the rest of the wanted blur is added.
    variance = _PSF_PX**2 * max(1 / scale**2 - 1, 0.0) - (block**2 - 1) / 12
    if block > 1:
        steps, matrix = _average_blocks(linear_steps_from_srgb(needed), matrix, block)
        linear = linear_from_steps(steps)
    else:
        linear = linear_from_srgb(needed)
    sigma = float(np.sqrt(max(variance, 0.0))) / block
    if sigma > _MIN_BLUR_PX:
        linear = np.asarray(cv2.GaussianBlur(linear, (0, 0), sigma), np.float32)
    return warp(linear, matrix, (width, height))


def warp(
    image: FloatImage,
    similarity: NDArray[np.float64],
    size: tuple[int, int] = (WIDTH_PX, HEIGHT_PX),
) -> FloatImage:
    """Return a float picture in the canonical frame by bicubic sampling, without any blur."""
    return np.asarray(
        cv2.warpAffine(
            image,
            similarity,
            size,
            flags=cv2.INTER_CUBIC,
            borderMode=cv2.BORDER_CONSTANT,
            borderValue=(0, 0, 0),
        ),
        np.float32,
    )


def inside_photo(shape: tuple[int, ...], similarity: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return where the canonical frame shows the photo and not what lies beyond its edge.

    Parameters
    ----------
    shape : tuple of int
        Height and width of the photo, in pixels.
    similarity : ndarray, shape (2, 3)
        From photo pixels to the canonical frame.

    Returns
    -------
    ndarray of bool, shape (760, 640)
    """
    height, width = shape[:2]
    corners = np.array([[1, 1], [width - 2, 1], [width - 2, height - 2], [1, height - 2]], float)
    mask = np.zeros((HEIGHT_PX, WIDTH_PX), np.uint8)
    cv2.fillConvexPoly(mask, np.round(transform_points(corners, similarity)).astype(np.int32), 1)
    return mask.astype(bool)


def _needed_part(
    shape: tuple[int, ...],
    similarity: NDArray[np.float64],
    size: tuple[int, int],
    margin_px: float,
) -> tuple[int, int, int, int]:
    """Return left, top, right, bottom of the photo part that a frame of this size shows."""
    corners = np.array([[0, 0], [size[0], 0], [size[0], size[1]], [0, size[1]]], float)
    inverse = cv2.invertAffineTransform(similarity)
    in_photo = transform_points(corners, np.asarray(inverse, np.float64))
    height, width = shape[:2]
    low, high = in_photo.min(axis=0) - margin_px, in_photo.max(axis=0) + margin_px
    left, top = int(np.clip(low[0], 0, width - 1)), int(np.clip(low[1], 0, height - 1))
    right, bottom = int(np.clip(high[0] + 1, 1, width)), int(np.clip(high[1] + 1, 1, height))
    return left, top, max(right, left + 1), max(bottom, top + 1)


def _average_blocks(
    part: NDArray[np.uint16], matrix: NDArray[np.float64], block: int
) -> tuple[NDArray[np.uint16], NDArray[np.float64]]:
    """Shrink by a power of two, and the similarity with it; halving is the fastest way."""
    left = block
    while left > 1:
        height, width = (max(length // 2, 1) for length in part.shape[:2])
        part = np.asarray(
            cv2.resize(
                part[: height * 2, : width * 2], (width, height), interpolation=cv2.INTER_AREA
            ),
            np.uint16,
        )
        left //= 2
    shrunk = matrix.copy()
    shrunk[:, 2] += matrix[:, :2] @ np.full(2, (block - 1) / 2)
    shrunk[:, :2] *= block
    return part, shrunk


def warp_for_display(
    image: NDArray[np.uint8], similarity: NDArray[np.float64], height_px: int
) -> NDArray[np.uint8]:
    """Return the canonical frame as a picture to look at, without aliasing.

    Parameters
    ----------
    image : ndarray of uint8, shape (H, W, 3)
        sRGB, upright.
    similarity : ndarray, shape (2, 3)
        From photo pixels to the canonical frame.
    height_px : int
        Height of the result.

    Returns
    -------
    ndarray of uint8, shape (height_px, round(height_px * 640 / 760), 3)
        Mid grey where the photo ends.
    """
    factor = height_px / HEIGHT_PX
    width_px = round(height_px * WIDTH_PX / HEIGHT_PX)
    return warp_picture(image, similarity * factor, (width_px, height_px))


def warp_picture(
    image: NDArray[np.uint8],
    similarity: NDArray[np.float64],
    size_px: tuple[int, int],
    *,
    beyond: int = _BEYOND_PHOTO,
) -> NDArray[np.uint8]:
    """Return a photo in another frame as a picture to look at, without aliasing.

    Parameters
    ----------
    image : ndarray of uint8, shape (H, W, 3)
        sRGB, upright.
    similarity : ndarray, shape (2, 3)
        From pixels of the photo to pixels of the result.
    size_px : tuple of int
        Width and height of the result.
    beyond : int
        Level of the grey where the photo ends.

    Returns
    -------
    ndarray of uint8, shape (height, width, 3)
    """
    left, top, right, bottom = _needed_part(image.shape, similarity, size_px, margin_px=8)
    part = image[top:bottom, left:right]
    matrix = similarity.copy()
    matrix[:, 2] += matrix[:, :2] @ np.array([left, top], float)
    scale = float(np.hypot(matrix[0, 0], matrix[1, 0]))
    if scale < 1:
        sigma = _PSF_PX * float(np.sqrt(1 / scale**2 - 1))
        part = np.asarray(cv2.GaussianBlur(part, (0, 0), max(sigma, _LEAST_SIGMA_PX)), np.uint8)
    shown = cv2.warpAffine(
        part,
        matrix,
        size_px,
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=(beyond,) * 3,
    )
    return np.asarray(shown, np.uint8)
