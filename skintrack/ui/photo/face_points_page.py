"""The list of the points of a face while they are being set."""

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from skintrack.model.face_point import FacePoint
from skintrack.ui.photo.mark_words import face_point_name
from skintrack.ui.photo.panel_button import panel_button
from skintrack.ui.photo.tools.face_points_tool import FacePointsTool
from skintrack.ui.services import Services
from skintrack.ui.widgets.basic import flush, label, name_control
from skintrack.ui.words import tr

_ROW_PX = 32


class FacePointsPage(QWidget):
    """Says of each point whether the program found it or the user set it; chooses one."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._tool: FacePointsTool | None = None
        self._is_filling = False
        self._state = label("", "secondary")
        self.list = QListWidget()
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        name_control(self.list, self.tr("Points of the face"))
        for point in FacePoint:
            item = QListWidgetItem(face_point_name(point))
            item.setSizeHint(QSize(0, _ROW_PX))
            self.list.addItem(item)
        self.list.currentItemChanged.connect(self._choose)
        self.back_button = panel_button(self.tr("Reset this point"), self._give_back)
        self.back_button.setToolTip(self.tr("Leave the chosen point to the program (Delete)"))
        self.all_back_button = panel_button(self.tr("Reset all"), self._give_all_back, "quiet")
        self.all_back_button.setToolTip(self.tr("Leave all points to the program"))
        services.icons.put(self.back_button, "undo")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 16, 16)
        layout.setSpacing(8)
        layout.addWidget(label(self.tr("Points of the face"), "title"))
        self._sides = label("", "secondary")
        layout.addWidget(self._sides)
        layout.addWidget(self._state)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(flush(self.all_back_button), 0, Qt.AlignmentFlag.AlignLeft)

    def follow(self, tool: FacePointsTool) -> None:
        """Show the points of a tool from now on."""
        self._tool = tool
        self._sides.setText(
            tr(
                "They tell where the face is. Sides are the patient's own: the right eye is on the "
                "left of the picture."
            )
        )
        tool.changed.connect(self._fill)
        tool.chosen_changed.connect(self._fill)
        self._fill()

    @Slot()
    def _fill(self) -> None:
        tool = self._tool
        if tool is None:
            return
        self._is_filling = True
        for place, point in enumerate(FacePoint):
            self._fill_item(self.list.item(place), point, tool)
        self.list.setCurrentRow(list(FacePoint).index(tool.chosen))
        self._is_filling = False
        if tool.is_found is None:
            words = self.tr("Looking for the face.")
        elif tool.is_found:
            words = self.tr("◇ found by the program, ◆ set by you. Move only what is wrong.")
        else:
            words = self.tr(
                "The program found no face here. Four points are enough to begin: ○ no place yet, "
                "◆ set by you, ◇ follows."
            )
        self._state.setText(words)
        self.back_button.setEnabled(tool.chosen in tool.given)
        self.all_back_button.setEnabled(bool(tool.given))

    @staticmethod
    def _fill_item(item: QListWidgetItem, point: FacePoint, tool: FacePointsTool) -> None:
        if point in tool.given:
            shape, text = "◆", tr("{point}: set by you")
        elif point in tool.shown:
            shape, text = "◇", tr("{point}: found by the program")
        else:
            shape, text = "○", tr("{point}: no place yet")
        name = face_point_name(point)
        item.setText(f"{shape}  {name}")
        for role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            item.setData(role, text.format(point=name))

    @Slot()
    def _choose(self) -> None:
        row = self.list.currentRow()
        if self._tool is not None and not self._is_filling and row >= 0:
            self._tool.choose(list(FacePoint)[row])

    @Slot()
    def _give_back(self) -> None:
        if self._tool is not None:
            self._tool.give_back()

    @Slot()
    def _give_all_back(self) -> None:
        if self._tool is not None:
            self._tool.give_all_back()
