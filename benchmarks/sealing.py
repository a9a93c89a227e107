"""Encryption: how long unlocking takes, what sealing costs per photo, and bringing a library on."""

from functools import partial
from pathlib import Path

from benchmarks.photos import twelve_megapixels, with_comment
from benchmarks.timing import beside_unit, report, seconds
from benchmarks.unit import in_units, unit_of
from benchmarks.verifying import add
from skintrack.library import Library, key_changes
from skintrack.library.vault.credentials import Passphrase, RecoveryKey
from skintrack.library.vault.keyring import Keyring, make_keyring
from skintrack.library.vault.vault import Place
from skintrack.workflows import change_form

PHOTOS, ROUNDS = 100, 9
_WORDS = "for the benchmark"


def run(folder: Path) -> None:
    """Measure keys, photos and a library of them."""
    jpeg = twelve_megapixels()
    ring = make_keyring(_WORDS)
    keyring, vault = Keyring(ring.content), ring.vault
    unlocking = min(seconds(partial(keyring.unlock, Passphrase(_WORDS))) for _ in range(3))
    report("unlock by passphrase", f"{unlocking:.2f} s", "0.5-1 s")
    by_key = seconds(partial(keyring.unlock, RecoveryKey(ring.recovery_key)))
    report("unlock by recovery key", f"{by_key * 1000:.1f} ms")

    unit = unit_of(jpeg)
    sealed = vault.seal(jpeg, Place.ORIGINAL, "photo")
    for what, work in (
        ("seal a photo of 12 MP", partial(vault.seal, jpeg, Place.ORIGINAL, "photo")),
        ("unseal it", partial(vault.unseal, sealed, Place.ORIGINAL, "photo")),
    ):
        job_s, unit_s = beside_unit(work, unit, ROUNDS)
        report(what, f"{job_s * 1000:.1f} ms = {in_units(job_s, unit_s):.3f} U")

    with Library.create(folder / "library", "Benchmark") as library:
        for number in range(PHOTOS):
            add(library, with_comment(jpeg, f"photo {number}"))
    key_changes.begin_sealing(folder / "library", _WORDS)
    with Library.open(folder / "library", Passphrase(_WORDS)) as library:
        job_s = seconds(partial(change_form.run, library))
    _, unit_s = beside_unit(unit, unit, 3)
    report(
        f"switch encryption on, {PHOTOS} photos of 12 MP",
        f"{job_s:.1f} s = {in_units(job_s, unit_s) / PHOTOS:.2f} U each",
    )
