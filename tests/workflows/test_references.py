"""Which photos may be joined, as far as the reference of redness goes."""

from dataclasses import replace
from datetime import date

from skintrack.model import (
    CardPatch,
    CardReading,
    Measurement,
    Metric,
    Reference,
    RegionName,
    Verdict,
)
from skintrack.workflows.compare_photos import compare_analyses
from skintrack.workflows.references import (
    by_the_same_card,
    card_differences,
    reference_differences,
)
from tests.helpers.model_objects import make_analysis, make_photo

CARD = CardReading(
    serial="7K3F2",
    patches=tuple(
        CardPatch(name, rgb)
        for name, rgb in {
            "gray_60": (0.6, 0.6, 0.6), "gray_33": (0.33, 0.33, 0.33), "gray_9": (0.09, 0.09, 0.09),
            "tan_skin": (0.56, 0.31, 0.2), "tan_skin_red": (0.52, 0.2, 0.14),
            "brown_skin": (0.32, 0.15, 0.08), "brown_skin_red": (0.29, 0.09, 0.06),
            "field": (0.2, 0.2, 0.2),
        }.items()
    ),
    corners=((0.0, 0.0), (80.0, 0.0), (80.0, 112.0), (0.0, 112.0)),
    px_per_mm=4.0, tilt_deg=5.0, evenness=0.01, glare_fraction=0.0, face_rgb=(0.45, 0.26, 0.2),
)  # fmt: skip
OTHER = replace(CARD, serial="AAAAA")
FACE = (Metric.REDNESS, RegionName.FACE)
CHEEK = (Metric.REDNESS, RegionName.LEFT_CHEEK)


def analysis(card=None, reference=Reference.FACE, day=1):
    photo = make_photo(date(2026, 3, day), name=str(day))
    made = make_analysis(photo, {FACE: None if card is None else 24.0, CHEEK: 1.0})
    return replace(made, card=card, reference=reference)


def codes(findings):
    return [finding.code for finding in findings]


def test_each_difference_of_cards_has_its_reason():
    assert card_differences(None, None) == ()
    assert card_differences(CARD, CARD) == ()
    assert codes(card_differences(CARD, None)) == ["card_missing_later"]
    assert codes(card_differences(None, CARD)) == ["card_missing_earlier"]
    (finding,) = card_differences(CARD, OTHER)
    assert finding.code == "card_print_differs"
    assert finding.withholds_value("redness", "face")
    assert not finding.withholds_value("redness", "left_cheek")


def test_another_reference_withholds_the_redness_that_is_measured_against_it():
    (finding,) = reference_differences(analysis(), analysis(reference=Reference.UNTREATED))
    assert finding.withholds_value("redness", "face")
    assert finding.withholds_value("redness", "drawn")
    assert not finding.withholds_value("redness", "left_cheek")
    assert not finding.withholds_value("texture", "face")


def test_a_patch_of_untreated_skin_that_was_drawn_anew_is_another_reference():
    first, same, anew = (
        replace(analysis(reference=Reference.UNTREATED), region_revision=revision)
        for revision in (3, 3, 4)
    )
    assert reference_differences(first, same) == ()
    assert codes(reference_differences(first, anew)) == ["reference_differs"]
    plain = [replace(analysis(), region_revision=revision) for revision in (3, 4)]
    assert reference_differences(*plain) == ()


def test_points_of_different_references_have_different_names():
    names = {
        analysis().reference_of(*FACE),
        analysis(CARD).reference_of(*FACE),
        analysis(OTHER).reference_of(*FACE),
        analysis(reference=Reference.UNTREATED).reference_of(*FACE),
    }
    assert len(names) == 4
    assert analysis(CARD).reference_of(*CHEEK) == analysis().reference_of(*CHEEK)


def test_two_prints_are_never_joined():
    change = compare_analyses(analysis(CARD), analysis(OTHER, day=2)).change(*FACE)
    assert change is not None
    assert change.verdict is Verdict.NOT_COMPARABLE
    assert change.change is None


def test_the_same_print_is_its_own_reference():
    before = analysis(CARD)
    redder = replace(CARD, face_rgb=(0.45, 0.24, 0.19))
    after = by_the_same_card(before, analysis(redder, day=2))
    value, first = after.value(*FACE), by_the_same_card(before, before).value(*FACE)
    assert value is not None
    assert first is not None
    assert 2.5 < value - first < 5.0  # 100 log10 (0.26 / 0.24) = 3.5
    assert after.value(*CHEEK) == 1.0


def test_a_value_that_the_photo_withholds_stays_withheld():
    after = analysis(CARD, day=2)
    kept = tuple(Measurement(m.metric, m.region, None) for m in after.measurements)
    withheld = replace(after, measurements=kept)
    assert by_the_same_card(analysis(CARD), withheld) == withheld
