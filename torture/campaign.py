"""Every fault in turn: prepare a place, let the job run into the fault, look at what is left."""

import shutil
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from torture.checks import wrong_after
from torture.faults import Fault, Kind, calls_of, faults_among, run_with
from torture.form import cheap_keys
from torture.jobs import JOBS
from torture.trials import TRIALS
from torture.worker import do_job


@dataclass(frozen=True)
class Outcome:
    """What came of one job, or one trial, under one kind of fault.

    ``obstacle`` says why nothing could be tried.
    """

    job: str
    fault: str
    tried: int
    failures: tuple[str, ...]
    obstacle: str | None = None

    @property
    def survived(self) -> int:
        """How many faults left everything in order."""
        return self.tried - len(self.failures)


def _keep_still(_line: str) -> None:
    """Say nothing."""


def run_campaign(
    folder: Path,
    names: Sequence[str],
    *,
    every: int = 1,
    jobs: int = 2,
    tell: Callable[[str], None] = _keep_still,
) -> list[Outcome]:
    """Run jobs under every fault.

    Parameters
    ----------
    folder : Path
        Empty; everything happens in it.
    names : sequence of str
        Keys of ``JOBS``.
    every : int
        Only every so many-th fault is tried.
    jobs : int
        How many at once.
    tell : callable, optional
        Called with a line about each job that is done.
    """
    outcomes = []
    for name in names:
        prepared = folder / name
        with cheap_keys():
            JOBS[name].prepare(prepared)
        try:
            faults = _faults_of(name, prepared, folder)[::every]
        except RuntimeError as error:
            outcomes.append(Outcome(name, "none", 1, (f"{name}: {error}",)))
            continue
        # Processes, for each is copied: no other thread may hold anything at that moment.
        with ProcessPoolExecutor(jobs, get_context("spawn")) as pool:
            wrong = list(pool.map(partial(_try, name, prepared), faults))
        found = dict(zip(faults, wrong, strict=True))
        of_kinds = [_outcome(name, kind, found) for kind in Kind]
        tell(f"{name}: {sum(one.survived for one in of_kinds)} of {len(faults)} survived")
        outcomes += of_kinds
        shutil.rmtree(prepared)
    return outcomes


def run_trials(folder: Path, names: Sequence[str], *, every: int = 1) -> list[Outcome]:
    """Run the trials called ``names``; ``folder`` and ``every`` as for ``run_campaign``."""
    outcomes = []
    for name in names:
        place = folder / name
        place.mkdir()
        with cheap_keys():
            tried = TRIALS[name].run(place, every)
        fault = TRIALS[name].fault
        outcomes.append(Outcome(name, fault, tried.count, tried.failures, tried.obstacle))
        shutil.rmtree(place)
    return outcomes


def _faults_of(name: str, prepared: Path, folder: Path) -> list[Fault]:
    place, log = folder / f"{name}-counted", folder / f"{name}.log"
    shutil.copytree(prepared, place)
    calls = calls_of(partial(do_job, name, place), log)
    shutil.rmtree(place)
    return list(faults_among(calls))


def _try(name: str, prepared: Path, fault: Fault) -> str | None:
    """Return what is wrong after a fault, or None."""
    place = prepared.with_name(f"{name} {fault}".replace(" ", "-"))
    shutil.copytree(prepared, place)
    try:
        run = run_with(fault, partial(do_job, name, place))
        with cheap_keys():
            wrong = wrong_after(JOBS[name], place, run)
    except TimeoutError as error:
        wrong = [str(error)]
    finally:
        shutil.rmtree(place)
    return f"{name}, {fault}: {'; '.join(wrong)}" if wrong else None


def _outcome(name: str, kind: Kind, found: dict[Fault, str | None]) -> Outcome:
    of_kind = [wrong for fault, wrong in found.items() if fault.kind is kind]
    return Outcome(name, str(kind), len(of_kind), tuple(wrong for wrong in of_kind if wrong))
