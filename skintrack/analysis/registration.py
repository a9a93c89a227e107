"""Find a region of one photo again in another: features, RANSAC, then correlation.

The features are AKAZE (Alcantarilla et al. 2013) on a small grey copy with levelled contrast; the
agreeing ones are found by RANSAC (Fischler and Bolles 1981) with a similarity, which keeps texture
as it is. The enhanced correlation coefficient (Evangelidis and Psarakis 2008) refines it on the
skin itself. What the skin does not confirm is refused: a familiar wall or a piece of clothing
beside it must not carry a measurement. Figures behind the limits: ``docs/measurement.md``.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skintrack.analysis.canonical_frame import transform_points
from skintrack.analysis.feature_matching import FEWEST_INLIERS, agree, match, near
from skintrack.analysis.features import Features
from skintrack.analysis.similarity import chain, inverse, longer_side, nearest, scaling
from skintrack.analysis.skin_patch import SkinPatch

LEAST_CORRELATION = 0.30
_NEAR, _WIDE = 0.35, 1.5  # how far round the outline features count, in its longer sides


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
    patch = SkinPatch(reference, outline)
    refusal = NotRegistered("few_features", float(len(photo.points)))
    # The skin nearest to the region speaks first: what lies farther away may have moved with
    # respect to it.
    for reach in (_NEAR, _WIDE):
        matched = match(photo, reference, near(reference, outline, reach))
        if len(matched[0]) < FEWEST_INLIERS:
            refusal = NotRegistered("few_features", float(len(matched[0])))
            continue
        agreed = agree(*matched)
        if isinstance(agreed, int):
            refusal = NotRegistered("no_agreement", float(agreed))
            continue
        refined, correlation = patch.refine(photo, agreed.similarity)
        if correlation is not None and correlation >= LEAST_CORRELATION:
            side = longer_side(outline) * reference.scale
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
    """
    similarity = nearest(on_photo, on_reference)
    if similarity is None:
        return NotRegistered("anchors_coincide", 0.0)
    misses = transform_points(on_photo, similarity) - on_reference
    error_px = float(np.sqrt((misses**2).sum(axis=1).mean()))
    return Registration(similarity, 0, error_px / max(longer_side(on_reference), 1.0), None)


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
    patch = SkinPatch(reference, outline)
    start = _between_small(anchored.similarity, photo, reference)
    refined, correlation = patch.refine(photo, start)
    if correlation is None or correlation < LEAST_CORRELATION:
        return anchored
    whole = _between_photos(refined, photo, reference)
    return Registration(whole, 0, anchored.reprojection_error, correlation)


def _between_photos(
    similarity: NDArray[np.float64], photo: Features, reference: Features
) -> NDArray[np.float64]:
    back = inverse(scaling(reference.scale))
    return chain(back, chain(similarity, scaling(photo.scale)))


def _between_small(
    similarity: NDArray[np.float64], photo: Features, reference: Features
) -> NDArray[np.float64]:
    to_photo = inverse(scaling(photo.scale))
    return chain(scaling(reference.scale), chain(similarity, to_photo))
