"""The maps of the photo that is shown: chosen here, painted by the canvas."""

from PySide6.QtCore import QCoreApplication, Slot

from skintrack.model import Photo, PhotoAnalysis
from skintrack.model.skin_map import MapKind
from skintrack.ui.maps import Overlay, map_key
from skintrack.ui.photo.photo_canvas import PhotoCanvas
from skintrack.ui.services import Services
from skintrack.ui.widgets.basic import set_fit
from skintrack.ui.widgets.map_bar import MapBar

# What the style sheet puts round the words of each button.
_WIDE_PX, _SNUG_PX = 26, 14


def _choices() -> tuple[tuple[MapKind | None, str, str], ...]:
    def tr(text: str) -> str:
        return QCoreApplication.translate("PhotoMapBar", text)

    return (
        (None, tr("Photo"), tr("The photo alone (key 1)")),
        (MapKind.REDNESS, tr("Redness"), tr("Where the skin is redder (key 2)")),
        (MapKind.TEXTURE, tr("Texture"), tr("Where pores and fine lines are strong (key 3)")),
        (MapKind.MASK, tr("Measured"), tr("Which skin was measured (key 4)")),
    )


class PhotoMapBar(MapBar):
    """Lays the chosen map over a canvas; the choice is remembered.

    Parameters
    ----------
    services : Services
    canvas : PhotoCanvas
        Shows the photo.
    """

    def __init__(self, services: Services, canvas: PhotoCanvas) -> None:
        super().__init__(services, _choices())
        self._canvas = canvas
        self._photo: Photo | None = None
        self._analysis: PhotoAnalysis | None = None
        stored = services.settings.current.photo_map
        self.choose(MapKind(stored) if stored in set(MapKind) else None)
        canvas.map.opacity = self.opacity
        self.kind_chosen.connect(self._remember)
        self.opacity_changed.connect(self._set_opacity)

    def show_photo(self, photo: Photo, analysis: PhotoAnalysis | None) -> None:
        """Show the map of a photo; one that was not measured has none."""
        self._photo, self._analysis = photo, analysis
        self.update_map()

    def fit_choices(self, room_px: int) -> None:
        """Put the words of the buttons as close together as they must be to stay whole."""
        buttons = self.buttons.buttons()
        words_px = sum(each.fontMetrics().horizontalAdvance(each.text()) for each in buttons)
        is_roomy = words_px + _WIDE_PX * len(buttons) <= room_px
        is_narrow = words_px + _SNUG_PX * len(buttons) > room_px
        for each in buttons:
            each.setProperty("narrow", is_narrow)
        set_fit(self.buttons, "" if is_roomy else "tight" if is_narrow else "snug")

    def update_map(self) -> None:
        """Lay the chosen map over the photo, or ask for it."""
        overlay = self._wanted()
        self._canvas.map.overlay = overlay
        self._canvas.update()
        self.show_overlay(overlay)
        words = "" if overlay is None else overlay.description
        self._canvas.setAccessibleName(
            self.tr("Photo. {words}").format(words=words) if words else self.tr("Photo")
        )

    def _wanted(self) -> Overlay | None:
        self.awaited = None
        if self.kind is None or self._photo is None:
            return None
        if self._analysis is None:
            words = self.tr("This photo was not measured yet, so there is no map of it.")
            return Overlay(self.kind, None, None, None, words)
        measured = self._photo, self._analysis
        overlay = self.services.maps.of_photo(measured, self.kind)
        if overlay is None:
            self.awaited = map_key((measured, measured), self.kind)
        return overlay

    @Slot(object)
    def _remember(self, kind: MapKind | None) -> None:
        self.services.settings.change(photo_map="" if kind is None else kind.value)
        self.update_map()

    @Slot(float)
    def _set_opacity(self, opacity: float) -> None:
        self._canvas.map.opacity = opacity
        self._canvas.update()
