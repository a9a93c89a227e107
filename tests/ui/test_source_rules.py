"""Habits of the window's code that no linter checks."""

import re
from pathlib import Path

import pytest

import skintrack

PACKAGE = Path(skintrack.__file__).parent
FILES = sorted([*(PACKAGE / "ui").rglob("*.py"), PACKAGE / "app.py"])

RULES = {
    "keeps the window alive": r"connect\(\s*lambda",
    "events handled out of order": r"processEvents",
    "a dialog that blocks": r"\bdialog\w*\.exec\(",
    "a message box that blocks": r"QMessageBox\.(information|warning|critical|question)",
    "a file dialog that blocks": r"QFileDialog\.get",
    "a global application": r"qApp|QApplication\.instance\(\)\.",
    "a pixmap off the GUI thread": r"QPixmap\.loadFromData",
    "a translator that Qt's own threads wait for": r"class \w+\(.*QTranslator",
}


@pytest.mark.parametrize("reason", RULES)
def test_no_file_of_the_window(reason):
    found = [
        f"{path.relative_to(PACKAGE)}:{number}"
        for path in FILES
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if re.search(RULES[reason], line)
    ]
    assert found == []


def test_the_rules_bite():
    bad = "self.button.clicked.connect(lambda: self.close())"
    assert re.search(RULES["keeps the window alive"], bad)


def test_arrays_become_images_in_one_file_only():
    makers = [
        path.name
        for path in FILES
        if re.search(r"QImage\(\w+,|QImage\.fromData", path.read_text(encoding="utf-8"))
    ]
    assert makers == ["qimage.py"]
