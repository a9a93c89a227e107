import numpy as np
import pytest

from skintrack.analysis.canonical_frame import HeadPose
from skintrack.analysis.conditions import Conditions
from skintrack.analysis.face_mesh import POINTS, FaceMesh
from skintrack.analysis.findings import METRICS
from skintrack.analysis.quality import assess, assess_mesh, view_from_yaw

GOOD = Conditions(
    sharpness=-0.7,
    left_right_light=0.02,
    face_log_luminance=-0.5,
    face_log_red_green=0.2,
    face_log_blue_green=-0.1,
    clipped_fraction=0.0,
    skin_fraction=0.95,
    mouth_open=0.02,
    smile=0.53,
)
REGIONS = dict.fromkeys(("right_cheek", "left_cheek", "forehead", "nose", "chin", "face"), 0.95)


def pose(yaw=0.0, pitch=0.0, eye_distance=300.0):
    return HeadPose(yaw, pitch, 0.0, eye_distance, (0.0, 0.0), 0.02)


def codes(conditions=GOOD, head=None, regions=REGIONS, color=REGIONS):
    found = assess(conditions, head or pose(), regions, {**REGIONS, **color})
    return {finding.code: finding for finding in found}


def test_a_good_photo_withholds_only_redness_of_the_whole_face():
    found = codes()
    assert set(found) == {"whole_face_redness_unknown"}
    assert found["whole_face_redness_unknown"].withholds_value("redness", "face")
    assert not found["whole_face_redness_unknown"].withholds_value("redness", "chin")


@pytest.mark.parametrize(
    ("yaw", "view"),
    [
        (0, "front"),
        (-18, "front"),
        (35, "right_oblique"),
        (-35, "left_oblique"),
        (75, "right_profile"),
        (-75, "left_profile"),
    ],
)
def test_view_is_named_by_the_side_that_is_shown(yaw, view):
    assert view_from_yaw(yaw) == view


def test_the_far_cheek_of_an_oblique_view_is_not_scored():
    found = codes(head=pose(yaw=35))["turned_away"]
    assert found.regions == {"left_cheek", "nose"}
    assert all(found.withholds_value(metric, "left_cheek") for metric in METRICS)
    assert codes(head=pose(yaw=-25))["turned_away"].regions == {"right_cheek"}


def mesh_at(left, other_faces=0):
    points = np.zeros((POINTS, 3))
    points[:, 0] = np.linspace(left, left + 200, POINTS)
    points[:, 1] = 100
    return FaceMesh(points, 25.0, other_faces)


def test_a_face_beyond_the_edge_of_the_photo_is_not_measured():
    assert assess_mesh(mesh_at(50), pose(), (300, 300, 3)) == ()
    (cut,) = assess_mesh(mesh_at(-60), pose(), (300, 300, 3))
    assert cut.code == "face_cut_off"
    assert cut.withholds == set(METRICS)


def test_a_mesh_that_is_no_head_and_other_faces_are_said():
    odd = HeadPose(0.0, 0.0, 0.0, 300.0, (0.0, 0.0), 0.09)
    found = assess_mesh(mesh_at(50, other_faces=1), odd, (300, 300, 3))
    assert [each.code for each in found] == ["face_unclear", "several_faces"]


@pytest.mark.parametrize(
    ("eye_distance", "withheld"),
    [
        (250, set()),
        (200, {"texture"}),
        (180, {"texture", "redness_spots"}),
        (150, {"texture", "redness_spots", "relief"}),
        (100, set(METRICS)),
    ],
)
def test_small_faces_lose_the_finest_metrics_first(eye_distance, withheld):
    found = codes(head=pose(eye_distance=eye_distance)).get("too_small")
    assert (found.withholds if found else set()) == withheld


def test_colour_needs_less_skin_than_surface():
    found = codes(regions={**REGIONS, "chin": 0.35}, color={"chin": 0.35})["covered"]
    assert found.withholds == {"texture", "relief"}
    found = codes(regions={**REGIONS, "chin": 0.2}, color={"chin": 0.2})["covered"]
    assert found.withholds == set(METRICS)


def test_a_covered_region_is_withheld_and_others_are_not():
    found = codes(regions={**REGIONS, "forehead": 0.3})["covered"]
    assert found.withholds_value("texture", "forehead")
    assert not found.withholds_value("texture", "chin")


@pytest.mark.parametrize(
    ("change", "code", "withheld"),
    [
        ({"clipped_fraction": 0.02}, "clipped", set()),
        ({"clipped_fraction": 0.08}, "clipped", set()),
        ({"clipped_fraction": 0.35}, "clipped", {"redness", "redness_spots"}),
        ({"face_log_luminance": -1.7}, "dark", set()),
        ({"face_log_luminance": -2.5}, "dark", set(METRICS)),
        ({"left_right_light": 0.2}, "lit_from_left", set()),
        ({"left_right_light": -0.5}, "lit_from_right", {"texture", "relief"}),
        ({"sharpness": -1.8}, "blurred", {"texture", "relief"}),
        ({"sharpness": None}, "sharpness_unknown", {"texture"}),
        ({"smile": 0.75}, "expression", set()),
        (
            {"face_log_red_green": 0.001, "face_log_blue_green": -0.002},
            "no_color",
            {"redness", "redness_spots"},
        ),
        ({"color_spread": 0.3}, "no_color", {"redness", "redness_spots"}),
        ({"skin_fraction": 0.3}, "little_skin", set(METRICS)),
    ],
)
def test_each_fault_of_a_photo_is_named(change, code, withheld):
    from dataclasses import replace

    assert codes(replace(GOOD, **change))[code].withholds == withheld
