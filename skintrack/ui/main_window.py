"""The window: places rail, header, views and status line, and joins their wishes."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSize, Signal, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QPaintEvent,
    QShortcut,
)
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from skintrack import __version__
from skintrack.errors import EnvironmentalError
from skintrack.model import Photo
from skintrack.ui.backup.backup_commands import BackupCommands
from skintrack.ui.card_printing import CardPrinting
from skintrack.ui.closing import WindowClosing
from skintrack.ui.commands import Commands
from skintrack.ui.counts import counts_line
from skintrack.ui.course_commands import CourseCommands
from skintrack.ui.diary.diary_commands import DiaryCommands
from skintrack.ui.file_drops import FileDrops
from skintrack.ui.header import KEYS_SHORTCUT, Header
from skintrack.ui.import_flow import ImportFlow
from skintrack.ui.keeping.start import KeepingStart
from skintrack.ui.library_commands import LibraryCommands
from skintrack.ui.page import Page
from skintrack.ui.rail import Rail
from skintrack.ui.ratings.rating_commands import RatingCommands
from skintrack.ui.region_commands import RegionCommands
from skintrack.ui.services import Services
from skintrack.ui.status_line import StatusLine
from skintrack.ui.undo_offer import UndoOffer
from skintrack.ui.vault.guards import Guards
from skintrack.ui.views import Views, rail_entries
from skintrack.ui.widgets.banner import Banner
from skintrack.ui.words import tr

_LEAST_SIZE = (1024, 640)
_FIRST_SIZE = (1280, 800)
# What the frame of a window takes at most on common desktops.
_FRAME_PX = (16, 40)


class MainWindow(QMainWindow):
    """The one window of the program; the library of ``folder`` is opened while it is built."""

    painted = Signal()

    def __init__(self, services: Services, folder: Path | None = None) -> None:
        super().__init__()
        self.services = services
        self.setWindowTitle("SkinTrack")
        self.setMinimumSize(*_LEAST_SIZE)
        self.setAcceptDrops(True)
        self.libraries = LibraryCommands(services, self)
        if folder is not None:
            self.libraries.open_folder(folder)
        self.banner = Banner(services.icons)
        self.undo_offer = UndoOffer(services, self.banner, self)
        self.imports = ImportFlow(services, self.banner, self)
        self.commands = CourseCommands(services, self.imports, self.banner, self)
        self.cards = CardPrinting(services, self.banner, self)
        self.front = QStackedWidget()
        self.guards = Guards(services, self.libraries, self.front, self.banner, self)
        self.regions = RegionCommands(services, self)
        self.diary = DiaryCommands(services, self)
        self.ratings = RatingCommands(services, self)
        self.backups = BackupCommands(services, self.libraries, self.banner, self)
        self.rail = Rail(services.icons, rail_entries())
        self.header = Header(services)
        self.status = StatusLine(services.desk)
        self.keeping = KeepingStart(services, self.backups, self.banner, self.status, self)
        self._opening = QWidget()
        self.pages = QStackedWidget()
        self.views = Views(
            services,
            Commands(
                self.libraries,
                self.imports,
                self.commands,
                self.cards,
                self.regions,
                self.diary,
                self.ratings,
                self.backups,
                self.keeping.commands,
            ),
            self.pages,
        )
        self.drops = FileDrops(self, self.pages, self.imports)
        self.closing = WindowClosing(services.desk, self.imports.unfinished, self)
        self.wants_restart = False
        self.last_folder: Path | None = None
        self._build()
        self._connect_parts()
        self._connect_services()
        self._restore_geometry()
        self.status.say(self.tr("Opening your library"))

    def _build(self) -> None:
        # From the outside inwards: what is put into a place that holds it already is laid out once.
        self.setCentralWidget(self.front)
        body = QWidget()
        body.setProperty("surface", "window")
        self.front.setCurrentIndex(self.front.addWidget(body))
        layout = QHBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.rail)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        layout.addLayout(column, 1)
        column.addWidget(self.header)
        column.addWidget(self.pages, 1)
        column.addWidget(self.status)
        self.pages.addWidget(self._opening)
        self.banner.float_over(self.pages)

    def _connect_parts(self) -> None:
        self.rail.view_chosen.connect(self.views.choose_view)
        self.views.shown.connect(self.rail.show_chosen)
        self.views.shown.connect(self.backups.follow_view)
        self.views.said.connect(self.banner.show_message)
        self.views.shown.connect(self.header.follow_view)
        self.rail.settings_chosen.connect(self.show_settings)
        self.imports.speak_in(self.status)
        self.regions.measuring_wanted.connect(self.imports.measuring.measure_pending)
        self.closing.wanted.connect(self.close)
        self.closing.kept_open.connect(self._forget_restart)
        self.header.add_photos_chosen.connect(self.commands.choose_photos)
        self.header.add_photos_chosen.connect(self.imports.warm_up)
        self.header.add_folder_chosen.connect(self.imports.warm_up)
        self.header.add_folder_chosen.connect(self.commands.choose_folder)
        self.header.add_session_chosen.connect(self.commands.add_session)
        self.header.add_course_chosen.connect(self.commands.add_course)
        self.header.rename_course_chosen.connect(self.commands.rename_course)
        self.header.delete_course_chosen.connect(self.commands.delete_course)
        self.header.course_wanted_back.connect(self.commands.bring_course_back)
        self._connect_course()
        self._connect_library()

    def _connect_course(self) -> None:
        sessions = self.commands.sessions
        sessions.diary_wanted.connect(self.diary.open_diary)
        self.header.plan_chosen.connect(sessions.show_plan)
        self.header.questions_chosen.connect(sessions.ask_before_session)
        self.header.aftercare_chosen.connect(sessions.show_aftercare)
        self.header.calendar_chosen.connect(sessions.calendar.show_dates)
        self.header.diary_chosen.connect(self.diary.open_latest)
        self.header.blinded_chosen.connect(self.views.show_blinded)
        self.header.ratings_chosen.connect(self.ratings.open_ratings)
        self.header.practitioner_page_chosen.connect(self.ratings.open_practitioner_page)
        self.header.report_opening_chosen.connect(self.imports.choose_report)
        self.header.scores_hidden.connect(self.ratings.hide_scores)
        self.header.print_card_chosen.connect(self.cards.choose_file)

    def _connect_library(self) -> None:
        self.header.bin_chosen.connect(self.views.show_bin)
        self.keeping.bin_wanted.connect(self.views.show_bin)
        self.keeping.taken_back.connect(self.imports.measuring.measure_pending)
        self.header.other_library_chosen.connect(self.services.desk.close)
        self.header.lock_chosen.connect(self.guards.lock)
        self.header.hiding_chosen.connect(self.guards.hide)
        self.guards.locked.connect(self.show_unlock)
        self.libraries.unlock_wanted.connect(self.show_unlock)
        self.libraries.recovery_key_made.connect(self.show_recovery_key)
        self.header.keys_chosen.connect(self.show_keys)

    def _connect_services(self) -> None:
        services = self.services
        services.desk.opened.connect(self._remember_library)
        services.desk.closed.connect(self.banner.dismiss)
        self.header.backup_chosen.connect(self.backups.back_up)
        self.header.backups_chosen.connect(self.backups.open_dialog)
        self.header.export_chosen.connect(self.backups.exports.ask)
        self.header.export_import_chosen.connect(self.backups.exports.choose_import)
        self.backups.exports.imported.connect(self.imports.measuring.measure_pending)
        services.desk.closed.connect(self._leave_library)
        services.desk.failed.connect(self.show_error)
        services.course.glimpsed.connect(self._show_course)
        services.course.loaded.connect(self._show_course)
        self.libraries.sample_began.connect(self._begin_sample)
        self.libraries.sample_progressed.connect(self.status.show_progress)
        self.libraries.sample_ended.connect(self._end_sample)
        for number, entry in enumerate(rail_entries(), start=1):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{number}"), self)
            shortcut.setProperty("view", entry.key)
            shortcut.activated.connect(self._follow_shortcut)
        for key, slot in (
            (QKeySequence.StandardKey.Undo, services.history.undo),
            (QKeySequence.StandardKey.Redo, services.history.redo),
        ):
            step = QShortcut(self)
            # All keys for it: Ctrl+Y as well as Ctrl+Shift+Z.
            step.setKeys(key)
            step.activated.connect(slot)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Open), self).activated.connect(
            self.commands.choose_photos
        )
        QShortcut(QKeySequence(KEYS_SHORTCUT), self).activated.connect(self.show_keys)

    # Views

    @Slot(str)
    def show_view(self, key: str) -> None:
        """Show a view of the course."""
        self.views.show_view(key)

    def view(self, key: str) -> Page:
        """Return a view, made on first use."""
        return self.views.view(key)

    @Slot(object)
    def show_photo(self, photo: Photo) -> None:
        """Show one photo, large."""
        self.views.show_photo(photo)

    @Slot()
    def _follow_shortcut(self) -> None:
        shortcut = self.sender()
        if shortcut is not None:
            self.views.choose_view(str(shortcut.property("view")))

    @Slot()
    def show_settings(self) -> None:
        """Open the settings."""
        from skintrack.ui.dialogs.settings import SettingsDialog

        dialog = SettingsDialog(self, self.services)
        dialog.restart_wanted.connect(self.restart)
        dialog.protection_wanted.connect(self.guards.show_acts)
        dialog.open()

    @Slot(str)
    def show_recovery_key(self, key: str) -> None:
        """Show a recovery key, the one time that it is there."""
        from skintrack.ui.vault.recovery_key_dialog import RecoveryKeyDialog

        folder = self.services.desk.folder
        if folder is not None:
            RecoveryKeyDialog(self, self.services, key, folder).open()

    @Slot()
    def restart(self) -> None:
        """Close the window and ask for a new start with the same library."""
        self.wants_restart, self.last_folder = True, self.services.desk.folder
        self.close()

    @Slot()
    def _forget_restart(self) -> None:
        self.wants_restart = False

    @Slot()
    def show_keys(self) -> None:
        """List the keys, those of the view first."""
        from skintrack.ui.dialogs.keys import AllKeysDialog

        AllKeysDialog(self, self.views.current).open()

    # The library and the course

    @Slot()
    def _remember_library(self) -> None:
        folder = self.services.desk.folder
        if folder is not None:
            self.services.settings.remember_library(folder)

    @Slot()
    def _show_course(self) -> None:
        state = self.services.course.state
        if state is None:
            return
        is_opening = self.pages.currentWidget() is self._opening
        if is_opening or self.views.current in ("first_start", "unlock"):
            self._show_frame(True)
            self.show_view(self.last_view)
        if state.is_whole:
            self.status.say(counts_line(state))

    @Slot()
    def show_first_start(self) -> None:
        """Show how to begin."""
        self._show_frame(False)
        self.views.show_first_start()
        self.status.say(f"SkinTrack {__version__}")

    @Slot()
    def _leave_library(self) -> None:
        """Show how to go on without a library; of an encrypted one nothing stays."""
        if self.services.desk.has_next or self.guards.is_locking:
            # Nobody is to begin anew: it is there again, or asks for its passphrase, in a moment.
            self.pages.setCurrentWidget(self._opening)
            self.status.say(self.tr("Opening your library"))
        else:
            self.show_first_start()
        if self.services.desk.is_encrypted:
            self.views.forget()

    @Slot(object)
    def show_unlock(self, folder: Path) -> None:
        """Ask for the passphrase of a library."""
        self._show_frame(False)
        self.views.show_unlock(folder)
        self.status.say(f"SkinTrack {__version__}")

    @property
    def last_view(self) -> str:
        """The view that was shown last, also by an earlier run of the program."""
        return self.views.last

    def _show_frame(self, is_shown: bool) -> None:
        """Show rail and header only where there is a course to look at."""
        self.rail.set_views_enabled(is_shown)
        for part in (self.rail, self.header):
            part.setVisible(is_shown)

    @Slot()
    def _begin_sample(self) -> None:
        self.view("first_start").setEnabled(False)
        self.status.begin(self.tr("Building the sample"), self.libraries.cancel_sample)

    @Slot()
    def _end_sample(self) -> None:
        self.view("first_start").setEnabled(True)
        self.status.end()

    @Slot(object)
    def show_error(self, error: BaseException) -> None:
        """Say what went wrong: a sentence for what the user can mend, details for our bugs."""
        if not self.services.desk.is_open and not self.views.is_current("unlock"):
            self.show_first_start()
        if isinstance(error, EnvironmentalError):
            self.banner.show_message(tr(error.message))
        else:
            from skintrack.ui.dialogs.message import BugDialog, bug_details

            BugDialog(self, bug_details(error)).open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the button that has the focus, where no view has another use for it."""
        from skintrack.ui.widgets.dialog import press_focused

        if not press_focused(self, event):
            super().keyPressEvent(event)

    # Files dropped on the window

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if not self.guards.is_covered:
            self.drops.enter(event)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Show the page again."""
        self.drops.leave()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add the dropped photos and folders."""
        self.drops.drop(event)

    # State of the window

    def _restore_geometry(self) -> None:
        stored = self.services.settings.current.window_geometry
        if not stored or not self.restoreGeometry(QByteArray.fromBase64(stored.encode())):
            # The frame has its part of the screen, too, and is not known before it is there.
            room = self.screen().availableGeometry().size() - QSize(*_FRAME_PX)
            self.resize(QSize(*_FIRST_SIZE).boundedTo(room).expandedTo(self.minimumSize()))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the window and let go of the library; while something is written, ask first."""
        if not self.closing.may_close():
            event.ignore()
            return
        super().closeEvent(event)
        self.services.desk.close()
        geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        self.services.settings.change(window_geometry=geometry)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell that the window was painted."""
        super().paintEvent(event)
        self.painted.emit()
