"""The same photo sealed ten thousand times: no key and nonce may ever come twice."""

from pathlib import Path

from skintrack.library.vault.blob import read_header
from skintrack.library.vault.keyring import make_keyring
from skintrack.library.vault.vault import Place
from torture.form import PASSPHRASE
from torture.samples import sample_photos
from torture.trial import Tried

_BLOBS = 10_000


def try_blobs(place: Path, every: int) -> Tried:
    """Seal one photo many times: each has a key of its own, and looks like no other."""
    del place
    data = next(iter(sample_photos().values()))[:1000]
    vault = make_keyring(PASSPHRASE.text).vault
    count = _BLOBS // every
    sealed = [vault.seal(data, Place.ORIGINAL, "0123456789abcdef") for _ in range(count)]
    failures = []
    # The file's own key is derived from its random number; chunks count their nonces under it.
    if len({read_header(stored).file_id for stored in sealed}) != count:
        failures.append("two files have one key")
    if len({stored[-len(data) :] for stored in sealed}) != count:
        failures.append("two files look alike")
    if any(vault.unseal(stored, Place.ORIGINAL, "0123456789abcdef") != data for stored in sealed):
        failures.append("a file does not open again")
    vault.close()
    return Tried(count, tuple(failures))
