"""What the program remembers between two starts: a small JSON file, written whole or not at all."""

import json
import os
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from skintrack.errors import StorageError
from skintrack.model import catalogue
from skintrack.model.phrase import Phrase

THEMES = ("system", "light", "dark")
LANGUAGES = catalogue.LANGUAGES
TEXT_SIZES = (0, 100, 125, 150)
LOCK_MINUTES = (5, 15, 60, 0)
_RECENT_COUNT = 6
_REPORT_COUNT = 24
# What changes sooner after a write, as while a slider is dragged, is written together.
_PAUSE_S = 0.2
_NONE: dict[str, Any] = {}


class Settings(NamedTuple):
    """Everything remembered; each field has a default that suits a first start.

    ``theme`` is one of ``THEMES``, ``language`` is ``system`` or one of ``LANGUAGES``,
    ``text_size`` one of ``TEXT_SIZES`` in per cent, 0 for as large as the system's.
    ``window_geometry`` is Qt's own, in base 64. Folders are
    absolute paths; ``recent_libraries`` has the latest first. ``last_courses`` maps them to the
    number of the course that was shown last. ``photo_map`` is a kind of map, empty for none;
    ``map_opacity`` in per cent. ``trend_shown`` is ``index`` or ``raw``.
    ``compare_photos`` are the photos of the last pair, empty where it is the first or the latest;
    ``compare_x``, ``compare_y`` and ``compare_zoom`` are what was looked at (``compare.camera``).
    ``unfinished_photos`` are files whose import into a course of a library was cut short.
    ``lock_minutes`` is after how long without a touch an encrypted library is locked, one of
    ``LOCK_MINUTES``, 0 for never. ``watched_folder`` is where a phone syncs its photos to, empty
    for none; ``photo_folder`` is where photos were chosen last.
    ``paper`` is that of the last report, for courses that had none yet; ``report_folder`` is where
    it was saved. ``report_choices`` maps a course of a library to what was chosen for its report
    (``ui/report/remembered.py``): parts, paper, language, how photos are shown, files. Never a
    password, and nobody's name or code.
    """

    theme: str = "system"
    language: str = "system"
    text_size: int = 0
    window_geometry: str = ""
    last_view: str = "timeline"
    last_library: str = ""
    recent_libraries: tuple[str, ...] = ()
    last_courses: Mapping[str, int] = _NONE
    compare_mode: str = "side_by_side"
    compare_view: str = ""
    compare_photos: tuple[str, ...] = ()
    compare_x: float = 320.0
    compare_y: float = 380.0
    compare_zoom: float = 1.0
    compare_curtain: float = 0.5
    compare_fade: float = 0.5
    compare_matches_light: bool = False
    compare_shows_outlines: bool = False
    compare_shows_panel: bool = True
    shows_regions: bool = True
    photo_map: str = ""
    change_map: str = "redness"
    map_opacity: int = 70
    trend_shown: str = "index"
    paper: str = "a4"
    lock_minutes: int = 15
    watched_folder: str = ""
    unfinished_library: str = ""
    unfinished_course: int = 0
    unfinished_photos: tuple[str, ...] = ()
    report_folder: str = ""
    photo_folder: str = ""
    report_choices: Mapping[str, dict[str, str]] = _NONE


def default_settings_file() -> Path:
    """Return where the settings are kept on this computer."""
    home = linux_home("XDG_CONFIG_HOME", ".config")
    if home is not None:
        return home / "SkinTrack" / "settings.json"
    # Not at the top, as below: a command that is told its library asks for no folder.
    from platformdirs import user_config_path

    return user_config_path("SkinTrack", appauthor=False) / "settings.json"


def linux_home(variable: str, usual: str) -> Path | None:
    """Return where ``platformdirs`` would look on Linux, sooner; None where it is to be asked.

    Parameters
    ----------
    variable : str
        Names the folder, if the user set it.
    usual : str
        The folder in the user's own, else.
    """
    if sys.platform != "linux":
        return None
    named = os.environ.get(variable)
    if named is None:
        return Path.home() / usual
    return Path(named) if named.startswith("/") else None


def default_library_folder() -> Path:
    """Return where the library is kept unless the user chooses another folder."""
    return _data_folder() / "library"


def sample_library_folder() -> Path:
    """Return where the sample library is built."""
    return _data_folder() / "sample"


def _data_folder() -> Path:
    home = linux_home("XDG_DATA_HOME", ".local/share")
    if home is not None:
        return home / "SkinTrack"
    from platformdirs import user_data_path

    return user_data_path("SkinTrack", appauthor=False)


class SettingsStore:
    """The settings and the file they live in.

    Each change is written at once, or by a thread of its own after ``write_apart``.

    Parameters
    ----------
    file : Path
        Read now where it exists. A damaged file is set aside as ``*.damaged`` and the defaults are
        taken; ``was_damaged`` then says so.

    Raises
    ------
    StorageError
        If a damaged file cannot be set aside.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._writer: _Writer | None = None
        self.was_damaged = False
        self.current = self._read()
        self._at_start = self.current

    @property
    def folder(self) -> Path:
        """Where the settings are kept, and what else belongs to this computer."""
        return self._file.parent

    @property
    def waits_for_start(self) -> bool:
        """Whether something was changed that takes effect at the next start."""
        then, now = self._at_start, self.current
        return (then.language, then.text_size) != (now.language, now.text_size)

    def note_start(self) -> None:
        """Take what holds now as what the program started with."""
        self._at_start = self.current

    def write_apart(self, failed: Callable[[StorageError], object]) -> None:
        """Write on a thread from now on, as a disk may keep one waiting.

        What is still to be written is written by ``flush`` and ``close``, and also where the
        program ends without them.

        Parameters
        ----------
        failed : callable
            Called on that thread where the file cannot be written.
        """
        self.close()
        self._writer = _Writer(self._file, failed)

    def flush(self) -> None:
        """Return when everything is in the file."""
        if self._writer is not None:
            self._writer.flush()

    def close(self) -> None:
        """Write what waits and end the thread; later changes are written at once again."""
        writer, self._writer = self._writer, None
        if writer is not None:
            writer.close()

    def change(self, **values: Any) -> None:
        """Change fields and write the file.

        Raises
        ------
        StorageError
            If the file cannot be written, and no thread does it; the change holds until the
            program ends.
        """
        changed = self.current._replace(**values)
        if changed == self.current:
            return
        self.current = changed
        if self._writer is None:
            _write(self._file, changed)
        else:
            self._writer.put(changed)

    def remember_library(self, folder: Path) -> None:
        """Put a library first in the list of recent ones."""
        name = str(folder)
        others = tuple(other for other in self.current.recent_libraries if other != name)
        recent = (name, *others)[:_RECENT_COUNT]
        courses = {key: value for key, value in self.current.last_courses.items() if key in recent}
        self.change(last_library=name, recent_libraries=recent, last_courses=courses)

    def last_course(self, folder: Path) -> int | None:
        """Return the number of the course of a library that was shown last."""
        return self.current.last_courses.get(str(folder))

    def remember_course(self, folder: Path, course: int) -> None:
        """Remember which course of a library is shown."""
        self.change(last_courses={**self.current.last_courses, str(folder): course})

    def report_of(self, folder: Path, course: int) -> dict[str, str]:
        """Return what was chosen for the last report of a course; empty where it had none."""
        return self.current.report_choices.get(_course_key(folder, course), {})

    def remember_report(self, folder: Path, course: int, choices: dict[str, str]) -> None:
        """Remember what is chosen for the report of a course; the latest courses are kept."""
        key = _course_key(folder, course)
        others = {each: kept for each, kept in self.current.report_choices.items() if each != key}
        latest = dict([*others.items(), (key, choices)][-_REPORT_COUNT:])
        self.change(report_choices=latest)

    def _read(self) -> Settings:
        try:
            text = self._file.read_text(encoding="utf-8")
        except (FileNotFoundError, NotADirectoryError):
            return Settings()
        except (OSError, UnicodeDecodeError):
            return self._set_aside()
        try:
            stored = json.loads(text)
        except json.JSONDecodeError:
            return self._set_aside()
        return _settings_from(stored) if isinstance(stored, dict) else self._set_aside()

    def _set_aside(self) -> Settings:
        self.was_damaged = True
        try:
            self._file.replace(self._file.with_suffix(".damaged"))
        except OSError as error:
            message = Phrase(
                "The settings file {file} is damaged and could not be moved aside.",
                file=str(self._file),
            )
            raise StorageError(message) from error
        return Settings()


class _Writer:
    """Writes the latest settings on a thread of its own."""

    def __init__(self, file: Path, failed: Callable[[StorageError], object]) -> None:
        # Not at the top: commands have no use for it. Its thread is waited for at the end of the
        # program, whichever way that comes to its end.
        from concurrent.futures import ThreadPoolExecutor

        self._file = file
        self._failed = failed
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="settings")
        self._lock = threading.Lock()
        self._latest: Settings | None = None
        self._is_at_work = False
        self._hurries = threading.Event()

    def put(self, settings: Settings) -> None:
        """Write these as soon as the disk is free, in place of what still waits."""
        with self._lock:
            self._latest = settings
            is_begun, self._is_at_work = self._is_at_work, True
        if not is_begun:
            self._executor.submit(self._write_latest)

    def flush(self) -> None:
        """Return when nothing waits."""
        self._hurries.set()
        self._executor.submit(int).result()
        self._hurries.clear()

    def close(self) -> None:
        """Write what waits; nothing can be put any more."""
        self._hurries.set()
        self._executor.shutdown(wait=True)

    def _write_latest(self) -> None:
        while (latest := self._take()) is not None:
            try:
                _write(self._file, latest)
            except StorageError as error:
                self._failed(error)
            self._hurries.wait(_PAUSE_S)

    def _take(self) -> Settings | None:
        with self._lock:
            latest, self._latest = self._latest, None
            self._is_at_work = latest is not None
        return latest


def _write(file: Path, settings: Settings) -> None:
    """Write a file whole or not at all."""
    text = json.dumps(settings._asdict(), indent=1, ensure_ascii=False)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        temporary = file.with_name(f".settings-{os.getpid()}")
        try:
            with temporary.open("w", encoding="utf-8") as stream:
                stream.write(text)
                stream.flush()
                os.fsync(stream.fileno())
            temporary.replace(file)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise StorageError(
            Phrase("The settings could not be saved to {file}.", file=str(file))
        ) from error


def _settings_from(stored: dict[str, Any]) -> Settings:
    """Take every stored field that has the type of its default; the rest keep the default."""
    known: dict[str, Any] = {}
    defaults = Settings()
    for name, default in defaults._asdict().items():
        value = stored.get(name)
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            value = tuple(value)
        if isinstance(value, dict):
            value = _texts(value) if name == "report_choices" else _numbers(value)
        if type(value) is type(default):
            known[name] = value
    settings = Settings(**known)
    theme = settings.theme if settings.theme in THEMES else "system"
    language = settings.language if settings.language in LANGUAGES else "system"
    size = settings.text_size if settings.text_size in TEXT_SIZES else 0
    minutes = settings.lock_minutes
    return settings._replace(
        theme=theme,
        language=language,
        text_size=size,
        lock_minutes=minutes if minutes in LOCK_MINUTES else defaults.lock_minutes,
    )


def _numbers(stored: dict[str, Any]) -> dict[str, int]:
    return {key: item for key, item in stored.items() if type(item) is int}


def _texts(stored: dict[str, Any]) -> dict[str, dict[str, str]]:
    """Return the texts of each entry; what is no text is left out."""
    return {
        key: {name: text for name, text in item.items() if isinstance(text, str)}
        for key, item in stored.items()
        if isinstance(item, dict)
    }


def _course_key(folder: Path, course: int) -> str:
    return f"{course} {folder}"
