"""The photo record: blocks of visits, what stands below a photo, and the record without photos."""

import dataclasses
from datetime import timedelta

from skintrack.model import (
    Metric,
    Phase,
    PhotoPrivacy,
    QualityIssue,
    ReportChoices,
    ReportSection,
    SeriesPoint,
    SkinState,
    View,
    Visit,
    VisitPhase,
)
from skintrack.reports import Picture, ReportMaterial, ReportVisit
from skintrack.reports.record import never_taken, record_blocks, record_groups
from skintrack.reports.record_flags import flags_of
from tests.helpers.model_objects import make_analysis, make_photo
from tests.reports.test_build import DAY, MATERIAL, make_series

FOLLOW_UP = VisitPhase(Phase.FOLLOW_UP, 1, 53)


def visit_of(*photos, day=DAY, phase=None, label="Baseline") -> ReportVisit:
    return ReportVisit(Visit(day, phase or VisitPhase(Phase.BASELINE), tuple(photos)), label)


def visits(count) -> list[ReportVisit]:
    days = [DAY + timedelta(days=10 * n) for n in range(count)]
    return [visit_of(make_photo(day), day=day, label=f"Visit {n}") for n, day in enumerate(days)]


def material(shown, *, photos=None, analyses=None, choices=None) -> ReportMaterial:
    own = tuple(photo for visit in shown for photo in visit.visit.photos)
    return dataclasses.replace(
        MATERIAL,
        visits=tuple(shown),
        photos=own if photos is None else photos,
        pictures={photo.id: Picture(b"jpeg", str(photo.id)) for photo in own},
        series=(),
        undated_count=0,
        analyses=analyses or {},
        choices=choices or ReportChoices(),
    )


def test_visits_are_shared_so_that_none_stands_alone():
    def lengths(count) -> list[int]:
        shown = visits(count)
        return [len(block.columns) for block in record_blocks(shown, material(shown))]

    assert lengths(5) == [5]
    assert lengths(6) == [3, 3]
    assert lengths(11) == [4, 4, 3]
    assert lengths(20) == [5, 5, 5, 5]


def test_every_block_has_the_same_views_and_empty_frames_for_what_is_missing():
    shown = visits(12)
    oblique = make_photo(DAY, view=View.LEFT_OBLIQUE)
    first = shown[0].visit._replace(photos=(*shown[0].visit.photos, oblique))
    shown[0] = dataclasses.replace(shown[0], visit=first)
    told = material(shown)
    blocks = record_blocks(shown, told)
    assert [[row.view for row in block.rows] for block in blocks] == [["Front", "Left oblique"]] * 3
    assert blocks[0].rows[1].cells[0].picture.alt == oblique.id
    assert blocks[0].rows[1].cells[1].picture == Picture(None, "")
    assert never_taken(told) == (View.RIGHT_OBLIQUE,)


def test_a_view_left_out_by_choice_is_not_called_never_taken():
    shown = visits(2)
    oblique = make_photo(DAY, view=View.LEFT_OBLIQUE)
    photos = (*(photo for visit in shown for photo in visit.visit.photos), oblique)
    assert never_taken(material(shown, photos=photos)) == (View.RIGHT_OBLIQUE,)
    only_front = ReportChoices(views=frozenset({View.FRONT}))
    assert never_taken(material(shown, photos=photos, choices=only_front)) == ()


def test_skin_of_the_body_has_no_views_that_are_missing():
    shown = [visit_of(make_photo(DAY, view=View.CLOSE_UP))]
    assert never_taken(material(shown)) == ()
    assert never_taken(material([])) == ()


def test_a_photo_left_out_by_hand_leaves_a_frame_that_says_so():
    oblique = make_photo(DAY, view=View.LEFT_OBLIQUE)
    later = make_photo(DAY + timedelta(days=30), view=View.LEFT_OBLIQUE)
    shown = [
        visit_of(make_photo(DAY)),
        visit_of(later, day=DAY + timedelta(days=30), phase=FOLLOW_UP),
    ]
    told = material(
        shown,
        photos=(oblique, later),
        choices=ReportChoices(left_out_photos=frozenset({oblique.id})),
    )
    rows = record_blocks(shown, told)[0].rows
    assert [cell.picture.note for cell in rows[1].cells] == ["not shown", ""]


def test_flags_say_what_withholds_numbers_first_and_no_more_than_two():
    photo = make_photo(DAY)
    issues = (
        QualityIssue("dark", "The photo is dark."),
        QualityIssue("lit_from_left", "Light.", frozenset({Metric.TEXTURE})),
        QualityIssue("blurred", "Blurred.", frozenset(Metric)),
        QualityIssue("expression", "Smile."),
        QualityIssue("whole_face_redness_unknown", "Unknown.", frozenset({Metric.REDNESS})),
    )
    analyses = {photo.id: make_analysis(photo, {}, issues=issues)}
    assert flags_of(photo, analyses, ()) == ("light from the left", "blurred")
    assert flags_of(photo, {}, ()) == ("not measured",)
    calibration = dataclasses.replace(photo, is_calibration=True)
    assert flags_of(calibration, analyses, ()) == ("in other light on purpose",)


def test_a_turned_face_is_no_fault_of_a_photo_from_the_side():
    issue = QualityIssue("turned_away", "Turned.", frozenset(Metric))
    for view, flags in ((View.LEFT_OBLIQUE, ()), (View.FRONT, ("partly turned away",))):
        photo = make_photo(DAY, view=view)
        analyses = {photo.id: make_analysis(photo, {}, issues=(issue,))}
        assert flags_of(photo, analyses, ()) == flags


def test_flags_say_whether_a_photo_counts():
    photo, healing = make_photo(DAY), make_photo(DAY, name="b")

    def point(of, included, phase) -> SeriesPoint:
        assert of.captured_at is not None
        return SeriesPoint(of.id, of.captured_at, 5.0, phase, included, "Why.")

    analyses = {each.id: make_analysis(each, {}) for each in (photo, healing)}
    out = make_series(points=(point(photo, False, FOLLOW_UP),))
    within = make_series(Metric.RELIEF, points=(point(photo, True, FOLLOW_UP),))
    expected = make_series(points=(point(healing, False, VisitPhase(Phase.RECOVERY, 1, 1)),))
    assert flags_of(photo, analyses, (out,)) == ("not compared",)
    assert flags_of(photo, analyses, (out, within)) == ("compared in part",)
    assert flags_of(photo, analyses, (within,)) == ()
    assert flags_of(healing, analyses, (expected,)) == ()


def test_captions_tell_skin_that_differs_and_further_photos_of_the_view():
    bare = dataclasses.replace(make_photo(DAY, name="1"), skin_state=SkinState.BARE)
    second = make_photo(DAY, name="2")
    side = dataclasses.replace(make_photo(DAY, view=View.LEFT_OBLIQUE), skin_state=SkinState.WET)
    shown = [visit_of(bare, second, side)]
    analyses = {photo.id: make_analysis(photo, {}) for photo in (bare, second, side)}
    block = record_blocks(shown, material(shown, analyses=analyses))[0]
    assert block.columns[0].skin == ""
    assert [row.cells[0].caption for row in block.rows] == [
        "bare skin, 1 of 2 photos",
        "wet or freshly creamed",
    ]


def test_without_photos_the_record_is_a_table():
    shown = visits(2)
    told = material(shown, choices=ReportChoices(photos=PhotoPrivacy.NONE))
    group = record_groups(told)[0]
    assert group.blocks == ()
    assert group.table is not None
    assert group.table.rows[0] == ("3 Mar 2026", "Visit 0", "Front", "Front: not measured")
    assert len(group.table.columns) == 4


def test_without_photos_what_was_noted_of_the_skin_has_a_column():
    first = dataclasses.replace(make_photo(DAY), skin_state=SkinState.MAKE_UP)
    shown = [visit_of(first, make_photo(DAY, name="b"), make_photo(DAY, view=View.LEFT_OBLIQUE))]
    analyses = {photo.id: make_analysis(photo, {}) for photo in shown[0].visit.photos}
    told = material(shown, analyses=analyses, choices=ReportChoices(photos=PhotoPrivacy.NONE))
    table = record_groups(told)[0].table
    assert table is not None
    assert table.columns[3] == "Skin"
    assert table.rows[0][2:] == ("Front (2), left oblique", "Make-up", "no remark")


def test_the_record_can_be_left_out():
    sections = frozenset(ReportSection) - {ReportSection.PHOTO_RECORD}
    assert record_groups(material(visits(2), choices=ReportChoices(sections=sections))) == ()
