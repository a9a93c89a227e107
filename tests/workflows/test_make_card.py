"""The card from the program to paper to photo: what was printed is found again."""

import cv2
import numpy as np
import pikepdf
import pytest

from skintrack.analysis.color_card import CardSearch, find_card
from skintrack.errors import InputError
from skintrack.library import Library
from skintrack.model import card as layout
from skintrack.workflows import make_card
from tests.helpers.pdf_text import alternative_texts
from tests.helpers.printed_page import FOCAL_PX, photographed, rasterised

SERIAL = "7K3F2"


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cards")
    made = {}
    for paper in ("a4", "letter"):
        path = folder / f"{paper}.pdf"
        make_card.run(path, paper=paper, serial=SERIAL)
        made[paper] = rasterised(path)
    return made


def read(photo):
    reading = find_card(photo).reading
    assert reading is not None
    return reading


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_page_is_one_archival_accessible_sheet(tmp_path, paper):
    path = tmp_path / "card.pdf"
    result = make_card.run(path, paper=paper)
    assert layout.number_of(result.serial) is not None
    assert any("four black and white corner markers" in each for each in alternative_texts(path))
    with pikepdf.open(path) as document:
        assert len(document.pages) == 1
        metadata = document.open_metadata()
        assert (metadata["pdfaid:part"], metadata["pdfuaid:part"]) == ("3", "1")


def test_each_card_has_a_serial_of_its_own_and_the_same_serial_is_the_same_card(tmp_path):
    paths = [tmp_path / f"{n}.pdf" for n in range(4)]
    first, second = make_card.run(paths[0]), make_card.run(paths[1])
    assert first.serial != second.serial
    make_card.run(paths[2], serial=first.serial.lower())
    assert paths[2].read_bytes() == paths[0].read_bytes()


@pytest.mark.parametrize("serial", ["", "7K3F", "7K3FI", "ZZZZZ"])
def test_what_is_no_serial_is_refused(tmp_path, serial):
    with pytest.raises(InputError, match="no serial"):
        make_card.run(tmp_path / "card.pdf", serial=serial)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_into_a_library(tmp_path):
    Library.create(tmp_path / "library", "Course").close()
    with pytest.raises(InputError):
        make_card.run(tmp_path / "library" / "card.pdf")


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize(
    ("yaw", "pitch", "roll"),
    [(0, 0, 0), (40, 0, 0), (-40, 0, 10), (0, 40, -20), (0, -40, 35), (25, 30, 90), (10, -15, 180),
     (-20, 20, 235), (5, 5, 300)],
)  # fmt: skip
def test_a_photo_of_the_printed_page_at_an_angle_is_found(pages, paper, yaw, pitch, roll):
    photo = photographed(pages[paper], yaw=yaw, pitch=pitch, roll=roll, seed=abs(yaw) + roll % 7)
    reading = read(photo)
    assert reading.serial == SERIAL
    true_tilt = np.degrees(np.arccos(np.cos(np.radians(yaw)) * np.cos(np.radians(pitch))))
    assert reading.tilt_deg == pytest.approx(true_tilt, abs=6.0)
    assert reading.px_per_mm == pytest.approx(FOCAL_PX / 500, rel=0.06)
    assert sum(patch.rgb is not None for patch in reading.patches) >= 14


def test_its_colours_come_back_in_the_order_of_the_card(pages):
    reading = read(photographed(pages["a4"], yaw=20, roll=45))
    shown = {patch.name: np.array(patch.rgb) for patch in reading.patches}
    level = [shown[name].mean() for name in ("gray_3", "gray_9", "field", "gray_33", "gray_60")]
    assert level == sorted(level)
    assert shown["red"][0] > 3 * shown["red"][1]
    for tone in ("light", "tan", "brown", "deep", "dark"):
        plain, red = shown[f"{tone}_skin"], shown[f"{tone}_skin_red"]
        assert red[0] / red[1] > 1.15 * plain[0] / plain[1]


@pytest.mark.parametrize("distance", [250.0, 500.0, 900.0])
def test_near_and_far_are_found_to_scale(pages, distance):
    reading = read(photographed(pages["a4"], yaw=10, distance=distance))
    assert reading.px_per_mm == pytest.approx(FOCAL_PX / distance, rel=0.05)


def test_a_small_card_in_a_small_photo_is_refused_in_words(pages):
    photo = photographed(pages["a4"], blur=0.4, noise=0.5)
    search = find_card(np.asarray(cv2.resize(photo, (450, 600), interpolation=cv2.INTER_AREA)))
    assert search.reading is None
    assert search.finding is not None
    assert search.finding.code == "card_too_small"


def test_a_page_across_the_room_is_no_card(pages):
    assert find_card(photographed(pages["a4"], distance=2500.0)) == CardSearch()


@pytest.mark.parametrize("corner", range(4))
def test_a_hand_over_a_corner_is_refused_in_words(pages, corner):
    page = pages["a4"].copy()
    left, top = np.array(layout.MARKER_CORNERS_MM[corner]) * 150 / 25.4 + _card_at(page)
    cv2.circle(page, (int(left + 50), int(top + 50)), 60, (205, 160, 140), -1)
    search = find_card(photographed(page, yaw=15, roll=20))
    assert search.reading is None
    assert search.finding is not None
    assert search.finding.code == "card_covered"


def test_a_thumb_on_a_patch_costs_that_patch_only(pages):
    page = pages["a4"].copy()
    patch = layout.patches()[6]
    left, top = np.array(patch.box[:2]) * 150 / 25.4 + _card_at(page)
    cv2.circle(page, (int(left), int(top + 35)), 45, (235, 200, 180), -1)
    reading = read(photographed(page))
    lost = {each.name for each in reading.patches if each.rgb is None}
    assert patch.name in lost
    assert len(lost) <= 2


def test_a_shadow_across_the_card_is_refused(pages):
    photo = photographed(pages["a4"]).astype(float)
    edge = np.clip(
        (np.arange(1200)[None, :] - 600 + 0.4 * np.arange(-800, 800)[:, None]) / 30, 0, 1
    )
    shaded = (photo * (0.55 + 0.45 * edge)[..., None]).astype(np.uint8)
    search = find_card(shaded)
    assert search.reading is None
    assert search.finding is not None
    assert search.finding.code == "card_unevenly_lit"


def test_a_mirrored_photo_is_told(pages):
    mirrored = np.ascontiguousarray(photographed(pages["a4"], yaw=15, roll=30)[:, ::-1])
    search = find_card(mirrored)
    assert search.reading is None
    assert search.finding is not None
    assert search.finding.code == "photo_mirrored"


def test_two_cards_are_too_many(pages):
    one = photographed(pages["a4"], distance=600.0)
    both = np.concatenate([one, one], axis=1)
    search = find_card(both)
    assert search.reading is None
    assert search.finding is not None
    assert search.finding.code == "several_cards"


def _card_at(page):
    """Return where the card's corner lies on the rasterised page, in pixels."""
    dark = np.argwhere(page.max(axis=2) < 40)
    rows, columns = dark[:, 0], dark[:, 1]
    # The first large black square is the marker of the upper left corner.
    found = np.zeros(page.shape[:2], np.uint8)
    found[rows, columns] = 1
    _, _, boxes, _ = cv2.connectedComponentsWithStats(found)
    squares = [box for box in boxes[1:] if box[2] > 80 and box[3] > 80]
    left, top = min((box[0] + box[1], box[0], box[1]) for box in squares)[1:]
    near = layout.MARKER_CORNERS_MM[0][0] * 150 / 25.4
    return np.array([left - near, top - near])
