"""What came of a blinded comparison, in words for window and report."""

from skintrack.model.blinded import BlindedResult
from skintrack.model.phrase import Phrase

_RARE = 0.01
_NEARLY_ALWAYS = 0.99
_HUNDRED = 100


def result_sentence(result: BlindedResult) -> Phrase:
    """Return how often the later photo was chosen: "in 7 of 8 pairs"."""
    return Phrase.counted(
        "The later photo was chosen in {later} of {count} pair.",
        "The later photo was chosen in {later} of {count} pairs.",
        result.trials,
        later=result.later,
    )


def rest_sentence(result: BlindedResult) -> Phrase:
    """Return what happened in the other pairs."""
    if result.undecided == 0:
        return Phrase("The earlier photo was chosen in {earlier}.", earlier=result.earlier)
    return Phrase(
        "The earlier photo was chosen in {earlier}; {undecided} could not be told apart.",
        earlier=result.earlier,
        undecided=result.undecided,
    )


def chance_sentence(result: BlindedResult) -> Phrase:
    """Return how often guessing alone would give as much or more; exact, not estimated."""
    chance = result.chance
    if chance is None:
        return Phrase("No photo was chosen, so there is nothing to reckon.")
    values = {"later": result.later, "decided": result.decided}
    if result.later == 0:
        return Phrase("Guessing alone would choose it at least as often in every such round.")
    if chance < _RARE:
        return Phrase(
            "Guessing alone would choose it {later} times or more out of {decided} in fewer than "
            "1 of 100 such rounds.",
            **values,
        )
    if chance > _NEARLY_ALWAYS:
        return Phrase(
            "Guessing alone would choose it {later} times or more out of {decided} in nearly every "
            "such round.",
            **values,
        )
    return Phrase(
        "Guessing alone would choose it {later} times or more out of {decided} in about {share} of "
        "100 such rounds.",
        share=round(_HUNDRED * chance),
        **values,
    )
