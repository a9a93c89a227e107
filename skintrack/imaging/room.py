"""Memory for pixels that the caller has already: fresh memory takes as long as a tenth of decoding.

Used where it is large enough; a picture that must be converted first may need other memory.
"""

import numpy as np
import numpy.typing as npt

Room = memoryview | None
"""Memory that may be written; None takes fresh memory."""


def empty_image(height: int, width: int, room: Room) -> npt.NDArray[np.uint8]:
    """Return an image, (height, width, 3), whose pixels are still to be written."""
    if room is None or height * width * 3 > room.nbytes:
        return np.empty((height, width, 3), np.uint8)
    return np.ndarray((height, width, 3), np.uint8, buffer=room)
