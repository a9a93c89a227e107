"""Note how the skin was in photos that have just been added."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from skintrack.model import SkinState
from skintrack.ui.widgets.form_dialog import FormDialog
from skintrack.ui.widgets.skin_state_box import SkinStateBox


class SkinStateDialog(FormDialog):
    """Tells ``confirmed(SkinState or None)``."""

    confirmed = Signal(object)

    def __init__(self, parent: QWidget, count: int) -> None:
        whose = (
            self.tr("For the photo that was just added.")
            if count == 1
            else self.tr("For the {count} photos that were just added.").format(count=count)
        )
        why = self.tr(
            "A photo with make-up or of wet skin is compared only with others of its kind. "
            "Where nothing is noted, nothing is assumed."
        )
        super().__init__(parent, self.tr("How was the skin?"), self.tr("Save"), f"{whose} {why}")
        self.box = SkinStateBox(SkinState.BARE)
        self.add_field(self.tr("State of the skin"), self.box)

    @Slot()
    def confirm(self) -> None:
        """Tell the state that is shown."""
        self.confirmed.emit(self.box.state)
        self.accept()
