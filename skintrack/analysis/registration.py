"""Find a region of one photo again in another: features, RANSAC, then correlation.

The features are AKAZE (Alcantarilla et al. 2013) on a small grey copy with levelled contrast; the
agreeing ones are found by RANSAC (Fischler and Bolles 1981) with a similarity, which keeps texture
as it is. The enhanced correlation coefficient (Evangelidis and Psarakis 2008) refines it on the
skin itself. What the skin does not confirm is refused: a familiar wall or a piece of clothing
beside it must not carry a measurement. Figures behind the limits: ``docs/measurement.md``.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from skintrack.analysis.canonical_frame import transform_points

WORKING_PX = 640
FEWEST_INLIERS = 8
LEAST_CORRELATION = 0.30
SCALES = (0.35, 2.9)  # of the two photos' skin; beyond, a match is chance
_THRESHOLD, _MOST_POINTS = 2e-4, 1200
_CLIP_LIMIT, _TILES = 3.0, (8, 8)
_RATIO = 0.8
_RANSAC_PX, _RANSAC_TURNS, _RANSAC_SURE = 3.0, 4000, 0.999
_NEAR, _WIDE = 0.35, 1.5  # how far round the outline features count, in its longer sides
_PATCH_PX, _PATCH_MARGIN = 200.0, 0.10  # longer side of the outline while refining
_LEVEL_SIGMA_PX, _LEAST_SPREAD = 8.0, 0.01
_MOST_TURNS, _ENOUGH = 40, 1e-4
_MOST_MOVE = 0.08  # of the outline's longer side, while refining
_LEAST_OVERLAP = 0.6
_SURE, _SEARCH = 0.5, 0.10  # search by so many longer sides unless the start is as sure as this
_FEWEST_PAIRS = 2


@dataclass(frozen=True)
class Features:
    """What a photo is recognised by.

    Attributes
    ----------
    gray : ndarray of uint8, shape (h, w)
        The photo, at most ``WORKING_PX`` on its longer side.
    scale : float
        Pixels of ``gray`` per pixel of the photo.
    points : ndarray, shape (N, 2)
        Places in pixels of ``gray``.
    descriptors : ndarray of uint8, shape (N, 61)
    """

    gray: NDArray[np.uint8]
    scale: float
    points: NDArray[np.float64]
    descriptors: NDArray[np.uint8]


@dataclass(frozen=True)
class Registration:
    """How a photo lies on the reference photo.

    Attributes
    ----------
    similarity : ndarray, shape (2, 3)
        From pixels of the photo to pixels of the reference photo.
    inliers : int
        Features that agree; 0 where anchors were set by hand.
    reprojection_error : float
        RMS distance of the features, or anchors, that agree, in longer sides of the region.
    correlation : float or None
        Of the levelled brightness inside the region, -1..1; None where it was not looked at.
    """

    similarity: NDArray[np.float64]
    inliers: int
    reprojection_error: float
    correlation: float | None


@dataclass(frozen=True)
class NotRegistered:
    """Why a photo could not be laid on the reference.

    ``reason`` is ``few_features``, ``no_agreement``, ``skin_differs``, ``outside`` or
    ``anchors_coincide``; ``figure`` the number behind it.
    """

    reason: str
    figure: float


def find_features(image: NDArray[np.uint8]) -> Features:
    """Return what a photo is recognised by.

    Parameters
    ----------
    image : ndarray of uint8, shape (H, W, 3)
        sRGB, upright.
    """
    gray = np.asarray(cv2.cvtColor(shrunk(image), cv2.COLOR_RGB2GRAY), np.uint8)
    level = cv2.createCLAHE(_CLIP_LIMIT, _TILES).apply(gray)
    finder = cv2.AKAZE.create(threshold=_THRESHOLD, max_points=_MOST_POINTS)
    keys, found = finder.detectAndCompute(level, np.empty((0, 0), np.uint8))
    points = np.array([key.pt for key in keys], np.float64).reshape(-1, 2)
    width = finder.descriptorSize()
    descriptors = np.zeros((0, width), np.uint8) if len(keys) == 0 else np.asarray(found, np.uint8)
    return Features(gray, gray.shape[1] / image.shape[1], points, descriptors)


def register(
    photo: Features, reference: Features, outline: NDArray[np.float64]
) -> Registration | NotRegistered:
    """Lay a photo on the reference photo by the skin in and round a region.

    Parameters
    ----------
    photo, reference : Features
    outline : ndarray, shape (N, 2)
        The region in pixels of the reference photo.
    """
    patch = _Patch(reference, outline)
    refusal = NotRegistered("few_features", float(len(photo.points)))
    # The skin nearest to the region speaks first: what lies farther away may have moved with
    # respect to it.
    for reach in (_NEAR, _WIDE):
        matched = _match(photo, reference, _near(reference, outline, reach))
        if len(matched[0]) < FEWEST_INLIERS:
            refusal = NotRegistered("few_features", float(len(matched[0])))
            continue
        agreed = _agree(*matched)
        if isinstance(agreed, NotRegistered):
            refusal = agreed
            continue
        refined, correlation = patch.refine(photo, agreed.similarity)
        if correlation is not None and correlation >= LEAST_CORRELATION:
            side = _longer_side(outline) * reference.scale
            whole = _between_photos(refined, photo, reference)
            return Registration(whole, agreed.inliers, agreed.error_px / side, correlation)
        refusal = (
            NotRegistered("outside", float(agreed.inliers))
            if correlation is None
            else NotRegistered("skin_differs", correlation)
        )
    return refusal


def from_anchors(
    on_photo: NDArray[np.float64], on_reference: NDArray[np.float64]
) -> Registration | NotRegistered:
    """Lay a photo on the reference photo by points that were matched by hand.

    Parameters
    ----------
    on_photo, on_reference : ndarray, shape (N, 2)
        The same spots in pixels of both, N >= 2.

    Notes
    -----
    Least squares over turn, scale and shift, which is linear in the four numbers of a similarity
    without mirroring (Umeyama 1991, in two dimensions).
    """
    middle, aim = on_photo.mean(axis=0), on_reference.mean(axis=0)
    x, y = (on_photo - middle).T
    u, v = (on_reference - aim).T
    spread = float((x**2 + y**2).sum())
    if len(on_photo) < _FEWEST_PAIRS or spread < 1 or float((u**2 + v**2).sum()) < 1:
        return NotRegistered("anchors_coincide", spread)
    a, b = float((x * u + y * v).sum()) / spread, float((x * v - y * u).sum()) / spread
    turn = np.array([[a, -b], [b, a]])
    similarity = np.column_stack([turn, aim - turn @ middle])
    misses = transform_points(on_photo, similarity) - on_reference
    error_px = float(np.sqrt((misses**2).sum(axis=1).mean()))
    return Registration(similarity, 0, error_px / max(_longer_side(on_reference), 1.0), None)


def refine_anchors(
    anchored: Registration,
    photo: Features,
    reference: Features,
    outline: NDArray[np.float64],
) -> Registration:
    """Let the skin refine what was set by hand; where it does not agree, the hand is right.

    Parameters
    ----------
    anchored : Registration
        From ``from_anchors``.
    photo, reference : Features
    outline : ndarray, shape (N, 2)
        The region in pixels of the reference photo.
    """
    patch = _Patch(reference, outline)
    start = _between_small(anchored.similarity, photo, reference)
    refined, correlation = patch.refine(photo, start)
    if correlation is None or correlation < LEAST_CORRELATION:
        return anchored
    whole = _between_photos(refined, photo, reference)
    return Registration(whole, 0, anchored.reprojection_error, correlation)


@dataclass(frozen=True)
class _Agreement:
    """A similarity between the small copies, its features and their RMS distance."""

    similarity: NDArray[np.float64]
    inliers: int
    error_px: float


class _Patch:
    """The skin of the region in the reference photo, levelled, at a size fit for comparing."""

    def __init__(self, reference: Features, outline: NDArray[np.float64]) -> None:
        on_gray = _to_gray(outline, reference)
        low, high = on_gray.min(axis=0), on_gray.max(axis=0)
        self._zoom = min(_PATCH_PX / max(float((high - low).max()), 1.0), 2.0)
        margin = _PATCH_MARGIN * (high - low).max()
        width, height = np.ceil((high - low + 2 * margin) * self._zoom).astype(int)
        self._size = (int(width), int(height))
        self._from_gray = np.column_stack([np.eye(2) * self._zoom, -(low - margin) * self._zoom])
        mask = np.zeros((height, width), np.uint8)
        corners = transform_points(on_gray, self._from_gray)
        cv2.fillPoly(mask, [np.round(corners).astype(np.int32)], 255)
        self._mask = mask
        self._level = _levelled(_warp(reference.gray, self._from_gray, self._size))

    def refine(
        self, photo: Features, similarity: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], float | None]:
        """Return a better similarity from the photo's ``gray`` to the reference's, and its worth.

        The correlation is None where too little of the region is in the photo.
        """
        start = _chain(self._from_gray, similarity)
        if self._share_inside(photo, start) < _LEAST_OVERLAP:
            return similarity, None
        shown, correlation = self._look(photo, start)
        if correlation < _SURE:
            searched = self._searched(photo, start)
            found, better = self._look(photo, searched)
            if better > correlation:
                start, shown, correlation = searched, found, better
        similarity = _chain(_inverse(self._from_gray), start)
        step = self._step(shown, self._inside(photo, start))
        if step is not None and self._is_small(step):
            refined = _chain(step, start)
            _, better = self._look(photo, refined)
            if better > correlation:
                return _chain(_inverse(self._from_gray), refined), better
        return similarity, correlation

    def _look(
        self, photo: Features, matrix: NDArray[np.float64]
    ) -> tuple[NDArray[np.float32], float]:
        """Return what the photo shows in place of the patch, and how well it agrees."""
        shown = _levelled(_warp(photo.gray, matrix, self._size))
        return shown, self._correlation(shown, photo, matrix)

    def _searched(self, photo: Features, start: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the start, shifted to where the skin agrees best.

        The features may lie on parts that moved with respect to the region, as a mouth does.
        """
        reach = round(_SEARCH * _PATCH_PX)
        wider = start.copy()
        wider[:, 2] += reach
        width, height = self._size
        around = _levelled(_warp(photo.gray, wider, (width + 2 * reach, height + 2 * reach)))
        mask = (self._mask > 0).astype(np.float32)
        scores = cv2.matchTemplate(around, self._level, cv2.TM_CCORR_NORMED, mask=mask)
        best = np.unravel_index(int(np.argmax(np.nan_to_num(scores))), scores.shape)
        moved = start.copy()
        moved[:, 2] -= np.array([best[1], best[0]]) - reach
        return moved

    def _step(
        self, shown: NDArray[np.float32], mask: NDArray[np.uint8]
    ) -> NDArray[np.float64] | None:
        """Return the small similarity that lays what is shown on the reference, by ECC."""
        both = cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT
        start = np.eye(2, 3, dtype=np.float32)
        try:
            _value, found = cv2.findTransformECC(
                self._level, shown, start, cv2.MOTION_AFFINE, (both, _MOST_TURNS, _ENOUGH), mask, 5
            )
        except cv2.error:  # it does not converge where the two have nothing in common
            return None
        height, width = self._mask.shape
        grid = np.array([[0, 0], [width, 0], [width, height], [0, height]], float)
        # ECC tells where each pixel of the reference lies in the photo; the nearest similarity to
        # its inverse is what is wanted.
        nearest = from_anchors(transform_points(grid, np.asarray(found, np.float64)), grid)
        return nearest.similarity if isinstance(nearest, Registration) else None

    def _is_small(self, step: NDArray[np.float64]) -> bool:
        height, width = self._mask.shape
        grid = np.array([[0, 0], [width, 0], [width, height], [0, height]], float)
        moved = transform_points(grid, step) - grid
        return float(np.hypot(*moved.T).max()) <= _MOST_MOVE * _PATCH_PX

    def _correlation(
        self, shown: NDArray[np.float32], photo: Features, matrix: NDArray[np.float64]
    ) -> float:
        inside = self._inside(photo, matrix) > 0
        if not inside.any():
            return 0.0
        one, other = self._level[inside], shown[inside]
        one, other = one - one.mean(), other - other.mean()
        size = float(np.sqrt((one * one).sum() * (other * other).sum()))
        return float((one * other).sum()) / size if size > 0 else 0.0

    def _inside(self, photo: Features, matrix: NDArray[np.float64]) -> NDArray[np.uint8]:
        whole = np.full(photo.gray.shape, 255, np.uint8)
        shown = cv2.warpAffine(whole, matrix, self._size, flags=cv2.INTER_NEAREST)
        return np.asarray(cv2.bitwise_and(shown, self._mask), np.uint8)

    def _share_inside(self, photo: Features, matrix: NDArray[np.float64]) -> float:
        total = max(int((self._mask > 0).sum()), 1)
        return int((self._inside(photo, matrix) > 0).sum()) / total


def shrunk(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return a photo at most ``WORKING_PX`` long, for recognising what it shows.

    It is shrunk by whole blocks first: averaging them is several times as fast.
    """
    height, width = image.shape[:2]
    factor = WORKING_PX / max(height, width)
    if factor >= 1:
        return image
    size = (max(round(width * factor), 1), max(round(height * factor), 1))
    block = max(int(1 / factor / 1.5), 1)
    whole = image[: height // block * block, : width // block * block]
    if block > 1 and whole.size:
        blocks = (whole.shape[1] // block, whole.shape[0] // block)
        whole = np.asarray(cv2.resize(whole, blocks, interpolation=cv2.INTER_AREA), np.uint8)
    return np.asarray(cv2.resize(whole, size, interpolation=cv2.INTER_AREA), np.uint8)


def _longer_side(points: NDArray[np.float64]) -> float:
    return float((points.max(axis=0) - points.min(axis=0)).max())


def _to_gray(points: NDArray[np.float64], features: Features) -> NDArray[np.float64]:
    """Carry pixels of the photo over to its small copy; pixel centres are whole numbers in both."""
    return (points + 0.5) * features.scale - 0.5


def _near(reference: Features, outline: NDArray[np.float64], reach: float) -> NDArray[np.bool_]:
    """Return which features of the reference lie in or near the outline."""
    on_gray = np.round(_to_gray(outline, reference)).astype(np.int32)
    mask = np.zeros_like(reference.gray)
    cv2.fillPoly(mask, [on_gray], 255)
    width = 2 * round(reach * _longer_side(outline) * reference.scale) + 1
    cv2.polylines(mask, [on_gray], isClosed=True, color=255, thickness=min(width, 2 * WORKING_PX))
    places = np.round(reference.points).astype(np.intp)
    columns, rows = places[:, 0], places[:, 1]
    rows, columns = rows.clip(0, mask.shape[0] - 1), columns.clip(0, mask.shape[1] - 1)
    return np.asarray(mask[rows, columns] > 0, np.bool_)


def _match(
    photo: Features, reference: Features, near: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return places of features that look alike: Lowe's ratio test, best in both directions."""
    none = np.zeros((0, 2))
    if len(photo.points) < _FEWEST_PAIRS or int(near.sum()) < _FEWEST_PAIRS:
        return none, none
    places = reference.points[near]
    # From the region to the photo: the surroundings in the photo need no partner.
    pairs = cv2.BFMatcher(cv2.NORM_HAMMING).knnMatch(
        np.ascontiguousarray(reference.descriptors[near]), photo.descriptors, 2
    )
    best: dict[int, tuple[float, int]] = {}
    for pair in pairs:
        if len(pair) == _FEWEST_PAIRS and pair[0].distance < _RATIO * pair[1].distance:
            found = (float(pair[0].distance), int(pair[0].queryIdx))
            partner = int(pair[0].trainIdx)
            best[partner] = min(found, best.get(partner, found))
    here = [index for _, index in best.values()]
    return photo.points[list(best)].reshape(-1, 2), places[here].reshape(-1, 2)


def _agree(
    on_photo: NDArray[np.float64], on_reference: NDArray[np.float64]
) -> _Agreement | NotRegistered:
    """Return what most features agree on."""
    found, agrees = cv2.estimateAffinePartial2D(
        on_photo,
        on_reference,
        method=cv2.RANSAC,
        ransacReprojThreshold=_RANSAC_PX,
        maxIters=_RANSAC_TURNS,
        confidence=_RANSAC_SURE,
    )
    similarity = np.asarray(found, np.float64)
    if similarity.shape != (2, 3):  # OpenCV gives None where nothing agrees
        return NotRegistered("no_agreement", 0.0)
    inliers = agrees.ravel() > 0
    scale = float(np.hypot(similarity[0, 0], similarity[1, 0]))
    count = int(inliers.sum())
    if count < FEWEST_INLIERS or not SCALES[0] <= scale <= SCALES[1]:
        return NotRegistered("no_agreement", float(count))
    misses = transform_points(on_photo[inliers], similarity) - on_reference[inliers]
    error_px = float(np.sqrt((misses**2).sum(axis=1).mean()))
    return _Agreement(similarity, count, error_px)


def _levelled(gray: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return brightness freed from exposure and shading: logarithm, local mean and spread gone."""
    log = cv2.log(gray.astype(np.float32) + 8.0)
    detail = cv2.GaussianBlur(log, (0, 0), 1.0) - cv2.GaussianBlur(log, (0, 0), _LEVEL_SIGMA_PX)
    power = cv2.GaussianBlur(detail * detail, (0, 0), 2 * _LEVEL_SIGMA_PX)
    return np.asarray(detail / (cv2.sqrt(power) + _LEAST_SPREAD), np.float32)


def _warp(
    gray: NDArray[np.uint8], matrix: NDArray[np.float64], size: tuple[int, int]
) -> NDArray[np.uint8]:
    scale = float(np.hypot(matrix[0, 0], matrix[1, 0]))
    if scale < 1:
        gray = np.asarray(cv2.GaussianBlur(gray, (0, 0), 0.5 / scale), np.uint8)
    shown = cv2.warpAffine(
        gray, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(shown, np.uint8)


def _chain(after: NDArray[np.float64], first: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the similarity that does ``first`` and then ``after``."""
    linear = after[:, :2] @ first[:, :2]
    return np.column_stack([linear, after[:, :2] @ first[:, 2] + after[:, 2]])


def _inverse(similarity: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(cv2.invertAffineTransform(similarity), np.float64)


def _scaling(scale: float) -> NDArray[np.float64]:
    """Return the way from pixels of a photo to those of its small copy."""
    return np.column_stack([np.eye(2) * scale, np.full(2, (scale - 1) / 2)])


def _between_photos(
    similarity: NDArray[np.float64], photo: Features, reference: Features
) -> NDArray[np.float64]:
    back = _inverse(_scaling(reference.scale))
    return _chain(back, _chain(similarity, _scaling(photo.scale)))


def _between_small(
    similarity: NDArray[np.float64], photo: Features, reference: Features
) -> NDArray[np.float64]:
    to_photo = _inverse(_scaling(photo.scale))
    return _chain(_scaling(reference.scale), _chain(similarity, to_photo))
