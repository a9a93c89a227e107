"""The light of one photo is matched to that of another, and only the light."""

from dataclasses import replace

import numpy as np
import pytest

from skintrack.analysis.skin_grid import COLUMNS, ROWS, SkinGrid, pack
from skintrack.imaging.light_gain import with_gain
from skintrack.model import CaptureConditions, PhotoAnalysis, SkinPrint
from skintrack.model.light import LightGain
from skintrack.workflows.match_light import fit_gain
from tests.helpers.measured_library import START
from tests.helpers.model_objects import make_analysis, make_photo
from tests.helpers.synthetic_skin import srgb_from_linear

WEIGHTS = np.array([0.2126, 0.7152, 0.0722])


def skin(seed: int = 1) -> np.ndarray:
    """Return linear skin, one colour a cell, with patches of other redness."""
    rng = np.random.default_rng(seed)
    cells = np.array([0.30, 0.18, 0.14]) * rng.normal(1, 0.08, (ROWS, COLUMNS, 1))
    cells[30:40, 10:20, 1:] *= 0.8  # a red cheek
    return np.asarray(cells)


def analysis_of(cells: np.ndarray, covered: float = 1.0) -> PhotoAnalysis:
    """Return what would be measured of such skin."""
    logs = np.log10(cells)
    share = np.zeros((ROWS, COLUMNS), np.float32)
    share[: round(ROWS * covered)] = 1
    known = share > 0
    grid = SkinGrid(
        np.where(known, 100 * (logs[..., 0] - logs[..., 1]), np.nan).astype(np.float32),
        np.where(known, np.log10(cells @ WEIGHTS), np.nan).astype(np.float32),
        share,
    )
    conditions = CaptureConditions(
        face_log_blue_green=float(np.median(logs[..., 2] - logs[..., 1]))
    )
    made = make_analysis(make_photo(START), {})
    return replace(made, skin_print=SkinPrint(pack(grid)), conditions=conditions)


def test_a_known_light_is_found_and_undone() -> None:
    first = skin()
    lamp = np.array([1.3, 0.8, 0.6])
    gain = fit_gain(analysis_of(first), analysis_of(first * lamp))
    assert gain is not None
    assert np.array(gain) == pytest.approx(1 / lamp, rel=0.02)
    shown = with_gain(srgb_from_linear(first * lamp), gain).astype(int)
    assert np.abs(shown - srgb_from_linear(first)).mean() < 2


def test_redness_of_a_part_is_not_taken_for_light() -> None:
    first = skin()
    later = first.copy()
    later[30:40, 10:20, 1:] /= 0.8  # the cheek has healed
    gain = fit_gain(analysis_of(first), analysis_of(later))
    assert gain is not None
    assert np.array(gain) == pytest.approx(np.ones(3), rel=0.01)


@pytest.mark.parametrize(
    "later",
    [
        replace(analysis_of(skin()), skin_print=None),
        analysis_of(skin(), covered=0.01),
        analysis_of(skin() * np.array([8.0, 1.0, 1.0])),
    ],
    ids=["no face", "too little skin", "more than fourfold"],
)
def test_what_cannot_be_matched_is_not_made_up(later: PhotoAnalysis) -> None:
    assert fit_gain(analysis_of(skin()), later) is None


def test_the_order_of_gain_is_red_green_blue() -> None:
    assert LightGain(1, 2, 3)._asdict() == {"red": 1, "green": 2, "blue": 3}
