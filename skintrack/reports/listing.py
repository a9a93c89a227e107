"""Lists inside sentences."""

from collections.abc import Sequence

from skintrack.model.phrase import Phrase


def listed(words: Sequence[str]) -> str:
    """Return words as "a, b and c"."""
    if len(words) == 1:
        return words[0]
    return Phrase("{first} and {last}", first=Phrase.joined(", ", words[:-1]), last=words[-1])
