"""What a person does to add photos: drop them, look at the review, press the one button."""


def add_photos(window, qtbot, paths):
    """Add photos through the review, see them in the library, and go to the timeline."""
    window.imports.import_paths(paths)
    view = window.view("import")
    qtbot.waitUntil(lambda: bool(view.review.model.rows) and not view.review.glances.is_working)
    view.confirm()
    qtbot.waitUntil(lambda: view.is_over and not view.review.is_running, timeout=20_000)
    view.confirm()
