"""What a command has to say, before anybody decides how to say it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from skintrack.model import FileFailure


@dataclass(frozen=True)
class Outcome:
    """Result of one command.

    Parameters
    ----------
    lines : tuple of str
        For people, on standard output.
    document : mapping
        For scripts, on standard output with ``--json``.
    failures : tuple of FileFailure
        What could not be done, each in one sentence; on standard error, and in the document.
    is_complete : bool
        False where something was refused or stopped that is no failure of a file.
    """

    lines: tuple[str, ...] = ()
    document: Mapping[str, object] = field(default_factory=dict)
    failures: tuple[FileFailure, ...] = ()
    is_complete: bool = True

    @property
    def exit_code(self) -> int:
        """0: all done. 1: done in part, or refused."""
        return 0 if self.is_complete and not self.failures else 1


def failure_documents(failures: Iterable[FileFailure]) -> list[dict[str, object]]:
    """Write failures as JSON; ``file`` is null where no file is to blame."""
    return [{"file": f.file or None, "code": f.code, "message": f.message} for f in failures]
