"""A mesh through points that were set by hand: the average face turned, and bent to fit."""

import numpy as np
import pytest

from skintrack.analysis.canonical_frame import fit_pose
from skintrack.analysis.face_mesh import FaceMesh
from skintrack.analysis.given_face import (
    MESH_POINTS,
    can_fit,
    given_mesh,
    named_points,
    read_mean_face,
)
from skintrack.model.face_point import FEWEST_FACE_POINTS, FacePoint
from skintrack.resources import asset

MEAN = read_mean_face(asset("face/mean_face.csv").read_text(encoding="utf-8"))


def seen(yaw_deg: float, roll_deg: float = 0.0, size_px: float = 300.0) -> FaceMesh:
    """Return the average face as a distant camera sees it."""
    yaw, roll = np.radians([yaw_deg, roll_deg])
    turn = np.array(
        [[np.cos(yaw), 0, -np.sin(yaw)], [0, 1, 0], [np.sin(yaw), 0, np.cos(yaw)]]
    )  # fmt: skip
    lean = np.array(
        [[np.cos(roll), -np.sin(roll), 0], [np.sin(roll), np.cos(roll), 0], [0, 0, 1]]
    )  # fmt: skip
    points = size_px * MEAN @ (lean @ turn).T + [500.0, 400.0, 0.0]
    return FaceMesh(points, 20.0)


def test_the_names_are_those_of_the_model() -> None:
    assert set(MESH_POINTS) == {point.value for point in FacePoint}


@pytest.mark.parametrize(("yaw", "roll"), [(0, 0), (0, 25), (30, 0), (-45, -10)])
def test_a_face_that_was_not_found_is_rebuilt_from_its_points(yaw: float, roll: float) -> None:
    truth = seen(yaw, roll)
    mesh = given_mesh(named_points(truth), None, MEAN)
    assert mesh is not None
    assert mesh.points[:, :2] == pytest.approx(truth.points[:, :2], abs=0.5)
    pose = fit_pose(mesh.points)
    assert (pose.yaw_deg, pose.roll_deg) == pytest.approx((yaw, roll), abs=0.5)


def test_the_mesh_goes_through_every_point_that_was_set() -> None:
    points = named_points(seen(10))
    points["chin"] = (points["chin"][0] + 9, points["chin"][1] + 31)
    mesh = given_mesh(points, None, MEAN)
    assert mesh is not None
    assert named_points(mesh) == {name: pytest.approx(place) for name, place in points.items()}


def test_only_what_is_near_a_moved_point_follows_it() -> None:
    found = seen(0)
    x, y = named_points(found)["chin"]
    mesh = given_mesh({"chin": (x, y + 20)}, found, MEAN)
    assert mesh is not None
    moved = np.hypot(*(mesh.points - found.points)[:, :2].T)
    assert moved[MESH_POINTS["chin"]] == pytest.approx(20)
    assert moved[list(MESH_POINTS.values())[:8]].max() == moved[MESH_POINTS["chin"]]
    assert moved[MESH_POINTS["nose_tip"]] == pytest.approx(0, abs=1e-6)


def test_points_where_they_were_found_change_nothing() -> None:
    found = seen(20)
    mesh = given_mesh({"nose_tip": named_points(found)["nose_tip"]}, found, MEAN)
    assert mesh is not None
    assert mesh.points == pytest.approx(found.points)


def test_a_mesh_of_something_else_is_left_aside() -> None:
    truth = seen(0)
    wrong = FaceMesh(truth.points / 3 + [20, 900, 0], 20.0)
    mesh = given_mesh(named_points(truth), wrong, MEAN)
    assert mesh is not None
    assert mesh.points[:, :2] == pytest.approx(truth.points[:, :2], abs=0.5)


def test_too_few_points_tell_no_face() -> None:
    points = named_points(seen(0))
    few = dict(list(points.items())[: FEWEST_FACE_POINTS - 1])
    assert not can_fit(few)
    assert given_mesh(few, None, MEAN) is None
    line = {name: (100.0 + 50 * step, 200.0) for step, name in enumerate(points)}
    assert not can_fit(line)


def test_right_and_left_mixed_up_tell_no_face() -> None:
    points = named_points(seen(0))
    swapped = {
        name.replace("right", "?").replace("left", "right").replace("?", "left"): place
        for name, place in points.items()
    }
    assert given_mesh(swapped, None, MEAN) is None


def test_a_table_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="3"):
        read_mean_face("x,y,z\n1,2,3\n")
