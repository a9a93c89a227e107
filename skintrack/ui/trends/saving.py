"""Save what the trends view shows: as a picture, a drawing or a table."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton, QSizePolicy, QWidget

from skintrack.model import HealingWindow, Series, Shown
from skintrack.ui.places import pictures_folder
from skintrack.ui.services import Services
from skintrack.ui.widgets.basic import name_control
from skintrack.ui.words import metric_name, region_name, said

_KINDS = ("png", "svg", "csv")


class SaveButton(QPushButton):
    """A menu of three kinds of file; drawing and writing happen on a worker."""

    saved = Signal(str)

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(parent)
        self._services = services
        self._series: Series | None = None
        self._windows: tuple[HealingWindow, ...] = ()
        self._shown = Shown.INDEX
        self.setText(self.tr("Save"))
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        name_control(self, self.tr("Save"), self.tr("The chart as a picture, or its values"))
        services.icons.put(self, "export")
        menu = QMenu(self)
        words = {
            "png": self.tr("Picture (PNG)"),
            "svg": self.tr("Picture for print (SVG)"),
            "csv": self.tr("Values as a table (CSV)"),
        }
        for kind in _KINDS:
            menu.addAction(words[kind]).triggered.connect(partial(self.choose_file, kind))
        self.setMenu(menu)
        self.setEnabled(False)

    def offer(
        self, series: Series | None, windows: tuple[HealingWindow, ...], shown: Shown
    ) -> None:
        """Save this from now on."""
        self._series, self._windows, self._shown = series, windows, shown
        self.setEnabled(series is not None and bool(series.points))

    def choose_file(self, kind: str, _checked: bool = False) -> None:
        """Ask where the file goes."""
        series = self._series
        if series is None:
            return
        places = pictures_folder()
        dialog = QFileDialog(self, self.tr("Save the chart"), places)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{kind.upper()} (*.{kind})")
        dialog.setDefaultSuffix(kind)
        dialog.selectFile(f"{metric_name(series.metric)}, {region_name(series.region)}.{kind}")
        dialog.fileSelected.connect(self.save_as)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_as(self, name: str) -> None:
        """Write the file; its ending decides what it holds."""
        if self._series is None:
            return
        path = Path(name)
        self._services.cpu_tasks.run(
            partial(write_trend, path, self._series, self._windows, self._shown),
            done=self.saved.emit,
            failed=self._services.desk.failed.emit,
            is_needed=True,
        )


def write_trend(
    path: Path, series: Series, windows: tuple[HealingWindow, ...], shown: Shown
) -> str:
    """Write one file and return its name; called on a worker thread."""
    from skintrack.workflows import save_trend

    if path.suffix.lower() == ".csv":
        save_trend.save_table(series, path)
    else:
        save_trend.save_picture(series, windows, path, shown, said)
    return path.name
