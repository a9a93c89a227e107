"""Colour and light of any places of the head."""

from dataclasses import dataclass

import numpy as np

from skintrack.phantom import grids
from skintrack.phantom.eyes_and_brows import EYE_REGION_MM
from skintrack.phantom.lighting import (
    Light,
    ambient_light,
    cast_shadow,
    dot,
    main_light,
    shine,
    strand_shine,
)
from skintrack.phantom.maps import Map, as_map, bump, sample, stack, unit
from skintrack.phantom.pose import Pose
from skintrack.phantom.skin_maps import SkinMaps
from skintrack.phantom.subject import Subject


@dataclass(frozen=True)
class Shaded:
    """What the camera sees at some places, before its own doing; maps of one shape.

    ``colour`` (.., 3) is the diffuse reflectance, ``light`` what falls on it, ``glow`` the red
    light that leaves the skin at the edge of the shadow, ``gloss`` the reflected light, ``skin``
    the share of bare skin and ``eye`` that of eyeball.
    """

    colour: Map
    light: Map
    glow: Map
    gloss: Map
    skin: Map
    eye: Map


@dataclass(frozen=True)
class Scene:
    """A subject on one day in one pose and light, as stacks of maps ready for lookups.

    ``surface_shape``: normal x, y, z and openness. ``surface_cover``: hair, long hair, band, shirt.
    ``surface_light``: shadow and strands. ``detail_relief``: slopes, occlusion and eye.
    ``detail_skin``: lips, ink of brows and lashes, pores, wisps.
    """

    surface_shape: Map
    surface_cover: Map
    surface_light: Map
    cover_colour: Map
    detail_colour: Map
    detail_relief: Map
    detail_skin: Map
    to_light: Map
    to_camera: Map
    light: Light


def build_scene(subject: Subject, skin: SkinMaps, pose: Pose, light: Light) -> Scene:
    """Return the scene of one photo."""
    surface, paint = subject.surface, subject.paint
    to_light = pose.to_head(light.unit_direction())
    ink = np.maximum(paint.brow, paint.lash)
    along, down = skin.slopes()
    return Scene(
        surface_shape=np.concatenate([surface.normal, surface.openness[..., None]], axis=-1),
        surface_cover=stack(surface.hair, surface.long_hair, surface.band, surface.shirt),
        surface_light=stack(cast_shadow(surface, to_light), subject.strands),
        cover_colour=subject.cover_colour,
        detail_colour=_painted_colour(subject, skin, ink),
        detail_relief=stack(along, down, paint.occlusion, paint.eye),
        detail_skin=stack(skin.lips, ink, skin.pores, paint.wisps),
        to_light=to_light,
        to_camera=pose.to_head(np.array([0.0, 0.0, 1.0])),
        light=light,
    )


def _painted_colour(subject: Subject, skin: SkinMaps, ink: Map) -> Map:
    paint = subject.paint
    hair_colour = np.array(subject.person.appearance.hair, np.float32) * np.float32(0.45)
    colour = skin.colour()
    part = subject.frame.window(*EYE_REGION_MM)
    hairs = ink[part][..., None]
    eye = (paint.eye * (1.0 - paint.lash))[part][..., None]
    haired = colour[part] * (1.0 - hairs) + hair_colour * hairs
    colour[part] = haired * (1.0 - eye) + paint.eye_colour[part] * eye
    return colour


def shade(scene: Scene, theta: Map, y: Map) -> Shaded:
    """Return colour and light at places (theta, y) of one two-dimensional shape."""
    on_surface, on_detail = grids.surface_position(theta, y), grids.detail_position(theta, y)
    shape = sample(scene.surface_shape, *on_surface)
    relief = sample(scene.detail_relief, *on_detail)
    details = sample(scene.detail_skin, *on_detail)
    cover, hair = _cover(sample(scene.surface_cover, *on_surface), details[..., 3], theta, y)
    skin = (1.0 - cover) * (1.0 - relief[..., 3])
    normal = unit(shape[..., :3])
    along, down = _tangents(normal, theta)
    bumpy = unit(
        normal
        - along * (relief[..., 0] * skin)[..., None]
        - down * (relief[..., 1] * skin)[..., None]
    )
    shadow_and_strands = sample(scene.surface_light, *on_surface)
    shadow = shadow_and_strands[..., 0]
    fine, plain = (main_light(n, scene.to_light) * shadow for n in (bumpy, normal))
    occlusion = np.clip(relief[..., 2], 0.0, 1.0)
    openness = np.clip(shape[..., 3] * occlusion, 0.1, 1.1)
    around = ambient_light(bumpy, scene.to_camera)
    light = scene.light.key * fine + scene.light.fill * around * openness
    glow = 0.035 * (1.0 - np.clip(fine, 0, 1)) * np.clip(plain * 3.0, 0, 1) * skin
    colour = sample(scene.detail_colour, *on_detail) * (1.0 - cover)[..., None]
    colour += sample(scene.cover_colour, *on_surface) * cover[..., None]
    sheen = _skin_sheen(scene, bumpy, normal, shadow, _oil(theta, y))
    sheen *= skin * occlusion * (1.0 + 0.9 * details[..., 0]) * (1.0 - 0.75 * details[..., 1])
    bare = skin * (1.0 - details[..., 1])
    gloss = sheen + hair * _hair_sheen(scene, down, normal, shadow_and_strands)
    eye = relief[..., 3] * (1.0 - cover)
    return Shaded(colour, light * np.sqrt(occlusion), glow, gloss, bare, eye)


def _cover(layers: Map, wisps: Map, theta: Map, y: Map) -> tuple[Map, Map]:
    """Return the share that is not skin (or eye), and the share that is hair."""
    in_detail = (
        (np.abs(theta) < grids.DETAIL_MAX_THETA - 0.05)
        & (y > grids.DETAIL_TOP_MM + 1)
        & (y < grids.DETAIL_BOTTOM_MM - 1)
    )
    hair, long_hair = np.where(in_detail, wisps, layers[..., 0]), layers[..., 1]
    cloth = np.maximum(layers[..., 2], layers[..., 3])
    skin = (1.0 - hair) * (1.0 - cloth) * (1.0 - long_hair)
    return 1.0 - skin, np.maximum(hair * (1.0 - cloth), long_hair)


def _tangents(normal: Map, theta: Map) -> tuple[Map, Map]:
    """Return the unit vectors in the surface along theta and along y."""
    zero = np.zeros_like(theta)
    round_axis = np.stack([np.cos(theta), zero, -np.sin(theta)], axis=-1)
    inward = (round_axis[..., 0] * normal[..., 0] + round_axis[..., 2] * normal[..., 2])[..., None]
    downward = np.stack([zero, np.ones_like(theta), zero], axis=-1)
    return unit(round_axis - inward * normal), unit(downward - normal[..., 1:2] * normal)


def _oil(theta: Map, y: Map) -> Map:
    """Return how oily the skin is: most on forehead and nose."""
    turn = np.degrees(theta)
    return 0.55 + 0.45 * (bump(turn, y, (0, -42), (26, 17)) + bump(turn, y, (0, 36), (7, 18)))


def _skin_sheen(scene: Scene, bumpy: Map, normal: Map, shadow: Map, oil: Map) -> Map:
    """Return the oily shine of skin, and that of light from all sides at grazing angles."""
    broad = 0.75 * shine(bumpy, scene.to_light, scene.to_camera, 18.0) * shadow
    broad += 0.10 * shine(bumpy, scene.to_camera, scene.to_camera, 10.0)
    sharp = 0.5 * shine(bumpy, scene.to_light, scene.to_camera, 55.0) * shadow
    grazing = 0.03 + 0.5 * (1.0 - np.clip(dot(normal, scene.to_camera), 0, 1)) ** 5
    ambient = 0.06 * grazing * ambient_light(normal, scene.to_camera)
    return scene.light.sheen * (scene.light.key / 0.8) * (0.12 * oil * (broad + sharp) + ambient)


def _hair_sheen(scene: Scene, along: Map, normal: Map, shadow_and_strands: Map) -> Map:
    """Return the two bands of light on combed hair: one white, one broad."""
    shadow, strands = shadow_and_strands[..., 0], shadow_and_strands[..., 1]
    lifted = unit(along - normal * (0.16 + 0.06 * strands)[..., None])
    facing = np.clip(dot(normal, scene.to_light) + 0.2, 0.0, 1.0)
    narrow = strand_shine(lifted, scene.to_light, scene.to_camera, 90.0)
    broad = strand_shine(along, scene.to_light, scene.to_camera, 14.0)
    strength = 0.024 * narrow * np.clip(1 + 0.5 * strands, 0, 2) + 0.006 * broad
    return as_map(scene.light.key * shadow * facing * strength)
