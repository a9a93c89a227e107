"""Regions outlined once for a view, and points matched by hand."""

import pytest

from skintrack.library import Library
from skintrack.model import AnchorPair, Anchors, OutlineKind, PhotoAnalysis, Point, View, ViewSource
from tests.helpers.libraries import add_photo

SKIN = (Point(1, 1), Point(20, 1), Point(10, 30))
NECK = (Point(2, 2), Point(9, 2), Point(9, 9))
ALGORITHM = "7"


@pytest.fixture
def photos(library):
    return [add_photo(library, data) for data in (b"one", b"two")]


def analysed(library, photo, revision):
    library.analyses.save(
        photo.id,
        PhotoAnalysis(
            ALGORITHM, photo.sha256, photo.view, None, {}, (), {}, frozenset(), (),
            region_revision=revision,
        ),
    )  # fmt: skip


def test_a_region_is_of_all_photos_of_its_course_and_view(library, photos):
    assert library.regions.of_view(photos[0].course_id, photos[0].view) is None
    library.regions.save_outline(photos[0], OutlineKind.SKIN, SKIN)
    library.regions.save_outline(photos[0], OutlineKind.UNTREATED, NECK)
    region = library.regions.of_view(photos[1].course_id, photos[1].view)
    assert (region.photo_id, region.skin, region.untreated) == (photos[0].id, SKIN, NECK)
    assert library.regions.of_view(photos[1].course_id, View.CLOSE_UP) is None
    assert library.regions.of_course(photos[0].course_id) == {photos[0].view: region}


def test_every_edit_has_a_revision_of_its_own(library, photos):
    seen = []
    for outline in (SKIN, NECK, None, SKIN):
        library.regions.save_outline(photos[0], OutlineKind.SKIN, outline)
        region = library.regions.of_view(photos[0].course_id, photos[0].view)
        seen.append(None if region is None else region.revision)
    first, second, removed, last = seen
    assert removed is None
    assert first is not None
    assert second is not None
    assert last is not None
    assert first < second < last


def test_drawn_on_another_photo_it_takes_the_place_of_the_old_one(library, photos):
    library.regions.save_outline(photos[0], OutlineKind.SKIN, SKIN)
    library.regions.save_outline(photos[0], OutlineKind.UNTREATED, NECK)
    library.regions.save_outline(photos[1], OutlineKind.SKIN, NECK)
    region = library.regions.of_view(photos[0].course_id, photos[0].view)
    assert (region.photo_id, region.skin, region.untreated) == (photos[1].id, NECK, None)


def test_photos_wait_while_their_region_is_newer_than_their_numbers(library, photos):
    for photo in photos:
        analysed(library, photo, None)
    assert library.analyses.pending(ALGORITHM) == ()
    library.regions.save_outline(photos[0], OutlineKind.SKIN, SKIN)
    assert set(library.analyses.pending(ALGORITHM)) == {photo.id for photo in photos}
    revision = library.regions.of_view(photos[0].course_id, photos[0].view).revision
    for photo in photos:
        analysed(library, photo, revision)
    assert library.analyses.pending(ALGORITHM) == ()
    library.photos.set_view(photos[1].id, View.CLOSE_UP, ViewSource.GIVEN)
    assert library.analyses.pending(ALGORITHM) == (photos[1].id,)
    library.regions.save_outline(photos[0], OutlineKind.SKIN, None)
    assert set(library.analyses.pending(ALGORITHM)) == {photos[0].id, photos[1].id}


def test_anchors_are_remembered_and_let_their_photo_wait(library, photos):
    for photo in photos:
        analysed(library, photo, None)
    anchors = Anchors(photos[0].id, (AnchorPair(Point(1, 2), Point(3.5, 4)),) * 2)
    library.regions.save_anchors(photos[1].id, anchors)
    assert library.regions.anchors(photos[1].id) == anchors
    assert library.regions.anchors(photos[0].id) is None
    assert library.regions.anchors_of_course(photos[0].course_id) == {photos[1].id: anchors}
    assert library.analyses.pending(ALGORITHM) == (photos[1].id,)
    library.regions.save_anchors(photos[1].id, None)
    assert library.regions.anchors(photos[1].id) is None


def test_a_region_outlives_the_program(library, photos):
    library.regions.save_outline(photos[0], OutlineKind.SKIN, SKIN)
    folder = library.folder
    library.close()
    with Library.open(folder) as opened:
        region = opened.regions.of_view(photos[0].course_id, photos[0].view)
        assert region is not None
        assert region.skin == SKIN
