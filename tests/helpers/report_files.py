"""The material of a report and the files inside it, from an open library."""

import json
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from skintrack.model import ReportChoices
from skintrack.model.catalogue import ENGLISH
from skintrack.model.progress import never_cancelled, no_progress
from skintrack.reports import Attachment, ReportMaterial
from skintrack.workflows import gather_report, report_data
from tests.helpers.noted_library import DAY

REPORT_ID = "ST-1234-ABCD"


@dataclass(frozen=True)
class ReportFiles:
    """What a report is made from, and its files."""

    material: ReportMaterial
    files: dict[str, Attachment]

    @property
    def document(self):
        return json.loads(self.files[report_data.DOCUMENT_NAME].data)

    @property
    def fhir(self):
        return json.loads(self.files[report_data.FHIR_NAME].data)


def report_files(library, **choices) -> ReportFiles:
    chosen = ReportChoices(**{"report_day": DAY, **choices})
    material = gather_report.run(
        library, chosen, ENGLISH, progress=no_progress, cancelled=never_cancelled
    )
    files = report_data.attachments_of(material, REPORT_ID)
    return ReportFiles(material, {file.name: file for file in files})


def attached(path: Path, password: str = "") -> dict[str, bytes]:
    """Return the files inside a PDF."""
    with pikepdf.open(path, password=password) as pdf:
        return {name: spec.get_file().read_bytes() for name, spec in pdf.attachments.items()}
