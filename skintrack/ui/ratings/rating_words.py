"""How ratings are asked for and shown."""

from collections.abc import Iterable
from datetime import date

from skintrack.model import Rater, Rating, Scale, latest_ratings
from skintrack.ui.words import day_words, number, tr


def scale_name(scale: Scale) -> str:
    """Return the short name of a scale."""
    return {
        Scale.PATIENT: tr("How content I am with my skin"),
        Scale.GAIS: tr("Change since before the treatment (GAIS)"),
        Scale.GOODMAN_BARON: tr("Grade of the scars, by the practitioner"),
    }[scale]


def scale_short(scale: Scale) -> str:
    """Return the name of a scale beside a rating."""
    return {
        Scale.PATIENT: tr("Content with my skin"),
        Scale.GAIS: tr("Change since before the treatment"),
        Scale.GOODMAN_BARON: tr("Grade of the scars"),
    }[scale]


def answer_names(scale: Scale) -> tuple[str, ...]:
    """Return what each answer of a scale means, in its order."""
    if scale is Scale.PATIENT:
        return tuple(tr("{value} of 10").format(value=number(value)) for value in scale.values)
    if scale is Scale.GAIS:
        return (
            tr("Very much improved"),
            tr("Much improved"),
            tr("Improved"),
            tr("No change"),
            tr("Worse"),
        )
    return (
        tr("1 · flat marks, only their colour shows"),
        tr("2 · slight, hardly seen from 50 cm"),
        tr("3 · clear from 50 cm, make-up does not hide them"),
        tr("4 · deep, clear from further away"),
    )


def rating_words(rating: Rating) -> str:
    """Return what a rating says: "7 of 10", "Much improved", "Grade 2"."""
    if rating.scale is Scale.GOODMAN_BARON:
        return tr("Grade {value} of 4").format(value=number(rating.value))
    return answer_names(rating.scale)[rating.value - rating.scale.values[0]]


def rater_name(rater: Rater) -> str:
    """Return whose word it is."""
    return {
        Rater.PATIENT: tr("Me"),
        Rater.PRACTITIONER: tr("My practitioner"),
        Rater.OTHER: tr("Somebody else"),
    }[rater]


def visit_rating_lines(ratings: Iterable[Rating], day: date) -> tuple[str, ...]:
    """Return the ratings of a day, each with whose word it is."""
    return tuple(
        tr("{scale}: {rating} ({rater})").format(
            scale=scale_short(rating.scale),
            rating=rating_words(rating),
            rater=rater_name(rating.rater),
        )
        for rating in ratings
        if rating.day == day
    )


def latest_ratings_line(ratings: tuple[Rating, ...]) -> str:
    """Return what people said on the latest day that they rated; empty where nobody did."""
    if not ratings:
        return ""
    day = max(rating.day for rating in ratings)
    said_then = latest_ratings(tuple(rating for rating in ratings if rating.day == day))
    return tr("Ratings of {day}: {ratings}").format(
        day=day_words(day), ratings=" · ".join(_alone(rating) for rating in said_then)
    )


def _alone(rating: Rating) -> str:
    """Return a rating as it stands without the name of its scale."""
    if rating.scale is Scale.PATIENT:
        return tr("content {value} of 10").format(value=number(rating.value))
    return rating_words(rating)
