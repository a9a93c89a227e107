"""What the simple score answers when a known part of the marks, or of the detail, is gone.

Run by ``python -m validation.simple_score --photos DIR``. The pictures are clean, so it is the
answer of the formula alone, without nuisance. Marks and detail change on the cheeks only.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import cv2

from skintrack.model import BaselineIndex, Metric, RegionName
from skintrack.model.index import index_with_noise
from skintrack.model.index_text import index_text
from skintrack.workflows.compare_photos import compare_files
from validation.photo_source import PhotoFace, photo_makers
from validation.shots import Change, Shot

REGIONS = (RegionName.FACE, RegionName.RIGHT_CHEEK)
_MARKED, _HALF = 0.08, 0.04  # optical density of the marks in green
_LESS_DETAIL = 0.8
TRIALS = (
    ("spots halved", Metric.REDNESS_SPOTS, Shot(Change.SPOTS, _MARKED), Shot(Change.SPOTS, _HALF)),
    ("spots gone", Metric.REDNESS_SPOTS, Shot(Change.SPOTS, _MARKED), Shot(Change.NONE)),
    ("detail x 0.8", Metric.TEXTURE, Shot(Change.NONE), Shot(Change.DETAIL, _LESS_DETAIL)),
)


def answers(
    face: PhotoFace, folder: Path
) -> Iterator[tuple[str, RegionName, BaselineIndex | None]]:
    """Yield trial, region and index of a face; None where it is withheld.

    Parameters
    ----------
    face : PhotoFace
    folder : Path
        Where the pictures are kept meanwhile.
    """
    for name, metric, before, after in TRIALS:
        paths = [_saved(face, shot, folder) for shot in (before, after)]
        comparison = compare_files(*paths).comparison
        for region in REGIONS:
            change = comparison.change(metric, region)
            index = None
            if change is not None:
                index = index_with_noise(metric, change.change, change.noise, change.before)
            yield name, region, index


def _saved(face: PhotoFace, shot: Shot, folder: Path) -> Path:
    path = folder / f"{shot.change}-{shot.level}.png"
    cv2.imwrite(str(path), cv2.cvtColor(face.picture(shot), cv2.COLOR_RGB2BGR))
    return path


def main() -> None:
    """Print the index of each photo, trial and region."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=Path, required=True)
    for maker in photo_makers(parser.parse_args().photos):
        face = maker.make()
        if face is None:
            continue
        with tempfile.TemporaryDirectory(prefix="skintrack-") as folder:
            for name, region, index in answers(face, Path(folder)):
                sys.stdout.write(f"{maker.name}\t{name}\t{region}\t{index_text(index)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
