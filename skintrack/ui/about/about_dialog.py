"""What the program is and is not, where everything stays, its licences and versions."""

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QGridLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from skintrack import __version__
from skintrack.resources import asset
from skintrack.ui.about.licence_page import LicencePage
from skintrack.ui.about.versions import version_lines, version_text
from skintrack.ui.fonts import scaled
from skintrack.ui.services import Services
from skintrack.ui.session.tall_dialog import TallDialog
from skintrack.ui.widgets.basic import button, label, row, segments

_SIZE = QSize(640, 660)
_ICON_PX = 44
_BETWEEN_PARTS = 10


class AboutDialog(TallDialog):
    """Two pages: about the program, and the licences.

    Parameters
    ----------
    parent : QWidget
    services : Services
        Know where the library and the settings are.
    """

    def __init__(self, parent: QWidget, services: Services) -> None:
        super().__init__(
            parent,
            self.tr("About SkinTrack"),
            self.tr("Version {version}").format(version=__version__),
            "",
            _SIZE,
        )
        self.add_head_widget(_drawn_icon(self.devicePixelRatioF()))
        line, self.pages = segments(
            (
                (self.tr("The program"), self.tr("What it is, and where everything stays")),
                (self.tr("Licences"), self.tr("Of SkinTrack and of what it is made of")),
            )
        )
        self.content.addLayout(row(line, 1, spacing=0))
        self._stack = QStackedWidget()
        self.licences = LicencePage(services.cpu_tasks)
        self._stack.addWidget(self._make_program_page(services))
        self._stack.addWidget(self.licences)
        self.content.addWidget(self._stack, 1)
        self.copy_button = button(self.tr("Copy details"), self.copy_details)
        self.copy_button.setToolTip(self.tr("The versions, to put into a message"))
        self.add_foot_button(self.copy_button)
        self.pages.idClicked.connect(self.show_page)
        first = self.pages.button(0)
        first.setChecked(True)
        first.setFocus()

    @Slot(int)
    def show_page(self, index: int) -> None:
        """Show the program (0) or the licences (1)."""
        self.pages.button(index).setChecked(True)
        self._stack.setCurrentIndex(index)
        if index:
            self.licences.ask()

    @Slot()
    def copy_details(self) -> None:
        """Put the versions on the clipboard, and say so."""
        QGuiApplication.clipboard().setText(version_text())
        self.copy_button.setText(self.tr("Copied"))
        self.copy_button.setAccessibleName(self.tr("Copied"))

    def _make_program_page(self, services: Services) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for title, text in self._parts(services):
            column.addWidget(label(title, "section"))
            column.addWidget(label(text, "secondary"))
            column.addSpacing(_BETWEEN_PARTS)
        column.addWidget(label(self.tr("Versions"), "section"))
        column.addLayout(_version_grid())
        column.addStretch(1)
        return page

    def _parts(self, services: Services) -> tuple[tuple[str, str], ...]:
        folder = services.desk.folder
        stays = self.tr(
            "On this computer. SkinTrack opens no connection to the network: it sends nothing and "
            "asks for nothing."
        )
        places = [stays]
        if folder is not None:
            places.append(self.tr("Your library: {folder}").format(folder=folder))
        places.append(self.tr("Settings: {folder}").format(folder=services.settings.folder))
        return (
            (
                self.tr("What it is"),
                self.tr(
                    "A place for dated photos of your skin. It lays two dates over each other, "
                    "measures redness and texture, and says how sure that is."
                ),
            ),
            (
                self.tr("What it is not"),
                self.tr(
                    "A medical device. It only tracks: it gives no diagnosis, recommends no "
                    "treatment and promises no result. What worries you is for your practitioner."
                ),
            ),
            (self.tr("Where everything stays"), "\n".join(places)),
        )


def _version_grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(2)
    grid.setColumnStretch(1, 1)
    for line, (name, said) in enumerate(version_lines()):
        value = label(said, "secondary")
        value.setAccessibleName(f"{name}: {said}")
        grid.addWidget(label(name, "secondary", wraps=False), line, 0)
        grid.addWidget(value, line, 1)
    return grid


def _drawn_icon(ratio: float) -> QLabel:
    """Return the icon of the program, which says nothing that the title does not."""
    side = scaled(_ICON_PX)
    drawn = QLabel()
    drawn.setPixmap(QIcon(str(asset("icons/app.svg"))).pixmap(QSize(side, side), ratio))
    drawn.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
    return drawn
