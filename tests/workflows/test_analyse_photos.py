from datetime import UTC, datetime

import cv2
import numpy as np
import pytest

from skintrack.analysis import ALGORITHM
from skintrack.errors import PhotoError
from skintrack.imaging.decode import decode_photo
from skintrack.imaging.export import encode_jpeg
from skintrack.library import Library
from skintrack.model import (
    Metric,
    PhotoAnalysis,
    Point,
    ProgressStep,
    RegionName,
    View,
    ViewSource,
)
from skintrack.workflows import analyse_photos, import_photos
from skintrack.workflows.face_finders import FaceFinders
from tests.helpers.shared_photos import LONDON, every_photo, london, needs_photos, zoom
from tests.helpers.synthetic_skin import grainy_skin, srgb_from_linear

CHEEKS = (RegionName.RIGHT_CHEEK, RegionName.LEFT_CHEEK)
FRONT_REGIONS = (*CHEEKS, RegionName.FOREHEAD, RegionName.NOSE, RegionName.CHIN)


def read(analysis: PhotoAnalysis, metric: Metric, region: RegionName) -> float:
    value = analysis.value(metric, region)
    assert value is not None
    return value


@pytest.fixture(scope="module")
def finders():
    return FaceFinders()


@needs_photos
def test_every_real_photo_is_measured_or_refused_with_a_reason(finders):
    for path in every_photo():
        analysis = analyse_photos.analyse_file(path, finders=finders).analysis
        assert analysis.view is View.FRONT, path.name
        for region in FRONT_REGIONS:
            for metric in Metric:
                reasons = [
                    issue
                    for issue in analysis.issues
                    if metric in issue.metrics and (not issue.regions or region in issue.regions)
                ]
                assert (analysis.value(metric, region) is None) == bool(reasons), (
                    path.name,
                    region,
                    metric,
                )


@needs_photos
@pytest.mark.parametrize("person", LONDON)
def test_neutral_and_smiling_photo_of_one_session_agree(person, finders):
    neutral, smiling = (
        analyse_photos.analyse_file(london(person, expression), finders=finders).analysis
        for expression in ("neutral", "smiling")
    )
    for cheek in CHEEKS:
        texture = [read(each, Metric.TEXTURE, cheek) for each in (neutral, smiling)]
        redness = [read(each, Metric.REDNESS, cheek) for each in (neutral, smiling)]
        assert abs(texture[1] - texture[0]) < 0.15
        assert abs(redness[1] - redness[0]) < 1.5


@needs_photos
def test_the_patients_right_is_on_the_left_of_the_picture(finders):
    analysis = analyse_photos.analyse_file(zoom("30cm"), finders=finders).analysis
    middles = {cheek: np.mean([point.x for point in analysis.outlines[cheek]]) for cheek in CHEEKS}
    assert middles[RegionName.RIGHT_CHEEK] < middles[RegionName.LEFT_CHEEK]


@needs_photos
def test_a_photo_lying_on_its_side_gives_the_same_numbers(finders):
    image = decode_photo(zoom("30cm")).image
    upright = analyse_photos.analyse_image(image, "0" * 64, finders)
    lying = analyse_photos.analyse_image(np.ascontiguousarray(np.rot90(image)), "0" * 64, finders)
    for cheek in CHEEKS:
        assert read(lying, Metric.TEXTURE, cheek) == pytest.approx(
            read(upright, Metric.TEXTURE, cheek), abs=0.05
        )
        assert read(lying, Metric.REDNESS, cheek) == pytest.approx(
            read(upright, Metric.REDNESS, cheek), abs=0.3
        )


@needs_photos
def test_half_a_face_is_not_scored(finders):
    image = decode_photo(zoom("30cm")).image
    half = np.ascontiguousarray(image[:, image.shape[1] // 2 :])
    analysis = analyse_photos.analyse_image(half, "0" * 64, finders)
    assert not analysis.usable_for
    assert {"face_cut_off", "face_unclear", "no_face"} & {issue.code for issue in analysis.issues}


@needs_photos
def test_exposure_and_white_balance_hardly_move_redness(finders):
    image = decode_photo(london("010", "neutral")).image
    plain = analyse_photos.analyse_image(image, "0" * 64, finders)
    linear = (image / 255.0) ** 2.2 * 0.75 * np.array([1.1, 1.0, 0.85])
    tinted = (np.clip(linear, 0, 1) ** (1 / 2.2) * 255).round().astype(np.uint8)
    other = analyse_photos.analyse_image(tinted, "0" * 64, finders)
    for cheek in CHEEKS:
        assert read(other, Metric.REDNESS, cheek) == pytest.approx(
            read(plain, Metric.REDNESS, cheek), abs=0.3
        )


@needs_photos
def test_a_soft_photo_gets_the_texture_of_a_sharp_one(finders):
    image = decode_photo(london("016", "neutral")).image
    plain = analyse_photos.analyse_image(image, "0" * 64, finders)
    soft = analyse_photos.analyse_image(
        np.asarray(cv2.GaussianBlur(image, (0, 0), 0.8)), "0" * 64, finders
    )
    for cheek in CHEEKS:
        assert read(soft, Metric.TEXTURE, cheek) == pytest.approx(
            read(plain, Metric.TEXTURE, cheek), abs=0.1
        )


@needs_photos
def test_a_baseline_withholds_what_cannot_be_compared(finders):
    baseline = analyse_photos.analyse_file(zoom("45cm"), finders=finders).analysis
    close = analyse_photos.analyse_file(zoom("15cm"), baseline, finders=finders).analysis
    assert close.value(Metric.TEXTURE, RegionName.LEFT_CHEEK) is None
    assert "distance_differs" in {issue.code for issue in close.issues}
    assert Metric.TEXTURE not in close.usable_for


def test_no_face_is_said_and_nothing_is_scored(finders):
    image = srgb_from_linear(grainy_skin(400, 300, 0.1))
    analysis = analyse_photos.analyse_image(image, "0" * 64, finders)
    assert [issue.code for issue in analysis.issues] == ["no_face"]
    assert not analysis.usable_for
    assert all(measurement.value is None for measurement in analysis.measurements)


def test_a_drawn_region_is_measured_where_there_is_no_face(finders):
    outline = (Point(40, 40), Point(260, 40), Point(260, 300), Point(40, 300))
    values = []
    for strength in (0.05, 0.10):
        image = srgb_from_linear(grainy_skin(400, 300, strength))
        analysis = analyse_photos.analyse_image(image, "0" * 64, finders, outline=outline)
        values.append(read(analysis, Metric.TEXTURE, RegionName.DRAWN))
        assert analysis.value(Metric.REDNESS, RegionName.DRAWN) is None
        assert "redness_needs_reference" in {issue.code for issue in analysis.issues}
    assert values[1] - values[0] == pytest.approx(np.log(2), abs=0.05)


@pytest.mark.parametrize(
    ("light", "code", "metric"),
    [
        ((1.0, 1.0, 1.0), "no_color", Metric.REDNESS_SPOTS),
        ((0.004, 0.003, 0.003), "little_skin", Metric.TEXTURE),
        ((9.0, 9.0, 9.0), "clipped", Metric.REDNESS_SPOTS),
    ],
)
def test_a_drawn_region_is_judged_like_a_face(finders, light, code, metric):
    skin = grainy_skin(400, 300, 0.1)
    gray = skin.mean(axis=2, keepdims=True).repeat(3, axis=2) if code == "no_color" else skin
    image = srgb_from_linear(gray * np.array(light))
    outline = (Point(40, 40), Point(260, 40), Point(260, 300), Point(40, 300))
    analysis = analyse_photos.analyse_image(image, "0" * 64, finders, outline=outline)
    assert code in {issue.code for issue in analysis.issues}
    assert analysis.value(metric, RegionName.DRAWN) is None


def test_a_baseline_without_a_face_is_said(finders):
    empty = analyse_photos.analyse_image(np.zeros((300, 200, 3), np.uint8), "0" * 64, finders)
    outline = (Point(40, 40), Point(260, 40), Point(260, 300), Point(40, 300))
    image = srgb_from_linear(grainy_skin(400, 300, 0.1))
    analysis = analyse_photos.analyse_image(
        image, "0" * 64, finders, outline=outline, baseline=empty
    )
    assert "baseline_without_face" in {issue.code for issue in analysis.issues}
    assert not analysis.usable_for


def test_a_file_that_is_no_photo_is_refused(tmp_path):
    path = tmp_path / "note.jpg"
    path.write_text("not a photo")
    with pytest.raises(PhotoError, match=r"note\.jpg"):
        analyse_photos.analyse_file(path)


@needs_photos
def test_a_library_is_measured_once_and_learns_its_views(tmp_path):
    with Library.create(tmp_path / "library", "Course") as library:
        import_photos.run(
            library, [zoom("30cm"), zoom("45cm")], captured_at=datetime(2026, 3, 1, 9, tzinfo=UTC)
        )
        steps: list[ProgressStep] = []
        result = analyse_photos.analyse_library(library, jobs=2, progress=steps.append)
        assert len(result.analysed) == 2
        assert not result.errors
        assert steps[-1].done == steps[-1].total == 2
        photo = library.photos.get(result.analysed[0])
        assert (photo.view, photo.view_source) == (View.FRONT, ViewSource.MESH)
        stored = library.analyses.get(photo.id)
        assert stored is not None
        assert stored.algorithm == ALGORITHM
        assert stored.sha256 == photo.sha256
        fresh = analyse_photos.analyse_file(library.photos.original_path(photo)).analysis
        assert stored == fresh
        assert analyse_photos.analyse_library(library).analysed == ()


@needs_photos
def test_a_cancelled_measuring_keeps_what_was_done(tmp_path):
    with Library.create(tmp_path / "library", "Course") as library:
        import_photos.run(library, [zoom("30cm"), zoom("45cm"), zoom("60cm")])
        result = analyse_photos.analyse_library(library, cancelled=lambda: True)
        assert result.analysed == ()
        assert len(library.analyses.pending(ALGORITHM)) == 3


def test_photos_wait_for_the_face_models_to_be_installed(tmp_path, monkeypatch):
    sources = []
    for number in range(2):
        source = tmp_path / f"{number}.jpg"
        image = srgb_from_linear(grainy_skin(600, 500, 0.1, seed=number))
        source.write_bytes(encode_jpeg(image, quality=95))
        sources.append(source)
    with Library.create(tmp_path / "library", "Course") as library:
        import_photos.run(library, sources)
        with monkeypatch.context() as without_models:
            without_models.setattr(
                "skintrack.workflows.face_finders.face_model", lambda _name: None
            )
            result = analyse_photos.analyse_library(library)
        assert result.analysed == ()
        assert [error.code for error in result.errors] == ["models_missing"]
        assert len(library.analyses.pending(ALGORITHM)) == 2
        assert len(analyse_photos.analyse_library(library).analysed) == 2


def test_a_photo_without_a_face_waits_for_a_drawn_region(tmp_path):
    image = srgb_from_linear(grainy_skin(600, 500, 0.1))
    source = tmp_path / "arm.jpg"
    source.write_bytes(encode_jpeg(image, quality=95))
    with Library.create(tmp_path / "library", "Course") as library:
        import_photos.run(library, [source])
        (photo_id,) = analyse_photos.analyse_library(library).analysed
        assert library.photos.get(photo_id).view is View.UNKNOWN
        outline = (Point(50, 50), Point(450, 50), Point(450, 550), Point(50, 550))
        library.analyses.save_drawn_region(photo_id, outline)
        assert analyse_photos.analyse_library(library).analysed == (photo_id,)
        analysis = library.analyses.get(photo_id)
        assert analysis is not None
        assert analysis.value(Metric.RELIEF, RegionName.DRAWN) is not None
