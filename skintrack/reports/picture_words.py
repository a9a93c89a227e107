"""What is said of photos that are shown in part, or not at all."""

from skintrack.model.phrase import Phrase
from skintrack.model.report_choices import PhotoPrivacy

NO_PHOTOS = Phrase("Photos are left out on request")
NO_FACE_TO_COVER = Phrase("Not shown: no face was found, so the eyes cannot be covered safely")
EYES_IN_DOUBT = Phrase("Not shown: it is not certain where the eyes are")
NO_REGION = Phrase("Not shown: the measured skin was not found")
REGION_IN_DOUBT = Phrase("Not shown: the skin cannot be told from the rest of the face safely")

ALIGNED = Phrase("Turned and scaled to the common frame.")
NOT_ALIGNED = Phrase("The whole photo, not aligned.")
HOW_SHOWN = {
    PhotoPrivacy.EYES_COVERED: Phrase("Turned and scaled to the common frame, the eyes covered."),
    PhotoPrivacy.REGION_ONLY: Phrase(
        "Only the measured skin, turned and scaled to the common frame."
    ),
}
"""How a photo was made for a print, where not all of it is shown."""

_OF_ALL = {
    PhotoPrivacy.EYES_COVERED: Phrase("The eyes are covered in all photos."),
    PhotoPrivacy.REGION_ONLY: Phrase(
        "Only the measured skin is shown, at the same scale in all photos of a face."
    ),
    PhotoPrivacy.NONE: Phrase("Photos are left out on request; the numbers come from them."),
}


def privacy_note(privacy: PhotoPrivacy) -> str:
    """Return one sentence on how photos are shown; empty where they are shown as they are."""
    return _OF_ALL.get(privacy, "")
