"""The row under a photo that chooses a map: buttons, legend, how strongly it covers, its words."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QSlider, QVBoxLayout, QWidget

from skintrack.model.skin_map import MapKind
from skintrack.settings import SettingsStore
from skintrack.ui.maps import Overlay
from skintrack.ui.theme import Theme
from skintrack.ui.widgets.basic import label, name_control, row, segments
from skintrack.ui.widgets.map_legend import MapLegendView

_LEAST_PERCENT, _MOST_PERCENT, _STEP = 20, 100, 10
_SLIDER_WIDTH = 110


class MapBar(QWidget):
    """Chooses one of several maps.

    Parameters
    ----------
    theme : Theme
        Colours of the legend.
    settings : SettingsStore
        Remembers how strongly maps cover.
    choices : sequence of (MapKind or None, str, str)
        Kind, text and hint of each button; None for no map.
    """

    kind_chosen = Signal(object)
    opacity_changed = Signal(float)

    def __init__(
        self,
        theme: Theme,
        settings: SettingsStore,
        choices: Sequence[tuple[MapKind | None, str, str]],
    ) -> None:
        super().__init__()
        self._settings = settings
        self._kinds = [kind for kind, _, _ in choices]
        buttons, self.buttons = segments([(text, hint) for _, text, hint in choices])
        self.legend = MapLegendView(theme)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(_LEAST_PERCENT, _MOST_PERCENT)
        self.slider.setSingleStep(_STEP)
        self.slider.setPageStep(2 * _STEP)
        self.slider.setFixedWidth(_SLIDER_WIDTH)
        self.slider.setValue(settings.current.map_opacity)
        name_control(self.slider, self.tr("How strongly the map covers"))
        self.slider.setToolTip(self.tr("How strongly the map covers"))
        self._strength = label(self.tr("Strength"), "caption", wraps=False)
        self.caption = label("", "caption")
        self._details = QWidget()
        details = row(self.legend, self.caption, spacing=16)
        details.setStretch(1, 1)
        self._details.setLayout(details)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(row(buttons, 1, self._strength, self.slider, spacing=8))
        layout.addWidget(self._details)
        self.buttons.idClicked.connect(self._choose)
        self.slider.valueChanged.connect(self._change_opacity)
        self.slider.sliderReleased.connect(self._remember_opacity)
        self.choose(self._kinds[0])

    @property
    def kind(self) -> MapKind | None:
        """The map that is chosen."""
        return self._kinds[self.buttons.checkedId()]

    @property
    def opacity(self) -> float:
        """How strongly a map covers, 0..1."""
        return self.slider.value() / 100

    def choose(self, kind: MapKind | None) -> None:
        """Choose a map without telling anybody."""
        self.buttons.button(self._kinds.index(kind)).setChecked(True)
        self.show_overlay(None)

    def press(self, index: int) -> None:
        """Choose by number, as a key does."""
        self.buttons.button(index).setChecked(True)
        self._choose(index)

    def show_overlay(self, overlay: Overlay | None) -> None:
        """Show what a map means, or why there is none; None while it is being made."""
        has_map = overlay is not None and overlay.legend is not None
        self.legend.show_legend(None if overlay is None else overlay.legend)
        self.legend.setVisible(has_map)
        for part in (self._strength, self.slider):
            part.setVisible(has_map)
        words = ""
        if overlay is not None:
            note = "" if overlay.legend is None else overlay.legend.note
            words = f"{overlay.description} {note}".strip()
        elif self.kind is not None:
            words = self.tr("Making the map")
        self.caption.setText(words)
        self._details.setVisible(bool(words))

    @Slot(int)
    def _choose(self, index: int) -> None:
        self.kind_chosen.emit(self._kinds[index])

    @Slot(int)
    def _change_opacity(self, _percent: int) -> None:
        self.opacity_changed.emit(self.opacity)
        if not self.slider.isSliderDown():
            self._remember_opacity()

    @Slot()
    def _remember_opacity(self) -> None:
        self._settings.change(map_opacity=self.slider.value())
