"""What a change means, and where its noise is from: words need no more of a comparison."""

from enum import StrEnum


class Verdict(StrEnum):
    """What a change means; lower values are better in every metric."""

    IMPROVED = "improved"
    WORSE = "worse"
    WITHIN_NOISE = "within_noise"
    NOT_COMPARABLE = "not_comparable"


class NoiseSource(StrEnum):
    """Where the noise of a change comes from."""

    ASSUMED = "assumed"
    REPEATS = "repeats"
    REPEATS_AND_SETTINGS = "repeats_and_settings"
