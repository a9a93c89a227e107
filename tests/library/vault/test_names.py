"""Names that say nothing without the key, and the photo's id with it."""

import secrets

from hypothesis import given
from hypothesis import strategies as st

from skintrack.library.vault.names import NameKey
from skintrack.library.vault.sealed import Stage
from skintrack.library.vault.vault import Place

KEY, OTHER = NameKey(secrets.token_bytes(32)), NameKey(secrets.token_bytes(32))
IDS = st.binary(min_size=8, max_size=8).map(bytes.hex)


@given(IDS, st.sampled_from(Place))
def test_only_its_own_key_turns_a_name_back(photo_id, place):
    name = KEY.name(place, photo_id)
    assert name == KEY.name(place, photo_id)
    assert photo_id not in name
    assert KEY.photo_id(place, name) == photo_id
    assert OTHER.photo_id(place, name) is None
    assert [other for other in Place if KEY.photo_id(other, name)] == [place]


@given(st.sets(IDS, min_size=2, max_size=20))
def test_ids_that_are_alike_have_unlike_names(ids):
    names = {KEY.name(place, photo_id) for photo_id in ids for place in Place}
    assert len(names) == len(ids) * len(Place)
    assert len({name[:16] for name in names}) == len({name[16:] for name in names}) == len(names)


@given(st.text(max_size=80))
def test_what_is_no_id_has_a_name_too(text):
    name = KEY.name(Place.ORIGINAL, text)
    assert len(bytes.fromhex(name)) == 16
    turned_back = KEY.photo_id(Place.ORIGINAL, name)
    assert turned_back is None or turned_back == text


def test_names_that_nobody_made_belong_to_no_photo():
    for name in ("", "0" * 32, "f" * 31, "G" * 32, "a.jpg", "0" * 33):
        assert KEY.photo_id(Place.ORIGINAL, name) is None


def test_a_vault_knows_names_of_every_generation_and_forgets_them(new_vault):
    vault = new_vault(Stage.ROTATING, 2)
    ids = ("0123456789abcdef", "fedcba9876543210")
    names = [vault.file_name(Place.ORIGINAL, ids[0])]
    names += vault.former_file_names(Place.ORIGINAL, ids[1])
    assert [vault.photo_id_of(Place.ORIGINAL, f"originals/{name}") for name in names] == [*ids]
    keys = [*vault._name_keys.values()]
    vault.close()
    assert not any(any(key._block_key) or any(key._hash_key) for key in keys)
