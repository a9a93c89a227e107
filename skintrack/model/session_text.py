"""How the details of a session are said."""

from skintrack.model.course import NeedleZone, Provider, TreatmentSession
from skintrack.model.phrase import Figure, Phrase

_ZONES = {
    NeedleZone.FOREHEAD: Phrase("Forehead"),
    NeedleZone.CHEEKS: Phrase("Cheeks"),
    NeedleZone.NOSE: Phrase("Nose"),
    NeedleZone.UNDER_EYES: Phrase("Under the eyes"),
    NeedleZone.CHIN: Phrase("Chin"),
}
_PROVIDERS = {Provider.CLINIC: Phrase("At a clinic"), Provider.HOME: Phrase("At home")}
_ELSEWHERE = Phrase("Elsewhere")


def zone_name(zone: NeedleZone) -> Phrase:
    """Return the name of a part of the face, such as "Under the eyes"."""
    return _ZONES[zone]


def provider_name(provider: Provider) -> Phrase:
    """Return where a session was, such as "At a clinic"."""
    return _PROVIDERS[provider]


def depths_text(session: TreatmentSession) -> str:
    """Return the needle depths by part of the face, without unit; empty where none was noted."""
    if not session.zone_depths:
        return "" if session.depth_mm is None else _number(session.depth_mm)
    parts = [
        Phrase("{zone} {depth}", zone=zone_name(zone), depth=_number(session.zone_depths[zone]))
        for zone in NeedleZone
        if zone in session.zone_depths
    ]
    if session.depth_mm is not None:
        depth = _number(session.depth_mm)
        parts.append(Phrase("{zone} {depth}", zone=_ELSEWHERE, depth=depth))
    return Phrase.joined(" \N{MIDDLE DOT} ", parts)


def _number(depth_mm: float) -> Figure:
    return Figure(f"{depth_mm:g}" if depth_mm % 1 else f"{depth_mm:.1f}")
