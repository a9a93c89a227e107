"""Print a colour card from the window."""

import pikepdf
import pytest
from PySide6.QtWidgets import QFileDialog

from tests.helpers.ui_actions import button_of, dialog_of

pytestmark = pytest.mark.gui


def test_the_menu_asks_where_the_card_goes(course_window, qtbot):
    menu = course_window.header._make_add_menu()
    entry = next(each for each in menu.actions() if each.text() == "Print a colour card…")
    entry.trigger()
    dialog = dialog_of(qtbot, QFileDialog)
    assert dialog.nameFilters() == ["A4 (*.pdf)", "Letter (*.pdf)"]
    dialog.reject()


@pytest.mark.parametrize(("paper", "width_mm"), [("a4", 210.0), ("letter", 215.9)])
def test_a_saved_card_is_said_with_its_serial(course_window, qtbot, tmp_path, paper, width_mm):
    path = tmp_path / "card.pdf"
    course_window.cards.save_as(path, paper)
    qtbot.waitUntil(lambda: course_window.banner.text != "", timeout=10_000)
    assert course_window.banner.text.startswith("Colour card ")
    assert "keep this print" in course_window.banner.text
    assert button_of(course_window.banner, "Open it").isEnabled()
    with pikepdf.open(path) as document:
        (page,) = document.pages
        assert float(page.mediabox[2]) * 25.4 / 72 == pytest.approx(width_mm, abs=0.1)


def test_a_card_that_cannot_be_saved_is_said(course_window, qtbot, tmp_path):
    course_window.cards.save_as(tmp_path / "missing" / "card.pdf", "a4")
    qtbot.waitUntil(lambda: course_window.banner.text != "", timeout=10_000)
    assert "Colour card" not in course_window.banner.text
