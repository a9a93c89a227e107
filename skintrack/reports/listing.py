"""Lists inside sentences."""

from collections.abc import Sequence

from skintrack.model.phrase import Phrase

_FEWEST_JOINED = 3


def listed(words: Sequence[str]) -> str:
    """Return words as "a, b and c"."""
    if len(words) == 1:
        return words[0]
    return Phrase("{first} and {last}", first=Phrase.joined(", ", words[:-1]), last=words[-1])


def numbers_text(numbers: Sequence[int]) -> str:
    """Return rising numbers with neighbours joined, such as "1 to 3 and 5"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return listed([part for run in runs for part in _run_texts(run)])


def _run_texts(run: Sequence[int]) -> list[str]:
    if len(run) < _FEWEST_JOINED:
        return [str(number) for number in run]
    return [Phrase("{first} to {last}", first=run[0], last=run[-1])]
