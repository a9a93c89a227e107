"""Run faces through their shots in several processes, with progress on a terminal."""

import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar, cast

import cv2
import numpy as np

from validation.challenge_sizes import challenges
from validation.challenges import Challenge, ChallengeResult, judge_challenges, take_challenges
from validation.color_card import CardShot, shoot_tone
from validation.face_source import FaceMaker
from validation.faces import FaceResult, judge_face, take_face
from validation.kept import KeptResults
from validation.phantom_source import phantom_makers
from validation.photo_source import photo_makers
from validation.repeat_pairs import RepeatPair, find_pairs, judge_pair, take_pair
from validation.shots import PHANTOM, PHOTOS, QUICK, Plan

_Result = TypeVar("_Result")
_TONES, _FACES_PER_TONE, _MOST_PHOTOS = 6, 2, 8
_CARD_DRAWS = 6
_QUICK_TONES, _QUICK_PHOTOS = 2, 2


@dataclass(frozen=True)
class FaceRun:
    """Results of one set of faces."""

    results: tuple[FaceResult, ...]
    challenged: tuple[ChallengeResult, ...]


class Workers:
    """Several processes that measure; each call shows how far it is.

    Parameters
    ----------
    jobs : int
        Processes.
    kept : KeptResults
        Where results lie that need not be worked out again.
    """

    def __init__(self, jobs: int, kept: KeptResults) -> None:
        # Fresh processes: a fork of one with OpenCV's threads may hang.
        self._pool = ProcessPoolExecutor(jobs, get_context("spawn"), initializer=_one_thread_each)
        self._kept = kept

    def __enter__(self) -> "Workers":
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def each(
        self, title: str, work: Callable[..., _Result], calls: Sequence[tuple[object, ...]]
    ) -> list[_Result]:
        """Return the result of each call, in order."""
        started = time.monotonic()
        results: dict[int, _Result] = {}
        waiting: dict[Future[_Result], int] = {}
        for place, call in enumerate(calls):
            for kept in self._kept.find(work, call):
                results[place] = cast("_Result", kept)
            if place not in results:
                waiting[self._pool.submit(work, *call)] = place
        while waiting:
            done, _ = wait(waiting, timeout=1, return_when=FIRST_COMPLETED)
            for future in done:
                place = waiting.pop(future)
                results[place] = future.result()
                self._kept.keep(work, calls[place], results[place])
            _show(title, len(results), len(calls), time.monotonic() - started)
        return [results[place] for place in range(len(calls))]


def run_faces(workers: Workers, title: str, makers: Sequence[FaceMaker], plan: Plan) -> FaceRun:
    """Measure faces; then try changes of twice the error that was measured."""
    taken = workers.each(title, take_face, [(maker, plan) for maker in makers])
    shots = [each for each in taken if each is not None]
    results = tuple(map(judge_face, shots))
    wanted = challenges(results, shots, plan)
    calls: list[tuple[FaceMaker, tuple[Challenge, ...], Plan]] = [
        (maker, wanted[maker.name], plan) for maker in makers if maker.name in wanted
    ]
    answers = workers.each(f"{title}, known changes", take_challenges, calls)
    names = [maker.name for maker, _, _ in calls]
    judged = map(judge_challenges, names, answers)
    return FaceRun(results, tuple(one for each in judged for one in each))


def run_phantom(workers: Workers, *, is_quick: bool) -> FaceRun:
    """Photograph the phantom: six tones on two faces each, or the lightest and the darkest."""
    tones, faces = (_QUICK_TONES, 1) if is_quick else (_TONES, _FACES_PER_TONE)
    makers = phantom_makers(tones=tones, faces=faces)
    return run_faces(workers, "phantom", makers, QUICK if is_quick else PHANTOM)


def run_card(workers: Workers) -> list[tuple[str, list[CardShot]]]:
    """Photograph the phantom of each tone with the printed card beside its face."""
    return workers.each("colour card", shoot_tone, [(tone, _CARD_DRAWS) for tone in range(_TONES)])


def run_photos(workers: Workers, folder: Path, *, is_quick: bool) -> FaceRun:
    """Change and perturb photos of a folder: eight at most, spread evenly over its names."""
    makers = photo_makers(folder)
    most = min(_QUICK_PHOTOS if is_quick else _MOST_PHOTOS, len(makers))
    chosen = np.round(np.linspace(0, len(makers) - 1, most)).astype(int).tolist()
    makers = [makers[place] for place in chosen]
    return run_faces(workers, "photos", makers, QUICK if is_quick else PHOTOS)


def run_pairs(workers: Workers, folder: Path) -> tuple[RepeatPair, ...]:
    """Measure the repeat pairs of a folder."""
    found = workers.each("repeat pairs", take_pair, [(paths,) for paths in find_pairs(folder)])
    return tuple(judge_pair(pair) for pair in found if pair is not None)


def _one_thread_each() -> None:
    cv2.setNumThreads(1)


def _show(title: str, done: int, total: int, seconds: float) -> None:
    """Keep one line up to date on a terminal; elsewhere write it once, when all is done."""
    is_last = done == total
    if not (is_last or sys.stderr.isatty()):
        return
    minutes, rest = divmod(round(seconds), 60)
    start, end = ("\r" if sys.stderr.isatty() else ""), ("\n" if is_last else "")
    line = f"{start}{title}: {done} of {total}, {minutes}:{rest:02}"
    print(line, end=end, file=sys.stderr, flush=True)
