"""Write a recovery key as a page to print."""

from pathlib import Path

from skintrack.reports.key_page import KeyPage, render_key_page
from skintrack.workflows.safe_file import write_safely


def run(output: Path, page: KeyPage) -> Path:
    """Write the page as PDF and return where it is.

    Raises
    ------
    InputError
        With code ``inside_library`` for a file in a library: who has that must not have its key.
    StorageError
        If the file cannot be written.
    """
    write_safely(output, render_key_page(page))
    return output
