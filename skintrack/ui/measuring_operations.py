"""Measuring what waits, as operations on the library; see ``operations``."""

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from skintrack.model import Cancelled, FileFailure, PhotoId, Progress, ProgressStep
from skintrack.ui.operations import Operation

if TYPE_CHECKING:
    from skintrack.library import Library
    from skintrack.workflows.analyse_photos import AnalyseResult


class Waiting(NamedTuple):
    """Photos that wait to be measured; those measured ``again`` have numbers of another version."""

    photos: frozenset[PhotoId] = frozenset()
    again: frozenset[PhotoId] = frozenset()


def find_waiting() -> "Operation[Waiting]":
    """Find the photos that were not measured yet, or by another version."""

    def work(library: "Library", _progress: Progress, _cancelled: Cancelled) -> Waiting:
        from skintrack.analysis import ALGORITHM

        analyses = library.analyses
        return Waiting(frozenset(analyses.pending(ALGORITHM)), analyses.outdated(ALGORITHM))

    return Operation("", work, is_urgent=False)


def measure_waiting(label: str, tried: set[PhotoId]) -> "Operation[AnalyseResult]":
    """Measure every photo that was not measured yet, except those ``tried`` in vain.

    ``tried`` grows, on the library's thread, by the photos that cannot be measured.
    """
    return Operation(label, _Measuring(label, tried).work, is_urgent=False, gives_way=True)


class _Measuring:
    """One measuring of all that waits: where it gives way and goes on, it counts on."""

    def __init__(self, label: str, tried: set[PhotoId]) -> None:
        self._label = label
        self._tried = tried
        self._finished = 0
        self._errors: dict[FileFailure, None] = {}

    def work(self, library: "Library", progress: Progress, cancelled: Cancelled) -> "AnalyseResult":
        """Measure until everything is done, or something urgent or a cancel stops it."""
        from skintrack.workflows import analyse_photos

        before = self._finished

        def tell(step: ProgressStep) -> None:
            done, total = before + step.done, before + step.total
            progress(ProgressStep(done, total, f"{self._label}: {done:,} / {total:,}"))

        result = analyse_photos.analyse_library(
            library, leave_out=frozenset(self._tried), progress=tell, cancelled=cancelled
        )
        self._finished += len(result.analysed) + len(result.failed)
        self._tried.update(result.failed)
        self._errors.update(dict.fromkeys(result.errors))
        return replace(result, errors=tuple(self._errors))
