"""Frames for maps with a known redness and grain, without any photo."""

import numpy as np

from skintrack.analysis.maps import MapFrame
from skintrack.analysis.skin_grid import read_grid
from skintrack.analysis.skin_mask import SkinMask
from skintrack.analysis.texture import fine_band

SHAPE = (760, 640)
IDENTITY = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])


def box(top, bottom, left, right):
    mask = np.zeros(SHAPE, bool)
    mask[top:bottom, left:right] = True
    return mask


FACE = box(60, 700, 80, 560)
CHEEK = box(400, 560, 400, 520)
FOREHEAD = box(80, 200, 180, 460)


def landmarks(shift=(0.0, 0.0)):
    """Return 468 points all over the face, moved by a number of pixels."""
    rng = np.random.default_rng(4)
    return np.column_stack([rng.uniform(80, 560, 468), rng.uniform(60, 700, 468)]) + shift


def make_frame(
    *,
    cheek_ei=0.0,
    spot=None,
    spot_ei=0.0,
    cheek_grain=1.0,
    level=0.0,
    contrast=1.0,
    light=-0.5,
    hole=None,
    glare=None,
    clipped=None,
    points=None,
    seed=1,
):
    """Return a frame with an even face, a cheek of other redness and grain, and a round spot.

    ``spot`` is the middle (x, y) of a spot of 6 px radius; ``seed`` decides the noise; ``level``
    and ``contrast`` are what a camera adds to EI and by how much it stretches it.
    """
    rng = np.random.default_rng(seed)
    nothing = np.zeros(SHAPE, bool)
    hole, glare, clipped = (nothing if each is None else each for each in (hole, glare, clipped))
    color_skin = FACE & ~hole & ~clipped
    skin = color_skin & ~glare
    ramp = np.linspace(-3, 3, SHAPE[1])[None, :]  # a face is not of one colour
    ei = level + contrast * ramp + rng.normal(0, 0.5, SHAPE) + np.where(CHEEK, cheek_ei, 0.0)
    if spot is not None:
        rows, columns = np.indices(SHAPE)
        ei[np.hypot(columns - spot[0], rows - spot[1]) <= 6] += spot_ei
    grain = 0.01 * np.random.default_rng(9).normal(0, 1, SHAPE)  # the same skin each time
    grain[CHEEK] *= cheek_grain
    regions = {"left_cheek": CHEEK, "forehead": FOREHEAD}
    return MapFrame(
        similarity=IDENTITY,
        points=landmarks() if points is None else points,
        ei=ei.astype(np.float32),
        fine=fine_band(grain.astype(np.float32), skin),
        mask=SkinMask(FACE, skin, color_skin, FACE & clipped),
        regions=regions,
        cores=regions,
        grid=read_grid(
            ei.astype(np.float32),
            np.full(SHAPE, light, np.float32),
            color_skin,
            FACE,
            (slice(0, SHAPE[0]), slice(0, SHAPE[1])),
        ),
    )
