"""What a person types to open an encrypted library."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from skintrack.library import Library
    from skintrack.library.vault.credentials import Credential


@dataclass(frozen=True)
class Opener:
    """What opens the library now: its passphrase, or its recovery key."""

    text: str = field(repr=False)
    is_recovery_key: bool = False

    def credential(self) -> Credential:
        """Return it as the library takes it; imports the library."""
        from skintrack.library.vault.credentials import Passphrase, RecoveryKey

        return RecoveryKey(self.text) if self.is_recovery_key else Passphrase(self.text)

    def open(self, folder: Path) -> Library:
        """Open a library by it."""
        from skintrack.library import Library

        return Library.open(folder, self.credential())
