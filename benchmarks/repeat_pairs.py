"""How far two photos of one session disagree: the real repeat error of each metric.

Usage: ``python benchmarks/repeat_pairs.py FOLDER``, where the folder holds pairs named
``<person>_neutral.jpg`` and ``<person>_smiling.jpg`` (as in the Face Research Lab London Set,
DeBruine and Jones 2017, CC BY 4.0). Prints, for each metric and region, the RMS and the largest
difference within pairs, and ICC(1,1) over people (Shrout and Fleiss 1979).
"""

import sys
from pathlib import Path

import numpy as np

from skintrack.model import Metric, PhotoAnalysis, RegionName
from skintrack.workflows.analyse_photos import analyse_file
from skintrack.workflows.face_finders import FaceFinders

LEAST_PAIRS = 2
GROUPS = {
    "cheeks": (RegionName.RIGHT_CHEEK, RegionName.LEFT_CHEEK),
    "forehead": (RegionName.FOREHEAD,),
    "nose": (RegionName.NOSE,),
    "chin": (RegionName.CHIN,),
    "face": (RegionName.FACE,),
}


def intraclass_correlation(pairs: np.ndarray) -> float:
    """Return ICC(1,1) of values of shape (people, 2)."""
    within = float(np.square(pairs - pairs.mean(axis=1, keepdims=True)).sum()) / len(pairs)
    between = 2 * float(np.square(pairs.mean(axis=1) - pairs.mean()).sum()) / (len(pairs) - 1)
    return (between - within) / (between + within)


def values(
    pairs: list[tuple[PhotoAnalysis, PhotoAnalysis]], metric: Metric, region: RegionName
) -> list[tuple[float, float]]:
    """Return both values of each pair in which both were measured; relief as its logarithm."""
    found = []
    for first, second in pairs:
        one, other = first.value(metric, region), second.value(metric, region)
        if one is not None and other is not None:
            is_ratio = metric is Metric.RELIEF
            found.append((np.log(one), np.log(other)) if is_ratio else (one, other))
    return found


def main() -> None:
    """Measure the pairs of a folder and print the table."""
    folder = Path(sys.argv[1])
    finders = FaceFinders()
    pairs = [
        (
            analyse_file(neutral, finders=finders).analysis,
            analyse_file(
                neutral.with_name(neutral.name.replace("neutral", "smiling")), finders=finders
            ).analysis,
        )
        for neutral in sorted(folder.glob("*_neutral.jpg"))
    ]
    print(f"{len(pairs)} pairs")
    print(f"{'metric':15}{'region':10}{'n':>4}{'RMS':>8}{'largest':>9}{'ICC':>7}")
    for metric in Metric:
        for name, regions in GROUPS.items():
            both = [pair for region in regions for pair in values(pairs, metric, region)]
            if len(both) < LEAST_PAIRS:
                continue
            array = np.array(both)
            difference = array[:, 1] - array[:, 0]
            rms, largest = np.sqrt(np.mean(difference**2)), np.abs(difference).max()
            icc = intraclass_correlation(array)
            print(f"{metric:15}{name:10}{len(both):4}{rms:8.3f}{largest:9.3f}{icc:7.2f}")


if __name__ == "__main__":
    main()
