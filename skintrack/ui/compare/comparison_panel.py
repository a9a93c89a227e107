"""What can be said of the two photos, in words: comparable or not and why, then each metric."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QFrame, QVBoxLayout

from skintrack.model import Change, Comparison, Metric, NoiseSource, RegionName, Verdict, display
from skintrack.ui.widgets.basic import button, clear, label, row, scrolling, separator
from skintrack.ui.widgets.marked_label import MarkedLabel
from skintrack.ui.widgets.side_width import side_width
from skintrack.ui.words import (
    change_unit,
    change_words,
    metric_in_sentence,
    metric_name,
    region_name,
    said,
    value_words,
    verdict_role,
    verdict_words,
)

PANEL_WIDTH = 332


class ComparisonPanel(QFrame):
    """Shows one comparison, one region at a time; ``blinded_chosen`` asks to hide the dates."""

    blinded_chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._comparison: Comparison | None = None
        self._wanted: RegionName | None = None
        self.setProperty("surface", "panel")
        self.fit_into(0)
        self.region_box = QComboBox()
        self.region_box.setAccessibleName(self.tr("Region"))
        self.region_box.currentIndexChanged.connect(self._choose_region)
        self._summary = label("", "section")
        self._content = QVBoxLayout()
        self._content.setContentsMargins(20, 0, 16, 16)
        self._content.setSpacing(4)
        area = scrolling(self._content)
        head = row(self._summary)
        head.setContentsMargins(20, 18, 16, 12)
        chooser = row(self.region_box)
        chooser.setContentsMargins(20, 0, 20, 12)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addLayout(chooser)
        layout.addWidget(area, 1)
        blinded = button(self.tr("Compare without dates…"), self.blinded_chosen.emit, "link")
        foot = row(blinded, 1)
        foot.setContentsMargins(18, 8, 16, 10)
        layout.addWidget(separator())
        layout.addLayout(foot)

    def fit_into(self, room_px: int) -> None:
        """Take no more than its part of a view of this width."""
        self.setFixedWidth(side_width(PANEL_WIDTH, room_px))

    @property
    def summary(self) -> str:
        """The sentence at the top."""
        return self._summary.text()

    def show_message(self, text: str) -> None:
        """Show a sentence instead of a comparison."""
        self._comparison = None
        self._summary.setText(text)
        self.region_box.hide()
        clear(self._content)

    def show_comparison(self, comparison: Comparison) -> None:
        """Show a comparison; the region that was chosen stays if it was compared.

        One that is turned away in this view gives way to one that has numbers.
        """
        self._comparison = comparison
        compared = {change.region for change in comparison.changes}
        regions = [region for region in RegionName if region in compared]
        self.region_box.blockSignals(True)
        self.region_box.clear()
        for region in regions:
            self.region_box.addItem(region_name(region), region)
        with_numbers = [region for region in regions if _has_numbers(comparison, region)]
        shown = self._wanted if self._wanted in (with_numbers or regions) else None
        shown = shown or next(iter(with_numbers), None)
        self.region_box.setCurrentIndex(max(0, self.region_box.findData(shown)))
        self.region_box.blockSignals(False)
        self.region_box.setVisible(bool(regions))
        self._summary.setText(self._summarise(comparison))
        self._show_region()

    def _summarise(self, comparison: Comparison) -> str:
        yes = [metric for metric in Metric if comparable(comparison, metric)]
        no = [metric for metric in Metric if metric not in yes]
        if not yes:
            return self.tr("These two photos are not comparable in numbers. Do look at them.")
        if not no:
            return self.tr("These two photos are comparable.")
        return self.tr("Comparable for {yes}; not for {no}.").format(
            yes=_listed(yes), no=_listed(no)
        )

    @Slot()
    def _choose_region(self) -> None:
        self._wanted = self.region_box.currentData()
        self._show_region()

    def _show_region(self) -> None:
        clear(self._content)
        comparison, region = self._comparison, self.region_box.currentData()
        if comparison is None:
            return
        if region is not None:
            for metric in Metric:
                change = comparison.change(metric, RegionName(region))
                if change is not None:
                    self._add_change(change)
        self._add_reasons(comparison, region)
        self._add_noise_note(comparison)
        self._content.addStretch(1)

    def _add_change(self, change: Change) -> None:
        metric = change.metric
        before, after = value_words(metric, change.before), value_words(metric, change.after)
        self._content.addWidget(label(metric_name(metric), "section"))
        if change.verdict is not Verdict.NOT_COMPARABLE:  # else two values invite a subtraction
            words = change_words(metric, change.change, change.noise, change.before)
            unit = change_unit(metric)
            self._content.addWidget(label(words if unit == "%" else f"{words} {unit}"))
            raw = f"{before} \N{RIGHTWARDS ARROW} {after} {display.raw_unit(metric)}"
            self._content.addWidget(label(raw, "caption"))
        role = verdict_role(change.verdict)
        self._content.addWidget(MarkedLabel(verdict_words(change.verdict), role))
        self._content.addSpacing(10)

    def _add_reasons(self, comparison: Comparison, region: RegionName | None) -> None:
        # What is so of the whole face alone is so in nearly every photo.
        is_face = region == RegionName.FACE  # a combo box gives back plain text
        issues = [issue for issue in comparison.issues if is_face or not issue.is_of_face]
        # What withholds most stands first; mere remarks stand last.
        issues.sort(key=lambda issue: -len(issue.metrics))
        reasons = list(dict.fromkeys((each.message, each.advice) for each in issues))
        if not reasons:
            return
        self._content.addWidget(separator())
        self._content.addSpacing(8)
        self._content.addWidget(label(self.tr("What limits this comparison"), "section"))
        for message, advice in reasons:
            self._content.addWidget(label(message, "secondary"))
            if advice:
                self._content.addWidget(label(advice, "hint"))
            self._content.addSpacing(4)

    def _add_noise_note(self, comparison: Comparison) -> None:
        shots: dict[NoiseSource, int] = {}
        for change in comparison.changes:
            if change.noise_source:
                most = max(shots.get(change.noise_source, 0), change.repeat_shots)
                shots[change.noise_source] = most
        if shots:
            words = " / ".join(
                sorted(said(display.noise_source_text(*each)) for each in shots.items())
            )
            text = self.tr("± is the smallest change that these photos can show ({source}).")
            self._content.addSpacing(8)
            self._content.addWidget(label(text.format(source=words), "caption"))


def comparable(comparison: Comparison, metric: Metric) -> bool:
    """Tell whether a metric can be compared at all."""
    return comparison.comparable.get(metric, False)


def _has_numbers(comparison: Comparison, region: RegionName) -> bool:
    changes = (comparison.change(metric, region) for metric in Metric)
    return any(each and each.verdict is not Verdict.NOT_COMPARABLE for each in changes)


def _listed(metrics: list[Metric]) -> str:
    return ", ".join(metric_in_sentence(metric) for metric in metrics)
