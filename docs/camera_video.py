"""A video in place of a camera: the latest photo of a course, as a wide camera would see it."""

from pathlib import Path

import cv2

from skintrack.imaging.decode import decode_bytes
from skintrack.model import View
from skintrack.ui.services import Services

SIZE, RATE, FRAMES = (1280, 720), 15, 30
ROWS = (385, 1285)  # of a photo of the sample, round the face


def write_video_of_course(path: Path, services: Services) -> None:
    """Write a video of the latest front photo of the course that is open."""
    state, files = services.course.state, services.desk.photo_files
    if state is None or files is None:
        raise ValueError("No course is open.")
    photo = state.dated_photos(View.FRONT)[-1]
    rows = decode_bytes(files.read_original(photo), photo.original_name).image[ROWS[0] : ROWS[1]]
    width = round(rows.shape[1] * SIZE[1] / rows.shape[0])
    small = cv2.resize(rows, (width, SIZE[1]), interpolation=cv2.INTER_AREA)
    side = (SIZE[0] - width) // 2
    frame = cv2.copyMakeBorder(small, 0, 0, side, side, cv2.BORDER_REPLICATE)
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), RATE, SIZE)
    for _ in range(FRAMES):
        writer.write(cv2.cvtColor(frame, cv2.COLOR_RGB2BGR))
    writer.release()
