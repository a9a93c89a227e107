"""Whole-face redness by the card: rendered photos through the whole analysis."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from skintrack.analysis.color_card import find_card
from skintrack.model import Metric, RegionName, Verdict
from skintrack.model.card import serial_of
from skintrack.phantom.camera import Camera
from skintrack.phantom.color_card import HeldCard
from skintrack.phantom.lighting import Light
from skintrack.phantom.pose import Pose
from skintrack.phantom.render import render_photo
from skintrack.workflows.analyse_photos import analyse_image
from skintrack.workflows.compare_photos import compare_analyses
from skintrack.workflows.face_finders import FaceFinders

NUMBER = 123_456
ASIDE = Pose(shift_px=(-70.0, 0.0))
HELD = HeldCard(NUMBER)
MORE_BLOOD = 0.04
WARM = Light(colour=(1.0, 0.86, 0.66))
A_STAR = 1.67  # EI units
FACE = (Metric.REDNESS, RegionName.FACE)


pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def analysed(subject_of):
    """Analyse a rendered photo of one of the people with more or less blood and a card."""
    finders = FaceFinders()

    def analyse(seed=1, blood=0.0, *, card=HELD, pose=ASIDE, **details):
        subject = subject_of(seed)
        skin = replace(subject.skin, haemoglobin=subject.skin.haemoglobin + np.float32(blood))
        image = render_photo(subject, skin, pose=pose, card=card, **details).image
        return analyse_image(image, "0" * 64, finders)

    return analyse


@pytest.fixture(scope="module")
def first(analysed):
    return analysed()


def codes(issues):
    return {issue.code for issue in issues}


def test_without_a_card_the_whole_face_is_not_measured(analysed):
    plain = analysed(card=None)
    assert plain.card is None
    assert plain.value(*FACE) is None
    assert "whole_face_redness_unknown" in codes(plain.issues)


def test_with_a_card_the_whole_face_is_measured(first):
    assert first.card is not None
    assert first.card.serial == serial_of(NUMBER)
    assert first.value(*FACE) is not None
    assert "whole_face_redness_unknown" not in codes(first.issues)
    assert first.reference_of(*FACE) == f"card {serial_of(NUMBER)}"
    assert first.reference_of(Metric.REDNESS, RegionName.LEFT_CHEEK) == "face"


def test_the_reading_tells_scale_and_tilt(subject_of):
    tilts = []
    for yaw in (-15.0, 12.0, 35.0):  # the card stands right of the lens: a little left faces it
        held = replace(HELD, yaw_deg=yaw, roll_deg=-20.0)
        card = find_card(render_photo(subject_of(1), pose=ASIDE, card=held).image).reading
        assert card is not None
        scale = ASIDE.focal_px / (ASIDE.depth_mm - held.centre_mm[2])
        assert card.px_per_mm == pytest.approx(scale, rel=0.08)
        assert card.glare_fraction == 0.0
        tilts.append(card.tilt_deg)
    assert tilts[0] < 20.0
    assert tilts[0] < tilts[1] - 5.0 < tilts[2] - 15.0


@pytest.mark.parametrize("seed", [0, 3, 2], ids=["very light", "brown", "dark"])
def test_more_blood_in_the_whole_face_is_seen_on_every_tone(analysed, seed):
    less, more = analysed(seed), analysed(seed, MORE_BLOOD)
    change = compare_analyses(less, more).change(*FACE)
    assert change is not None
    assert change.change is not None
    # 74 EI per unit of density by the channel weights, give or take the contrast of the print.
    assert 0.7 * 74 * MORE_BLOOD < change.change < 1.35 * 74 * MORE_BLOOD


@pytest.mark.parametrize(
    "other",
    [
        {"light": WARM},
        {"camera": Camera(white_balance=(1.12, 1.0, 0.9))},
        {"camera": Camera(exposure_ev=-0.6)},
        {"camera": Camera(gamma=1.08, contrast=0.3)},
        {"camera": Camera(jpeg_quality=70, blur_px=1.2, noise=3.0)},
        {"card": HeldCard(NUMBER, yaw_deg=-18.0, pitch_deg=12.0, roll_deg=15.0)},
        {"pose": replace(ASIDE, distance_mm=520.0)},
    ],
    ids=["warm light", "balance", "exposure", "tone curve", "poor camera", "tilt", "distance"],
)
def test_light_and_camera_do_not_make_a_face_redder(analysed, first, other):
    later = analysed(**other)
    change = compare_analyses(first, later).change(*FACE)
    assert change is not None
    if change.change is None:  # refused with a reason; never wrong
        assert codes(compare_analyses(first, later).issues)
        return
    assert abs(change.change) < 1.5 * A_STAR


def test_the_print_does_not_matter_between_its_own_photos(analysed):
    without_errors = HeldCard(77, has_print_errors=False)
    steps = []
    for card in (HeldCard(77), without_errors):
        pair = compare_analyses(analysed(card=card), analysed(1, MORE_BLOOD, card=card))
        change = pair.change(*FACE)
        assert change is not None
        steps.append(change.change)
    assert steps[0] == pytest.approx(steps[1], rel=0.15)


def test_different_prints_are_not_compared_and_the_reason_is_said(analysed, first):
    other = analysed(blood=MORE_BLOOD, card=HeldCard(815))
    pair = compare_analyses(first, other)
    change = pair.change(*FACE)
    assert change is not None
    assert change.verdict is Verdict.NOT_COMPARABLE
    assert "card_print_differs" in codes(pair.issues)
    cheek = pair.change(Metric.REDNESS, RegionName.LEFT_CHEEK)
    assert cheek is not None
    assert cheek.verdict is not Verdict.NOT_COMPARABLE


def test_a_card_in_one_photo_only_is_said(analysed, first):
    plain = analysed(card=None)
    assert "card_missing_later" in codes(compare_analyses(first, plain).issues)
    assert "card_missing_earlier" in codes(compare_analyses(plain, first).issues)


def test_part_of_a_card_is_refused_in_words(subject_of):
    image = render_photo(subject_of(1), pose=Pose(shift_px=(40.0, 0.0)), card=HELD).image
    search = find_card(image)
    assert search.reading is None
    assert search.finding is not None
    assert search.finding.code == "card_covered"


def test_glare_on_the_card_is_seen(subject_of):
    image = render_photo(subject_of(1), pose=ASIDE, card=HELD).image
    reading = find_card(image).reading
    assert reading is not None
    middle = np.mean(reading.corners, axis=0).astype(int)
    shine = np.zeros(image.shape[:2], np.float32)
    cv2.circle(shine, (int(middle[0]), int(middle[1])), 130, 1.0, -1)
    soft = np.asarray(cv2.GaussianBlur(shine, (0, 0), 25), np.float32)[..., None]
    glaring = (image + (250 - image.astype(np.float32)) * 0.85 * soft).astype(np.uint8)
    search = find_card(glaring)
    if search.reading is None:
        assert search.finding is not None
        assert search.finding.code in ("card_glare", "card_unevenly_lit", "card_clipped")
    else:
        lost = sum(patch.rgb is None for patch in search.reading.patches)
        assert lost >= 4
