"""Which cameras there are, and how to open one."""

import platform
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from skintrack.capture.camera import Camera, ConnectedCamera, VideoFile, silence

_DEVICES = Path("/dev")
_NAMES = Path("/sys/class/video4linux")
_MOST = 6


@dataclass(frozen=True)
class CameraChoice:
    """One camera: its name as the system says it (empty where it does not), and how to open it."""

    name: str
    open: Callable[[], Camera]


class CameraSource(Protocol):
    """Knows the cameras; asked on the camera's thread, since looking may take a moment."""

    def find(self) -> tuple[CameraChoice, ...]:
        """Return the cameras that are there now."""


class ConnectedCameras:
    """The cameras of this computer."""

    def find(self) -> tuple[CameraChoice, ...]:
        """Return the cameras that are there now."""
        if platform.system() == "Linux":
            return tuple(CameraChoice(name, _Opening(index)) for index, name in linux_cameras())
        return tuple(CameraChoice("", _Opening(index)) for index in _answering())


class VideoAsCamera:
    """A video file in place of the cameras, for tests and pictures of the window.

    Parameters
    ----------
    path : Path
        See ``VideoFile``.
    is_endless : bool
        Whether it begins again at its end.
    """

    def __init__(self, path: Path, *, is_endless: bool = True) -> None:
        self._path = path
        self._is_endless = is_endless

    def find(self) -> tuple[CameraChoice, ...]:
        """Return the video as the only camera."""
        return (CameraChoice(self._path.stem, self._open),)

    def _open(self) -> Camera:
        return VideoFile(self._path, is_endless=self._is_endless)


class NoCameras:
    """A computer without a camera."""

    def find(self) -> tuple[CameraChoice, ...]:
        """Return nothing."""
        return ()


@dataclass(frozen=True)
class _Opening:
    index: int

    def __call__(self) -> Camera:
        return ConnectedCamera(self.index)


def linux_cameras(devices: Path = _DEVICES, names: Path = _NAMES) -> tuple[tuple[int, str], ...]:
    """Return number and name of each camera without opening any.

    A camera has several devices; the one with index 0 gives pictures, the others data about them.

    Parameters
    ----------
    devices, names : Path
        Where the system keeps them.
    """
    found = []
    for device in devices.glob("video*"):
        digits = device.name.removeprefix("video")
        if not digits.isdecimal() or _read(names / device.name / "index") not in {"", "0"}:
            continue
        found.append((int(digits), _read(names / device.name / "name")))
    return tuple(sorted(found))


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def _answering() -> list[int]:
    """Try the first few numbers; elsewhere than on Linux nothing else tells what is there."""
    import cv2

    silence()
    found = []
    for index in range(_MOST):
        capture = cv2.VideoCapture(index)
        is_open = capture.isOpened()
        capture.release()
        if not is_open:
            break
        found.append(index)
    return found
