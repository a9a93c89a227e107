"""Where the sources disagree, and what this program takes."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from skintrack.treatment.plan import disagreements
from skintrack.ui.session.tall_dialog import TallDialog
from skintrack.ui.widgets.basic import column, label, surface
from skintrack.ui.words import said, tr

_SIZE = QSize(640, 720)


class DisagreementsDialog(TallDialog):
    """A list to read."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            parent,
            self.tr("Where sources disagree"),
            self.tr(
                "The numbers come from short articles without references. They are good enough to "
                "begin with, and you can change every one of them."
            ),
            "",
            _SIZE,
        )
        for each in disagreements():
            taken = tr("Taken here: {words}").format(words=said(each.taken))
            lines = column(
                label(said(each.issue), "section"),
                label(said(each.says), "secondary"),
                label(taken),
                spacing=3,
            )
            lines.setContentsMargins(16, 10, 16, 12)
            self.content.addWidget(surface("card", lines))
        self.content.addStretch(1)
