"""A rendered face in front of a camera: a video file, and the photo that it should repeat."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

import cv2
import numpy as np

from skintrack.capture.cameras import VideoAsCamera
from skintrack.imaging.export import encode_jpeg
from skintrack.library import Library
from skintrack.model import View
from skintrack.phantom.person import person
from skintrack.phantom.pose import Pose
from skintrack.phantom.render import render_photo
from skintrack.phantom.subject import build_subject
from skintrack.workflows import analyse_photos, import_photos

RATE = 15
BASELINE = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)
STRAIGHT, TURNED = Pose(), Pose(yaw_deg=-14.0)


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


def make_videos(folder):
    """Write the videos of the tests: two that are endless, and one that ends."""
    straight, turned = frame_of(STRAIGHT), frame_of(TURNED)
    return {
        "straight": write_video(folder / "straight.avi", [straight] * 30),
        "turned": write_video(folder / "turned.avi", [turned] * 30),
        "one second": write_video(folder / "short.avi", [straight] * 15),
    }


def make_faces_library(folder):
    """Make a measured library with one photo of the face, and return where it is."""
    library = Library.create(folder / "library", "Acne scars", "acne_scars")
    path = folder / "baseline.jpg"
    path.write_bytes(encode_jpeg(photo_of(), 95))
    import_photos.run(library, [path], captured_at=BASELINE, view=View.FRONT)
    analyse_photos.analyse_library(library)
    library.close()
    return folder / "library"


class TwoCameras:
    """Two videos in place of two cameras."""

    def __init__(self, videos):
        self._videos = videos

    def find(self):
        return tuple(
            replace(VideoAsCamera(self._videos[key]).find()[0], name=name)
            for key, name in (("straight", "Built-in"), ("turned", ""))
        )
