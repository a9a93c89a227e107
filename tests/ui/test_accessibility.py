"""Every control of every view and dialog has a name and a way to it, and shows the focus."""

import importlib
import pkgutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
)
from shiboken6 import isValid

from skintrack import ui
from tests.helpers.every_view import DIALOGS, VIEWS, controls, show_view
from tests.helpers.reachable import (
    missed_by_tab,
    named,
    spoken_name,
    too_small,
    unnamed,
    without_role,
)
from tests.helpers.ui_actions import dialog_of

pytestmark = pytest.mark.gui


@pytest.fixture
def opened(stage, qtbot, settled):
    dialogs = []

    def open_dialog(name):
        if name == "compare_keys":
            show_view(stage, "compare")
            settled()
        DIALOGS[name](stage)
        dialogs.append(dialog_of(qtbot, QDialog))
        return dialogs[-1]

    yield open_dialog
    for dialog in filter(isValid, dialogs):
        dialog.close()


@pytest.mark.parametrize("key", VIEWS)
def test_every_control_of_a_view_has_a_name(shown, key):
    window = shown(key)
    assert len(controls(window)) > 5
    assert unnamed(window) == []
    assert without_role(window.views.view(key)) == []


@pytest.mark.parametrize("key", VIEWS)
def test_every_target_of_a_view_can_be_hit(shown, key):
    assert too_small(shown(key)) == []


def test_the_first_screen_has_names(window):
    assert unnamed(window) == []
    assert too_small(window) == []


@pytest.mark.parametrize("by_key", [False, True])
def test_the_page_of_a_locked_library_can_be_used_by_everybody(window, qtbot, tmp_path, by_key):
    window.show_unlock(tmp_path)
    page = window.view("unlock")
    if by_key:
        page.other_way.click()
    qtbot.keyClicks(page.first_control(), "something")
    assert len(controls(window)) >= 4
    assert unnamed(window) == []
    assert without_role(page) == []
    assert too_small(window) == []
    assert missed_by_tab(window, qtbot) == set()


def test_the_cover_has_a_name_and_its_button_can_be_reached(window, qtbot):
    window.guards.locking.toggle_cover()
    cover = window.guards.locking.cover
    assert spoken_name(cover)
    cover.wait_for_lock()
    assert unnamed(window) == []
    assert too_small(window) == []
    assert missed_by_tab(window, qtbot) == set()


@pytest.mark.parametrize("name", DIALOGS)
def test_every_control_of_a_dialog_has_a_name(opened, name):
    dialog = opened(name)
    assert dialog.windowTitle()
    assert controls(dialog)
    assert unnamed(dialog) == []
    assert too_small(dialog) == []


def test_no_dialog_of_the_window_is_left_out(opened, qtbot):
    """A dialog that is new must be among those that are walked through."""
    seen = set()
    for name in DIALOGS:
        dialog = opened(name)
        seen.add(type(dialog).__name__)
        while isinstance(above := QApplication.activeModalWidget(), QDialog):
            above.close()
            QApplication.sendPostedEvents()
    assert dialog_classes() - seen == set()


def dialog_classes():
    """Return every class of the window that opens as a dialog; files are asked for by Qt."""
    for module in pkgutil.walk_packages(ui.__path__, "skintrack.ui."):
        importlib.import_module(module.name)
    found, waiting = set(), [QDialog]
    while waiting:
        for each in waiting.pop().__subclasses__():
            waiting.append(each)
            is_ours = each.__module__.startswith("skintrack.ui")
            # What only others build on is no dialog of its own.
            if is_ours and not each.__subclasses__() and not issubclass(each, QFileDialog):
                found.add(each.__name__)
    return found


@pytest.mark.parametrize("key", VIEWS)
def test_tab_reaches_every_control_of_a_view(shown, qtbot, key):
    assert missed_by_tab(shown(key), qtbot) == set()


@pytest.mark.parametrize("name", DIALOGS)
def test_tab_reaches_every_control_of_a_dialog(opened, qtbot, name):
    assert missed_by_tab(opened(name), qtbot) == set()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("key", VIEWS)
def test_the_focus_can_be_seen(shown, program, qtbot, theme, key):
    program.services.theme.set_choice(theme)
    window = shown(key)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    kinds = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QAbstractItemView)
    found = [each for each in controls(window) if isinstance(each, kinds) and each.isEnabled()]
    unseen = []
    for each in found:
        if not each.isVisible() or each.width() == 0:
            continue
        each.setFocus()
        parts = [part for part in (each, each.parentWidget()) if part is not None]
        focused = [part.grab().toImage() for part in parts]
        other = window.rail.button("trends")
        (other if each is not other else window.rail.button("compare")).setFocus()
        if focused == [part.grab().toImage() for part in parts]:
            unseen.append(named(each))
    program.services.theme.set_choice("light")
    assert unseen == []


def test_scroll_areas_that_only_hold_text_are_no_stop(shown):
    window = shown("timeline")
    for area in window.view("timeline").panel.findChildren(QAbstractScrollArea):
        assert area.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_a_fault_is_found(shown, qtbot):
    window = shown("timeline")
    box = QCheckBox("", window)
    box.setStyleSheet("min-height: 0; max-height: 10px;")
    box.resize(40, 10)
    box.show()
    assert any("QCheckBox" in each for each in unnamed(window))
    assert any("QCheckBox" in each for each in too_small(window))
    box.hide()
    box.deleteLater()
