"""What people say of the skin, beside the numbers and never mixed into them."""

from collections.abc import Iterable, Sequence
from datetime import date

from skintrack.model import BlindedResult, Rater, Rating, Scale
from skintrack.model.blinded_text import rest_sentence
from skintrack.model.display import short_day_text
from skintrack.model.phrase import Phrase
from skintrack.model.rating_text import answer_text, rater_in_sentence
from skintrack.reports.content import ReportMaterial
from skintrack.reports.listing import listed
from skintrack.reports.summary_parts import People, PersonAnswer, Said
from skintrack.reports.wording import GRADE_OF_SCARS

HEADING = Phrase("What people say")
_SCALES = {
    Scale.PATIENT: Phrase("Content with the skin"),
    Scale.GAIS: Phrase("Change since the start (GAIS)"),
    Scale.GOODMAN_BARON: GRADE_OF_SCARS,
}
_MISSING = {
    Scale.PATIENT: Phrase("the patient's 0 to 10"),
    Scale.GAIS: Phrase("the change (GAIS)"),
    Scale.GOODMAN_BARON: Phrase("the practitioner's grade"),
}
_BLINDED = Phrase("Looks better, dates hidden")


def people_of(material: ReportMaterial) -> People:
    """Return all ratings of the period, and what nobody rated."""
    ratings = sorted(
        (each for each in material.ratings if _is_in_period(each.day, material)),
        key=lambda each: (each.day, each.created_at, each.id),
    )
    rounds = [each for each in material.blinded if _is_in_period(_day_of(each), material)]
    rated = {scale: [each for each in ratings if each.scale is scale] for scale in Scale}
    said = [Said(_SCALES[scale], _answers(found)) for scale, found in rated.items() if found]
    if rounds:
        said.append(Said(_BLINDED, _rounds(rounds)))
    if not said:
        return People(HEADING, (), Phrase("Nobody has rated the skin in this period."))
    missing = [_MISSING[scale] for scale, found in rated.items() if not found]
    note = Phrase("Not rated: {scales}.", scales=listed(missing)) if missing else ""
    return People(HEADING, tuple(said), note)


def _is_in_period(day: date, material: ReportMaterial) -> bool:
    first, last = material.choices.date_from, material.choices.date_to or material.report_day
    return (first is None or first <= day) and day <= last


def _day_of(result: BlindedResult) -> date:
    return result.started_at.astimezone().date()


def _answers(ratings: Sequence[Rating]) -> tuple[PersonAnswer, ...]:
    """Return what each person said on one scale; ratings from the oldest to the latest."""
    by_rater = {rater: [each for each in ratings if each.rater is rater] for rater in Rater}
    return tuple(_of_rater(found) for found in by_rater.values() if found)


def _of_rater(ratings: Sequence[Rating]) -> PersonAnswer:
    """Return the first and the latest rating where the scale says a state.

    GAIS compares with the time before the treatment already, so the latest one says it all.
    """
    first, last = ratings[0], ratings[-1]
    has_two = last.scale is not Scale.GAIS and first.day < last.day
    answer, detail = _words(last.scale, first.value if has_two else None, last.value)
    days = (first.day, last.day) if has_two else (last.day,)
    said_on = tuple(short_day_text(day) for day in days)
    return PersonAnswer(answer, detail, rater_in_sentence(last.rater), said_on)


def _words(scale: Scale, first: int | None, last: int) -> tuple[str, str]:
    """Return what was said, and how to read it where the scale does not say that."""
    if scale is Scale.GAIS:
        return Phrase("{value} · {meaning}", value=last, meaning=answer_text(scale, last)), ""
    if scale is Scale.GOODMAN_BARON:
        grade = Phrase("Grade {value} of 4", value=last)
        if first is not None:
            grade = Phrase("Grade {first} → {last} of 4", first=first, last=last)
        return grade, answer_text(scale, last)
    if first is None:
        return answer_text(scale, last), ""
    return Phrase("{first} → {last} of 10", first=first, last=last), ""


def _rounds(results: Iterable[BlindedResult]) -> tuple[PersonAnswer, ...]:
    """Return the latest round of each person, and how many there were, so that none is hidden."""
    by_rater: dict[Rater, list[BlindedResult]] = {}
    for result in results:
        by_rater.setdefault(result.rater, []).append(result)
    return tuple(_round(rater, rounds) for rater, rounds in by_rater.items())


def _round(rater: Rater, rounds: Sequence[BlindedResult]) -> PersonAnswer:
    last = rounds[-1]
    who: str = rater_in_sentence(rater)
    if len(rounds) > 1:
        who = Phrase("{who}, latest of {count} rounds", who=who, count=len(rounds))
    return PersonAnswer(
        Phrase("Later photo: {later} of {count}", later=last.later, count=last.trials),
        rest_sentence(last),
        who,
        (short_day_text(_day_of(last)),),
    )
