"""What stands where scores would be while they wait for the next milestone photo."""

from skintrack.ui.words import tr


def hidden_words() -> str:
    """Say that scores wait, as the patient asked, and how to see them sooner."""
    return tr(
        "Scores rest until your next milestone photos, as you asked. The menu of the course shows "
        "them sooner."
    )
