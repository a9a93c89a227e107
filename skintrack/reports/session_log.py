"""The session log: what was noted of each session, in rows."""

from collections.abc import Sequence

from skintrack.model import Provider, TreatmentSession
from skintrack.model.display import depth_text, short_day_text, span_text
from skintrack.model.phrase import Phrase
from skintrack.reports.content import SessionRow

_PROVIDERS = {Provider.CLINIC: Phrase("Clinic"), Provider.HOME: Phrase("Home")}


def session_rows(sessions: Sequence[TreatmentSession]) -> tuple[SessionRow, ...]:
    """Return the session log; what was not recorded stays empty."""
    previous_days = [None, *(session.date for session in sessions)]
    return tuple(
        SessionRow(
            number=str(number),
            day=short_day_text(session.date),
            interval="" if previous is None else span_text((session.date - previous).days),
            depth=depth_text(session) or "",
            device=session.device or "",
            provider="" if session.provider is None else _PROVIDERS[session.provider],
            notes=session.notes or "",
        )
        for number, (session, previous) in enumerate(
            zip(sessions, previous_days, strict=False), start=1
        )
    )
