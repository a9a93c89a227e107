import numpy as np
import pytest

from skintrack.analysis import maps
from skintrack.analysis.maps import (
    CLIPPED,
    COLOR_ONLY,
    COVERED,
    MEASURED,
    OUTSIDE,
    measured_map,
    offset,
    redness_map,
    region_means,
    texture_map,
    to_photo,
    without,
)
from tests.helpers.map_frames import CHEEK, make_frame


def test_the_mean_over_a_region_is_how_much_redder_it_is():
    frame = make_frame(cheek_ei=4.0)
    means = region_means(redness_map(frame), frame.regions)
    plain = region_means(redness_map(make_frame()), frame.regions)
    risen = means["left_cheek"] - plain["left_cheek"]
    assert risen - (means["forehead"] - plain["forehead"]) == pytest.approx(4.0, abs=0.3)


def test_a_masked_place_has_no_value_in_any_map():
    hole = np.zeros((760, 640), bool)
    hole[450:460, 430:440] = True
    frame = make_frame(cheek_ei=4.0, hole=hole)
    assert np.isnan(redness_map(frame)[hole]).all()
    assert np.isnan(texture_map(frame)[hole]).all()
    assert np.isfinite(redness_map(frame)[CHEEK & ~hole]).all()


def test_texture_is_shown_only_where_it_is_read():
    frame = make_frame(cheek_ei=0.0)
    cores = np.logical_or.reduce(list(frame.cores.values()))
    assert np.array_equal(np.isfinite(texture_map(frame)), cores)


def test_twice_the_grain_is_ln_two_more():
    frame = make_frame(cheek_ei=0.0, cheek_grain=2.0)
    means = region_means(texture_map(frame), frame.cores)
    assert means["left_cheek"] - means["forehead"] == pytest.approx(np.log(2), abs=0.05)


def test_every_pixel_has_one_kind():
    hole = np.zeros((760, 640), bool)
    hole[450:460, 430:440] = True
    glare = np.zeros_like(hole)
    glare[500:510, 430:440] = True
    clipped = np.zeros_like(hole)
    clipped[520:530, 430:440] = True
    kinds = measured_map(make_frame(cheek_ei=0.0, hole=hole, glare=glare, clipped=clipped))
    assert set(kinds[hole]) == {COVERED}
    assert set(kinds[glare]) == {COLOR_ONLY}
    assert set(kinds[clipped]) == {CLIPPED}
    assert kinds[0, 0] == OUTSIDE
    assert (kinds == MEASURED).sum() > 100_000


def test_a_map_is_moved_until_it_agrees_with_the_numbers():
    assert offset({"nose": 3.0, "chin": 1.0}, {"nose": 2.0, "chin": 0.5, "face": 9.0}) == 0.75
    assert offset({}, {"nose": 2.0}) == 0


def test_a_region_without_a_number_is_not_shown():
    frame = make_frame(cheek_ei=4.0)
    values = without(redness_map(frame), frame.regions, {"forehead": 0.0})
    assert np.isnan(values[CHEEK]).all()
    assert np.isfinite(values[frame.regions["forehead"]]).all()


def test_a_map_comes_back_to_the_pixels_of_its_photo():
    """A photo of another scale, shifted: a mark must land where it was, in its own colour."""
    colors = np.zeros((760, 640, 4), np.uint8)
    colors[300:340, 200:240] = (10, 200, 30, 255)
    similarity = np.array([[1.7, 0.0, -100.3], [0.0, 1.7, -60.2]])
    seen = to_photo(colors, similarity, (500, 400))
    rows, columns = np.nonzero(seen[..., 3] > 127)
    middle = (319.5 + 60.2) / 1.7, (219.5 + 100.3) / 1.7
    assert (rows.mean(), columns.mean()) == pytest.approx(middle, abs=0.5)
    edge = seen[(seen[..., 3] > 20) & (seen[..., 3] < 240)]
    assert np.abs(edge[:, :3].astype(int) - (10, 200, 30)).max() <= 1


def test_without_skin_there_is_nothing_to_show():
    nothing = np.ones((760, 640), bool)
    frame = make_frame(cheek_ei=0.0, hole=nothing)
    assert np.isnan(redness_map(frame)).all()
    assert np.isnan(texture_map(frame)).all()
    assert maps.region_means(redness_map(frame), frame.regions) == {}
