"""The report view for everybody, and for courses with little in them."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from skintrack.ui.language import speak
from skintrack.ui.report.period_fields import PeriodKind
from tests.helpers.every_view import controls, targets
from tests.helpers.measured_library import course_shots, make_library
from tests.helpers.report_steps import laid_out, open_course

pytestmark = pytest.mark.gui


def test_every_group_can_be_reached_named_and_hit(report, choose, qtbot):
    report.book.change(code="P-1", pair=None)
    report.panel.password.lock_box.set_checked(True)
    for group in report.panel.groups:
        qtbot.mouseClick(group.head, Qt.MouseButton.LeftButton)
        found = controls(group)
        assert len(found) > 1
        assert [each for each in found if not each.accessibleName()] == []
        low = [each for each in targets(group) if each.height() < _least_height(each)]
        assert low == []
        assert group.head.summary in group.head.accessibleName()
    opened = [group for group in report.panel.groups if group.head.isChecked()]
    assert opened == [report.panel.groups[-1]]


@pytest.mark.parametrize("language", ["en", "de"])
def test_nothing_is_cut_in_a_small_window(qapp, program, course_copy, qtbot, language):
    speak(qapp, language)
    try:
        program.window.resize(1024, 640)
        view = open_course(program, qtbot, course_copy)
        laid_out(qtbot, view)
        for group in view.panel.groups:
            group.head.setChecked(True)
            qtbot.wait(20)
            right = view.panel.width()
            for each in controls(group):
                assert each.mapTo(view.panel, each.rect().topRight()).x() < right
                assert each.width() >= each.minimumSizeHint().width()
        for button in view.bar.zoom_group.buttons():
            assert button.width() >= button.sizeHint().width()
    finally:
        speak(qapp, "en")


def _least_height(control):
    return 28 if control.property("role") == "link" else 32


def test_an_empty_course_teaches(program, qtbot, tmp_path):
    make_library(tmp_path, (), session_days=()).close()
    view = open_course(program, qtbot, tmp_path / "library")
    qtbot.waitUntil(view.empty.isVisible)
    assert "Add photos on the timeline" in view.empty.text
    assert not view.foot.save_button.isEnabled()
    assert not view.panel.period.kinds.button(PeriodKind.SESSION).isEnabled()


def test_a_course_with_one_photo_has_pages_but_no_pair_to_choose(program, qtbot, tmp_path):
    make_library(tmp_path, course_shots()[:1], session_days=()).close()
    view = open_course(program, qtbot, tmp_path / "library")
    laid_out(qtbot, view)
    button = view.panel.pair.who.button("hand")
    assert not button.isEnabled()
    assert button.toolTip() == "A pair needs two photos of the same view."


def test_another_course_is_chosen_here(program, qtbot, tmp_path):
    with make_library(tmp_path, course_shots()) as library:
        library.courses.add("Forehead", None)
    view = open_course(program, qtbot, tmp_path / "library")
    box = view.panel.course_box
    qtbot.waitUntil(box.isVisible)
    assert box.count() == 2
    other = (box.currentIndex() + 1) % 2
    before = view.book.choices.course_id
    box.setCurrentIndex(other)
    box.activated.emit(other)
    qtbot.waitUntil(lambda: view.book.choices.course_id != before, timeout=10_000)


def test_an_unknown_key_is_left_to_others(report):
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(report.pages, event)
    assert report.pages.page == 0
