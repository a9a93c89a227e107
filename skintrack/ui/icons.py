"""The icon set: our own SVG files, recoloured when they are loaded and when the theme changes."""

from weakref import WeakKeyDictionary

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

from skintrack.resources import asset
from skintrack.ui.theme import Theme

_SIZE_PX = 20
_RATIOS = (1.0, 2.0)


def draw_svg(name: str, color: str, size_px: int, ratio: float) -> QPixmap:
    """Draw ``assets/icons/<name>.svg`` in one colour as a square pixmap."""
    source = asset(f"icons/{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(source.replace("currentColor", color).encode()))
    pixmap = QPixmap(QSize(size_px, size_px) * ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, size_px * ratio, size_px * ratio))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


class IconSet(QObject):
    """Icons in the colours of the theme; buttons keep theirs up to date.

    Parameters
    ----------
    theme : Theme
        Gives the colours and says when they change.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._drawn: dict[tuple[str, str], QIcon] = {}
        self._buttons: WeakKeyDictionary[QAbstractButton, tuple[str, str]] = WeakKeyDictionary()
        theme.changed.connect(self._recolour)

    def icon(self, name: str, color: str = "text_2") -> QIcon:
        """Return an icon in a colour named as in the tokens; checked, it takes the accent."""
        key = (name, color)
        if key not in self._drawn:
            self._drawn[key] = self._draw(name, color)
        return self._drawn[key]

    def put(self, button: QAbstractButton, name: str, color: str = "text_2") -> None:
        """Show an icon on a button, now and after every change of theme."""
        self._buttons[button] = (name, color)
        button.setIconSize(QSize(_SIZE_PX, _SIZE_PX))
        button.setIcon(self.icon(name, color))

    def _draw(self, name: str, color: str) -> QIcon:
        tokens = self._theme.tokens
        icon = QIcon()
        colors = (
            (getattr(tokens, color), QIcon.Mode.Normal, QIcon.State.Off),
            (tokens.accent, QIcon.Mode.Normal, QIcon.State.On),
            (QColor(tokens.text_3).name(), QIcon.Mode.Disabled, QIcon.State.Off),
        )
        for drawn, mode, state in colors:
            for ratio in _RATIOS:
                icon.addPixmap(draw_svg(name, drawn, _SIZE_PX, ratio), mode, state)
        return icon

    def _recolour(self) -> None:
        self._drawn.clear()
        for button, (name, color) in list(self._buttons.items()):
            button.setIcon(self.icon(name, color))
