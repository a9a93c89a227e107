"""Find the texts of the program: in its source, by the calls around them, and in its data."""

import ast
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from skintrack import errors

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "skintrack"
TREATMENT = ROOT / "assets" / "treatment.toml"

_ERRORS = frozenset(
    name
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, errors.EnvironmentalError)
)
# Their first text is translated; of the second kind the first two; of the third kind all.
_ONE_TEXT = frozenset({"tr", "Phrase", *_ERRORS})
_ONE_AND_MANY = frozenset({"plural", "counted"})
_ALL_TEXTS = frozenset({"PhotoWords", "PairWords"})
# The commands speak English.
_ENGLISH_ONLY = "skintrack/cli/"
# What people do not read, or read as it is, in the data.
_UNREAD_KEYS = frozenset({"code", "kind", "source"})


@dataclass(frozen=True)
class Text:
    """A text that needs a translation, and where it stands."""

    text: str
    where: str
    plural: str | None = None
    context: str | None = None

    @property
    def key(self) -> tuple[str | None, str]:
        """What its translation is found by."""
        return self.context, self.text


class UntranslatableError(Exception):
    """A text is put together before it is translated; names the place."""


def all_texts() -> dict[tuple[str | None, str], Text]:
    """Return every text of the program by its key, in the order of the files."""
    found: dict[tuple[str | None, str], Text] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        where = path.relative_to(ROOT).as_posix()
        if where.startswith(_ENGLISH_ONLY):
            continue
        for text in texts_of(path.read_text(encoding="utf-8"), where):
            known = found.get(text.key)
            if known is None or (known.plural is None and text.plural is not None):
                found[text.key] = text
    data = tomllib.loads(TREATMENT.read_text(encoding="utf-8"))
    for said in texts_of_data(data):
        found.setdefault((None, said), Text(said, TREATMENT.relative_to(ROOT).as_posix()))
    return found


def texts_of(source: str, where: str) -> Iterator[Text]:
    """Yield the texts of a module.

    Raises
    ------
    UntranslatableError
        If an f-string is given to be translated.
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            yield from _texts_of_call(node, where)


def texts_of_data(data: object) -> Iterator[str]:
    """Yield the texts of read TOML: every value that people read."""
    if isinstance(data, Mapping):
        for key, value in data.items():
            if key not in _UNREAD_KEYS:
                yield from texts_of_data(value)
    elif isinstance(data, list):
        for item in data:
            yield from texts_of_data(item)
    elif isinstance(data, str):
        yield data


def _texts_of_call(call: ast.Call, where: str) -> Iterator[Text]:
    name = _name_of(call.func)
    if name in _ONE_TEXT and call.args:
        is_said_of = name == "tr" and len(call.args) > 1
        context = _constant(call.args[1]) if is_said_of else None
        yield from (Text(text, where, None, context) for text in _literals(call.args[0], where))
    elif name in _ONE_AND_MANY and len(call.args) > 1:
        one, many = (_constant(each) for each in call.args[:2])
        if one is not None:
            yield Text(one, where, many)
    elif name in _ALL_TEXTS:
        for each in (*call.args, *(keyword.value for keyword in call.keywords)):
            yield from (Text(text, where) for text in _literals(each, where))


def _literals(node: ast.expr, where: str) -> Iterator[str]:
    if isinstance(node, ast.JoinedStr):
        raise UntranslatableError(f"{where}:{node.lineno}: an f-string cannot be translated")
    if isinstance(node, ast.IfExp):
        yield from _literals(node.body, where)
        yield from _literals(node.orelse, where)
    text = _constant(node)
    if text:
        yield text


def _name_of(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _constant(node: ast.expr) -> str | None:
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return str(node.value) if isinstance(node, ast.Constant) and is_text else None
