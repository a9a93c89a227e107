"""Keep what was taken, so that a run that was stopped goes on where it was.

Each result lies in a file of its own, under a hash of the call, of the photos it reads, and of the
code that took it. Code that only judges or words what was found is not part of the hash. Results
of other code are thrown away.
"""

import hashlib
import pickle
import shutil
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import cv2
import numpy as np

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / ".validation"
_CODE = ("analysis", "imaging", "model", "phantom", "workflows")
# These judge two photos by what was read, or word it.
_JUDGING = frozenset({
    "noise.py", "compare_photos.py", "issue_words.py", "issue_list.py", "figures.py", "verdicts.py",
    "noise_table.py", "tables.py", "sections.py", "pages.py", "proof.py", "__main__.py",
    "challenge_sizes.py", "statistics.py", "tone_errors.py",
})  # fmt: skip


class KeptResults:
    """Results of calls in a folder.

    Parameters
    ----------
    folder : Path
        Made where it is missing; what other code has left in it is removed.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder / version_of_code()
        for other in folder.glob("*"):
            if other != self._folder and other.is_dir():
                shutil.rmtree(other)
        self._folder.mkdir(parents=True, exist_ok=True)

    def find(self, work: Callable[..., object], call: tuple[object, ...]) -> list[object]:
        """Return the kept result of a call in a list; an empty list where there is none."""
        path = self._path(work, call)
        return [pickle.loads(path.read_bytes())] if path.exists() else []

    def keep(self, work: Callable[..., object], call: tuple[object, ...], result: object) -> None:
        """Keep a result; a file is never half there."""
        path = self._path(work, call)
        partial = path.with_suffix(".partial")
        partial.write_bytes(pickle.dumps(result))
        partial.replace(path)

    def _path(self, work: Callable[..., object], call: tuple[object, ...]) -> Path:
        return self._folder / f"{_hash_of([work.__name__, *map(_plain, call)])}.pickle"


def version_of_code() -> str:
    """Return a hash of everything that takes and reads photos."""
    sources = [
        path
        for folder in (ROOT / "validation", *(ROOT / "skintrack" / name for name in _CODE))
        for path in sorted(folder.rglob("*.py"))
        if path.name not in _JUDGING
    ]
    models = sorted((ROOT / "assets" / "models").glob("*.tflite"))
    versions = [cv2.__version__, np.__version__]
    return _hash_of([*versions, *(_plain(path) for path in (*sources, *models))])


def _plain(value: object) -> str:
    """Return text that is the same for equal values, in every run; a file counts by its bytes."""
    if isinstance(value, Path):
        return hashlib.sha256(value.read_bytes()).hexdigest()
    if isinstance(value, frozenset):
        return f"{{{', '.join(sorted(map(_plain, value)))}}}"
    if isinstance(value, tuple):
        return f"({', '.join(map(_plain, value))})"
    if is_dataclass(value):
        return f"{type(value).__name__}({', '.join(_parts(value))})"
    return repr(value)


def _parts(value: object) -> Iterator[str]:
    if is_dataclass(value):
        for part in fields(value):
            yield f"{part.name}={_plain(getattr(value, part.name))}"


def _hash_of(parts: list[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
