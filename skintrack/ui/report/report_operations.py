"""Reports that are read back and pages that are typed back, as operations on the library.

Run again after it was undone, each brings back the same records: other edits know their ids.
"""

from datetime import date
from typing import TYPE_CHECKING

from skintrack.model import Cancelled, Changes, CourseId, Progress
from skintrack.ui.operations import Operation

if TYPE_CHECKING:
    from skintrack.library import Library
    from skintrack.workflows.import_report import Imported
    from skintrack.workflows.read_report import ReadReport
    from skintrack.workflows.report_digest import Offer
    from skintrack.workflows.type_back import PractitionerPage, TypedBack


def find_offer(report: "ReadReport", course_id: CourseId, today: date) -> "Operation[Offer]":
    """Look for the course of a report, and for what it lacks."""

    def work(library: "Library", _progress: Progress, _cancelled: Cancelled) -> "Offer":
        from skintrack.workflows import report_digest

        return report_digest.offer_of(library, report, course_id, today)

    return Operation("", work)


def add_report(
    label: str, report: "ReadReport", course_id: CourseId, today: date
) -> "Operation[Imported]":
    """Add to a course what it lacks of a report."""
    kept: list[Imported] = []

    def work(library: "Library", _progress: Progress, _cancelled: Cancelled) -> "Imported":
        from skintrack.workflows import import_report

        if kept:
            import_report.add_again(library, kept[0])
        else:
            kept.append(import_report.run(library, report, course_id, today))
        return kept[0]

    return Operation(label, work)


def take_report_back(imported: "Imported") -> Operation[Changes]:
    """Take back what was added of a report."""

    def work(library: "Library", _progress: Progress, _cancelled: Cancelled) -> Changes:
        from skintrack.workflows import import_report

        return import_report.take_back(library, imported)

    return Operation("", work)


def type_back(page: "PractitionerPage", course_id: CourseId) -> "Operation[TypedBack]":
    """Keep what stands on a practitioner's page."""
    kept: list[TypedBack] = []

    def work(library: "Library", _progress: Progress, _cancelled: Cancelled) -> "TypedBack":
        from skintrack.workflows import type_back as workflow

        if kept:
            workflow.keep_again(library, kept[0])
        else:
            kept.append(workflow.run(library, page, course_id))
        return kept[0]

    return Operation("", work)


def take_page_back(typed: "TypedBack") -> Operation[Changes]:
    """Let everything be as it was before a page was typed back."""

    def work(library: "Library", _progress: Progress, _cancelled: Cancelled) -> Changes:
        from skintrack.workflows import type_back as workflow

        return workflow.take_back(library, typed)

    return Operation("", work)
