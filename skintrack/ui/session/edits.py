"""Edits of sessions and plans, each with the way back."""

from skintrack.model import Changes, Course, TreatmentSession
from skintrack.ui import session_operations as operations
from skintrack.ui.edit_history import Edit
from skintrack.ui.operations import Operation
from skintrack.ui.words import day_words, tr


def recording(session: TreatmentSession) -> Edit:
    """Record a new session."""

    def take_back(changes: Changes) -> Operation[Changes]:
        return operations.remove_sessions(changes.sessions)

    text = tr("The session of {day} was added.").format(day=day_words(session.date))
    return Edit(text, operations.record_session(session), take_back)


def changing(before: TreatmentSession, after: TreatmentSession) -> Edit:
    """Change a recorded session."""

    def change_back(_changes: Changes) -> Operation[Changes]:
        return operations.update_session(before)

    text = tr("The session of {day} was changed.").format(day=day_words(after.date))
    return Edit(text, operations.update_session(after), change_back)


def removing(session: TreatmentSession) -> Edit:
    """Take a session out of its course."""

    def bring_back(changes: Changes) -> Operation[Changes]:
        return operations.restore_sessions(changes.sessions)

    text = tr("The session of {day} was removed.").format(day=day_words(session.date))
    return Edit(text, operations.remove_sessions(frozenset({session.id})), bring_back)


def planning(before: Course, after: Course) -> Edit:
    """Change the plan of a course."""
    return _changing_course(tr("The plan was changed."), before, after)


def instructing(before: Course, after: Course) -> Edit:
    """Note what the practitioner said to do after a session."""
    return _changing_course(tr("Your practitioner's instruction was noted."), before, after)


def _changing_course(text: str, before: Course, after: Course) -> Edit:
    """Change those fields of a course that differ."""
    old, new = vars(before), vars(after)
    changed = [name for name in new if new[name] != old[name]]

    def change_back(_changes: Changes) -> Operation[Changes]:
        return operations.change_course(before.id, {name: old[name] for name in changed})

    do = operations.change_course(before.id, {name: new[name] for name in changed})
    return Edit(text, do, change_back)
