"""The printable colour card as PDF: the layout of ``model.card`` in Typst."""

from dataclasses import dataclass
from datetime import UTC, datetime

import typst

from skintrack.errors import InternalError
from skintrack.model import Paper
from skintrack.model import card as layout
from skintrack.reports import card_words
from skintrack.reports.typst_call import compile_files
from skintrack.resources import asset

Bits = tuple[tuple[bool, ...], ...]

_NAME_GAP_MM = 1.0
_TIMESTAMP = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class CardPage:
    """One print of the card.

    ``serial`` names it; ``markers`` are the bits of its corners (True is white), clockwise from
    the upper left.
    """

    serial: str
    markers: tuple[Bits, Bits, Bits, Bits]
    paper: Paper = Paper.A4


def render_card(page: CardPage) -> bytes:
    """Return the card as PDF/A-3a and PDF/UA-1; the same page gives the same bytes.

    Raises
    ------
    InternalError
        If Typst refuses the document.
    """
    files = {"main.typ": asset("card/main.typ").read_bytes()}
    data = {
        "paper": page.paper.value,
        "serial": page.serial,
        "card": _card(page),
        "words": _words(page.serial),
    }
    try:
        return compile_files(files, {"card.json": data}, timestamp=_TIMESTAMP)
    except typst.TypstError as error:
        raise InternalError(f"The colour card could not be laid out: {error}") from error


def _card(page: CardPage) -> dict[str, object]:
    field = layout.Box(
        layout.FIELD_LEFT_MM, layout.FIELD_TOP_MM, layout.FIELD_WIDTH_MM, layout.FIELD_HEIGHT_MM
    )
    (left, top), (right, _) = layout.MARKER_CORNERS_MM[:2]
    name_left = left + layout.MARKER_MM + _NAME_GAP_MM
    name = layout.Box(name_left, top, right - _NAME_GAP_MM - name_left, layout.MARKER_MM)
    return {
        "width": layout.WIDTH_MM,
        "height": layout.HEIGHT_MM,
        "marker_mm": layout.MARKER_MM,
        "markers": [
            {"left": x, "top": y, "bits": bits}
            for (x, y), bits in zip(layout.MARKER_CORNERS_MM, page.markers, strict=True)
        ],
        "field": {**field._asdict(), "color": _hex(layout.FIELD_SRGB)},
        "patches": [
            {**patch.box._asdict(), "color": _hex(patch.srgb)} for patch in layout.patches()
        ],
        "name": name._asdict(),
        "ruler": {
            "left": layout.RULER_LEFT_MM,
            "top": layout.RULER_TOP_MM,
            "length": layout.RULER_MM,
        },
    }


def _words(serial: str) -> dict[str, object]:
    return {
        "title": card_words.TITLE,
        "purpose": card_words.PURPOSE,
        "card_name": card_words.CARD_NAME,
        "card_hint": card_words.CARD_HINT,
        "card_alt": card_words.CARD_ALT,
        "ruler": card_words.RULER,
        "print_title": card_words.PRINT_TITLE,
        "print_steps": [step._asdict() for step in card_words.PRINT_STEPS],
        "hold_title": card_words.HOLD_TITLE,
        "hold_steps": [step._asdict() for step in card_words.HOLD_STEPS],
        "drawing_alt": card_words.DRAWING_ALT,
        "serial_title": card_words.SERIAL_TITLE,
        "serial_text": card_words.serial_text(serial),
        "footer": card_words.FOOTER,
    }


def _hex(srgb: tuple[int, int, int]) -> str:
    return "#{:02x}{:02x}{:02x}".format(*srgb)
