"""What each finding of the analysis means in plain words, and what to do about it."""

from skintrack.analysis.findings import Finding
from skintrack.model import Metric, QualityIssue, RegionName

_ONE_PHOTO = {
    "no_face": "No face was found. Outline the skin to measure by hand.",
    "face_cut_off": "Part of the face is outside the photo. Take it again with the whole face.",
    "face_unclear": "The face cannot be made out well enough to be measured.",
    "several_faces": "More than one face is in the photo. The largest one was measured.",
    "too_small": "The face is small in the photo. Step closer, or take a photo with more pixels.",
    "chin_down": "The chin is lowered. Look straight into the camera next time.",
    "chin_up": "The chin is raised. Look straight into the camera next time.",
    "face_turned": "The head is turned a little. Face the camera next time.",
    "clipped": "Parts of the skin are overexposed or black. Use softer light or less exposure.",
    "dark": "The photo is dark. Use more light next time.",
    "no_color": "The photo is black and white, so redness cannot be measured.",
    "little_skin": "Too little skin is free of shadow, hair and glare to be measured.",
    "lit_from_left": "The light comes from the patient's left. Face the lamp or window next time.",
    "lit_from_right": (
        "The light comes from the patient's right. Face the lamp or window next time."
    ),
    "expression": "The face is smiling or the mouth is open. Keep a neutral face next time.",
    "turned_away": "This side is turned away from the camera and cannot be measured here.",
    "covered": "Hair, shadow, glare or the photo's edge covers too much of this region.",
    "blurred": "The photo is blurred. Hold still, and tap on the face to focus.",
    "sharpness_unknown": "Brows are not visible, so the photo's sharpness cannot be read.",
    "whole_face_redness_unknown": (
        "Redness of the whole face depends on the light and cannot be told from a photo alone. "
        "The regions are measured against the rest of the face."
    ),
    "redness_needs_reference": (
        "Redness is measured against other skin in the photo, which an outline alone does not give."
    ),
    "models_missing": (
        "The face models are not installed, so no face can be found. Run set-up again, or outline "
        "the skin by hand."
    ),
    "drawn_sharpness_unknown": (
        "Sharpness cannot be read in a drawn region, so texture and relief are not compared."
    ),
    "baseline_without_face": "No face was found in the baseline photo to compare this one with.",
    "sharpness_not_known": (
        "The sharpness of both photos is not known, so texture and relief cannot be compared."
    ),
    "drawn_too_small": "The outlined region is too small to be measured. Draw a larger one.",
}
_PAIR = {
    "view_differs": ("The photos show different sides of the face.",) * 2,
    "distance_differs": (
        "The later photo was taken from farther away. Keep the same distance.",
        "The later photo was taken from closer. Keep the same distance.",
    ),
    "skin_share_differs": (
        "Less of the skin can be measured in the later photo (hair, shadow or glare).",
        "More of the skin can be measured in the later photo than in the earlier one.",
    ),
    "light_color_differs": (
        "The light of the later photo is cooler. Use the same lamp or window.",
        "The light of the later photo is warmer. Use the same lamp or window.",
    ),
    "sharpness_differs": (
        "The later photo is less sharp.",
        "The later photo is sharper.",
    ),
    "light_side_differs": (
        "The later photo is lit more from the patient's right. Stand where you stood before.",
        "The later photo is lit more from the patient's left. Stand where you stood before.",
    ),
    "light_height_differs": (
        "The later photo is lit more from below. Stand where you stood before.",
        "The later photo is lit more from above. Stand where you stood before.",
    ),
    "turn_differs": (
        "The head is turned more to the patient's right in the later photo.",
        "The head is turned more to the patient's left in the later photo.",
    ),
    "nod_differs": (
        "The chin is higher in the later photo. Look straight into the camera.",
        "The chin is lower in the later photo. Look straight into the camera.",
    ),
    "expression_differs": ("The expression differs. Keep a neutral face.",) * 2,
    "exposure_differs": (
        "The later photo is darker.",
        "The later photo is brighter.",
    ),
}
_RATIOS = frozenset({"distance_differs", "skin_share_differs"})


def _message(finding: Finding) -> str:
    if finding.code in _ONE_PHOTO:
        return _ONE_PHOTO[finding.code]
    less, more = _PAIR[finding.code]
    figure = finding.figure if finding.figure is not None else 0.0
    threshold = 1.0 if finding.code in _RATIOS else 0.0
    return more if figure > threshold else less


def issue_from(finding: Finding) -> QualityIssue:
    """Put a finding into words."""
    return QualityIssue(
        code=finding.code,
        message=_message(finding),
        metrics=frozenset(Metric(name) for name in finding.withholds),
        regions=frozenset(RegionName(name) for name in finding.regions),
    )
