"""From repeated shots in a library to the noise of its changes and its verdicts."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from skintrack.imaging.export import encode_jpeg
from skintrack.library import Library
from skintrack.model import Metric, NoiseSource, RegionName, Verdict, View, ViewSource
from skintrack.phantom.camera import Camera
from skintrack.phantom.lighting import Light
from skintrack.phantom.person import person
from skintrack.phantom.pose import Pose
from skintrack.phantom.render import render_photo
from skintrack.phantom.subject import build_subject
from skintrack.workflows import analyse_photos, build_series, import_photos, own_noise
from skintrack.workflows.compare_photos import compare_in_library
from tests.helpers.measured_library import START, Shot, make_library

CHEEK = (Metric.REDNESS, RegionName.LEFT_CHEEK)
ASSUMED = 2.1  # of photos without a face round it, as those of ``make_library``
STEADY, UNSTEADY = (5.0, 5.1, 5.2), (5.0, 7.0, 9.0)
DAYS = (0, 20, 22, 24, 30)  # days of healing are left out: sessions are on 7, 42, ...
OTHER = 9.0


def taken(library, moments):
    """Give the photos their times: days of the course and minutes of the day."""
    for photo, (day, minutes) in zip(library.photos.all(), moments, strict=True):
        start = datetime.combine(START, time(10), tzinfo=UTC)
        library.photos.set_captured_at(photo.id, start + timedelta(days=day, minutes=minutes))


def repeated(tmp_path, values=STEADY, days=DAYS, gap=1.0, other=()):
    """Return a library of visits with several shots; ``other`` values are shots in other light."""
    shots = [Shot(day, redness=value) for day in days for value in (*values, *other)]
    library = make_library(tmp_path, shots)
    taken(library, [(day, gap * n) for day in days for n in range(len(values) + len(other))])
    for photo in library.photos.all():
        analysis = library.analyses.get(photo.id)
        assert analysis is not None
        is_calibration = analysis.value(*CHEEK) in other
        library.photos.set_calibration(photo.id, is_calibration=is_calibration)
    return library


def noise_of(library):
    course = library.courses.all()[0].id
    return own_noise.run(library, course_id=course, view=View.FRONT)


def source_of(library):
    found = noise_of(library).of(*CHEEK)
    return None if found is None else found.source


def series_of(library):
    series = build_series.run(library).find(*CHEEK)
    assert series is not None
    return series


def test_five_visits_of_three_shots_are_the_persons_own_noise(tmp_path):
    with repeated(tmp_path, UNSTEADY) as library:
        found = noise_of(library).of(*CHEEK)
        series = series_of(library)
        of_value = {library.analyses.get(p.id).value(*CHEEK): p.id for p in library.photos.all()}
        one, other = of_value[5.0], of_value[9.0]
        plain = compare_in_library(library, one, other).change(*CHEEK)
        own = compare_in_library(library, one, other, noise=noise_of(library)).change(*CHEEK)
    assert plain is not None
    assert own is not None
    # Each visit: 8 about the mean, over (2.1 / 1.96)^2 / 2; ten degrees of freedom.
    expected = (5 * 8 / ((ASSUMED / 1.96) ** 2 / 2) / 6.1791) ** 0.5
    assert found.factor == pytest.approx(expected, rel=0.005)
    assert (found.source, found.shots) == (NoiseSource.REPEATS, 15)
    assert series.noise_source is NoiseSource.REPEATS
    assert series.noise == pytest.approx(ASSUMED * found.factor)
    assert plain.noise == pytest.approx(ASSUMED)
    assert plain.noise_source is NoiseSource.ASSUMED
    assert own.noise == pytest.approx(series.noise)
    assert (own.noise_source, own.repeat_shots) == (NoiseSource.REPEATS, 15)
    assert (plain.verdict, own.verdict) == (Verdict.WORSE, Verdict.WITHIN_NOISE)


def test_steady_repeats_are_named_and_leave_the_noise_as_it_was(tmp_path):
    with repeated(tmp_path) as library:
        series = series_of(library)
    assert (series.noise, series.noise_source) == (pytest.approx(ASSUMED), NoiseSource.REPEATS)


@pytest.mark.parametrize(
    "arranged",
    [
        {"days": DAYS[:-1]},  # too few
        {"days": (0, 20, 22, 24, 9)},  # one in the days of healing
        {"gap": 0.0},  # copies, or times that nobody knows
        {"gap": 0.02},  # a burst
        {"gap": 31.0},  # not one occasion
    ],
)
def test_what_is_no_repeat_leaves_the_noise_assumed(tmp_path, arranged):
    with repeated(tmp_path, **arranged) as library:
        assert source_of(library) is None
        series = series_of(library)
    assert (series.noise, series.noise_source) == (pytest.approx(ASSUMED), NoiseSource.ASSUMED)


def test_another_view_and_another_version_are_not_counted(tmp_path):
    with repeated(tmp_path) as library:
        assert source_of(library) is NoiseSource.REPEATS
        first = library.photos.all()[0]
        analysis = library.analyses.get(first.id)
        library.analyses.save(first.id, replace(analysis, algorithm="0"))
        assert source_of(library) is None
        library.analyses.save(first.id, analysis)
        assert source_of(library) is NoiseSource.REPEATS
        library.photos.set_view(first.id, View.LEFT_OBLIQUE, ViewSource.GIVEN)
        assert source_of(library) is None


def test_other_light_adds_its_part_and_stays_out_of_the_trend(tmp_path):
    with repeated(tmp_path, other=[OTHER]) as library:
        for photo in library.photos.all()[4:]:  # of the first visit alone
            if library.analyses.get(photo.id).value(*CHEEK) == OTHER:
                library.photos.move_to_bin(photo.id)
        found = noise_of(library).of(*CHEEK)
        series = series_of(library)
        calibrations = {photo.id for photo in library.photos.all() if photo.is_calibration}
    mean = (4.0**2 + 3.9**2 + 3.8**2) / 3
    assert found.factor == pytest.approx(mean**0.5 / (ASSUMED / 1.96))
    assert (found.source, found.settings) == (NoiseSource.REPEATS_AND_SETTINGS, 1)
    assert series.noise_source is NoiseSource.REPEATS_AND_SETTINGS
    assert series.noise == pytest.approx(1.96 * mean**0.5)
    assert len(calibrations) == 1
    assert not calibrations & {point.photo_id for point in series.points}


def test_much_other_light_lowers_the_noise_never_below_that_of_photos_that_agree(tmp_path):
    with repeated(tmp_path, other=[5.15]) as library:
        found = noise_of(library).of(*CHEEK)
        series = series_of(library)
    assert (found.settings, found.factor < 0.5) == (5, True)
    assert series.noise == pytest.approx(ASSUMED)


def test_of_many_occasions_the_latest_of_each_kind_count(tmp_path, monkeypatch):
    monkeypatch.setattr(own_noise, "_MOST_OCCASIONS", 5)
    days = (0, 20, 22, 24, 30, 32, 34)
    with repeated(tmp_path, days=days) as library:
        assert noise_of(library).of(*CHEEK).shots == 15
        for photo in library.photos.all()[2:6:3]:  # one of the first visit, one of the second
            library.photos.set_calibration(photo.id, is_calibration=True)
        found = noise_of(library).of(*CHEEK)
    assert (found.shots, found.settings) == (5 * 3 + 2 * 2, 2)


def test_the_mark_survives_in_the_library(tmp_path):
    with make_library(tmp_path, [Shot(0)]) as library:
        photo = library.photos.all()[0]
        assert not photo.is_calibration
        assert library.photos.set_calibration(photo.id, is_calibration=True).is_calibration
        folder = library.folder
    with Library.open(folder) as library:
        assert library.photos.get(photo.id).is_calibration
        assert not library.photos.set_calibration(photo.id, is_calibration=False).is_calibration


@pytest.mark.slow
def test_rendered_photos_from_taking_to_verdict(tmp_path):
    """Five visits of three shots of unchanged skin, each shot held a little differently."""
    subject = build_subject(person(1))
    lamps = Light(), Light((0.30, -0.40, 0.86), key=0.70, fill=0.55, colour=(1.0, 0.95, 0.86))
    start = datetime.combine(START, time(10), tzinfo=UTC)
    files = []
    for visit in range(5):
        for shot in range(4 if visit == 4 else 3):
            lamp = lamps[shot == 3]
            turn = 2.0 * (shot % 3 - 1)
            image = render_photo(
                subject,
                subject.skin,
                pose=Pose(yaw_deg=turn, shift_px=(4.0 * turn, 3.0 * visit)),
                light=lamp,
                camera=Camera(blur_px=0.6 + 0.1 * (shot % 3)),
                seed=10 * visit + shot,
            ).image
            moment = start + timedelta(days=30 * visit, minutes=shot)
            file = tmp_path / f"{visit}{shot}.jpg"
            file.write_bytes(encode_jpeg(image, 92, captured_at=moment))
            files.append(file)
    with Library.create(tmp_path / "library", "Course") as library:
        import_photos.run(library, files, view=View.FRONT)
        analyse_photos.analyse_library(library)
        last = library.photos.all()[-1]
        assumed = {series.metric: series for series in _cheeks(library)}
        assert all(each.noise_source is NoiseSource.REPEATS for each in assumed.values())
        library.photos.set_calibration(last.id, is_calibration=True)
        own = {series.metric: series for series in _cheeks(library)}
        factors = {metric: noise_of(library).of(metric, CHEEK[1]) for metric in Metric}

    assert own[Metric.REDNESS].noise_source is NoiseSource.REPEATS_AND_SETTINGS
    assert all(each.verdict in (Verdict.WITHIN_NOISE, None) for each in own.values())
    assert factors[Metric.REDNESS].shots == 15


def _cheeks(library):
    trend = build_series.run(library)
    return [each for each in trend.series if each.region is CHEEK[1] and each.noise is not None]
