"""Standard output, standard error, progress and Ctrl-C."""

import io
import json
import math
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import TextIO

from skintrack.cli.outcome import Outcome, failure_documents
from skintrack.model import ProgressStep

LINE_LENGTH = 79


class Terminal:
    """Where a command writes, and how it hears that it should stop.

    Parameters
    ----------
    output, errors : text streams
        Usually standard output and standard error.
    """

    def __init__(self, output: TextIO, errors: TextIO) -> None:
        self._output = output
        self._errors = errors
        self._is_stopping = False
        self._has_progress_line = False

    def show(self, outcome: Outcome, *, as_json: bool) -> None:
        """Write an outcome: one JSON object or lines; failures always on standard error."""
        self.clear_progress()
        if as_json:
            document = {**outcome.document}
            document.setdefault("errors", failure_documents(outcome.failures))
            self._output.write(json.dumps(without_nan(document), indent=2, allow_nan=False) + "\n")
        else:
            self._output.writelines(f"{line}\n" for line in outcome.lines)
        self._output.flush()
        for failure in outcome.failures:
            self.say(failure.message)

    def say(self, text: str) -> None:
        """Write a remark to standard error; where nobody can read it, nothing else can be done."""
        with suppress(OSError):
            self.clear_progress()
            self._errors.write(f"{text}\n")

    def flush(self) -> None:
        """Hand everything over; ``OSError`` if the system refuses it."""
        self._output.flush()
        self._errors.flush()

    def abandon(self) -> None:
        """Let what could not be written be forgotten, or the end of the program would try again."""
        with Path(os.devnull).open("wb") as nowhere:
            for stream in (self._output, self._errors):
                try:
                    stream.flush()
                except OSError:
                    os.dup2(nowhere.fileno(), stream.fileno())

    def progress(self, step: ProgressStep) -> None:
        """Rewrite one line on standard error, if that is a terminal."""
        if not self._errors.isatty():
            return
        text = f"{step.done} of {step.total}  {step.label}"[:LINE_LENGTH]
        self._errors.write(f"\r{text:<{LINE_LENGTH}}")
        self._errors.flush()
        self._has_progress_line = True

    def clear_progress(self) -> None:
        """Take the progress line away before anything else is written."""
        if self._has_progress_line:
            self._errors.write(f"\r{'':<{LINE_LENGTH}}\r")
            self._errors.flush()
            self._has_progress_line = False

    def cancelled(self) -> bool:
        """Whether Ctrl-C was pressed."""
        return self._is_stopping

    @contextmanager
    def stoppable(self) -> Iterator[None]:
        """Let the first Ctrl-C finish the photo in hand, and the second one stop at once."""

        def stop(_number: int, _frame: FrameType | None) -> None:
            if self._is_stopping:
                raise KeyboardInterrupt
            self._is_stopping = True
            self.say("Stopping after this photo. Ctrl-C once more stops at once.")

        with self._on_interrupt(stop):
            yield

    @contextmanager
    def interruptible(self) -> Iterator[None]:
        """Let Ctrl-C stop at once, as in any program."""
        with self._on_interrupt(signal.default_int_handler):
            yield

    @contextmanager
    def _on_interrupt(self, handler: Callable[[int, FrameType | None], object]) -> Iterator[None]:
        if threading.current_thread() is not threading.main_thread():
            yield  # signals reach the main thread only
            return
        previous = signal.signal(signal.SIGINT, handler)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, previous)


def standard_terminal() -> Terminal:
    """Return the terminal of this process, where no character can break the output."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    # Python has no stream where the caller closed it (`>&-`); then nobody reads.
    return Terminal(sys.stdout or io.StringIO(), sys.stderr or io.StringIO())


def without_nan(value: object) -> object:
    """Replace every number that JSON cannot write by null."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(key): without_nan(each) for key, each in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [without_nan(each) for each in value]
    return value
