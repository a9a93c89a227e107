"""The sessions of a course as a list."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from skintrack.model import TreatmentSession
from skintrack.ui.words import day_words, session_details, tr

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
SESSION_ROLE = Qt.ItemDataRole.UserRole + 1


class SessionsModel(QAbstractListModel):
    """Sessions by date; row n - 1 is session n."""

    def __init__(self) -> None:
        super().__init__()
        self._sessions: tuple[TreatmentSession, ...] = ()

    def show(self, sessions: tuple[TreatmentSession, ...]) -> None:
        """Take the sessions of a course; the same ones change nothing."""
        if sessions == self._sessions:
            return
        self.beginResetModel()
        self._sessions = sessions
        self.endResetModel()

    @property
    def sessions(self) -> tuple[TreatmentSession, ...]:
        """The rows."""
        return self._sessions

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        """Return the number of sessions."""
        return 0 if parent.isValid() else len(self._sessions)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a session, or its number, day and details in words."""
        if not index.isValid():
            return None
        session = self._sessions[index.row()]
        if role == SESSION_ROLE:
            return session
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            number = tr("Session {number}").format(number=index.row() + 1)
            return ", ".join(
                part for part in (number, day_words(session.date), session_details(session)) if part
            )
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (session.device, session.notes) if part) or None
        return None
