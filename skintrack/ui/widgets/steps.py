"""Pages of a form, one after the other; only the room of the one that is shown is taken."""

from PySide6.QtWidgets import QVBoxLayout, QWidget


class Steps(QWidget):
    """Shows one of its pages; a stack would be as high as the highest of them."""

    def __init__(self, *pages: QWidget) -> None:
        super().__init__()
        self._pages = pages
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for page in pages:
            self._column.addWidget(page)
        self.current = pages[0]
        self.show_page(self.current)

    def show_page(self, page: QWidget) -> None:
        """Show one page in place of the other."""
        self.current = page
        # The new one last: for a moment both would be higher than the form.
        for each in sorted(self._pages, key=lambda each: each is page):
            each.setVisible(each is page)
        self._column.activate()
