"""What is printed beside the colour card."""

from typing import NamedTuple

TITLE = "Colour card"
PURPOSE = (
    "Held beside the face in every photo, it lets SkinTrack tell a redder face from redder light."
)
CARD_NAME = "SkinTrack colour card"
CARD_HINT = "This edge up"
RULER = "millimetres"
CARD_ALT = (
    "The card to cut out: four black and white corner markers, sixteen colours on a grey field, "
    "a serial and a ruler of 30 millimetres."
)
DRAWING_ALT = "A face with the card held beside the jaw, facing the camera."
PRINT_TITLE = "Print and cut"
HOLD_TITLE = "Hold it"
SERIAL_TITLE = "Keep this print"
FOOTER = "SkinTrack is not a medical device. It measures photos and gives no diagnosis."


class Step(NamedTuple):
    """One step: what to do in a few words, and the rest."""

    head: str
    body: str


PRINT_STEPS = (
    Step("Matt paper,", "white and heavy. In colour, best quality."),
    Step("At 100 %,", "not “fit to page”: the ruler must measure 30 mm."),
    Step("Let it dry", "for an hour."),
    Step("Cut along the dashed line", "and glue the card on stiff cardboard."),
)
HOLD_STEPS = (
    Step("Beside the jaw,", "as near to the camera as the cheek."),
    Step("In the light of the face.", "No shadow on the card, none from it."),
    Step("Facing the camera,", "as the face does. If it shines, tilt it a little."),
    Step("Thumb on the ruler,", "so that all four black squares can be seen."),
    Step("The same way each time:", "same side, same place, same lamp."),
    Step("Between visits", "keep it dry and dark. Worn or faded? Print a new one."),
)


def serial_text(serial: str) -> str:
    """Return why this print must be kept."""
    return (
        f"This print is {serial}. Inks differ, so the whole face is compared only between photos "
        "with the same print. A new print is a new start."
    )
