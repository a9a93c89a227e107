"""What to change before the shutter: one plain sentence each, from one frame of the camera.

Left and right are the PATIENT's own, so they are right also for somebody who looks at a mirrored
picture. The limits are tighter than those that keep two photos from being compared
(``docs/measurement.md``): whoever stays within them gets a photo that can be.
"""

from dataclasses import dataclass
from enum import StrEnum

from skintrack.capture.drawing import Aim
from skintrack.capture.seen_face import SeenFace
from skintrack.model import CaptureConditions
from skintrack.model.phrase import Phrase


class HintGroup(StrEnum):
    """What a hint is about; of each group one is shown at most."""

    PLACE = "place"
    HEAD = "head"
    LIGHT = "light"


@dataclass(frozen=True)
class Hint:
    """One thing to change."""

    code: str
    group: HintGroup
    text: Phrase


_TEXTS: dict[str, tuple[HintGroup, Phrase]] = {
    "no_face": (HintGroup.PLACE, Phrase("Look into the camera: no face is found yet.")),
    "no_profile": (
        HintGroup.PLACE,
        Phrase("From the side no face is found. Go by the outline."),
    ),
    "several_faces": (HintGroup.PLACE, Phrase("One face only, please.")),
    "cut_off": (HintGroup.PLACE, Phrase("Part of the face is outside the picture.")),
    "closer": (HintGroup.PLACE, Phrase("Come a little closer.")),
    "back": (HintGroup.PLACE, Phrase("Move back a little.")),
    "move_left": (HintGroup.PLACE, Phrase("Move a little to your left.")),
    "move_right": (HintGroup.PLACE, Phrase("Move a little to your right.")),
    "move_up": (HintGroup.PLACE, Phrase("Move up a little, or lower the camera.")),
    "move_down": (HintGroup.PLACE, Phrase("Move down a little, or raise the camera.")),
    "turn_left": (HintGroup.HEAD, Phrase("Turn your head a little to your left.")),
    "turn_right": (HintGroup.HEAD, Phrase("Turn your head a little to your right.")),
    "chin_up": (HintGroup.HEAD, Phrase("Raise your chin a little.")),
    "chin_down": (HintGroup.HEAD, Phrase("Lower your chin a little.")),
    "tilt_left": (HintGroup.HEAD, Phrase("Tilt your head a little to your left.")),
    "tilt_right": (HintGroup.HEAD, Phrase("Tilt your head a little to your right.")),
    "neutral": (HintGroup.HEAD, Phrase("Keep a neutral face, lips closed.")),
    "moving": (HintGroup.LIGHT, Phrase("Hold still.")),
    "dark": (HintGroup.LIGHT, Phrase("It is dark. Add light from the front.")),
    "bright": (HintGroup.LIGHT, Phrase("Parts of the skin are too bright. Use softer light.")),
    "darker": (HintGroup.LIGHT, Phrase("Darker than in your baseline photo. Add light.")),
    "brighter": (HintGroup.LIGHT, Phrase("Brighter than in your baseline photo.")),
    "warmer": (HintGroup.LIGHT, Phrase("The light is warmer than in your baseline photo.")),
    "cooler": (HintGroup.LIGHT, Phrase("The light is cooler than in your baseline photo.")),
    "tinted": (
        HintGroup.LIGHT,
        Phrase("The light has another colour than in your baseline photo."),
    ),
    "more_from_left": (
        HintGroup.LIGHT,
        Phrase("More light from your left than in your baseline photo."),
    ),
    "more_from_right": (
        HintGroup.LIGHT,
        Phrase("More light from your right than in your baseline photo."),
    ),
    "lit_from_left": (HintGroup.LIGHT, Phrase("The light comes from your left. Face it.")),
    "lit_from_right": (HintGroup.LIGHT, Phrase("The light comes from your right. Face it.")),
    "blurred": (HintGroup.LIGHT, Phrase("Blurred: hold still, and wipe the lens.")),
}

_SHIFT = 0.12  # eye distances
_NEAR, _FAR = 1.14, 0.87  # eye distance against the aim
_TURN_DEG, _NOD_DEG, _TILT_DEG = 6.0, 8.0, 5.0
_LOOSER = 1.5  # where only an average face is aimed at
_MOST_OUTSIDE = 0.10
_MOVED = 0.12  # eye distances between two looks
_DARK, _CLIPPED = -1.5, 0.05
_BRIGHTNESS, _WARMTH, _TINT = 0.25, 0.10, 0.06  # log10
_SIDE_DIFFERS, _SIDE = 0.07, 0.15  # log10 between the cheeks
_BLURRED = -1.6
_MOUTH_OPEN, _SMILE = 0.08, 0.68
_FRONT_DEG, _PROFILE_DEG = 18.0, 50.0


def hint(code: str) -> Hint:
    """Return a hint by its code."""
    group, text = _TEXTS[code]
    return Hint(code, group, text)


def find_hints(
    face: SeenFace | None,
    aim: Aim | None,
    baseline: CaptureConditions | None = None,
    *,
    before: SeenFace | None = None,
) -> tuple[Hint, ...]:
    """Return what to change, in each group the gravest first.

    Parameters
    ----------
    face : SeenFace or None
        In the frame now.
    aim : Aim or None
        Where and how the face should be; None says nothing of place and turn.
    baseline : CaptureConditions, optional
        Of the photo to repeat; its light is compared.
    before : SeenFace, optional
        In the look before this one, a moment ago.
    """
    if face is None:
        is_profile = aim is not None and abs(aim.drawing.yaw_deg) > _PROFILE_DEG
        return (hint("no_profile" if is_profile else "no_face"),)
    codes = [*_place(face, aim), *_head(face, aim, baseline), *_light(face, baseline, before)]
    return tuple(hint(code) for code in codes)


def _place(face: SeenFace, aim: Aim | None) -> list[str]:
    codes = []
    if face.other_faces:
        codes.append("several_faces")
    if face.outside > _MOST_OUTSIDE:
        codes.append("cut_off")
    if aim is None:
        return codes
    ratio = face.eye_distance_px / aim.eye_distance_px
    if ratio < _FAR:
        codes.append("closer")
    elif ratio > _NEAR:
        codes.append("back")
    right = (face.eyes_middle.x - aim.eyes_middle.x) / aim.eye_distance_px
    down = (face.eyes_middle.y - aim.eyes_middle.y) / aim.eye_distance_px
    # The right of the picture is the patient's left.
    sideways = "move_right" if right > 0 else "move_left"
    upright = "move_up" if down > 0 else "move_down"
    far_first = sorted(((abs(right), sideways), (abs(down), upright)), reverse=True)
    return codes + [code for distance, code in far_first if distance > _SHIFT]


def _head(face: SeenFace, aim: Aim | None, baseline: CaptureConditions | None) -> list[str]:
    if aim is None:
        return []
    drawing = aim.drawing
    factor = 1.0 if drawing.is_of_patient else _LOOSER
    turns = (
        (face.yaw_deg - drawing.yaw_deg, _TURN_DEG, "turn_right", "turn_left"),
        (face.pitch_deg - drawing.pitch_deg, _NOD_DEG, "chin_up", "chin_down"),
        (face.roll_deg - drawing.roll_deg, _TILT_DEG, "tilt_right", "tilt_left"),
    )
    off = [
        (abs(difference) / limit, too_much if difference > 0 else too_little)
        for difference, limit, too_much, too_little in turns
        if abs(difference) > factor * limit
    ]
    codes = [code for _, code in sorted(off, reverse=True)]
    return [*codes, "neutral"] if _is_expressive(face.conditions, baseline) else codes


def _is_expressive(now: CaptureConditions, baseline: CaptureConditions | None) -> bool:
    if (now.mouth_open or 0.0) > _MOUTH_OPEN:
        return True
    usual = None if baseline is None else baseline.smile
    limit = _SMILE if usual is None else max(_SMILE, usual + _MOUTH_OPEN)
    return (now.smile or 0.0) > limit


def _light(
    face: SeenFace, baseline: CaptureConditions | None, before: SeenFace | None
) -> list[str]:
    now, codes = face.conditions, []
    if before is not None:
        right = face.eyes_middle.x - before.eyes_middle.x
        down = face.eyes_middle.y - before.eyes_middle.y
        if max(abs(right), abs(down)) > _MOVED * face.eye_distance_px:
            codes.append("moving")
    if now.face_log_luminance is not None and now.face_log_luminance < _DARK:
        codes.append("dark")
    if (now.clipped_fraction or 0.0) > _CLIPPED:
        codes.append("bright")
    codes += _side(face, baseline)
    if baseline is not None:
        codes += _brightness(now, baseline) + _color(now, baseline)
    if now.sharpness is not None and now.sharpness < _BLURRED and "moving" not in codes:
        codes.append("blurred")
    if "dark" in codes and "darker" in codes:
        codes.remove("darker")
    return codes


def _side(face: SeenFace, baseline: CaptureConditions | None) -> list[str]:
    side = face.conditions.left_right_light
    if side is None:
        return []
    usual = None if baseline is None else baseline.left_right_light
    if usual is not None:
        if abs(side - usual) <= _SIDE_DIFFERS:
            return []
        return ["more_from_left" if side > usual else "more_from_right"]
    if abs(face.yaw_deg) > _FRONT_DEG or abs(side) <= _SIDE:
        return []
    return ["lit_from_left" if side > 0 else "lit_from_right"]


def _brightness(now: CaptureConditions, baseline: CaptureConditions) -> list[str]:
    difference = _difference(now.face_log_luminance, baseline.face_log_luminance)
    if difference is None or abs(difference) <= _BRIGHTNESS:
        return []
    return ["brighter" if difference > 0 else "darker"]


def _color(now: CaptureConditions, baseline: CaptureConditions) -> list[str]:
    red = _difference(now.face_log_red_green, baseline.face_log_red_green)
    blue = _difference(now.face_log_blue_green, baseline.face_log_blue_green)
    if red is None or blue is None:
        return []
    if abs(red - blue) > _WARMTH:
        return ["warmer" if red > blue else "cooler"]
    return ["tinted"] if abs(red) > _TINT else []


def _difference(now: float | None, before: float | None) -> float | None:
    return None if now is None or before is None else now - before
