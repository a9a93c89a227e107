"""What people say of the skin, beside the numbers and never mixed into them."""

from collections.abc import Iterable, Sequence

from skintrack.model import BlindedResult, Rater, Rating, Scale
from skintrack.model.blinded_text import rest_sentence
from skintrack.model.display import short_day_text
from skintrack.model.phrase import Phrase
from skintrack.model.rating_text import answer_text, rater_in_sentence
from skintrack.reports.content import ReportMaterial
from skintrack.reports.listing import listed
from skintrack.reports.summary_parts import People, Said

HEADING = Phrase("What people say")
_SCALES = {
    Scale.PATIENT: Phrase("Content with the skin"),
    Scale.GAIS: Phrase("Change since before the treatment (GAIS)"),
    Scale.GOODMAN_BARON: Phrase("Grade of the scars (Goodman\N{EN DASH}Baron)"),
}
_MISSING = {
    Scale.PATIENT: Phrase("the patient's 0 to 10"),
    Scale.GAIS: Phrase("the change (GAIS)"),
    Scale.GOODMAN_BARON: Phrase("the practitioner's grade"),
}
_BLINDED = Phrase("Which looks better, without dates")


def people_of(material: ReportMaterial) -> People:
    """Return all ratings of the period, and what nobody rated."""
    start = material.choices.date_from
    ratings = [each for each in material.ratings if start is None or each.day >= start]
    said = [one for scale in Scale for one in _said(scale, ratings)]
    missing = [
        _MISSING[scale] for scale in Scale if not any(each.scale is scale for each in ratings)
    ]
    said += _blinded(material.blinded)
    if not said:
        return People(HEADING, (), Phrase("Nobody has rated the skin in this period."))
    note = Phrase("Not rated: {scales}.", scales=listed(missing)) if missing else ""
    return People(HEADING, tuple(said), note)


def _said(scale: Scale, ratings: Iterable[Rating]) -> list[Said]:
    found = sorted(
        (each for each in ratings if each.scale is scale),
        key=lambda each: (each.day, each.created_at, each.id),
    )
    return [
        _of_rater(scale, [each for each in found if each.rater is rater])
        for rater in Rater
        if any(each.rater is rater for each in found)
    ]


def _of_rater(scale: Scale, ratings: Sequence[Rating]) -> Said:
    """Return what one person said; the first and the latest where the scale says a state.

    GAIS compares with the time before the treatment already, so the latest one says it all.
    """
    first, last = ratings[0], ratings[-1]
    has_two = scale is not Scale.GAIS and first.day < last.day
    days = (first.day, last.day) if has_two else (last.day,)
    answer, detail = _answer(scale, first.value if has_two else None, last.value)
    return Said(
        _SCALES[scale],
        answer,
        detail,
        rater_in_sentence(last.rater),
        tuple(short_day_text(day) for day in days),
    )


def _answer(scale: Scale, first: int | None, last: int) -> tuple[Phrase, Phrase]:
    """Return what was said, and how to read it."""
    if scale is Scale.GAIS:
        read = Phrase("{value} on a scale of 1, very much improved, to 5, worse", value=last)
        return answer_text(scale, last), read
    if scale is Scale.GOODMAN_BARON:
        grade = Phrase("Grade {value} of 4", value=last)
        if first is not None:
            grade = Phrase("Grade {first} → {last} of 4", first=first, last=last)
        return grade, answer_text(scale, last)
    content = answer_text(scale, last)
    if first is not None:
        content = Phrase("{first} → {last} of 10", first=first, last=last)
    return content, Phrase("higher is better")


def _blinded(results: Iterable[BlindedResult]) -> list[Said]:
    """Return the latest round of each person, and how many there were, so that none is hidden."""
    by_rater: dict[Rater, list[BlindedResult]] = {}
    for result in results:
        by_rater.setdefault(result.rater, []).append(result)
    said = []
    for rater, rounds in by_rater.items():
        last = rounds[-1]
        who: str = rater_in_sentence(rater)
        if len(rounds) > 1:
            who = Phrase("{who}, latest of {count} rounds", who=who, count=len(rounds))
        said.append(
            Said(
                _BLINDED,
                Phrase("Later photo: {later} of {count}", later=last.later, count=last.trials),
                rest_sentence(last),
                who,
                (short_day_text(last.started_at.date()),),
            )
        )
    return said
