"""The rendered phantom as a face whose skin is known, photographed anew for each shot.

Blood, pigment and relief are changed in the skin itself, before light and lens. Pose, distance and
the direction of the light change in the scene; exposure, colour, blur, noise and JPEG afterwards as
for real photos.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from skintrack.phantom.lesions import Lesions, SkinDay, place_lesions, skin_on_day
from skintrack.phantom.lighting import Light
from skintrack.phantom.person import PERSON_COUNT, Person, person
from skintrack.phantom.pose import Pose
from skintrack.phantom.ray_march import TracedPicture, trace_picture
from skintrack.phantom.render import render_photo
from skintrack.phantom.skin_maps import SkinMaps
from skintrack.phantom.subject import build_subject
from validation.face_source import draw_of
from validation.nuisance import (
    CAMERA_ALONE,
    CAUSES,
    LIGHT_ALONE,
    POSE_ALONE,
    PROTOCOL,
    TIERS,
    WILD,
    jpeg_round_trip,
    perturb,
)
from validation.shots import CLEAN, NEUTRAL, Change, Shot

_LESION_SEED = 1
_BEST_JPEG = 95
_CHANGES = frozenset(Change) - {Change.MIDDLE, Change.MIDDLE_SPOTS}
_TIER_OF = {tier.name: tier for tier in (*TIERS, *CAUSES)}
_SHAPES = (0, 3)  # of the six faces: those that every tone is tried on


@dataclass(frozen=True)
class Scene:
    """Widest change of pose and light in the scene; each draw is uniform within it.

    Turns in degrees, ``distance`` as factors, ``light_shift`` added to the direction of the main
    light (whose length is about 1), ``fill`` to the strength of the light from all sides.
    """

    yaw_deg: float = 0.0
    pitch_deg: float = 0.0
    roll_deg: float = 0.0
    distance: tuple[float, float] = (1.0, 1.0)
    shift_px: float = 0.0
    light_shift: float = 0.0
    fill: float = 0.0


_MILD = Scene(3.0, 3.0, 3.5, (0.93, 1.07), 15.0, 0.04, 0.03)
_STRONG = Scene(8.0, 6.0, 10.0, (0.80, 1.39), 30.0, 0.15, 0.10)
_SCENES = {
    PROTOCOL.name: _MILD,
    WILD.name: _STRONG,
    POSE_ALONE.name: replace(_STRONG, light_shift=0.0, fill=0.0),
    LIGHT_ALONE.name: Scene(light_shift=_STRONG.light_shift, fill=_STRONG.fill),
}


@dataclass(frozen=True)
class PhantomMaker:
    """One invented person: the ``tone`` of one (0 lightest to 5 darkest), the face of another."""

    name: str
    tone: int
    shape: int

    def make(self) -> "PhantomFace":
        """Build the head and its skin."""
        return PhantomFace(self.name, _people_by_tone()[self.tone], self.shape)


class PhantomFace:
    """A rendered face; see ``FaceSource``.

    Parameters
    ----------
    name : str
    who : Person
        Whose skin.
    shape : int
        Seed of the person whose face it is.
    """

    changes = _CHANGES

    def __init__(self, name: str, who: Person, shape: int) -> None:
        self.name, self.tone = name, tone_name(who)
        # All tones are photographed in the same scenes, so that they differ by their skin alone.
        self._scenes = f"face {shape + 1}"
        is_own = shape == who.seed
        other = who if is_own else replace(who, shape=person(shape).shape, seed=100 + who.seed)
        self._subject = build_subject(other)
        placed = place_lesions(self._subject, _LESION_SEED)
        # Flat spots: raised ones would change texture and relief in earnest.
        flat = tuple(replace(spot, height=0.0) for spot in placed.spots)
        self._lesions = Lesions(flat, placed.scars)
        self._od_of_spots = float(np.mean([spot.density for spot in flat]))
        self._traces: dict[Pose, TracedPicture] = {Pose(): self._traced(Pose())}

    def picture(self, shot: Shot) -> NDArray[np.uint8]:
        """Return the picture of a shot."""
        if shot.tier == CLEAN:
            return self._clean(shot)
        rng = draw_of(self._scenes, shot)
        if shot.tier == CAMERA_ALONE.name:
            return perturb(self._clean(shot), CAMERA_ALONE, rng)
        skin = self._skin(shot.change, shot.level)
        pose, light = _draw_scene(_SCENES[shot.tier], rng)
        seed = int(rng.integers(2**31))
        image = self._photo(skin, pose, light, seed)
        return perturb(image, _TIER_OF[shot.tier].in_place(), rng)

    def _clean(self, shot: Shot) -> NDArray[np.uint8]:
        image = self._photo(self._skin(shot.change, shot.level))
        # As a camera hands it over: next to a photo that was never packed, every other one has
        # less grain.
        return jpeg_round_trip(image, _BEST_JPEG)

    def _photo(
        self, skin: SkinMaps, pose: Pose | None = None, light: Light | None = None, seed: int = 0
    ) -> NDArray[np.uint8]:
        pose = pose or Pose()
        if pose not in self._traces:
            # The first, and the last: other skin is often tried in the same scene.
            self._traces = {Pose(): self._traces[Pose()], pose: self._traced(pose)}
        trace = self._traces[pose]
        return render_photo(
            self._subject, skin, pose=pose, light=light, seed=seed, trace=trace
        ).image

    def _traced(self, pose: Pose) -> TracedPicture:
        return trace_picture(self._subject.surface, pose)

    def _skin(self, change: Change, level: float) -> SkinMaps:
        plain = SkinDay(spots=0.0, scars=0.0)
        if level == NEUTRAL.get(change, 0.0) or change is Change.NONE:
            return self._on(plain)
        if change is Change.WHOLE_FACE:
            skin = self._on(plain)
            return replace(skin, haemoglobin=skin.haemoglobin + np.float32(level))
        if change is Change.BROWN_MARKS:
            skin, red = self._on(plain), self._on(self._spotted(level))
            return replace(skin, melanin=skin.melanin + red.haemoglobin - skin.haemoglobin)
        days = {
            Change.CHEEKS: replace(plain, cheeks=level),
            Change.SPOTS: self._spotted(level),
            Change.DETAIL: replace(plain, pores=level),
            Change.PITS: replace(plain, scars=level),
        }
        return self._on(days[change])

    def _spotted(self, density: float) -> SkinDay:
        return SkinDay(spots=density / self._od_of_spots, scars=0.0)

    def _on(self, day: SkinDay) -> SkinMaps:
        return skin_on_day(self._subject, self._lesions, day)


def tone_name(who: Person) -> str:
    """Return the name of a person's skin tone: place from lightest to darkest, and melanin."""
    place = [each.seed for each in _people_by_tone()].index(who.seed) + 1
    return f"{place} (melanin {who.appearance.melanin:.2f} OD)"


def phantom_makers(*, tones: int = PERSON_COUNT, faces: int = 2) -> list[PhantomMaker]:
    """Return makers for so many tones, spread from light to dark, each on the same faces."""
    chosen = np.unique(np.round(np.linspace(0, PERSON_COUNT - 1, tones)).astype(int)).tolist()
    return [
        PhantomMaker(f"tone {tone + 1}, face {shape + 1}", tone, shape)
        for tone in chosen
        for shape in _SHAPES[:faces]
    ]


def _people_by_tone() -> list[Person]:
    return sorted(map(person, range(PERSON_COUNT)), key=lambda who: who.appearance.melanin)


def _draw_scene(scene: Scene, rng: np.random.Generator) -> tuple[Pose, Light]:
    def within(widest: float) -> float:
        return float(rng.uniform(-widest, widest))

    pose, light = Pose(), Light()
    x, y, z = light.direction
    return (
        Pose(
            yaw_deg=within(scene.yaw_deg),
            pitch_deg=within(scene.pitch_deg),
            roll_deg=within(scene.roll_deg),
            distance_mm=pose.distance_mm * float(rng.uniform(*scene.distance)),
            shift_px=(within(scene.shift_px), within(scene.shift_px)),
        ),
        replace(
            light,
            direction=(x + within(scene.light_shift), y + within(scene.light_shift), z),
            fill=light.fill + within(scene.fill),
        ),
    )
