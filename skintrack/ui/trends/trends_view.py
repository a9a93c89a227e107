"""Values over the months: what to show at the left, the sentence, the chart, the table."""

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from skintrack.charts import describe_series, plan_chart
from skintrack.model import Metric, Photo, PhotoId, RegionName, Series, View, display
from skintrack.model.index import has_index
from skintrack.model.index_text import SCORE_METRICS
from skintrack.ui.answer import main_view, series_sentence
from skintrack.ui.course_state import CourseState
from skintrack.ui.course_view import CourseView
from skintrack.ui.hidden_scores import hidden_words
from skintrack.ui.models.series_model import POINT_ROLE, SeriesModel
from skintrack.ui.services import Services
from skintrack.ui.trends.chart import ChartWidget
from skintrack.ui.trends.earlier import EarlierMemory
from skintrack.ui.trends.explanation import explain, metric_choice
from skintrack.ui.trends.face_chooser import FaceChooser
from skintrack.ui.trends.metric_chooser import MetricChooser
from skintrack.ui.trends.readout import Readout
from skintrack.ui.trends.saving import SaveButton
from skintrack.ui.trends.series_table import SeriesTable
from skintrack.ui.trends.shown_switch import ShownSwitch
from skintrack.ui.unsealed import with_hint
from skintrack.ui.widgets.basic import (
    label,
    name_control,
    row,
    scrolling,
    set_margins,
    set_role,
    surface,
)
from skintrack.ui.widgets.beginning import Beginning
from skintrack.ui.widgets.elided import ElidedLabel, WrappedLabel
from skintrack.ui.widgets.flow import FlowRow
from skintrack.ui.widgets.marked_label import MarkedLabel
from skintrack.ui.widgets.side_width import side_width
from skintrack.ui.words import photo_day, said, tr, view_name

_SIDE_WIDTH, _MOST_SHARE = 240, 0.36
_GAP = 10
_WHOLES = (RegionName.FACE, RegionName.DRAWN)
_REGION_ORDER = (*_WHOLES, *(region for region in RegionName if region not in _WHOLES))


class TrendsView(CourseView):
    """One series at a time: the two simple scores first, then a closer look."""

    photo_opened = Signal(object)
    comparison_chosen = Signal(object, object)

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._metric = Metric.REDNESS_SPOTS
        self._wanted = RegionName.FACE
        self._insisted: tuple[Metric, RegionName] | None = None
        self._view: View | None = None
        self._earlier = EarlierMemory()
        services.course.measured.connect(self._remember)
        self.model = SeriesModel()
        self.chart = ChartWidget(services)
        self.readout = Readout()
        self.table = SeriesTable(self.model)
        self.metrics = MetricChooser()
        self.regions = FaceChooser(services)
        self.view_box = QComboBox()
        name_control(self.view_box, self.tr("View"))
        self._title = ElidedLabel("title")
        self._sentence = MarkedLabel("", "secondary")
        self._where = label(self.tr("Where"), "section")
        self._view_title = label(self.tr("View"), "section")
        self._explanation = WrappedLabel("caption")
        self.switch = ShownSwitch(services, self)
        self.save_button = SaveButton(services, self)
        self.beginning = Beginning(services.theme, "trends")
        self._build()
        self._connect()

    def _build(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._make_chooser())
        # Where letters are large and the window is low, the chart keeps its height.
        self._main = scrolling(self._make_main())
        layout.addWidget(self._main, 1)
        layout.addWidget(self.beginning, 1)

    def _make_chooser(self) -> QWidget:
        side = QVBoxLayout()
        set_margins(side, 24, 16, 12, 12)
        side.setSpacing(4)
        side.addWidget(label(self.tr("What"), "section"))
        side.addWidget(self.metrics)
        side.addSpacing(_GAP)
        side.addWidget(self._where)
        side.addWidget(self.regions)
        side.addSpacing(_GAP)
        side.addWidget(self._view_title)
        side.addWidget(self.view_box)
        side.addStretch(1)
        self._side = scrolling(side)
        return self._side

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the larger part to the chart."""
        super().resizeEvent(event)
        self._side.setFixedWidth(side_width(_SIDE_WIDTH, self.width(), _MOST_SHARE))

    def _make_main(self) -> QVBoxLayout:
        below = row(self._explanation)
        below.setContentsMargins(8, 0, 8, 0)
        card_layout = QVBoxLayout()
        card_layout.setContentsMargins(6, 6, 6, 8)
        card_layout.setSpacing(4)
        card_layout.addWidget(self.chart, 1)
        card_layout.addWidget(self.readout)
        card_layout.addLayout(below)
        main = QVBoxLayout()
        set_margins(main, 8, 14, 24, 14)
        main.setSpacing(6)
        tools = QWidget()
        tools.setLayout(row(self.switch, self.save_button, spacing=12))
        main.addWidget(FlowRow(self._title, tools, spacing=12, line_spacing=6, ends_line=True))
        main.addWidget(self._sentence)
        main.addWidget(surface("card", card_layout), 5)
        main.addSpacing(2)
        main.addWidget(self.table, 2)
        return main

    def _connect(self) -> None:
        self.view_box.activated.connect(self._choose_view)
        self.metrics.chosen.connect(self._choose_metric)
        self.regions.chosen.connect(self._choose_region)
        self.switch.changed.connect(self._show_again)
        self.save_button.saved.connect(self._say_saved)
        self.chart.current_changed.connect(self._say_point)
        self.chart.opened.connect(self._open)
        self.chart.pair_chosen.connect(self._compare)
        self.readout.open_wanted.connect(self._open_current)
        self.readout.compare_wanted.connect(self._compare_current)
        self.table.activated.connect(self._open_row)
        self.table.selectionModel().currentRowChanged.connect(self._choose_row)

    # Showing

    def first_control(self) -> QWidget:
        """Return the chosen metric; how to begin, while there is nothing to choose."""
        is_empty = self._side.isHidden()
        return self.beginning.button if is_empty else self.metrics.button(self._metric)

    @property
    def region(self) -> RegionName:
        """The region that is shown: the one asked for, where this metric has values of it.

        One that was clicked while this metric is shown is shown even without: the chart says why.
        """
        known = self._known_regions()
        order = [region for region in (self._wanted, *_REGION_ORDER) if region in known]
        if order and self._insisted == (self._metric, order[0]):
            return order[0]
        telling = (region for region in order if self._tells(region))
        return next(telling, order[0] if order else self._wanted)

    def _tells(self, region: RegionName) -> bool:
        """Whether there is anything to draw of a region."""
        series = self._series_of(region)
        if series is None:
            return False
        return series.baseline is not None or self._earlier.values_of(series) is not None

    @property
    def score(self) -> Metric | None:
        """The simple score that is shown; None where a metric of a region is."""
        is_score = self._metric in SCORE_METRICS and self.region in _WHOLES
        return self._metric if is_score else None

    @property
    def series(self) -> Series | None:
        """The series that is shown."""
        return self._series_of(self.region)

    def _series_of(self, region: RegionName) -> Series | None:
        if self._view is None:
            return None
        return self.services.course.measurements.series(self._view, self._metric, region)

    def _known_regions(self, metric: Metric | None = None) -> frozenset[RegionName]:
        if self._view is None:
            return frozenset()
        measurements = self.services.course.measurements
        return frozenset(measurements.regions(self._view, metric or self._metric))

    @property
    def sentence(self) -> str:
        """What is said above the chart."""
        return self._sentence.text()

    @property
    def explanation(self) -> str:
        """What is said under the chart."""
        return self._explanation.whole_text

    def refresh(self) -> None:
        """Show the course as it is now, keeping what was chosen."""
        state = self.services.course.state
        if state is None:
            return
        self._remember()
        if self._view not in state.views:
            self._view = main_view(state)
        self.view_box.clear()
        for view in state.views:
            self.view_box.addItem(view_name(view), view)
        self.view_box.setCurrentIndex(self.view_box.findData(self._view))
        for widget in (self.view_box, self._view_title):
            widget.setVisible(len(state.views) > 1)
        self._show_choices()
        self._show_series(state)

    def _show_choices(self) -> None:
        by_metric = {metric: self._known_regions(metric) for metric in Metric}
        self.metrics.show_metric(self._metric, frozenset(m for m in Metric if by_metric[m]))
        known = by_metric[self._metric]
        anywhere = frozenset[RegionName]().union(*by_metric.values())
        has_face = not anywhere or bool(anywhere - {RegionName.DRAWN})
        self.regions.show_regions(self.region, known, used=has_face)

    def _show_series(self, state: CourseState) -> None:
        series, shown = self.series, self.switch.shown
        self._title.set_whole_text(
            tr("{metric}: {region}").format(
                metric=metric_choice(self._metric),
                region=said(display.region_in_sentence(self.region)),
            )
        )
        # An empty course has nothing to choose: only how it begins is shown.
        for around in (self._side, self._main):
            around.setVisible(bool(state.visits))
        hint = self.tr("Two photos are a comparison; a trend needs four.")
        self.beginning.show_course(state, self.tr("Your skin over the months"), hint)
        # Where there is nothing to read, the chart alone says so, once.
        for part in (self.table, self.readout):
            part.setVisible(series is not None and not state.are_scores_hidden)
        if state.are_scores_hidden:
            self._rest(state)
            return
        self.switch.setVisible(series is not None and has_index(series.metric))
        self.save_button.offer(series, state.healing, shown)
        said_above = series_sentence(series, shown)
        if series is None:
            is_read = self.services.course.is_measured
            words = said_above.text if is_read else tr("Looking at your photos.")
            self.model.show(None)
            self.chart.show_plan(None, words, words)
            self._explanation.set_whole_text("")
        else:
            earlier = self._earlier.values_of(series)
            plan = plan_chart(series, state.healing, shown, earlier=earlier)
            words = said(describe_series(series, state.healing, shown))
            self.chart.show_plan(plan, "", words)
            self.model.show(series, shown, self.chart.earlier)
            self._explanation.set_whole_text(
                explain(series, shown, has_earlier=earlier is not None)
            )
        self._say_above("" if series is None else said_above.text)
        set_role(self._sentence, said_above.role or "secondary")
        self._say_point(self.chart.current)

    def _rest(self, state: CourseState) -> None:
        """Keep chart and table back until the next milestone photo."""
        self.switch.hide()
        self.save_button.offer(None, state.healing, self.switch.shown)
        self.model.show(None)
        self.chart.show_plan(None, hidden_words(), hidden_words())
        self._explanation.set_whole_text("")
        self._say_above("")
        self._say_point(None)

    def _say_above(self, text: str) -> None:
        """Say a sentence above the chart, which takes the room of none."""
        self._sentence.setText(text)
        self._sentence.setVisible(bool(text))

    @Slot()
    def _remember(self) -> None:
        course = self.services.course
        self._earlier.remember(course.state, course.measurements)

    # Choosing what is shown

    @Slot(object)
    def _choose_metric(self, metric: Metric) -> None:
        self._metric = metric
        self.refresh()

    @Slot()
    def _show_again(self) -> None:
        state = self.services.course.state
        if state is not None:
            self._show_series(state)

    @Slot(object)
    def _choose_region(self, region: RegionName) -> None:
        self._wanted = region
        self._insisted = (self._metric, region)
        self.refresh()

    @Slot(int)
    def _choose_view(self, index: int) -> None:
        state = self.services.course.state
        if state is not None and 0 <= index < len(state.views):
            self._view = state.views[index]
            self.refresh()

    # Choosing a point

    @Slot(object)
    def _say_point(self, photo_id: PhotoId | None) -> None:
        words = self.chart.words_of(photo_id)
        if words is None or photo_id is None:
            self.readout.show_nothing(has_points=self.chart.has_points)
            return
        other = self._other(photo_id)
        day = "" if other is None else photo_day(other)
        self.readout.show_point(words, day, is_marked=photo_id == self.chart.marked)
        self.table.show_photo(self.model.row_of(photo_id))

    def _other(self, photo_id: PhotoId) -> Photo | None:
        """Return what a photo is compared with: the marked one, else the baseline."""
        series = self.series
        other = self.chart.marked or (None if series is None else series.baseline_photo_id)
        return None if other is None or other == photo_id else self._photo(other)

    def _photo(self, photo_id: PhotoId | None) -> Photo | None:
        state = self.services.course.state
        return None if state is None or photo_id is None else state.photo(photo_id)

    @Slot(object)
    def _open(self, photo_id: PhotoId) -> None:
        photo = self._photo(photo_id)
        if photo is not None:
            self.photo_opened.emit(photo)

    @Slot()
    def _open_current(self) -> None:
        if self.chart.current is not None:
            self._open(self.chart.current)

    @Slot()
    def _compare_current(self) -> None:
        current = self.chart.current
        other = None if current is None else self._other(current)
        if current is not None and other is not None:
            order = [point.photo_id for point in self.series.points] if self.series else []
            before, after = sorted((other.id, current), key=order.index)
            self._compare(before, after)

    @Slot(object, object)
    def _compare(self, before: PhotoId, after: PhotoId) -> None:
        first, second = self._photo(before), self._photo(after)
        if first is not None and second is not None:
            self.comparison_chosen.emit(first, second)

    @Slot(QModelIndex)
    def _open_row(self, index: QModelIndex) -> None:
        photo = self._photo(index.data(POINT_ROLE))
        if photo is not None:
            self.photo_opened.emit(photo)

    @Slot(QModelIndex)
    def _choose_row(self, index: QModelIndex) -> None:
        if self.table.hasFocus():
            self.chart.choose(index.data(POINT_ROLE))

    @Slot(str)
    def _say_saved(self, name: str) -> None:
        text = tr("Saved as “{name}”.").format(name=name)
        self.readout.line.set_whole_text(with_hint(text, self.services.desk))
