"""The progress report of a course as PDF."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from skintrack.errors import CancelledError
from skintrack.model import (
    Cancelled,
    Progress,
    ReportChoices,
    never_cancelled,
    no_progress,
)
from skintrack.model.catalogue import ENGLISH
from skintrack.reports import (
    ReportContent,
    build_content,
    render_pages,
    render_pdf,
    spoken_content,
)
from skintrack.reports.locking import lock_pdf
from skintrack.reports.password import prepared_password
from skintrack.resources import catalogue
from skintrack.workflows import gather_report
from skintrack.workflows.report_data import attachments_of
from skintrack.workflows.safe_file import write_safely

if TYPE_CHECKING:
    from skintrack.library import Library

EVERYTHING = ReportChoices()


@dataclass(frozen=True)
class ReportResult:
    """A report that was written; ``letters_note`` says which letters could not be printed."""

    path: Path
    page_count: int
    report_id: str
    photo_count: int
    letters_note: str = ""


def run(
    library: "Library",
    output: Path,
    choices: ReportChoices = EVERYTHING,
    *,
    progress: Progress = no_progress,
    cancelled: Cancelled = never_cancelled,
) -> ReportResult:
    """Write the progress report of a course.

    The same library, choices and report day give the same bytes, unless a password locks them.

    Parameters
    ----------
    library : Library
        An open library, analysed.
    output : Path
        The PDF to write; an older one is replaced only when the new one is complete.
    choices : ReportChoices
        What goes in; without them the whole newest course.
    progress, cancelled : callable
        Where it is, and whether to stop.

    Raises
    ------
    InputError
        If the library has no course, the period ends before it begins, or the password cannot
        lock a PDF.
    StorageError
        If the file cannot be written.
    CancelledError
        If the user asked to stop; nothing is written then.
    """
    if choices.password is not None:
        prepared_password(choices.password)  # refused before the work, not after it
    content, photo_count = content_of(library, choices, progress, cancelled)
    report = render_pdf(content)
    pdf = report.pdf if choices.password is None else lock_pdf(report.pdf, choices.password)
    if cancelled():
        raise CancelledError("The report was not written.")
    write_safely(output, pdf)
    return ReportResult(
        output, report.page_count, content.report_id, photo_count, report.letters_note
    )


def preview(
    library: "Library",
    choices: ReportChoices = EVERYTHING,
    *,
    dpi: float = 110.0,
    progress: Progress = no_progress,
    cancelled: Cancelled = never_cancelled,
) -> tuple[bytes, ...]:
    """Return the pages of the report as PNG, with ``dpi`` pixels per inch; nothing is written.

    Parameters and errors as in `run`.
    """
    content, _ = content_of(library, choices, progress, cancelled)
    return render_pages(content, dpi)


def content_of(
    library: "Library", choices: ReportChoices, progress: Progress, cancelled: Cancelled
) -> tuple[ReportContent, int]:
    """Return the report in the words of its language, and how many photos it shows.

    Nothing is laid out yet. Errors as in `run`.
    """
    # What was seen in the preview is written without being gathered once more.
    unlocked = replace(choices, password=None)
    return library.memory.remembered(
        "report",
        (unlocked, datetime.now(UTC).astimezone().date()),
        lambda: _gather(library, choices, progress, cancelled),
        most=1,
    )


def _gather(
    library: "Library", choices: ReportChoices, progress: Progress, cancelled: Cancelled
) -> tuple[ReportContent, int]:
    texts = catalogue(choices.language) or ENGLISH
    material = gather_report.run(library, choices, texts, progress=progress, cancelled=cancelled)
    if any(picture.jpeg is None for picture in material.pictures.values()):
        # Pages without photos would be kept in mind, also when their drive is back.
        library.inspection.check_folder()
    content = build_content(material)
    content = replace(content, attachments=attachments_of(material, content.report_id))
    shown = sum(picture.jpeg is not None for picture in material.pictures.values())
    return spoken_content(content, choices.language, texts), shown
