"""Find faces in a picture with BlazeFace, short range.

Source: Bazarevsky et al. 2019, "BlazeFace: Sub-millisecond Neural Face Detection on Mobile GPUs";
model file from MediaPipe (Apache-2.0). Input 128 x 128 RGB, letterboxed, scaled to -1..1. For each
of 896 anchors it gives a logit and 16 numbers: box centre and size and six key points, in pixels
of the 128 px input relative to the anchor.

Coordinates here are *edge* coordinates: the first pixel spans 0..1 and its centre lies at 0.5.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

INPUT_PX = 128
_MIN_SCORE = 0.5
_SAME_FACE_OVERLAP = 0.3
_ANCHOR_GRIDS = ((16, 2), (8, 6))  # cells a side, anchors a cell


@dataclass(frozen=True)
class FaceBox:
    """One face: centre and edge length of its box, roll of the line between the eyes, 0..1 score.

    Lengths in pixels of the picture; ``roll_rad`` is positive when the head is turned clockwise
    as seen. ``eyes`` are the middles of the eyes as ``detect`` has seen them.
    """

    x: float
    y: float
    size: float
    roll_rad: float
    score: float
    eyes: tuple[tuple[float, float], ...] = ()


def _anchors() -> NDArray[np.float32]:
    """Return the anchor centres, (896, 2), in pixels of the input."""
    parts = []
    for cells, per_cell in _ANCHOR_GRIDS:
        centres = (np.arange(cells, dtype=np.float32) + 0.5) * (INPUT_PX / cells)
        grid = np.stack(np.meshgrid(centres, centres), axis=-1).reshape(-1, 2)
        parts.append(np.repeat(grid, per_cell, axis=0))
    return np.concatenate(parts)


def _overlap(a: FaceBox, b: FaceBox) -> float:
    """Return intersection over union of two square boxes."""
    width = min(a.x + a.size / 2, b.x + b.size / 2) - max(a.x - a.size / 2, b.x - b.size / 2)
    height = min(a.y + a.size / 2, b.y + b.size / 2) - max(a.y - a.size / 2, b.y - b.size / 2)
    common = max(width, 0.0) * max(height, 0.0)
    return common / (a.size**2 + b.size**2 - common)


class FaceDetector:
    """BlazeFace, loaded once. Not safe for use from two threads at a time.

    Parameters
    ----------
    model : bytes
        Content of ``face_detection_short_range.tflite``.
    """

    def __init__(self, model: bytes) -> None:
        self._net = cv2.dnn.readNetFromTFLite(np.frombuffer(model, np.uint8))
        self._anchors = _anchors()

    def detect(self, image: NDArray[np.uint8]) -> list[FaceBox]:
        """Return the faces of a picture, the most certain first.

        Parameters
        ----------
        image : ndarray of uint8, shape (H, W, 3)
            RGB.
        """
        height, width = image.shape[:2]
        side = max(height, width)
        scaled = (max(round(width * INPUT_PX / side), 1), max(round(height * INPUT_PX / side), 1))
        small = cv2.resize(image, scaled, interpolation=cv2.INTER_AREA)
        left, top = (INPUT_PX - scaled[0]) // 2, (INPUT_PX - scaled[1]) // 2
        boxed = np.zeros((INPUT_PX, INPUT_PX, 3), np.float32)
        boxed[top : top + scaled[1], left : left + scaled[0]] = small
        self._net.setInput(np.ascontiguousarray((boxed / 127.5 - 1).transpose(2, 0, 1)[None]))
        logits, numbers = self._net.forward(("classificators", "regressors"))
        scores = 1 / (1 + np.exp(-np.clip(logits.ravel(), -50, 50)))
        kept = np.flatnonzero(scores >= _MIN_SCORE)
        offset, factor = np.array([left, top], np.float32), side / INPUT_PX
        faces = [
            self._box(numbers[0, i], self._anchors[i] - offset, factor, float(scores[i]))
            for i in kept[np.argsort(-scores[kept])]
        ]
        return _without_repeats(faces)

    @staticmethod
    def _box(
        numbers: NDArray[np.float32], anchor: NDArray[np.float32], factor: float, score: float
    ) -> FaceBox:
        points = (numbers.reshape(8, 2)[[0, 2, 3]] + anchor) * factor
        eyes = points[2] - points[1]
        return FaceBox(
            x=float(points[0, 0]),
            y=float(points[0, 1]),
            size=float(numbers[2:4].max()) * factor,
            roll_rad=float(np.arctan2(eyes[1], eyes[0])),
            score=score,
            eyes=tuple((float(x), float(y)) for x, y in points[1:]),
        )


def _without_repeats(faces: list[FaceBox]) -> list[FaceBox]:
    """Keep the most certain of overlapping boxes (``faces`` is sorted by score)."""
    kept: list[FaceBox] = []
    for face in faces:
        if all(_overlap(face, other) < _SAME_FACE_OVERLAP for other in kept):
            kept.append(face)
    return kept


def detect_in_parts(detector: FaceDetector, image: NDArray[np.uint8]) -> list[FaceBox]:
    """Look for faces too small for the whole picture: in overlapping windows of half the edge."""
    height, width = image.shape[:2]
    side = max(height, width) // 2
    found: list[FaceBox] = []
    for top in _starts(height, side):
        for left in _starts(width, side):
            window = image[top : top + side, left : left + side]
            found += [
                FaceBox(face.x + left, face.y + top, face.size, face.roll_rad, face.score)
                for face in detector.detect(window)
            ]
    return _without_repeats(sorted(found, key=lambda face: -face.score))


def _starts(length: int, side: int) -> list[int]:
    """Return where windows of ``side`` begin so that they overlap by half and reach the end."""
    if length <= side:
        return [0]
    return [*range(0, length - side, max(side // 2, 1)), length - side]
