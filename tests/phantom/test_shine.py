"""How much shine alone moves the numbers: why wet skin is compared with wet skin only."""

import pytest

from skintrack.model import Metric, RegionName
from skintrack.phantom.lighting import Light
from skintrack.phantom.person import person
from skintrack.phantom.render import render_photo
from skintrack.phantom.subject import build_subject
from skintrack.workflows.analyse_photos import analyse_image
from skintrack.workflows.face_finders import FaceFinders

REGIONS = (
    RegionName.FOREHEAD,
    RegionName.RIGHT_CHEEK,
    RegionName.LEFT_CHEEK,
    RegionName.NOSE,
    RegionName.CHIN,
)


@pytest.mark.slow
def test_three_times_the_shine_changes_the_numbers_of_unchanged_skin():
    """The figures are those of docs/measurement.md."""
    subject, finders = build_subject(person(0)), FaceFinders()
    if not finders.are_installed:
        pytest.skip("the face models are not installed")
    dry, wet = (
        analyse_image(
            render_photo(subject, light=Light(sheen=sheen), seed=1).image, f"{sheen}", finders
        )
        for sheen in (1.0, 3.0)
    )
    shift = {
        (metric, region): after - before
        for metric in Metric
        for region in REGIONS
        if (before := dry.value(metric, region)) is not None
        and (after := wet.value(metric, region)) is not None
    }
    assert shift[Metric.REDNESS, RegionName.FOREHEAD] == pytest.approx(-2.9, abs=0.4)
    for cheek in (RegionName.RIGHT_CHEEK, RegionName.LEFT_CHEEK):
        assert 0.1 < shift[Metric.REDNESS, cheek] < 0.6
    texture = [shift[Metric.TEXTURE, region] for region in REGIONS]
    assert min(texture) == pytest.approx(0.045, abs=0.03)
    assert max(texture) == pytest.approx(0.12, abs=0.05)
