"""The page of a recovery key as PDF, to be printed and kept."""

from dataclasses import dataclass, field

import typst

from skintrack.errors import InternalError
from skintrack.model import Paper
from skintrack.reports.typst_call import compile_files
from skintrack.resources import asset


@dataclass(frozen=True)
class KeyPage:
    """What stands on the page, in the language of who reads it.

    Attributes
    ----------
    key : str
        Groups of signs with a space between each two.
    title, purpose : str
        Above the key.
    lines : tuple of str
        Below it, a paragraph each.
    language : str
        ISO 639-1, for who has the page read aloud.
    """

    key: str = field(repr=False)
    title: str
    purpose: str
    lines: tuple[str, ...]
    language: str = "en"
    paper: Paper = Paper.A4


def render_key_page(page: KeyPage) -> bytes:
    """Return the page as PDF/A-3a and PDF/UA-1.

    Raises
    ------
    InternalError
        If Typst refuses the document.
    """
    data = {
        "groups": page.key.split(),
        "title": page.title,
        "purpose": page.purpose,
        "lines": list(page.lines),
        "language": page.language,
        "paper": page.paper.value,
    }
    try:
        return compile_files({"main.typ": asset("keys/main.typ").read_bytes()}, {"page.json": data})
    except typst.TypstError:
        # Not with its words, nor with the error as its cause: they may hold the key.
        raise InternalError("The page of the recovery key could not be laid out.") from None
