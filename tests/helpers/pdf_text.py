"""What a PDF says: text of each page (through poppler) and alternative texts (through pikepdf)."""

import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest


def page_texts(path: Path) -> list[str]:
    """Return the text of each page with single spaces; skips where pdftotext is missing."""
    pdftotext = shutil.which("pdftotext")
    if pdftotext is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    command = [pdftotext, "-enc", "UTF-8", str(path), "-"]
    text = subprocess.run(command, check=True, capture_output=True).stdout.decode()
    return [" ".join(page.split()) for page in text.split("\f")[:-1]]


def alternative_texts(path: Path) -> list[str]:
    """Return the alternative text of every figure in the structure tree."""
    with pikepdf.open(path) as pdf:
        return [
            str(element.get("/Alt", ""))
            for element in pdf.objects
            if isinstance(element, pikepdf.Dictionary) and element.get("/S") == "/Figure"
        ]
