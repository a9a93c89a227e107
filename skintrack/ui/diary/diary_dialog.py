"""The recovery diary of a session: the week at the left, the answers of one day at the right."""

from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QDate, QLocale, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from skintrack.model import DiaryEntry, Sign, Step, TreatmentSession
from skintrack.model.limits import MOST_PAIN
from skintrack.treatment.recovery import advice, diary_days, expected_text
from skintrack.ui.diary.diary_words import (
    day_number_words,
    entry_words,
    noticed_names,
    sign_name,
    step_name,
)
from skintrack.ui.diary.week import DayHead, StepLegend, WeekRow
from skintrack.ui.fonts import scaled, text_scale
from skintrack.ui.own_steps import OwnSteps
from skintrack.ui.services import Services
from skintrack.ui.widgets.answer_row import AnswerRow
from skintrack.ui.widgets.basic import button, column, flush, label, row, scrolling, surface
from skintrack.ui.widgets.dialog import Dialog
from skintrack.ui.words import day_words, number, said, tr, weekday_words

_ANSWERS_WIDTH = 376
_LEAST_WIDTH, _MOST_WIDTH = 972, 1008
_HEIGHT = 620
# Where letters are larger the answers stand below the week, not beside it.
_LARGE_TEXT = 1.1
_NOTES_WAIT_MS = 700
_NOTICED_COLUMNS = 3
_PAIN_ROW = len(Sign)
_MARGIN = 28


class DiaryDialog(Dialog):
    """Shows the diary of one session and tells each answer at once as ``noted(DiaryEntry)``.

    Parameters
    ----------
    parent : QWidget
        The window.
    services : Services
        Theme, and undo and redo.
    session : TreatmentSession
        Whose diary it is.
    sessions : tuple of TreatmentSession
        All of the course by date, to go from one diary to another.
    today : date, optional
        Days after it cannot be answered.
    """

    noted = Signal(object)
    session_chosen = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        services: Services,
        session: TreatmentSession,
        sessions: tuple[TreatmentSession, ...],
        today: date | None = None,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._sessions = sessions
        self._session = session
        self._days = diary_days(session.date)
        self._today = today or _today()
        self._entries: dict[date, DiaryEntry] = {}
        self._chosen = 0
        self._is_day_chosen = False
        self._noticed_names = noticed_names()
        self.setWindowTitle(self.tr("Recovery diary"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.steps = OwnSteps(services.history, self)
        self._make_parts()
        self._build()
        self._notes_timer = QTimer(self, singleShot=True, interval=_NOTES_WAIT_MS)
        self._notes_timer.timeout.connect(self._save_notes)
        self.notes.textChanged.connect(self._notes_timer.start)
        services.desk.closing.connect(self._save_notes)

    # Parts

    def _make_parts(self) -> None:
        theme = self._services.theme
        self.heads = [DayHead(theme, day, _short_weekday(day)) for day in self._days]
        self.rows: dict[Sign, AnswerRow] = {}
        self._week: list[WeekRow] = []
        for sign in Sign:
            steps = [(int(step), step_name(step)) for step in Step]
            self.rows[sign] = AnswerRow(sign_name(sign), steps)
            self.rows[sign].answered.connect(partial(self._answer_sign, sign))
        pains = [(pain, number(pain)) for pain in range(MOST_PAIN + 1)]
        self.pain = AnswerRow(self.tr("Pain"), pains)
        self.pain.answered.connect(self._answer_pain)
        for place, answers in enumerate(self._answer_rows()):
            answers.setMinimumWidth(_ANSWERS_WIDTH)
            answers.left.connect(partial(self._go_to_row, place))
            week_row = WeekRow(theme, len(self._days))
            week_row.day_chosen.connect(self._choose_if_open)
            self._week.append(week_row)
        self._week[_PAIN_ROW].show_numbers(is_last=True)
        self.noticed: dict[str, QCheckBox] = {}
        for code, name in self._noticed_names.items():
            box = QCheckBox(name)
            box.clicked.connect(partial(self._notice, code))
            self.noticed[code] = box
        self.notes = QPlainTextEdit()
        self.notes.setAccessibleName(self.tr("Notes of this day"))
        self.notes.setPlaceholderText(self.tr("Anything you want to remember"))
        self.notes.setTabChangesFocus(True)
        for place, head in enumerate(self.heads):
            head.setAutoExclusive(True)
            head.clicked.connect(partial(self.choose_day, place))
            head.setEnabled(head.day <= self._today)

    def _answer_rows(self) -> list[AnswerRow]:
        return [*self.rows.values(), self.pain]

    def _build(self) -> None:
        self._session_box = QComboBox()
        self._session_box.setAccessibleName(self.tr("Session"))
        for place, session in enumerate(self._sessions, start=1):
            text = self.tr("Session {number} · {day}").format(
                number=number(place), day=day_words(session.date)
            )
            self._session_box.addItem(text, session)
        position = next(
            (at for at, each in enumerate(self._sessions) if each.id == self._session.id), -1
        )
        self._session_box.setCurrentIndex(position)
        self._session_box.activated.connect(self._choose_session)
        self._session_box.setEnabled(len(self._sessions) > 1)
        title = label(self.tr("Recovery diary"), "title", wraps=False)
        self._says = label("", "secondary")
        self._says.setMinimumHeight(36)
        self._card = surface("card", row(self._says, margin=8))
        self._day_title = label("", "section", wraps=False)
        body = column(self._make_grid(), self._make_foot_fields(), 1, spacing=10)
        body.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        done = button(self.tr("Close"), self.accept, "primary")
        saved = label(self.tr("Each answer is kept at once."), "hint", wraps=False)
        head = column(row(title, 1, self._session_box), self._card, spacing=10)
        head.setContentsMargins(_MARGIN, 18, _MARGIN, 8)
        foot = row(flush(self.steps.undo_button), saved, 1, done)
        foot.insertSpacing(1, 8)
        foot.setContentsMargins(_MARGIN, 8, _MARGIN, 16)
        area = scrolling(body)
        area.setMinimumHeight(300)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(area, 1)
        layout.addLayout(foot)
        width = min(max(body.sizeHint().width(), _LEAST_WIDTH), _MOST_WIDTH)
        self.resize(width, _HEIGHT)

    def _make_grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(0)
        grid.setColumnMinimumWidth(1, 8)
        grid.setColumnMinimumWidth(3, 20)
        grid.setColumnStretch(4, 1)
        heads = row(*self.heads, spacing=0)
        grid.addLayout(heads, 0, 2)
        names = [sign_name(sign) for sign in Sign] + [self.tr("Pain, 0 to 10")]
        for place, (name, week_row) in enumerate(zip(names, self._week, strict=True), start=1):
            grid.addWidget(label(name, wraps=False), place, 0)
            grid.addWidget(week_row, place, 2)
        legend = StepLegend(self._services.theme, {step: step_name(step) for step in Step})
        grid.addWidget(legend, len(names) + 1, 2)
        is_below = text_scale() > _LARGE_TEXT
        first, span = (len(names) + 2, 3) if is_below else (0, 1)
        side = 2 if is_below else 4
        grid.addWidget(self._day_title, first, side, 1, span, Qt.AlignmentFlag.AlignVCenter)
        for place, (name, answers) in enumerate(
            zip(names, self._answer_rows(), strict=True), start=first + 1
        ):
            if is_below:
                grid.addWidget(label(name, wraps=False), place, 0)
            grid.addWidget(answers, place, side, 1, span)
        return grid

    def _make_foot_fields(self) -> QGridLayout:
        fields = QGridLayout()
        fields.setHorizontalSpacing(24)
        fields.setVerticalSpacing(2)
        fields.addWidget(label(self.tr("Did you notice any of this?"), "section"), 0, 0)
        notes_name: QLabel = label(self.tr("Notes"), "section")
        notes_name.setBuddy(self.notes)
        fields.addWidget(notes_name, 0, 1)
        boxes = QGridLayout()
        boxes.setVerticalSpacing(0)
        boxes.setHorizontalSpacing(16)
        for place, box in enumerate(self.noticed.values()):
            boxes.addWidget(box, place // _NOTICED_COLUMNS, place % _NOTICED_COLUMNS)
        fields.addLayout(boxes, 1, 0)
        fields.addWidget(self.notes, 1, 1)
        self.notes.setFixedHeight(scaled(66))
        fields.setColumnStretch(0, 2)
        fields.setColumnStretch(1, 1)
        return fields

    # What is shown

    @property
    def session(self) -> TreatmentSession:
        """Whose diary it is."""
        return self._session

    @property
    def day(self) -> date:
        """The day that is being answered."""
        return self._days[self._chosen]

    @property
    def says(self) -> str:
        """The sentence at the top."""
        return self._says.text()

    def show_entries(self, entries: tuple[DiaryEntry, ...]) -> None:
        """Show what is noted; the day that is being answered stays."""
        self._entries = {entry.day: entry for entry in entries}
        if not self._is_day_chosen:
            self._is_day_chosen = True
            self._chosen = self._first_day()
        self._show()

    def show_problem(self, text: str) -> None:
        """Say why an answer could not be kept, until the next one."""
        self._says.setText(text)

    def focus_answers(self) -> None:
        """Let the keys answer the first question."""
        self.rows[Sign.REDNESS].take_focus()

    def _first_day(self) -> int:
        """Return today where it is a day of the diary, else the first day without an entry."""
        if self._today in self._days:
            return self._days.index(self._today)
        gaps = [place for place, day in enumerate(self._days) if day not in self._entries]
        return gaps[0] if gaps and self._today > self._days[-1] else 0

    def _show(self) -> None:
        entry = self._entry()
        day = day_words(self.day)
        for place, head in enumerate(self.heads):
            head.setChecked(place == self._chosen)
            noted = entry_words(self._entries.get(head.day), self._noticed_names)
            name = f"{weekday_words(head.day)} {day_words(head.day)}, "
            head.setAccessibleName(name + day_number_words(self._days[0], head.day))
            head.setAccessibleDescription(noted)
            head.setToolTip(noted)
        full = tr("{weekday}, {day}").format(weekday=weekday_words(self.day), day=day)
        self._day_title.setText(f"{full} · {day_number_words(self._days[0], self.day)}")
        for sign, answers in self.rows.items():
            answers.set_value(entry.signs.get(sign))
        self.pain.set_value(entry.pain)
        for code, box in self.noticed.items():
            box.setChecked(code in entry.asked_about)
        is_typing = self._notes_timer.isActive()
        if not is_typing and self.notes.toPlainText().strip() != (entry.notes or ""):
            self.notes.blockSignals(True)
            self.notes.setPlainText(entry.notes or "")
            self.notes.blockSignals(False)
        self._show_week()

    def _show_week(self) -> None:
        entries = [self._entries.get(day) for day in self._days]
        for week_row, sign in zip(self._week, Sign, strict=False):
            marks = [None if entry is None else entry.signs.get(sign) for entry in entries]
            week_row.show_marks(marks, self._chosen)
        pains = [None if entry is None else entry.pain for entry in entries]
        self._week[_PAIN_ROW].show_marks(pains, self._chosen)
        told = advice(self._session.date, self._entries.values())
        self._says.setText(said(expected_text() if told is None else told.text))
        self._says.setProperty("role", "secondary" if told is None else "")
        self._says.style().polish(self._says)

    def _entry(self) -> DiaryEntry:
        return self._entries.get(self.day) or DiaryEntry(self._session.id, self.day)

    # Answers

    @Slot(int)
    def choose_day(self, place: int) -> None:
        """Answer another day."""
        self._save_notes()
        self._chosen = place
        self._show()

    @Slot(int)
    def _choose_if_open(self, place: int) -> None:
        if self.heads[place].isEnabled():
            self.choose_day(place)

    def _answer_sign(self, sign: Sign, value: int | None) -> None:
        self._keep(self._entry().with_step(sign, None if value is None else Step(value)))

    def _answer_pain(self, value: int | None) -> None:
        self._keep(replace(self._entry(), pain=value))

    def _notice(self, code: str) -> None:
        is_noticed = self.noticed[code].isChecked()
        self._keep(self._entry().with_noticed(code, is_noticed=is_noticed))

    @Slot()
    def _save_notes(self) -> None:
        self._notes_timer.stop()
        notes = self.notes.toPlainText().strip() or None
        if notes != self._entry().notes:
            self._keep(replace(self._entry(), notes=notes))

    def _keep(self, entry: DiaryEntry) -> None:
        self._entries = {**self._entries, entry.day: entry}
        self._show_week()
        head = self.heads[self._chosen]
        head.setAccessibleDescription(entry_words(entry, self._noticed_names))
        self.steps.note()
        self.noted.emit(entry)

    def _go_to_row(self, place: int, step: int) -> None:
        rows = self._answer_rows()
        target = place + step
        if target < 0:
            self.heads[self._chosen].setFocus()
        elif target < len(rows):
            rows[target].take_focus()
        else:
            next(iter(self.noticed.values())).setFocus()

    @Slot(int)
    def _choose_session(self, place: int) -> None:
        session = self._sessions[place]
        if session.id != self._session.id:
            self._save_notes()
            self.session_chosen.emit(session)

    def done(self, code: int) -> None:
        """Keep what was typed before it closes."""
        self._save_notes()
        super().done(code)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what was typed before it closes."""
        self._save_notes()
        super().closeEvent(event)


def _short_weekday(day: date) -> str:
    return QLocale().standaloneDayName(day.isoweekday(), QLocale.FormatType.ShortFormat)


def _today() -> date:
    today = QDate.currentDate()
    return date(today.year(), today.month(), today.day())
