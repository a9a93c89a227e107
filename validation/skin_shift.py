"""Where the skin of a smiling cheek has gone: ``python -m validation.skin_shift FOLDER``.

A registered region lies where its skin lies, which is not where the still skull would put it. Small
windows of the finest detail, which registration does not use, are looked for each on its own round
the place found, and counted at that place and at the place of the rigid frame.
"""

import argparse
from pathlib import Path

import cv2
import numpy as np

from skintrack.analysis.canonical_frame import fit_pose, to_canonical, transform_points
from skintrack.analysis.features import find_features
from skintrack.analysis.registration import NotRegistered, register
from skintrack.analysis.similarity import chain, inverse, longer_side
from validation.drawn_regions import SIDE_PX, CloseUp, Matrix, Picture, close_ups, read_faces

_WINDOW, _REACH, _AT = 0.22, 0.30, 0.05  # in longer sides of the region
_FINE_PX, _COARSE_PX, _FLOOR = 1.0, 3.0, 0.004
_KINDS = (("surroundings", 0.5, 0.8), ("skin alone", 0.6, 0.5))


def shares(one: CloseUp, other: CloseUp, rigid: Matrix) -> tuple[float, float, float] | None:
    """Return the shares of windows at the place found and at the rigid one, and their distance.

    None where the region is not found, or no window with room to move fits in it. The distance is
    in longer sides of the region.
    """
    start, way = (each.way(0, 1, np.zeros(2)) for each in (one, other))
    picture, later = one.show(start), other.show(way)
    outline = transform_points(one.outline, start)
    found = register(find_features(later), find_features(picture), outline)
    if isinstance(found, NotRegistered):
        return None
    there = transform_points(transform_points(one.outline, rigid), way)
    side = longer_side(outline)
    off = (transform_points(there, found.similarity) - outline).mean(axis=0) / side
    size = (SIDE_PX, SIDE_PX)
    shown = cv2.warpAffine(later, found.similarity, size, flags=cv2.INTER_CUBIC)
    moves = _moves(_fine(picture), _fine(np.asarray(shown, np.uint8)), outline, side)
    if not len(moves):
        return None
    at_found, at_rigid = (np.hypot(*(moves - place).T) < _AT for place in (np.zeros(2), off))
    return float(at_found.mean()), float(at_rigid.mean()), float(np.hypot(*off))


def _fine(picture: Picture) -> Matrix:
    """Return the finest detail, freed from shading and contrast."""
    log = np.log(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(np.float32) + 8)
    detail = cv2.GaussianBlur(log, (0, 0), _FINE_PX) - cv2.GaussianBlur(log, (0, 0), _COARSE_PX)
    power = cv2.GaussianBlur(detail * detail, (0, 0), 4 * _COARSE_PX)
    return np.asarray(detail / (np.sqrt(power) + _FLOOR))


def _moves(before: Matrix, after: Matrix, outline: Matrix, side: float) -> Matrix:
    """Return how far each window lies from where it was, shape (N, 2), in longer sides."""
    half, reach = int(_WINDOW * side) // 2, int(_REACH * side)
    mask = np.zeros(before.shape, np.uint8)
    cv2.fillPoly(mask, [np.round(outline).astype(np.int32)], (255,))
    moves = []
    for y, x in np.argwhere(mask[::half, ::half]) * half:
        near, far = np.array([y, x]) - half - reach, np.array([y, x]) + half + reach
        if near.min() < 0 or far.max() > SIDE_PX:
            continue
        window = before[y - half : y + half, x - half : x + half]
        around = after[near[0] : far[0], near[1] : far[1]]
        scores = cv2.matchTemplate(around, window, cv2.TM_CCOEFF_NORMED)
        row, column = np.unravel_index(int(np.argmax(scores)), scores.shape)
        moves.append(((column - reach) / side, (row - reach) / side))
    return np.array(moves).reshape(-1, 2)


def main() -> None:
    """Print each region that was found."""
    parser = argparse.ArgumentParser(prog="python -m validation.skin_shift")
    parser.add_argument("folder", type=Path, help="photos of faces, named PERSON_neutral.jpg …")
    folder = parser.parse_args().folder
    neutral, smiling = (read_faces(folder, each) for each in ("_neutral", "_smiling"))
    frames = [
        [to_canonical(fit_pose(mesh.points)) for _, _, mesh in faces]
        for faces in (neutral, smiling)
    ]
    print("close-up | person | distance | windows at the place found | at the rigid place")
    for kind, share, size in _KINDS:
        pairs = zip(close_ups(neutral, share, size), close_ups(smiling, share, size), strict=True)
        for index, (one, other) in enumerate(pairs):
            first, second = (each[index // 3] for each in frames)
            seen = shares(one, other, chain(inverse(second), first))
            if seen is not None:
                at_found, at_rigid, off = seen
                print(f"{kind} | {one.person} | {off:.2f} | {at_found:.2f} | {at_rigid:.2f}")


if __name__ == "__main__":
    main()
