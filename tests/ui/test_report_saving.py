"""What the report view saves, read back: password, files, folders, and what it remembers."""

from dataclasses import replace

import pikepdf
import pytest
from PySide6.QtCore import Qt

from skintrack.errors import CancelledError
from skintrack.model import Paper, PhotoPrivacy, ReportSection
from skintrack.ui import report_operations
from skintrack.ui.operations import Operation
from skintrack.ui.report.period_fields import PeriodKind
from tests.helpers.measured_library import Shot, make_library
from tests.helpers.pdf_text import page_texts
from tests.helpers.report_steps import laid_out, open_course, save
from tests.helpers.ui_actions import press

pytestmark = pytest.mark.gui

LOCK = "geheim"


def test_a_password_is_typed_twice_and_locks_the_file(report, choose, qtbot, tmp_path):
    path = tmp_path / "locked.pdf"
    password = report.panel.password
    choose(password, password.lock_box, has_pages=False)
    qtbot.keyClicks(password.first_field, "geheim")
    qtbot.keyClicks(password.second_field, "gehei")
    assert report.foot.text == "The two passwords differ."
    assert not report.foot.save_button.isEnabled()
    qtbot.keyClicks(password.second_field, "m")
    assert report.foot.save_button.isEnabled()
    assert "A password to open it" in report.panel.inside.lines
    save(qtbot, report, path)
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(path)
    with pikepdf.open(path, password=LOCK) as pdf:
        assert len(pdf.pages) == report.pages.page_count


def test_the_password_can_be_looked_at_and_is_kept_nowhere(report, choose, qtbot, program):
    password = report.panel.password
    choose(password, password.lock_box, has_pages=False)
    field = password.first_field
    qtbot.keyClicks(field, "abc")
    qtbot.keyClicks(password.second_field, "abc")
    assert field.echoMode() == field.EchoMode.Password
    press(qtbot, password, "Show the password")
    assert field.echoMode() == field.EchoMode.Normal
    press(qtbot, password, "Hide the password")
    assert field.echoMode() == field.EchoMode.Password
    report.book.change(language="de", code="Anna")
    program.services.settings.flush()
    settings = (program.services.settings.folder / "settings.json").read_text(encoding="utf-8")
    assert "abc" not in settings
    assert "Anna" not in settings
    assert '"de"' in settings


def test_files_are_attached_as_chosen(report, choose, qtbot, tmp_path):
    path = tmp_path / "bare.pdf"
    files = report.panel.files
    choose(files, files.data_box)
    assert report.panel.group_of(files).summary == "None"
    save(qtbot, report, path)
    with pikepdf.open(path) as pdf:
        assert not pdf.attachments
    choose(files, files.fhir_box)
    save(qtbot, report, path)
    with pikepdf.open(path) as pdf:
        assert len(pdf.attachments) == 1


def test_the_saved_file_is_told_of_with_what_is_inside(report, qtbot, tmp_path, program):
    path = tmp_path / "for Dr Lee.pdf"
    offered = save(qtbot, report, path)
    assert offered == f"SkinTrack Acne scars {report.book.today.isoformat()}.pdf"
    count = len(page_texts(path))
    text = report.foot.text
    assert text.startswith(f"Saved as for Dr Lee.pdf. Inside: {count} pages · 9 photos")
    assert report.foot.open_button.isVisible()
    assert report.foot.show_button.isVisible()
    assert program.services.settings.current.report_folder == str(tmp_path)
    assert report.saving.folder() == str(tmp_path)
    report.book.change(language="de")
    assert not report.foot.open_button.isVisible()


def test_a_folder_that_cannot_be_written_is_said(report, qtbot, tmp_path):
    report.saving.save_as(str(tmp_path / "missing" / "a.pdf"))
    qtbot.waitUntil(lambda: "a.pdf" in report.foot.text)
    assert report.foot.save_button.isEnabled()


def test_after_cancel_it_can_be_saved_again(report, qtbot, tmp_path, monkeypatch):
    def stopped(label, _output, _choices):
        def work(_library, _progress, cancelled):
            while not cancelled():
                pass
            raise CancelledError("The report was not written.")

        return Operation(label, work)

    with monkeypatch.context() as patch:
        patch.setattr(report_operations, "make_report", stopped)
        report.saving.save_as(str(tmp_path / "a.pdf"))
        assert not report.foot.save_button.isEnabled()
        report.services.desk.cancel()
        qtbot.waitUntil(report.foot.save_button.isEnabled)
    assert not (tmp_path / "a.pdf").exists()
    save(qtbot, report, tmp_path / "a.pdf")


def test_the_last_choices_come_back_but_no_name(report, choose, program, course_copy, qtbot):
    choose(report.panel.files, report.panel.files.fhir_box)
    report.book.change(
        paper=Paper.LETTER,
        language="de",
        photos=PhotoPrivacy.EYES_COVERED,
        code="Anna",
        password=LOCK,
        sections=frozenset({ReportSection.TRENDS}),
    )
    program.window.libraries.open_folder(course_copy)
    state = program.services.course
    qtbot.waitUntil(lambda: state.state is not None and state.is_measured, timeout=20_000)
    report.book._key = None
    report.book.show_course(state.state)
    choices = report.book.choices
    assert (choices.paper, choices.language) == (Paper.LETTER, "de")
    assert choices.photos is PhotoPrivacy.EYES_COVERED
    assert choices.sections == {ReportSection.TRENDS}
    assert choices.has_fhir
    assert choices.code == report.book.suggested_code
    assert choices.password is None


def test_scores_that_rest_are_not_shown_unasked(program, qtbot, tmp_path):
    # Three weeks after the only session there is no milestone yet.
    shots = (Shot(0, redness=12.0), Shot(28, redness=8.0))
    with make_library(tmp_path, shots, session_days=(7,)) as library:
        course = library.courses.all()[0]
        library.courses.update(replace(course, hides_scores=True))
    view = open_course(program, qtbot, tmp_path / "library")
    assert program.services.course.state.are_scores_hidden
    qtbot.waitUntil(view.empty.isVisible)
    assert "can be saved unseen" in view.empty.text
    assert not view.pages.isVisible()
    assert view.foot.save_button.isEnabled()
    save(qtbot, view, tmp_path / "unseen.pdf")
    assert len(page_texts(tmp_path / "unseen.pdf")) > 2
    press(qtbot, view, "Show the pages all the same")
    laid_out(qtbot, view)


def test_arrow_keys_choose_too(report, qtbot):
    period = report.panel.period
    report.panel.group_of(period).head.setChecked(True)
    button = period.kinds.button(PeriodKind.WHOLE)
    report.window().activateWindow()
    qtbot.waitUntil(report.window().isActiveWindow)
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Down)
    assert report.book.choices.date_from == report.book.state.sessions[0].date
    laid_out(qtbot, report)


def test_a_long_name_breaks_where_the_line_ends(report, qtbot):
    report.book.change(code="Lichtenberg" * 3)
    laid_out(qtbot, report)
    assert any("Lichtenberg" * 3 in line for line in report.panel.inside.lines)
    assert report.panel.minimumSizeHint().width() <= report.panel.width()
