import re
from types import SimpleNamespace
from typing import cast

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QImage, QPainter, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QListView,
    QMenu,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from skintrack.charts import theme as charts
from skintrack.resources import asset
from skintrack.ui.icons import IconSet, draw_svg
from skintrack.ui.restyling import Restyler
from skintrack.ui.theme import Theme, palette_for
from skintrack.ui.tokens import DARK, LIGHT
from skintrack.ui.trends.chart_painter import band_color
from tests.helpers.every_view import show_view
from tests.ui.conftest import settle

pytestmark = pytest.mark.gui

TEXTS = ("text_1", "text_2", "text_3", "accent", "improved", "worse", "unknown")
GROUNDS = ("surface_0", "surface_1")
# The program's own icon and the drawings that explain have another grid.
DRAWINGS = re.compile("app|face(_left|_right)?|photo_.*")
ICONS = sorted(
    path.stem for path in asset("icons").glob("*.svg") if not DRAWINGS.fullmatch(path.stem)
)


def luminance(color):
    """Relative luminance as WCAG 2.2 defines it."""
    parts = (color.redF(), color.greenF(), color.blueF())
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted((luminance(QColor(one)), luminance(QColor(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_formula_gives_the_published_extremes():
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("ground", GROUNDS)
def test_text_can_be_read(tokens, text, ground):
    assert contrast(getattr(tokens, text), getattr(tokens, ground)) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_text_on_coloured_grounds_can_be_read(tokens):
    assert contrast(tokens.on_accent, tokens.accent) >= 4.5
    assert contrast(tokens.accent, tokens.accent_soft) >= 4.5
    assert contrast(tokens.text_1, tokens.accent_soft) >= 4.5
    assert contrast(tokens.surround_text, tokens.surround) >= 4.5
    assert contrast(tokens.text_1, tokens.surface_2) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_controls_have_edges_that_can_be_seen(tokens):
    assert contrast(tokens.line_strong, tokens.surface_1) >= 3
    assert contrast(tokens.accent, tokens.surface_0) >= 3


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_the_noise_band_of_a_chart_is_seen_and_hides_nothing(tokens):
    band = band_color(tokens)
    assert contrast(band, tokens.surface_1) >= (1.35 if tokens.is_dark else 1.15)
    for mark in (tokens.accent, tokens.improved, tokens.worse, tokens.text_1):
        assert contrast(mark, band) >= 4
    # What is saved looks like what was seen.
    assert not tokens.is_dark or contrast(band, charts.DARK.band) < 1.02


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_photos_stand_on_neutral_grey(tokens):
    color = QColor(tokens.surround)
    assert color.red() == color.green() == color.blue()


def test_the_palette_follows_the_choice(qapp, qtbot):
    theme = Theme(qapp, "light")
    with qtbot.waitSignal(theme.changed):
        theme.set_choice("dark")
    assert theme.is_dark
    window = qapp.palette().color(QPalette.ColorRole.Window)
    assert window.name().upper() == DARK.surface_0
    theme.set_choice("light")


@pytest.mark.parametrize("choice", ["light", "dark"])
@pytest.mark.parametrize("color", ["text_2", "on_accent"])
def test_what_cannot_be_pressed_is_much_fainter(qapp, choice, color):
    theme = Theme(qapp, choice)
    icon = IconSet(qapp, theme).icon("edit", color, is_checkable=True)
    for state in QIcon.State:
        alive = strongest(icon, QIcon.Mode.Normal, state, theme.tokens.surface_1)
        faint = strongest(icon, QIcon.Mode.Disabled, state, theme.tokens.surface_1)
        assert faint > 1.3
        if color == "text_2":
            assert faint < 0.5 * alive
    theme.set_choice("light")


def strongest(icon, mode, state, ground):
    """Return the most contrast that an icon has with its ground."""
    image = QImage(QSize(20, 20), QImage.Format.Format_RGB32)
    image.fill(QColor(ground))
    painter = QPainter(image)
    painter.drawPixmap(QRect(0, 0, 20, 20), icon.pixmap(QSize(20, 20), 1.0, mode, state))
    painter.end()
    return max(contrast(image.pixelColor(x, y), ground) for x in range(20) for y in range(20))


@pytest.mark.parametrize("choice", ["light", "dark"])
def test_a_chosen_tool_that_cannot_be_used_has_no_ground(qapp, qtbot, choice):
    theme = Theme(qapp, choice)
    tool = QToolButton()
    tool.setProperty("role", "icon")
    tool.setCheckable(True)
    tool.setChecked(True)
    qtbot.addWidget(tool)
    grounds = []
    for is_enabled in (True, False):
        tool.setEnabled(is_enabled)
        grounds.append(tool.grab().toImage().pixelColor(tool.width() // 2, 5).name().upper())
    assert grounds[0] == theme.tokens.accent_soft
    assert grounds[1] != theme.tokens.accent_soft
    theme.set_choice("light")


def test_each_widget_takes_other_colours_once(qapp, qtbot):
    theme = Theme(qapp, "light")
    outer = inner = QWidget()
    qtbot.addWidget(outer)
    for _ in range(6):
        layout = QVBoxLayout(inner)
        inner = QWidget()
        layout.addWidget(inner)
    told: list[QEvent.Type] = []
    watch = _StyleWatch(told)
    inner.installEventFilter(watch)
    with qtbot.waitExposed(outer):
        outer.show()
    told.clear()
    theme.set_choice("dark")
    assert told == [QEvent.Type.Polish]
    theme.set_choice("light")


class _StyleWatch(QObject):
    def __init__(self, told):
        super().__init__()
        self._told = told

    def eventFilter(self, _watched, event):
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.Polish):
            self._told.append(event.type())
        return False


def test_what_is_not_seen_takes_other_colours_later_or_when_it_is_opened(qapp, qtbot):
    theme = Theme(qapp, "light")
    icons = IconSet(qapp, theme)
    shelf = QStackedWidget()
    qtbot.addWidget(shelf)
    seen, unseen = QPushButton("A"), QPushButton("B")
    for button in (seen, unseen):
        shelf.addWidget(button)
        icons.put(button, "timeline")
    with qtbot.waitExposed(shelf):
        shelf.show()
    shelf.setCurrentWidget(unseen)
    shelf.setCurrentWidget(seen)
    light = unseen.icon().pixmap(20, 20).toImage()
    theme.set_choice("dark")
    assert text_color(seen) == DARK.text_1
    assert text_color(unseen) == LIGHT.text_1
    qtbot.waitUntil(lambda: not theme.restyler.later.is_waiting and not icons.later.is_waiting)
    assert text_color(unseen) == DARK.text_1
    assert unseen.icon().pixmap(20, 20).toImage() != light
    theme.set_choice("light")


def test_colours_that_change_again_before_all_have_them_reach_all(qapp, qtbot):
    theme = Theme(qapp, "light")
    shelf = QStackedWidget()
    qtbot.addWidget(shelf)
    seen, unseen = QPushButton("A"), QPushButton("B")
    shelf.addWidget(seen)
    shelf.addWidget(unseen)
    with qtbot.waitExposed(shelf):
        shelf.show()
    shelf.setCurrentWidget(unseen)
    shelf.setCurrentWidget(seen)
    theme.set_choice("dark")
    theme.set_choice("light")
    theme.set_choice("dark")
    qtbot.waitUntil(lambda: not theme.restyler.later.is_waiting)
    assert text_color(seen) == text_color(unseen) == DARK.text_1
    theme.set_choice("light")
    qtbot.waitUntil(lambda: not theme.restyler.later.is_waiting)
    assert text_color(seen) == text_color(unseen) == LIGHT.text_1


def test_what_deletes_for_good_has_a_colour_of_its_own(program, qtbot):
    theme = program.services.theme
    danger = QPushButton("Delete for good")
    danger.setProperty("role", "danger")
    qtbot.addWidget(danger)
    with qtbot.waitExposed(danger):
        danger.show()
    for choice, tokens in (("dark", DARK), ("light", LIGHT)):
        theme.set_choice(choice)
        qtbot.waitUntil(lambda: not theme.restyler.later.is_waiting)
        assert text_color(danger) == tokens.worse
        # Where the pointer is, the two change places.
        assert contrast(tokens.worse, tokens.surface_1) >= 4.5


def text_color(widget):
    return widget.palette().color(QPalette.ColorRole.ButtonText).name().upper()


@pytest.mark.parametrize("key", ["trends", "photo", "report", "camera"])
def test_other_colours_look_as_if_they_had_always_been(key, start, qtbot):
    """The view is opened, left for another, and opened again once all has other colours."""

    def picture(first):
        stage = start(theme=first)
        theme, icons = stage.program.services.theme, stage.program.services.icons
        for each in (key, "timeline"):
            show_view(stage, each)
            settle(qtbot, stage.program)
        theme.set_choice("dark")
        later = (theme.restyler.later, icons.later)
        qtbot.waitUntil(lambda: not any(each.is_waiting for each in later))
        show_view(stage, key)
        settle(qtbot, stage.program)
        page = stage.window.view(key)
        qtbot.wait(100)
        # What lies behind the panel of the report depends on the hour.
        shot = (page.panel if key == "report" else stage.window).grab().toImage()
        theme.set_choice("light")
        stage.window.close()
        stage.program.close()
        return shot

    assert picture("light") == picture("dark")


def test_the_system_can_be_followed(qapp):
    theme = Theme(qapp, "system")
    is_dark = qapp.styleHints().colorScheme() is Qt.ColorScheme.Dark
    assert theme.is_dark == is_dark


class System(QObject):
    """A desktop that changes from light to dark."""

    changed = Signal(object)
    scheme = Qt.ColorScheme.Light

    def change(self, scheme):
        self.scheme = scheme
        self.changed.emit(scheme)

    def hints(self):
        return SimpleNamespace(colorSchemeChanged=self.changed, colorScheme=lambda: self.scheme)


def test_a_change_of_the_system_is_followed_unless_a_choice_forces_one(qapp, monkeypatch):
    system = System()
    monkeypatch.setattr("skintrack.ui.theme.QGuiApplication.styleHints", system.hints)
    theme = Theme(qapp, "system")
    seen = [theme.is_dark]
    system.change(Qt.ColorScheme.Dark)
    assert qapp.palette().window().color().name() == DARK.surface_0
    seen.append(theme.is_dark)
    theme.set_choice("light")
    system.change(Qt.ColorScheme.Light)
    system.change(Qt.ColorScheme.Dark)
    seen.append(theme.is_dark)
    theme.set_choice("system")
    seen.append(theme.is_dark)
    theme.set_choice("light")
    assert seen == [False, True, False, True]


KINDS = (QPushButton, QLabel, QMenu)


class Desktop:
    """The application on a desktop that has fonts of its own: Qt takes them with the sheet."""

    def __init__(self, application):
        self._application = application

    def __getattr__(self, name):
        return getattr(self._application, name)

    def setStyleSheet(self, sheet):  # noqa: N802
        self._application.setStyleSheet(sheet)
        for kind in KINDS:
            # The stub wants bytes, which PySide refuses.
            QApplication.setFont(QFont("Courier"), cast("bytes", kind.__name__))


def test_fonts_that_a_desktop_has_for_some_widgets_are_not_taken(qapp):
    """With GNOME all buttons and labels had its own font, which is wider, and were cut."""
    sheet = qapp.styleSheet()
    Restyler(cast("QApplication", Desktop(qapp))).change(palette_for(LIGHT), sheet)
    families = {QApplication.font(kind()).family() for kind in KINDS}
    assert families == {qapp.font().family()}


def test_disabled_text_is_the_hint_colour():
    palette = palette_for(LIGHT)
    color = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    assert color.name().upper() == LIGHT.text_3


@pytest.mark.parametrize("name", ICONS)
def test_icons_keep_to_the_grid_and_the_stroke(name):
    text = asset(f"icons/{name}.svg").read_text()
    root = dict(re.findall(r'([\w-]+)="([^"]*)"', text.split(">", 1)[0]))
    assert root.get("viewBox") == "0 0 20 20"
    assert root.get("stroke") == "currentColor"
    assert root.get("stroke-width") == "1.5"
    assert root.get("stroke-linejoin") == "round"


@pytest.mark.parametrize("name", ICONS)
def test_icons_are_drawn_in_the_colour_asked_for(name, qapp):
    image = (
        draw_svg(name, "#FF0000", 20, 2.0).toImage().convertToFormat(QImage.Format.Format_ARGB32)
    )
    colors = {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    assert colors == {"#ff0000"}


def test_buttons_take_new_colours_with_the_theme(qapp, qtbot):
    from PySide6.QtWidgets import QToolButton

    theme = Theme(qapp, "light")
    icons = IconSet(qapp, theme)
    button = QToolButton()
    qtbot.addWidget(button)
    icons.put(button, "timeline", "text_1")
    button.show()
    light = button.icon().pixmap(20, 20).toImage()
    theme.set_choice("dark")
    assert button.icon().pixmap(20, 20).toImage() != light
    theme.set_choice("light")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_names_that_a_field_offers_can_be_read(program, qtbot, theme):
    program.services.theme.set_choice(theme)
    # As QCompleter makes it: a window of its own.
    popup = QListView()
    qtbot.addWidget(popup)
    popup.setModel(QStringListModel(["15cm.jpg", "30cm.jpg"]))
    popup.resize(200, 200)
    popup.show()
    image = QImage(popup.size(), QImage.Format.Format_ARGB32)
    image.fill(QColor(255, 0, 255))
    popup.render(image)
    paper = image.pixelColor(image.width() - 8, image.height() - 8)
    program.services.theme.set_choice("light")
    assert paper == QColor({"light": LIGHT, "dark": DARK}[theme].surface_1)
