"""What is remembered of the choices of a report: plain texts, never a name, code or password."""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import TypeVar

from skintrack.model import Paper, PhotoPrivacy, ReportChoices, ReportSection, View
from skintrack.settings import LANGUAGES

_YES, _NO = "yes", "no"

E = TypeVar("E", bound=StrEnum)


def remembered(choices: ReportChoices) -> dict[str, str]:
    """Return what is kept of choices until the next report of the course."""
    return {
        "sections": _words(ReportSection, choices.sections),
        "views": _words(View, choices.views),
        "paper": choices.paper.value,
        "language": choices.language,
        "photos": choices.photos.value,
        "has_code": _YES if choices.code is not None else _NO,
        "has_data": _YES if choices.has_data else _NO,
        "has_fhir": _YES if choices.has_fhir else _NO,
    }


def wants_code(stored: Mapping[str, str]) -> bool:
    """Whether a code stood for the names; which one is not kept."""
    return stored.get("has_code") == _YES


def recalled(stored: Mapping[str, str], choices: ReportChoices) -> ReportChoices:
    """Return choices with what was kept; what is missing or unknown stays as it is."""
    sections = stored.get("sections")
    language = stored.get("language", "")
    return replace(
        choices,
        sections=choices.sections if sections is None else _members(ReportSection, sections),
        views=_members(View, stored.get("views", "")),
        paper=_member(Paper, stored.get("paper"), choices.paper),
        language=language if language in LANGUAGES else choices.language,
        photos=_member(PhotoPrivacy, stored.get("photos"), choices.photos),
        has_data=stored.get("has_data", _YES) != _NO,
        has_fhir=stored.get("has_fhir") == _YES,
    )


def _words(kind: type[E], chosen: frozenset[E]) -> str:
    return " ".join(each.value for each in kind if each in chosen)


def _members(kind: type[E], words: str) -> frozenset[E]:
    chosen = words.split()
    return frozenset(each for each in kind if each.value in chosen)


def _member(kind: type[E], word: str | None, fallback: E) -> E:
    return next((each for each in kind if each.value == word), fallback)
