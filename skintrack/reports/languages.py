"""A report in another language: the same content, each phrase said from the catalogue."""

from dataclasses import fields, is_dataclass, replace
from typing import Any

from skintrack.model.catalogue import Catalogue
from skintrack.model.phrase import translated
from skintrack.reports.content import ReportContent


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
    if isinstance(value, tuple):
        return tuple(_said(each, texts) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        parts = {each.name: _said(getattr(value, each.name), texts) for each in fields(value)}
        return replace(value, **parts)
    return value
