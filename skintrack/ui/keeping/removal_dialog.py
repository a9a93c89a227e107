"""Ask, once, before things are removed for good."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from skintrack.model.bin import BinItem, BinKind
from skintrack.ui.keeping.keeping_words import item_words
from skintrack.ui.widgets.basic import label, set_role
from skintrack.ui.widgets.form_dialog import FormDialog
from skintrack.ui.words import plural


class RemovalDialog(FormDialog):
    """Tells ``confirmed()``.

    Parameters
    ----------
    parent : QWidget
        The window.
    items : sequence of BinItem
        What would go.
    is_all : bool
        Whether that is everything in the bin.
    """

    confirmed = Signal()

    def __init__(self, parent: QWidget, items: Sequence[BinItem], *, is_all: bool) -> None:
        super().__init__(parent, self._title(items, is_all=is_all), self.tr("Delete for good"))
        # Other programs can read the titles of windows: no names there.
        self.setWindowTitle(self.tr("Delete for good"))
        self.add_widget(
            label(
                self.tr(
                    "Files and notes are erased and cannot be brought back. Backups that were "
                    "made before still hold them."
                )
            )
        )
        if any(item.is_needed for item in items):
            self.add_widget(
                label(
                    self.tr(
                        "An outline that other photos are measured by was drawn on a photo among "
                        "them. It goes too, and they are measured without it."
                    ),
                    "secondary",
                )
            )
        if any(item.kind in (BinKind.PHOTO, BinKind.COURSE) for item in items):
            self.add_widget(
                label(
                    self.tr("Answers to comparisons without dates go with their photos."),
                    "secondary",
                )
            )
        set_role(self.confirm_button, "danger")
        self.cancel_button.setFocus()
        # Enter must not delete by itself.
        self.confirm_button.setDefault(False)
        self.cancel_button.setDefault(True)

    def _title(self, items: Sequence[BinItem], *, is_all: bool) -> str:
        if len(items) == 1:
            return self.tr("Delete “{what}” for good?").format(what=item_words(items[0]))
        if is_all:
            return plural(
                "Empty the bin, with {count} thing?",
                "Empty the bin, with {count} things?",
                len(items),
            )
        return plural(
            "Delete {count} thing for good?", "Delete {count} things for good?", len(items)
        )

    @Slot()
    def confirm(self) -> None:
        """Tell that they shall go."""
        self.confirmed.emit()
        self.accept()
