"""The progress report: plain data → Typst → PDF.

``build`` says in words what model objects mean, ``content`` holds it, ``typst_pdf`` lays it out
with the template of ``assets/report``. ``card_page`` makes the printable colour card, ``key_page``
that of a recovery key; both are imported by their own names. Imports only ``model``, ``resources``
and ``errors``; no Qt.
"""

from skintrack.reports.answer import main_regions
from skintrack.reports.build import build_content
from skintrack.reports.content import (
    Attachment,
    ChosenPair,
    ReportContent,
    ReportMaterial,
    ReportVisit,
)
from skintrack.reports.languages import spoken_content
from skintrack.reports.parts import FaceOutline, TreatmentWords
from skintrack.reports.pictures import Chart, Picture
from skintrack.reports.typst_pdf import RenderedReport, render_pages, render_pdf
from skintrack.reports.wording import FILE_DAMAGED, FILE_MISSING

__all__ = [
    "FILE_DAMAGED",
    "FILE_MISSING",
    "Attachment",
    "Chart",
    "ChosenPair",
    "FaceOutline",
    "Picture",
    "RenderedReport",
    "ReportContent",
    "ReportMaterial",
    "ReportVisit",
    "TreatmentWords",
    "build_content",
    "main_regions",
    "render_pages",
    "render_pdf",
    "spoken_content",
]
