"""A vault gives back a file of this photo, of this place, of this library, and nothing else."""

import secrets

import pytest

from skintrack.errors import InternalError
from skintrack.library.vault.sealed import Stage
from skintrack.library.vault.vault import Place, PlainVault, SealBrokenError

DATA = b"\xff\xd8" + secrets.token_bytes(100_000)
ALL_BUT_WHOLE = [stage for stage in Stage if stage is not Stage.WHOLE]


@pytest.mark.parametrize("place", Place)
def test_a_file_comes_back(new_vault, place):
    vault = new_vault()
    assert vault.unseal(vault.seal(DATA, place, "a"), place, "a") == DATA


def test_another_photo_place_or_library_is_refused(new_vault):
    vault, other = new_vault(), new_vault()
    stored = vault.seal(DATA, Place.ORIGINAL, "a")
    for opener, place, photo in (
        (vault, Place.ORIGINAL, "b"),
        (vault, Place.LARGE_PREVIEW, "a"),
        (other, Place.ORIGINAL, "a"),
    ):
        with pytest.raises(SealBrokenError):
            opener.unseal(stored, place, photo)


def test_place_and_photo_cannot_run_into_each_other(new_vault):
    vault = new_vault()
    names = {vault.file_name(place, photo) for place in Place for photo in ("a", "b", "56a", "")}
    assert len(names) == len(Place) * 4


def test_names_are_opaque_and_stay(new_vault):
    vault, other = new_vault(), new_vault()
    name = vault.file_name(Place.SMALL_PREVIEW, "0123456789abcdef")
    assert name == vault.file_name(Place.SMALL_PREVIEW, "0123456789abcdef")
    assert name != other.file_name(Place.SMALL_PREVIEW, "0123456789abcdef")
    assert len(name) == 32
    assert int(name, 16) >= 0
    folder, original = vault.file_name(Place.ORIGINAL, "0123456789abcdef").split("/")
    assert (folder, len(original)) == (original[:2], 32)


def test_a_whole_library_takes_no_plain_file(new_vault):
    vault = new_vault()
    with pytest.raises(SealBrokenError):
        vault.unseal(DATA, Place.ORIGINAL, "a")
    rotating = new_vault(Stage.ROTATING, 2)
    with pytest.raises(SealBrokenError):
        rotating.unseal(DATA, Place.ORIGINAL, "a")


@pytest.mark.parametrize("stage", [Stage.SEALING, Stage.UNSEALING, Stage.UNSEALED])
def test_a_library_on_its_way_reads_both(new_vault, stage):
    vault = new_vault()
    stored = vault.seal(DATA, Place.ORIGINAL, "a")
    vault.stage = stage
    assert vault.unseal(stored, Place.ORIGINAL, "a") == DATA
    assert vault.unseal(DATA, Place.ORIGINAL, "a") == DATA


def test_rotation_reads_the_old_and_writes_the_new(new_vault):
    vault = new_vault(Stage.ROTATING, 2)
    old = vault.__class__({1: bytearray(vault.library_keys[1])}, bytearray(32), Stage.WHOLE)
    stored = old.seal(DATA, Place.ORIGINAL, "a")
    assert vault.unseal(stored, Place.ORIGINAL, "a") == DATA
    assert not vault.is_current(stored)
    assert vault.former_file_names(Place.ORIGINAL, "a") == (old.file_name(Place.ORIGINAL, "a"),)
    new = vault.seal(DATA, Place.ORIGINAL, "a")
    assert vault.is_current(new)
    with pytest.raises(SealBrokenError, match="another key"):
        old.unseal(new, Place.ORIGINAL, "a")
    assert vault.database_keys == (vault.database_key, old.database_key)


def test_what_is_current_and_where_else_to_look(new_vault):
    vault = new_vault()
    stored = vault.seal(DATA, Place.ORIGINAL, "a")
    name = vault.file_name(Place.ORIGINAL, "a")
    assert vault.is_current(stored)
    assert vault.former_file_names(Place.ORIGINAL, "a") == ()
    vault.stage = Stage.SEALING
    assert (vault.is_current(stored), vault.is_current(DATA)) == (True, False)
    assert vault.former_file_names(Place.ORIGINAL, "a") == (None,)
    assert vault.database_keys[1:] == (None,)
    vault.stage = Stage.UNSEALING
    assert (vault.is_current(stored), vault.is_current(DATA)) == (False, True)
    assert vault.file_name(Place.ORIGINAL, "a") is None
    assert vault.former_file_names(Place.ORIGINAL, "a") == (name,)
    assert vault.seal(DATA, Place.ORIGINAL, "a") == DATA
    assert vault.database_key is not None
    vault.stage = Stage.UNSEALED
    assert vault.database_key is None
    assert len(vault.database_keys) == 2


def test_closing_wipes_the_keys(new_vault):
    vault = new_vault(Stage.ROTATING, 2)
    vault.file_name(Place.ORIGINAL, "a")
    held = [*vault.library_keys.values(), vault.ring_key]
    assert all(any(key) for key in held)
    vault.close()
    vault.close()
    assert not any(any(key) for key in held)
    for use in (
        lambda: vault.seal(DATA, Place.ORIGINAL, "a"),
        lambda: vault.unseal(DATA, Place.ORIGINAL, "a"),
        lambda: vault.file_name(Place.ORIGINAL, "a"),
        lambda: vault.database_key,
        lambda: vault.ring_key,
    ):
        with pytest.raises(InternalError):
            use()


def test_no_secret_is_shown(new_vault):
    vault = new_vault()
    shown = f"{vault!r} {vault}"
    assert vault.library_keys[1].hex()[:8] not in shown
    assert "bytearray" not in shown


def test_a_plain_vault_leaves_all_as_it_is():
    vault = PlainVault()
    assert vault.unseal(vault.seal(DATA, Place.ORIGINAL, "a"), Place.ORIGINAL, "a") is DATA


def test_the_old_key_is_wiped_when_it_is_given_up(new_vault):
    vault = new_vault(Stage.ROTATING, 2)
    old, new = vault.library_keys[1], vault.library_keys[2]
    vault.move_to(Stage.WHOLE)
    assert list(vault.library_keys) == [2]
    assert not any(old)
    assert any(new)
