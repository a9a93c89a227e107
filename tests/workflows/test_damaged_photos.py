"""A photo whose file is damaged has no values anywhere until it is mended."""

import pytest

from skintrack.model import Metric
from skintrack.model.keeping import FILE_DAMAGED
from skintrack.workflows import blinded_pairs, build_series, compare_photos, verify_library
from skintrack.workflows.own_noise import run as own_noise
from tests.helpers.measured_library import course_shots, make_library


@pytest.fixture
def library(tmp_path):
    with make_library(tmp_path, course_shots()) as made:
        yield made


def values(library, photo):
    """Return every value of a photo in the trends of its view."""
    trends = build_series.run(library, course_id=photo.course_id, view=photo.view)
    return [
        point.value
        for series in trends.series
        for point in series.points
        if point.photo_id == photo.id and point.value is not None
    ]


def test_it_is_withheld_everywhere_and_back_once_it_is_mended(library):
    photos = library.photos.all()
    first, last = photos[0], photos[-1]
    before = library.analyses.of_course(last.course_id)
    assert values(library, last)
    path = library.photos.original_path(last)
    whole = path.read_bytes()
    path.write_bytes(whole[:-1])
    verify_library.run(library)

    analysis = library.analyses.get(last.id)
    assert analysis == library.analyses.of_course(last.course_id)[last.id]
    assert analysis.issues[0].code == FILE_DAMAGED
    assert analysis.issues[0].metrics == frozenset(Metric)
    assert analysis.usable_for == frozenset()
    assert all(each.value is None for each in analysis.measurements)
    assert values(library, last) == []
    assert values(library, first)
    noise = own_noise(library, course_id=last.course_id, view=last.view)
    compared = compare_photos.compare_in_library(library, first.id, last.id, noise=noise)
    assert all(change.change is None for change in compared.changes)
    pairs = blinded_pairs.run(library, course_id=last.course_id)
    assert last.id not in {photo.id for pair in pairs for photo in (pair.earlier, pair.later)}

    path.write_bytes(whole)
    assert verify_library.run(library).is_ok
    assert library.analyses.of_course(last.course_id) == before
    assert values(library, last)
