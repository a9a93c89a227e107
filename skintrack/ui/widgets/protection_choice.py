"""With a passphrase or without: what each means, and the fields for the first."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QRadioButton, QVBoxLayout, QWidget

from skintrack.ui.widgets.basic import ChoiceGroup, label
from skintrack.ui.widgets.passphrase import NewPassphraseFields
from skintrack.ui.words import tr

_INDENT = 30  # where the words of a choice begin


class ProtectionChoice(QWidget):
    """Asks whether a library is encrypted, in words that promise no more than is true."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._group = ChoiceGroup(self)
        self.with_button = QRadioButton(self.tr("Protect with a passphrase (recommended)"))
        self.without_button = QRadioButton(self.tr("Without a passphrase"))
        for index, each in enumerate((self.with_button, self.without_button)):
            each.setAccessibleName(each.text())
            self._group.addButton(each, index)
        self.fields = NewPassphraseFields()
        self.fields.changed.connect(self.changed)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        self._layout.addWidget(self.with_button)
        self._add_below(label(promise(), "secondary"))
        self._layout.addSpacing(6)
        self._add_below(self.fields)
        self._add_below(label(warning(), "secondary"))
        self._layout.addSpacing(10)
        self._layout.addWidget(self.without_button)
        self._add_below(
            label(
                self.tr(
                    "Whoever uses this computer, or has its disk, can see the photos. You can set "
                    "a passphrase later."
                ),
                "secondary",
            )
        )
        self.with_button.setChecked(True)
        self._group.idClicked.connect(self._follow)

    @property
    def passphrase(self) -> str | None:
        """The passphrase, or None for a library without one."""
        return self.fields.passphrase if self.with_button.isChecked() else None

    @property
    def problem(self) -> str:
        """What is missing, in one sentence; empty where nothing is."""
        return self.fields.problem if self.with_button.isChecked() else ""

    @Slot()
    def _follow(self) -> None:
        self.fields.setEnabled(self.with_button.isChecked())
        if not self.with_button.isChecked():
            self.fields.wipe()
        self.changed.emit()

    def _add_below(self, widget: QWidget) -> None:
        box = QVBoxLayout()
        box.setContentsMargins(_INDENT, 0, 0, 0)
        box.addWidget(widget)
        self._layout.addLayout(box)


def promise() -> str:
    """Return what encryption protects from, and what not."""
    return tr(
        "Photos, names and notes are encrypted. Whoever finds the computer, the folder or a backup "
        "sees nothing of them. While the library is open, it does not protect from someone at this "
        "computer."
    )


def warning() -> str:
    """Return what becomes of photos whose passphrase and recovery key are lost."""
    return tr(
        "Nobody can bring a passphrase back. You get a recovery key to print. If you lose both, "
        "the photos are gone: nobody can help, not even we."
    )
