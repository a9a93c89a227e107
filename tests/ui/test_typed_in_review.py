"""A figure on the table of new photos begins a date: nobody needs to know of F2."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from skintrack.app import Program
from skintrack.ui.importing.import_model import CELL_ROLE
from skintrack.ui.importing.row_words import Cell, Column
from skintrack.ui.main_window import MainWindow
from tests.helpers.importing import Person, phone_with_three

pytestmark = pytest.mark.gui


@pytest.fixture
def person(course_window: MainWindow, program: Program, qtbot: QtBot, course_copy: Path) -> Person:
    assert course_window.isVisible()
    return Person(program, qtbot, course_copy, phone_with_three(course_copy.parent / "phone"))


def type_text(qtbot: QtBot, text: str) -> None:
    for letter in text:
        field = QApplication.focusWidget()
        assert field is not None
        qtbot.keyClicks(field, letter)


def test_a_figure_begins_the_date_of_the_row(person: Person) -> None:
    table = person.drop().table
    table.selectRow(2)
    table.setFocus()
    type_text(person.qtbot, "3.3.2026\t")
    assert person.rows[2].taken_day == date(2026, 3, 3)


def test_after_enter_the_next_photo_without_a_date_is_typed(person: Person) -> None:
    """A newcomer typed four dates with Enter between them: each wrote over the first photo's."""
    table = person.drop().table
    table.selectRow(0)
    table.setFocus()
    type_text(person.qtbot, "2.3.2026\r")
    assert table.currentIndex().row() == 1
    type_text(person.qtbot, "3.3.2026\r4.3.2026\r")
    days = [date(2026, 3, day) for day in (2, 3, 4)]
    assert [row.taken_day for row in person.rows] == days
    assert table.currentIndex().row() == 2


def test_letters_begin_nothing_and_several_rows_are_left_alone(person: Person) -> None:
    table = person.drop().table
    table.selectRow(2)
    table.setFocus()
    type_text(person.qtbot, "x")
    assert QApplication.focusWidget() is table
    table.selectAll()
    type_text(person.qtbot, "3")
    assert QApplication.activeModalWidget() is None
    assert QApplication.focusWidget() is table


def test_the_words_of_a_cell_do_not_look_out_from_behind_its_field(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = person.drop().table
    index = table.model().index(2, Column.DATE)
    painted: list[Cell] = []
    paint = table.cells._paint_words

    def note(painter: QPainter, option: QStyleOptionViewItem, cell: Cell) -> None:
        painted.append(cell)
        paint(painter, option, cell)

    monkeypatch.setattr(table.cells, "_paint_words", note)
    words = index.data(CELL_ROLE)
    table.viewport().repaint()
    assert words in painted
    table.selectRow(2)
    table.edit_date()
    painted.clear()
    table.viewport().repaint()
    assert painted
    assert words not in painted
