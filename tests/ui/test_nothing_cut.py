"""No words are cut and no control is higher than its neighbours, in the longer language."""

from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QVBoxLayout, QWidget

from skintrack.model import BlindedResult, BlindedTrial, Choice, Rater, View
from skintrack.model.blinded import TrialId
from skintrack.ui.blinded.result_page import ResultPage
from skintrack.ui.widgets.basic import button, label
from skintrack.ui.widgets.date_field import DateField
from tests.helpers.cut_texts import cut_texts, odd_heights
from tests.helpers.every_view import DIALOGS, VIEWS, show_view
from tests.helpers.ui_actions import dialog_of
from tests.ui.conftest import settle

pytestmark = pytest.mark.gui

_LOOKS, _BETWEEN_MS = 40, 50


def looked_at(widget, qtbot):
    """What is wrong once everything has found its place; pages are laid out in several turns."""
    for _ in range(_LOOKS):
        qtbot.wait(_BETWEEN_MS)
        if not cut_texts(widget) and not odd_heights(widget):
            break
    return cut_texts(widget), odd_heights(widget)


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)])
def test_every_view_shows_its_words_whole(start, qtbot, size):
    stage = start(language="de")
    stage.window.resize(*size)
    found = {}
    for key in VIEWS:
        show_view(stage, key)
        settle(qtbot, stage.program)
        found[key] = looked_at(stage.window, qtbot)
    assert found == dict.fromkeys(VIEWS, ([], {}))


@pytest.mark.parametrize("text_size", [100, 150])
def test_the_page_that_asks_for_the_passphrase_shows_its_words_whole(
    start, qtbot, text_size, tmp_path
):
    stage = start(language="de", text_size=text_size)
    stage.window.show_unlock(tmp_path)
    page = stage.window.view("unlock")
    found = [looked_at(page, qtbot)]
    page.other_way.click()
    found.append(looked_at(page, qtbot))
    assert found == [([], {})] * 2


def test_every_dialog_shows_its_words_whole(start, qtbot):
    stage = start(language="de")
    found = {}
    for name, show in DIALOGS.items():
        show(stage)
        dialog = dialog_of(qtbot, QDialog)
        found[name] = looked_at(dialog, qtbot)
        # Closed as it is: some ask first whether it is meant.
        QDialog.done(dialog, 0)
        qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert found == dict.fromkeys(DIALOGS, ([], {}))


def test_the_pairs_of_a_round_are_whole_where_letters_are_larger(start, qtbot):
    stage = start(language="de", text_size=125)
    state = stage.program.services.course.state
    photos, moment = state.dated_photos(View.FRONT), datetime(2026, 11, 1, tzinfo=UTC)
    trial = BlindedTrial(
        TrialId(1),
        state.course.id,
        moment,
        photos[-2].id,
        photos[-1].id,
        True,
        Choice.LATER,
        Rater.PATIENT,
        moment,
    )
    page = ResultPage()
    qtbot.addWidget(page)
    page.resize(1150, 700)
    page.show_result(BlindedResult(moment, Rater.PATIENT, 1, 0, 0), (trial,), state)
    page.show()
    assert looked_at(page, qtbot) == ([], {})
    [days] = [each for each in page.findChildren(QLabel) if "September 2026" in each.text()]
    assert days.width() >= days.sizeHint().width()


def test_a_cut_label_is_found(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    words: QLabel = label("Words that are long enough to need more than one line of this page")
    column.addWidget(words)
    page.resize(160, 200)
    page.show()
    assert cut_texts(page) == []
    words.setFixedHeight(words.fontMetrics().lineSpacing())
    assert cut_texts(page) == [words.text()]


def test_controls_keep_their_height_with_the_focus(program, qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    controls = (button("One", page.update), DateField("Day"))
    for each in controls:
        column.addWidget(each)
    page.show()
    heights = [each.height() for each in controls]
    for each in controls:
        each.setFocus()
        # Anything that lays the page out anew while the focus is there.
        each.style().unpolish(each)
        each.style().polish(each)
        each.updateGeometry()
        qtbot.wait(10)
    assert [each.height() for each in controls] == heights
    assert len(set(heights)) == 1
