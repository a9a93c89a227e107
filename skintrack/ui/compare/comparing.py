"""Asks what can be said of a pair, and tells it to the panel and to the map of changes."""

from PySide6.QtCore import QObject

from skintrack.errors import EnvironmentalError
from skintrack.model import Comparison, Photo
from skintrack.ui import operations
from skintrack.ui.compare.change_bar import ChangeBar
from skintrack.ui.compare.comparison_panel import ComparisonPanel
from skintrack.ui.hidden_scores import hidden_words
from skintrack.ui.services import Services


class PairComparing(QObject):
    """Compares the pair that is shown; an answer for an earlier pair is dropped.

    Parameters
    ----------
    services : Services
    panel : ComparisonPanel
    change_bar : ChangeBar
    """

    def __init__(self, services: Services, panel: ComparisonPanel, change_bar: ChangeBar) -> None:
        super().__init__()
        self._services = services
        self._panel = panel
        self._change_bar = change_bar
        self._asked: tuple[Photo, Photo] | None = None

    def compare(self, before: Photo | None, after: Photo | None) -> None:
        """Ask what can be said of two photos."""
        if before is None or after is None:
            self._say(self.tr("Two photos of the same view make a comparison."))
            return
        state = self._services.course.state
        if state is not None and state.are_scores_hidden:
            self._say(hidden_words())
            return
        if self._asked != (before, after):
            self._change_bar.wait()
        self._asked = (before, after)
        trend = self._services.course.measurements.trends.get(before.view)
        noise = None if trend is None else trend.noise
        pair = _Pair(self, before, after)
        operation = operations.compare_photos(before.id, after.id, noise)
        self._services.desk.run(operation, pair.take, pair.explain)

    def _say(self, words: str) -> None:
        """Show a sentence where the comparison would be."""
        self._asked = None
        self._panel.show_message(words)
        self._change_bar.explain(words)

    def take(self, before: Photo, after: Photo, comparison: Comparison) -> None:
        """Show a comparison that was asked for."""
        if self._asked != (before, after):
            return
        self._panel.show_comparison(comparison)
        analyses = self._services.course.measurements.analyses
        first, second = analyses.get(before.id), analyses.get(after.id)
        if first is not None and second is not None:
            self._change_bar.show_pair(((before, first), (after, second)), comparison)

    def explain(self, before: Photo, after: Photo, error: BaseException) -> None:
        """Say why a pair could not be compared."""
        if not isinstance(error, EnvironmentalError):
            self._services.desk.failed.emit(error)
        elif self._asked == (before, after):
            self._panel.show_message(error.message)
            self._change_bar.explain(error.message)


class _Pair:
    """The pair that an answer belongs to."""

    def __init__(self, comparing: PairComparing, before: Photo, after: Photo) -> None:
        self._comparing = comparing
        self._photos = before, after

    def take(self, comparison: Comparison) -> None:
        self._comparing.take(*self._photos, comparison)

    def explain(self, error: BaseException) -> None:
        self._comparing.explain(*self._photos, error)
