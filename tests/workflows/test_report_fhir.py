"""The values of a report as FHIR R4: what it claims, and that the official schema takes it."""

import json
from uuid import UUID

import fastjsonschema
import pytest

from skintrack.model import Metric
from tests.helpers.fhir_schema import fhir_check
from tests.helpers.noted_library import PERSON, noted_library
from tests.helpers.report_files import report_files


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    with noted_library(tmp_path_factory.mktemp("noted")) as library:
        yield report_files(library, has_fhir=True)


@pytest.fixture(scope="module")
def observations(report):
    found = [entry["resource"] for entry in report.fhir["entry"]]
    return [each for each in found if each["resourceType"] == "Observation"]


def codes(concept):
    return [coding["code"] for coding in concept["coding"]]


def component(observation, code):
    found = [each for each in observation.get("component", ()) if codes(each["code"]) == [code]]
    return found[0]["valueQuantity"]["value"] if found else None


def test_the_official_schema_takes_it(report):
    fhir_check()(report.fhir)


@pytest.mark.parametrize(
    "change",
    [
        {"status": "good"},
        {"colour": "red"},
        {"effectiveDateTime": "3 March 2026"},
        {"valueQuantity": {"value": "12"}},
        {"resourceType": "Media"},
    ],
    ids=str,
)
def test_the_check_can_refuse(report, change):
    check = fhir_check()
    bundle = json.loads(json.dumps(report.fhir))
    bundle["entry"][1]["resource"].update(change)
    with pytest.raises(fastjsonschema.JsonSchemaException):
        check(bundle)


def test_the_latest_visit_says_what_the_series_says(report, observations):
    for series in (*report.material.series, *report.material.other_series):
        if series.change is None or series.baseline is None:
            continue
        latest = max(
            (
                each
                for each in observations
                if codes(each["code"]) == [series.metric.value]
                and codes(each["bodySite"]) == [series.region.value]
                and f"{series.view.value.replace('_', ' ')} view" in each["method"]["text"]
            ),
            key=lambda each: each["effectiveDateTime"],
        )
        assert component(latest, "change") == series.change
        assert component(latest, "noise") == series.noise
        assert component(latest, "index") == (series.index and series.index.value)
        assert codes(latest["interpretation"][0]) == [series.verdict.value]
        assert latest["valueQuantity"]["value"] == series.baseline + series.change


def test_only_visits_that_count_are_told(report, observations):
    days = {each["effectiveDateTime"] for each in observations}
    assert days == {"2026-03-03", "2026-06-23", "2026-09-19"}
    # A visit of two photos is one observation.
    both = [each for each in observations if "median of 2 photos" in each["method"]["text"]]
    assert {each["effectiveDateTime"] for each in both} == {"2026-09-19"}


def test_nothing_is_claimed_that_nobody_said(report, observations):
    text = json.dumps(report.fhir)
    assert "loinc" not in text.lower()
    assert "snomed" not in text.lower()
    for each in observations:
        assert each["status"] == "preliminary"
        assert each["valueQuantity"]["code"] == "1"
        assert each["subject"] == {"display": PERSON}
        assert "derivedFrom" not in each
        assert "no diagnosis" in each["note"][0]["text"]
        (system,) = {coding["system"] for coding in each["code"]["coding"]}
        assert UUID(system.removeprefix("urn:uuid:")).version == 4
    assert {codes(each["code"])[0] for each in observations} == {metric.value for metric in Metric}


def test_the_side_is_the_patients(observations):
    said = {codes(each["bodySite"])[0]: each["bodySite"]["text"] for each in observations}
    assert said["left_cheek"] == "Skin, left cheek (the patient's left)"
    assert said["chin"] == "Skin, chin"


def test_every_entry_has_its_own_name_and_refers_within_the_bundle(report):
    names = [entry["fullUrl"] for entry in report.fhir["entry"]]
    assert len(set(names)) == len(names)
    device = names[0]
    for entry in report.fhir["entry"][1:]:
        assert entry["resource"]["device"]["reference"] == device
