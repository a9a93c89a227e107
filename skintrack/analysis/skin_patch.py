"""The skin of a region at a size fit for comparing, and how well another photo shows the same.

The enhanced correlation coefficient (Evangelidis and Psarakis 2008) refines what features found.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from skintrack.analysis.canonical_frame import transform_points
from skintrack.analysis.features import Features, to_small
from skintrack.analysis.similarity import chain, inverse, nearest

_PATCH_PX, _PATCH_MARGIN = 200.0, 0.10  # longer side of the outline while refining
_LEVEL_SIGMA_PX, _LEAST_SPREAD = 8.0, 0.01
_MOST_TURNS, _ENOUGH = 40, 1e-4
_MOST_MOVE = 0.08  # of the outline's longer side, while refining
_LEAST_OVERLAP = 0.6
_SURE, _SEARCH = 0.5, 0.10  # search by so many longer sides unless the start is as sure as this


class SkinPatch:
    """The skin of the region in the reference photo, levelled, at a size fit for comparing."""

    def __init__(self, reference: Features, outline: NDArray[np.float64]) -> None:
        on_gray = to_small(outline, reference)
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
        start = chain(self._from_gray, similarity)
        if self._share_inside(photo, start) < _LEAST_OVERLAP:
            return similarity, None
        shown, correlation = self._look(photo, start)
        if correlation < _SURE:
            searched = self._searched(photo, start)
            found, better = self._look(photo, searched)
            if better > correlation:
                start, shown, correlation = searched, found, better
        similarity = chain(inverse(self._from_gray), start)
        step = self._step(shown, self._inside(photo, start))
        if step is not None and self._is_small(step):
            refined = chain(step, start)
            _, better = self._look(photo, refined)
            if better > correlation:
                return chain(inverse(self._from_gray), refined), better
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
        return nearest(transform_points(grid, np.asarray(found, np.float64)), grid)

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
