"""What the window says, and whether any of it was left in English."""

import re
from collections.abc import Iterator

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
)

from skintrack.model.catalogue import Catalogue

_FEWEST_LETTERS = 6
_MOST_ROWS = 30


def shown_texts(widget: QWidget) -> Iterator[str]:
    """Yield every text of a widget and all in it: shown, spoken or in a tool tip."""
    for each in (widget, *widget.findChildren(QWidget)):
        if isinstance(each, QMenu):
            yield from (action.text().split("\t")[0] for action in each.actions())
        if each is not widget and not each.isVisible():
            continue
        yield from (each.accessibleName(), each.accessibleDescription(), each.toolTip())
        yield each.windowTitle()
        yield from _texts_of(each)


def _texts_of(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(place) for place in range(widget.count()))
    elif isinstance(widget, QLineEdit | QPlainTextEdit):
        yield widget.placeholderText()
    elif isinstance(widget, QAbstractItemView):
        yield from _texts_of_table(widget)


def _texts_of_table(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    is_list = isinstance(model, QAbstractListModel)
    columns = 1 if is_list else model.columnCount(QModelIndex())
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
    for row in range(min(model.rowCount(QModelIndex()), _MOST_ROWS)):
        for column in range(columns):
            for role in roles:
                text = model.index(row, column).data(role)
                if isinstance(text, str):
                    yield text
    for column in range(columns):
        text = model.headerData(column, Qt.Orientation.Horizontal)
        if isinstance(text, str):
            yield text


class Untranslated:
    """Finds texts that the catalogue knows in another language."""

    def __init__(self, texts: Catalogue) -> None:
        self._whole: set[str] = set()
        self._patterns: list[re.Pattern[str]] = []
        own = {text for entry in texts.entries.values() for text in entry.texts}
        for entry in texts.entries.values():
            for english in filter(None, (entry.text, entry.plural)):
                if english in own:
                    continue
                if "{" not in english:
                    self._whole.add(english)
                elif len(re.sub(r"{[^}]*}|[^a-zA-Z]", "", english)) >= _FEWEST_LETTERS:
                    parts = re.split(r"{[^}]*}", english)
                    self._patterns.append(re.compile("(.+)".join(map(re.escape, parts))))

    def is_english(self, text: str) -> bool:
        """Whether a text stands in the catalogue as English, alone or as a part of a list."""
        parts = [part.strip() for part in re.split(r" · |\n", text)]
        return any(self._is_english(part) for part in (text, *parts) if part)

    def _is_english(self, text: str) -> bool:
        return text in self._whole or any(each.fullmatch(text) for each in self._patterns)
