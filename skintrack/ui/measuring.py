"""The measuring of what waits, behind the views: new photos, and all of them by a new method."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from skintrack.ui import measuring_operations
from skintrack.ui.measuring_operations import Waiting
from skintrack.ui.services import Services
from skintrack.ui.widgets.banner import Banner

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from skintrack.model import PhotoId
    from skintrack.workflows.analyse_photos import AnalyseResult


class Measuring(QObject):
    """Measures by itself what waits when a library is opened, and whenever it is asked to.

    A photo that could not be measured is left alone until the library is opened again or the user
    asks for it. ``pending_counted`` tells how many photos wait whenever that may have changed.

    Parameters
    ----------
    services : Services
        Where it runs.
    banner : Banner
        Where it says what happens.
    window : QWidget
        Parent of the list of failures.
    """

    pending_counted = Signal(int)

    def __init__(self, services: Services, banner: Banner, window: "QWidget") -> None:
        super().__init__(window)
        # A cancel also calls off the measuring that was about to begin.
        self._cancel_count = 0
        # While it is found out what to measure, what waits is not left over.
        self._beginning = 0
        self._tried: set[PhotoId] = set()
        self._notice = ""
        self._services = services
        self._banner = banner
        self._window = window
        desk = services.desk
        desk.opened.connect(self._begin)
        desk.cancelled.connect(self._note_cancel)
        desk.closed.connect(self._note_close)
        services.course.loaded.connect(self._count_pending)
        desk.ended.connect(self._end_notice)
        desk.ended.connect(self._count_pending)

    @Slot()
    def measure_pending(self) -> None:
        """Measure what was not measured yet, if there is anything."""
        begin = partial(self._begin_measuring, self._cancel_count)
        self._beginning += 1
        self._services.desk.run(measuring_operations.find_waiting(), begin)

    @Slot()
    def measure_all(self) -> None:
        """Measure what waits, also what could not be measured before."""
        self._tried = set()
        self.measure_pending()

    @Slot()
    def _begin(self) -> None:
        self._tried = set()
        self._beginning = 0
        announce = partial(self._announce, self._cancel_count)
        self._services.desk.run(measuring_operations.find_waiting(), announce)

    def _announce(self, cancel_count: int, waiting: Waiting) -> None:
        """Say why photos that have numbers are measured again, unless something else is said."""
        if waiting.again and not self._banner.text and cancel_count == self._cancel_count:
            count = len(waiting.again)
            whose = (
                self.tr("Measuring your photo again")
                if count == 1
                else self.tr("Measuring your {count} photos again").format(count=f"{count:,}")
            )
            way = self.tr("SkinTrack measures photos in a new way.")
            self._notice = f"{way} {whose}; {self.tr('nothing is lost.')}"
            self._banner.show_message(self._notice)
        self._measure(cancel_count, waiting)

    def _begin_measuring(self, cancel_count: int, waiting: Waiting) -> None:
        self._beginning = max(0, self._beginning - 1)
        self._measure(cancel_count, waiting)
        # Where nothing is measured now, what waits is left over.
        self._tell(waiting)

    def _measure(self, cancel_count: int, waiting: Waiting) -> None:
        if cancel_count != self._cancel_count or not waiting.photos - self._tried:
            return
        operation = measuring_operations.measure_waiting(self.tr("Measuring photos"), self._tried)
        self._services.desk.run(operation, self._finish)

    def _finish(self, result: "AnalyseResult") -> None:
        if not result.errors:
            return
        count = len(result.errors)
        text = (
            self.tr("1 photo could not be measured.")
            if count == 1
            else self.tr("{count} photos could not be measured.").format(count=count)
        )
        show = (self.tr("Show which"), partial(self._show_failures, result))
        self._banner.show_message(text, show)

    def _show_failures(self, result: "AnalyseResult") -> None:
        from skintrack.ui.dialogs.message import FailuresDialog

        FailuresDialog(self._window, result.errors).open()

    @Slot()
    def _end_notice(self) -> None:
        """Take the notice away when its work is over."""
        if self._notice and self._banner.text == self._notice:
            self._banner.dismiss()
        self._notice = ""

    @Slot()
    def _note_cancel(self) -> None:
        self._cancel_count += 1
        self._beginning = 0

    @Slot()
    def _note_close(self) -> None:
        self.pending_counted.emit(0)

    @Slot()
    def _count_pending(self) -> None:
        if not self._services.desk.is_busy:
            self._services.desk.run(measuring_operations.find_waiting(), self._tell)

    def _tell(self, waiting: Waiting) -> None:
        if not self._beginning and not self._services.desk.is_busy:
            self.pending_counted.emit(len(waiting.photos))
