"""From shaded places to the linear picture: edges, light inside the skin, glints, background."""

from dataclasses import dataclass, fields

import cv2
import numpy as np
from numpy.typing import NDArray

from skintrack.phantom.landmarks import eye_centres
from skintrack.phantom.lighting import Light
from skintrack.phantom.maps import Map, as_map, blur
from skintrack.phantom.pose import PICTURE_HEIGHT, PICTURE_WIDTH, Pose
from skintrack.phantom.ray_march import ROW_LENGTH, Hits, TracedPicture, in_rows, trace_rays
from skintrack.phantom.shading import Scene, Shaded, shade
from skintrack.phantom.subject import Subject

_SHAPE = PICTURE_HEIGHT, PICTURE_WIDTH
_CHUNK = 256 * ROW_LENGTH
_FARTHEST = 1e4
_EDGE_BEND_MM = 2.0
_SUBPIXELS = ((-0.375, -0.125), (0.125, -0.375), (0.375, 0.125), (-0.125, 0.375))
# Share of the light that leaves the skin where it entered, per channel; the rest has spread.
_DIRECT_SHARE = (0.60, 0.80, 0.90)
_SPREAD_MM = 0.45


@dataclass
class Picture:
    """A linear picture (H, W, 3) on its way to the camera, and its share of bare skin (H, W)."""

    radiance: Map
    skin: Map


def assemble_picture(subject: Subject, scene: Scene, pose: Pose, trace: TracedPicture) -> Picture:
    """Return the picture of a traced scene."""
    shaded = _shade_list(scene, trace.hits)
    head = _diffuse_and_gloss(shaded, _spread_light(shaded, trace.pixels, pose))
    picture = Picture(background(subject, scene.light), np.zeros(_SHAPE, np.float32))
    picture.radiance.reshape(-1, 3)[trace.pixels] = head
    picture.skin.ravel()[trace.pixels] = shaded.skin
    _smooth_edges(subject, scene, pose, trace, picture)
    eye = np.zeros(_SHAPE, np.float32)
    eye.ravel()[trace.pixels] = shaded.eye
    _add_glints(subject, scene, pose, picture.radiance, eye)
    light = scene.light
    picture.radiance *= np.array(light.colour, np.float32)
    if light.unevenness:
        across = np.arange(PICTURE_WIDTH, dtype=np.float32) / PICTURE_WIDTH - 0.5
        picture.radiance *= np.exp2(np.float32(light.unevenness) * across)[None, :, None]
    return picture


def background(subject: Subject, light: Light) -> Map:
    """Return a plain wall, a little darker towards the corners, (H, W, 3)."""
    x = np.arange(PICTURE_WIDTH, dtype=np.float32) / PICTURE_WIDTH - 0.62
    y = np.arange(PICTURE_HEIGHT, dtype=np.float32) / PICTURE_HEIGHT - 0.42
    fall = 1.0 - 0.48 * (x[None, :] ** 2 + y[:, None] ** 2)
    wall = np.array(subject.person.appearance.wall, np.float32)
    return fall[..., None] * wall * np.float32(0.72 * (light.key + light.fill))


def _shade_list(scene: Scene, hits: Hits) -> Shaded:
    """Return the shading of a list of hits (n,), worked out in chunks that fit the cache."""
    parts = []
    for first in range(0, len(hits.theta), _CHUNK):
        part = slice(first, first + _CHUNK)
        count = len(hits.theta[part])
        shaded = shade(scene, in_rows(hits.theta[part]), in_rows(hits.y[part]))
        parts.append([_as_list(values)[:count] for values in _layers(shaded)])
    return Shaded(*(np.concatenate(layer) for layer in zip(*parts, strict=True)))


def _layers(shaded: Shaded) -> tuple[Map, ...]:
    return tuple(getattr(shaded, layer.name) for layer in fields(shaded))


def _as_list(values: Map) -> Map:
    """Return values laid out in rows (r, 256, ..) as one list (n, ..)."""
    return values.reshape(-1, *values.shape[2:])


def _spread_light(shaded: Shaded, pixels: NDArray[np.intp], pose: Pose) -> Map:
    """Return the light of each pixel (n,) after it has spread inside the skin."""
    plane, weight = np.zeros(_SHAPE, np.float32), np.zeros(_SHAPE, np.float32)
    plane.ravel()[pixels] = shaded.light
    weight.ravel()[pixels] = 1.0
    sigma = _SPREAD_MM * pose.px_per_mm
    spread = blur(plane, sigma).ravel()[pixels]
    return spread / np.maximum(blur(weight, sigma).ravel()[pixels], 0.05)


def _diffuse_and_gloss(shaded: Shaded, spread: Map) -> Map:
    """Return the linear colour (n, 3); in skin red light spreads furthest."""
    green = _DIRECT_SHARE[1] * shaded.light + (1 - _DIRECT_SHARE[1]) * spread
    warm = np.clip(1.0 - green, 0.0, 1.0) * shaded.skin
    channels = []
    for channel, (share, tint) in enumerate(zip(_DIRECT_SHARE, (0.10, 0.0, -0.05), strict=True)):
        light = (share * shaded.light + (1.0 - share) * spread) * (1.0 + tint * warm)
        if channel == 0:
            light = light + shaded.glow
        channels.append(shaded.colour[:, channel] * light + shaded.gloss)
    return np.stack(channels, axis=-1)


def _smooth_edges(
    subject: Subject, scene: Scene, pose: Pose, trace: TracedPicture, picture: Picture
) -> None:
    """Replace pixels where the depth jumps by the mean of four rays each."""
    depth = np.full(_SHAPE, _FARTHEST, np.float32)
    depth.ravel()[trace.pixels] = trace.hits.depth
    edge = np.flatnonzero(_is_edge(depth))
    nearest = as_map(cv2.erode(depth, np.ones((3, 3), np.uint8)))
    start = nearest.ravel()[edge] - np.float32(3.0)
    rows, columns = np.divmod(edge, PICTURE_WIDTH)
    wall = background(subject, scene.light).reshape(-1, 3)[edge]
    total, skin = np.zeros((len(edge), 3), np.float32), np.zeros(len(edge), np.float32)
    for across, down in _SUBPIXELS:
        found = trace_rays(subject.surface, pose, columns + across, rows + down, start)
        shaded = _shade_list(scene, found)
        on_head = (found.depth < pose.depth_mm + 149.0)[:, None]
        total += np.where(on_head, _diffuse_and_gloss(shaded, shaded.light), wall)
        skin += np.where(on_head[:, 0], shaded.skin, 0.0)
    picture.radiance.reshape(-1, 3)[edge] = total / len(_SUBPIXELS)
    picture.skin.ravel()[edge] = skin / len(_SUBPIXELS)


def _is_edge(depth: Map) -> NDArray[np.bool_]:
    """Return where the depth bends sharply (a silhouette or a fold), and the pixels beside it."""
    across = np.abs(as_map(cv2.Sobel(depth, cv2.CV_32F, 2, 0, ksize=1)))
    down = np.abs(as_map(cv2.Sobel(depth, cv2.CV_32F, 0, 2, ksize=1)))
    bends = (np.maximum(across, down) > _EDGE_BEND_MM).astype(np.uint8)
    return as_map(cv2.dilate(bends, np.ones((3, 3), np.uint8))) > 0


def _add_glints(subject: Subject, scene: Scene, pose: Pose, radiance: Map, eye: Map) -> None:
    """Add the reflection of the light on both eyes, where they are seen."""
    direction = scene.to_light
    lift = np.array([2.5 * direction[0], 2.3 * direction[1], 0.0])
    radius, strength = 1.0 * pose.px_per_mm, scene.light.key / 0.8
    reach = int(4 * radius)
    for column, row in pose.project(eye_centres(subject) + lift):
        rows = slice(max(int(row) - reach, 0), max(int(row) + reach, 0))
        columns = slice(max(int(column) - reach, 0), max(int(column) + reach, 0))
        seen = np.clip(eye[rows, columns] - 0.25, 0.0, 1.0)
        down, across = np.indices(seen.shape)
        away = np.hypot(across + columns.start - column, down + rows.start - row) / radius
        radiance[rows, columns] += as_map(strength * np.exp(-(away**4)) * seen)[..., None]
