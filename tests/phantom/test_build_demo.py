import pytest

from skintrack.errors import CancelledError, LibraryError, StorageError
from skintrack.library import Library
from skintrack.model import Metric, Phase, PhotoAnalysis, ProgressStep, RegionName, View
from skintrack.phantom.course import planned_photos
from skintrack.treatment import phase_of
from skintrack.workflows import build_demo, verify_library


def _short_course():
    """Baseline in two views, the day after the first session, the last follow-up."""
    photos = planned_photos(1)
    return photos[0], photos[1], photos[3], photos[-3]


@pytest.mark.slow
def test_the_sample_is_imported_measured_and_tells_its_story(tmp_path):
    folder = tmp_path / "sample"
    steps: list[ProgressStep] = []
    build_demo.run(folder, photos=_short_course(), progress=steps.append)
    assert [step.done for step in steps] == sorted(step.done for step in steps)
    assert (steps[-1].done, steps[-1].total) == (12, 12)
    assert list(tmp_path.iterdir()) == [folder]
    with Library.open(folder) as library:
        (course,) = library.courses.all()
        assert (course.name, course.concern) == ("Sample: acne scars", "acne_scars")
        sessions = library.sessions.of_course(course.id)
        assert [session.depth_mm for session in sessions] == [1.5] * 4
        photos = library.photos.of_course(course.id)
        times = [photo.captured_at for photo in photos]
        assert times == [photo.taken_at for photo in _short_course()]
        views = [photo.view for photo in photos]
        assert views == [View.FRONT, View.LEFT_OBLIQUE, View.FRONT, View.FRONT]
        analyses = library.analyses.of_course(course.id)
        assert [analyses[photo.id].view for photo in photos] == views
        assert phase_of(_short_course()[2].taken_at.date(), sessions).phase is Phase.RECOVERY
        first, _, needled, last = (analyses[photo.id] for photo in photos)
        assert _cheek(needled, Metric.REDNESS) > _cheek(first, Metric.REDNESS) + 1.5
        for metric in (Metric.REDNESS_SPOTS, Metric.TEXTURE, Metric.RELIEF):
            assert _cheek(last, metric) < _cheek(first, metric)
        assert verify_library.run(library).problems == ()


def _cheek(analysis: PhotoAnalysis, metric: Metric) -> float:
    value = analysis.value(metric, RegionName.LEFT_CHEEK)
    assert value is not None
    return value


@pytest.mark.slow
def test_cancelling_between_the_steps_leaves_nothing_behind(tmp_path):
    steps: list[ProgressStep] = []
    with pytest.raises(CancelledError):
        build_demo.run(
            tmp_path / "sample",
            photos=_short_course()[:1],
            progress=steps.append,
            cancelled=lambda: len(steps) > 2,
        )
    assert len(steps) > 2
    assert list(tmp_path.iterdir()) == []


def test_cancelling_at_once_leaves_nothing_behind(tmp_path):
    with pytest.raises(CancelledError):
        build_demo.run(tmp_path / "sample", cancelled=lambda: True)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_files_is_refused_and_kept(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(LibraryError):
        build_demo.run(tmp_path, photos=_short_course()[:1])
    assert [entry.name for entry in tmp_path.iterdir()] == ["mine.txt"]


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StorageError, match="sample"):
        build_demo.run(tmp_path / "file" / "sample", photos=_short_course()[:1])
