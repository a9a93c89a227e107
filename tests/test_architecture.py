"""The layers hold, and each contract bites when it is broken on purpose."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

import skintrack

PACKAGE = Path(skintrack.__file__).parent
PYPROJECT = Path(__file__).parents[1] / "pyproject.toml"
LONGEST_FILE = 400

# Modules that may hold Qt; every other one must be importable without it.
QT_MODULES = {"ui", "app"}
# Per contract, the modules that are free of it; every other top-level module must be named in it.
FREE_OF = {
    "no-qt-below-ui": {"ui", "app", "__main__"},
    "sql-only-in-library": {"library", "__main__"},
    "pillow-only-in-imaging": {"imaging", "__main__"},
}


class Breach(NamedTuple):
    """One bad line appended to one file, and the contract that must name it."""

    file: str
    line: str
    contract: str


BREACHES = {
    "Qt in analysis": Breach("analysis/measure.py", "import PySide6.QtCore", "no-qt-below-ui"),
    "Qt in settings": Breach("settings.py", "from PySide6 import QtCore", "no-qt-below-ui"),
    "Qt in the command line": Breach("cli/host.py", "import PySide6", "no-qt-below-ui"),
    "library in analysis": Breach("analysis/measure.py", "import skintrack.library", "layers"),
    "paths in analysis": Breach("analysis/measure.py", "import pathlib", "analysis-is-pure"),
    "the model in analysis internals": Breach(
        "analysis/color.py", "from skintrack.model import Photo", "analysis-is-pure"
    ),
    "SQL in ui": Breach("ui/theme.py", "import sqlite3", "sql-only-in-library"),
    "SQL in workflows": Breach(
        "workflows/import_photos.py", "import sqlcipher3", "sql-only-in-library"
    ),
    "Pillow in ui": Breach("ui/theme.py", "import PIL.Image", "pillow-only-in-imaging"),
    "JPEG in workflows": Breach(
        "workflows/import_photos.py", "import simplejpeg", "pillow-only-in-imaging"
    ),
    "HEIC in library": Breach("library/photos.py", "import pi_heif", "pillow-only-in-imaging"),
    "a sibling": Breach("trends/series.py", "import skintrack.analysis", "layers"),
    "the window in the command line": Breach("cli/host.py", "import skintrack.ui", "layers"),
    "upwards": Breach("ui/theme.py", "import skintrack.app", "layers"),
    "hidden in a function": Breach(
        "analysis/measure.py", "def late():\n    from PySide6 import QtCore", "no-qt-below-ui"
    ),
    "for type checkers only": Breach(
        "trends/series.py",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import skintrack.library",
        "layers",
    ),
    "a new module without a place": Breach("astrology.py", "", "layers"),
    "a circle between siblings": Breach(
        "analysis/color.py", "import skintrack.analysis.measure", "acyclic"
    ),
}


@cache
def contracts() -> dict[str, dict[str, object]]:
    settings = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))
    return {each["id"]: each for each in settings["tool"]["importlinter"]["contracts"]}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return the package of a copy that may be damaged."""
    shutil.copy(PYPROJECT, tmp_path)
    ignored = shutil.ignore_patterns("__pycache__", "assets")
    return shutil.copytree(PACKAGE, tmp_path / "skintrack", ignore=ignored)


def lint(copy: Path) -> subprocess.CompletedProcess[str]:
    """Run lint-imports on the copy; it puts its working folder first on the path."""
    program = "import sys; from importlinter.cli import lint_imports_command as c; sys.exit(c())"
    return subprocess.run(
        [sys.executable, "-c", program, "--no-cache", "--no-logo"],
        cwd=copy.parent,
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_untouched_copy_keeps_every_contract(copy: Path):
    result = lint(copy)
    assert result.returncode == 0, result.stdout
    for contract in contracts().values():
        assert f"{contract['name']} KEPT" in result.stdout


@pytest.mark.parametrize("breach", BREACHES.values(), ids=BREACHES.keys())
def test_each_breach_is_caught(copy: Path, breach: Breach):
    file = copy / breach.file
    assert file.parent.is_dir()
    with file.open("a", encoding="utf-8") as source:
        source.write(f"\n\n{breach.line}\n")
    result = lint(copy)
    assert result.returncode != 0
    if breach.file == "astrology.py":
        assert "astrology" in result.stdout + result.stderr
        return
    assert f"{contracts()[breach.contract]['name']} BROKEN" in result.stdout, result.stdout


@pytest.mark.parametrize("contract", FREE_OF)
def test_no_module_is_forgotten_in_a_contract(contract: str):
    named = contracts()[contract]["source_modules"]
    expected = {f"skintrack.{name}" for name in top_level_modules() - FREE_OF[contract]}
    assert isinstance(named, list)
    assert set(named) == expected


def top_level_modules() -> set[str]:
    packages = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    modules = {path.stem for path in PACKAGE.glob("*.py")} - {"__init__"}
    return packages | modules


def test_every_module_below_ui_imports_without_qt():
    names = [
        ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
        for path in sources()
        if path.relative_to(PACKAGE).parts[0].removesuffix(".py") not in QT_MODULES
    ]
    names = [name.removesuffix(".__init__") for name in names]
    # One interpreter for all of them: the first that brings Qt is named.
    program = (
        "import importlib, sys\n"
        f"for name in {names!r}:\n"
        "    importlib.import_module(name)\n"
        "    bad = {'PySide6', 'shiboken6'} & set(sys.modules)\n"
        "    assert not bad, f'{name} brings {bad}'\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr


HEAVY = {"numpy", "cv2", "PIL", "pi_heif", "simplejpeg", "matplotlib", "typst", "pikepdf"}


@pytest.mark.parametrize(
    ("module", "unwanted"),
    [("skintrack.__main__", HEAVY | {"sqlcipher3", "PySide6"}), ("skintrack.app", HEAVY)],
    ids=["command line", "window"],
)
def test_it_starts_without_heavy_modules(module: str, unwanted: set[str]):
    program = f"import sys, {module}; print(*sorted({unwanted!r} & set(sys.modules)))"
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert result.stdout.split() == [], result.stderr
    assert result.returncode == 0, result.stderr


def sources() -> Iterator[Path]:
    return (path for path in sorted(PACKAGE.rglob("*.py")) if "assets" not in path.parts)


def project_sources() -> Iterator[Path]:
    yield from sources()
    yield from PYPROJECT.parent.glob("*.py")
    for folder in ("tests", "benchmarks", "docs"):
        yield from sorted((PYPROJECT.parent / folder).rglob("*.py"))


def test_no_file_is_too_long():
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in project_sources()}
    assert {path.name: n for path, n in lengths.items() if n > LONGEST_FILE} == {}


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        (r"processEvents\s*\(", "use the TaskRunner: events inside events lose clicks"),
        (r"\.connect\(\s*lambda", "a lambda keeps its owner alive; connect a bound method"),
        (r"# noqa(?!: [A-Z]+[0-9]+\b.*  # \S)", "say the code, and why"),
        (r"# type: ignore(?!\[[\w-]+\].*  # \S)", "say the code, and why"),
        (r"^from \S+ import \*", "name what is imported"),
    ],
)
def test_a_habit_that_costs_later_is_absent(pattern: str, reason: str):
    found = [
        f"{path.relative_to(PACKAGE)}:{number}"
        for path in sources()
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if re.search(pattern, line)
    ]
    assert found == [], reason


# Calls at module level that make values, not objects with a life of their own.
VALUE_MAKERS = {
    *("NewType", "TypeVar", "ParamSpec", "compile", "Template", "MappingProxyType", "array"),
    *("frozenset", "tuple", "dict", "list", "set", "range", "len", "int", "float"),
    "get_threshold",  # three numbers
    "attrgetter",  # a function of nothing but its argument
    *("radians", "sqrt", "log", "exp", "Path", "date", "time", "datetime", "timedelta"),
    *("monotonic", "QColor", "QModelIndex", "QPoint", "QPointF", "QRect", "QRectF", "QSize"),
    "Phrase",  # a text that cannot be changed
}

# Python's warning filters and OpenCV's table of operators belong to the whole process, and so must
# the locks that guard them.
ALLOWED_INSTANCES = {"imaging/pixels.py: threading.Lock()", "analysis/face_mesh.py: Lock()"}


def test_no_module_level_instances():
    """No object with state lives in a module: ``app`` makes them and hands them on."""
    found = {
        f"{path.relative_to(PACKAGE).as_posix()}: {ast.unparse(node.value)[:60]}"
        for path in sources()
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Call)
        if called_name(node.value) not in VALUE_MAKERS | frozen_classes()
    }
    assert found - ALLOWED_INSTANCES == set()


def called_name(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


@cache
def frozen_classes() -> frozenset[str]:
    """Return the classes of ours whose objects are values: frozen dataclasses, tuples, enums."""
    return frozenset(
        node.name
        for path in sources()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef) and is_value_class(node)
    )


def is_value_class(node: ast.ClassDef) -> bool:
    marks = [ast.unparse(each) for each in (*node.decorator_list, *node.bases)]
    return any("frozen=True" in mark or "NamedTuple" in mark or "Enum" in mark for mark in marks)
