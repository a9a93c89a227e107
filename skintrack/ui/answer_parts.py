"""What an answer to "is it working?" consists of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from skintrack.ui.findings import Line


class Answer(NamedTuple):
    """What the timeline opens with.

    ``headline`` says how things stand where there are no ``scores``; these are one sentence for
    each, and ``where`` says what they speak of. ``lines`` are the details, ``since`` a note on
    them. ``people`` is what people said, beside the numbers and apart from them.
    """

    headline: str
    scores: tuple[Line, ...] = ()
    where: str = ""
    lines: tuple[Line, ...] = ()
    since: str = ""
    people: str = ""
