"""What can be done with sessions and the plan; each opens its dialog and runs what that says.

Dialogs are imported when they are first asked for: the window opens sooner.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from skintrack.errors import EnvironmentalError
from skintrack.treatment import sorted_sessions
from skintrack.ui.calendar_saving import CalendarSaving
from skintrack.ui.words import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from skintrack.model import Course, TreatmentSession
    from skintrack.ui.services import Services
    from skintrack.ui.widgets.banner import Banner


class SessionCommands(QObject):
    """Opens dialogs over the window; every change can be undone.

    Parameters
    ----------
    services : Services
        Where commands run.
    banner : Banner
        Says what needs no dialog.
    window : QWidget
        Parent of the dialogs.
    """

    diary_wanted = Signal(object)

    def __init__(self, services: Services, banner: Banner, window: QWidget) -> None:
        super().__init__(window)
        self._services = services
        self._banner = banner
        self._window = window
        self.calendar = CalendarSaving(services, banner, window)

    @Slot()
    def add_session(self) -> None:
        """Ask for a new session."""
        self._open_session(None, {})

    @Slot(object)
    def edit_session(self, session: TreatmentSession) -> None:
        """Open a session for editing."""
        self._open_session(session, {})

    @Slot()
    def show_plan(self) -> None:
        """Show the plan of the course, to be changed."""
        state = self._services.course.state
        if state is not None:
            self._open_plan(state.course, state.course)

    def _open_plan(self, stored: Course, shown: Course) -> None:
        """Open a plan; ``shown`` may differ from what is stored where it was typed before."""
        state = self._services.course.state
        if state is None or state.course.id != stored.id:
            return
        from skintrack.ui.session.plan_dialog import PlanDialog

        today = datetime.now().astimezone().date()
        dialog = PlanDialog(self._window, shown, state.sessions, today)
        dialog.confirmed.connect(partial(self.save_plan, stored))
        dialog.left.connect(partial(self._offer_plan, stored))
        dialog.open()

    def _offer_plan(self, stored: Course, draft: Course, reason: str = "") -> None:
        again = partial(self._open_plan, stored, draft)
        text = self.tr("What you changed in the plan is not saved.")
        self._banner.show_message(f"{reason} {text}".strip(), (self.tr("Go on with it"), again))

    def _explain(self, offer: Callable[[str], None], error: BaseException) -> None:
        """Offer what was typed where it could not be stored: its form is closed by now."""
        if isinstance(error, EnvironmentalError):
            offer(tr(error.message))
        else:
            self._services.desk.failed.emit(error)

    def save_plan(self, before: Course, after: Course) -> None:
        """Store a changed plan."""
        from skintrack.ui.session import edits

        if after != before:
            explain = partial(self._explain, partial(self._offer_plan, before, after))
            self._services.history.make(edits.planning(before, after), failed=explain)

    @Slot()
    def ask_before_session(self) -> None:
        """Go through the questions before a session; the answers are kept with it."""
        state = self._services.course.state
        if state is None:
            return
        from skintrack.ui.session.safety_dialog import SafetyDialog

        today = datetime.now().astimezone().date()
        ahead = [each for each in sorted_sessions(state.sessions) if each.date >= today]
        planned = ahead[0] if ahead else None
        dialog = SafetyDialog(self._window, {} if planned is None else planned.safety_answers)
        dialog.confirmed.connect(partial(self._keep_answers, planned))
        dialog.open()

    def _keep_answers(self, planned: TreatmentSession | None, answers: dict[str, bool]) -> None:
        if planned is None:
            self._open_session(None, answers)
        else:
            self._change(planned, replace(planned, safety_answers=answers))

    @Slot()
    def show_aftercare(self) -> None:
        """Show what to leave and do after the latest session."""
        state = self._services.course.state
        if state is None:
            return
        from skintrack.ui.session.aftercare_dialog import AftercareDialog, present

        done = [each for each in sorted_sessions(state.sessions) if each.date <= present().date()]
        if not done:
            self._banner.show_message(
                self.tr("Aftercare counts from a session. Add one, and it begins."),
                (self.tr("Add session"), self.add_session),
            )
            return
        dialog = AftercareDialog(self._window, state.course, done[-1], len(done))
        dialog.instructed.connect(self.save_instruction)
        dialog.open()

    @Slot(object, object)
    def save_instruction(self, before: Course, after: Course) -> None:
        """Store what the practitioner said."""
        from skintrack.ui.session import edits

        self._services.history.make(edits.instructing(before, after))

    def _open_session(
        self,
        session: TreatmentSession | None,
        answers: dict[str, bool],
        draft: TreatmentSession | None = None,
    ) -> None:
        state = self._services.course.state
        if state is None or (draft is not None and draft.course_id != state.course.id):
            return
        from skintrack.ui.dialogs.session import SessionDialog

        dialog = SessionDialog(
            *(self._window, state.course, state.sessions, session), answers=answers, draft=draft
        )
        dialog.left.connect(partial(self._offer_draft, session, answers))
        if session is None:
            dialog.confirmed.connect(partial(self._record, answers))
        else:
            dialog.confirmed.connect(partial(self._change, session))
            dialog.removed.connect(self._remove)
            dialog.diary_wanted.connect(self.diary_wanted)
        dialog.open()

    def _offer_draft(
        self,
        session: TreatmentSession | None,
        answers: dict[str, bool],
        draft: TreatmentSession,
        reason: str = "",
    ) -> None:
        """Offer what was typed into a form that was closed, for as long as the banner stands."""
        again = partial(self._open_session, session, answers, draft)
        text = self.tr("What you typed about the session is not saved.")
        self._banner.show_message(f"{reason} {text}".strip(), (self.tr("Go on with it"), again))

    def _record(self, answers: dict[str, bool], session: TreatmentSession) -> None:
        from skintrack.ui.session import edits

        explain = partial(self._explain, partial(self._offer_draft, None, answers, session))
        self._services.history.make(edits.recording(session), failed=explain)

    def _change(self, before: TreatmentSession, after: TreatmentSession) -> None:
        from skintrack.ui.session import edits

        if after != before:
            explain = partial(self._explain, partial(self._offer_draft, before, {}, after))
            self._services.history.make(edits.changing(before, after), failed=explain)

    def _remove(self, session: TreatmentSession) -> None:
        from skintrack.ui.session import edits

        self._services.history.make(edits.removing(session))
