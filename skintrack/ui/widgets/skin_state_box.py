"""Choose the state of the skin in a photo."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox

from skintrack.model import SkinState
from skintrack.ui.words import skin_state_name

_STATES: tuple[SkinState | None, ...] = (None, *SkinState)


class SkinStateBox(QComboBox):
    """Offers every state, and that nothing was noted; tells ``state_chosen(state or None)``."""

    state_chosen = Signal(object)

    def __init__(self, state: SkinState | None = None) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("State of the skin"))
        for each in _STATES:
            self.addItem(skin_state_name(each), each)
        self._told = state
        self.show_state(state)
        self.activated.connect(self._tell)

    def show_state(self, state: SkinState | None) -> None:
        """Show a state without telling it."""
        self._told = state
        self.setCurrentIndex(_STATES.index(state))

    @property
    def state(self) -> SkinState | None:
        """The state that is shown."""
        return _STATES[self.currentIndex()]

    @Slot(int)
    def _tell(self, _index: int) -> None:
        if self.state is not self._told:
            self._told = self.state
            self.state_chosen.emit(self.state)
