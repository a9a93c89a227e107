"""Needle depth: one for the whole area, or one for each part of the face."""

from collections.abc import Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QVBoxLayout, QWidget

from skintrack.model import NeedleZone
from skintrack.model.session_text import zone_name
from skintrack.ui.session.fields import DepthField
from skintrack.ui.session.groups import captioned
from skintrack.ui.widgets.basic import row
from skintrack.ui.words import said

_COLUMNS = 3


class DepthsField(QWidget):
    """Tells ``depth_mm`` and ``zone_depths`` of a session.

    The fields of the parts are made when somebody wants them, so that the form opens sooner;
    ``parts_made`` tells that.
    """

    parts_made = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.whole_button = QRadioButton(self.tr("One depth"))
        self.zones_button = QRadioButton(self.tr("By part of the face"))
        group = QButtonGroup(self)
        for button in (self.whole_button, self.zones_button):
            button.setAccessibleName(button.text())
            group.addButton(button)
        self.whole_field = DepthField(self.tr("Needle depth"))
        self.zone_fields: dict[NeedleZone, DepthField] = {}
        self.rest_field: DepthField | None = None
        self._zones = QWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(row(self.whole_button, self.zones_button, 1, spacing=20))
        # As wide as a field of the two columns above it.
        whole = row(self.whole_field, QWidget(), spacing=20)
        for half in range(whole.count()):
            whole.setStretch(half, 1)
        layout.addLayout(whole)
        layout.addWidget(self._zones)
        self.zones_button.toggled.connect(self._show_mode)
        self.set_depths(None, {})

    @property
    def depth_mm(self) -> float | None:
        """The depth of the whole area, or of what no part says otherwise."""
        field = self.rest_field if self.zones_button.isChecked() else None
        return (field or self.whole_field).depth_mm

    @property
    def zone_depths(self) -> dict[NeedleZone, float]:
        """The depths of parts of the face, where noted."""
        if not self.zones_button.isChecked():
            return {}
        depths = {zone: field.depth_mm for zone, field in self.zone_fields.items()}
        return {zone: depth for zone, depth in depths.items() if depth is not None}

    def set_depths(self, depth_mm: float | None, zone_depths: Mapping[NeedleZone, float]) -> None:
        """Show depths."""
        self.whole_field.set_depth(depth_mm)
        if zone_depths:
            self._make_parts()
        if self.rest_field is not None:
            self.rest_field.set_depth(depth_mm)
        for zone, field in self.zone_fields.items():
            field.set_depth(zone_depths.get(zone))
        (self.zones_button if zone_depths else self.whole_button).setChecked(True)
        self._show_mode()

    @Slot()
    def _show_mode(self) -> None:
        is_by_part = self.zones_button.isChecked()
        if is_by_part:
            self._make_parts()
        self._zones.setVisible(is_by_part)
        self.whole_field.setVisible(not is_by_part)

    def _names(self) -> dict[NeedleZone, str]:
        return {
            NeedleZone.FOREHEAD: self.tr("Needle depth on the forehead"),
            NeedleZone.CHEEKS: self.tr("Needle depth on the cheeks"),
            NeedleZone.NOSE: self.tr("Needle depth on the nose"),
            NeedleZone.UNDER_EYES: self.tr("Needle depth under the eyes"),
            NeedleZone.CHIN: self.tr("Needle depth on the chin"),
        }

    def _make_parts(self) -> None:
        """Make the fields of the parts of the face, where they are not there yet."""
        if self.rest_field is not None:
            return
        self.zone_fields = {zone: DepthField(name) for zone, name in self._names().items()}
        self.rest_field = DepthField(self.tr("Needle depth elsewhere"))
        self.rest_field.set_depth(self.whole_field.depth_mm)
        both = [captioned(said(zone_name(zone)), field) for zone, field in self.zone_fields.items()]
        both.append(captioned(self.tr("Elsewhere"), self.rest_field))
        grid = QGridLayout(self._zones)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        for place, widget in enumerate(both):
            grid.addWidget(widget, *divmod(place, _COLUMNS))
        # What is made late would come last.
        before: QWidget = self.whole_field
        for field in (*self.zone_fields.values(), self.rest_field):
            QWidget.setTabOrder(before, field)
            before = field
        self.parts_made.emit()
