"""A rendered face in front of a camera: a video file, and the photo that it should repeat."""

from functools import cache

import cv2
import numpy as np

from skintrack.phantom.person import person
from skintrack.phantom.pose import Pose
from skintrack.phantom.render import render_photo
from skintrack.phantom.subject import build_subject

RATE = 15
STRAIGHT, TURNED, FAR = Pose(), Pose(yaw_deg=-14.0), Pose(distance_mm=640.0)


@cache
def photo_of(pose=STRAIGHT):
    """Return a portrait of an invented person, 1200 x 1600."""
    return render_photo(_somebody(), pose=pose).image


@cache
def _somebody():
    return build_subject(person(0))


def frame_of(pose=STRAIGHT):
    """Return the same face as a camera with a wide picture sees it, 1280 x 720."""
    middle = cv2.resize(photo_of(pose)[350:1250], (960, 720), interpolation=cv2.INTER_AREA)
    wide = cv2.copyMakeBorder(middle, 0, 0, 160, 160, cv2.BORDER_REPLICATE)
    return np.asarray(wide, np.uint8)


def write_video(path, frames):
    """Write a video; lossy, as from a camera."""
    height, width = frames[0].shape[:2]
    fourcc = cv2.VideoWriter.fourcc(*"MJPG")
    writer = cv2.VideoWriter(str(path), fourcc, RATE, (width, height))
    for frame in frames:
        writer.write(cv2.cvtColor(frame, cv2.COLOR_RGB2BGR))
    writer.release()
    return path
