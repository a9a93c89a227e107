"""Why there is no picture, each in one sentence."""

from skintrack.errors import CameraError
from skintrack.model.phrase import Phrase

MISSING, IN_USE, LOST = "camera_missing", "camera_in_use", "camera_lost"


def camera_missing() -> CameraError:
    """Say that no camera is connected."""
    return CameraError(Phrase("No camera was found on this computer."), MISSING)


def camera_in_use() -> CameraError:
    """Say that a camera is there but gives no picture."""
    return CameraError(
        Phrase(
            "The camera gives no picture. Another program may be using it, or this program may "
            "not be allowed to use it."
        ),
        IN_USE,
    )


def camera_lost() -> CameraError:
    """Say that the camera was there a moment ago and is not any more."""
    return CameraError(Phrase("The camera is gone. Is it still plugged in?"), LOST)
