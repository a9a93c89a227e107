from dataclasses import replace

import pytest

from skintrack.analysis.comparability import compare_conditions
from skintrack.analysis.conditions import Conditions
from skintrack.analysis.findings import METRICS

BASE = Conditions(
    eye_distance_px=400,
    roll_deg=0,
    yaw_deg=0,
    pitch_deg=0,
    sharpness=-0.7,
    left_right_light=0.0,
    up_down_light=0.05,
    face_log_luminance=-0.5,
    face_log_red_green=0.2,
    face_log_blue_green=-0.1,
    clipped_fraction=0.0,
    skin_fraction=0.95,
    mouth_open=0.02,
    smile=0.53,
)
SURFACE = {"texture", "relief"}


def test_a_photo_is_comparable_with_itself():
    assert compare_conditions(BASE, BASE, same_view=True) == ()


def test_another_side_is_never_compared():
    (finding,) = compare_conditions(BASE, BASE, same_view=False)
    assert finding.withholds == set(METRICS)


@pytest.mark.parametrize(
    ("change", "code", "withheld"),
    [
        ({"left_right_light": 0.12}, "light_side_differs", SURFACE),
        ({"left_right_light": 0.4}, "light_side_differs", set(METRICS)),
        ({"up_down_light": 0.3}, "light_height_differs", SURFACE),
        ({"sharpness": -1.4}, "sharpness_differs", SURFACE),
        ({"yaw_deg": 12}, "turn_differs", SURFACE),
        ({"eye_distance_px": 200}, "distance_differs", SURFACE),
        ({"eye_distance_px": 150}, "distance_differs", set(METRICS)),
        ({"face_log_red_green": 0.28}, "light_color_differs", set()),
        ({"face_log_red_green": 0.45}, "light_color_differs", {"redness"}),
        ({"smile": 0.72}, "expression_differs", SURFACE),
        ({"face_log_luminance": -1.0}, "exposure_differs", set()),
        ({"face_log_luminance": -1.3}, "exposure_differs", set(METRICS)),
    ],
)
def test_each_difference_is_named_with_what_it_withholds(change, code, withheld):
    found = compare_conditions(BASE, replace(BASE, **change), same_view=True)
    assert [(each.code, each.withholds) for each in found] == [(code, withheld)]


def test_what_was_not_read_is_not_held_against_a_photo():
    blank = Conditions(sharpness=-0.7)
    assert compare_conditions(blank, BASE, same_view=True) == ()


def test_a_drawn_region_of_which_less_is_seen_is_not_compared_in_colour():
    drawn = Conditions(face_log_luminance=-0.5, skin_fraction=0.95)
    found = compare_conditions(drawn, replace(drawn, skin_fraction=0.8), same_view=True)
    assert found[0].code == "skin_share_differs"
    assert found[0].withholds == {"redness", "redness_spots"}


def test_texture_is_not_compared_while_a_sharpness_is_unknown():
    drawn = Conditions(face_log_luminance=-0.5, skin_fraction=0.95)
    (finding,) = compare_conditions(drawn, drawn, same_view=True)
    assert finding.code == "sharpness_not_known"
    assert finding.withholds == SURFACE
