"""Ratings in words for the report; the window says the same."""

from skintrack.model.phrase import Phrase
from skintrack.model.rating import Rater, Scale

_PATIENT_VALUE = Phrase("{value} of 10")
_GAIS = (
    Phrase("Very much improved"),
    Phrase("Much improved"),
    Phrase("Improved"),
    Phrase("No change"),
    Phrase("Worse"),
)
_GRADES = (
    Phrase("1 · flat marks, only their colour shows"),
    Phrase("2 · slight, hardly seen from 50 cm"),
    Phrase("3 · clear from 50 cm, make-up does not hide them"),
    Phrase("4 · deep, clear from further away"),
)
_RATERS = {
    Rater.PATIENT: Phrase("the patient"),
    Rater.PRACTITIONER: Phrase("the practitioner"),
    Rater.OTHER: Phrase("somebody else"),
}


def answer_texts(scale: Scale) -> tuple[Phrase, ...]:
    """Return what each answer of a scale means, in its order."""
    if scale is Scale.PATIENT:
        return tuple(_PATIENT_VALUE.filled(value=value) for value in scale.values)
    return _GAIS if scale is Scale.GAIS else _GRADES


def answer_text(scale: Scale, value: int) -> Phrase:
    """Return what one answer means: "7 of 10", "Much improved", "2 · slight, ..."."""
    return answer_texts(scale)[value - scale.values[0]]


def rater_in_sentence(rater: Rater) -> Phrase:
    """Return whose word it is, as a report says it."""
    return _RATERS[rater]
