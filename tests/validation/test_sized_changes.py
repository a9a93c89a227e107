"""Changes of the size that was asked for."""

from dataclasses import replace

import numpy as np
import pytest

from skintrack.workflows.face_finders import FaceFinders
from validation.photo_source import PhotoFace
from validation.readings import judge, measure
from validation.shots import MOST, Change, Shot
from validation.sized_changes import SizedChanges, level_of_answer


class TestLevelOfAnAnswer:
    def test_it_is_read_between_levels_also_where_the_answer_bends(self):
        bent = [(0.0, 1.0), (0.5, 1.1), (1.0, 2.1)]
        assert level_of_answer(bent, 0.0, 0.05) == pytest.approx(0.25)
        assert level_of_answer(bent, 0.0, 0.6) == pytest.approx(0.75)

    def test_beyond_the_last_level_it_goes_on_along_the_last_stretch(self):
        assert level_of_answer([(0.0, 1.0), (0.5, 1.1), (1.0, 2.1)], 0.0, 2.1) == pytest.approx(1.5)

    def test_weaker_than_neutral_is_left_out(self):
        answers = [(0.6, 0.0), (1.0, 1.0), (1.4, 1.2)]
        assert level_of_answer(answers, 1.0, 0.1) == pytest.approx(1.2)

    def test_what_does_not_rise_has_no_level(self):
        assert level_of_answer([(0.0, 1.0), (1.0, 0.5)], 0.0, 0.1) is None
        assert level_of_answer([(0.5, 1.0), (1.0, 2.0)], 0.0, 0.1) is None
        assert level_of_answer([], 0.0, 0.1) is None


@pytest.fixture(scope="module")
def face(face_image, face_mesh):
    return PhotoFace("drawn", face_image, face_mesh)


@pytest.fixture(scope="module")
def clean(face):
    return measure(face, Shot(), FaceFinders())


@pytest.fixture(scope="module")
def sized(face, clean):
    return SizedChanges(face, clean, FaceFinders())


class TestSizedOnAFace:
    @pytest.mark.parametrize("wanted", [0.4, 7.0])
    def test_the_reading_rises_by_what_was_asked_for(self, sized, clean, wanted):
        level = sized.level_of(Change.CHEEKS, "redness", "left_cheek", wanted)
        assert level is not None
        rise = judge(clean, sized.at(Change.CHEEKS, level)).change_of("redness", "left_cheek")
        assert rise == pytest.approx(wanted, rel=0.02)

    def test_more_than_skin_can_show_is_not_made(self, sized):
        assert sized.level_of(Change.CHEEKS, "redness", "left_cheek", 500.0) is None
        assert sized.level_of(Change.CHEEKS, "texture", "left_cheek", 5.0) is None

    def test_no_picture_is_stronger_than_the_most(self, sized):
        assert all(shot.level <= MOST[shot.change] for shot in sized._taken)

    def test_what_is_withheld_has_no_level(self, face, clean):
        shot, analysis = clean
        nothing = tuple(replace(each, value=None) for each in analysis.measurements)
        blind = SizedChanges(face, (shot, replace(analysis, measurements=nothing)), FaceFinders())
        assert blind.level_of(Change.CHEEKS, "redness", "left_cheek", 1.0) is None


def test_a_twin_has_the_nuisance_of_its_unchanged_photo(face):
    same = face.picture(Shot(tier="wild", draw=3)).astype(float)
    twin = face.picture(Shot(Change.CHEEKS, 0.08, "wild", 3, twin=True)).astype(float)
    other = face.picture(Shot(Change.CHEEKS, 0.08, "wild", 3)).astype(float)
    assert np.median(np.abs(twin - same)) <= 1
    assert 0.001 < (np.abs(twin - same).sum(axis=-1) > 20).mean() < 0.2
    assert np.median(np.abs(other - same)) > 3
