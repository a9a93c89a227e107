"""Calm: a hint is shown once it has lasted, and stays until it has been gone for a moment."""

from collections.abc import Iterable

from skintrack.capture.hints import Hint, HintGroup

_LOOKS = 2
_SECONDS_BETWEEN_WORDS = 4.0


class SteadyHints:
    """Takes the hints of each look and says which to show, one per group at most."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}
        self._gone: dict[HintGroup, int] = {}
        self.shown: dict[HintGroup, Hint] = {}

    def take(self, hints: Iterable[Hint]) -> bool:
        """Take the hints of a look; return whether what is shown has changed."""
        found = tuple(hints)
        self._seen = {each.code: self._seen.get(each.code, 0) + 1 for each in found}
        before = dict(self.shown)
        for group in HintGroup:
            self._choose(group, [each for each in found if each.group is group])
        return before != self.shown

    def forget(self) -> None:
        """Begin anew."""
        self._seen.clear()
        self._gone.clear()
        self.shown.clear()

    def _choose(self, group: HintGroup, found: list[Hint]) -> None:
        shown = self.shown.get(group)
        if shown is not None and any(each.code == shown.code for each in found):
            self._gone[group] = 0
            return
        lasting = [each for each in found if self._seen[each.code] >= _LOOKS]
        if shown is not None:
            self._gone[group] = self._gone.get(group, 0) + 1
            if self._gone[group] < _LOOKS and not lasting:
                return
            del self.shown[group]
        if lasting:
            self.shown[group] = lasting[0]
            self._gone[group] = 0


class Announcer:
    """Decides what a screen reader hears: the first hint, when it is new, and not too often."""

    def __init__(self) -> None:
        self._said = ""
        self._said_at: float | None = None

    @property
    def said(self) -> str:
        """What was said last."""
        return self._said

    def next_words(self, words: str, now_s: float) -> str | None:
        """Return what to say now, or None for silence.

        Parameters
        ----------
        words : str
            What there is to say.
        now_s : float
            Time of a clock that only runs forward, in seconds.
        """
        is_soon = self._said_at is not None and now_s - self._said_at < _SECONDS_BETWEEN_WORDS
        if words == self._said or is_soon:
            return None
        self._said, self._said_at = words, now_s
        return words
