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
from skintrack.model.index import has_index
from skintrack.model.index_text import SCORE_METRICS, score_name, score_series
from skintrack.ui.answer import main_view, series_sentence
from skintrack.ui.course_state import CourseState
from skintrack.ui.course_view import CourseView
from skintrack.ui.models.series_model import POINT_ROLE, SeriesModel
from skintrack.ui.services import Services
from skintrack.ui.trends.chart import ChartWidget
from skintrack.ui.trends.explanation import explain, metric_choice, score_hint
from skintrack.ui.trends.shown_switch import ShownSwitch
from skintrack.ui.widgets.basic import clear, label, name_control, row, set_role, surface
from skintrack.ui.words import metric_hint, metric_name, region_name, tr, view_name

_SIDE_WIDTH = 216
_TABLE_HEIGHT = 216
_LEAST_TABLE_HEIGHT = 112
_ROW_HEIGHT = 34
_GAP = 16
_REGION_ORDER = tuple(RegionName)
_FIRST_SCORE = len(Metric)
"""Id of the first simple score in the group of metrics."""


class TrendsView(CourseView):
    """One series at a time: the two simple scores first, then every metric in every region."""

    photo_opened = Signal(object)

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._score: Metric | None = Metric.REDNESS_SPOTS
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
        self._where = label(self.tr("Where"), "section")
        self._view_title = label(self.tr("View"), "section")
        self._explanation = label("", "caption")
        self.switch = ShownSwitch(services, self)
        self.switch.changed.connect(self._show_again)
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
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._make_chooser())
        layout.addLayout(self._make_main(), 1)

    def _make_chooser(self) -> QWidget:
        side = QVBoxLayout()
        side.setContentsMargins(16, 20, 12, 16)
        side.setSpacing(2)
        self._add_heading(side, label(self.tr("Score"), "section"))
        for index, metric in enumerate(SCORE_METRICS, _FIRST_SCORE):
            self._add_choice(side, index, tr(score_name(metric)), score_hint(metric))
        side.addSpacing(_GAP)
        self._add_heading(side, label(self.tr("In detail"), "section"))
        for index, metric in enumerate(Metric):
            self._add_choice(side, index, metric_choice(metric), metric_hint(metric))
        self.metrics.idClicked.connect(self._choose_metric)
        side.addSpacing(_GAP)
        self._add_heading(side, self._where)
        side.addLayout(self._region_column)
        self.regions.idClicked.connect(self._choose_region)
        side.addSpacing(_GAP)
        self._add_heading(side, self._view_title)
        side.addWidget(self.view_box)
        side.addStretch(1)
        side.addWidget(self._note)
        chooser = QWidget()
        chooser.setFixedWidth(_SIDE_WIDTH)
        chooser.setLayout(side)
        return chooser

    def _make_main(self) -> QVBoxLayout:
        card_layout = QVBoxLayout()
        card_layout.setContentsMargins(12, 8, 12, 10)
        card_layout.addWidget(self.chart, 1)
        card_layout.addWidget(self._explanation)
        main = QVBoxLayout()
        main.setContentsMargins(8, 20, 24, 16)
        main.setSpacing(8)
        head = row(self._title, self.switch, spacing=12)
        head.setStretch(0, 1)
        main.addLayout(head)
        main.addWidget(self._sentence)
        main.addSpacing(4)
        main.addWidget(surface("card", card_layout), 2)
        main.addSpacing(4)
        main.addWidget(self.table, 1)
        return main

    @staticmethod
    def _add_heading(side: QVBoxLayout, heading: QWidget) -> None:
        side.addWidget(heading)
        side.addSpacing(4)

    @staticmethod
    def _choice(text: str, hint: str = "") -> QPushButton:
        choice = QPushButton(text)
        choice.setCheckable(True)
        choice.setProperty("role", "choice")
        name_control(choice, text, hint)
        return choice

    def _add_choice(self, side: QVBoxLayout, index: int, text: str, hint: str) -> None:
        choice = self._choice(text, hint)
        self.metrics.addButton(choice, index)
        side.addWidget(choice)

    # Showing

    def first_control(self) -> QWidget:
        """Return the chosen score or metric."""
        return self.metrics.button(self._chosen_id())

    @property
    def score(self) -> Metric | None:
        """The simple score that is shown; None where a metric of a region is."""
        return self._score if self._score in self._scores() else None

    @property
    def series(self) -> Series | None:
        """The series that is shown."""
        if self._view is None:
            return None
        score = self.score
        if score is not None:
            return self._scores()[score]
        return self.services.course.measurements.series(self._view, self._metric, self._region)

    def _scores(self) -> dict[Metric, Series]:
        """Return the simple scores that this view has."""
        trends = self.services.course.measurements.trends
        trend = None if self._view is None else trends.get(self._view)
        return {one.metric: one for one in score_series(() if trend is None else trend.series)}

    def _chosen_id(self) -> int:
        score = self.score
        if score is not None:
            return _FIRST_SCORE + SCORE_METRICS.index(score)
        return list(Metric).index(self._metric)

    @property
    def sentence(self) -> str:
        """What is said above the chart."""
        return self._sentence.text()

    @property
    def explanation(self) -> str:
        """What is said under the chart."""
        return self._explanation.text()

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
        scores = self._scores()
        for index, metric in enumerate(SCORE_METRICS, _FIRST_SCORE):
            self.metrics.button(index).setEnabled(metric in scores)
        self.metrics.button(self._chosen_id()).setChecked(True)
        self._fill_regions()
        self._show_series(state)

    def _fill_regions(self) -> None:
        """List the regions that this metric is measured in."""
        measurements = self.services.course.measurements
        known: tuple[RegionName, ...] = ()
        if self._view is not None and self.score is None:
            known = measurements.regions(self._view, self._metric)
        self._where.setVisible(bool(known))
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
        series, score, shown = self.series, self.score, self.switch.shown
        if score is not None:
            self._title.setText(tr(score_name(score)))
        else:
            where = region_name(self._region).lower()
            self._title.setText(f"{metric_name(self._metric)}, {where}")
        said = series_sentence(series, shown)
        self._sentence.setText(said.text)
        set_role(self._sentence, said.role or "secondary")
        self._explanation.setText(explain(series, shown))
        self._explanation.setVisible(series is not None)
        self.switch.setVisible(series is not None and has_index(series.metric))
        self.chart.show_series(series, state.healing, shown)
        self.model.show(series, shown)

    # Choosing

    @Slot(int)
    def _choose_metric(self, index: int) -> None:
        if index >= _FIRST_SCORE:
            self._score = SCORE_METRICS[index - _FIRST_SCORE]
        else:
            self._score, self._metric = None, list(Metric)[index]
        self.refresh()

    @Slot()
    def _show_again(self) -> None:
        state = self.services.course.state
        if state is not None:
            self._show_series(state)

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
