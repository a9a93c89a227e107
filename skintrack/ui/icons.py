"""The icon set: our own SVG files, recoloured when they are loaded and when the theme changes."""

from weakref import WeakKeyDictionary

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QPushButton, QWidget

from skintrack.resources import asset
from skintrack.ui.fonts import scaled
from skintrack.ui.later_widgets import LaterWidgets
from skintrack.ui.theme import Theme

_SIZE_PX, _STROKE = 20, 1.5
# Qt leaves four pixels between an icon and words whatever the style sheet says; eight look right.
_GAP_PX = 4
# What cannot be pressed is faint enough to be told from what can without comparing.
_FAINT = 0.38


def draw_svg(
    name: str, color: str, size_px: int, ratio: float, *, is_fine: bool = False
) -> QPixmap:
    """Draw ``assets/icons/<name>.svg`` in one colour as a square pixmap.

    Parameters
    ----------
    name, color : str
    size_px : int
        Side of the square in logical pixels.
    ratio : float
        Pixels of the screen for each of them.
    is_fine : bool
        Whether the lines of an icon stay as fine as they are on a button, however large it is.
    """
    source = asset(f"icons/{name}.svg").read_text(encoding="utf-8")
    if is_fine:
        fine = f'stroke-width="{_STROKE * _SIZE_PX / size_px:.3f}"'
        source = source.replace(f'stroke-width="{_STROKE}"', fine)
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
    application : QGuiApplication
        Knows the sharpest screen.
    theme : Theme
        Gives the colours and says when they change.
    """

    def __init__(self, application: QGuiApplication, theme: Theme) -> None:
        super().__init__()
        self._application = application
        self._theme = theme
        self._drawn: dict[tuple[str, str, bool, int], QIcon] = {}
        self._buttons: WeakKeyDictionary[QAbstractButton, tuple[str, str]] = WeakKeyDictionary()
        self.later = LaterWidgets(self._set_again)
        theme.changed.connect(self._recolour)

    def icon(
        self, name: str, color: str = "text_2", *, is_checkable: bool = False, gap_px: int = 0
    ) -> QIcon:
        """Return an icon in a colour named as in the tokens; checked, it takes the accent."""
        key = (name, color, is_checkable, gap_px)
        if key not in self._drawn:
            self._drawn[key] = self._draw(name, color, gap_px, is_checkable=is_checkable)
        return self._drawn[key]

    def put(self, button: QAbstractButton, name: str, color: str = "text_2") -> None:
        """Show an icon on a button, now and after every change of theme."""
        self._buttons[button] = (name, color)
        button.setIconSize(QSize(scaled(_SIZE_PX) + _gap_px(button), scaled(_SIZE_PX)))
        self._set(button, name, color)

    def take_off(self, button: QAbstractButton) -> None:
        """Show no icon on a button any more."""
        self._buttons.pop(button, None)
        button.setIcon(QIcon())

    def _set(self, button: QAbstractButton, name: str, color: str) -> None:
        gap_px, is_checkable = _gap_px(button), button.isCheckable()
        button.setIcon(self.icon(name, color, is_checkable=is_checkable, gap_px=gap_px))

    def _draw(self, name: str, color: str, gap_px: int, *, is_checkable: bool) -> QIcon:
        tokens = self._theme.tokens
        ratio = self._application.devicePixelRatio()
        plain = draw_svg(name, getattr(tokens, color), scaled(_SIZE_PX), ratio)
        icon = QIcon(_with_gap(plain, gap_px, ratio))
        if is_checkable:
            chosen = draw_svg(name, tokens.accent, scaled(_SIZE_PX), ratio)
            icon.addPixmap(_with_gap(chosen, gap_px, ratio), QIcon.Mode.Normal, QIcon.State.On)
        calm = plain
        if color != "text_2":
            calm = draw_svg(name, tokens.text_2, scaled(_SIZE_PX), ratio)
        faint = _with_gap(_fainter(calm), gap_px, ratio)
        for state in QIcon.State:
            icon.addPixmap(faint, QIcon.Mode.Disabled, state)
        return icon

    def _recolour(self) -> None:
        self._drawn.clear()
        self.later.take_over(self._buttons)

    def _set_again(self, button: QWidget) -> None:
        if isinstance(button, QAbstractButton) and button in self._buttons:
            self._set(button, *self._buttons[button])


def _gap_px(button: QAbstractButton) -> int:
    """Return the room between the icon and the words; a tool button has none beside it."""
    return _GAP_PX if isinstance(button, QPushButton) and button.text() else 0


def _fainter(drawn: QPixmap) -> QPixmap:
    """Return a drawing that lets most of its ground through."""
    faint = QPixmap(drawn.size())
    faint.setDevicePixelRatio(drawn.devicePixelRatio())
    faint.fill(Qt.GlobalColor.transparent)
    painter = QPainter(faint)
    painter.setOpacity(_FAINT)
    painter.drawPixmap(0, 0, drawn)
    painter.end()
    return faint


def _with_gap(drawn: QPixmap, gap_px: int, ratio: float) -> QPixmap:
    """Return a drawing with room behind it, where the words follow."""
    if not gap_px:
        return drawn
    size = drawn.deviceIndependentSize()
    wide = QPixmap((QSizeF(size.width() + gap_px, size.height()) * ratio).toSize())
    wide.setDevicePixelRatio(ratio)
    wide.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wide)
    painter.drawPixmap(0 if QGuiApplication.isLeftToRight() else gap_px, 0, drawn)
    painter.end()
    return wide
