"""Chooses a map: buttons, and under them its legend, its words and how strongly it covers."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QSlider, QWidget

from skintrack.model.skin_map import MapKind
from skintrack.ui.fonts import scaled
from skintrack.ui.maps import Key, Overlay
from skintrack.ui.services import Services
from skintrack.ui.widgets.basic import column, label, name_control, row, segments, set_fit
from skintrack.ui.widgets.map_legend import MapLegendView

_LEAST_PERCENT, _MOST_PERCENT, _STEP = 20, 100, 10
_SLIDER_WIDTH = 96
_ROOMY_PX, _NARROW_PX, _CRAMPED_PX = 900, 720, 520


class MapBar(QWidget):
    """Chooses one of several maps; hidden while there is none and nothing to say.

    ``choices`` are the buttons, to be placed where there is room.

    Parameters
    ----------
    services : Services
    choices : sequence of (MapKind or None, str, str)
        Kind, text and hint of each button; None for no map.
    has_choices : bool
        Whether the buttons stand in this bar, above the strength.
    """

    kind_chosen = Signal(object)
    opacity_changed = Signal(float)

    def __init__(
        self,
        services: Services,
        choices: Sequence[tuple[MapKind | None, str, str]],
        *,
        has_choices: bool = False,
    ) -> None:
        super().__init__()
        self.services = services
        self.awaited: Key | None = None
        self._kinds = [kind for kind, _, _ in choices]
        self.choices, self.buttons = segments([(text, hint) for _, text, hint in choices])
        self.legend = MapLegendView(services.theme)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(_LEAST_PERCENT, _MOST_PERCENT)
        self.slider.setSingleStep(_STEP)
        self.slider.setPageStep(2 * _STEP)
        self.slider.setFixedWidth(scaled(_SLIDER_WIDTH))
        self.slider.setValue(services.settings.current.map_opacity)
        name_control(self.slider, self.tr("How strongly the map covers"))
        self.slider.setToolTip(self.tr("How strongly the map covers"))
        self.caption = label("", "caption")
        words = self._words = label(self.tr("Strength"), "caption", wraps=False)
        self._strength = QWidget()
        self._strength.setLayout(row(words, self.slider))
        self._has_choices = has_choices
        self._lines = (
            column(self.choices, self._strength) if has_choices else column(self._strength)
        )
        self._side = QWidget()
        self._side.setLayout(self._lines)
        self._details = QGridLayout()
        self._details.setContentsMargins(0, 0, 0, 0)
        self._details.setHorizontalSpacing(16)
        self._details.setVerticalSpacing(4)
        self._details.setColumnStretch(0, 2)
        self._arranged: tuple[bool, bool] | None = None
        self.setLayout(self._details)
        self._arrange(is_stacked=not has_choices)
        self.setMinimumHeight(self.legend.sizeHint().height())
        self.buttons.idClicked.connect(self._choose)
        self.slider.valueChanged.connect(self._change_opacity)
        self.slider.sliderReleased.connect(self._remember_opacity)
        services.maps.ready.connect(self._take)
        self.choose(self._kinds[0])
        self.hide()  # until it has something to say; a widget without a parent must not be shown

    def _arrange(self, *, is_stacked: bool, has_colors: bool = True) -> None:
        """Put what the map says beside its colours, or in a line of its own.

        Words that say why there is no map begin where its colours would stand.
        """
        if (is_stacked, has_colors) == self._arranged:
            return
        self._arranged = is_stacked, has_colors
        top, way = Qt.AlignmentFlag.AlignTop, QBoxLayout.Direction
        for part in (self.legend, self.caption, self._side):
            self._details.removeWidget(part)
        # Where there is a choice of maps, it stands first and the words follow.
        place = (1 if self._has_choices else 0, 0, 1, 3) if is_stacked else (0, 1, 1, 1)
        if not is_stacked and not has_colors:
            place = (0, 0, 1, 2)
        colors = 0 if self._has_choices else 1
        self._details.addWidget(self.caption, *place, top)
        self._details.addWidget(self.legend, colors, 0, top)
        self._details.addWidget(self._side, colors, 2, top)
        self._details.setColumnStretch(1, 1 if is_stacked else 3)
        self._lines.setDirection(way.LeftToRight if is_stacked else way.TopToBottom)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the words a line of their own where they would need many."""
        super().resizeEvent(event)
        beside = self._side.sizeHint().width() + self._details.horizontalSpacing()
        self.legend.fit_into(self.width() - beside)
        if self._has_choices:
            set_fit(self.buttons, "snug" if self.width() < scaled(_ROOMY_PX) else "")
            is_stacked = self.width() < scaled(_NARROW_PX)
            self._arrange(is_stacked=is_stacked, has_colors=not self.legend.isHidden())
            # The slider says it as well, to pointers and to screen readers.
            self._words.setVisible(self.width() >= scaled(_CRAMPED_PX))

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

    def press(self, index: int) -> None:
        """Choose by number, as a key does."""
        self.buttons.button(index).setChecked(True)
        self._choose(index)

    def show_overlay(self, overlay: Overlay | None) -> None:
        """Show what a map means, or why there is none; None while it is being made."""
        has_map = overlay is not None and overlay.legend is not None
        self.legend.show_legend(None if overlay is None else overlay.legend)
        self.legend.setVisible(has_map)
        if self._arranged is not None:
            self._arrange(is_stacked=self._arranged[0], has_colors=has_map)
        self._strength.setVisible(has_map)
        words, note = "", ""
        if overlay is not None:
            words = overlay.description
            if overlay.legend is not None:
                note = overlay.legend.note
                words = f"{words} {overlay.legend.remark}".strip()
        elif self.kind is not None:
            words = self.tr("Making the map")
        self.caption.setText(words)
        self.caption.setToolTip(note)
        self.caption.setAccessibleDescription(note)
        self.setVisible(bool(words))

    def update_map(self) -> None:
        """Show the map that is wanted now, or ask for it."""
        raise NotImplementedError

    @Slot(object)
    def _take(self, key: Key) -> None:
        if key == self.awaited:
            self.update_map()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask again for a map that another view's wish has overtaken."""
        super().showEvent(event)
        if self.awaited is not None:
            self.update_map()

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
        self.services.settings.change(map_opacity=self.slider.value())
