"""Two real photos of one session and light: the repeat error that nothing had to simulate.

Pairs are named ``<person>_neutral.jpg`` and ``<person>_smiling.jpg``, as in the Face Research Lab
London Set (DeBruine and Jones 2017, CC BY 4.0). Each photo is measured on its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from skintrack.errors import EnvironmentalError
from skintrack.imaging.decode import decode_photo
from skintrack.model import Metric, Verdict
from skintrack.workflows.face_finders import FaceFinders
from validation import statistics
from validation.photo_source import PHOTO_SUFFIXES
from validation.readings import Pair, Reading, Taken, analyse, judge, read_shot
from validation.shots import Shot

_FIRST, _SECOND = "_neutral", "_smiling"


@dataclass(frozen=True)
class PairPaths:
    """The two files of one person."""

    name: str
    first: Path
    second: Path


@dataclass(frozen=True)
class PairShots:
    """Both photos of one person as the program read them, each on its own."""

    name: str
    first: Reading
    second: Reading
    taken: tuple[Taken, Taken]


@dataclass(frozen=True)
class RepeatPair:
    """Both photos of one person as the program read them, and what it says of the two."""

    name: str
    first: Reading
    second: Reading
    pair: Pair


@dataclass(frozen=True)
class PairFigures:
    """Agreement of one metric in one place; ``rms`` and ``largest`` are of the differences.

    ``wrong`` is the share of compared pairs that were called improved or worse, ``withheld`` that
    of pairs that were not compared; None for places that are not judged.
    """

    metric: str
    place: str
    pairs: int
    icc: float | None
    rms: float | None
    largest: float | None
    wrong: float | None
    withheld: float | None


def find_pairs(folder: Path) -> list[PairPaths]:
    """Return the pairs in a folder and the folders within it, by name."""
    found = []
    for first in sorted(folder.rglob(f"*{_FIRST}.*")):
        second = first.with_name(first.name.replace(_FIRST, _SECOND))
        if first.suffix.lower() in PHOTO_SUFFIXES and second.is_file():
            person = first.relative_to(folder).as_posix().replace(f"{_FIRST}{first.suffix}", "")
            found.append(PairPaths(person, first, second))
    return found


def take_pair(paths: PairPaths) -> PairShots | None:
    """Return what the program finds in both photos; None where a file is not a photo."""
    finders = FaceFinders()
    try:
        images = [decode_photo(path).image for path in (paths.first, paths.second)]
    except EnvironmentalError:
        return None
    shots = [(Shot(draw=draw), image, analyse(image, finders)) for draw, image in enumerate(images)]
    first, second = (read_shot(*each) for each in shots)
    taken = [(shot, analysis) for shot, _, analysis in shots]
    return PairShots(paths.name, first, second, (taken[0], taken[1]))


def judge_pair(shots: PairShots) -> RepeatPair:
    """Return what the program says of both photos."""
    return RepeatPair(shots.name, shots.first, shots.second, judge(*shots.taken))


def pair_figures(pairs: Sequence[RepeatPair], metric: Metric, place: str) -> PairFigures:
    """Return how far the two photos of each person agree."""
    both = [
        (one, other)
        for pair in pairs
        if (one := pair.first.values[metric.value][place]) is not None
        and (other := pair.second.values[metric.value][place]) is not None
    ]
    differences = [other - one for one, other in both]
    verdicts = [
        each.verdict
        for pair in pairs
        for each in pair.pair.judgements
        if each.metric == metric.value and each.region == place
    ]
    compared = [verdict for verdict in verdicts if verdict != Verdict.NOT_COMPARABLE]
    wrong = sum(verdict != Verdict.WITHIN_NOISE for verdict in compared)
    return PairFigures(
        metric=metric.value,
        place=place,
        pairs=len(both),
        icc=statistics.intraclass_correlation(both),
        rms=statistics.root_mean_square(differences),
        largest=max(map(abs, differences), default=None),
        wrong=statistics.share(wrong, len(compared)),
        withheld=statistics.share(len(verdicts) - len(compared), len(verdicts)),
    )
