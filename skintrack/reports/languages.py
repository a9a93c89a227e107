"""A report in another language: the same content, each phrase said from the catalogue."""

from dataclasses import replace
from typing import Any

from skintrack.model.catalogue import Catalogue
from skintrack.model.phrase import translated
from skintrack.reports.content import ReportContent
from skintrack.reports.named_parts import named_parts


def spoken_content(content: ReportContent, language: str, texts: Catalogue) -> ReportContent:
    """Return a report in a language.

    Parameters
    ----------
    content : ReportContent
        In English, as it is built; names and notes of the user stay as they are.
    language : str
        Its code, such as ``de``; says how the PDF is read aloud.
    texts : Catalogue
        Its texts.
    """
    said: ReportContent = _said(content, texts)
    return replace(said, language=language)


def _said(value: Any, texts: Catalogue) -> Any:
    if isinstance(value, str):
        return translated(value, texts)
    parts = named_parts(value)
    if parts is not None:
        return type(value)(**{name: _said(part, texts) for name, part in parts.items()})
    if isinstance(value, tuple):
        return tuple(_said(each, texts) for each in value)
    return value
