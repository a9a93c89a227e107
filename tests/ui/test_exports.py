"""Everything out of the window and back in."""

import json

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel

from skintrack.library import Library
from skintrack.ui.backup.export_dialog import ExportDialog
from skintrack.workflows import export_library
from tests.helpers.libraries import files_of
from tests.helpers.ui_actions import dialog_of, press

MANY_MS = 30_000


def said(qtbot, window, part):
    qtbot.waitUntil(lambda: part in window.banner.text, timeout=MANY_MS)


@pytest.mark.parametrize("with_originals", [False, True])
def test_an_export_is_asked_about_and_written(qtbot, course_window, tmp_path, with_originals):
    course_window.header.export_chosen.emit()
    dialog = dialog_of(qtbot, ExportDialog)
    if with_originals:
        dialog.originals_choice.setChecked(True)
    press(qtbot, dialog, "Choose a folder…")
    choice = dialog_of(qtbot, QFileDialog)
    out = tmp_path / "out"
    out.mkdir()
    choice.fileSelected.emit(str(out))
    choice.reject()
    said(qtbot, course_window, "and all notes are in the folder")
    (folder,) = out.iterdir()
    assert folder.name.startswith("SkinTrack export 20")
    written = json.loads((folder / "library.json").read_text(encoding="utf-8"))
    photos = [photo for course in written["courses"] for photo in course["photos"]]
    assert all((photo["sha256"] == photo["file_sha256"]) == with_originals for photo in photos)


def test_an_encrypted_library_says_so_before(qtbot, window):
    for is_encrypted in (False, True):
        dialog = ExportDialog(window, is_encrypted=is_encrypted)
        texts = [each.text() for each in dialog.findChildren(QLabel)]
        assert any("not encrypted, unlike your library" in text for text in texts) == is_encrypted
        dialog.close()


def test_an_export_comes_back_into_the_window(qtbot, program, course_copy, tmp_path, settled):
    with Library.open(course_copy) as library:
        name = library.courses.all()[0].name
        out = export_library.run(library, tmp_path / "out", originals=True)
    with Library.create(tmp_path / "mine", "My own course"):
        pass
    window = program.window
    window.libraries.open_folder(tmp_path / "mine")
    qtbot.waitUntil(lambda: program.services.course.state is not None, timeout=MANY_MS)
    window.backups.exports.bring_back(out.folder)
    said(qtbot, window, "photos were added with all that was noted")
    state = program.services.course
    qtbot.waitUntil(lambda: state.state is not None and state.state.course.name == name)
    assert len(state.state.photos) == out.photos
    assert {each.name for each in state.state.courses} == {"My own course", name}


def test_what_is_no_export_is_said_and_changes_nothing(qtbot, course_window, course_copy, tmp_path):
    (tmp_path / "holiday").mkdir()
    before = files_of(course_copy / "originals")
    course_window.backups.exports.bring_back(tmp_path / "holiday")
    said(qtbot, course_window, "is not a folder that SkinTrack exported")
    assert files_of(course_copy / "originals") == before
