"""Place 468 points on a face with the MediaPipe face mesh.

Source: Kartynnik et al. 2019, "Real-time Facial Surface Geometry from Monocular Video on Mobile
GPUs"; model file from MediaPipe (Apache-2.0). Input 192 x 192 RGB scaled to 0..1, a crop 1.5 times
the face, rotated so that the eyes are level; output 468 x 3 in pixels of the crop and one logit.

The logit saturates and says little (a face without eyes still gets a high one), so a mesh is also
judged by its geometry. Mesh output is taken in edge coordinates (the first pixel spans 0..1): that
removes most of a constant shift measured on rendered faces. What leaves this module is in pixel
coordinates: the centre of the first pixel is (0, 0).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from threading import Lock
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from skintrack.analysis.face_detector import FaceBox, FaceDetector, detect_in_parts

INPUT_PX = 192
POINTS = 468
RIGHT_EYE_OUTER, LEFT_EYE_OUTER = 33, 263  # the patient's right and left
_CROP_FACTOR = 1.5
_REFINEMENTS = 2
_MIN_LOGIT = 5.0
_LEAST_WORKING_EDGE_PX = 900
_LEAST_EDGE_PX = 40
_OVERSAMPLE_ABOVE = 1.5  # picture pixels per mesh pixel
_MOUTH_MIDDLE, _FOREHEAD_TOP, _CHIN_BOTTOM = 13, 10, 152
_MIN_HEIGHT_PER_WIDTH = 0.6
# OpenCV fills its table of operators while it reads the first model. A second one that is read
# meanwhile finds half of them and is refused.
_READING = Lock()


@dataclass(frozen=True)
class FaceMesh:
    """A face found in a picture.

    Attributes
    ----------
    points : ndarray of float64, shape (468, 3)
        x and y in pixels of the picture, z in the same unit (smaller is nearer to the camera).
    logit : float
        Certainty of the model that this is a face.
    other_faces : int
        How many further faces are in the picture.
    """

    points: NDArray[np.float64]
    logit: float
    other_faces: int = 0

    @property
    def outline(self) -> NDArray[np.float64]:
        """Return x and y alone, shape (468, 2)."""
        return self.points[:, :2]


@dataclass(frozen=True)
class _Crop:
    """Where the mesh looks: centre, edge length and turn, in edge coordinates of a picture."""

    x: float
    y: float
    size: float
    roll_rad: float


class FaceMeshFinder:
    """Detector and mesh together, loaded once. Not safe for use from two threads at a time.

    Parameters
    ----------
    detector_model, mesh_model : bytes
        Contents of the two model files.
    """

    def __init__(self, detector_model: bytes, mesh_model: bytes) -> None:
        with _READING:
            self._detector = FaceDetector(detector_model)
            self._net = cv2.dnn.readNetFromTFLite(np.frombuffer(mesh_model, np.uint8))

    def find(self, image: NDArray[np.uint8]) -> FaceMesh | None:
        """Return the mesh of the largest face, or None where there is no face.

        Parameters
        ----------
        image : ndarray of uint8, shape (H, W, 3)
            RGB, upright. A picture lying on its side is tried turned as well.
        """
        if min(image.shape[:2]) < _LEAST_EDGE_PX:
            return None
        working, factor = _shrink(image)
        for faces in self._candidates(working):
            for face in sorted(faces, key=lambda face: -face.size * face.score):
                mesh = self._fit(image, working, factor, face, len(faces) - 1)
                if mesh is not None:
                    return mesh
        return None

    def detect(self, image: NDArray[np.uint8]) -> list[FaceBox]:
        """Return the faces that a look at the whole upright picture shows, without a mesh."""
        return self._detector.detect(image)

    def _candidates(self, working: NDArray[np.uint8]) -> Iterator[list[FaceBox]]:
        """Yield faces of the whole picture, of its parts, then of the picture turned."""
        yield self._detector.detect(working)
        yield detect_in_parts(self._detector, working)
        for quarter_turns in (1, 3, 2):
            turned = np.ascontiguousarray(np.rot90(working, quarter_turns))
            yield [
                _turn_back(face, quarter_turns, working.shape)
                for face in self._detector.detect(turned)
            ]

    def _fit(
        self,
        image: NDArray[np.uint8],
        working: NDArray[np.uint8],
        factor: int,
        face: FaceBox,
        other_faces: int,
    ) -> FaceMesh | None:
        crop = _Crop(face.x, face.y, face.size * _CROP_FACTOR, face.roll_rad)
        points, logit = self._look(working, crop)
        if logit < _MIN_LOGIT:
            return None
        # A small face is looked at in the full picture, where it has more pixels.
        source, scale = (image, factor) if crop.size < INPUT_PX else (working, 1)
        points = points * scale
        for _ in range(_REFINEMENTS):
            points, logit = self._look(source, _crop_round(points))
        if logit < _MIN_LOGIT or not _is_face_shaped(points):
            return None
        points = points * (factor / scale)
        points[:, :2] -= 0.5
        return FaceMesh(points, logit, other_faces)

    def _look(self, image: NDArray[np.uint8], crop: _Crop) -> tuple[NDArray[np.float64], float]:
        """Run the mesh on a crop; return the points in edge coordinates, and the logit."""
        scale = crop.size / INPUT_PX
        cos, sin = np.cos(crop.roll_rad) * scale, np.sin(crop.roll_rad) * scale
        turn = np.array([[cos, -sin], [sin, cos]])
        middle = np.array([crop.x, crop.y])
        corner = middle - turn @ np.full(2, INPUT_PX / 2)
        to_source = np.column_stack([turn, turn @ np.full(2, 0.5) + corner - 0.5])
        pixels = _sample(image, to_source, scale)
        self._net.setInput(
            np.ascontiguousarray(pixels.astype(np.float32).transpose(2, 0, 1)[None] / 255)
        )
        outputs = self._net.forward(self._net.getUnconnectedOutLayersNames())
        mesh = next(o for o in outputs if o.size == POINTS * 3).reshape(POINTS, 3)
        logit = float(next(o for o in outputs if o.size == 1).ravel()[0])
        points = np.empty((POINTS, 3))
        points[:, :2] = mesh[:, :2] @ turn.T + corner
        points[:, 2] = mesh[:, 2] * scale
        return points, logit


def _shrink(image: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], int]:
    """Halve a large picture as often as it bears, three times as fast as any other factor.

    Returns the picture and the factor.
    """
    factor = 1
    while max(image.shape[:2]) >= 2 * _LEAST_WORKING_EDGE_PX:
        height, width = (max(length // 2, 1) for length in image.shape[:2])
        part = image[: height * 2, : width * 2]
        image = cast(
            "NDArray[np.uint8]", cv2.resize(part, (width, height), interpolation=cv2.INTER_AREA)
        )
        factor *= 2
    return image, factor


def _sample(
    image: NDArray[np.uint8], to_source: NDArray[np.float64], scale: float
) -> NDArray[np.uint8]:
    """Warp a crop out of a picture, without aliasing when it is shrunk."""
    oversampling = 2 if scale > _OVERSAMPLE_ABOVE else 1
    size = INPUT_PX * oversampling
    matrix = to_source.copy()
    if oversampling > 1:
        matrix[:, :2] /= oversampling
        matrix[:, 2] -= to_source[:, :2] @ np.full(2, 0.25)
    pixels = cv2.warpAffine(
        image,
        matrix,
        (size, size),
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    if oversampling > 1:
        pixels = cv2.resize(pixels, (INPUT_PX, INPUT_PX), interpolation=cv2.INTER_AREA)
    return cast("NDArray[np.uint8]", pixels)


def _crop_round(points: NDArray[np.float64]) -> _Crop:
    """Return the crop round a mesh: level eyes, 1.5 times the larger extent."""
    eyes = points[LEFT_EYE_OUTER, :2] - points[RIGHT_EYE_OUTER, :2]
    roll = float(np.arctan2(eyes[1], eyes[0]))
    cos, sin = np.cos(roll), np.sin(roll)
    upright = points[:, :2] @ np.array([[cos, -sin], [sin, cos]])
    low, high = upright.min(axis=0), upright.max(axis=0)
    middle = np.array([[cos, -sin], [sin, cos]]) @ ((low + high) / 2)
    size = float((high - low).max()) * _CROP_FACTOR
    return _Crop(float(middle[0]), float(middle[1]), size, roll)


def _turn_back(face: FaceBox, quarter_turns: int, shape: tuple[int, ...]) -> FaceBox:
    """Express a box found in ``rot90(picture, quarter_turns)`` in the picture itself."""
    height, width = shape[:2]
    x, y = {
        1: (width - face.y, face.x),
        2: (width - face.x, height - face.y),
        3: (face.y, height - face.x),
    }[quarter_turns]
    roll = face.roll_rad + quarter_turns * np.pi / 2
    return FaceBox(x, y, face.size, float(roll), face.score)


def _is_face_shaped(points: NDArray[np.float64]) -> bool:
    """Whether the mesh has the order of a face: forehead over mouth over chin, not flat."""
    eyes = points[LEFT_EYE_OUTER, :2] - points[RIGHT_EYE_OUTER, :2]
    width = float(np.hypot(*eyes))
    if width == 0:
        return False
    down = np.array([-eyes[1], eyes[0]]) / width
    middle = (points[LEFT_EYE_OUTER, :2] + points[RIGHT_EYE_OUTER, :2]) / 2
    top, mouth, chin = (
        float((points[i, :2] - middle) @ down) for i in (_FOREHEAD_TOP, _MOUTH_MIDDLE, _CHIN_BOTTOM)
    )
    return top < 0 < mouth < chin and chin - top > _MIN_HEIGHT_PER_WIDTH * width
