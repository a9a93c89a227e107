"""What the window needs only after its start, imported while nobody waits."""

from importlib import import_module

from PySide6 import QtWidgets

from skintrack.ui.memory import give_back_memory

_LATER = (
    "skintrack.ui.compare.compare_view",
    "skintrack.ui.photo.photo_view",
    "skintrack.ui.trends.trends_view",
    "skintrack.ui.report.report_view",
    "skintrack.ui.capture.capture_view",
    "skintrack.ui.importing.import_view",
    "skintrack.ui.dialogs.session",
    "skintrack.ui.keeping.keeping_commands",
    "skintrack.ui.keeping.bin_view",
    "skintrack.ui.blinded.blinded_view",
    "skintrack.ui.dialogs.keys",
    "skintrack.ui.dialogs.settings",
    "skintrack.ui.diary.diary_dialog",
    "skintrack.ui.session.plan_dialog",
    "skintrack.ui.ratings.rating_dialog",
    "skintrack.ui.ratings.practitioner_dialog",
    "skintrack.ui.session.aftercare_dialog",
    "skintrack.ui.session.calendar_dialog",
    "skintrack.ui.dialogs.new_library",
    "skintrack.ui.backup.backup_dialog",
)


def import_views() -> None:
    """Import what is opened next, on a worker, so that the window does not stand still for it.

    It is the last thing of a start: what all of that took and nobody uses goes back to the system.
    """
    for name in _LATER:
        import_module(name)
    give_back_memory()
    # Asked for a widget that Qt made itself, PySide looks through all classes and makes each one.
    for name in dir(QtWidgets):
        getattr(QtWidgets, name)
