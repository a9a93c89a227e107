"""Single pages of the report as pictures, without metadata: the summary for a message, or all."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from skintrack.errors import CancelledError, InputError
from skintrack.library.storage import storage_error
from skintrack.model import Cancelled, ReportChoices, never_cancelled
from skintrack.model.phrase import Phrase
from skintrack.workflows import report_preview
from skintrack.workflows.report_preview import ReportDraft
from skintrack.workflows.safe_file import refuse_harmful_output, write_safely

if TYPE_CHECKING:
    from skintrack.library import Library

SUMMARY = frozenset({1})
SCREEN_DPI, PRINT_DPI = 150.0, 300.0
_PICTURE_ENDING = ".png"


@dataclass(frozen=True)
class PagesResult:
    """Pages that were written, in their order."""

    paths: tuple[Path, ...]
    report_id: str
    page_count: int
    photo_count: int


def run(
    library: "Library",
    target: Path,
    choices: ReportChoices,
    pages: frozenset[int] = SUMMARY,
    *,
    dpi: float = SCREEN_DPI,
    cancelled: Cancelled = never_cancelled,
) -> PagesResult:
    """Write pages of the report as PNG.

    Parameters
    ----------
    library : Library
        An open library, analysed.
    target : Path
        A file that ends in ``.png`` for one page, else a folder; it is made if it is missing.
    choices : ReportChoices
        What goes in. A password locks PDFs only.
    pages : frozenset of int
        Their numbers, from 1; empty for all.
    dpi : float
        Pixels per inch of the paper.
    cancelled : callable

    Raises
    ------
    InputError
        With code ``no_such_page``, ``one_page`` if several pages are to become one file, or
        ``locked_page`` if a password is wanted; and as ``make_report.run``.
    StorageError
        If a file cannot be written; those before it are whole.
    CancelledError
        If the user asked to stop; nothing is written then.
    """
    if choices.password is not None:
        raise InputError(
            Phrase(
                "A picture cannot be locked with a password. Save the report as PDF, or the "
                "picture without a password."
            ),
            "locked_page",
        )
    draft = report_preview.gather(library, choices, cancelled)
    if draft is None:
        raise CancelledError("The picture was not written.")
    return write(draft, target, pages, dpi=dpi)


def write(
    draft: ReportDraft, target: Path, pages: Iterable[int] = SUMMARY, *, dpi: float = SCREEN_DPI
) -> PagesResult:
    """Write pages of a report that was gathered; parameters and errors as in `run`."""
    refuse_harmful_output(target)
    pictures = draft.pages(dpi)
    wanted = sorted(set(pages)) or list(range(1, len(pictures) + 1))
    for number in wanted:
        if not 1 <= number <= len(pictures):
            raise InputError(
                Phrase(
                    "The report has {count} pages; there is no page {number}.",
                    count=len(pictures),
                    number=number,
                ),
                "no_such_page",
            )
    paths = tuple(_paths(target, wanted, len(pictures)))
    for path, number in zip(paths, wanted, strict=True):
        write_safely(path, pictures[number - 1])
    return PagesResult(paths, draft.content.report_id, len(pictures), draft.photo_count)


def _paths(target: Path, wanted: list[int], count: int) -> Iterable[Path]:
    """Yield where each page goes; names sort as the pages do."""
    if target.suffix.lower() == _PICTURE_ENDING:
        if len(wanted) > 1:
            raise InputError(
                Phrase("Several pages need a folder. Choose one, or save a single page."),
                "one_page",
            )
        yield target
        return
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise storage_error(error, target.name) from error
    digits = len(str(count))
    for number in wanted:
        yield target / f"page-{number:0{digits}d}{_PICTURE_ENDING}"
