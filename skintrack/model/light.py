"""What light and camera did to a whole photo, as one factor for each colour."""

from typing import NamedTuple


class LightGain(NamedTuple):
    """Factors on linear red, green and blue that bring a photo's light to that of another."""

    red: float
    green: float
    blue: float
