"""Values over the months: what to show at the left, the sentence, the chart, the table."""

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from skintrack.model import Metric, RegionName, Series, View
from skintrack.ui.answer import main_view, series_sentence
from skintrack.ui.course_state import CourseState
from skintrack.ui.course_view import CourseView
from skintrack.ui.models.series_model import POINT_ROLE, SeriesModel
from skintrack.ui.services import Services
from skintrack.ui.trends.chart import ChartWidget
from skintrack.ui.widgets.basic import clear, label, name_control, set_role, surface
from skintrack.ui.words import metric_hint, metric_name, region_name, view_name

_SIDE_WIDTH = 216
_TABLE_HEIGHT = 216
_LEAST_TABLE_HEIGHT = 112
_ROW_HEIGHT = 34
_REGION_ORDER = tuple(RegionName)


class TrendsView(CourseView):
    """One series at a time."""

    photo_opened = Signal(object)

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._metric = Metric.REDNESS_SPOTS
        self._region = RegionName.RIGHT_CHEEK
        self._view: View | None = None
        self.model = SeriesModel()
        self.chart = ChartWidget(services)
        self.table = self._make_table()
        self.view_box = QComboBox()
        name_control(self.view_box, self.tr("View"))
        self.view_box.activated.connect(self._choose_view)
        self.metrics = QButtonGroup(self)
        self.regions = QButtonGroup(self)
        self._title = label("", "title")
        self._sentence = label("", "secondary")
        self._note = label(self.tr("Lower is better in every chart."), "caption")
        self._region_column = QVBoxLayout()
        self._region_column.setSpacing(2)
        self._build()

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setMinimumHeight(_LEAST_TABLE_HEIGHT)
        table.setMaximumHeight(_TABLE_HEIGHT)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        head = table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setStretchLastSection(True)
        head.setHighlightSections(False)
        table.setAccessibleName(self.tr("Values as a table"))
        table.setToolTip(self.tr("Enter opens the photo"))
        table.activated.connect(self._open_row)
        return table

    def _build(self) -> None:
        side = QVBoxLayout()
        side.setContentsMargins(16, 20, 12, 16)
        side.setSpacing(2)
        side.addWidget(label(self.tr("What"), "section"))
        side.addSpacing(4)
        for index, metric in enumerate(Metric):
            side.addWidget(self._choice(metric_name(metric), metric_hint(metric)))
            self._join(side, self.metrics, index)
        self.metrics.idClicked.connect(self._choose_metric)
        side.addSpacing(20)
        side.addWidget(label(self.tr("Where"), "section"))
        side.addSpacing(4)
        side.addLayout(self._region_column)
        self.regions.idClicked.connect(self._choose_region)
        side.addSpacing(20)
        self._view_title = label(self.tr("View"), "section")
        side.addWidget(self._view_title)
        side.addSpacing(4)
        side.addWidget(self.view_box)
        side.addStretch(1)
        side.addWidget(self._note)
        chooser = QWidget()
        chooser.setFixedWidth(_SIDE_WIDTH)
        chooser.setLayout(side)
        card_layout = QVBoxLayout()
        card_layout.setContentsMargins(12, 8, 12, 4)
        card_layout.addWidget(self.chart)
        main = QVBoxLayout()
        main.setContentsMargins(8, 20, 24, 16)
        main.setSpacing(8)
        main.addWidget(self._title)
        main.addWidget(self._sentence)
        main.addSpacing(4)
        main.addWidget(surface("card", card_layout), 2)
        main.addSpacing(4)
        main.addWidget(self.table, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(chooser)
        layout.addLayout(main, 1)

    @staticmethod
    def _choice(text: str, hint: str = "") -> QPushButton:
        choice = QPushButton(text)
        choice.setCheckable(True)
        choice.setProperty("role", "choice")
        name_control(choice, text, hint)
        return choice

    @staticmethod
    def _join(column: QVBoxLayout, group: QButtonGroup, index: int) -> None:
        item = column.itemAt(column.count() - 1)
        widget = None if item is None else item.widget()
        if isinstance(widget, QPushButton):
            group.addButton(widget, index)

    # Showing

    def first_control(self) -> QWidget:
        """Return the chosen metric."""
        return self.metrics.button(list(Metric).index(self._metric))

    @property
    def series(self) -> Series | None:
        """The series that is shown."""
        if self._view is None:
            return None
        return self.services.course.measurements.series(self._view, self._metric, self._region)

    @property
    def sentence(self) -> str:
        """What is said above the chart."""
        return self._sentence.text()

    def refresh(self) -> None:
        """Show the course as it is now, keeping what was chosen."""
        state = self.services.course.state
        if state is None:
            return
        if self._view not in state.views:
            self._view = main_view(state)
        self.view_box.clear()
        for view in state.views:
            self.view_box.addItem(view_name(view), view)
        self.view_box.setCurrentIndex(self.view_box.findData(self._view))
        for widget in (self.view_box, self._view_title):
            widget.setVisible(len(state.views) > 1)
        self.metrics.button(list(Metric).index(self._metric)).setChecked(True)
        self._fill_regions()
        self._show_series(state)

    def _fill_regions(self) -> None:
        """List the regions that this metric is measured in."""
        measurements = self.services.course.measurements
        known = () if self._view is None else measurements.regions(self._view, self._metric)
        regions = [region for region in _REGION_ORDER if region in known]
        if regions and self._region not in regions:
            self._region = regions[0]
        for old in self.regions.buttons():
            self.regions.removeButton(old)
        clear(self._region_column)
        for region in regions:
            choice = self._choice(region_name(region))
            choice.setChecked(region is self._region)
            self.regions.addButton(choice, _REGION_ORDER.index(region))
            self._region_column.addWidget(choice)

    def _show_series(self, state: CourseState) -> None:
        series = self.series
        where = region_name(self._region).lower()
        self._title.setText(f"{metric_name(self._metric)}, {where}")
        said = series_sentence(series)
        self._sentence.setText(said.text)
        set_role(self._sentence, said.role or "secondary")
        self.chart.show_series(series, state.healing)
        self.model.show(series)

    # Choosing

    @Slot(int)
    def _choose_metric(self, index: int) -> None:
        self._metric = list(Metric)[index]
        self.refresh()

    @Slot(int)
    def _choose_region(self, index: int) -> None:
        self._region = _REGION_ORDER[index]
        state = self.services.course.state
        if state is not None:
            self._show_series(state)

    @Slot(int)
    def _choose_view(self, index: int) -> None:
        state = self.services.course.state
        if state is not None and 0 <= index < len(state.views):
            self._view = state.views[index]
            self.refresh()

    @Slot(QModelIndex)
    def _open_row(self, index: QModelIndex) -> None:
        state, photo_id = self.services.course.state, index.data(POINT_ROLE)
        photo = None if state is None or photo_id is None else state.photo(photo_id)
        if photo is not None:
            self.photo_opened.emit(photo)
