"""What is measured, as big quiet choices: the two simple scores, then two for a closer look."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from skintrack.model import Metric
from skintrack.model.index_text import SCORE_METRICS
from skintrack.ui.trends.explanation import metric_choice, metric_line
from skintrack.ui.widgets.basic import label, name_control
from skintrack.ui.widgets.elided import ElidedLabel
from skintrack.ui.words import metric_hint

_BIG_HEIGHT = 52
# Padding and border of the small choices, so that all names begin in one line.
_INSET = 13
CLOSER_METRICS = tuple(metric for metric in Metric if metric not in SCORE_METRICS)


class BigChoice(QPushButton):
    """A choice of two lines: its name, and below it what it looks at."""

    def __init__(self, name: str, line: str) -> None:
        super().__init__()
        self.setProperty("role", "choice")
        self.setMinimumHeight(_BIG_HEIGHT)
        title = label(name, "section", wraps=False)
        below = ElidedLabel("caption")
        below.set_whole_text(line)
        self._lines = layout = QVBoxLayout(self)
        layout.setContentsMargins(_INSET, 5, 8, 5)
        layout.setSpacing(1)
        for part in (title, below):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            layout.addWidget(part)

    def sizeHint(self) -> QSize:
        """Return the size of both lines."""
        return self._lines.sizeHint().expandedTo(QSize(0, _BIG_HEIGHT))


class MetricChooser(QWidget):
    """One choice of four; ``buttons`` has the place in ``Metric`` as id."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.buttons = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for metric in SCORE_METRICS:
            name = metric_choice(metric)
            self._add(layout, metric, BigChoice(name, metric_line(metric)), name)
        for metric in CLOSER_METRICS:
            name = metric_choice(metric)
            small = QPushButton(name)
            small.setProperty("role", "choice")
            self._add(layout, metric, small, name)
        self.buttons.idClicked.connect(self._choose)

    def _add(self, layout: QVBoxLayout, metric: Metric, choice: QPushButton, name: str) -> None:
        choice.setCheckable(True)
        choice.setAutoExclusive(True)  # which makes it a radio button for screen readers
        name_control(choice, name, metric_hint(metric))
        self.buttons.addButton(choice, list(Metric).index(metric))
        layout.addWidget(choice)

    def button(self, metric: Metric) -> QAbstractButton:
        """Return the choice of a metric."""
        return self.buttons.button(list(Metric).index(metric))

    def show_metric(self, metric: Metric, known: frozenset[Metric]) -> None:
        """Show what is chosen; metrics that were not measured cannot be."""
        for each in Metric:
            self.button(each).setEnabled(each in known or not known)
        self.button(metric).setChecked(True)

    @Slot(int)
    def _choose(self, index: int) -> None:
        self.chosen.emit(list(Metric)[index])
