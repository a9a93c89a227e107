"""How the window is laid out: what stands below what, and which one action is the first."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QScrollArea

from skintrack.capture.camera_error import camera_in_use
from skintrack.ui.dialogs.new_library import NewLibraryDialog
from skintrack.ui.keeping.bin_model import BinColumn
from skintrack.ui.session.plan_dialog import PlanDialog
from skintrack.ui.session.tall_dialog import TallDialog
from skintrack.ui.vault.key_dialog import KeyDialog
from skintrack.ui.vault.key_operations import KeyAct
from skintrack.ui.widgets.form_dialog import FormDialog
from tests.helpers.cut_texts import cut_texts
from tests.helpers.every_view import DIALOGS, Stage
from tests.helpers.report_steps import save
from tests.helpers.ui_actions import dialog_of

pytestmark = pytest.mark.gui


def middle(widget):
    return widget.mapToGlobal(QPoint(widget.width() // 2, 0)).x()


def right_edge(widget):
    return widget.mapToGlobal(QPoint(widget.width(), 0)).x()


def marked(window):
    keys = ("timeline", "compare", "trends", "report", "camera")
    return [key for key in keys if window.rail.button(key).isChecked()]


def test_the_rail_marks_where_a_page_belongs(course_window):
    course_window.views.show_blinded()
    assert marked(course_window) == ["compare"]
    course_window.views.show_bin()
    assert marked(course_window) == []
    course_window.show_view("report")
    assert marked(course_window) == ["report"]


def test_a_view_with_a_first_action_has_the_only_one(course_window):
    add = course_window.header._add
    roles = {}
    for key in ("timeline", "camera", "report", "blinded", "bin"):
        course_window.show_view(key)
        roles[key] = add.property("role")
    assert roles == {"timeline": "primary", "camera": "", "report": "", "blinded": "", "bin": ""}


def test_without_photos_adding_some_is_the_first_action(program, window, tmp_path, qtbot):
    from skintrack.library import Library

    Library.create(tmp_path / "new", "Cheeks", None).close()
    window.libraries.open_folder(tmp_path / "new")
    qtbot.waitUntil(lambda: program.services.course.state is not None)
    window.show_view("report")
    assert window.header._add.property("role") == "primary"


@pytest.mark.parametrize("width", [1024, 1920])
def test_answers_stand_below_their_photos(course_window, qtbot, width):
    course_window.resize(width, 800)
    course_window.views.show_blinded()
    view = course_window.view("blinded")
    qtbot.waitUntil(view.begin_page.begin_button.isEnabled)
    view.begin_page.begin_button.click()
    page = view.answer_page
    qtbot.waitUntil(lambda: page.canvas.is_ready, timeout=10_000)
    qtbot.waitUntil(lambda: page.canvas.width() > width / 2)
    left = page.canvas.mapToGlobal(QPoint(0, 0)).x()
    quarter = page.canvas.width() / 4
    for place, answer in enumerate((page.left_button, page.neither_button, page.right_button), 1):
        assert abs(middle(answer) - left - place * quarter) <= 3


def test_what_a_report_was_saved_as_stays_in_other_colours(report, program, qtbot, tmp_path):
    save(qtbot, report, tmp_path / "June.pdf")
    program.services.theme.set_choice("dark")
    qtbot.wait(50)
    assert not report.preview.is_busy
    assert "June.pdf" in report.foot.text
    program.services.theme.set_choice("light")


def test_a_narrow_panel_shows_the_names_of_its_groups_whole(report, qtbot):
    group = report.panel.groups[0]
    group.head.show_summary("A summary that is rather long for one line")
    for width, is_below in ((330, True), (900, False)):
        group.head.resize(width, group.head.height())
        group.head._arrange()
        group.head.layout().activate()
        name, chosen = group.head._name, group.head._summary
        assert name.width() >= name.sizeHint().width()
        assert (chosen.y() > name.y()) is is_below
        assert not is_below or name.height() == pytest.approx(chosen.height(), abs=1)


def test_a_photo_in_the_bin_has_its_own_colours_where_it_is_selected(
    course_window, program, qtbot, settled
):
    course_window.commands.bin_photo(program.services.course.state.photos[0])
    settled()
    course_window.views.show_bin()
    model = course_window.view("bin").model
    qtbot.waitUntil(lambda: bool(model.items))
    icon = model.data(model.index(0, BinColumn.WHAT), Qt.ItemDataRole.DecorationRole)
    size = QSize(48, 48)
    assert (
        icon.pixmap(size, QIcon.Mode.Selected).toImage()
        == icon.pixmap(size, QIcon.Mode.Normal).toImage()
    )


def test_a_long_form_ends_where_its_buttons_end(course_window, qtbot):
    for height in (700, 1400):
        course_window.resize(1280, height)
        course_window.commands.sessions.show_plan()
        dialog = dialog_of(qtbot, PlanDialog)
        qtbot.wait(50)
        card = dialog.content.itemAt(0).widget()
        assert right_edge(card) == right_edge(dialog.confirm_button)
        dialog.done(0)
        qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)


def test_an_icon_in_the_bin_follows_the_colours(course_window, program, qtbot, settled):
    course_window.commands.sessions._remove(program.services.course.state.sessions[0])
    settled()
    course_window.views.show_bin()
    model = course_window.view("bin").model
    qtbot.waitUntil(lambda: bool(model.items))
    index = model.index(0, BinColumn.WHAT)

    def drawn():
        icon = model.data(index, Qt.ItemDataRole.DecorationRole)
        return icon.pixmap(QSize(48, 48)).toImage()

    light = drawn()
    program.services.theme.set_choice("dark")
    assert drawn() != light
    program.services.theme.set_choice("light")


@pytest.mark.parametrize("name", ["before_session", "add_session", "plan", "calendar"])
def test_a_long_form_begins_with_its_first_control(course_window, program, tmp_path, qtbot, name):
    DIALOGS[name](Stage(course_window, program, tmp_path))
    dialog = dialog_of(qtbot, TallDialog)
    focused = dialog.focusWidget()
    assert dialog.content.parentWidget().isAncestorOf(focused)
    dialog.done(0)


def test_a_form_that_scrolls_begins_with_its_first_field(course_window, qtbot, monkeypatch):
    low = QRect(0, 0, 800, 360)
    monkeypatch.setattr(
        FormDialog, "screen", lambda _self: SimpleNamespace(availableGeometry=lambda: low)
    )
    course_window.guards.protection.ask(KeyAct.ENCRYPT)
    dialog = dialog_of(qtbot, KeyDialog)
    assert dialog.findChildren(QScrollArea)
    assert dialog.focusWidget() is dialog.new.first_field
    dialog.reject()


def test_a_step_of_a_form_takes_the_room_it_needs(window, qtbot):
    window.libraries.create_library()
    dialog = dialog_of(qtbot, NewLibraryDialog)
    first = dialog.height()
    dialog.confirm()
    qtbot.waitUntil(lambda: dialog.height() > first + 50)
    assert cut_texts(dialog) == []
    dialog.back_button.click()
    qtbot.waitUntil(lambda: dialog.height() == first)
    dialog.reject()


def test_a_long_message_with_actions_is_whole(course_window, qtbot):
    text = "Opened with the recovery key. If the passphrase is lost, set a new one. " * 4
    ways = (("Set a passphrase, please", lambda: None), ("Not now, perhaps later", lambda: None))
    # It takes the place of a shorter one, as messages do.
    course_window.banner.show_message("Done.")
    course_window.banner.show_message(text, *ways)
    qtbot.wait(20)
    assert cut_texts(course_window.banner) == []


def test_long_words_about_a_camera_are_whole(course_window, qtbot):
    course_window.show_view("camera")
    view = course_window.view("camera")
    for width in (1024, 1920):
        course_window.resize(width, 700)
        view.trouble.show_error(camera_in_use())
        view._show(view.trouble)
        qtbot.wait(20)
        assert cut_texts(view.trouble) == []


def test_a_view_that_was_clicked_is_taken_into_the_window_in_one_turn_and_shown_in_another(
    course_window, qtbot, monkeypatch
):
    turns: list[None] = []
    taken: list[tuple[str, int]] = []
    shown: list[tuple[str, int]] = []
    counter = QTimer(interval=0)
    counter.timeout.connect(lambda: turns.append(None))
    take, show = course_window.views.view, course_window.views.shown

    def note(key):
        taken.append((key, len(turns)))
        return take(key)

    monkeypatch.setattr(course_window.views, "view", note)
    show.connect(lambda key: shown.append((key, len(turns))))
    counter.start()
    qtbot.mouseClick(course_window.rail.button("report"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(shown))
    counter.stop()
    # It was made with the click: neither of the others happens in that turn, nor both in one.
    assert taken[0][0] == "report"
    assert shown == [("report", shown[0][1])]
    assert 0 < taken[0][1] < shown[0][1]
    # What is there already is shown at once.
    qtbot.mouseClick(course_window.rail.button("timeline"), Qt.MouseButton.LeftButton)
    assert shown[-1] == ("timeline", len(turns))


def test_a_message_is_no_wider_than_its_words(course_window):
    banner = course_window.banner
    banner.show_message("Saved.")
    short = banner.width()
    assert short < 200
    banner.show_message("The picture is saved as p.png. " * 20)
    assert short < banner.width() <= course_window.width()
    banner.dismiss()
