"""Details of sessions in words."""

from datetime import date

import pytest

from skintrack.model import NeedleZone, Provider
from skintrack.model.phrase import translated
from skintrack.model.session_text import depths_text, provider_name, zone_name
from skintrack.resources import catalogue
from tests.helpers.model_objects import make_session

DAY = date(2026, 3, 3)
ZONES = {NeedleZone.CHIN: 1.25, NeedleZone.FOREHEAD: 1.0}


@pytest.mark.parametrize(
    ("details", "text"),
    [
        ({}, ""),
        ({"depth_mm": 2.0}, "2.0"),
        ({"zone_depths": ZONES}, "Forehead 1.0 · Chin 1.25"),
        ({"depth_mm": 1.5, "zone_depths": ZONES}, "Forehead 1.0 · Chin 1.25 · Elsewhere 1.5"),
    ],
)
def test_depths_stand_in_the_order_of_the_face(details, text):
    assert depths_text(make_session(DAY, **details)) == text


def test_depths_have_the_marks_of_the_language():
    german = catalogue("de")
    assert german is not None
    text = depths_text(make_session(DAY, zone_depths=ZONES))
    assert translated(text, german) == "Stirn 1,0 · Kinn 1,25"


def test_every_zone_and_provider_has_its_own_name():
    assert len({zone_name(zone) for zone in NeedleZone}) == len(NeedleZone)
    assert len({provider_name(provider) for provider in Provider}) == len(Provider)
