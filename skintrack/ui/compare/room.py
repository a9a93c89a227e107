"""Who gives way to the photos where the window is small or the letters are large."""

from PySide6.QtWidgets import QLayout

from skintrack.ui.compare.comparison_panel import ComparisonPanel
from skintrack.ui.compare.modes import Mode
from skintrack.ui.compare.tools import CompareTools
from skintrack.ui.fonts import scaled
from skintrack.ui.services import Services
from skintrack.ui.widgets.basic import set_margins
from skintrack.ui.widgets.photo_strip import PhotoStrip

_LOW_PX, _VERY_LOW_PX = 600, 400
_ROOM_FOR_PANEL = 760
_ROOMY_PX = 980
_WIDE, _NARROW, _TOP, _BOTTOM = 24, 16, 12, 6


class Room:
    """Shares the room of the view.

    Parameters
    ----------
    services : Services
        Its settings know whether the panel is wanted.
    panel : ComparisonPanel
    strip : PhotoStrip
    tools : CompareTools
    lines : QLayout
        What stands beside the panel.
    """

    def __init__(
        self,
        services: Services,
        panel: ComparisonPanel,
        strip: PhotoStrip,
        tools: CompareTools,
        lines: QLayout,
    ) -> None:
        self._settings = services.settings
        self._panel = panel
        self._strip = strip
        self._tools = tools
        self._lines = lines
        self._width = 0
        self._has_room = True

    def fit_panel(self, width: int) -> None:
        """Begin without the numbers where letters are so large that the photos had no room."""
        self._width = width
        self._panel.fit_into(width)
        has_room = width >= scaled(_ROOM_FOR_PANEL)
        if has_room is not self._has_room:
            # Not remembered: it is for this size of window only.
            self._has_room = False
            is_wanted = self._settings.current.compare_shows_panel
            self._tools.panel.setChecked(has_room and is_wanted)
            self._has_room = has_room
        self._fit_lines()

    def set_panel_visible(self, *, is_visible: bool) -> None:
        """Show the panel or hide it; beside none, the photos end in line with the header."""
        self._panel.setVisible(is_visible)
        self._fit_lines()

    def _fit_lines(self) -> None:
        # In line with the header, where the tools have room beside each other all the same.
        is_alone = self._panel.isHidden()
        room = self._width - (0 if is_alone else self._panel.minimumWidth())
        start = _WIDE if room >= scaled(_ROOMY_PX) else _NARROW
        set_margins(self._lines, start, _TOP, start if is_alone else _NARROW, _BOTTOM)

    def show_panel(self, *, is_shown: bool) -> None:
        """Show the panel or hide it, as the user wants it."""
        # Without a pair there is nothing to say in it, and no button to ask for it.
        self.set_panel_visible(is_visible=is_shown and self._tools.panel.isEnabled())
        if self._has_room:
            self._settings.change(compare_shows_panel=is_shown)

    def fit_strip(self, height: int, mode: Mode, *, has_photos: bool) -> None:
        """Leave the photos their room where the window is low."""
        is_low = height < scaled(_LOW_PX)
        self._strip.set_small(is_small=is_low)
        self._tools.set_low(is_low=is_low)
        has_more = mode is Mode.CHANGE or self._tools.nudge.isChecked()
        is_full = (is_low and has_more) or height < scaled(_VERY_LOW_PX)
        self._strip.setVisible(has_photos and not is_full)
