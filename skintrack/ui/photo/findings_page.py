"""What was found in a photo: against the baseline, what limits it, and every value."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from skintrack.model import Metric, Photo, PhotoAnalysis, QualityIssue, RegionName
from skintrack.ui.fonts import text_scale
from skintrack.ui.photo.panel_button import panel_button
from skintrack.ui.photo_values import exclusions, value_lines
from skintrack.ui.services import Services
from skintrack.ui.widgets.basic import clear, label, separator
from skintrack.ui.widgets.marked_label import MarkedLabel
from skintrack.ui.words import (
    metric_in_sentence,
    metric_name,
    region_in_sentence,
    region_name,
    said,
    tr,
    value_words,
)

_LARGE_TEXT, _COLUMNS_OF_LARGE = 1.25, 2
_POINTS_CODES = frozenset({"no_face", "face_unclear", "face_points_unclear", "face_cut_off"})


class FindingsPage(QWidget):
    """Sentences first, then the table. ``points_wanted`` offers to show where the face is."""

    points_wanted = Signal()
    drawing_wanted = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._content = QVBoxLayout(self)
        self._content.setContentsMargins(0, 0, 0, 0)
        self._content.setSpacing(6)

    def show_photo(self, photo: Photo, analysis: PhotoAnalysis | None) -> None:
        """Show what was found in a photo."""
        clear(self._content)
        measurements = self._services.course.measurements
        self._content.addWidget(label(self.tr("Against the baseline"), "section"))
        for line in value_lines(photo, measurements):
            self._content.addWidget(MarkedLabel(line.text, line.role))
        listed = () if analysis is None else (issue.text for issue in analysis.issues)
        for reason in set(exclusions(photo, measurements)) - set(listed):
            self._content.addWidget(label(said(reason), "secondary"))
        if analysis is not None:
            self._add_use(analysis)
            self._add_issues(analysis)
            if not measurements.are_scores_hidden:
                self._add_tables(analysis)
        self._content.addStretch(1)

    def _add_use(self, analysis: PhotoAnalysis) -> None:
        if analysis.usable_for == frozenset(Metric):
            return
        names = ", ".join(
            metric_in_sentence(metric) for metric in Metric if metric in analysis.usable_for
        )
        text = self.tr("Usable for: {names}.").format(names=names or self.tr("looking only"))
        self._content.addWidget(label(text, "caption"))

    def _add_issues(self, analysis: PhotoAnalysis) -> None:
        """List what limits the photo: what withholds values first."""
        self._add_line()
        self._content.addWidget(label(self.tr("What to know of this photo"), "section"))
        issues = sorted(analysis.issues, key=_weight)
        if not issues:
            text = self.tr("Nothing in this photo limits what can be measured.")
            self._content.addWidget(label(text, "secondary"))
        for issue in issues:
            self._add_issue(issue)
        codes = {issue.code for issue in issues}
        if codes & _POINTS_CODES:
            points = panel_button(self.tr("Set the points of the face"), self.points_wanted.emit)
            self._services.icons.put(points, "face_points")
            self._content.addWidget(points, 0, Qt.AlignmentFlag.AlignLeft)
        if "no_face" in codes:
            draw = panel_button(self.tr("Draw a region"), self.drawing_wanted.emit)
            self._services.icons.put(draw, "draw")
            self._content.addWidget(draw, 0, Qt.AlignmentFlag.AlignLeft)

    def _add_issue(self, issue: QualityIssue) -> None:
        shape = "●" if _is_remark(issue) else "○"
        self._content.addSpacing(4)
        head = MarkedLabel(f"{shape}  {said(issue.message)}")
        self._content.addWidget(head)
        if issue.metrics and issue.metrics != frozenset(Metric):
            names = ", ".join(
                metric_in_sentence(metric) for metric in Metric if metric in issue.metrics
            )
            text = self.tr("No value for {names}.")
            if issue.is_of_face:
                text = self.tr("No value of the whole face for {names}.")
            self._add_below(head, label(text.format(names=names), "caption"))
        if issue.advice:
            self._add_below(head, label(said(issue.advice), "secondary"))

    def _add_below(self, head: MarkedLabel, more: QLabel) -> None:
        """Let more of a sentence begin where its words do."""
        head.ensurePolished()
        more.setIndent(head.indent_px)
        self._content.addWidget(more)

    def _add_tables(self, analysis: PhotoAnalysis) -> None:
        """List every value, region by region; two of them below each other where text is large."""
        found = {measurement.region for measurement in analysis.measurements}
        if not found:
            return
        self._add_line()
        self._content.addWidget(label(self.tr("All values"), "section"))
        # Of a pair, the later photo is read with drift and blur taken off: slightly other numbers.
        text = self.tr(
            "As this photo alone shows them; compared with the baseline they are freed from light "
            "and blur first."
        )
        self._content.addWidget(label(text, "caption"))
        regions = [region for region in RegionName if region in found]
        metrics = list(Metric)
        at_once = len(metrics) if text_scale() <= _LARGE_TEXT else _COLUMNS_OF_LARGE
        for first in range(0, len(metrics), at_once):
            self._add_table(analysis, regions, metrics[first : first + at_once])

    def _add_table(
        self, analysis: PhotoAnalysis, regions: list[RegionName], metrics: list[Metric]
    ) -> None:
        table = QGridLayout()
        table.setHorizontalSpacing(10)
        table.setColumnStretch(0, 1)
        table.setVerticalSpacing(4)
        for column, metric in enumerate(metrics, start=1):
            # A column is narrow, in some languages too narrow for the whole name.
            short = tr("Fine texture", "column of a table")
            heading = short if metric is Metric.TEXTURE else metric_name(metric)
            # In lines by word, so that it leaves their width to the names of the regions.
            name = label(heading.replace(" ", "\n"), "caption", wraps=False)
            name.setAccessibleName(heading)
            name.setAlignment(Qt.AlignmentFlag.AlignRight)
            table.addWidget(name, 0, column, Qt.AlignmentFlag.AlignRight)
        for line, region in enumerate(regions, start=1):
            table.addWidget(label(region_name(region), "caption", wraps=False), line, 0)
            for column, metric in enumerate(metrics, start=1):
                text = value_words(metric, analysis.value(metric, region))
                value = label(text, "caption", wraps=False)
                value.setAccessibleName(
                    f"{metric_name(metric)}, {region_in_sentence(region)}: {text}"
                )
                table.addWidget(value, line, column, Qt.AlignmentFlag.AlignRight)
        self._content.addLayout(table)

    def _add_line(self) -> None:
        self._content.addSpacing(8)
        self._content.addWidget(separator())
        self._content.addSpacing(6)


def _weight(issue: QualityIssue) -> tuple[bool, bool, int]:
    """Sort what withholds most first; what is so of nearly every photo comes after it."""
    return _is_remark(issue), issue.is_of_face, -len(issue.metrics)


def _is_remark(issue: QualityIssue) -> bool:
    return not issue.metrics
