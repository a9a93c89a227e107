"""What can be done with sessions and the plan; each opens its dialog and runs what that says.

Dialogs are imported when they are first asked for: the window opens sooner.
"""

from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from skintrack.model import TreatmentSession
from skintrack.ui.services import Services


class SessionCommands(QObject):
    """Opens dialogs over the window; every change can be undone.

    Parameters
    ----------
    services : Services
        Where commands run.
    window : QWidget
        Parent of the dialogs.
    """

    def __init__(self, services: Services, window: QWidget) -> None:
        super().__init__(window)
        self._services = services
        self._window = window

    @Slot()
    def add_session(self) -> None:
        """Ask for a new session."""
        self._open_session(None, {})

    @Slot(object)
    def edit_session(self, session: TreatmentSession) -> None:
        """Open a session for editing."""
        self._open_session(session, {})

    def _open_session(self, session: TreatmentSession | None, answers: dict[str, bool]) -> None:
        state = self._services.course.state
        if state is None:
            return
        from skintrack.ui.dialogs.session import SessionDialog

        dialog = SessionDialog(self._window, state.course, state.sessions, session, answers)
        if session is None:
            dialog.confirmed.connect(self._record)
        else:
            dialog.confirmed.connect(partial(self._change, session))
            dialog.removed.connect(self._remove)
        dialog.open()

    def _record(self, session: TreatmentSession) -> None:
        from skintrack.ui.session import edits

        self._services.history.make(edits.recording(session))

    def _change(self, before: TreatmentSession, after: TreatmentSession) -> None:
        from skintrack.ui.session import edits

        if after != before:
            self._services.history.make(edits.changing(before, after))

    def _remove(self, session: TreatmentSession) -> None:
        from skintrack.ui.session import edits

        self._services.history.make(edits.removing(session))
