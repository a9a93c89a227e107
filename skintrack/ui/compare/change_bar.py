"""What changed between the two photos: chosen here, painted by the canvas over the right photo."""

from PySide6.QtCore import QCoreApplication, Slot

from skintrack.model import Comparison
from skintrack.model.skin_map import MapKind
from skintrack.ui.compare.canvas import CompareCanvas
from skintrack.ui.compare.modes import Mode
from skintrack.ui.maps import Overlay, Pair, map_key
from skintrack.ui.services import Services
from skintrack.ui.widgets.map_bar import MapBar


def _choices() -> tuple[tuple[MapKind | None, str, str], ...]:
    def tr(text: str) -> str:
        return QCoreApplication.translate("ChangeBar", text)

    return (
        (MapKind.REDNESS, tr("Redness"), tr("Where the skin became redder or less red (key R)")),
        (MapKind.TEXTURE, tr("Texture"), tr("Where it became rougher or smoother (key T)")),
    )


class ChangeBar(MapBar):
    """Lays the map of changes over the right photo of a canvas; the metric is remembered.

    Parameters
    ----------
    services : Services
    canvas : CompareCanvas
        Shows both photos.
    """

    def __init__(self, services: Services, canvas: CompareCanvas) -> None:
        super().__init__(services, _choices(), has_choices=True)
        self._canvas = canvas
        self._pair: Pair | None = None
        self._comparison: Comparison | None = None
        self._reason = ""
        stored = services.settings.current.change_map
        self.choose(MapKind.TEXTURE if stored == MapKind.TEXTURE else MapKind.REDNESS)
        canvas.map.opacity = self.opacity
        self.kind_chosen.connect(self._remember)
        self.opacity_changed.connect(self._set_opacity)

    def wait(self) -> None:
        """Take the map off while other photos are being compared."""
        self._pair, self._comparison, self._reason = None, None, ""
        self.update_map()

    def show_pair(self, pair: Pair, comparison: Comparison) -> None:
        """Show what changed from the left to the right photo."""
        self._pair, self._comparison, self._reason = pair, comparison, ""
        self.update_map()

    def explain(self, reason: str) -> None:
        """Say why there is nothing to show."""
        self._pair, self._comparison, self._reason = None, None, reason
        self.update_map()

    def update_map(self) -> None:
        """Lay the map over the photo where changes are looked at; take it off elsewhere."""
        self.awaited = None
        is_used = self._canvas.mode is Mode.CHANGE
        overlay = self._wanted() if is_used else None
        self._canvas.show_map(overlay)
        if is_used:
            self.show_overlay(overlay)
        else:
            self.hide()

    def _wanted(self) -> Overlay | None:
        kind = self.kind
        if kind is None:
            return None
        if self._pair is None or self._comparison is None:
            return Overlay(kind, None, None, None, self._reason) if self._reason else None
        overlay = self.services.maps.of_pair(self._pair, self._comparison, kind)
        if overlay is None:
            self.awaited = map_key(self._pair, kind)
        return overlay

    @Slot(object)
    def _remember(self, kind: MapKind) -> None:
        self.services.settings.change(change_map=kind.value)
        self.update_map()

    @Slot(float)
    def _set_opacity(self, opacity: float) -> None:
        self._canvas.map.opacity = opacity
        self._canvas.update()
