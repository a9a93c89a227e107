"""Lays pages out while the choices change: after a short pause, one at a time, only the latest.

The library's thread gathers, a worker lays out; a newer wish stops the older one, and what nobody
waits for any more is dropped.
"""

import threading
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from skintrack.model import ReportChoices
from skintrack.ui import report_operations
from skintrack.ui.services import Services

if TYPE_CHECKING:
    from skintrack.workflows.report_preview import ReportDraft

_PAUSE_MS = 250
_SHARPEN_MS = 200
_USUAL_DPI = 96.0


@dataclass(frozen=True)
class Pages:
    """Pages as PNG with ``dpi`` pixels per inch; ``byte_size`` is that of the whole PDF."""

    draft: "ReportDraft"
    dpi: float
    pictures: tuple[bytes, ...]
    byte_size: int


@dataclass(eq=False)
class _Gathering:
    """One request on its way to the library and back."""

    preview: "Preview"
    choices: ReportChoices
    stop: threading.Event = field(default_factory=threading.Event)

    def finish(self, draft: "ReportDraft | None") -> None:
        self.preview.take_draft(self, draft)

    def fail(self, error: BaseException) -> None:
        self.preview.refuse(self, error)


class Preview(QObject):
    """Tells ``laid_out(Pages)``, ``failed(error)`` and, with every change, whether it ``is_busy``.

    Parameters
    ----------
    services : Services
        Where it runs.
    """

    laid_out = Signal(object)
    failed = Signal(object)
    busy_changed = Signal(bool)

    def __init__(self, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._wanted: ReportChoices | None = None
        self._gathering: _Gathering | None = None
        self._draft: ReportDraft | None = None
        self._dpi = _USUAL_DPI
        self._is_rendering = False
        self._has_pages = False
        self._is_busy = False
        self._pause = _timer(self, _PAUSE_MS)
        self._pause.timeout.connect(self._gather)
        self._sharpen = _timer(self, _SHARPEN_MS)
        self._sharpen.timeout.connect(self._render)
        services.desk.closed.connect(self.forget)

    @property
    def is_busy(self) -> bool:
        """Whether pages are on their way."""
        return self._is_busy

    def want(self, choices: ReportChoices) -> None:
        """Lay out a report; what was wanted before is wanted no more."""
        self._wanted = choices
        self._draft = None
        self._has_pages = False
        if self._gathering is not None:
            self._gathering.stop.set()
        self._pause.start()
        self._tell_busy()

    def want_dpi(self, dpi: float) -> None:
        """Lay out at another sharpness; the same pages are not gathered again."""
        if abs(dpi - self._dpi) < 1:
            return
        self._dpi = dpi
        if self._draft is not None:
            self._sharpen.start()

    @Slot()
    def forget(self) -> None:
        """Want nothing any more."""
        if self._gathering is not None:
            self._gathering.stop.set()
        self._wanted = self._gathering = self._draft = None
        self._pause.stop()
        self._sharpen.stop()
        self._tell_busy()

    @Slot()
    def _gather(self) -> None:
        desk = self._services.desk
        if self._wanted is None or self._gathering is not None or not desk.is_open:
            return
        gathering = self._gathering = _Gathering(self, self._wanted)
        operation = report_operations.gather_report(gathering.choices, gathering.stop.is_set)
        desk.run(operation, gathering.finish, gathering.fail)

    def take_draft(self, gathering: _Gathering, draft: "ReportDraft | None") -> None:
        """Take what was gathered, or begin anew where something else is wanted by now."""
        if gathering is not self._gathering:
            return
        self._gathering = None
        if draft is None or gathering.choices != self._wanted:
            if not self._pause.isActive():
                self._gather()
            return
        self._draft = draft
        self._render()

    def refuse(self, gathering: _Gathering, error: BaseException) -> None:
        """Say why there are no pages, if they are still wanted."""
        if gathering is not self._gathering:
            return
        self._gathering = None
        if gathering.choices != self._wanted:
            self._gather()
            return
        self._wanted = None
        self._tell_busy()
        self.failed.emit(error)

    @Slot()
    def _render(self) -> None:
        draft = self._draft
        if draft is None or self._is_rendering:
            return
        self._is_rendering = True
        self._services.cpu_tasks.run(
            partial(_lay_out, draft, self._dpi), done=self._take_pages, failed=self._give_up
        )

    def _take_pages(self, pages: Pages) -> None:
        self._is_rendering = False
        if pages.draft is not self._draft:
            self._render()
            return
        self._has_pages = True
        self._tell_busy()
        self.laid_out.emit(pages)
        if pages.dpi != self._dpi and not self._sharpen.isActive():
            self._render()

    def _give_up(self, error: BaseException) -> None:
        self._is_rendering = False
        self._wanted = self._draft = None
        self._tell_busy()
        self.failed.emit(error)

    def _tell_busy(self) -> None:
        is_busy = self._wanted is not None and not self._has_pages
        if is_busy != self._is_busy:
            self._is_busy = is_busy
            self.busy_changed.emit(is_busy)


def _timer(parent: QObject, pause_ms: int) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(pause_ms)
    return timer


def _lay_out(draft: "ReportDraft", dpi: float) -> Pages:
    return Pages(draft, dpi, draft.pages(dpi), draft.byte_size)
