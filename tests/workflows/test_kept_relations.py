"""What two photos say of each other is kept, and never read for other photos than it is of."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from skintrack.analysis.regions import region_outlines
from skintrack.analysis.skin_grid import COLUMNS, ROWS, SkinGrid, pack
from skintrack.errors import CancelledError, StorageError
from skintrack.library import Library
from skintrack.library.relations import Relations
from skintrack.model import (
    NOT_READ,
    AnchorPair,
    Anchors,
    OutlineKind,
    Photo,
    PhotoAnalysis,
    Point,
    Reference,
    RegionName,
    SkinPrint,
    View,
)
from skintrack.model.face_point import FacePoint
from skintrack.workflows import build_series, kept_relations, related_photos
from skintrack.workflows.build_series import CourseTrend
from skintrack.workflows.compare_photos import compare_in_library
from skintrack.workflows.kept_relations import KeptRelations
from tests.helpers.average_face import mean_places
from tests.helpers.measured_library import TO_CANONICAL, Shot, make_library

DAYS = (0, 30, 60, 90)


def face_print(seed: int) -> SkinPrint:
    """Return skin of a whole face, in a light and a state of its own."""
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[0:ROWS, 0:COLUMNS]
    ei = 20 + seed + 0.05 * x + rng.normal(0, 0.4, (ROWS, COLUMNS))
    light = -0.6 + 0.002 * y * (1 + 0.1 * seed) + rng.normal(0, 0.005, (ROWS, COLUMNS))
    whole = np.ones((ROWS, COLUMNS))
    return SkinPrint(pack(SkinGrid(*(each.astype(np.float32) for each in (ei, light, whole)))))


def with_face(analysis: PhotoAnalysis, seed: int) -> PhotoAnalysis:
    """Return an analysis with skin and outlines, in the photo's own pixels."""
    outlines = {
        RegionName(name): tuple(
            Point((x - TO_CANONICAL.tx) / TO_CANONICAL.a, (y - TO_CANONICAL.ty) / TO_CANONICAL.a)
            for x, y in outline
        )
        for name, outline in region_outlines(mean_places()).items()
    }
    return replace(analysis, skin_print=face_print(seed), outlines=outlines)


def measure(library: Library, photo: Photo, seed: int) -> None:
    analysis = library.analyses.get(photo.id)
    assert analysis is not None
    library.analyses.save(photo.id, with_face(analysis, seed))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with make_library(tmp_path, [Shot(day, redness=8.0 - day / 30) for day in DAYS]) as made:
        for seed, photo in enumerate(made.photos.all()):
            measure(made, photo, seed)
        yield made


def kept(library: Library) -> CourseTrend:
    return build_series.run(library)


def anew(library: Library) -> CourseTrend:
    """Return the trend with nothing kept: every pair is computed from all that is stored."""
    records = build_series.read(library)
    analyses = {photo_id: library.analyses.get(photo_id) for photo_id in records.analyses}
    whole = {photo_id: each for photo_id, each in analyses.items() if each is not None}
    return build_series.from_records(replace(records, analyses=whole))


def relations(library: Library) -> int:
    row = library._database.row("SELECT count(*) FROM pair_relation")
    return 0 if row is None else int(row[0])


class Counting:
    """Counts the pairs that are computed."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = 0
        compute = related_photos.relate_photos

        def counted(*given, **named):
            self.count += 1
            return compute(*given, **named)

        monkeypatch.setattr(related_photos, "relate_photos", counted)


def test_a_pair_is_computed_once_and_read_by_every_later_run(library, monkeypatch):
    counting = Counting(monkeypatch)
    first = kept(library)
    assert counting.count == len(DAYS) - 1 == relations(library)
    assert kept(library) == first
    one, *_, other = library.photos.all()
    compare_in_library(library, one.id, other.id)
    assert counting.count == len(DAYS) - 1
    assert first == anew(library)
    folder = library.folder
    library.close()
    with Library.open(folder) as again:
        assert kept(again) == first
    assert counting.count == 2 * (len(DAYS) - 1)  # those of ``anew``


def test_all_numbers_are_those_of_a_fresh_comparison_to_the_last_digit(library):
    first, *others = library.photos.all()
    with KeptRelations(library) as relate:
        for photo in others:
            pair = library.analyses.get(first.id), library.analyses.get(photo.id)
            fresh = related_photos.relate_photos(*pair, same_view=True)
            for _ in range(2):
                found = relate(*pair, same_view=True)
                assert found.analysis.measurements == fresh.analysis.measurements
                assert (found.findings, found.mismatch) == (fresh.findings, fresh.mismatch)
            assert fresh.mismatch


def region_of(library: Library) -> None:
    outline = (Point(40, 40), Point(80, 40), Point(60, 90))
    library.regions.save_outline(library.photos.all()[0], OutlineKind.UNTREATED, outline)
    for photo in library.photos.all():
        analysis = library.analyses.get(photo.id)
        assert analysis is not None
        changed = replace(analysis, region_revision=1, reference=Reference.UNTREATED)
        library.analyses.save(photo.id, changed)


def analysed_again(library: Library) -> None:
    measure(library, library.photos.all()[2], 9)


def other_baseline(library: Library) -> None:
    library.photos.move_to_bin(library.photos.all()[0].id)


def baseline_again(library: Library) -> None:
    measure(library, library.photos.all()[0], 9)


def face_points(library: Library) -> None:
    photo = library.photos.all()[2]
    analysis = library.analyses.get(photo.id)
    assert analysis is not None
    library.face_points.save(photo.id, {FacePoint.CHIN: Point(60, 150)})
    moved = {
        name: tuple(Point(x, y + 9) for x, y in line) for name, line in analysis.outlines.items()
    }
    library.analyses.save(photo.id, replace(analysis, outlines=moved))


def anchors(library: Library) -> None:
    first, _, photo, _ = library.photos.all()
    analysis = library.analyses.get(photo.id)
    assert analysis is not None
    pair = AnchorPair(Point(10, 10), Point(12, 10))
    library.regions.save_anchors(photo.id, Anchors(first.id, (pair,)))
    library.analyses.save(photo.id, replace(analysis, skin_print=face_print(7)))


def references(library: Library) -> None:
    photo = library.photos.all()[2]
    analysis = library.analyses.get(photo.id)
    assert analysis is not None
    library.analyses.save(photo.id, replace(analysis, reference=Reference.UNTREATED))


def row_altered(library: Library) -> None:
    photo = library.photos.all()[2]
    library._database.execute(
        "UPDATE analysis SET conditions = replace(conditions, '0.5', '0.6') WHERE photo_id = ?",
        (photo.id,),
    )


def value_altered(library: Library) -> None:
    photo = library.photos.all()[0]
    library._database.execute(
        "UPDATE measurement SET value = value + 1 WHERE photo_id = ?", (photo.id,)
    )


CHANGES = (
    *(region_of, analysed_again, other_baseline, baseline_again, face_points, anchors),
    *(references, row_altered, value_altered),
)


@pytest.mark.parametrize("change", CHANGES, ids=[each.__name__ for each in CHANGES])
def test_after_any_change_the_trend_is_that_of_what_is_stored_now(library, change, monkeypatch):
    kept(library)
    change(library)
    counting = Counting(monkeypatch)
    after = kept(library)
    assert counting.count
    counting.count = 0
    assert kept(library) == after
    assert not counting.count
    assert after == anew(library)


def test_a_changed_analysis_in_memory_meets_nothing_that_is_kept(library):
    kept(library)
    first, second, *_ = library.photos.all()
    one, other = library.analyses.get(first.id), library.analyses.get(second.id)
    assert one is not None
    assert other is not None
    changed = replace(other, skin_print=face_print(8))
    assert (other.number is None, changed.number) == (False, None)
    with KeptRelations(library) as relate:
        found = relate(one, changed, same_view=True)
    assert found.mismatch == related_photos.relate_photos(one, changed, same_view=True).mismatch


def test_what_was_made_by_another_method_is_computed_again_in_its_place(library, monkeypatch):
    first, count = kept(library), relations(library)
    counting = Counting(monkeypatch)
    monkeypatch.setattr(kept_relations, "METHOD", "another")
    assert kept(library) == first
    assert (counting.count, relations(library)) == (count, count)


@pytest.mark.parametrize("found", ["", "{", "[]", '{"fields": []}', '{"values": 1}'])
def test_a_damaged_relation_is_computed_again(library, found):
    first = kept(library)
    library._database.execute("UPDATE pair_relation SET found = ?", (found,))
    assert kept(library) == first
    assert kept(library) == anew(library)


def test_a_full_disk_costs_time_and_no_numbers(library, monkeypatch):
    def refuse(*_given, **_named):
        raise StorageError("The disk is full.", "disk_full")

    monkeypatch.setattr(Relations, "keep", refuse)
    assert kept(library) == anew(library)
    assert relations(library) == 0


def test_a_photo_takes_its_relations_along_when_it_goes_for_good(library):
    kept(library)
    folder, photo = library.folder, library.photos.all()[1]
    library.close()
    with Library.open(folder) as again:
        count = relations(again)
        again._database.execute("DELETE FROM analysis WHERE photo_id = ?", (photo.id,))
        assert relations(again) == count - 1


def test_keeping_a_relation_is_no_change_of_records(library):
    made: list[int] = []

    def make() -> int:
        made.append(1)
        return len(made)

    assert library.memory.remembered("a", 1, make) == 1
    kept(library)
    assert relations(library)
    assert library.memory.remembered("a", 1, make) == 1


def test_a_course_is_read_without_skin_and_gets_it_where_a_pair_needs_it(library):
    records = build_series.read(library)
    assert {each.skin_print for each in records.analyses.values()} == {NOT_READ}
    photo_id, analysis = next(iter(records.analyses.items()))
    assert analysis.number is not None
    whole = library.analyses.get(photo_id)
    assert whole is not None
    assert library.analyses.skin_print(analysis.number) == whole.skin_print
    assert kept(library).view is View.FRONT


def test_what_was_computed_before_a_stop_is_kept(library):
    answers = iter((False, False, True))
    records = build_series.read(library)
    with (
        pytest.raises(CancelledError),
        KeptRelations(library, lambda: next(answers)) as relate,
    ):
        build_series.from_records(records, relate=relate)
    assert relations(library) == 2
    assert kept(library) == anew(library)
