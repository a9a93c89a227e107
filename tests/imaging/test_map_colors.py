import itertools

import numpy as np
import pytest
from matplotlib import colormaps

from skintrack.imaging.map_colors import (
    KIND_COLORS,
    color_diverging,
    color_kinds,
    color_sequential,
    diverging_table,
    sequential_table,
)
from skintrack.imaging.map_picture import OPACITY
from tests.helpers.color_vision import VISION, delta_e, seen_lab

STEPS = 9
GRAYS = (60, 110, 160, 210)  # dark to light skin, in grey under a map


def over_gray(colors, gray):
    return OPACITY * np.asarray(colors, float) + (1 - OPACITY) * gray


def steps_of(table):
    return table[np.linspace(0, 255, STEPS).round().astype(int), :3]


def test_the_sequential_colours_are_those_of_cividis():
    expected = colormaps["cividis"](np.arange(256))[:, :3] * 255
    assert np.abs(sequential_table()[:, :3] - expected).max() < 9


def test_the_simulation_knows_who_confuses_what():
    """Red and green of one lightness: far apart for most people, close without red cones."""
    red, green = (196, 60, 60), (96, 110, 60)
    normal, protan = (delta_e(*seen_lab([red, green], vision)) for vision in ("normal", "protan"))
    assert protan < 0.5 * normal


@pytest.mark.parametrize("gray", GRAYS)
@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("table", [sequential_table, diverging_table])
def test_steps_and_ends_stay_apart_for_everybody_and_on_any_skin(table, vision, gray):
    lab = seen_lab(over_gray(steps_of(table()), gray), vision)
    assert delta_e(lab[:-1], lab[1:]).min() > 4
    assert delta_e(lab[0], lab[-1]) > 45


@pytest.mark.parametrize("vision", VISION)
def test_less_and_more_are_never_the_same_colour(vision):
    lab = seen_lab(steps_of(diverging_table()), vision)
    for less, more in itertools.product(lab[: STEPS // 2 - 1], lab[STEPS // 2 + 2 :]):
        assert delta_e(less, more) > 25


@pytest.mark.parametrize("vision", VISION)
def test_the_sequential_colours_grow_lighter_all_the_way(vision):
    lightness = seen_lab(steps_of(sequential_table()), vision)[:, 0]
    assert np.diff(lightness).min() > 2


@pytest.mark.parametrize("gray", GRAYS)
@pytest.mark.parametrize("vision", VISION)
def test_kinds_are_told_apart_by_everybody(vision, gray):
    lab = seen_lab(over_gray(KIND_COLORS, gray), vision)
    for one, other in itertools.combinations(lab, 2):
        assert delta_e(one, other) > 20


def test_what_was_not_measured_has_no_colour():
    values = np.array([[np.nan, 0.0, 5.0, -5.0]], np.float32)
    assert color_sequential(values, -6, 12)[0, :, 3].tolist() == [0, 255, 255, 255]
    diverging = color_diverging(values, 10, full_at=3)
    assert diverging[0, :, 3].tolist() == [0, 0, 255, 255]
    assert color_kinds(np.array([[0, 1]], np.uint8))[0, :, 3].tolist() == [0, 255]


def test_more_is_orange_and_less_is_blue():
    more, less = color_diverging(np.array([[9.0, -9.0]], np.float32), 10, full_at=3)[0, :, :3]
    assert more[0] > more[2]
    assert less[2] > less[0]


def test_values_beyond_the_ends_keep_the_last_colour():
    colors = color_sequential(np.array([[99.0, 12.0]], np.float32), -6, 12)
    assert colors[0, 0].tolist() == colors[0, 1].tolist() == sequential_table()[-1].tolist()
