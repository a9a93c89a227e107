"""What each finding of a pair means, and how to take the next photo like the earlier one.

``{when}`` stands for the day of the earlier photo: "on 3 May", or "for the earlier photo";
``{regions}`` for the regions concerned, ``{what}`` for the metrics where they are not all. Sides
are said twice, as the patient has them and as the picture shows them, so that nobody has to guess.
"""

from typing import NamedTuple

from skintrack.model.phrase import Phrase


class PairWords(NamedTuple):
    """A finding in plain words: how the later photo differs, and what to do next time."""

    message: str
    advice: str


_STAND = Phrase("Stand where you stood {when}.")
_LAMP_HEIGHT = Phrase("Stand where you stood {when}, with the lamp at the same height.")
_DISTANCE = Phrase("Keep distance and camera as {when}.")
_SAME_LIGHT = Phrase("Use the same lamp or window as {when}.")
_MODE = Phrase("Use the same camera and mode as {when}, without a filter.")
_TURN = Phrase("Point the nose where it pointed {when}.")
_NOD = Phrase("Hold head and camera as {when}.")
_HAIR = Phrase("Keep hair and light as {when}.")
_OTHER_PHOTO = Phrase("Compare with a photo of bare skin if you have one.")

PAIR_WORDS = {
    "view_differs": PairWords(
        "The photos show different sides of the face.", "Compare photos of one view."
    ),
    "days_reversed": PairWords(
        "The photo shown as the later one was taken first, so better and worse change places.",
        "Swap the two photos.",
    ),
    "sharpness_not_known": PairWords(
        "How sharp the two photos are cannot be told, so texture and relief are not compared.",
        "Keep both brows in sight next time.",
    ),
    "expression_differs": PairWords(
        "The expression differs.", "A neutral face with closed lips is easiest to repeat."
    ),
    "little_common_skin": PairWords(
        "Too little of the same skin can be seen in both photos{what}: {regions}.", _HAIR
    ),
    "colors_do_not_match": PairWords(
        "The colours of the skin differ in more than the light, as by a filter or mixed lamps.",
        "Use one kind of light and no filter, as {when}.",
    ),
    "reference_differs": PairWords(
        "Redness was measured against different skin in the two photos.",
        "Mark the same patch of untreated skin in both, or in neither.",
    ),
    "card_missing_later": PairWords(
        "Only the earlier photo shows the colour card, so redness of the whole face cannot be "
        "compared.",
        "Hold the same card again.",
    ),
    "card_missing_earlier": PairWords(
        "Only the later photo shows a colour card, so redness of the whole face cannot be "
        "compared.",
        "Keep holding it from now on.",
    ),
    "card_print_differs": PairWords(
        "The photos show different prints of the colour card, and each print has its own colours.",
        "Use the print of the earlier photo. A lost card means a new start for the whole face.",
    ),
    "make_up_in_both": PairWords(
        "Both photos show make-up, so the numbers tell of make-up and skin together.",
        "Photos of bare skin tell more.",
    ),
    "wet_in_both": PairWords(
        "The skin is wet or freshly creamed in both photos, which hides fine lines.",
        "Photos of dry, bare skin tell more.",
    ),
    "flushed_in_both": PairWords(
        "The skin was just washed or warm in both photos, which adds redness.",
        "Let the skin settle before the next photo.",
    ),
    "region_differs": PairWords(
        "The outline was drawn anew between the two measurements.", "Measure both photos again."
    ),
    "region_size_differs": PairWords(
        "The outlined skin has another size in the photo than before.", _DISTANCE
    ),
    "control_differs": PairWords(
        "Too little skin round the outline can be seen in both photos to tell focus from skin.",
        "Leave room around the skin, as {when}.",
    ),
    "untreated_light_differs": PairWords(
        "The untreated skin stands in other light than before, beside the rest.", _STAND
    ),
    "light_direction_differs": PairWords(
        "The light falls on the skin from another side than before.", _SAME_LIGHT
    ),
}

# First where the figure is lower than in the earlier photo (or the earlier one has the state).
PAIR_WORDS_BY_DIRECTION = {
    "distance_differs": (
        PairWords("The face is smaller in the photo than before.", "Come as close as {when}."),
        PairWords("The face is larger in the photo than before.", "Stay as far away as {when}."),
    ),
    "skin_share_differs": (
        PairWords(
            "Less of the skin can be measured than before (hair, shadow, glare, overexposure).",
            _HAIR,
        ),
        PairWords(
            "More of the skin can be measured than before (hair, shadow, glare, overexposure).",
            _HAIR,
        ),
    ),
    "light_color_differs": (
        PairWords("The colour of the light is cooler than before.", _SAME_LIGHT),
        PairWords("The colour of the light is warmer than before.", _SAME_LIGHT),
    ),
    "exposure_differs": (
        PairWords("The photo is darker than before.", "Use as much light as {when}."),
        PairWords("The photo is brighter than before.", "Use no more light than {when}."),
    ),
    "sharpness_differs": (
        PairWords(
            "The photo is less sharp than before.", "Wipe the lens, and tap on the face to focus."
        ),
        PairWords("The photo is sharper than before.", "Use the same camera and mode as {when}."),
    ),
    "light_side_differs": (
        PairWords(
            "The light comes more from the patient's right (left in the picture) than before.",
            _STAND,
        ),
        PairWords(
            "The light comes more from the patient's left (right in the picture) than before.",
            _STAND,
        ),
    ),
    "light_pattern_differs": (
        PairWords("The light falls on the face in another way than before, and softer.", _STAND),
        PairWords("The light falls on the face in another way than before, and harder.", _STAND),
    ),
    "tone_curve_differs": (
        PairWords(
            "The camera shows light and dark with less contrast than before, as HDR does.", _MODE
        ),
        PairWords("The camera shows light and dark with more contrast than before.", _MODE),
    ),
    "noise_differs": (
        PairWords("The photo has less grain than before, as a beauty filter leaves it.", _MODE),
        PairWords("The photo has more grain than before.", "Use as much light as {when}."),
    ),
    "light_height_differs": (
        PairWords("The light comes more from below than before.", _LAMP_HEIGHT),
        PairWords("The light comes more from above than before.", _LAMP_HEIGHT),
    ),
    "turn_differs": (
        PairWords(
            "The head is turned more to the patient's right (left in the picture) than before.",
            _TURN,
        ),
        PairWords(
            "The head is turned more to the patient's left (right in the picture) than before.",
            _TURN,
        ),
    ),
    "nod_differs": (
        PairWords("The chin is higher than before.", _NOD),
        PairWords("The chin is lower than before.", _NOD),
    ),
    "make_up_differs": (
        PairWords("Only the earlier photo is noted as with make-up.", _OTHER_PHOTO),
        PairWords(
            "Only the later photo is noted as with make-up.",
            "Take the next one before you put it on.",
        ),
    ),
    "wet_differs": (
        PairWords("Only the earlier photo is noted as wet or freshly creamed.", _OTHER_PHOTO),
        PairWords(
            "Only the later photo is noted as wet or freshly creamed.",
            "Let the skin dry before the next one.",
        ),
    ),
    "flushed_differs": (
        PairWords(
            "Only in the earlier photo the skin is noted as just washed or warm.", _OTHER_PHOTO
        ),
        PairWords(
            "Only in the later photo the skin is noted as just washed or warm.",
            "Let it cool and settle before the next one.",
        ),
    ),
}
