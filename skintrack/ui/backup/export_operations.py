"""Exporting and importing exports, each as an ``Operation`` for the desk."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from skintrack.ui.operations import Operation

if TYPE_CHECKING:
    from pathlib import Path

    from skintrack.library import Library
    from skintrack.model.progress import Cancelled, Progress
    from skintrack.workflows.export_library import ExportResult
    from skintrack.workflows.import_export import ImportedExport


def export(label: str, name: str, folder: Path, *, with_originals: bool) -> Operation[ExportResult]:
    """Write everything into a new folder of that name and this day."""

    def work(library: Library, progress: Progress, cancelled: Cancelled) -> ExportResult:
        from skintrack.workflows import export_library

        today = datetime.now().astimezone().date().isoformat()
        output, number = folder / f"{name} {today}", 2
        while output.exists():
            output = folder / f"{name} {today} {number}"
            number += 1
        return export_library.run(
            library, output, originals=with_originals, progress=progress, cancelled=cancelled
        )

    return Operation(label, work)


def bring_back(label: str, folder: Path) -> Operation[ImportedExport]:
    """Import an export."""

    def work(library: Library, progress: Progress, cancelled: Cancelled) -> ImportedExport:
        from skintrack.workflows import import_export

        return import_export.run(library, folder, progress=progress, cancelled=cancelled)

    return Operation(label, work)
