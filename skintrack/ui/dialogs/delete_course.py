"""Ask before a course goes out of sight, and say what that means."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from skintrack.model import Course
from skintrack.ui.widgets.basic import label
from skintrack.ui.widgets.form_dialog import FormDialog
from skintrack.ui.words import plural


class DeleteCourseDialog(FormDialog):
    """Tells ``confirmed()``.

    Parameters
    ----------
    parent : QWidget
        The window.
    course : Course
        Which one.
    photos : int
        How many photos it has.
    """

    confirmed = Signal()

    def __init__(self, parent: QWidget, course: Course, photos: int) -> None:
        super().__init__(
            parent,
            self.tr("Delete “{name}”?").format(name=course.name),
            self.tr("Delete the course"),
        )
        # Other programs can read the titles of windows: no names there.
        self.setWindowTitle(self.tr("Delete the course"))
        self.add_widget(label(self._what(photos)))
        self.add_widget(
            label(
                self.tr(
                    "It rests in the bin for 30 days, with its photos. Until then you can bring "
                    "it back with “Undo”, or with “Deleted courses” or “Bin” in the menu of the "
                    "course."
                ),
                "secondary",
            )
        )
        self.cancel_button.setFocus()
        # Enter must not delete by itself.
        self.confirm_button.setDefault(False)
        self.cancel_button.setDefault(True)

    def _what(self, photos: int) -> str:
        if not photos:
            return self.tr("It has no photos. Its sessions and notes go out of sight.")
        return plural(
            "Its {count} photo goes out of sight, with its values, sessions and notes. It is in "
            "no view, report or export any more.",
            "Its {count} photos go out of sight, with their values, sessions and notes. They are "
            "in no view, report or export any more.",
            photos,
        )

    @Slot()
    def confirm(self) -> None:
        """Tell that the course shall be deleted."""
        self.confirmed.emit()
        self.accept()
