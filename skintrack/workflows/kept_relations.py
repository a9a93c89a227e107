"""Pairs of photos related once, and kept in their library.

Trends, reports and comparisons go through here: a pair whose relation is kept is not computed
again, and one that had to be computed is kept (docs/adr/0026-kept-relations.md).
"""

from dataclasses import replace
from types import TracebackType
from typing import TYPE_CHECKING, Self

from skintrack.errors import CancelledError, StorageError
from skintrack.model import NOT_READ, Cancelled, PhotoAnalysis, never_cancelled
from skintrack.workflows.pair_relation import METHOD, RelatedPhoto, read, written

if TYPE_CHECKING:
    from skintrack.library import Library
    from skintrack.library.relations import PairKey
    from skintrack.workflows.related_photos import Sides

_MOST_WAITING = 256


class KeptRelations:
    """Relates photos of an open library; use it in a ``with`` statement, in the library's thread.

    Analyses that are not as the library keeps them (``PhotoAnalysis.number``) are related each
    time.

    Parameters
    ----------
    library : Library
        An open library.
    cancelled : callable
        Asked before a pair is computed: thousands take minutes. What was computed is kept.
    """

    def __init__(self, library: "Library", cancelled: Cancelled = never_cancelled) -> None:
        self._library = library
        self._cancelled = cancelled
        self._waiting: dict[PairKey, str] = {}
        self._sides: Sides | None = None
        self._earlier: tuple[PhotoAnalysis, PhotoAnalysis] | None = None

    def __call__(
        self, before: PhotoAnalysis, after: PhotoAnalysis, *, same_view: bool | None = None
    ) -> RelatedPhoto:
        """Return the later photo on the scale of the earlier one; see ``relate_photos``."""
        is_same_view = before.view is after.view if same_view is None else same_view
        if before.number is None or after.number is None:
            return self._related(before, after, is_same_view)
        from skintrack.library.relations import PairKey

        key = PairKey(before.number, after.number, is_same_view)
        text = self._waiting.get(key) or self._library.relations.get(key, METHOD)
        if text is not None:
            try:
                return read(text, after)
            except ValueError:
                pass  # damaged, or of a version under way: as if it were not there
        text = self._waiting[key] = written(self._related(before, after, is_same_view))
        if len(self._waiting) >= _MOST_WAITING:
            self.keep()
        return read(text, after)

    def keep(self) -> None:
        """Keep what was computed so far."""
        waiting, self._waiting = self._waiting, {}
        if not waiting:
            return
        try:
            self._library.relations.keep(waiting, METHOD)
        except StorageError:
            # A full disk costs time, no numbers: the next one computes again. What the user does
            # with the library says that the disk is full.
            self._waiting = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.keep()

    def _related(
        self, before: PhotoAnalysis, after: PhotoAnalysis, is_same_view: bool
    ) -> RelatedPhoto:
        # Not at the top: this loads numpy and OpenCV, and most pairs are kept.
        from skintrack.workflows.related_photos import Sides, relate_photos

        if self._cancelled():
            raise CancelledError("Stopped before all photos were compared.")
        if self._sides is None:
            self._sides = Sides()
        if self._earlier is None or self._earlier[0] is not before:
            self._earlier = before, self._with_skin(before)
        earlier, later = self._earlier[1], self._with_skin(after)
        return relate_photos(earlier, later, same_view=is_same_view, sides=self._sides)

    def _with_skin(self, analysis: PhotoAnalysis) -> PhotoAnalysis:
        """Return an analysis with its skin, which most readers leave in the library."""
        if analysis.skin_print is not NOT_READ or analysis.number is None:
            return analysis
        skin_print = self._library.analyses.skin_print(analysis.number)
        return replace(analysis, skin_print=skin_print)
