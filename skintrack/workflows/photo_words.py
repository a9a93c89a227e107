"""What each finding of one photo means, and what to do: with this photo, and next time."""

from typing import NamedTuple

from skintrack.model.phrase import Phrase


class PhotoWords(NamedTuple):
    """A finding in plain words.

    ``{regions}`` in the message stands for the regions concerned, ``{what}`` for the metrics
    where they are not all. ``now`` is what can be done with this photo, ``next_time`` what helps
    with the next one; either may be empty.
    """

    message: str
    next_time: str = ""
    now: str = ""


_SMALL = Phrase("Step closer, or use more of the camera's pixels.")
_STRAIGHT = Phrase("Hold the camera at the height of the eyes and look straight into it.")
_FACE_LIGHT = Phrase("Turn the face to the lamp or window next time.")
_WHOLE_CARD = Phrase("Show the whole card; hold it by the edge between its corners.")
_OUTLINE = Phrase("Set the points of the face, or outline the skin by hand.")

PHOTO_WORDS = {
    "no_face": PhotoWords("No face was found in the photo.", now=_OUTLINE),
    "models_missing": PhotoWords(
        "The face models are not installed, so no face can be found.",
        now="Run set-up again, or outline the skin by hand.",
    ),
    "baseline_without_face": PhotoWords(
        "No face was found in the baseline photo to compare this one with.",
        now="Choose a baseline photo that shows the face.",
    ),
    "face_cut_off": PhotoWords(
        "Part of the face lies outside the photo.",
        "Leave a little room around the face next time.",
    ),
    "face_unclear": PhotoWords(
        "The face cannot be made out well enough to be measured.",
        "Nothing in front of the face and even light help next time.",
    ),
    "several_faces": PhotoWords(
        "More than one face is in the photo; the largest one was measured.",
        "Take the next photo with one face only.",
    ),
    "face_points_given": PhotoWords("The points of the face were set by hand."),
    "face_points_unclear": PhotoWords(
        "The points that were set by hand do not show where the face is.",
        now="Set at least four points; the sides are those of the patient.",
    ),
    "too_small": PhotoWords("The face is small in the photo.", _SMALL),
    "drawn_too_small": PhotoWords(
        "The outlined region is too small to be measured.",
        "Take the next photo from closer.",
        now="Draw a larger one.",
    ),
    "chin_down": PhotoWords("The chin is lowered.", _STRAIGHT),
    "chin_up": PhotoWords("The chin is raised.", _STRAIGHT),
    "face_turned": PhotoWords("The head is turned a little.", "Face the camera next time."),
    "turned_away": PhotoWords(
        "Turned away from the camera: {regions}.", "A photo from that side shows it."
    ),
    "covered": PhotoWords(
        "Too little skin is free of hair, shadow, glare and overexposure{what}: {regions}.",
        "Tie the hair back and use soft light from the front next time.",
    ),
    "little_skin": PhotoWords(
        "Too little skin is free of hair, shadow, glare and overexposure to be measured.",
        "Tie the hair back and use soft light from the front next time.",
    ),
    "clipped": PhotoWords(
        "Parts of the skin are so bright or so dark that their colour is lost.",
        "Use softer light, and tap on the face to set the exposure.",
    ),
    "dark": PhotoWords("The photo is dark.", "Use more light next time."),
    "no_color": PhotoWords(
        "The photo is black and white, so redness cannot be measured.",
        now="Use the colour photo if you have it.",
    ),
    "lit_from_left": PhotoWords(
        "The light comes from the patient's left (right in the picture).", _FACE_LIGHT
    ),
    "lit_from_right": PhotoWords(
        "The light comes from the patient's right (left in the picture).", _FACE_LIGHT
    ),
    "expression": PhotoWords(
        "The face smiles, or the mouth is open.", "Keep a neutral face, lips closed, next time."
    ),
    "blurred": PhotoWords(
        "The photo is blurred.", "Tap on the face to focus, and hold still for a moment."
    ),
    "sharpness_unknown": PhotoWords(
        "The brows are not visible, so the photo's sharpness cannot be read.",
        "Keep hair and hats off the brows next time.",
    ),
    "whole_face_redness_unknown": PhotoWords(
        "Redness of the whole face depends on the light and cannot be told from a photo alone; "
        "the regions are measured against the rest of the face.",
        "A printed colour card in the photo, or a marked patch of untreated skin, makes it known.",
    ),
    "card_covered": PhotoWords(
        "A colour card is in the photo, but not all four of its corners can be seen.",
        _WHOLE_CARD,
    ),
    "photo_mirrored": PhotoWords(
        "The photo is mirrored: the sides of the face are swapped, and its colour card cannot be "
        "read.",
        "Turn the mirroring of selfies off in the settings of the camera.",
    ),
    "several_cards": PhotoWords(
        "More than one colour card is in the photo.", "Hold one card only, the same every time."
    ),
    "card_bent": PhotoWords(
        "The colour card is bent, so it cannot be read.", "Glue it on stiff cardboard."
    ),
    "card_too_small": PhotoWords(
        "The colour card is too small in the photo to be read.",
        "Hold it beside the face, as near to the camera as the face.",
    ),
    "card_turned_away": PhotoWords(
        "The colour card is turned too far away from the camera.",
        "Let it face the camera, as the face does.",
    ),
    "card_unevenly_lit": PhotoWords(
        "Light and shadow lie on the colour card, or a finger.",
        "Hold it by its edge, where the light is as on the face.",
    ),
    "card_glare": PhotoWords(
        "The colour card shines.", "Print it on matt paper, and tilt it until the shine is gone."
    ),
    "card_clipped": PhotoWords(
        "The colours of the card are too bright or too dark to be read.",
        "Use softer light, and tap on the face to set the exposure.",
    ),
    "card_colors_differ": PhotoWords(
        "The card's colours are not those of its design; the light is coloured, or the print is.",
        "Use daylight or a white lamp; if it stays so, print the card again.",
    ),
    "card_light_differs": PhotoWords(
        "The light on card and face differs more than in the baseline photo.",
        "Hold the card close beside the face, facing the same way.",
    ),
    "redness_needs_reference": PhotoWords(
        "Redness is measured against other skin, which an outline alone does not give.",
        now="Mark a patch of untreated skin.",
    ),
    "drawn_sharpness_unknown": PhotoWords(
        "No skin round the outline tells how sharp the photo is, so texture and relief are not "
        "compared.",
        "Leave room round the skin next time.",
    ),
    "not_registered": PhotoWords(
        "The outlined skin was not found again in this photo.",
        "Hold the camera as for the photo with the outline, and use even light.",
        now="Set anchors: the same spots in both photos.",
    ),
    "region_outside": PhotoWords(
        "The outlined skin lies partly outside this photo.",
        "Leave room around the skin next time.",
    ),
    "anchors_coincide": PhotoWords(
        "The anchors lie on one spot, so they cannot tell size and turn.",
        now="Set at least two anchors far apart.",
    ),
    "untreated_not_seen": PhotoWords(
        "The untreated skin that you marked cannot be measured in this photo.",
        "Keep it free of hair, cloth and shadow next time.",
    ),
}
