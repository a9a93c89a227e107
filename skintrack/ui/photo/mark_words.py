"""The words for what is set by hand in a photo."""

from skintrack.model.face_point import FacePoint
from skintrack.ui.words import tr
from skintrack.workflows.pin_places import NoPlace


def face_point_name(point: FacePoint) -> str:
    """Return the name of a point, by the patient's side."""
    return {
        FacePoint.RIGHT_EYE_OUTER: tr("Right eye, outer corner"),
        FacePoint.LEFT_EYE_OUTER: tr("Left eye, outer corner"),
        FacePoint.RIGHT_EYE_INNER: tr("Right eye, inner corner"),
        FacePoint.LEFT_EYE_INNER: tr("Left eye, inner corner"),
        FacePoint.NOSE_TIP: tr("Tip of the nose"),
        FacePoint.MOUTH_RIGHT: tr("Mouth, right corner"),
        FacePoint.MOUTH_LEFT: tr("Mouth, left corner"),
        FacePoint.CHIN: tr("Lowest point of the chin"),
        FacePoint.RIGHT_CHEEK_SIDE: tr("Right cheek, at the ear"),
        FacePoint.LEFT_CHEEK_SIDE: tr("Left cheek, at the ear"),
        FacePoint.HAIRLINE: tr("Middle of the hairline"),
    }[point]


def no_place_words(reason: NoPlace) -> str:
    """Say shortly why it is not known where a spot is in a photo."""
    return {
        NoPlace.NOT_MEASURED: tr("Not measured yet"),
        NoPlace.NO_ALIGNMENT: tr("No face or region found here"),
        NoPlace.DOUBTFUL: tr("The face is cut off or unclear here"),
        NoPlace.FIRST_NOT_ALIGNED: tr("Not aligned with the photo of the pin"),
        NoPlace.OUTSIDE: tr("Outside this photo"),
    }[reason]
