"""The values of a report as FHIR R4: one observation for each metric, region and visit that counts.

No code of a terminology is claimed, since none has one for these metrics. The codes are the
program's own, in a system whose name leads nowhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from statistics import median
from uuid import UUID, uuid5

from skintrack.model import RegionName, Series, SeriesPoint, VisitPhase
from skintrack.model.display import (
    metric_name,
    noise_source_text,
    raw_unit,
    region_in_sentence,
    value_text,
    verdict_text,
    view_in_sentence,
)
from skintrack.model.index import BaselineIndex, index_with_noise
from skintrack.reports import ReportMaterial
from skintrack.trends import verdict_of

CODES = "urn:uuid:0f6d0c0e-6c0a-4a52-8d5d-2f4f6f8c3b1a"
_NAMESPACE = "b8d2c7e4-93a1-4c3e-8f51-6a0e1d7c9b42"
_UCUM = "http://unitsofmeasure.org"
_SIDES = {
    RegionName.RIGHT_CHEEK: "the patient's right",
    RegionName.LEFT_CHEEK: "the patient's left",
}


@dataclass(frozen=True)
class _VisitValue:
    """What counts of one visit; ``change`` and ``noise`` are None for the baseline visit."""

    series: Series
    day: date
    phase: VisitPhase
    value: float
    photos: int
    change: float | None
    noise: float | None


def bundle(material: ReportMaterial, report_id: str) -> dict[str, object]:
    """Return a collection of observations and of the program as their device.

    Nobody but the program has looked at the values, so each is ``preliminary``. The same report
    gives the same ids.
    """
    device = _urn(f"{report_id} device")
    values = [each for series in _series(material) for each in _visit_values(series)]
    return {
        "resourceType": "Bundle",
        "identifier": {"system": "urn:ietf:rfc:3986", "value": _urn(report_id)},
        "type": "collection",
        "entry": [
            {"fullUrl": device, "resource": _device(material)},
            *(
                {
                    "fullUrl": _urn(f"{report_id} {_key(value)}"),
                    "resource": _observation(value, material, report_id, device),
                }
                for value in values
            ),
        ],
    }


def _series(material: ReportMaterial) -> tuple[Series, ...]:
    return (*material.series, *material.other_series)


def _visit_values(series: Series) -> Iterator[_VisitValue]:
    """Yield the median of each visit that counts, as change and verdict of the series take it."""
    for number, ((day, phase), group) in enumerate(groupby(series.included, key=_visit_of)):
        points = [point for point in group if point.value is not None]
        value = median(point.value for point in points if point.value is not None)
        noises = [point.noise for point in points if point.noise is not None]
        is_later = number > 0 and series.baseline is not None
        change = value - series.baseline if is_later and series.baseline is not None else None
        noise = max(noises) if noises and change is not None else None
        yield _VisitValue(series, day, phase, value, len(points), change, noise)


def _visit_of(point: SeriesPoint) -> tuple[date, VisitPhase]:
    return point.captured_at.date(), point.phase


def _device(material: ReportMaterial) -> dict[str, object]:
    return {
        "resourceType": "Device",
        "deviceName": [{"name": "SkinTrack", "type": "user-friendly-name"}],
        "type": {"text": "Software that measures photos of skin; not a medical device"},
        "version": [
            {"type": {"text": "program"}, "value": material.app_version},
            {"type": {"text": "method"}, "value": material.algorithm},
        ],
    }


def _observation(
    value: _VisitValue, material: ReportMaterial, report_id: str, device: str
) -> dict[str, object]:
    series = value.series
    said: dict[str, object] = {
        "resourceType": "Observation",
        "identifier": [{"system": CODES, "value": f"{report_id} {_key(value)}"}],
        "status": "preliminary",
        "code": _concept(series.metric.value, str(metric_name(series.metric))),
        "effectiveDateTime": value.day.isoformat(),
        "valueQuantity": _quantity(value.value, str(raw_unit(series.metric))),
        "note": [{"text": _noise_note(value)}],
        "bodySite": _body_site(series.region),
        "method": {"text": _method_text(value)},
        "device": {"reference": device},
    }
    subject = material.choices.code or material.person
    if subject is not None:
        said["subject"] = {"display": subject}
    verdict = verdict_of(value.change, value.noise)
    if verdict is not None:
        said["interpretation"] = [_concept(verdict.value, str(verdict_text(verdict)))]
    components = list(_components(value))
    if components:
        said["component"] = components
    return said


def _components(value: _VisitValue) -> Iterator[dict[str, object]]:
    """Yield change from baseline, its noise and the index, as far as there are any."""
    metric, unit = value.series.metric, str(raw_unit(value.series.metric))
    for code, text, number, in_unit in (
        ("change", "Change from the baseline visit", value.change, unit),
        ("noise", "Noise of that change (MDC95)", value.noise, unit),
        *_index_parts(index_with_noise(metric, value.change, value.noise, value.series.baseline)),
    ):
        if number is not None:
            yield {"code": _concept(code, text), "valueQuantity": _quantity(number, in_unit)}


def _index_parts(index: BaselineIndex | None) -> tuple[tuple[str, str, float, str], ...]:
    if index is None:
        return ()
    return (
        ("index", "Index, the baseline is 100", index.value, "index"),
        ("index_low", "Index, lower end of the noise", index.low, "index"),
        ("index_high", "Index, upper end of the noise", index.high, "index"),
    )


def _noise_note(value: _VisitValue) -> str:
    lower = "Lower is better. Measured in photos made at home; no diagnosis."
    if value.change is None:
        return f"Baseline visit: later ones are compared with it. {lower}"
    if value.noise is None:
        return f"The noise of the change is not known. {lower}"
    series = value.series
    noise = f"{value_text(series.metric, value.noise)} {raw_unit(series.metric)}"
    source = noise_source_text(series.noise_source)
    return f"A change up to {noise} is within noise (MDC95, {source}). {lower}"


def _method_text(value: _VisitValue) -> str:
    series = value.series
    photos = "1 photo" if value.photos == 1 else f"median of {value.photos} photos"
    view = view_in_sentence(series.view)
    return f"SkinTrack method {series.algorithm}, {view} view, {photos}"


def _body_site(region: RegionName) -> dict[str, object]:
    name = str(region_in_sentence(region))
    side = _SIDES.get(region)
    return _concept(region.value, f"Skin, {name}" + (f" ({side})" if side else ""))


def _concept(code: str, text: str) -> dict[str, object]:
    return {"coding": [{"system": CODES, "code": code, "display": text}], "text": text}


def _quantity(value: float, unit: str) -> dict[str, object]:
    """Return a number without a dimension, as all metrics are; ``unit`` is how people name it."""
    return {"value": value, "unit": unit, "system": _UCUM, "code": "1"}


def _key(value: _VisitValue) -> str:
    series, phase = value.series, value.phase
    place = (series.view, series.metric, series.region, value.day.isoformat(), phase.phase)
    return " ".join(map(str, place))


def _urn(name: str) -> str:
    return uuid5(UUID(_NAMESPACE), name).urn
