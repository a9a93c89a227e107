"""The line at the top: which course is shown, and the one primary action."""

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu

from skintrack.ui.course_menu import add_courses, add_deleted, menu_in
from skintrack.ui.course_state import CourseState
from skintrack.ui.fonts import scaled
from skintrack.ui.services import Services
from skintrack.ui.widgets.basic import button, icon_button, set_role
from skintrack.ui.widgets.elided import ElidedButton, ElidedLabel
from skintrack.ui.words import said, tr

_CONCERN_WIDTH = 180
_STEP_WIDTH = 420
_LEFT, _RIGHT, _GAP = 14, 24, 8
KEYS_SHORTCUT = "F1"
LOCK_KEY, HIDE_KEY = "Ctrl+L", "Ctrl+Shift+H"
_WITH_PRIMARY = ("import", "bin", "camera", "report", "blinded")
# Where nothing can be done before there are photos, adding some is what is to be done.
_FROM_PHOTOS = ("report", "blinded")


class Header(QFrame):
    """Course name with its menu, concern, [Add photos]."""

    add_photos_chosen = Signal()
    add_folder_chosen = Signal()
    add_session_chosen = Signal()
    add_course_chosen = Signal()
    rename_course_chosen = Signal()
    delete_course_chosen = Signal()
    course_wanted_back = Signal(object)
    bin_chosen = Signal()
    other_library_chosen = Signal()
    print_card_chosen = Signal()
    plan_chosen = Signal()
    questions_chosen = Signal()
    aftercare_chosen = Signal()
    calendar_chosen = Signal()
    diary_chosen = Signal()
    ratings_chosen = Signal()
    practitioner_page_chosen = Signal()
    report_opening_chosen = Signal()
    blinded_chosen = Signal()
    scores_hidden = Signal(bool)
    backup_chosen = Signal()
    backups_chosen = Signal()
    export_chosen = Signal()
    export_import_chosen = Signal()
    keys_chosen = Signal()
    lock_chosen = Signal()
    hiding_chosen = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._view = ""
        self.setProperty("surface", "header")
        self.setFixedHeight(scaled(60))
        self._course = ElidedButton("  ▾")
        self._course.setProperty("role", "quiet")
        self._course.setStyleSheet(
            f"font-weight: 600; font-size: {scaled(16)}px; text-align: left;"
        )
        self._course.clicked.connect(self._open_menu)
        self._concern = ElidedLabel("secondary", _CONCERN_WIDTH)
        self._session = button(self.tr("Add session"), self.add_session_chosen.emit)
        services.icons.put(self._session, "session")
        self._add = button(self.tr("Add photos"), self._open_add_menu, "primary")
        services.icons.put(self._add, "add_photos", "on_accent")
        self._add.setToolTip(self.tr("Or drop photos or a folder anywhere in the window"))
        self._lock = icon_button(
            services.icons, "lock", self.tr("Lock this library"), self.lock_chosen.emit
        )
        self._lock.setToolTip(self.tr("Lock this library ({key})").format(key=_shown(LOCK_KEY)))
        layout = QHBoxLayout(self)
        # Qt mirrors the order of a line, but not its margins.
        ends = (_LEFT, _RIGHT) if QGuiApplication.isLeftToRight() else (_RIGHT, _LEFT)
        layout.setContentsMargins(ends[0], 0, ends[1], 0)
        layout.setSpacing(_GAP)
        layout.addWidget(self._course)
        layout.addWidget(self._concern, 1)
        layout.addStretch(0)
        layout.addWidget(self._lock)
        layout.addWidget(self._session)
        layout.addWidget(self._add)
        services.course.glimpsed.connect(self._show_course)
        services.course.loaded.connect(self._show_course)
        services.course.emptied.connect(self._show_course)
        services.desk.closed.connect(self._show_course)
        self._show_course()

    @Slot(str)
    def follow_view(self, key: str) -> None:
        """Leave the one primary action to a view that has its own."""
        self._view = key
        self._mark_primary()

    def _mark_primary(self) -> None:
        state = self._services.course.state
        is_empty = state is None or not state.photos
        has_own = self._view in _WITH_PRIMARY and not (self._view in _FROM_PHOTOS and is_empty)
        set_role(self._add, "" if has_own else "primary")
        color = "text_2" if has_own else "on_accent"
        self._services.icons.put(self._add, "add_photos", color)

    @Slot()
    def _show_course(self) -> None:
        state = self._services.course.state
        for widget in (self._course, self._concern, self._session, self._add):
            widget.setVisible(state is not None)
        self._lock.setVisible(state is not None and self._services.desk.is_encrypted)
        if state is None:
            self._course.set_whole_text("")
            self._course.setAccessibleName("")
            self._concern.set_whole_text("")
        else:
            name = state.course.name
            self._course.set_whole_text(name)
            self._course.setAccessibleName(self.tr("Course {name}: menu").format(name=name))
            person = None if state.person is None else state.person.name
            about = (person, said(state.concern_name or ""))
            self._concern.set_whole_text(" · ".join(part for part in about if part))
        self._mark_primary()
        self._fit_concern()

    def _fit_concern(self) -> None:
        """Show what the course is for only where its name is whole then."""
        shown = (self._course, self._lock, self._session, self._add)
        wanted = [each.sizeHint().width() for each in shown if not each.isHidden()]
        around = self.contentsMargins()
        taken = sum(wanted) + _GAP * (len(wanted) + 1) + _LEFT + _RIGHT
        room = self.width() - taken - around.left() - around.right()
        least = self._concern.minimumSizeHint().width()
        self._concern.setVisible(not self._course.isHidden() and room >= least)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the room to the name of the course first."""
        super().resizeEvent(event)
        self._fit_concern()

    @Slot()
    def _open_menu(self) -> None:
        state = self._services.course.state
        if state is None:
            return
        menu = self._make_course_menu(state)
        menu.popup(self._course.mapToGlobal(QPoint(0, self._course.height() + 4)))

    def _make_course_menu(self, state: CourseState) -> QMenu:
        """Return the menu; what is alike is one entry of it, for it must fit a low window."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.setToolTipsVisible(True)
        menu.setAccessibleName(self._course.accessibleName())
        add_courses(menu, state, self._services.course.show_course)
        menu.addSeparator()
        menu.addAction(self.tr("Name and person…"), self.rename_course_chosen.emit)
        menu.addAction(self.tr("New course…"), self.add_course_chosen.emit)
        self._add_bin(menu, state)
        menu.addSeparator()
        self._add_care(menu)
        self._add_notes(menu, state)
        menu.addAction(self.tr("Compare without dates…"), self.blinded_chosen.emit)
        hiding = menu.addAction(self.tr("Hide scores until the next milestone photo"))
        hiding.setCheckable(True)
        hiding.setChecked(state.course.hides_scores)
        hiding.triggered.connect(self.scores_hidden)
        menu.addSeparator()
        self._add_steps(menu)
        menu.addSeparator()
        self._add_safety(menu)
        self._add_help(menu)
        menu.addSeparator()
        menu.addAction(
            self.tr("Hide the window") + f"\t{_shown(HIDE_KEY)}", self.hiding_chosen.emit
        )
        if self._services.desk.is_encrypted:
            menu.addAction(
                self.tr("Lock this library") + f"\t{_shown(LOCK_KEY)}", self.lock_chosen.emit
            )
        menu.addAction(self.tr("Close this library"), self.other_library_chosen.emit)
        return menu

    def _add_bin(self, menu: QMenu, state: CourseState) -> None:
        group = menu_in(menu, self.tr("Delete and bring back"))
        group.addAction(self.tr("Delete this course…"), self.delete_course_chosen.emit)
        add_deleted(group, state, self.course_wanted_back.emit)
        group.addAction(self.tr("Bin…"), self.bin_chosen.emit)

    def _add_care(self, menu: QMenu) -> None:
        group = menu_in(menu, self.tr("Plan and care"))
        group.addAction(self.tr("Plan…"), self.plan_chosen.emit)
        group.addAction(self.tr("Save dates to a calendar…"), self.calendar_chosen.emit)
        group.addAction(self.tr("Before a session…"), self.questions_chosen.emit)
        group.addAction(self.tr("Aftercare…"), self.aftercare_chosen.emit)

    def _add_notes(self, menu: QMenu, state: CourseState) -> None:
        group = menu_in(menu, self.tr("Diary, ratings, reports"))
        diary = group.addAction(self.tr("Recovery diary…"), self.diary_chosen.emit)
        diary.setEnabled(bool(state.sessions))
        group.addAction(self.tr("Ratings…"), self.ratings_chosen.emit)
        group.addAction(self.tr("Practitioner's page…"), self.practitioner_page_chosen.emit)
        group.addAction(self.tr("Open a report…"), self.report_opening_chosen.emit)

    def _add_safety(self, menu: QMenu) -> None:
        group = menu_in(menu, self.tr("Backup and export"))
        group.addAction(self.tr("Back up now"), self.backup_chosen.emit)
        group.addAction(self.tr("Backups…"), self.backups_chosen.emit)
        group.addSeparator()
        group.addAction(self.tr("Export everything…"), self.export_chosen.emit)
        group.addAction(self.tr("Import an export…"), self.export_import_chosen.emit)

    @Slot()
    def _show_about(self) -> None:
        from skintrack.ui.about.about_dialog import AboutDialog

        AboutDialog(self.window(), self._services).open()

    def _add_help(self, menu: QMenu) -> None:
        group = menu_in(menu, tr("Help", "menu"))
        key = _shown(KEYS_SHORTCUT)
        group.addAction(self.tr("Keys…") + f"\t{key}", self.keys_chosen.emit)
        group.addAction(self.tr("About SkinTrack…"), self._show_about)

    def _add_steps(self, menu: QMenu) -> None:
        """Offer to take back the latest edit, and to do it again, by name."""
        history = self._services.history
        for text, label, key, slot in (
            (self.tr("Undo"), history.undo_label, QKeySequence.StandardKey.Undo, history.undo),
            (self.tr("Redo"), history.redo_label, QKeySequence.StandardKey.Redo, history.redo),
        ):
            name = text
            if label is not None:
                name = self.tr("{what}: {step}").format(what=text, step=said(label).rstrip("."))
            shown = QFontMetrics(menu.font()).elidedText(
                name.replace("&", "&&"), Qt.TextElideMode.ElideRight, scaled(_STEP_WIDTH)
            )
            # The key is only shown: the window has the shortcut.
            action = menu.addAction(f"{shown}\t{_shown(key)}", slot)
            action.setEnabled(label is not None)
            action.setToolTip(name)

    @Slot()
    def _open_add_menu(self) -> None:
        self._make_add_menu().popup(self._add.mapToGlobal(QPoint(0, self._add.height() + 4)))

    def _make_add_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addAction(self.tr("Choose photos…"), self.add_photos_chosen.emit)
        menu.addAction(self.tr("Choose a folder…"), self.add_folder_chosen.emit)
        menu.addSeparator()
        menu.addAction(self.tr("Print a colour card…"), self.print_card_chosen.emit)
        return menu


def _shown(key: str | QKeySequence.StandardKey) -> str:
    """Return a key as it is called in the language of the window: Strg+L."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
