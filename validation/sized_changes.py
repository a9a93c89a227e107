"""Known changes of just the size that is wanted, found by looking at the clean face again.

A metric need not answer in a straight line, and beyond the levels of the plan it seldom does. So a
level is not read off the plan's levels: pictures without nuisance are taken until the reading of
the cheek has changed by as much as was asked for.
"""

from itertools import pairwise

from skintrack.workflows.face_finders import FaceFinders
from validation.face_source import FaceSource
from validation.readings import Pair, Taken, judge, measure
from validation.shots import LEVELS, MOST, NEUTRAL, Change, Shot

_TRIES = 6
_CLOSE = 0.02  # of what was asked for


class SizedChanges:
    """Clean pictures of one face at rising levels of a change, taken as they are needed.

    Parameters
    ----------
    face : FaceSource
    clean : Taken
        The clean photo.
    finders : FaceFinders
    """

    def __init__(self, face: FaceSource, clean: Taken, finders: FaceFinders) -> None:
        self._face, self._clean, self._finders = face, clean, finders
        self._taken: dict[Shot, Taken] = {}
        self._rises: dict[Shot, Pair] = {}

    def at(self, change: Change, level: float) -> Taken:
        """Return the clean picture of a level."""
        shot = Shot(change, level)
        if shot not in self._taken:
            self._taken[shot] = measure(self._face, shot, self._finders)
        return self._taken[shot]

    def level_of(self, change: Change, metric: str, region: str, wanted: float) -> float | None:
        """Return the level at which a region's reading has risen by so much.

        Parameters
        ----------
        change : Change
        metric, region : str
            What is read, and where.
        wanted : float
            Rise of the reading in the unit of the metric, above 0.

        Returns
        -------
        float or None
            None where it takes more than ``MOST`` of the change, or where nothing is read.
        """
        for level in LEVELS[change]:
            self.at(change, level)
        for _ in range(_TRIES):
            answers = self._answers(change, metric, region)
            read = level_of_answer(answers, NEUTRAL.get(change, 0.0), wanted)
            # Where the answer falls off at the end, only the strongest change can tell.
            level = MOST[change] if read is None else round(min(read, MOST[change]), 6)
            reached = self._answer(Shot(change, level), metric, region)
            if reached is None or (level >= MOST[change] and reached < (1 - _CLOSE) * wanted):
                return None
            if abs(reached - wanted) <= _CLOSE * wanted:
                return level
        return None

    def _answers(self, change: Change, metric: str, region: str) -> list[tuple[float, float]]:
        answers = [(NEUTRAL.get(change, 0.0), 0.0)]
        for shot in list(self._taken):
            if shot.change is change:
                answer = self._answer(shot, metric, region)
                answers += [] if answer is None else [(shot.level, answer)]
        return answers

    def _answer(self, shot: Shot, metric: str, region: str) -> float | None:
        if shot not in self._rises:
            self._rises[shot] = judge(self._clean, self.at(shot.change, shot.level))
        return self._rises[shot].change_of(metric, region)


def level_of_answer(
    answers: list[tuple[float, float]], start: float, wanted: float
) -> float | None:
    """Return the level at which a metric has risen by so much, or None where it does not rise.

    An answer need not be straight, so it is read between the levels that were tried, and beyond
    the last one along the last stretch.

    Parameters
    ----------
    answers : list of (level, reading)
        Without nuisance.
    start : float
        The level that changes nothing; only what lies above it is used.
    wanted : float
        Rise of the reading, above 0.
    """
    above = sorted(each for each in answers if each[0] >= start)
    if not above or above[0][0] != start:
        return None
    goal = above[0][1] + wanted
    stretches = list(pairwise(above))
    for (low, weak), (high, strong) in stretches:
        is_last = (high, strong) == above[-1]
        if strong > weak and (strong >= goal or is_last):
            return low + (high - low) * (goal - weak) / (strong - weak)
    return None
