"""Keys drawn as keys, for the lists of them."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from skintrack.ui.widgets.basic import label

_BETWEEN = "  "


def key_caps(keys: str) -> QWidget:
    """Return a row of caps; ``keys`` stand apart by two spaces, words in between stay together."""
    caps = QWidget()
    line = QHBoxLayout(caps)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(4)
    for key in keys.split(_BETWEEN):
        if key.strip():
            line.addWidget(label(key.strip(), "key", wraps=False))
    line.addStretch(1)
    return caps
