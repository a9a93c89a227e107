"""The codes of findings, read from the source: no code is without words, none is forgotten."""

import ast
from collections.abc import Iterator
from pathlib import Path

import skintrack
from skintrack.model import SkinState

_PACKAGE = Path(skintrack.__file__).parent
# One puts its codes together, the other reads findings back that were made elsewhere.
_WITHOUT_CODES = frozenset({"skin_state.py", "pair_relation.py"})
# Put together from the states of the skin, so no reading of the source finds them.
_SKIN_STATE_CODES = {
    f"{state.value}_{ending}"
    for state in SkinState
    if state is not SkinState.BARE
    for ending in ("differs", "in_both")
}


def used_codes() -> frozenset[str]:
    """Return every code that any ``Finding`` of the package can have."""
    codes = set(_SKIN_STATE_CODES)
    for path in sorted(_PACKAGE.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        if "skintrack.analysis.findings import" in source and path.name not in _WITHOUT_CODES:
            codes.update(codes_in(source, str(path)))
    return frozenset(codes)


def codes_in(source: str, name: str = "source") -> set[str]:
    """Return the codes of one module's findings; a code that cannot be read is an error."""
    tree = ast.parse(source)
    codes: set[str] = set()
    for scope in _scopes(tree):
        renamed = [call for call in _calls(scope, "replace") if _is_given(call, "code")]
        for call in (*_calls(scope, "Finding"), *renamed):
            code = _argument(call, "code", 0)
            found = set(_strings(code, scope, tree))
            is_copy = isinstance(code, ast.Attribute)  # of another finding's code
            assert found or is_copy, f"{name}:{call.lineno}: which code is this? Write it out."
            codes |= found
    return codes


def _scopes(tree: ast.Module) -> Iterator[ast.AST]:
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    inside = {id(each) for function in functions for each in ast.walk(function)}
    yield from functions
    yield ast.Module([node for node in tree.body if id(node) not in inside], [])


def _calls(scope: ast.AST, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(scope):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
            yield node


def _is_given(call: ast.Call, name: str) -> bool:
    return any(keyword.arg == name for keyword in call.keywords)


def _argument(call: ast.Call, name: str, place: int) -> ast.expr:
    named = [keyword.value for keyword in call.keywords if keyword.arg == name]
    return named[0] if named else call.args[place]


def _strings(node: ast.expr, scope: ast.AST, tree: ast.Module) -> Iterator[str]:
    """Yield what an expression can be, as far as it is written out in the module."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    if isinstance(node, ast.Attribute):
        yield from _fields(node.attr, tree)
    inner = _values_of(node.id, scope, tree) if isinstance(node, ast.Name) else _choices(node)
    for value in inner:
        yield from _strings(value, scope, tree)


def _choices(node: ast.expr) -> list[ast.expr]:
    """Return the expressions that an expression chooses from."""
    if isinstance(node, ast.IfExp):
        return [node.body, node.orelse]
    if isinstance(node, ast.Dict):
        return node.values
    if isinstance(node, ast.Subscript):
        return [node.value]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return [node.func.value, *node.args[1:]]  # such as CODES.get(reason, "otherwise")
    return []


def _values_of(name: str, scope: ast.AST, tree: ast.Module) -> Iterator[ast.expr]:
    """Yield what is assigned to a name, or handed to a parameter of that name."""
    for node in (*ast.walk(scope), *tree.body):
        if isinstance(node, ast.Assign) and any(
            isinstance(target, ast.Name) and target.id == name for target in node.targets
        ):
            yield node.value
    if isinstance(scope, ast.FunctionDef):
        parameters = [each.arg for each in (*scope.args.args, *scope.args.kwonlyargs)]
        if name in parameters:
            for call in _calls(tree, scope.name):
                yield _argument(call, name, parameters.index(name))


def _fields(name: str, tree: ast.Module) -> Iterator[str]:
    """Yield the strings that a field of a class of this module is given."""
    for cls in (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)):
        fields = [
            each.target.id
            for each in cls.body
            if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name)
        ]
        if name in fields:
            for call in _calls(tree, cls.name):
                yield from _strings(_argument(call, name, fields.index(name)), tree, tree)
