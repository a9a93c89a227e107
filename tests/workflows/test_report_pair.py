"""The two photos of the first page: chosen by the program, or by hand and refused wisely."""

from datetime import date

import pytest

from skintrack.errors import InputError
from skintrack.model import Paper, ReportChoices, ReportSection, View
from skintrack.model.catalogue import ENGLISH
from skintrack.reports import ReportMaterial, build_content
from skintrack.workflows import gather_report
from tests.helpers.measured_library import Shot, make_library

DAY = date(2026, 11, 20)
SHOTS = (
    Shot(0, redness=12.0),
    Shot(0, View.LEFT_OBLIQUE, redness=12.0),
    Shot(9, redness=20.0),
    Shot(42, redness=10.0),
    Shot(42, View.LEFT_OBLIQUE, redness=10.0),
    Shot(100, redness=3.0),
)


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    with make_library(tmp_path_factory.mktemp("pair"), SHOTS, session_days=(7,)) as library:
        yield library


@pytest.fixture
def ids(library):
    """Return the photos' ids in the order of the shots."""
    photos = library.photos.all()
    return [
        photo.id
        for photo in sorted(
            photos, key=lambda each: (each.captured_at, each.view is not View.FRONT)
        )
    ]


def gather(library, **choices) -> ReportMaterial:
    chosen = ReportChoices(report_day=DAY, **choices)
    return gather_report.run(
        library, chosen, ENGLISH, progress=lambda _: None, cancelled=lambda: False
    )


def test_the_program_takes_the_baseline_and_the_latest(library, ids):
    pair = gather(library).pair
    assert pair is not None
    assert (pair.before, pair.after) == (ids[0], ids[5])
    assert not pair.is_by_hand


def test_two_photos_can_be_chosen_by_hand_in_any_order(library, ids):
    material = gather(library, pair=(ids[3], ids[0]))
    pair = material.pair
    assert pair is not None
    assert (pair.before, pair.after) == (ids[0], ids[3])
    assert pair.is_by_hand
    assert pair.comparison is not None
    assert set(material.pair_pictures) == {ids[0], ids[3]}
    written = build_content(material).pair
    assert written is not None
    assert written.after.role == "Later"
    assert any("chosen by hand" in note for note in written.notes)


def test_a_photo_of_healing_days_in_a_pair_is_said(library, ids):
    written = build_content(gather(library, pair=(ids[0], ids[2]))).pair
    assert written is not None
    assert any("One of them is of healing days" in note for note in written.notes)


def test_a_pair_of_another_view_keeps_the_numbers_of_the_main_one(library, ids):
    material = gather(library, pair=(ids[1], ids[4]))
    assert material.main_view is View.FRONT
    assert material.pair is not None
    assert material.pair.view is View.LEFT_OBLIQUE


@pytest.mark.parametrize(
    ("places", "left_out", "words"),
    [
        ((0, 0), (), "Both photos of the pair are the same"),
        ((0, 1), (), "show different views"),
        ((0, 5), (5,), "The photo of 11 June 2026 was chosen for the pair"),
    ],
)
def test_a_pair_that_cannot_be_shown_is_refused(library, ids, places, left_out, words):
    pair = (ids[places[0]], ids[places[1]])
    with pytest.raises(InputError, match=words):
        gather(library, pair=pair, left_out_photos=frozenset(ids[n] for n in left_out))


def test_a_photo_that_is_not_there_is_refused(library, ids):
    with pytest.raises(InputError, match="is not in this course"):
        gather(library, pair=(ids[0], "0" * 16))


def test_a_photo_outside_the_period_is_refused(library, ids):
    with pytest.raises(InputError, match="but it is not in this report"):
        gather(library, pair=(ids[0], ids[5]), date_to=date(2026, 5, 1))


def test_the_numbers_are_of_a_view_that_is_shown(library, ids):
    material = gather(library, views=frozenset({View.LEFT_OBLIQUE}))
    assert material.main_view is View.LEFT_OBLIQUE
    assert {one.view for one in material.series} == {View.LEFT_OBLIQUE}
    assert material.pair is not None
    assert (material.pair.before, material.pair.after) == (ids[1], ids[4])
    assert material.hidden_views == (View.FRONT,)
    both = gather(library, views=frozenset({View.LEFT_OBLIQUE, View.FRONT}))
    assert both.main_view is View.FRONT
    assert both.hidden_views == ()


def test_a_view_that_nobody_took_gives_an_empty_report_of_that_view(library):
    material = gather(library, views=frozenset({View.RIGHT_PROFILE}))
    assert material.main_view is View.RIGHT_PROFILE
    assert (material.series, material.pair) == ((), None)


def test_photos_left_out_by_hand_count_in_the_numbers(library, ids):
    all_of_them = gather(library)
    fewer = gather(library, left_out_photos=frozenset({ids[3], ids[4]}))
    assert fewer.series == all_of_them.series
    assert (all_of_them.hidden_count, fewer.hidden_count) == (0, 2)
    front = gather(library, left_out_photos=frozenset(ids[3:5]), views=frozenset({View.FRONT}))
    assert front.hidden_count == 1


def test_what_the_concern_is_about_comes_first(library):
    metrics = list(dict.fromkeys(one.metric for one in gather(library).series))
    assert metrics[:2] == ["relief", "texture"]
    assert len(metrics) == 4


def test_charts_are_drawn_for_the_paper_and_only_where_they_are_wanted(library):
    wide = {paper: gather(library, paper=paper).charts[0].svg for paper in Paper}
    assert b'width="236' in wide[Paper.A4]
    assert b'width="244' in wide[Paper.LETTER]
    assert gather(library, sections=frozenset({ReportSection.SESSIONS})).charts == ()
