"""Is one photo good enough for each metric? Thresholds and their basis: ``docs/measurement.md``."""

from skintrack.analysis.canonical_frame import HeadPose
from skintrack.analysis.conditions import Conditions
from skintrack.analysis.face_mesh import FaceMesh
from skintrack.analysis.findings import (
    ALL_METRICS,
    COLOR_METRICS,
    FACE,
    REDNESS,
    SURFACE_METRICS,
    TEXTURE,
    Finding,
)

# Marks of 1 mm need two pixels, because JPEG keeps colour in every other one only; fine texture
# needs more: with 211 px another camera alone was called a change (docs/measurement.md).
MIN_EYE_DISTANCE_PX = {"redness": 120.0, "redness_spots": 190.0, "relief": 160.0, "texture": 215.0}
_MIN_SHARPNESS = -1.6
_CLIPPED_REMARK, _CLIPPED_REFUSE = 0.01, 0.30
_DARK_REMARK, _DARK_REFUSE = -1.5, -2.2  # log10 luminance of the skin
_UNEVEN_REMARK, _UNEVEN_REFUSE = 0.15, 0.35  # log10 between the cheeks, front view
_MIN_SKIN_FRACTION = 0.5
_GRAY_BELOW = 0.01  # log10 R/G and B/G of the skin
_TONED_BELOW_EI = 0.6  # sepia and the like reach 0.3 to 0.7, skin in colour 1.1 to 4.7
_MIN_SURFACE_FRACTION, _MIN_COLOR_FRACTION = 0.4, 0.3
_PITCH_REMARK, _PITCH_REFUSE = 20.0, 35.0
_FRONT_YAW, _FRONT_YAW_REMARK, _OBLIQUE_YAW = 18.0, 12.0, 60.0
_FAR_CHEEK_YAW, _HALF_NOSE_YAW, _FAR_REGIONS_YAW = 20.0, 30.0, 50.0
_MOST_OUTSIDE = 0.10  # share of mesh points beyond the photo's edge
_MOST_MISFIT = 0.075  # eye distances; whole faces to 55 degrees of yaw stay under 0.062
_SMILE, _MOUTH_OPEN = 0.68, 0.08  # mouth width and lip gap, in eye distances


def view_from_yaw(yaw_deg: float) -> str:
    """Return the view by the patient's side; positive yaw shows the right cheek."""
    side = "right" if yaw_deg > 0 else "left"
    if abs(yaw_deg) <= _FRONT_YAW:
        return "front"
    return f"{side}_oblique" if abs(yaw_deg) <= _OBLIQUE_YAW else f"{side}_profile"


def assess(
    conditions: Conditions,
    pose: HeadPose,
    valid_fraction: dict[str, float],
    color_fraction: dict[str, float],
) -> tuple[Finding, ...]:
    """Return everything that limits a face photo on its own.

    Parameters
    ----------
    conditions : Conditions
    pose : HeadPose
    valid_fraction, color_fraction : dict of str to float
        Share of each region whose surface, and whose colour, can be measured, 0..1.
    """
    findings = [
        Finding("whole_face_redness_unknown", frozenset({REDNESS}), frozenset({FACE})),
        *_size(pose.eye_distance_px),
        *_turn(pose),
        *_exposure(conditions),
        *_light(conditions, pose),
        *_expression(conditions),
    ]
    hidden = hidden_regions(pose)
    if hidden:
        findings.append(Finding("turned_away", ALL_METRICS, hidden, pose.yaw_deg))
    in_sight = {name: share for name, share in valid_fraction.items() if name not in hidden}
    findings += _covered(in_sight, color_fraction)
    if conditions.sharpness is None:
        findings.append(Finding("sharpness_unknown", frozenset({TEXTURE})))
    elif conditions.sharpness < _MIN_SHARPNESS:
        findings.append(Finding("blurred", SURFACE_METRICS, figure=conditions.sharpness))
    return tuple(findings)


def assess_mesh(
    mesh: FaceMesh, pose: HeadPose, photo_shape: tuple[int, ...]
) -> tuple[Finding, ...]:
    """Return what makes the mesh itself doubtful.

    Where a face is cut by the photo's edge the mesh guesses the rest of it, and the guess moves
    pose and scale.

    Parameters
    ----------
    mesh : FaceMesh
    pose : HeadPose
        Its fit.
    photo_shape : tuple of int
        Height and width of the photo, in pixels.
    """
    findings = []
    height, width = photo_shape[:2]
    x, y = mesh.outline.T
    outside = float(((x < 0) | (x > width - 1) | (y < 0) | (y > height - 1)).mean())
    if outside > _MOST_OUTSIDE:
        findings.append(Finding("face_cut_off", ALL_METRICS, figure=outside))
    if pose.misfit > _MOST_MISFIT:
        findings.append(Finding("face_unclear", ALL_METRICS, figure=pose.misfit))
    if mesh.other_faces:
        findings.append(Finding("several_faces", figure=float(mesh.other_faces)))
    return tuple(findings)


def assess_drawn(conditions: Conditions, valid_fraction: dict[str, float]) -> tuple[Finding, ...]:
    """Return everything that limits a region drawn by the user; arguments as for ``assess``."""
    return (
        Finding("no_face"),
        Finding("redness_needs_reference", frozenset({REDNESS})),
        Finding("drawn_sharpness_unknown"),
        *_exposure(conditions),
        *_covered(valid_fraction, valid_fraction),
    )


def _covered(surface: dict[str, float], color: dict[str, float]) -> list[Finding]:
    """Colour needs less skin: a comparison reads it on the skin that both photos show."""
    found: dict[frozenset[str], dict[str, float]] = {}
    for name, share in surface.items():
        withholds: frozenset[str] = frozenset()
        if share < _MIN_SURFACE_FRACTION:
            withholds |= SURFACE_METRICS
        if color.get(name, share) < _MIN_COLOR_FRACTION:
            withholds |= COLOR_METRICS
        if withholds:
            found.setdefault(withholds, {})[name] = min(share, color.get(name, share))
    return [
        Finding("covered", withholds, frozenset(shares), min(shares.values()))
        for withholds, shares in found.items()
    ]


def _size(eye_distance_px: float) -> list[Finding]:
    withheld = frozenset(
        name for name, least in MIN_EYE_DISTANCE_PX.items() if eye_distance_px < least
    )
    if REDNESS in withheld:
        withheld |= COLOR_METRICS
    return [Finding("too_small", withheld, figure=eye_distance_px)] if withheld else []


def _turn(pose: HeadPose) -> list[Finding]:
    findings = []
    if abs(pose.pitch_deg) > _PITCH_REMARK:
        refused = ALL_METRICS if abs(pose.pitch_deg) > _PITCH_REFUSE else frozenset[str]()
        code = "chin_down" if pose.pitch_deg > 0 else "chin_up"
        findings.append(Finding(code, refused, figure=pose.pitch_deg))
    if _FRONT_YAW_REMARK < abs(pose.yaw_deg) <= _FRONT_YAW:
        findings.append(Finding("face_turned", figure=pose.yaw_deg))
    return findings


def _exposure(conditions: Conditions) -> list[Finding]:
    findings = []
    clipped = conditions.clipped_fraction or 0.0
    if clipped > _CLIPPED_REMARK:
        refused = COLOR_METRICS if clipped > _CLIPPED_REFUSE else frozenset[str]()
        findings.append(Finding("clipped", refused, figure=clipped))
    level = conditions.face_log_luminance
    if level is not None and level < _DARK_REMARK:
        refused = ALL_METRICS if level < _DARK_REFUSE else frozenset[str]()
        findings.append(Finding("dark", refused, figure=level))
    if _is_gray(conditions):
        findings.append(Finding("no_color", COLOR_METRICS))
    share = conditions.skin_fraction
    if share is not None and share < _MIN_SKIN_FRACTION:
        findings.append(Finding("little_skin", ALL_METRICS, figure=share))
    return findings


def _is_gray(conditions: Conditions) -> bool:
    if conditions.color_spread is not None and conditions.color_spread < _TONED_BELOW_EI:
        return True
    ratios = (conditions.face_log_red_green, conditions.face_log_blue_green)
    return all(ratio is not None and abs(ratio) < _GRAY_BELOW for ratio in ratios)


def _light(conditions: Conditions, pose: HeadPose) -> list[Finding]:
    difference = conditions.left_right_light
    if difference is None or abs(pose.yaw_deg) > _FRONT_YAW or abs(difference) < _UNEVEN_REMARK:
        return []
    code = "lit_from_left" if difference > 0 else "lit_from_right"
    refused = SURFACE_METRICS if abs(difference) > _UNEVEN_REFUSE else frozenset[str]()
    return [Finding(code, refused, figure=difference)]


def _expression(conditions: Conditions) -> list[Finding]:
    if (conditions.mouth_open or 0.0) > _MOUTH_OPEN or (conditions.smile or 0.0) > _SMILE:
        return [Finding("expression", figure=conditions.smile)]
    return []


def hidden_regions(pose: HeadPose) -> frozenset[str]:
    """Return the regions that the turn of the head hides or foreshortens too much."""
    hidden: set[str] = set()
    if abs(pose.yaw_deg) > _FAR_CHEEK_YAW:
        hidden.add("left_cheek" if pose.yaw_deg > 0 else "right_cheek")
    if abs(pose.yaw_deg) > _HALF_NOSE_YAW:
        hidden.add("nose")
    if abs(pose.yaw_deg) > _FAR_REGIONS_YAW:
        hidden |= {"forehead", "chin"}
    return frozenset(hidden)
