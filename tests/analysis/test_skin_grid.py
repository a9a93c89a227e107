import numpy as np
import pytest

from skintrack.analysis.canonical_frame import HEIGHT_PX, WIDTH_PX
from skintrack.analysis.skin_grid import COLUMNS, ROWS, cell_shares, pack, read_grid, unpack

PART = (slice(95, 405), slice(203, 507))
SHAPE = (310, 304)


def grid_of(ei, skin):
    face = np.ones(SHAPE, bool)
    return read_grid(ei, np.full(SHAPE, -0.5, np.float32), skin, face, PART)


def test_cells_hold_the_mean_of_their_skin_alone():
    ei = np.full(SHAPE, 20, np.float32)
    skin = np.ones(SHAPE, bool)
    skin[5:10, 7:17] = False  # half of the cell that starts at row 100, column 210
    ei[~skin] = 500
    grid = grid_of(ei, skin)
    assert grid.erythema_index[10, 21] == pytest.approx(20, abs=1e-3)
    assert grid.skin_share[10, 21] == pytest.approx(0.5, abs=1e-3)


def test_outside_there_is_nothing():
    grid = grid_of(np.zeros(SHAPE, np.float32), np.ones(SHAPE, bool))
    assert np.isnan(grid.erythema_index[0, 0])
    assert np.isnan(grid.log_luminance[0, 0])
    assert grid.skin_share[0, 0] == 0


def test_packing_keeps_the_cells():
    rng = np.random.default_rng(2)
    grid = grid_of(rng.normal(15, 4, SHAPE).astype(np.float32), rng.random(SHAPE) > 0.3)
    again = unpack(pack(grid))
    assert again.erythema_index.shape == (ROWS, COLUMNS)
    np.testing.assert_allclose(again.erythema_index, grid.erythema_index, atol=0.0051)
    np.testing.assert_allclose(again.log_luminance, grid.log_luminance, atol=0.000051)
    np.testing.assert_allclose(again.skin_share, grid.skin_share, atol=0.0051)


def test_bytes_of_something_else_are_refused():
    with pytest.raises(ValueError, match="no skin cells"):
        unpack(b"something else")


def test_shares_of_a_mask():
    mask = np.zeros((HEIGHT_PX, WIDTH_PX), bool)
    mask[0:10, 0:5] = True
    assert cell_shares(mask)[0, 0] == pytest.approx(0.5)
    assert cell_shares(mask).sum() == pytest.approx(0.5)
