"""The PDF for the practitioner: choices at the left, its real pages at the right."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from skintrack.errors import EnvironmentalError
from skintrack.ui.course_view import CourseView
from skintrack.ui.fonts import scaled
from skintrack.ui.report.choice_book import ChoiceBook
from skintrack.ui.report.emptiness import Emptiness, Remedy, emptiness_of, remedy_words
from skintrack.ui.report.page_bar import PageBar
from skintrack.ui.report.pages import PagesView
from skintrack.ui.report.preview import Pages, Preview
from skintrack.ui.report.report_panel import ReportPanel
from skintrack.ui.report.report_saving import ReportSaving
from skintrack.ui.report.save_foot import SaveFoot
from skintrack.ui.services import Services
from skintrack.ui.unsealed import with_hint
from skintrack.ui.widgets.basic import button, scrolling, surface
from skintrack.ui.widgets.empty_place import EmptyPlace
from skintrack.ui.words import beginning, said, tr
from skintrack.workflows.report_inside import Layout, ReportInside
from skintrack.workflows.report_inside_words import in_short, inside_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from skintrack.model import CourseId, ReportChoices
    from skintrack.workflows.make_report import ReportResult

_SIDE_WIDTH = 344
_MOST_SHARE = 0.4


class ReportView(CourseView):
    """Makes the report; the preview follows the choices.

    ``practitioner_page_chosen`` asks for what came back on its last page.
    """

    practitioner_page_chosen = Signal()
    # Its pages are paper: laid out anew, they would also forget what was just saved.
    follows_theme = False

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._laid_out: Pages | None = None
        self._shown_choices: ReportChoices | None = None
        self._emptiness: Emptiness | None = None
        self._revealed: CourseId | None = None
        self.book = ChoiceBook(services)
        self.preview = Preview(services, self)
        self.saving = ReportSaving(services, self.book, self)
        self.panel = ReportPanel(services, self.book)
        self.foot = SaveFoot(services)
        self.pages = PagesView(services.cpu_tasks)
        self.bar = PageBar(services, self.pages)
        self.empty = EmptyPlace(services.theme, "report")
        self.page_button = button(
            self.tr("Type back the practitioner's page…"),
            self.practitioner_page_chosen.emit,
            "link",
        )
        self._stack = QStackedLayout()
        self._side = surface("rail")
        self.panel.foot.addSpacing(8)
        self.panel.foot.addWidget(self.page_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._build()
        self._connect()

    def _build(self) -> None:
        shown = QWidget()
        pages = QVBoxLayout(shown)
        pages.setContentsMargins(0, 0, 0, 0)
        pages.setSpacing(0)
        pages.addWidget(self.bar)
        pages.addWidget(self.pages, 1)
        choices = QVBoxLayout()
        choices.setContentsMargins(0, 0, 0, 0)
        choices.addWidget(self.panel)
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(0)
        area = scrolling(choices)
        # It takes its room whether it is there or not: the lines must not jump with it.
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._bar = area.verticalScrollBar()
        self._bar.rangeChanged.connect(self._show_bar)
        side.addWidget(area, 1)
        side.addWidget(self.foot)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._side)
        layout.addLayout(self._stack, 1)
        # Not before: the first page of a stack without a widget shows as a window of its own.
        self._stack.addWidget(shown)
        self._stack.addWidget(self.empty)

    def _connect(self) -> None:
        self.book.changed.connect(self._follow_choices)
        self.pages.dpi_wanted.connect(self.preview.want_dpi)
        self.preview.laid_out.connect(self._show_pages)
        self.preview.failed.connect(self._explain)
        self.preview.busy_changed.connect(self.pages.show_busy)
        self.empty.chosen.connect(self._remedy)
        self.foot.save_chosen.connect(self.saving.choose_file)
        self.saving.began.connect(self._say)
        self.saving.saved.connect(self._show_saved)
        self.saving.picture_saved.connect(self._show_saved_picture)
        self.bar.picture_chosen.connect(self._save_page)
        self.saving.failed.connect(self._show_failure)
        self.saving.ended.connect(self._allow_saving)
        self.services.course.noted.connect(self._follow)
        self.services.desk.closed.connect(self._forget)

    def turns(self) -> "tuple[Callable[[], None], ...]":
        """Return what makes the choices."""
        return self.panel.turns()

    def first_control(self) -> QWidget:
        """Return the button that saves."""
        return self.foot.save_button

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the larger part to the pages."""
        super().resizeEvent(event)
        self._side.setFixedWidth(min(scaled(_SIDE_WIDTH), round(self.width() * _MOST_SHARE)))

    @Slot(int, int)
    def _show_bar(self, _least: int, most: int) -> None:
        """Draw the bar only where there is something to scroll to."""
        self._bar.setEnabled(most > 0)

    # The course and the choices

    def refresh(self) -> None:
        """Show the report of the course as it is now."""
        state = self.services.course.state
        if state is not None:
            self._shown_choices = None
            self.book.show_course(state)

    @Slot()
    def _follow_choices(self) -> None:
        """List what is inside at once, and lay the pages out after a pause."""
        if self.foot.has_saved:
            self.foot.say("")
        self._say()
        if self.book.problem:
            return
        self._emptiness = self._find_emptiness()
        if self._emptiness is not None:
            self._show_emptiness(self._emptiness)
            return
        self._stack.setCurrentIndex(0)
        # A password changes no page.
        choices = replace(self.book.choices, password=None)
        if choices != self._shown_choices:
            self._shown_choices = choices
            self.preview.want(choices)
        self._allow_saving()

    def _find_emptiness(self) -> Emptiness | None:
        state, inside = self.book.state, self._inside()
        if state is None or inside is None:
            return None
        is_revealed = self._revealed == state.course.id
        return emptiness_of(state, inside, reveals_scores=is_revealed)

    def _show_emptiness(self, emptiness: Emptiness) -> None:
        self._emptiness = emptiness
        self.preview.forget()
        self._laid_out = self._shown_choices = None
        self.empty.explain(emptiness.title, emptiness.hint, remedy_words(emptiness.remedy))
        self._stack.setCurrentWidget(self.empty)
        self._allow_saving()

    @Slot()
    def _remedy(self) -> None:
        """Do what the button in place of the pages says."""
        state, emptiness = self.book.state, self._emptiness
        if state is None or emptiness is None:
            return
        if emptiness.remedy is Remedy.WHOLE_COURSE:
            self.panel.period.show_whole_course()
        elif emptiness.remedy is Remedy.SHOW_PAGES:
            self._revealed = state.course.id
            self._follow_choices()

    @Slot()
    def _forget(self) -> None:
        self._laid_out = self._shown_choices = None

    def _inside(self) -> ReportInside | None:
        return self.book.inside()

    # The pages

    @Slot(object)
    def _show_pages(self, pages: Pages) -> None:
        self._laid_out = pages
        self.pages.show_pages(pages)
        self._say()

    @Slot(object)
    def _explain(self, error: BaseException) -> None:
        if isinstance(error, EnvironmentalError):
            words = self.tr("The pages cannot be laid out")
            self._show_emptiness(Emptiness(words, tr(error.message)))
        else:
            self.services.desk.failed.emit(error)

    # What is inside, and saving

    @Slot()
    def _say(self) -> None:
        """Say what the file will hold, above the button and in the list."""
        inside = self._inside()
        if inside is None:
            return
        layout = self._layout()
        self.panel.inside.show_words(inside_words(inside, layout))
        if not self.foot.has_saved:
            reason = self.book.reason_not_to_save
            self.foot.say(reason or beginning(said(in_short(inside, layout))))
        is_open = self.services.desk.is_encrypted and self.book.choices.password is None
        self.foot.warn_open(is_open=is_open)
        self._allow_saving()

    def _layout(self) -> Layout | None:
        """Return what is known of the pages; None while those of these choices are not there."""
        pages = self._laid_out
        if pages is None or self.preview.is_busy:
            return None
        draft = pages.draft
        return Layout(len(pages.pictures), draft.photo_count, pages.byte_size, draft.letters_note)

    @Slot()
    def _allow_saving(self) -> None:
        has_content = self._emptiness is None or self._emptiness.can_save
        is_free = not self.saving.is_running and not self.book.reason_not_to_save
        self.foot.allow(is_possible=is_free and has_content)

    def _show_saved(self, result: "ReportResult") -> None:
        inside = self._inside()
        if inside is None:
            return
        words = self.tr("Saved as {name}. Inside: {content}.")
        content = said(in_short(inside, Layout(result.page_count, result.photo_count)))
        self.foot.say_saved(words.format(name=result.path.name, content=content), result.path)

    @Slot()
    def _save_page(self) -> None:
        if self._laid_out is not None:
            self.saving.choose_picture(self._laid_out.draft, self.pages.page)

    def _show_saved_picture(self, path: "Path") -> None:
        text = self.tr("The page is saved as {name}.").format(name=path.name)
        self.foot.say_saved(with_hint(text, self.services.desk), path)

    @Slot(str)
    def _show_failure(self, message: str) -> None:
        self.foot.say(message, "worse")
