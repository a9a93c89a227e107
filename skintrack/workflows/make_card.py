"""Make a printable colour card with a serial of its own."""

import secrets
from dataclasses import dataclass
from pathlib import Path

from skintrack.analysis.color_card import marker_bits
from skintrack.errors import InputError
from skintrack.model import Paper
from skintrack.model import card as layout
from skintrack.model.phrase import Phrase
from skintrack.reports.card_page import CardPage, render_card
from skintrack.workflows.safe_file import write_safely

_PAPERS = {"a4": Paper.A4, "letter": Paper.LETTER}


@dataclass(frozen=True)
class CardResult:
    """A card that was written."""

    path: Path
    serial: str


def run(output: Path, *, paper: str = "a4", serial: str | None = None) -> CardResult:
    """Write a colour card as PDF.

    Parameters
    ----------
    output : Path
        The PDF.
    paper : str
        ``a4`` or ``letter``.
    serial : str, optional
        Of a card to be printed again on the same printer; without it the card gets a new one.

    Raises
    ------
    InputError
        With code ``serial`` if the serial is none, ``inside_library`` for a file in a library.
    StorageError
        If the file cannot be written.
    """
    number = secrets.randbelow(layout.SERIAL_COUNT) if serial is None else layout.number_of(serial)
    if number is None:
        raise InputError(
            Phrase(
                "“{serial}” is no serial of a colour card. It is printed between the upper "
                "corners: {serial_length} letters and digits.",
                serial=str(serial),
                serial_length=layout.SERIAL_LENGTH,
            ),
            "serial",
        )
    first, second, third, fourth = (marker_bits(marker) for marker in layout.marker_ids(number))
    name = layout.serial_of(number)
    page = CardPage(name, (first, second, third, fourth), _PAPERS[paper])
    write_safely(output, render_card(page))
    return CardResult(output, name)
