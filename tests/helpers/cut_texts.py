"""What a window shows less of than there is: words that are cut, controls of odd heights."""

from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

_WITHOUT_FRAME = ("link", "plain")
_FIELDS = (QLineEdit, QComboBox, QAbstractSpinBox, QPushButton)


def cut_texts(root: QWidget) -> list[str]:
    """Return the words of labels and buttons that have too little room.

    What ends in an ellipsis on purpose has ``whole_text`` and is left out.
    """
    return [
        _words(each)
        for each in root.findChildren(QWidget)
        if each.isVisible() and not hasattr(each, "whole_text") and _is_cut(each)
    ]


def odd_heights(root: QWidget) -> dict[str, int]:
    """Return the heights of framed buttons and fields that differ from the usual one."""
    usual = QLineEdit()
    usual.ensurePolished()
    height = usual.sizeHint().height()
    return {
        f"{type(each).__name__} {each.accessibleName()}": each.height()
        for each in root.findChildren(QWidget)
        if each.isVisible() and _is_field(each) and each.height() != height
    }


def _is_field(widget: QWidget) -> bool:
    if not isinstance(widget, _FIELDS) or widget.property("role") in _WITHOUT_FRAME:
        return False
    if isinstance(widget, QPushButton) and not widget.text():
        return False  # a picture that can be pressed
    parent = widget.parentWidget()
    is_inside = isinstance(parent, QComboBox | QAbstractSpinBox)
    # Own kinds of buttons, such as the heads of groups, have heights of their own.
    return not is_inside and not type(widget).__name__.startswith("_")


def _is_cut(widget: QWidget) -> bool:
    if isinstance(widget, QLabel):
        if not widget.text():
            return False
        hint = widget.sizeHint()
        if widget.wordWrap():
            return widget.heightForWidth(widget.width()) > widget.height() + 1
        return hint.width() > widget.width() + 1 or hint.height() > widget.height() + 1
    if isinstance(widget, QAbstractButton):
        return bool(widget.text()) and widget.sizeHint().width() > widget.width() + 1
    return False


def _words(widget: QWidget) -> str:
    return str(widget.text()) if isinstance(widget, QLabel | QAbstractButton) else ""
