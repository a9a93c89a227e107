"""What all views have in common: they follow the course, and rest while they are hidden."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent

from skintrack.ui.page import Page
from skintrack.ui.services import Services


class CourseView(Page):
    """A view of the current course; ``refresh`` is called when it is visible and out of date."""

    # Whether other colours of the window make it out of date.
    follows_theme = True

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self._is_stale = True
        self._shown_news = 0
        services.course.loaded.connect(self._follow_course)
        services.course.measured.connect(self._follow_course)
        if self.follows_theme:
            services.theme.shown.connect(self._follow)

    def refresh(self) -> None:
        """Show the course as it is now."""
        raise NotImplementedError

    @Slot()
    def _follow_course(self) -> None:
        # A view that the window brings up on the same news has caught up already.
        if self._is_stale or self._shown_news != self.services.course.news:
            self._follow()

    @Slot()
    def _follow(self) -> None:
        self._is_stale = True
        if self.isVisible():
            self._refresh_now()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed meanwhile."""
        super().showEvent(event)
        self.catch_up()

    def catch_up(self) -> None:
        """Show what changed meanwhile; also before anybody sees it, so that it opens sooner."""
        if self._is_stale:
            self._refresh_now()

    def _refresh_now(self) -> None:
        if self.services.course.state is not None:
            self._is_stale = False
            self._shown_news = self.services.course.news
            self.refresh()
