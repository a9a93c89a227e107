"""What to do and to leave after a session, and until when.

The rules are data in ``assets/treatment.toml``. They are defaults: what the practitioner said comes
first, and is shown first.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Any

from skintrack.model.course import TreatmentSession
from skintrack.model.phrase import Phrase
from skintrack.treatment.facts import HEALING_DAYS, course_facts, table


class AftercareKind(StrEnum):
    """Whether a rule names something to do or something to leave."""

    DO = "do"
    AVOID = "avoid"


@dataclass(frozen=True)
class AftercareRule:
    """One rule; without ``hours`` it has no end.

    Between ``hours`` and ``caution_hours`` the milder ``caution`` holds. ``is_never_wise`` of what
    is not to be recommended after its hours either.
    """

    code: str
    kind: AftercareKind
    text: Phrase
    detail: Phrase | None = None
    hours: int | None = None
    caution: Phrase | None = None
    caution_hours: int | None = None
    is_never_wise: bool = False


@dataclass(frozen=True)
class AftercareItem:
    """What a rule says at one moment.

    ``until`` is when it ends or becomes milder; None if it has no end. ``is_mild`` if only the
    caution is left of it.
    """

    rule: AftercareRule
    text: Phrase
    until: datetime | None
    is_mild: bool = False


@dataclass(frozen=True)
class Aftercare:
    """All that holds at one moment after a session.

    ``began`` is when the hours began: the session, or the end of its day where its time was not
    noted (``is_time_known`` is False then). ``over`` are rules that have ended.
    """

    session: TreatmentSession
    began: datetime
    is_time_known: bool
    avoid: tuple[AftercareItem, ...]
    do: tuple[AftercareItem, ...]
    over: tuple[AftercareRule, ...]

    @property
    def allowed_again(self) -> tuple[AftercareRule, ...]:
        """What was to be avoided and now need not be; care that has ended is not in it."""
        return tuple(
            rule
            for rule in self.over
            if rule.kind is AftercareKind.AVOID and not rule.is_never_wise
        )

    @property
    def next_change(self) -> datetime | None:
        """When the next rule ends or becomes milder."""
        ends = [item.until for item in (*self.avoid, *self.do) if item.until is not None]
        return min(ends, default=None)


@dataclass(frozen=True)
class ContactAdvice:
    """What is usual after a session, and the signs with which to call the practitioner."""

    usual: Phrase
    text: Phrase
    signs: tuple[Phrase, ...]
    urgent: Phrase


def aftercare_rules() -> tuple[AftercareRule, ...]:
    """Return all rules, in the order to show them."""
    return tuple(_rule(entry) for entry in table()["aftercare"])


def contact_advice() -> ContactAdvice:
    """Return when to contact the practitioner."""
    contact, redness_days = table()["contact"], course_facts().redness_expected_days
    # The facts that the diary goes by, so that both say the same of one day.
    days = {
        "redness_days": redness_days,
        "swelling_days": table()["diary"]["swelling_expected_days"],
    }
    noticed = [Phrase(entry["name"]) for entry in table()["diary"]["ask_about"]]
    return ContactAdvice(
        usual=Phrase(table()["expected"]["text"], days=redness_days),
        text=Phrase(contact["text"]),
        signs=(*noticed, *(Phrase(sign, **days) for sign in contact["signs"])),
        urgent=Phrase(contact["urgent"]),
    )


def session_began(session: TreatmentSession) -> datetime:
    """Return from when hours are counted, in the computer's zone.

    Where the time is unknown it is the end of the day, so that no rule ends too early.
    """
    if session.clock is None:
        following = session.date + timedelta(days=1)
        return datetime.combine(following, time()).astimezone()
    return datetime.combine(session.date, session.clock).astimezone()


def latest_session(sessions: Iterable[TreatmentSession], now: datetime) -> TreatmentSession | None:
    """Return the session whose week of healing it is, or None; ``now`` is aware."""
    begun = [each for each in sessions if _is_begun(each, now)]
    latest = max(begun, key=session_began, default=None)
    if latest is None or now >= session_began(latest) + timedelta(days=HEALING_DAYS):
        return None
    return latest


def aftercare_at(session: TreatmentSession, now: datetime) -> Aftercare:
    """Return what holds at a moment.

    Parameters
    ----------
    session : TreatmentSession
        Its day, and its time if that is known.
    now : datetime
        Aware.
    """
    began = session_began(session)
    items: dict[AftercareKind, list[AftercareItem]] = {kind: [] for kind in AftercareKind}
    over = []
    for rule in aftercare_rules():
        item = _item(rule, began, now)
        if item is None:
            over.append(rule)
        else:
            items[rule.kind].append(item)
    return Aftercare(
        session=session,
        began=began,
        is_time_known=session.clock is not None,
        avoid=tuple(items[AftercareKind.AVOID]),
        do=tuple(items[AftercareKind.DO]),
        over=tuple(over),
    )


def _is_begun(session: TreatmentSession, now: datetime) -> bool:
    """Tell whether a session was; of one without a time, its day is enough."""
    if session.clock is None:
        return session.date <= now.astimezone().date()
    return session_began(session) <= now


def _item(rule: AftercareRule, began: datetime, now: datetime) -> AftercareItem | None:
    if rule.hours is None:
        return AftercareItem(rule, rule.text, None)
    until = began + timedelta(hours=rule.hours)
    if now < until:
        return AftercareItem(rule, rule.text, until)
    if rule.caution is None or rule.caution_hours is None:
        return None
    until = began + timedelta(hours=rule.caution_hours)
    return AftercareItem(rule, rule.caution, until, is_mild=True) if now < until else None


def _rule(entry: dict[str, Any]) -> AftercareRule:
    return AftercareRule(
        code=entry["code"],
        kind=AftercareKind(entry["kind"]),
        text=Phrase(entry["text"]),
        detail=_phrase(entry.get("detail")),
        hours=entry.get("hours"),
        caution=_phrase(entry.get("caution")),
        caution_hours=entry.get("caution_hours"),
        is_never_wise=entry.get("never_wise", False),
    )


def _phrase(text: str | None) -> Phrase | None:
    return None if text is None else Phrase(text)
