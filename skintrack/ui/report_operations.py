"""What the report view asks of the library, as operations (``operations`` says how)."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from skintrack.errors import CancelledError
from skintrack.model import Cancelled, Progress, ReportChoices
from skintrack.ui.operations import Operation

if TYPE_CHECKING:
    from skintrack.library import Library
    from skintrack.workflows.make_report import ReportResult
    from skintrack.workflows.report_preview import ReportDraft


def make_report(label: str, output: Path, choices: ReportChoices) -> "Operation[ReportResult]":
    """Write the PDF for the practitioner."""

    def work(library: "Library", progress: Progress, cancelled: Cancelled) -> "ReportResult":
        from skintrack.workflows import make_report as workflow

        return workflow.run(library, output, choices, progress=progress, cancelled=cancelled)

    return Operation(label, work)


def gather_report(
    choices: ReportChoices, is_unwanted: Callable[[], bool]
) -> "Operation[ReportDraft | None]":
    """Gather what the report will hold; None where nobody wants it any more."""

    def work(library: "Library", _progress: Progress, cancelled: Cancelled) -> "ReportDraft | None":
        from skintrack.workflows import report_preview

        def should_stop() -> bool:
            return cancelled() or is_unwanted()

        return report_preview.gather(library, choices, should_stop)

    return Operation("", work)


def save_page(label: str, draft: "ReportDraft", page: int, output: Path) -> Operation[Path]:
    """Write one page, counted from 0, as a picture that can be printed."""

    def work(_library: "Library", _progress: Progress, cancelled: Cancelled) -> Path:
        from skintrack.workflows import report_pages

        if cancelled():
            raise CancelledError("The picture was not written.")
        report_pages.write(draft, output, {page + 1}, dpi=report_pages.PRINT_DPI)
        return output

    return Operation(label, work)
