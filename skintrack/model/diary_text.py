"""How the diary of the days after a session names signs and steps."""

from skintrack.model.diary import Sign, Step
from skintrack.model.phrase import Phrase

_SIGNS = {
    Sign.REDNESS: Phrase("Redness"),
    Sign.SWELLING: Phrase("Swelling"),
    Sign.TIGHTNESS: Phrase("Tightness"),
    Sign.PEELING: Phrase("Peeling"),
    Sign.BRUISING: Phrase("Bruising"),
    Sign.BREAKOUT: Phrase("Breakout"),
}
_STEPS = {
    Step.NONE: Phrase("none"),
    Step.A_LITTLE: Phrase("a little"),
    Step.CLEARLY: Phrase("clearly"),
    Step.STRONGLY: Phrase("strongly"),
}


def sign_name(sign: Sign) -> Phrase:
    """Return the name of a sign, such as "Redness"."""
    return _SIGNS[sign]


def step_name(step: Step) -> Phrase:
    """Return how much of a sign there is, such as "a little"."""
    return _STEPS[step]
