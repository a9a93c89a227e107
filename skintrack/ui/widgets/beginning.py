"""What a view of dated photos shows before there is one: what will be here, and how to begin."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from skintrack.ui.widgets.basic import set_role
from skintrack.ui.widgets.empty_place import EmptyPlace

if TYPE_CHECKING:
    from skintrack.ui.course_state import CourseState
    from skintrack.ui.theme import Theme


class Beginning(EmptyPlace):
    """Asks for photos, or for the dates of those that have none, as the empty timeline does."""

    photos_chosen = Signal()
    dates_chosen = Signal()

    def __init__(self, theme: "Theme", icon: str) -> None:
        super().__init__(theme, icon)
        self._has_undated = False
        set_role(self.button, "primary")
        self.chosen.connect(self._tell)
        self.hide()

    def show_course(self, state: "CourseState", title: str, hint: str) -> None:
        """Be seen while a course has no dated photo; ``hint`` says what is here afterwards."""
        self._has_undated = bool(state.undated)
        if self._has_undated:
            title = self.tr("When were they taken?")
            hint = self.tr(
                "A photo has its place here as soon as it is known when it was taken. A day that "
                "you remember roughly is enough."
            )
        way_out = self.tr("Set dates…") if self._has_undated else self.tr("Choose photos…")
        self.explain(title, hint, way_out)
        self.setVisible(not state.visits)

    @Slot()
    def _tell(self) -> None:
        wanted = self.dates_chosen if self._has_undated else self.photos_chosen
        wanted.emit()
