import numpy as np
import pytest

from skintrack.analysis.pair import PairSide, relate
from skintrack.analysis.skin_grid import COLUMNS, ROWS, SkinGrid
from tests.analysis.test_color_transfer import face, photographed, smooth_noise

REGIONS = {
    "right_cheek": (slice(30, 42), slice(12, 24)),
    "left_cheek": (slice(30, 42), slice(40, 52)),
    "chin": (slice(58, 66), slice(26, 38)),
}
VALUES = {"redness": 2.0, "redness_spots": 1.5, "texture": -5.0, "relief": 0.04}


def region(name):
    cells = np.zeros((ROWS, COLUMNS), np.float32)
    cells[REGIONS[name]] = 1
    return cells


def side(grid, **changed):
    values: dict[str, dict[str, float | None]] = {name: {**VALUES} for name in (*REGIONS, "face")}
    for name, value in changed.items():
        values[name]["redness"] = value
    regions = {name: region(name) for name in REGIONS}
    regions["face"] = np.max(list(regions.values()), axis=0)
    return PairSide(values, grid, regions)


def test_the_change_is_read_on_the_skin_of_both_and_not_from_the_single_values():
    before = face()
    after = photographed(before, offset=3, contrast=1.1, change=2)
    related = relate(side(before), side(after, right_cheek=77.0))
    assert related.values["right_cheek"]["redness"] == pytest.approx(4.0, abs=0.3)
    assert related.values["left_cheek"]["redness"] == pytest.approx(2.0, abs=0.3)


def test_spots_shrink_by_a_part_of_the_contrast_of_the_camera():
    before = face()
    related = relate(side(before), side(photographed(before, contrast=1.1)))
    assert related.values["chin"]["redness_spots"] == pytest.approx(1.5 / 1.1**0.6, rel=0.02)


def test_the_mismatch_tells_how_the_photos_differ():
    before = face()
    same = relate(side(before), side(before)).mismatch["chin"]
    assert (same.stretch, same.missing, same.unevenness) == pytest.approx((0, 0, 0), abs=0.02)
    vivid = relate(side(before), side(photographed(before, contrast=1.1))).mismatch["chin"]
    assert vivid.stretch == pytest.approx(0.1, abs=0.02)
    rows, columns = REGIONS["chin"]
    share = before.skin_share.copy()
    share[rows, columns.start : columns.start + 3] = 0
    covered = SkinGrid(before.erythema_index, before.log_luminance, share)
    assert relate(side(before), side(covered)).mismatch["chin"].missing == pytest.approx(0.25)
    light = before.log_luminance.copy()
    light[rows, columns.start : columns.start + 6] += 0.1
    shining = SkinGrid(before.erythema_index, light, before.skin_share)
    assert relate(side(before), side(shining)).mismatch["chin"].unevenness > 0.02


def test_the_cheek_that_either_photo_turns_away_is_the_oblique_one():
    ahead, turned = side(face()), side(face())
    turned.regions["left_cheek"][:, 46:] = 0
    for pair in ((ahead, turned), (turned, ahead)):
        found = {name: each.obliqueness for name, each in relate(*pair).mismatch.items()}
        assert found["left_cheek"] == pytest.approx(np.log(2))
        assert found["right_cheek"] == found["chin"] == found["face"] == 0


def test_the_whole_face_passes_as_it_is():
    before = face()
    related = relate(side(before), side(photographed(before, offset=9), face=31.0))
    assert related.values["face"]["redness"] == 31.0


def test_texture_and_relief_are_freed_from_a_steeper_tone_curve():
    before = face()
    after = SkinGrid(before.erythema_index, 1.08 * before.log_luminance + 0.1, before.skin_share)
    values = relate(side(before), side(after)).values["chin"]
    assert values["texture"] == pytest.approx(VALUES["texture"] - np.log(1.08), abs=0.02)
    assert values["relief"] == pytest.approx(VALUES["relief"] / 1.08, rel=0.02)


def test_missing_texture_stays_missing():
    before = face()
    after = side(photographed(before))
    after.values["chin"] |= {"texture": None, "relief": None}
    values = relate(side(before), after).values["chin"]
    assert values["texture"] is None
    assert values["relief"] is None


def test_a_missing_value_stays_missing():
    before = face()
    after = side(photographed(before))
    after.values["chin"]["redness"] = None
    assert relate(side(before), after).values["chin"]["redness"] is None


def test_a_region_that_is_covered_later_is_withheld_alone():
    before = face()
    after = photographed(before)
    hidden = after.skin_share.copy()
    hidden[REGIONS["chin"]] = 0
    covered = SkinGrid(after.erythema_index, after.log_luminance, hidden)
    findings = relate(side(before), side(covered)).findings
    assert {finding.code for finding in findings} == {"little_common_skin"}
    of_chin = [finding.withholds for finding in findings if finding.regions == {"chin"}]
    assert sorted(map(sorted, of_chin)) == [["redness", "redness_spots"], ["relief", "texture"]]


@pytest.mark.parametrize(("share", "withheld"), [(0.6, {"relief"}), (0.7, None)])
def test_a_region_that_lost_more_than_a_third_keeps_all_but_its_relief(share, withheld):
    before = face()
    shown = before.skin_share.copy()
    shown[REGIONS["chin"]] *= share
    partly = SkinGrid(before.erythema_index, before.log_luminance, shown)
    findings = relate(side(before), side(partly)).findings
    of_chin = [finding.withholds for finding in findings if finding.regions == {"chin"}]
    assert of_chin == ([] if withheld is None else [withheld])
    assert len(findings) == len(of_chin)


def test_skin_that_only_the_earlier_or_only_the_later_photo_shows_counts_alike_for_the_surface():
    whole = face()
    shown = whole.skin_share.copy()
    rows, columns = REGIONS["chin"]
    shown[rows, columns.start : columns.start + 3] = 0
    partly = SkinGrid(whole.erythema_index, whole.log_luminance, shown)
    for pair in ((whole, partly), (partly, whole)):
        assert relate(*map(side, pair)).mismatch["chin"].missing == pytest.approx(0.25)
    shown[rows, columns.start : columns.start + 6] = 0
    half = SkinGrid(whole.erythema_index, whole.log_luminance, shown)
    for pair in ((whole, half), (half, whole)):
        withheld = [finding.withholds for finding in relate(*map(side, pair)).findings]
        assert withheld == [{"relief"}]


def test_colours_that_do_not_match_withhold_colour():
    before = face()
    other = SkinGrid(
        before.erythema_index + 9 * smooth_noise(5, 3), before.log_luminance, before.skin_share
    )
    findings = relate(side(before), side(other)).findings
    assert {finding.code for finding in findings} >= {"colors_do_not_match"}
    of_colors = [finding for finding in findings if finding.code == "colors_do_not_match"]
    assert all(finding.withholds == {"redness", "redness_spots"} for finding in of_colors)
