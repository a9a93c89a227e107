"""What a person gives to open an encrypted library."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Passphrase:
    """The words that the person chose; compared in Unicode form NFC."""

    text: str = field(repr=False)


@dataclass(frozen=True)
class RecoveryKey:
    """The printed key: 8 groups of 6 signs; spaces, hyphens and case do not matter."""

    text: str = field(repr=False)


Credential = Passphrase | RecoveryKey
