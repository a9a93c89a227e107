"""The window about the program: reachable, complete, and every licence in it can be read."""

import platform
import re
import tomllib
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from skintrack import __version__
from skintrack.analysis import ALGORITHM
from skintrack.ui.about.about_dialog import AboutDialog
from skintrack.ui.dialogs.settings import SettingsDialog
from skintrack.workflows import licences
from tests.helpers.ui_actions import button_of, dialog_of, entry_of

pytestmark = pytest.mark.gui

ROOT = Path(__file__).resolve().parents[2]
OWN_TEXTS = 4


def texts(dialog):
    return "\n".join(each.text() for each in dialog.findChildren(QLabel) if each.isVisible())


@pytest.fixture
def about(course_window, qtbot):
    course_window.header._show_about()
    dialog = dialog_of(qtbot, AboutDialog)
    yield dialog
    dialog.close()


def libraries_listed(dialog, qtbot):
    dialog.pages.button(1).click()
    choice = dialog.licences.choice
    qtbot.waitUntil(lambda: choice.count() > OWN_TEXTS)
    return [choice.itemText(index) for index in range(OWN_TEXTS, choice.count())]


def test_it_opens_from_the_menu_of_the_course(course_window, qtbot):
    header = course_window.header
    menu = header._make_course_menu(course_window.services.course.state)
    entry_of(menu, "About SkinTrack…").trigger()
    dialog_of(qtbot, AboutDialog).close()


def test_it_opens_from_the_first_screen(window, qtbot):
    button_of(window, "About SkinTrack…").click()
    dialog = dialog_of(qtbot, AboutDialog)
    assert "Your library" not in texts(dialog)
    dialog.close()


def test_it_opens_from_the_settings(course_window, qtbot):
    course_window.show_settings()
    button_of(dialog_of(qtbot, SettingsDialog), "About SkinTrack…").click()
    dialog_of(qtbot, AboutDialog).close()


def test_it_says_what_the_program_is_not_and_where_everything_stays(about, course_window):
    said = texts(about)
    assert f"Version {__version__}" in said
    assert "no diagnosis" in said
    assert str(course_window.services.desk.folder) in said
    assert str(course_window.services.settings.folder) in said
    assert platform.python_version() in said


def test_the_details_are_copied_and_hold_nobody_s_folder(about, course_window):
    about.copy_button.click()
    copied = QGuiApplication.clipboard().text()
    assert f"SkinTrack: {__version__}" in copied
    assert f"Way of measuring: {ALGORITHM}" in copied
    assert re.search(r"Qt: \d+\.\d+\.\d+ \(PySide6 \d+\.\d+", copied)
    assert f"Python: {platform.python_version()}" in copied
    assert str(Path.home()) not in copied
    assert str(course_window.services.desk.folder) not in copied
    assert about.copy_button.accessibleName() == "Copied"


def test_every_licence_can_be_read(about, qtbot):
    names = libraries_listed(about, qtbot)
    for needed in ("PySide6", "numpy", "opencv", "pillow", "typst", "pikepdf", "cryptography"):
        assert any(name.lower().startswith(needed.lower()) for name in names), needed
    choice, field = about.licences.choice, about.licences.text_field
    for index in range(choice.count()):
        choice.setCurrentIndex(index)
        assert len(field.toPlainText()) > 500, choice.itemText(index)
    choice.setCurrentIndex(0)
    assert field.toPlainText().startswith("MIT License")


def test_the_text_of_qt_s_licence_is_there_in_full():
    text = licences.library_text("PySide6_Essentials")
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in text
    assert "END OF TERMS AND CONDITIONS" in text


def test_the_keyboard_comes_to_the_licences_and_reads_them(about, qtbot):
    first = about.pages.button(0)
    qtbot.waitUntil(first.hasFocus)
    qtbot.keyClick(first, Qt.Key.Key_Right)
    qtbot.keyClick(about.pages.button(1), Qt.Key.Key_Space)
    assert about.licences.isVisible()
    seen = []
    for _ in range(5):
        qtbot.keyClick(about.focusWidget(), Qt.Key.Key_Tab)
        seen.append(about.focusWidget())
    assert about.licences.choice in seen
    assert about.licences.text_field in seen
    assert about.copy_button in seen


def test_the_notice_names_every_library_that_the_program_asks_for():
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    notice = licences.own_text("NOTICE").lower().replace("_", "-")
    names = {"pyside6-essentials": "pyside6", "opencv-python-headless": "opencv (headless)"}
    for line in wanted["project"]["dependencies"]:
        name = re.split(r"[<>=]", line)[0].lower()
        assert names.get(name, name) in notice, name
