"""Cameras are found without a sound, read frame by frame, and closed in any case."""

import threading

import numpy as np
import pytest

from skintrack.capture.best_shot import best_of
from skintrack.capture.camera import ConnectedCamera, VideoFile
from skintrack.capture.cameras import (
    ConnectedCameras,
    NoCameras,
    VideoAsCamera,
    linux_cameras,
)
from skintrack.capture.grabbing import Grabbing
from skintrack.errors import CameraError
from skintrack.model import Metric, PhotoAnalysis, QualityIssue, View
from skintrack.model.measurement import CaptureConditions
from tests.helpers.camera_video import write_video


@pytest.fixture
def video(tmp_path):
    frames = [np.full((48, 64, 3), (200, 60, 10 * number), np.uint8) for number in range(5)]
    return write_video(tmp_path / "a.avi", frames)


def test_linux_names_each_camera_once(tmp_path):
    devices, names = tmp_path / "dev", tmp_path / "names"
    devices.mkdir()
    for number, index, name in ((10, 0, "Outside"), (2, 0, "Built-in"), (3, 1, "Built-in")):
        (devices / f"video{number}").touch()
        (names / f"video{number}").mkdir(parents=True)
        (names / f"video{number}" / "index").write_text(f"{index}\n")
        (names / f"video{number}" / "name").write_text(f"{name}\n")
    (devices / "video-codec").touch()
    assert linux_cameras(devices, names) == ((2, "Built-in"), (10, "Outside"))


def test_where_there_is_nothing_nothing_is_said(tmp_path, capfd):
    assert linux_cameras(tmp_path / "none", tmp_path / "none") == ()
    assert NoCameras().find() == ()
    ConnectedCameras().find()
    with pytest.raises(CameraError) as caught:
        ConnectedCamera(97)
    assert caught.value.code == "camera_in_use"
    assert capfd.readouterr() == ("", "")


def test_a_video_gives_rgb_frames_and_begins_again(video):
    camera = VideoFile(video)
    for _ in range(12):
        frame = camera.read()
        assert frame.shape == (48, 64, 3)
        assert frame.dtype == np.uint8
        red, green, _ = frame.mean(axis=(0, 1))
        assert red > 150 > green
    camera.close()


def test_a_video_that_ends_is_a_camera_that_is_gone(video):
    camera = VideoFile(video, is_endless=False)
    for _ in range(5):
        camera.read()
    with pytest.raises(CameraError) as caught:
        camera.read()
    assert caught.value.code == "camera_lost"
    camera.close()


def test_what_is_no_video_gives_no_picture(tmp_path, capfd):
    path = tmp_path / "a.avi"
    path.write_bytes(b"no video")
    with pytest.raises(CameraError):
        VideoFile(path)
    assert capfd.readouterr() == ("", "")


class Still:
    """A camera with one picture that notes that it was closed."""

    def __init__(self, most=1000):
        self.left = most
        self.is_closed = False

    def read(self):
        self.left -= 1
        if self.left < 0:
            raise CameraError("gone")
        return np.zeros((4, 4, 3), np.uint8)

    def close(self):
        self.is_closed = True


def test_grabbing_ends_when_it_is_told_to_and_closes_the_camera():
    camera, frames = Still(), []

    def take(frame):
        frames.append(frame)
        if len(frames) == 3:
            grabbing.stop()

    grabbing = Grabbing(take)
    grabbing.run(lambda: camera)
    assert [frame.number for frame in frames] == [1, 2, 3]
    assert all(frame.captured_at.tzinfo is not None for frame in frames)
    assert camera.is_closed


def test_a_camera_that_fails_is_closed_too():
    camera = Still(most=2)
    with pytest.raises(CameraError):
        Grabbing(lambda _frame: None).run(lambda: camera)
    assert camera.is_closed


def test_grabbing_that_was_stopped_before_it_began_opens_nothing():
    grabbing = Grabbing(lambda _frame: None)
    grabbing.stop()
    grabbing.run(lambda: pytest.fail("opened"))


def test_it_can_be_stopped_from_another_thread(video):
    (choice,) = VideoAsCamera(video).find()
    seen = threading.Event()
    grabbing = Grabbing(lambda _frame: seen.set())
    thread = threading.Thread(target=grabbing.run, args=(choice.open,))
    thread.start()
    assert seen.wait(5)
    grabbing.stop()
    thread.join(5)
    assert not thread.is_alive()


# The best of three


def shot(*withheld, sharpness=0.0, remarks=0):
    issues = [QualityIssue("some", "Some.", frozenset({metric})) for metric in withheld]
    issues += [QualityIssue("remark", "A remark.") for _ in range(remarks)]
    return PhotoAnalysis(
        algorithm="1",
        sha256="",
        view=View.FRONT,
        to_canonical=None,
        outlines={},
        measurements=(),
        valid_fraction={},
        usable_for=frozenset(Metric) - set(withheld),
        issues=tuple(issues),
        conditions=CaptureConditions(sharpness=sharpness),
    )


def test_the_best_shot_limits_least_and_then_is_the_sharpest():
    assert best_of([shot(Metric.TEXTURE), shot(), shot(remarks=1)]) == 1
    assert best_of([shot(sharpness=-1.0), shot(sharpness=-0.5), shot(sharpness=-0.8)]) == 1
    assert best_of([None, shot(Metric.TEXTURE, Metric.RELIEF), shot(Metric.TEXTURE)]) == 2


def test_of_shots_that_show_nothing_none_is_best():
    assert best_of([shot(*Metric), None]) is None
    assert best_of([]) is None
