"""A photo of a subject: trace, shade, mend the edges, and let the camera take it.

::

    person -> subject -> scene (with skin of the day, pose and light)
      -> hits of the rays -> shaded pixels -> radiance -> photo
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skintrack.phantom import grids
from skintrack.phantom.assemble import assemble_picture
from skintrack.phantom.camera import Camera, auto_exposure, take_picture
from skintrack.phantom.color_card import HeldCard, lay_card
from skintrack.phantom.landmarks import truth_landmarks
from skintrack.phantom.lighting import Light
from skintrack.phantom.maps import Map, sample
from skintrack.phantom.pose import PICTURE_HEIGHT, PICTURE_WIDTH, Pose
from skintrack.phantom.ray_march import TracedPicture, in_rows, trace_picture
from skintrack.phantom.shading import build_scene
from skintrack.phantom.skin_maps import SkinMaps
from skintrack.phantom.subject import Subject

_FULLY_BARE = 0.9


@dataclass(frozen=True)
class Truth:
    """What is true of each pixel of a photo, (H, W), and of its landmarks.

    ``melanin`` and ``haemoglobin`` (optical densities) and ``relief`` (mm) are 0 off the head.
    ``skin`` is the share of bare skin, 0 to 1. ``landmarks`` are positions by face mesh index.
    """

    melanin: Map
    haemoglobin: Map
    relief: Map
    skin: Map
    landmarks: dict[int, tuple[float, float]]


@dataclass(frozen=True)
class Rendering:
    """A photo, uint8 RGB (1600, 1200, 3), and the truth about it."""

    image: NDArray[np.uint8]
    truth: Truth


def render_photo(
    subject: Subject,
    skin: SkinMaps | None = None,
    *,
    pose: Pose | None = None,
    light: Light | None = None,
    camera: Camera | None = None,
    card: HeldCard | None = None,
    seed: int = 0,
    trace: TracedPicture | None = None,
) -> Rendering:
    """Photograph a subject.

    Parameters
    ----------
    subject : Subject
        Whom.
    skin : SkinMaps, optional
        The skin of the day; without it the subject's own skin without lesions.
    pose, light, camera : optional
        How; each has an ordinary default.
    card : HeldCard, optional
        A colour card held beside the face.
    seed : int
        Decides the camera's noise. Equal arguments give equal pictures, bit by bit, on the same
        machine with the same library versions.
    trace : TracedPicture, optional
        From ``trace_picture`` of this subject in this pose, where several photos share it: other
        skin or light is seen along the same rays.

    Returns
    -------
    Rendering
    """
    pose, light, camera = pose or Pose(), light or Light(), camera or Camera()
    skin = skin or subject.skin
    scene = build_scene(subject, skin, pose, light)
    trace = trace or trace_picture(subject.surface, pose)
    picture = assemble_picture(subject, scene, pose, trace)
    if card is not None:
        picture.skin *= 1.0 - lay_card(picture.radiance, card, pose, light)
    if camera.has_auto_exposure:
        is_face = picture.skin[::8, ::8] > _FULLY_BARE
        if is_face.any():
            face_green = float(np.median(picture.radiance[::8, ::8, 1][is_face]))
            picture.radiance *= np.float32(auto_exposure(face_green))
    image = take_picture(picture.radiance, camera, np.random.default_rng([seed, 5]))
    return Rendering(image, _truth(subject, skin, pose, trace, picture.skin))


def _truth(subject: Subject, skin: SkinMaps, pose: Pose, trace: TracedPicture, bare: Map) -> Truth:
    position = grids.detail_position(in_rows(trace.hits.theta), in_rows(trace.hits.y))

    def plane(values: Map) -> Map:
        seen = np.zeros(PICTURE_HEIGHT * PICTURE_WIDTH, np.float32)
        seen[trace.pixels] = sample(values, *position).ravel()[: len(trace.pixels)]
        return seen.reshape(PICTURE_HEIGHT, PICTURE_WIDTH)

    return Truth(
        melanin=plane(skin.melanin),
        haemoglobin=plane(skin.haemoglobin),
        relief=plane(skin.relief),
        skin=bare,
        landmarks=truth_landmarks(subject, pose),
    )
