"""The page that a practitioner fills in by hand: grades, plan, remarks, signature."""

from collections.abc import Iterable

from skintrack.model import NeedleZone, RegionName, ReportSection, Series, Verdict
from skintrack.model.display import (
    day_text,
    metric_in_sentence,
    region_name,
    verdict_label,
)
from skintrack.model.phrase import Phrase
from skintrack.model.session_text import zone_name
from skintrack.reports.content import ReportMaterial
from skintrack.reports.parts import FormScale, Named, Practitioner
from skintrack.reports.wording import GRADE_OF_SCARS

_GOODMAN_BARON = FormScale(
    heading=GRADE_OF_SCARS,
    note=Phrase("The most that is there, in daylight or the light of the room."),
    answers=(
        Named(
            Phrase("Macular"),
            Phrase("Flat marks that differ in colour only: red, pale or dark."),
        ),
        Named(
            Phrase("Mild"),
            Phrase(
                "Not obvious from 50 cm or more, or easily covered by make-up or the shadow of a "
                "shaved beard."
            ),
        ),
        Named(
            Phrase("Moderate"),
            Phrase(
                "Obvious from 50 cm or more, not easily covered, but flattened when the skin is "
                "stretched by hand."
            ),
        ),
        Named(
            Phrase("Severe"),
            Phrase(
                "Obvious from 50 cm or more, not easily covered, and not flattened by stretching."
            ),
        ),
    ),
)
_GAIS = FormScale(
    heading=Phrase("Change since before the treatment (GAIS)"),
    note=Phrase("Global Aesthetic Improvement Scale, against the first photos or from memory."),
    answers=(
        Named(Phrase("Very much improved"), ""),
        Named(Phrase("Much improved"), ""),
        Named(Phrase("Improved"), ""),
        Named(Phrase("No change"), ""),
        Named(Phrase("Worse"), ""),
    ),
)
_VERDICTS = (Verdict.IMPROVED, Verdict.WORSE, Verdict.WITHIN_NOISE)
_MENU = Phrase("Practitioner's page…")


def practitioner_page(material: ReportMaterial) -> Practitioner | None:
    """Return the page to fill in, or None where it was left out."""
    if ReportSection.PRACTITIONER not in material.choices.sections:
        return None
    return Practitioner(
        heading=Phrase("For the practitioner to fill in"),
        intro=Phrase(
            "An opinion beside the numbers says what photos cannot. Fill in as much of this page "
            "as you like. It belongs to the report of {day}.",
            day=day_text(material.report_day),
        ),
        scales=(_GOODMAN_BARON, _GAIS),
        region_columns=(
            Phrase("Region"),
            Phrase("What the photos show"),
            Phrase("Your impression"),
        ),
        regions=tuple(_region_rows(material.series)),
        plan_heading=Phrase("Plan for the next session"),
        plan_fields=(Phrase("Date"), Phrase("Device"), Phrase("Passes")),
        depth_label=Phrase("Needle depth in mm"),
        depth_fields=tuple(zone_name(zone) for zone in NeedleZone),
        remarks=Phrase("Remarks"),
        signature_fields=(Phrase("Name"), Phrase("Signature"), Phrase("Date")),
        back=Phrase(
            "To the patient: to keep this page in SkinTrack, open the course, choose “{menu}” in "
            "its menu, and type it in as it stands here.",
            menu=_MENU,
        ),
    )


def _region_rows(series: Iterable[Series]) -> Iterable[tuple[str, str]]:
    """Yield each region with what its numbers say, the whole face last."""
    known = tuple(series)
    regions = dict.fromkeys(one.region for one in known)
    for region in sorted(regions, key=lambda each: each is RegionName.FACE):
        here = [one for one in known if one.region is region and one.verdict in _VERDICTS]
        parts = []
        for verdict in _VERDICTS:
            metrics = [metric_in_sentence(one.metric) for one in here if one.verdict is verdict]
            if metrics:
                parts.append(
                    Phrase(
                        "{verdict}: {metrics}",
                        verdict=verdict_label(verdict),
                        metrics=Phrase.joined(", ", metrics),
                    )
                )
        yield (
            region_name(region),
            Phrase.joined("; ", parts) if parts else Phrase("nothing to compare yet"),
        )
