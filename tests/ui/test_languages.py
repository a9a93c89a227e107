"""The window in German, from right to left, and with large text."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QToolButton

from skintrack.imaging.export import encode_jpeg
from skintrack.model import Metric, RegionName, View
from skintrack.ui import words
from skintrack.ui.fonts import load_fonts, scaled, text_scale, ui_font
from skintrack.ui.importing.row_words import Column
from skintrack.ui.language import language_of, spoken
from skintrack.ui.widgets.date_field import DateField
from skintrack.ui.words import day_words, number, plural, region_name, short_day, value_words
from tests.helpers.every_view import DIALOGS, VIEWS, show_view
from tests.helpers.measured_library import draw
from tests.helpers.shown_texts import Untranslated, shown_texts
from tests.helpers.ui_actions import dialog_of
from tests.ui.conftest import settle

pytestmark = pytest.mark.gui

# The course's own name, and that of a language for who cannot read the other.
SAID_AS_THEY_ARE = {"Acne scars", "English"}


@pytest.fixture
def german(start):
    return start(language="de")


@pytest.fixture
def untranslated(german):
    return Untranslated(spoken())


def english_in(widget, untranslated):
    found = {text for text in shown_texts(widget) if untranslated.is_english(text)}
    return sorted(found - SAID_AS_THEY_ARE)


@pytest.mark.parametrize("key", VIEWS)
def test_a_view_has_no_english(german, untranslated, qtbot, key):
    show_view(german, key)
    settle(qtbot, german.program)
    assert english_in(german.window, untranslated) == []


@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_has_no_english(german, untranslated, qtbot, name):
    if name == "compare_keys":
        show_view(german, "compare")
    DIALOGS[name](german)
    dialog = dialog_of(qtbot, QDialog)
    found = english_in(dialog, untranslated)
    dialog.close()
    assert found == []


def test_the_menus_have_no_english(german, untranslated):
    header, state = german.window.header, german.course
    for menu in (header._make_course_menu(state), header._make_add_menu()):
        assert english_in(menu, untranslated) == []
        menu.deleteLater()


def test_an_english_text_is_found(german, untranslated, qtbot):
    label = QLabel("Open the photo")
    qtbot.addWidget(label)
    label.show()
    assert english_in(label, untranslated) == ["Open the photo"]
    label.setText("3 Tage · Before session 2")
    assert english_in(label, untranslated) == ["3 Tage · Before session 2"]


def test_words_days_and_numbers_are_german(german):
    from datetime import date

    assert german.window.header._add.text() == "Fotos hinzufügen"
    assert day_words(date(2026, 3, 3)) == "3. März 2026"
    assert short_day(date(2026, 12, 24)) == "24. Dez."
    assert number(1204.5, 1) == "1.204,5"
    assert plural("{count} photo", "{count} photos", 1204) == "1.204 Fotos"
    assert value_words(Metric.REDNESS, 1.254) == "1,25"
    assert region_name(RegionName.LEFT_CHEEK) == "Linke Wange"
    assert words.view_name(View.FRONT) == "Vorne"
    assert QLocale().language() is QLocale.Language.German


def test_qt_speaks_german_in_its_own_dialogs(german):
    said = QCoreApplication.translate("QPlatformTheme", "Cancel")
    assert said == "Abbrechen"


def test_names_that_people_gave_are_not_translated(german):
    assert words.said("Front") == "Front"
    assert words.tr("Front") == "Vorne"


def test_the_languages_follow_the_choice(monkeypatch):
    system = SimpleNamespace(uiLanguages=lambda: ["de-AT", "en-GB"])
    monkeypatch.setattr(QLocale, "system", lambda: system)
    assert language_of("system") == "de"
    assert language_of("en") == "en"
    monkeypatch.setattr(system, "uiLanguages", lambda: ["fr-FR"])
    assert language_of("system") == "en"


# From right to left


@pytest.fixture
def mirrored(start, qapp):
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    stage = start()
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield stage
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def place(widget, window):
    return widget.mapTo(window, QPoint(0, 0)).x()


def test_the_frame_is_mirrored(mirrored, qtbot):
    window = mirrored.window
    assert place(window.rail, window) > window.width() / 2
    assert place(window.header._add, window) < window.width() / 2


@pytest.mark.parametrize("key", VIEWS)
def test_every_view_stands_inside_the_window(mirrored, qtbot, key):
    show_view(mirrored, key)
    settle(qtbot, mirrored.program)
    assert outside(mirrored.window) == []


def test_tab_leads_from_date_to_date(mirrored, qtbot, tmp_path):
    paths = [tmp_path / f"new{place}.jpg" for place in range(2)]
    for seed, path in enumerate(paths, start=90):
        path.write_bytes(encode_jpeg(draw(seed)))
    mirrored.window.imports.import_paths(paths)
    view = mirrored.window.view("import")
    rows = view.review.model.rows
    qtbot.waitUntil(lambda: len(rows) == len(paths) and all(row.look for row in rows))
    view.table._choose(view.review.model.index(0, Column.DATE))
    view.table.edit_date()
    qtbot.keyClicks(QApplication.focusWidget(), "3.3.2026")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert view.table.selected_rows() == [rows[1]]
    assert isinstance(QApplication.focusWidget(), DateField)


def test_photos_and_sides_are_not_mirrored(mirrored, qtbot):
    show_view(mirrored, "compare")
    settle(qtbot, mirrored.program)
    canvas = mirrored.window.view("compare").canvas
    before = canvas.grab().toImage()
    canvas.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert canvas.grab().toImage() == before
    assert region_name(RegionName.LEFT_CHEEK) == "Left cheek"


def test_time_goes_on_to_the_right_in_a_chart(mirrored, qtbot):
    show_view(mirrored, "trends")
    settle(qtbot, mirrored.program)
    chart = mirrored.window.view("trends").chart
    before = chart.grab().toImage()
    chart.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert chart.grab().toImage() == before


# Large text


@pytest.fixture
def large(start):
    return start(text_size=150)


def test_text_grows_with_the_choice(large):
    assert text_scale() == 1.5
    assert ui_font(14).pixelSize() == 21
    assert scaled(40) == 60
    window = large.window
    assert window.header.height() == 90
    assert window.header._add.height() >= 48


def test_text_follows_the_system(qapp, monkeypatch):
    from skintrack.ui import fonts

    monkeypatch.setattr(fonts, "_USUAL_PT_ELSEWHERE", 6.0)
    monkeypatch.setattr(fonts, "_USUAL_PT", {})
    load_fonts(qapp, 0)
    assert text_scale() == pytest.approx(1.5, abs=0.6)
    assert text_scale() > 1
    load_fonts(qapp, 100)
    assert text_scale() == 1


@pytest.mark.parametrize("key", VIEWS)
def test_large_text_stays_inside_the_window(large, qtbot, key):
    show_view(large, key)
    settle(qtbot, large.program)
    assert outside(large.window) == []
    assert squeezed(large.window) == []


@pytest.mark.parametrize("key", VIEWS)
def test_german_fits_the_smallest_window(german, qtbot, key):
    german.window.resize(1024, 640)
    show_view(german, key)
    settle(qtbot, german.program)
    assert (german.window.width(), german.window.height()) == (1024, 640)
    assert outside(german.window) == []
    assert squeezed(german.window) == []


def outside(window):
    """Return controls that stick out of the window and of every area that scrolls."""
    found = []
    for each in window.findChildren(QAbstractButton):
        if not each.isVisible() or each.window() is not window or scrolls(each, window):
            continue
        left = place(each, window)
        if left < 0 or left + each.width() > window.width():
            found.append(each.text() or each.accessibleName())
    return found


def scrolls(widget, window):
    parent = widget.parentWidget()
    while parent is not None and parent is not window:
        if parent.inherits("QAbstractScrollArea"):
            return True
        parent = parent.parentWidget()
    return False


def shows_text(button):
    icon_only = Qt.ToolButtonStyle.ToolButtonIconOnly
    return not isinstance(button, QToolButton) or button.toolButtonStyle() is not icon_only


def squeezed(window):
    """Return buttons that are narrower than their text."""
    found = []
    for each in window.findChildren(QAbstractButton):
        if not each.isVisible() or not each.text() or not shows_text(each):
            continue
        needed = max(
            each.fontMetrics().horizontalAdvance(line) for line in each.text().splitlines()
        )
        is_elided = "…" in each.text() or type(each).__name__.startswith("Elided")
        if each.width() < needed and not is_elided:
            found.append(f"{each.text()}: {each.width()} px of {needed}")
    return found


@pytest.mark.parametrize("name", DIALOGS)
def test_every_dialog_fits_the_smallest_window_in_german(german, qtbot, name):
    german.window.resize(1024, 640)
    qtbot.waitUntil(lambda: german.window.height() == 640)
    if name == "compare_keys":
        show_view(german, "compare")
    DIALOGS[name](german)
    dialog = dialog_of(qtbot, QDialog)
    size = dialog.size()
    dialog.close()
    assert size.width() <= 1024
    assert size.height() <= 640


def test_the_tools_to_compare_stand_in_one_line_of_a_usual_window(german, qtbot):
    show_view(german, "compare")
    settle(qtbot, german.program)
    view = german.window.view("compare")
    for mode in view.modes.buttons():
        mode.click()
        tops = {each.mapTo(view, QPoint(0, 0)).y() for each in view.modes.buttons()}
        ends = view.tools.panel.mapTo(view, QPoint(0, 0)).y()
        assert len(tops) == 1
        assert abs(ends - tops.pop()) < 8
