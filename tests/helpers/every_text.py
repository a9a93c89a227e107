"""Every text that a widget holds, also what is not to be seen at the moment."""

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget


def shown(*roots: QWidget) -> list[str]:
    """Return every text of the widgets below some."""
    words: list[str] = []
    for root in roots:
        for each in (root, *root.findChildren(QWidget)):
            words += [each.toolTip(), each.accessibleName(), each.accessibleDescription()]
            words.append(each.windowTitle())
            if isinstance(each, QLabel | QLineEdit):
                words.append(each.text())
            elif isinstance(each, QPlainTextEdit):
                words.append(each.toPlainText())
            elif isinstance(each, QComboBox):
                words += [each.itemText(index) for index in range(each.count())]
            elif hasattr(each, "text") and callable(each.text):
                words.append(each.text())
            words.append(getattr(each, "whole_text", ""))
    return [word for word in words if word]
