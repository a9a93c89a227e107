"""A printed key is read as people type it, and a mistake is named."""

import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skintrack.errors import LibraryError
from skintrack.library.vault import recovery

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SECRETS = st.binary(min_size=recovery.SECRET_BYTES, max_size=recovery.SECRET_BYTES)


def refusal(text: str) -> str:
    with pytest.raises(LibraryError) as caught:
        recovery.secret_of(text)
    assert caught.value.code == "wrong_recovery_key"
    return caught.value.message


@given(SECRETS)
def test_every_key_comes_back(secret):
    text = recovery.as_text(secret)
    assert [len(group) for group in text.split(" ")] == [6] * 8
    assert set(text) <= set(ALPHABET + " ")
    assert recovery.secret_of(text) == secret


def test_keys_are_random():
    assert len({recovery.new_secret() for _ in range(1000)}) == 1000
    assert recovery.SECRET_BYTES * 8 == 200


@given(SECRETS, st.sampled_from(["-", "", "  ", "\n", " \u2013 ", "."]), st.booleans())
def test_it_is_read_as_people_type_it(secret, between, low):
    text = recovery.as_text(secret).replace(" ", between)
    text = text.replace("0", "o").replace("1", "l").replace("V", "u")
    assert recovery.secret_of(text.lower() if low else text) == secret


@given(SECRETS, st.integers(0, 47), st.integers(1, 31))
def test_any_one_wrong_sign_is_named_by_its_group(secret, place, by):
    signs = list(recovery.as_text(secret).replace(" ", ""))
    signs[place] = ALPHABET[(ALPHABET.index(signs[place]) + by) % 32]
    assert refusal("".join(signs)).startswith(f"Group {place // 6 + 1} of the recovery key")


@given(SECRETS, st.integers(0, 47), st.integers(0, 47))
def test_two_signs_in_the_wrong_order_are_found_within_a_group(secret, one, other):
    signs = list(recovery.as_text(secret).replace(" ", ""))
    other = one // 6 * 6 + other % 6
    if signs[one] == signs[other]:
        return
    signs[one], signs[other] = signs[other], signs[one]
    assert refusal("".join(signs)).startswith(f"Group {one // 6 + 1} ")


@given(SECRETS, st.integers(0, 7), st.integers(0, 7))
def test_two_groups_in_the_wrong_order_are_found(secret, one, other):
    groups = recovery.as_text(secret).split(" ")
    if one == other:
        return
    groups[one], groups[other] = groups[other], groups[one]
    # Groups know their place; only such whose check signs differ by just that could pass.
    assert refusal(" ".join(groups)).startswith("Group ")


def test_strange_signs_and_lengths_are_named():
    text = recovery.as_text(secrets.token_bytes(25))
    assert "no “Ä”" in refusal("ä" + text[1:])
    assert "48 in all; these are 47" in refusal(text[1:])
    assert "these are 54" in refusal(text + " 000000")
    assert "these are 0" in refusal("")
