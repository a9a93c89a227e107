"""A built wheel carries everything and runs elsewhere."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from skintrack import __version__, resources
from tests.helpers import photo_makers

ROOT = Path(__file__).parents[1]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        any(resources.face_model(name) is None for name in resources.FACE_MODELS),
        reason="the face models are not installed",
    ),
]


def run(*command: object, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from a copy, without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    source.mkdir()
    for name in ("pyproject.toml", "setup.py", "README.md", "LICENSE", "NOTICE"):
        shutil.copy(ROOT / name, source)
    for name in ("skintrack", "assets"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, source / name, ignore=ignored)
    build = (sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder)
    result = run(*build, source, cwd=folder)
    assert result.returncode == 0, result.stdout + result.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path) -> Path:
    """Install the wheel into a folder of its own."""
    site = wheel.parent / "site"
    pip = (sys.executable, "-m", "pip", "install", "--no-deps", "--no-index", "--quiet")
    result = run(*pip, "--target", site, wheel, cwd=wheel.parent)
    assert result.returncode == 0, result.stderr
    return site


def test_the_wheel_carries_assets_migrations_and_notices(wheel: Path):
    names = set(zipfile.ZipFile(wheel).namelist())
    assets = {
        f"skintrack/{path.relative_to(ROOT).as_posix()}"
        for path in (ROOT / "assets").rglob("*")
        if path.is_file()
    }
    assert assets <= names
    for model in resources.FACE_MODELS:
        assert f"skintrack/assets/models/{model}" in names
    assert any(name.startswith("skintrack/library/migrations/0001") for name in names)
    licences = {name.rpartition("/")[2] for name in names if ".dist-info/licenses/" in name}
    assert licences == {"LICENSE", "NOTICE"}
    assert not any(name.startswith(("tests", "docs", "benchmarks")) for name in names)


def test_the_command_runs_from_the_installed_wheel(installed: Path, tmp_path: Path):
    command = installed / "bin" / "skintrack"
    if not command.exists():
        command = installed / "Scripts" / "skintrack.exe"
    result = run(command, "--version", cwd=tmp_path, PYTHONPATH=str(installed))
    assert result.stdout.strip() == f"skintrack {__version__}", result.stderr


def test_the_installed_program_finds_its_models_and_fonts(installed: Path, tmp_path: Path):
    program = (
        "from skintrack import resources\n"
        "print(resources.assets_folder())\n"
        "for name in resources.FACE_MODELS: print(resources.face_model(name))\n"
        "print(resources.asset('fonts/Inter-Regular.otf').stat().st_size > 0)\n"
    )
    result = run(sys.executable, "-c", program, cwd=tmp_path, PYTHONPATH=str(installed))
    folder, *models, has_font = result.stdout.splitlines()
    assert Path(folder) == installed / "skintrack" / "assets", result.stderr
    assert [Path(model).parent.parent for model in models] == [Path(folder)] * 2
    assert has_font == "True"


def test_the_installed_program_looks_for_faces(installed: Path, tmp_path: Path):
    wall = photo_makers.save_photo(tmp_path / "wall.jpg")
    command = (sys.executable, "-m", "skintrack", "analyze", wall, "--json")
    result = run(*command, cwd=tmp_path, PYTHONPATH=str(installed))
    assert result.returncode == 0, result.stderr
    [photo] = json.loads(result.stdout)["photos"]
    # With the models missing the program would say so and look no further.
    assert [issue["code"] for issue in photo["quality"]["issues"]] == ["no_face"]
