"""A button in the panel beside the photo: a long text gives way instead of widening the panel."""

from collections.abc import Callable

from skintrack.ui.widgets.elided import TwoLineButton


def panel_button(text: str, on_click: Callable[[], object], role: str = "") -> TwoLineButton:
    """Return a push button whose text is also its name, in two lines where it is long."""
    widget = TwoLineButton()
    widget.set_whole_text(text)
    widget.setAccessibleName(text)
    widget.setAutoDefault(False)
    if role:
        widget.setProperty("role", role)
    widget.clicked.connect(on_click)
    return widget
