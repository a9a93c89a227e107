"""What must hold after any end: the user's files as they were, the library open and whole."""

from collections.abc import Sequence
from pathlib import Path

from skintrack.errors import SkinTrackError
from skintrack.workflows import verify_library
from torture.form import is_sealed, opened
from torture.job import Job, library_of, source_of
from torture.leaks import readable_in
from torture.samples import sample_photos
from torture.struck import Run
from torture.worker import REFUSED

_KILLED = (-9, 137)


def wrong_after(job: Job, place: Path, run: Run) -> list[str]:
    """Return everything that is wrong at a place after a job ended, in words.

    Parameters
    ----------
    job : Job
        What was done.
    place : Path
        Where.
    run : Run
        How it ended and what it had said by then.
    """
    wrong = _wrong_end(run)
    wrong += _changed_sources(place)
    if is_sealed(place):
        wrong += readable_in(library_of(place))
    try:
        wrong += job.check(place, run.said)
        wrong += _damage(library_of(place))
    except (SkinTrackError, OSError) as error:
        wrong.append(f"what is left cannot be used: {error}")
    return wrong


def _wrong_end(run: Run) -> list[str]:
    if run.code in (0, REFUSED, *_KILLED):
        return []
    last = run.errors.strip().splitlines()[-1:] or ["no word"]
    return [f"ended with {run.code}: {last[0]}"]


def _changed_sources(place: Path) -> list[str]:
    there: dict[str, bytes] = {path.name: path.read_bytes() for path in source_of(place).iterdir()}
    return [] if there == sample_photos() else ["a file of the user was changed"]


def _damage(folder: Path) -> Sequence[str]:
    with opened(folder) as library:
        result = verify_library.run(library)
        leftovers = list((folder / "incoming").iterdir())
    wrong = [problem.message for problem in result.problems]
    if result.verified != result.photos:
        wrong.append(f"only {result.verified} of {result.photos} photos are whole")
    return [*wrong, *(f"{path.name} was left behind" for path in leftovers)]
