"""Method and limits: how each number is made, and what it cannot show."""

from skintrack.model import NoiseSource, Reference, RegionName
from skintrack.model.display import metric_name
from skintrack.model.phrase import Phrase
from skintrack.reports.content import ReportMaterial
from skintrack.reports.listing import listed
from skintrack.reports.parts import Method, Named, Sketch
from skintrack.reports.sketch import drawn_sketch, face_sketch

HEADING = Phrase("Method and limits")
_TIMES = "\N{NO-BREAK SPACE}\N{MULTIPLICATION SIGN}\N{NO-BREAK SPACE}"
_RATIO = Phrase("100{times}value / baseline", times=_TIMES)
_EXPONENTIAL = Phrase("100{times}exp(value \N{MINUS SIGN} baseline)", times=_TIMES)
METHOD = (
    Named(
        Phrase("Redness"),
        Phrase(
            "The camera's colours are turned back into linear light. Redness is the decimal "
            "logarithm of red over green, times 100, in a region, minus the same for the "
            "whole face in the same photo, so that the lamp's brightness and colour cancel. "
            "Redness spots are how far local red marks stand out from the skin around them."
        ),
    ),
    Named(
        Phrase("Texture and relief"),
        Phrase(
            "Contrast of the red channel at the size of pores (fine texture) and of scars "
            "and coarse pores (relief), after every face has been brought to one scale. Both "
            "are corrected for the sharpness of the photo, read from brows and lashes."
        ),
    ),
    Named(
        Phrase("Index"),
        Phrase(
            "A value against the patient's own baseline, which is 100. Redness spots and relief: "
            "{ratio}. Fine texture, whose value is a logarithm: {exponential}. Redness of a region "
            "is a difference without a true zero, so it has no index. The index compares nobody "
            "with other people.",
            ratio=_RATIO,
            exponential=_EXPONENTIAL,
        ),
    ),
    Named(
        Phrase("Noise"),
        Phrase(
            "A change counts only if it is larger than the smallest change that two such "
            "photos can show (95 %). Where the noise is called assumed, it comes from pairs "
            "of photos of other people, each pair taken in one session. Photos of different "
            "days can differ more. Where it is from repeated photos, it was raised by how "
            "far this person's own shots of one occasion differ; where these were also taken "
            "in other light, by that too, or lowered from five such occasions on."
        ),
    ),
    Named(
        Phrase("Which photos count"),
        Phrase(
            "Photos of the first seven days after a session, photos that fail the quality "
            "checks and photos taken in other light, pose or distance than the baseline are "
            "kept in the record but enter no number. Two photos are a comparison; a trend "
            "needs four visits."
        ),
    ),
    Named(
        Phrase("What this cannot show"),
        Phrase(
            "Redness relative to the face cannot see the whole face becoming redder or "
            "paler. Photos are flat: they show shadow and colour, not depth, and the same "
            "scar looks deeper when the light comes more from the side. Make-up, tan and a "
            "phone's picture style can change the numbers. Regions are named by the "
            "patient's side."
        ),
    ),
)
_NOISE_SOURCES = {
    NoiseSource.ASSUMED: Phrase("assumed"),
    NoiseSource.REPEATS: Phrase("from the patient's repeated photos"),
    NoiseSource.REPEATS_AND_SETTINGS: Phrase(
        "from the patient's repeated photos, also in other light"
    ),
}
_FACE_REFERENCE = Phrase("the skin of the whole face in the same photo")
_UNTREATED_REFERENCE = Phrase("a patch of untreated skin that the patient marked")
_CARD_REFERENCE = Phrase("a printed colour card in the photo, for the whole face")


def method_of(material: ReportMaterial) -> Method:
    """Return method and limits."""
    return Method(
        heading=HEADING,
        blocks=METHOD,
        here_heading=Phrase("In this report"),
        here=tuple(_here(material)),
        sketch=_sketch(material),
    )


def _here(material: ReportMaterial) -> list[Named]:
    """Return what holds for the numbers of this report."""
    facts = [Named(Phrase("Noise"), text) for text in _noise(material)]
    facts += [Named(Phrase("Reference"), text) for text in _references(material)]
    facts.append(
        Named(
            Phrase("Version"),
            Phrase(
                "method {algorithm}, SkinTrack {version}",
                algorithm=material.algorithm,
                version=material.app_version,
            ),
        )
    )
    return facts


def _noise(material: ReportMaterial) -> list[Phrase]:
    """Return where the noise comes from, with the metrics where they differ."""
    by_source: dict[str, list[str]] = {}
    for one in material.series:
        if one.noise is not None and one.noise_source is not None:
            names = by_source.setdefault(_NOISE_SOURCES[one.noise_source], [])
            if metric_name(one.metric) not in names:
                names.append(metric_name(one.metric))
    if len(by_source) == 1:
        return [Phrase.joined("", by_source)]
    said = (
        Phrase("{metrics}: {source}", metrics=listed(names), source=source)
        for source, names in by_source.items()
    )
    return [Phrase.joined("; ", said)] if by_source else []


def _references(material: ReportMaterial) -> list[str]:
    shown = {photo.id for visit in material.visits for photo in visit.visit.photos}
    found = [each for photo_id, each in material.analyses.items() if photo_id in shown]
    if not found:
        return []
    used = []
    if any(each.to_canonical for each in found):
        used.append(_FACE_REFERENCE)
    if any(each.reference is Reference.UNTREATED for each in found):
        used.append(_UNTREATED_REFERENCE)
    if any(each.card is not None for each in found):
        used.append(_CARD_REFERENCE)
    return [listed(used)] if used else []


def _sketch(material: ReportMaterial) -> Sketch | None:
    """Return the drawing of the regions with numbers; None where nothing was measured."""
    regions = [one.region for one in material.series]
    if RegionName.DRAWN in regions:
        baselines = [one.baseline_photo_id for one in material.series if one.baseline_photo_id]
        analysis = material.analyses.get(baselines[0]) if baselines else None
        outline = () if analysis is None else analysis.outlines.get(RegionName.DRAWN, ())
        return drawn_sketch(outline) if outline else None
    if material.face is None or not set(regions) - {RegionName.FACE}:
        return None
    return face_sketch(material.face, regions)
