"""The words for what is set by hand in a photo."""

from skintrack.model.face_point import FacePoint
from skintrack.ui.words import tr
from skintrack.workflows.pin_places import NoPlace


def face_point_name(point: FacePoint) -> str:
    """Return the name of a point, by the patient's side and as the picture shows it."""
    return {
        FacePoint.RIGHT_EYE_OUTER: tr("Right eye, outer corner (left in the picture)"),
        FacePoint.LEFT_EYE_OUTER: tr("Left eye, outer corner (right in the picture)"),
        FacePoint.RIGHT_EYE_INNER: tr("Right eye, inner corner (left in the picture)"),
        FacePoint.LEFT_EYE_INNER: tr("Left eye, inner corner (right in the picture)"),
        FacePoint.NOSE_TIP: tr("Tip of the nose"),
        FacePoint.MOUTH_RIGHT: tr("Right corner of the mouth (left in the picture)"),
        FacePoint.MOUTH_LEFT: tr("Left corner of the mouth (right in the picture)"),
        FacePoint.CHIN: tr("Lowest point of the chin"),
        FacePoint.RIGHT_CHEEK_SIDE: tr("Right cheek, in front of the ear (left in the picture)"),
        FacePoint.LEFT_CHEEK_SIDE: tr("Left cheek, in front of the ear (right in the picture)"),
        FacePoint.HAIRLINE: tr("Middle of the hairline"),
    }[point]


def no_place_words(reason: NoPlace) -> str:
    """Say shortly why it is not known where a spot is in a photo."""
    return {
        NoPlace.NOT_MEASURED: tr("Not measured yet"),
        NoPlace.NO_ALIGNMENT: tr("No face or region found here"),
        NoPlace.FIRST_NOT_ALIGNED: tr("Not aligned with the photo of the pin"),
        NoPlace.OUTSIDE: tr("Outside this photo"),
    }[reason]
