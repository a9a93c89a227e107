"""The dialog for files, where the system has none of its own: its arrows are seen in the dark."""

import pytest
from PySide6.QtWidgets import QFileDialog, QToolButton

pytestmark = pytest.mark.gui


@pytest.mark.parametrize("name", ["toParentButton", "backButton", "forwardButton"])
@pytest.mark.parametrize(("theme", "is_light"), [("dark", True), ("light", False)])
def test_arrows_stand_out(program, qtbot, theme, is_light, name):
    program.services.theme.set_choice(theme)
    dialog = QFileDialog(program.window)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    dialog.show()
    button = dialog.findChild(QToolButton, name)
    assert button is not None
    image = button.icon().pixmap(20, 20).toImage()
    seen = [
        image.pixelColor(x, y).lightness()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() > 200
    ]
    assert seen
    assert (min(seen) > 140) is is_light
    assert (max(seen) < 110) is not is_light
