"""How far blood moves the colour that a photo shows."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from skintrack.workflows.face_finders import FaceFinders
from validation.photo_source import PhotoFace
from validation.readings import analyse
from validation.shots import Change, Shot
from validation.shown_color import shown_blood


@pytest.fixture(scope="module")
def light(face_image, face_mesh):
    face = PhotoFace("light", face_image, face_mesh)
    shown = shown_blood(face, face_image, analyse(face_image, FaceFinders()))
    assert shown is not None
    return shown


def test_skin_of_eight_people_showed_44_a_star_per_density(light):
    assert 30 < light.cheek <= light.full < 70


def test_the_same_blood_moves_darker_skin_less(face_image, face_mesh, light):
    linear = (face_image / 255.0) ** 2.2 * 0.2
    dark_image = np.round(255 * linear ** (1 / 2.2)).astype(np.uint8)
    dark = shown_blood(
        PhotoFace("dark", dark_image, face_mesh), dark_image, analyse(face_image, FaceFinders())
    )
    assert dark is not None
    # a* goes with the cube root of light.
    assert dark.cheek / light.cheek == pytest.approx(0.2 ** (1 / 3), rel=0.15)


def test_a_photo_without_cheeks_shows_none(face_image, face_mesh):
    analysis = replace(analyse(face_image, FaceFinders()), outlines={})
    assert shown_blood(PhotoFace("x", face_image, face_mesh), face_image, analysis) is None


def test_it_is_what_a_colour_conversion_says_of_the_two_pictures(face_image, face_mesh, light):
    face = PhotoFace("light", face_image, face_mesh)
    before, after = face_image, face.picture(Shot(Change.CHEEKS, 0.08))
    lab = [cv2.cvtColor(each, cv2.COLOR_RGB2LAB)[..., 1].astype(float) for each in (before, after)]
    assert np.percentile(lab[1] - lab[0], 99.5) / 0.08 == pytest.approx(light.full, rel=0.25)
