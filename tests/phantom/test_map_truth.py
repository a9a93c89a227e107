"""Maps against the truth of the drawn face: where blood is, and where it went."""

from dataclasses import replace

import numpy as np
import pytest

from skintrack.analysis.canonical_frame import warp
from skintrack.analysis.change_map import redness_change, texture_change
from skintrack.analysis.maps import face_frame, redness_map
from skintrack.analysis.masked_filters import masked_mean
from skintrack.analysis.measure import measure_face
from skintrack.phantom.camera import Camera
from skintrack.phantom.lesions import SkinDay, place_lesions, skin_on_day
from skintrack.phantom.lighting import Light
from skintrack.phantom.pose import Pose
from skintrack.phantom.render import render_photo

LIGHT_SKIN, DARK_SKIN = 0, 3


def photographed_later(subject, skin):
    """Another pose, light and camera."""
    return render_photo(
        subject,
        skin,
        pose=Pose(yaw_deg=2, pitch_deg=1.5, roll_deg=-2, distance_mm=455, shift_px=(10, -8)),
        light=Light(direction=(-0.22, -0.40, 0.84)),
        camera=Camera(exposure_ev=0.1, white_balance=(1.02, 1, 0.97), jpeg_quality=90),
        seed=2,
    )


pytestmark = pytest.mark.slow


def blood(photo, frame):
    """The true haemoglobin in the canonical frame, as smooth as the map."""
    there = warp(photo.truth.haemoglobin.astype(np.float32), frame.similarity)
    return masked_mean(there, frame.color_skin, 4.0)


def measured_regions(frame):
    return np.logical_or.reduce(list(frame.regions.values())) & frame.color_skin


def local(values, frame):
    filled = np.nan_to_num(values)
    return filled - masked_mean(filled, frame.color_skin, 20.0)


@pytest.mark.parametrize("person", [LIGHT_SKIN, DARK_SKIN])
def test_the_redness_map_shows_where_blood_is(photo_of_day, mesh_of, person):
    photo = photo_of_day(person, SkinDay())
    frame = face_frame(photo.image, mesh_of(photo))
    seen, true = redness_map(frame), blood(photo, frame)
    where = measured_regions(frame)
    assert np.corrcoef(seen[where], true[where])[0, 1] > 0.55
    marks = local(seen, frame), local(true, frame)
    assert np.corrcoef(marks[0][where], marks[1][where])[0, 1] > 0.75


@pytest.mark.parametrize("person", [LIGHT_SKIN, DARK_SKIN])
def test_the_mean_of_a_region_in_the_map_is_its_number(photo_of_day, mesh_of, person):
    photo = photo_of_day(person, SkinDay())
    mesh = mesh_of(photo)
    frame, values = face_frame(photo.image, mesh), measure_face(photo.image, mesh).values
    seen = redness_map(frame)
    for name, region in frame.regions.items():
        mean = seen[region & frame.color_skin].mean()
        assert mean == pytest.approx(values[name]["redness"], abs=0.35)


@pytest.fixture(scope="module")
def pairs(subject_of, mesh_of):
    """An earlier photo, a later one of the same skin, and one without its strongest spot."""
    made = {}
    for person in (LIGHT_SKIN, DARK_SKIN):
        subject = subject_of(person)
        lesions = place_lesions(subject, 1)
        strongest = max(lesions.spots, key=lambda spot: spot.radius * spot.density)
        rest = tuple(spot for spot in lesions.spots if spot is not strongest)
        skin = skin_on_day(subject, lesions, SkinDay())
        fewer = skin_on_day(subject, replace(lesions, spots=rest), SkinDay())
        photos = [
            render_photo(subject, skin, seed=1),
            photographed_later(subject, skin),
            photographed_later(subject, fewer),
        ]
        made[person] = [(photo, face_frame(photo.image, mesh_of(photo))) for photo in photos]
    return made


@pytest.mark.parametrize("change", [redness_change, texture_change])
@pytest.mark.parametrize("person", [LIGHT_SKIN, DARK_SKIN])
def test_unchanged_skin_is_neutral_in_another_light_pose_and_camera(pairs, person, change):
    (_, before), (_, after), _ = pairs[person]
    made = change(before, after, {}, 0.0)
    known = np.isfinite(made.change)
    assert known.sum() > 0.5 * (after.textured_skin.sum())
    assert (made.change[known] != 0).mean() < 0.01


@pytest.mark.parametrize("person", [LIGHT_SKIN, DARK_SKIN])
def test_a_spot_that_went_is_shown_where_it_was(pairs, person):
    (_, before), (with_spot, _), (without, after) = pairs[person]
    gone = without.truth.haemoglobin - with_spot.truth.haemoglobin
    there = warp(gone.astype(np.float32), after.similarity)
    row, column = np.unravel_index(np.argmin(there), there.shape)
    made = redness_change(before, after, {}, 0.0)
    strongest = np.unravel_index(np.nanargmin(made.change), made.change.shape)
    assert np.hypot(strongest[0] - row, strongest[1] - column) < 8
    assert np.nanmin(made.change) < -5
