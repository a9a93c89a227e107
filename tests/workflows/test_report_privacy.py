"""What a report may show of a person: the eyes behind a band, skin alone, or no photo at all."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache

import cv2
import numpy as np
import pytest
from PIL import Image

from skintrack.analysis.canonical_frame import HEIGHT_PX
from skintrack.errors import InputError
from skintrack.imaging.export import encode_jpeg
from skintrack.library import Library
from skintrack.model import (
    PhotoPrivacy,
    Point,
    QualityIssue,
    RegionName,
    ReportChoices,
    Similarity,
    View,
    never_cancelled,
    no_progress,
)
from skintrack.model.face_point import FacePoint
from skintrack.phantom.person import person
from skintrack.phantom.pose import Pose
from skintrack.phantom.render import render_photo
from skintrack.phantom.subject import build_subject
from skintrack.reports import picture_words
from skintrack.workflows import analyse_photos, import_photos, make_report, photo_print
from skintrack.workflows.analyse_photos import analyse_image
from skintrack.workflows.face_finders import FaceFinders
from skintrack.workflows.print_frame import PhotoCopy, SkinSheet, SkinTile, frame_matrix
from skintrack.workflows.print_permission import NotSafeError, is_face_known
from skintrack.workflows.print_privacy import BAND_LEVEL, cover_eyes, only_regions
from skintrack.workflows.report_file import read_document
from skintrack.workflows.report_photos import PhotoPrinter, PrintWish
from tests.helpers.pdf_pictures import jpegs_in, pixels_of
from tests.helpers.pdf_text import alternative_texts, page_texts

pytestmark = pytest.mark.slow

DAY = date(2026, 11, 20)
START = datetime(2026, 3, 3, 10, tzinfo=UTC)
CHEEKS = (RegionName.RIGHT_CHEEK, RegionName.LEFT_CHEEK)
EYES = (33, 133, 159, 145, 263, 362, 386, 374)
MOUTH = (61, 291, 0, 13, 17)
SURROUND = 214


@cache
def rendered(seed=1, **pose):
    return render_photo(build_subject(person(seed)), pose=Pose(**pose))


@pytest.fixture(scope="module")
def finders():
    return FaceFinders()


def analysed(image, finders):
    return analyse_image(image, "0" * 64, finders)


def framed(image, analysis, height_px=404):
    return photo_print.framed(PhotoCopy(image, 1.0), analysis.to_frame, height_px)


@pytest.mark.parametrize(
    "pose",
    [
        {},
        {"yaw_deg": 25},
        {"yaw_deg": -40},
        {"yaw_deg": 60},
        {"pitch_deg": 25},
        {"pitch_deg": -25},
        {"roll_deg": 35, "yaw_deg": -30},
        {"distance_mm": 250},
        {"distance_mm": 900},
    ],
    ids=str,
)
def test_the_band_hides_the_true_eyes_however_the_head_is_held(pose, finders):
    photo = rendered(**pose)
    analysis = analysed(photo.image, finders)
    assert is_face_known(analysis)
    covered = cover_eyes(framed(photo.image, analysis), analysis, finders)
    way = frame_matrix(analysis.to_canonical, 404 / HEIGHT_PX)
    for index in EYES:
        x, y = way @ np.array([*photo.truth.landmarks[index], 1.0])
        if 0 <= x < covered.shape[1]:  # in profile the far eye lies beyond the head
            around = covered[int(y) - 9 : int(y) + 10, max(int(x) - 9, 0) : int(x) + 10]
            assert (around == BAND_LEVEL).all()
    # The chin is still seen: the band is a band.
    x, y = way @ np.array([*photo.truth.landmarks[152], 1.0])
    assert (covered[int(y), int(x)] != BAND_LEVEL).any()


def test_a_doubtful_face_is_not_shown_unless_it_was_set_by_hand(finders):
    analysis = analysed(rendered().image, finders)
    for code in ("face_unclear", "face_cut_off"):
        doubtful = replace(analysis, issues=(QualityIssue(code, "Doubt."),))
        assert not is_face_known(doubtful)
        by_hand = replace(doubtful, face_points={FacePoint.NOSE_TIP: Point(1.0, 1.0)})
        assert is_face_known(by_hand)
    assert not is_face_known(replace(analysis, to_canonical=None))


def test_a_second_look_refuses_a_band_that_missed_the_eyes(finders):
    image = rendered().image
    moved = moved_down(analysed(image, finders), 70)
    with pytest.raises(NotSafeError, match="not certain where the eyes are"):
        cover_eyes(framed(image, moved), moved, finders)


def test_a_band_that_is_far_from_the_eyes_leaves_no_face(finders):
    photo = rendered()
    moved = moved_down(analysed(photo.image, finders), 130)
    covered = cover_eyes(framed(photo.image, moved), moved, finders)
    way = frame_matrix(moved.to_canonical, 404 / HEIGHT_PX)
    for index in (*EYES, *MOUTH):
        x, y = way @ np.array([*photo.truth.landmarks[index], 1.0])
        assert (covered[int(y), int(x)] == BAND_LEVEL).all()


def moved_down(analysis, pixels):
    place = analysis.to_canonical
    return replace(analysis, to_canonical=replace(place, ty=place.ty + pixels))


def test_somebody_else_in_the_photo_is_covered_whole(finders):
    image = rendered().image
    analysis = analysed(image, finders)
    print_ = framed(image, analysis, 760).copy()
    other = framed(rendered(4).image, analysed(rendered(4).image, finders), 760)
    print_[520:760, :202] = cv2.resize(other, (202, 240), interpolation=cv2.INTER_AREA)
    covered = cover_eyes(print_, analysis, finders)
    eyes = covered[520 + 240 * 170 // 760 : 520 + 240 * 330 // 760, 40:160]
    assert (eyes == BAND_LEVEL).all()


@pytest.fixture(scope="module")
def faces(tmp_path_factory):
    """Return an open library: two front photos, one turned, one that shows no face."""
    folder = tmp_path_factory.mktemp("faces")
    library = Library.create(folder / "library", "Rosalie", "acne_scars")
    wall = np.random.default_rng(3).normal(110, 4, (1600, 1200, 3)).astype(np.uint8)
    photos = [
        (rendered().image, View.FRONT, 0),
        (np.roll(rendered().image, 3, axis=1), View.FRONT, 60),
        (rendered(yaw_deg=-40).image, View.LEFT_OBLIQUE, 60),
        (wall, View.FRONT, 90),
    ]
    for number, (image, view, day) in enumerate(photos):
        path = folder / f"{number}.jpg"
        path.write_bytes(encode_jpeg(image))
        taken = START + timedelta(days=day)
        import_photos.run(library, [path], captured_at=taken, view=view)
    analyse_photos.analyse_library(library)
    with library:
        yield library


def write(library, folder, privacy, **choices):
    chosen = ReportChoices(photos=privacy, report_day=DAY, **choices)
    return make_report.run(library, folder / "report.pdf", chosen)


def has_band(pixels):
    """Whether a print has an opaque band where eyes are in the common frame."""
    height, width = pixels.shape[:2]
    eyes = pixels[int(height * 0.30) : int(height * 0.38), int(width * 0.22) : int(width * 0.78)]
    return bool((abs(eyes - BAND_LEVEL) <= 3).all())


def test_every_photo_of_the_file_has_its_eyes_covered(faces, tmp_path):
    result = write(faces, tmp_path, PhotoPrivacy.EYES_COVERED)
    jpegs = jpegs_in(result.path)
    assert len(jpegs) == 5  # three small prints and the pair; the wall stays out
    assert all(has_band(pixels_of(jpeg)) for jpeg in jpegs)
    assert "no face was found, so the eyes cannot be covered" in " ".join(page_texts(result.path))
    told = [text for text in alternative_texts(result.path) if "the eyes covered" in text]
    assert len(told) >= 3
    shown = jpegs_in(write(faces, tmp_path, PhotoPrivacy.SHOWN).path)
    assert not any(has_band(pixels_of(jpeg)) for jpeg in shown)


def test_the_preview_is_covered_like_the_file(faces):
    choices = ReportChoices(photos=PhotoPrivacy.EYES_COVERED, report_day=DAY)
    pages = make_report.preview(faces, choices, dpi=60)
    shown = make_report.preview(faces, replace(choices, photos=PhotoPrivacy.SHOWN), dpi=60)
    assert band_pixels(pages[0]) > 2000
    assert band_pixels(shown[0]) < 100


def band_pixels(page):
    with Image.open(io.BytesIO(page)) as opened:
        return int((np.asarray(opened.convert("RGB")) == BAND_LEVEL).all(axis=2).sum())


def test_no_choice_of_photos_goes_round_the_band(faces, tmp_path):
    """Not by the pair, not by views, not where previews or originals are missing."""
    front, later = [photo for photo in faces.photos.all() if photo.view is View.FRONT][:2]
    for choices in (
        {"pair": (front.id, later.id)},
        {"views": frozenset({View.FRONT})},
        {"left_out_photos": frozenset({front.id})},
    ):
        result = write(faces, tmp_path, PhotoPrivacy.EYES_COVERED, **choices)
        assert all(has_band(pixels_of(jpeg)) for jpeg in jpegs_in(result.path))


def test_without_an_analysis_nothing_is_shown(faces):
    photos = faces.photos.all()
    wishes = [PrintWish(photo, height, "") for photo in photos for height in (404, 1200)]
    for privacy in (PhotoPrivacy.EYES_COVERED, PhotoPrivacy.REGION_ONLY, PhotoPrivacy.NONE):
        printer = PhotoPrinter(faces, photos, {}, privacy, CHEEKS)
        for picture in printer.prints(wishes, no_progress, never_cancelled):
            assert picture.jpeg is None
            assert picture.note


def test_only_the_measured_skin_is_left(faces, tmp_path):
    result = write(faces, tmp_path, PhotoPrivacy.REGION_ONLY)
    jpegs = jpegs_in(result.path)
    assert len(jpegs) == 5
    for jpeg in jpegs:
        pixels = pixels_of(jpeg)
        is_grey = np.abs(pixels - SURROUND).max(axis=2) <= 6
        assert 0.3 < is_grey.mean() < 0.95
        assert is_grey[0].all()
        assert is_grey[-1].all()
    assert "the measured skin was not found" in " ".join(page_texts(result.path))
    assert any("Only the measured skin" in text for text in alternative_texts(result.path))


def test_neither_eyes_nor_mouth_nor_nose_lie_in_the_measured_skin(finders):
    for pose in ({}, {"yaw_deg": 40}, {"pitch_deg": 20}):
        photo = rendered(**pose)
        analysis = analysed(photo.image, finders)
        for region in CHEEKS:
            outline = np.array(analysis.outlines[region], np.float32)
            for index in (*EYES, *MOUTH, 4):
                place = photo.truth.landmarks[index]
                assert cv2.pointPolygonTest(outline, place, measureDist=False) < 0


def test_an_outline_by_hand_shows_neither_eyes_nor_mouth(finders):
    """However much of a face was outlined as skin."""
    photo = rendered()
    height, width = photo.image.shape[:2]
    whole_photo = tuple(
        Point(float(x), float(y)) for x, y in ((0, 0), (width, 0), (width, height), (0, height))
    )
    analysis = analysed(photo.image, finders)
    drawn = replace(
        analysis,
        outlines={RegionName.DRAWN: whole_photo},
        valid_fraction={RegionName.DRAWN: 1.0},
    )
    print_, way = printed_skin(photo.image, drawn, finders)
    for index in (*EYES, *MOUTH):
        x, y = way @ np.array([*photo.truth.landmarks[index], 1.0])
        assert (print_[int(y), int(x)] == SURROUND).all()
    assert (print_ != SURROUND).any()
    # The same outline where nobody knows where the face is: not shown at all.
    faceless = replace(drawn, to_canonical=None, to_region=drawn.to_canonical)
    with pytest.raises(NotSafeError, match="cannot be told from the rest"):
        printed_skin(photo.image, faceless, finders)


def printed_skin(image, analysis, finders):
    """Return the print of a drawn region in the middle of the frame, and the way to its pixels."""
    sheet = SkinSheet((SkinTile(RegionName.DRAWN, 320.0, 380.0),), 1.0)
    scale, left, top = sheet.from_frame(sheet.tiles[0], 760)
    way = frame_matrix(analysis.to_frame, scale, left, top)
    return only_regions(PhotoCopy(image, 1.0), analysis, sheet, 760, finders), way


def test_without_photos_none_is_even_read(faces, tmp_path, monkeypatch):
    monkeypatch.setattr(faces.photos, "preview", None)
    monkeypatch.setattr(faces.photos, "read_original", None)
    result = write(faces, tmp_path, PhotoPrivacy.NONE)
    assert jpegs_in(result.path) == []


def test_all_prints_of_skin_have_one_scale(faces):
    photos = faces.photos.all()
    analyses = faces.analyses.of_course(faces.courses.all()[0].id)
    printer = PhotoPrinter(faces, photos, analyses, PhotoPrivacy.REGION_ONLY, CHEEKS)
    zooms = {sheet.zoom for key, sheet in printer._sheets.items() if key[1]}
    assert len(printer._sheets) == 2
    assert len(zooms) == 1
    assert zooms.pop() > 1.5


def test_a_code_stands_for_every_name(faces, tmp_path):
    course = faces.courses.all()[0]
    assert course.name == "Rosalie"
    for code, shown in (("P-0173", "P-0173"), ("   ", "Patient")):
        result = write(faces, tmp_path, PhotoPrivacy.NONE, code=code)
        text = " ".join(page_texts(result.path))
        assert "Rosalie" not in text
        assert shown in text or shown == "Patient"


def test_what_is_said_of_hidden_photos_is_said_plainly():
    assert picture_words.privacy_note(PhotoPrivacy.SHOWN) == ""
    for privacy in (PhotoPrivacy.EYES_COVERED, PhotoPrivacy.REGION_ONLY, PhotoPrivacy.NONE):
        assert picture_words.privacy_note(privacy)


def test_similarities_of_test_and_program_agree():
    way = frame_matrix(Similarity(2.0, 0.0, 10.0, 20.0), 0.5, 1.0, 2.0)
    assert (way @ np.array([3.0, 4.0, 1.0])).tolist() == [9.0, 16.0]


def test_a_locked_report_is_read_back_however_its_password_is_typed(faces, tmp_path):
    typed = "Ro\u0308schen"
    result = write(faces, tmp_path, PhotoPrivacy.NONE, password=typed)
    assert read_document(result.path, "R\u00f6schen") == read_document(result.path, typed)
    for wrong in (None, "", "Roschen"):
        with pytest.raises(InputError) as refused:
            read_document(result.path, wrong)
        assert refused.value.code == "password"


def test_a_password_that_cannot_lock_is_refused_before_the_work(faces, tmp_path):
    for typed in ("", "a\x07", "x" * 200):
        with pytest.raises(InputError, match="The password"):
            write(faces, tmp_path, PhotoPrivacy.SHOWN, password=typed)
    assert list(tmp_path.iterdir()) == []
