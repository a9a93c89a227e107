"""Write a ``.po`` file: what is known is kept, what is new has an empty translation."""

import json
from collections.abc import Iterable, Mapping
from string import Formatter

from skintrack.model.catalogue import Entry
from translations.extract import Text

_WIDTH = 96
_HEADER_KEY = (None, "")


def merged(known: Iterable[Entry], texts: Mapping[tuple[str | None, str], Text]) -> list[Entry]:
    """Return the header and one entry for each text of the program, with its translation."""
    by_key = {entry.key: entry for entry in known}
    entries = [by_key[_HEADER_KEY]]
    for key, text in texts.items():
        old = by_key.get(key)
        forms = 1 if text.plural is None else 2
        said = old.texts if old is not None and len(old.texts) == forms else ("",) * forms
        comments = (*_kept_comments(old), f"#: {text.where}")
        entries.append(Entry(text.text, said, text.context, text.plural, comments))
    return entries


def written(entries: Iterable[Entry]) -> str:
    """Return the text of a ``.po`` file."""
    return "\n".join(_block(entry) for entry in entries)


def is_missing(entry: Entry) -> bool:
    """Whether a translation, or one of its forms, is empty."""
    return not all(entry.texts)


def wrong_places(entry: Entry) -> bool:
    """Whether a translation names other places than the English text."""
    wanted = _places(entry.text) | _places(entry.plural or "")
    is_counted = entry.plural is not None
    return any(
        not (_places(text) == wanted or (is_counted and _places(text) | {"count"} == wanted))
        for text in entry.texts
        if text
    )


def _places(text: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def _kept_comments(old: Entry | None) -> tuple[str, ...]:
    if old is None:
        return ()
    return tuple(line for line in old.comments if not line.startswith("#:"))


def _block(entry: Entry) -> str:
    lines = [*entry.comments]
    if entry.context is not None:
        lines.append(f"msgctxt {_quoted(entry.context)}")
    lines.append(f"msgid {_quoted(entry.text)}")
    if entry.plural is None:
        lines.append(f"msgstr {_quoted(entry.texts[0])}")
    else:
        lines.append(f"msgid_plural {_quoted(entry.plural)}")
        lines += [f"msgstr[{place}] {_quoted(text)}" for place, text in enumerate(entry.texts)]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    if len(text) <= _WIDTH - len('msgid ""') and "\n" not in text.rstrip("\n"):
        return json.dumps(text, ensure_ascii=False)
    return "\n".join(['""', *(json.dumps(part, ensure_ascii=False) for part in _parts(text))])


def _parts(text: str) -> list[str]:
    parts = [""]
    for word in text.replace("\n", "\n\0").replace(" ", " \0").split("\0"):
        if parts[-1] and (parts[-1].endswith("\n") or len(parts[-1] + word) > _WIDTH):
            parts.append("")
        parts[-1] += word
    return [part for part in parts if part]
