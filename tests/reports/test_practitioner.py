"""The page to fill in by hand."""

import dataclasses

from skintrack.model import Metric, RegionName, ReportChoices, ReportSection, Scale
from skintrack.reports.practitioner import practitioner_page
from tests.reports.test_build import MATERIAL, make_series


def test_the_scales_have_as_many_answers_as_the_program_knows():
    page = practitioner_page(MATERIAL)
    assert page is not None
    grades, change = page.scales
    assert len(grades.answers) == len(Scale.GOODMAN_BARON.values)
    assert len(change.answers) == len(Scale.GAIS.values)
    assert all(answer.text for answer in grades.answers)
    assert change.answers[0].name == "Very much improved"
    assert change.answers[-1].name == "Worse"


def test_each_region_says_what_its_numbers_say_and_leaves_room_beside_it():
    series = (
        make_series(Metric.RELIEF, RegionName.FACE),
        make_series(Metric.REDNESS, RegionName.CHIN),
        make_series(Metric.RELIEF, RegionName.CHIN, 3.0),
        make_series(Metric.TEXTURE, RegionName.CHIN, 0.0),
        make_series(Metric.REDNESS, RegionName.NOSE, None),
    )
    page = practitioner_page(dataclasses.replace(MATERIAL, series=series))
    assert page is not None
    assert page.regions == (
        (
            "Chin",
            "better, beyond noise: redness; worse, beyond noise: relief; "
            "within noise: fine texture",
        ),
        ("Nose", "nothing to compare yet"),
        ("Whole face", "better, beyond noise: relief"),
    )
    assert len(page.region_columns) == 3


def test_it_says_how_to_type_it_back():
    page = practitioner_page(MATERIAL)
    assert page is not None
    assert "“Practitioner's page…”" in page.back


def test_it_can_be_left_out():
    sections = frozenset(ReportSection) - {ReportSection.PRACTITIONER}
    choices = ReportChoices(sections=sections)
    assert practitioner_page(dataclasses.replace(MATERIAL, choices=choices)) is None
