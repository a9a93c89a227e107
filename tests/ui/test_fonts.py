import pytest
from PySide6.QtGui import QTextLayout

from skintrack.ui.fonts import BASE_PX, ui_font

pytestmark = pytest.mark.gui


def glyphs(text: str) -> list[int]:
    layout = QTextLayout(text, ui_font(BASE_PX))
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return [glyph for run in layout.glyphRuns() for glyph in run.glyphIndexes()]


@pytest.mark.usefixtures("program")
@pytest.mark.parametrize("name", ["Linux 6.1 x86_64", "1920x1080", "before->after"])
def test_names_are_drawn_with_the_signs_they_are_written_with(name: str) -> None:
    assert glyphs(name) == [glyph for sign in name for glyph in glyphs(sign)]
