"""Passphrases for tests, and keys that take no time to unlock."""

from skintrack.library.vault.derivation import Effort

QUICK = Effort(memory_mib=8, passes=1)
WORDS = "bread, butter & Müsli"
