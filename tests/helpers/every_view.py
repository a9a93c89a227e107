"""Every view and every dialog of the window, and how to come to each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QCalendarWidget,
    QComboBox,
    QLineEdit,
    QMenu,
    QScrollBar,
    QWidget,
)

from skintrack.imaging.export import encode_jpeg
from skintrack.model import View
from tests.helpers.measured_library import draw
from tests.helpers.more_dialogs import MORE_DIALOGS

VIEWS = ("timeline", "compare", "trends", "report", "photo", "import", "blinded", "camera", "bin")


@dataclass(frozen=True)
class Stage:
    """The window on a course, for a walk through everything."""

    window: Any
    program: Any
    folder: Any

    @property
    def course(self) -> Any:
        return self.program.services.course.state


def show_view(stage: Stage, key: str) -> None:
    """Show a view with something in it."""
    window = stage.window
    if key == "photo":
        window.show_photo(stage.course.dated_photos()[0])
    elif key == "import":
        path = stage.folder / "IMG_1.jpg"
        path.write_bytes(encode_jpeg(draw(99)))
        window.imports.import_paths([path])
        window.show_view("import")
    elif key == "blinded":
        window.views.show_blinded()
    elif key == "bin":
        window.commands.bin_photo(stage.course.dated_photos()[-1])
        window.views.show_bin()
    else:
        window.show_view(key)
    if key == "timeline":
        view = window.view("timeline")
        view.grid.setCurrentIndex(view.model.index(0, 3))


def _edit_session(stage: Stage) -> None:
    stage.window.commands.edit_session(stage.course.sessions[0])


def _course_dialog(name: str) -> Callable[[Stage], None]:
    return lambda stage: getattr(stage.window.commands, name)()


def _sessions_dialog(name: str) -> Callable[[Stage], None]:
    return lambda stage: getattr(stage.window.commands.sessions, name)()


def _delete_course(stage: Stage) -> None:
    from skintrack.ui.dialogs.delete_course import DeleteCourseDialog

    # The only course cannot be deleted, so nothing opens by itself.
    DeleteCourseDialog(stage.window, stage.course.course, len(stage.course.photos)).open()


def _close_while_adding(stage: Stage) -> None:
    from skintrack.ui.importing.closing_dialog import ClosingDialog

    dialog = ClosingDialog(stage.window)
    dialog.show_progress(12, 30)
    dialog.open()


def _close_while_writing(stage: Stage) -> None:
    from skintrack.ui.dialogs.closing import WorkDialog
    from skintrack.ui.words import tr

    WorkDialog(stage.window, tr("Writing the report")).open()


def _pick_photos(stage: Stage) -> None:
    stage.window.show_view("report")
    stage.window.view("report").panel.photos.pick()


def _read_report(stage: Stage) -> None:
    from skintrack.ui.report.report_reading import ReportReadingDialog
    from skintrack.workflows import read_report, report_data, report_digest
    from skintrack.workflows.series_document import series_document

    trend = stage.program.services.course.measurements.trends[View.FRONT]
    document = {
        "format": report_data.FORMAT,
        "version": report_data.VERSION,
        "report": {"id": "ST-1234-ABCD", "day": "2026-11-20"},
        "course": {"name": stage.course.course.name, "planned_sessions": 4},
        "series": [series_document(series) for series in trend.series],
    }
    report = read_report.from_bytes(report_data.json_bytes(document), "report.pdf")
    digest = report_digest.digest_of(report)
    ReportReadingDialog(stage.window, report, digest, has_course=True).open()


def _ask_password(stage: Stage) -> None:
    from skintrack.model.phrase import Phrase
    from skintrack.ui.report.password_dialog import PasswordDialog
    from skintrack.ui.words import tr

    text = Phrase("“{file}” is locked. Its password opens it.", file="report.pdf")
    PasswordDialog(stage.window, tr(text)).open()


def _show_recovery_key(stage: Stage) -> None:
    stage.window.show_recovery_key("7K2M9P QX4T0B 5V8N3C R1D6WZ HJ2FGY 9S4K7M T3XBQ0 8N5VCP")


def _ask_for_keys(name: str) -> Callable[[Stage], None]:
    from skintrack.ui.vault.key_operations import KeyAct

    return lambda stage: stage.window.guards.protection.ask(KeyAct[name])


def _show_keys_of_library(stage: Stage) -> None:
    from skintrack.ui.vault.protection_dialog import ProtectionDialog

    ProtectionDialog(stage.window, is_encrypted=True).open()


def _protect_new_library(stage: Stage) -> None:
    stage.window.libraries.create_library()
    stage.window.libraries.creating.confirm()


def _show_keeping(stage: Stage) -> None:
    from skintrack.model.keeping import DamageKind, KeepingState
    from skintrack.ui.keeping.keeping_dialog import KeepingDialog
    from skintrack.ui.keeping.keeping_operations import Kept

    photo = stage.course.photos[0]
    state = KeepingState(9, 8, photo.imported_at, {photo.id: DamageKind.CHANGED})
    kept = Kept(state, (photo,), None, 2, "Dropbox")
    keeper = stage.window.keeping.commands().keeper
    KeepingDialog(stage.window, stage.program.services, keeper, kept).open()


def _ask_removal(stage: Stage) -> None:
    from skintrack.model.bin import BinItem, BinKind

    photo, course = stage.course.photos[0], stage.course.course
    when = photo.imported_at
    item = BinItem(
        *(BinKind.PHOTO, photo.id, course.id, course.name, "a.jpg", when.date(), when, when),
        photo=photo,
        is_needed=True,
    )
    stage.window.keeping.commands().ask_removal((item,), is_all=False)


DIALOGS: dict[str, Callable[[Stage], None]] = {
    "add_session": _course_dialog("add_session"),
    "edit_session": _edit_session,
    "add_course": _course_dialog("add_course"),
    "rename_course": _course_dialog("rename_course"),
    "delete_course": _delete_course,
    "close_while_adding": _close_while_adding,
    "close_while_writing": _close_while_writing,
    "plan": _sessions_dialog("show_plan"),
    "before_session": _sessions_dialog("ask_before_session"),
    "aftercare": _sessions_dialog("show_aftercare"),
    "calendar": lambda stage: stage.window.commands.sessions.calendar.show_dates(),
    "diary": lambda stage: stage.window.diary.open_latest(),
    "ratings": lambda stage: stage.window.ratings.open_ratings(),
    "report_photos": _pick_photos,
    "practitioner_page": lambda stage: stage.window.ratings.open_practitioner_page(),
    "read_report": _read_report,
    "locked_report": _ask_password,
    "settings": lambda stage: stage.window.show_settings(),
    "keys": lambda stage: stage.window.show_keys(),
    "compare_keys": lambda stage: stage.window.view("compare").show_keys(),
    "create_library": lambda stage: stage.window.libraries.create_library(),
    "protect_library": _protect_new_library,
    "recovery_key": _show_recovery_key,
    "passphrase_and_keys": _show_keys_of_library,
    "encrypt": _ask_for_keys("ENCRYPT"),
    "change_passphrase": _ask_for_keys("CHANGE_PASSPHRASE"),
    "keeping": _show_keeping,
    "delete_for_good": _ask_removal,
    "remove_encryption": _ask_for_keys("DECRYPT"),
    **MORE_DIALOGS,
}


def controls(widget: QWidget) -> list[QWidget]:
    """Everything that can take the focus and is a control of its own, not a part of one."""
    parts = QScrollBar | QMenu | QCalendarWidget
    return [
        each
        for each in widget.findChildren(QWidget)
        if each.isVisible()
        and each.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not isinstance(each, parts)
        and not _is_inside_control(each)
    ]


def targets(widget: QWidget) -> list[QWidget]:
    """What is clicked: buttons and fields."""
    kinds = (QAbstractButton, QComboBox, QLineEdit, QAbstractSpinBox)
    return [each for each in controls(widget) if isinstance(each, kinds)]


def _is_inside_control(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QComboBox | QAbstractItemView | QCalendarWidget):
            return True
        if isinstance(widget, QLineEdit) and isinstance(parent, QAbstractSpinBox):
            return True
        parent = parent.parentWidget()
    return False
